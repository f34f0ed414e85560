pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work with its label: the same hanging in the loop and on the work's own screen, so that a touch moves nothing.
Item {
    id: root

    required property WorkViewModel card
    required property ImageLoader imageLoader
    required property EventViewModel event
    property string exhibition
    readonly property string above: exhibition.length > Theme.longestNameAbove ? "" : exhibition
    readonly property bool titleBeside: card.written && Theme.titleBesideText
    property string today
    property int page: 0
    property bool inLoop: false
    // What reads it aloud, on the work's own screen.
    property ReadAloud aloud: null
    property real zoom: 0
    // Pixels by which a finger has drawn the work aside.
    property real shift: 0

    readonly property bool onPaper: card.written
    readonly property int pageCount: card.written ? sheet.pageCount : label.pageCount
    readonly property bool moreToRead: label.moreToRead
    readonly property bool ready: card.written || picture.ready
    readonly property rect workArea: layout.work
    readonly property rect labelArea: layout.label
    readonly property alias deepest: picture.deepest

    signal turned(int page)
    signal pagesKnown(string key, int count)
    signal eventTouched(string key)
    signal workTouched
    signal zoomed(real zoom)

    function pan(across: int, down: int) {
        picture.pan(across, down);
    }

    onPageCountChanged: root.pagesKnown(root.card.key, root.pageCount)

    // Another work may have just as many.
    Connections {
        target: root.card

        function onChanged() {
            root.pagesKnown(root.card.key, root.pageCount);
        }
    }

    WorkLayout {
        id: layout

        width: root.width
        height: root.height
        master: root.card.written ? Qt.size(0, 0) : root.card.size
        headerHeight: header.height
        labelTall: label.leastHeight
    }

    Background {
        anchors.fill: parent
        // It goes on under the strip below, and behind a picture above.
        anchors.bottomMargin: -Theme.stripHeight
        anchors.topMargin: layout.high ? -Theme.upperHeight : 0
        onPaper: root.onPaper
        upper: root.card.wallTop
        lower: root.card.wallBottom
    }

    WorkHead {
        id: header

        x: Theme.margin
        y: Theme.large + layout.depth
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
        visible: !root.card.written
        imageLoader: root.imageLoader
        card: root.card
        inLoop: root.inLoop
        // High above, only what can be done from below as well; while it is read aloud, the signs for a closer look give way.
        live: !(layout.high && root.aloud !== null && root.aloud.reading)
        zoom: root.zoom
        shift: root.shift
        onTouched: root.workTouched()
        onZoomed: zoom => root.zoomed(zoom)
    }

    TextWork {
        id: sheet

        x: root.workArea.x + root.shift
        y: root.workArea.y
        width: root.workArea.width
        height: root.workArea.height
        visible: root.card.written
        card: root.card
        page: root.page
        titled: !root.titleBeside
        labelTall: layout.alone ? label.leastHeight + Theme.small : 0
        turning: !root.inLoop
        aloud: root.card.written ? root.aloud : null
        onTurned: page => root.turned(page)

        Touchable {
            anchors.fill: parent
            visible: root.inLoop
            name: qsTr("Open %1").arg(root.card.title)
            onPaper: true
            sliding: true
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

        // Below the title, and with it on the first page only.
        visible: !layout.alone || root.page === 0
        x: root.labelArea.x + root.shift
        y: root.labelArea.y + (layout.alone ? sheet.titleTall : 0)
        width: root.labelArea.width
        height: root.labelArea.height - (strip.visible ? strip.height + Theme.medium : 0)
        card: root.card
        kicker: root.card.written ? root.card.medium : Theme.labelBelow ? "" : root.above
        onPaper: root.onPaper
        withTitle: !root.card.written || root.titleBeside
        turning: !root.inLoop
        aloud: root.aloud
        page: root.page
        onTurned: page => root.turned(page)
    }

    // In reach mode the picture hangs above; what it does when it is touched its label does as well.
    Touchable {
        visible: root.inLoop && layout.high
        name: qsTr("Open %1").arg(root.card.title)
        x: label.x
        y: label.y
        width: label.width
        height: label.height
        sliding: true
        onActivated: root.workTouched()
    }

    EventStrip {
        id: strip

        x: root.labelArea.x
        y: root.labelArea.y + root.labelArea.height - height
        width: root.labelArea.width
        // Where large words leave no room for both, the label stays; the event has its turn on the board.
        visible: root.inLoop && root.event.key !== "" && !layout.alone && root.labelArea.height - label.leastHeight >= implicitHeight + Theme.medium
        onPaper: root.onPaper
        event: root.event
        onActivated: root.eventTouched(root.event.key)
    }
}
