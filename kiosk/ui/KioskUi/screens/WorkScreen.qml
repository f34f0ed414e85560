pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// One work: its picture or text, with previous, next, zoom and Back.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property bool onPaper: controller.work.written
    readonly property bool zoomedIn: session.zoom > 0
    // Pictures are never mirrored, so right means right in every language.
    readonly property int direction: Theme.mirrored ? -1 : 1
    // A picture has its controls among its words.
    readonly property bool toolsBelow: session.behindContentNote || controller.work.written

    readonly property bool showsText: onPaper && !session.behindContentNote
    readonly property int pageCount: written.pageCount
    readonly property bool counted: written.counted

    // Turns the pages of a text and the pictures of a work first; after the last, goes to the next
    // work.
    function turn(by: int) {
        const page = session.page + by;
        if (showsText && page >= 0 && (page < pageCount || !counted))
            session.turnPage(page);
        else if (!onPaper && !session.behindContentNote && session.picture + by >= 0
                && session.picture + by < session.pictureCount)
            session.showPicture(session.picture + by);
        else
            session.stepWork(by);
    }

    Swipe {
        id: swipe

        anchors.fill: parent
        swipeEnabled: root.visible && !root.zoomedIn
        onTurned: by => root.turn(by)

        PictureView {
            id: view

            anchors.fill: parent
            visible: !root.session.behindContentNote && !root.onPaper
            work: root.controller.work
            imageLoader: root.controller.imageLoader
            event: root.controller.board.nextEvent
            page: root.session.page
            readAloud: root.onPaper ? null : root.controller.readAloud
            zoom: root.session.zoom
            onTurned: page => root.session.turnPage(page)
            onWorkTouched: root.session.zoomBy(1)
            onZoomed: zoom => root.session.zoomTo(zoom)
            dragOffset: swipe.dragOffset
            tools: WorkTools {
                width: parent?.width ?? 0
                session: root.session
                maxZoom: view.maxZoom
                readAloud: view.readAloud
                pictureNames: root.controller.work.pictureNames
                page: view.page
                pageCount: view.pageCount
                counted: view.counted
                onTurned: page => root.session.turnPage(page)
                onPanned: (across, down) => view.pan(across, down)
            }
        }

        WrittenView {
            id: written

            anchors.fill: parent
            anchors.bottomMargin: Theme.stripHeight
            visible: root.showsText
            work: root.controller.work
            page: root.session.page
            readAloud: root.onPaper ? root.controller.readAloud : null
            dragOffset: swipe.dragOffset
            onTurned: page => root.session.turnPage(page)
        }

        ContentNote {
            anchors.fill: parent
            anchors.bottomMargin: Theme.stripHeight
            visible: root.session.behindContentNote
            work: root.controller.work
            dragOffset: swipe.dragOffset
            onViewed: root.session.reveal()
            onSkipped: root.session.stepWork(1)
        }
    }

    PagingShortcuts {
        onAcross: by => root.zoomedIn ? view.pan(root.direction * by, 0) : root.turn(by)
        onDown: by => view.pan(0, by)
    }

    ToolStrip {
        width: parent.width
        y: root.height - height
        onPaper: root.onPaper && !root.session.behindContentNote
        readAloud: root.toolsBelow ? root.controller.readAloud : null

        Pager {
            visible: root.showsText && written.pagerInStrip && (pageCount > 1 || !counted)
            page: root.session.page
            pageCount: root.pageCount
            counted: root.counted
            onPaper: true
            onTurned: page => root.session.turnPage(page)
        }

        Item {
            width: Theme.medium
            height: 1
        }

        Pill {
            visible: root.session.workCount > 1 && root.toolsBelow
            icon: "previous"
            name: qsTr("Previous work")
            onPaper: root.onPaper && !root.session.behindContentNote
            onActivated: root.session.stepWork(-1)
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.toolsBelow
            text: qsTr("%1 of %2").arg(root.session.workNumber).arg(root.session.workCount)
            wrapMode: Text.NoWrap
            color: root.onPaper && !root.session.behindContentNote ? Theme.ink : Theme.light
        }

        Pill {
            visible: root.session.workCount > 1 && root.toolsBelow
            icon: "next"
            name: qsTr("Next work")
            onPaper: root.onPaper && !root.session.behindContentNote
            onActivated: root.session.stepWork(1)
        }
    }
}
