pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work: a picture in its view, or a written work with its label.
Item {
    id: root

    required property WorkViewModel work
    required property ImageLoader imageLoader
    required property EventViewModel event
    // Null in the loop, where no controls stand beside the work.
    property SessionViewModel session: null
    property string exhibition
    readonly property string above: exhibition.length > Theme.longestNameAbove ? "" : exhibition
    readonly property bool titleBeside: work.written && Theme.titleBesideText
    property string today
    property int page: 0
    property bool inLoop: false
    // Null in the loop, where nothing is read aloud.
    property ReadAloud readAloud: null
    property real zoom: 0
    // Pixels by which a finger has dragged the work sideways.
    property real dragOffset: 0

    readonly property bool onPaper: work.written
    readonly property int pageCount: work.written ? textWork.pageCount : picture.pageCount
    readonly property bool counted: work.written ? textWork.counted : picture.counted
    readonly property bool moreToRead: !work.written && picture.moreToRead
    readonly property rect workArea: layout.work
    readonly property rect labelArea: layout.label
    readonly property alias maxZoom: picture.maxZoom

    readonly property string shownCaption: picture.shownCaption

    signal turned(int page)
    signal pagesKnown(string key, int count)
    signal eventTouched(string key)
    signal workTouched
    signal zoomed(real zoom)

    function pan(across: int, down: int) {
        picture.pan(across, down);
    }

    onPageCountChanged: root.pagesKnown(root.work.key, root.pageCount)

    // The next work may have as many pages, which changes no property.
    Connections {
        target: root.work

        function onChanged() {
            root.pagesKnown(root.work.key, root.pageCount);
        }
    }

    WorkLayout {
        id: layout

        width: root.width
        height: root.height - Theme.stripHeight
        headerHeight: header.height
        labelHeight: label.leastHeight
    }

    Background {
        anchors.fill: parent
        visible: root.onPaper
        onPaper: true
    }

    WorkHead {
        id: header

        x: Theme.margin
        y: Theme.large
        width: root.width - 2 * Theme.margin
        height: Theme.labelBelow ? implicitHeight : 0
        visible: root.onPaper && Theme.labelBelow
        exhibition: root.above
        today: root.today
        onPaper: true
    }

    PictureView {
        id: picture

        anchors.fill: parent
        visible: !root.work.written
        work: root.work
        imageLoader: root.imageLoader
        event: root.event
        session: root.session
        page: root.page
        inLoop: root.inLoop
        readAloud: root.work.written ? null : root.readAloud
        zoom: root.zoom
        dragOffset: root.dragOffset
        onTurned: page => root.turned(page)
        onWorkTouched: root.workTouched()
        onZoomed: zoom => root.zoomed(zoom)
        onEventTouched: key => root.eventTouched(key)
    }

    TextWork {
        id: textWork

        x: root.workArea.x + root.dragOffset
        y: root.workArea.y
        width: root.workArea.width
        height: root.workArea.height
        visible: root.work.written
        work: root.work
        page: root.page
        showTitle: !root.titleBeside
        labelHeight: layout.labelInText ? label.leastHeight + Theme.small : 0
        withPager: !root.inLoop
        readAloud: root.work.written ? root.readAloud : null
        onTurned: page => root.turned(page)

        Touchable {
            anchors.fill: parent
            visible: root.inLoop
            name: qsTr("Open %1").arg(root.work.name)
            onPaper: true
            scrollable: true
            onActivated: root.workTouched()
        }
    }

    Rectangle {
        visible: root.onPaper && Theme.lineBesideText
        x: root.labelArea.x - Theme.margin / 2
        y: root.labelArea.y
        width: Theme.hairline
        height: root.labelArea.height - Theme.large
        color: Theme.outlineInk
        opacity: 0.5
    }

    Label {
        id: label

        // Below the title, and like it on the first page only.
        visible: root.onPaper && (!layout.labelInText || root.page === 0)
        x: root.labelArea.x + root.dragOffset
        y: root.labelArea.y + (layout.labelInText ? textWork.titleHeight : 0)
        width: root.labelArea.width
        height: root.labelArea.height - (strip.visible ? strip.height + Theme.medium : 0)
        work: root.work
        kicker: root.work.medium
        onPaper: true
        withTitle: root.titleBeside
    }

    EventStrip {
        id: strip

        x: root.labelArea.x
        y: root.labelArea.y + root.labelArea.height - height
        width: root.labelArea.width
        room: root.labelArea.height - label.leastHeight - Theme.medium
        // Left out where the label needs the room; the board shows the event too.
        visible: root.inLoop && root.onPaper && fits && !layout.labelInText
        onPaper: true
        event: root.event
        onActivated: root.eventTouched(root.event.key)
    }
}
