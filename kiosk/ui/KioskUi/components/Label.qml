pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The label beside a work: title, artist, facts, credit, and the wall text in what room is left.
Item {
    id: root

    required property WorkViewModel card
    property string kicker
    property bool onPaper: false
    property bool withTitle: true
    property bool turning: false
    property ReadAloud aloud: null
    property int page: 0
    readonly property bool texted: card.text !== "" && !card.written
    readonly property bool headed: Theme.headOnFirstPage && texted
    readonly property int pageCount: reading.visible ? reading.pageCount : 1
    // What the label asks for at the least; large words that come one line at a time would be no reading.
    readonly property int leastHeight: head.height + (Theme.leastLabelLines > 0 && texted ? Theme.small + Theme.leastLabelLines * reading.lineTall : 0)
    readonly property bool moreToRead: !reading.visible && texted || pageCount > 1
    readonly property color strong: onPaper ? Theme.ink : Theme.light
    readonly property color quiet: onPaper ? Theme.quietInk : Theme.quietLight

    signal turned(int page)

    Column {
        id: head

        width: root.width
        opacity: root.headed && root.page > 0 ? 0 : 1
        spacing: Theme.space(10)

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.kicker
            color: root.onPaper ? Theme.goldInk : Theme.gold
            font.pixelSize: Theme.label
            font.weight: Font.Bold
            font.capitalization: Font.AllUppercase
            font.letterSpacing: Theme.tracking
        }

        Title {
            readonly property int usual: text.length > 45 ? Theme.heading : Theme.title

            width: parent.width
            visible: root.withTitle && text !== ""
            text: root.card.title
            color: root.strong
            lineHeight: Theme.titleLines
            // A long one that grew would leave the text no room.
            size: Theme.smallLabelTitle || text.length > 45 ? Theme.atUsualSize(usual) : usual
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.card.artist
            color: root.strong
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.card.facts
            color: root.quiet
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.card.credit
            color: root.quiet
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: root.card.foreign !== ""
            text: root.card.foreign
            color: root.quiet
            font.pixelSize: Theme.label
        }

        // It stands whether or not the text finds room: its coming and going would move the room.
        Rectangle {
            visible: root.texted
            width: Theme.space(80)
            height: Theme.space(3)
            color: root.onPaper ? Theme.goldInk : Theme.gold
        }
    }

    ReadingText {
        id: reading

        readonly property int lineTall: Theme.captionLine
        readonly property int above: head.height + Theme.small
        readonly property int roomLeft: root.height - (root.headed ? 0 : above)

        // The pager is set aside for always, so that its coming and going cannot chase the lines round.
        readonly property int kept: root.turning ? Theme.touch + Theme.small : 0

        visible: roomLeft - kept >= lineTall && root.texted
        y: root.headed ? 0 : above
        firstPageOffset: root.headed ? above : 0
        width: root.width
        height: Math.max(lineTall, roomLeft - kept)
        source: root.card.written ? "" : root.card.text
        maxCharacters: Theme.readingMeasure
        size: Theme.caption
        page: root.page
        aloud: root.card.written ? null : root.aloud
        onTurned: page => root.turned(page)
        color: root.strong
    }

    Pager {
        anchors.bottom: parent.bottom
        visible: root.turning && reading.visible && pageCount > 1
        page: root.page
        pageCount: reading.pageCount
        onPaper: root.onPaper
        onTurned: page => root.turned(page)
    }
}
