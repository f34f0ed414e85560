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
    readonly property bool zoomable: !session.behindContentNote && !controller.work.written

    readonly property bool showsText: onPaper && !session.behindContentNote
    readonly property int pageCount: written.pageCount
    readonly property bool counted: written.counted

    // Turns the pages of a text first; after the last page, goes to the next work.
    function turn(by: int) {
        const page = session.page + by;
        if (showsText && page >= 0 && (page < pageCount || !counted))
            session.turnPage(page);
        else
            session.stepWork(by);
    }

    Swipe {
        id: swipe

        anchors.fill: parent
        anchors.bottomMargin: Theme.stripHeight
        swipeEnabled: root.visible && !root.zoomedIn
        onTurned: by => root.turn(by)

        WorkView {
            id: view

            anchors.fill: parent
            visible: !root.session.behindContentNote && !root.onPaper
            work: root.controller.work
            imageLoader: root.controller.imageLoader
            event: root.controller.board.nextEvent
            exhibition: root.controller.info.title
            today: root.controller.info.today
            page: root.session.page
            readAloud: root.controller.readAloud
            zoom: root.session.zoom
            onTurned: page => root.session.turnPage(page)
            onWorkTouched: root.session.zoomBy(1)
            onZoomed: zoom => root.session.zoomTo(zoom)
            dragOffset: swipe.dragOffset
        }

        WrittenView {
            id: written

            anchors.fill: parent
            visible: root.showsText
            work: root.controller.work
            page: root.session.page
            readAloud: root.onPaper ? root.controller.readAloud : null
            dragOffset: swipe.dragOffset
            onTurned: page => root.session.turnPage(page)
        }

        ContentNote {
            anchors.fill: parent
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
        // Zooming needs the room for its own tools.
        readAloud: root.zoomedIn ? null : root.controller.readAloud

        Pill {
            visible: root.zoomedIn
            icon: "whole"
            name: qsTr("Whole picture")
            onActivated: root.session.zoomTo(0)
        }

        Repeater {
            model: root.zoomedIn
                ? [["previous", -root.direction, 0], ["up", 0, -1], ["down", 0, 1],
                    ["next", root.direction, 0]]
                : []

            Pill {
                required property var modelData

                icon: modelData[0]
                name: modelData[2] < 0 ? qsTr("Move up") : modelData[2] > 0 ? qsTr("Move down")
                    : modelData[1] < 0 ? qsTr("Move left") : qsTr("Move right")
                onActivated: view.pan(modelData[1], modelData[2])
            }
        }

        Pill {
            visible: root.zoomable
            enabled: root.zoomedIn
            icon: "minus"
            name: qsTr("Smaller")
            onActivated: root.session.zoomBy(-1)
        }

        Pill {
            objectName: "zoom-in"
            visible: root.zoomable
            enabled: root.session.zoom < view.maxZoom
            icon: "plus"
            name: qsTr("Closer")
            onActivated: root.session.zoomBy(1)
        }

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
            visible: root.session.workCount > 1 && !root.zoomedIn
            icon: "previous"
            name: qsTr("Previous work")
            onPaper: root.onPaper && !root.session.behindContentNote
            onActivated: root.session.stepWork(-1)
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.zoomedIn
            text: qsTr("%1 of %2").arg(root.session.workNumber).arg(root.session.workCount)
            wrapMode: Text.NoWrap
            color: root.onPaper && !root.session.behindContentNote ? Theme.ink : Theme.light
        }

        Pill {
            visible: root.session.workCount > 1 && !root.zoomedIn
            icon: "next"
            name: qsTr("Next work")
            onPaper: root.onPaper && !root.session.behindContentNote
            onActivated: root.session.stepWork(1)
        }
    }
}
