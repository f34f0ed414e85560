pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A poem or a piece of prose as a typeset page. It turns pages; it is never made smaller and never cut.
Item {
    id: root

    required property WorkViewModel card
    property int page: 0
    property bool turning: false
    property ReadAloud aloud: null
    readonly property alias pageCount: reading.pageCount
    // Of a label that stands between title and text, in reach mode; both are on the first page only then.
    property int labelTall: 0
    // The title may stand beside it.
    property bool titled: true
    readonly property int titleTall: titled ? title.height + Theme.medium : 0

    signal turned(int page)

    Title {
        id: title

        width: root.width
        visible: root.titled
        opacity: Theme.headOnFirstPage && root.page > 0 ? 0 : 1
        // It begins where the lines below it do.
        atEnd: root.card.leftwards !== Theme.mirrored
        text: root.card.title
        color: Theme.ink
        lineHeight: Theme.titleLines
        size: text.length > 45 ? Theme.heading : Theme.textTitle
    }

    ReadingText {
        id: reading

        // The pager's place is kept in the loop too, so that both show the same pages.
        readonly property int foot: Theme.touch + Theme.small

        y: Theme.headOnFirstPage ? 0 : root.titleTall
        firstPageOffset: Theme.headOnFirstPage ? root.titleTall + root.labelTall : 0
        width: root.width
        height: root.height - y - foot
        source: root.card.written ? root.card.text : ""
        verse: root.card.verse
        maxCharacters: root.card.verse ? 0 : Theme.readingMeasure
        lineSpacing: root.card.verse ? Theme.verseLines : Theme.proseLines
        size: root.card.verse ? Theme.poem : Theme.reading
        page: root.page
        aloud: root.aloud
        onTurned: page => root.turned(page)
    }

    Pager {
        anchors.bottom: parent.bottom
        visible: root.turning && pageCount > 1
        page: root.page
        pageCount: reading.pageCount
        onPaper: true
        onTurned: page => root.turned(page)
    }

    AppText {
        anchors.bottom: parent.bottom
        visible: !root.turning && reading.pageCount > 1
        text: qsTr("Page %1 of %2").arg(root.page + 1).arg(reading.pageCount)
        color: Theme.quietInk
        font.pixelSize: Theme.label
    }
}
