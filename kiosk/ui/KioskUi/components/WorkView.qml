pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work with its label: the same layout in the loop and on the work's own screen, so that a touch
// moves nothing.
Item {
    id: root

    required property WorkViewModel work
    required property ImageLoader imageLoader
    required property EventViewModel event
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
    readonly property int pageCount: work.written ? textWork.pageCount : label.pageCount
    readonly property bool counted: work.written ? textWork.counted : label.counted
    readonly property bool moreToRead: label.moreToRead
    readonly property bool ready: work.written || picture.ready
    readonly property rect workArea: layout.work
    readonly property rect labelArea: layout.label
    readonly property alias maxZoom: picture.maxZoom

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
        height: root.height
        master: root.work.written ? Qt.size(0, 0) : root.work.size
        headerHeight: header.height
        labelHeight: label.leastHeight
    }

    Background {
        anchors.fill: parent
        // The background also fills the strip below, and the upper part behind a picture.
        anchors.bottomMargin: -Theme.stripHeight
        anchors.topMargin: layout.pictureAbove ? -Theme.upperHeight : 0
        onPaper: root.onPaper
        upper: root.work.wallTop
        lower: root.work.wallBottom
    }

    WorkHead {
        id: header

        x: Theme.margin
        y: Theme.large + layout.overlap
        width: root.width - 2 * Theme.margin
        height: Theme.labelBelow ? implicitHeight : 0
        visible: Theme.labelBelow
        exhibition: root.above
        today: root.today
        onPaper: root.onPaper
    }

    TilePicture {
        id: picture

        x: root.workArea.x
        y: root.workArea.y
        width: root.workArea.width
        height: root.workArea.height
        visible: !root.work.written
        imageLoader: root.imageLoader
        work: root.work
        inLoop: root.inLoop
        // Above the stage a touch may only do what a control on the stage does too. While the work
        // is read aloud, the zoom buttons are hidden.
        touchable: !(layout.pictureAbove && root.readAloud !== null && root.readAloud.active)
        zoom: root.zoom
        dragOffset: root.dragOffset
        onTouched: root.workTouched()
        onZoomed: zoom => root.zoomed(zoom)
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
        visible: !layout.labelInText || root.page === 0
        x: root.labelArea.x + root.dragOffset
        y: root.labelArea.y + (layout.labelInText ? textWork.titleHeight : 0)
        width: root.labelArea.width
        height: root.labelArea.height - (strip.visible ? strip.height + Theme.medium : 0)
        work: root.work
        kicker: root.work.written ? root.work.medium : Theme.labelBelow ? "" : root.above
        onPaper: root.onPaper
        withTitle: !root.work.written || root.titleBeside
        withPager: !root.inLoop
        readAloud: root.readAloud
        page: root.page
        onTurned: page => root.turned(page)
    }

    // Where the picture hangs above the stage, its label opens the work too.
    Touchable {
        visible: root.inLoop && layout.pictureAbove
        name: qsTr("Open %1").arg(root.work.name)
        x: label.x
        y: label.y
        width: label.width
        height: label.height
        scrollable: true
        onActivated: root.workTouched()
    }

    EventStrip {
        id: strip

        x: root.labelArea.x
        y: root.labelArea.y + root.labelArea.height - height
        width: root.labelArea.width
        // Left out where the label needs the room; the board shows the event too.
        visible: root.inLoop && root.event.key !== "" && !layout.labelInText
            && root.labelArea.height - label.leastHeight >= implicitHeight + Theme.medium
        onPaper: root.onPaper
        event: root.event
        onActivated: root.eventTouched(root.event.key)
    }
}
