pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work's label: title, artist, facts, credit, and the wall text in the room that is left.
Item {
    id: root

    required property WorkViewModel work
    property string kicker
    property bool onPaper: false
    property bool withTitle: true
    property bool withPager: false
    property ReadAloud readAloud: null
    property int page: 0
    readonly property bool hasText: work.text !== "" && !work.written
    readonly property bool headOnFirstPage: Theme.headOnFirstPage && hasText
    readonly property int pageCount: readingText.visible ? readingText.pageCount : 1
    readonly property bool counted: readingText.counted || !readingText.visible
    // The least height of the label, with two lines of text when words are large.
    readonly property int leastHeight: head.height
        + (Theme.leastLabelLines > 0 && hasText
            ? Theme.small + Theme.leastLabelLines * readingText.lineHeight : 0)
    readonly property bool moreToRead: !readingText.visible && hasText || pageCount > 1
    readonly property color strongColor: onPaper ? Theme.ink : Theme.light
    readonly property color quietColor: onPaper ? Theme.quietInk : Theme.quietLight

    signal turned(int page)

    Column {
        id: head

        width: root.width
        opacity: root.headOnFirstPage && root.page > 0 ? 0 : 1
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
            text: root.work.title
            color: root.strongColor
            lineHeight: Theme.titleLines
            // A long title that grew would leave the text no room.
            size: Theme.smallLabelTitle || text.length > 45 ? Theme.atUsualSize(usual) : usual
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.work.artist
            color: root.strongColor
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.work.facts
            color: root.quietColor
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.work.credit
            color: root.quietColor
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: root.work.foreign !== ""
            text: root.work.foreign
            color: root.quietColor
            font.pixelSize: Theme.label
        }

        // Shown even if the text finds no room, because hiding it would change the room.
        Rectangle {
            visible: root.hasText
            width: Theme.space(80)
            height: Theme.space(3)
            color: root.onPaper ? Theme.goldInk : Theme.gold
        }
    }

    ReadingText {
        id: readingText

        readonly property int lineHeight: Theme.captionLine
        readonly property int above: head.height + Theme.small
        readonly property int roomLeft: root.height - (root.headOnFirstPage ? 0 : above)

        // The pager's room is always reserved; else showing the pager could change whether it is
        // needed.
        readonly property int pagerRoom: root.withPager ? Theme.touch + Theme.small : 0

        visible: roomLeft - pagerRoom >= lineHeight && root.hasText
        y: root.headOnFirstPage ? 0 : above
        firstPageOffset: root.headOnFirstPage ? above : 0
        width: root.width
        height: Math.max(lineHeight, roomLeft - pagerRoom)
        source: root.work.written ? "" : root.work.text
        verse: root.work.verse
        maxCharacters: root.work.verse ? 0 : Theme.lineMeasure
        size: Theme.caption
        page: root.page
        readAloud: root.work.written ? null : root.readAloud
        onTurned: page => root.turned(page)
        color: root.strongColor
    }

    Pager {
        anchors.bottom: parent.bottom
        visible: root.withPager && readingText.visible && (pageCount > 1 || !counted)
        page: root.page
        pageCount: readingText.pageCount
        counted: readingText.counted
        onPaper: root.onPaper
        onTurned: page => root.turned(page)
    }
}
