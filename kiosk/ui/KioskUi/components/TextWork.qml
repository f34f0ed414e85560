pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A poem or a piece of prose, typeset in pages. Long texts get more pages; they are never made
// smaller or cut.
Item {
    id: root

    required property WorkViewModel work
    property int page: 0
    property bool withPager: false
    property ReadAloud readAloud: null
    readonly property alias pageCount: readingText.pageCount
    readonly property alias counted: readingText.counted
    // The height of the label between title and text in reach mode; both stand on the first page
    // only.
    property int labelHeight: 0
    // False where the title stands beside the text.
    property bool showTitle: true
    readonly property int titleHeight: showTitle ? title.height + Theme.medium : 0

    signal turned(int page)

    Title {
        id: title

        width: root.width
        visible: root.showTitle
        opacity: Theme.headOnFirstPage && root.page > 0 ? 0 : 1
        // The title is aligned with the lines below.
        atEnd: root.work.leftwards !== Theme.mirrored
        text: root.work.title
        color: Theme.ink
        lineHeight: Theme.titleLines
        size: text.length > 45 ? Theme.heading : Theme.textTitle
    }

    ReadingText {
        id: readingText

        // The loop reserves the pager's room too, so that loop and work screen break the same
        // pages.
        readonly property int pagerRoom: Theme.touch + Theme.small

        y: Theme.headOnFirstPage ? 0 : root.titleHeight
        firstPageOffset: Theme.headOnFirstPage ? root.titleHeight + root.labelHeight : 0
        width: root.width
        height: root.height - y - pagerRoom
        source: root.work.written && !root.withPager ? root.work.text : ""
        verse: root.work.verse
        maxCharacters: root.work.verse ? 0 : Theme.lineMeasure
        lineSpacing: root.work.verse ? Theme.verseLines : Theme.proseLines
        size: root.work.verse ? Theme.poem : Theme.prose
        page: root.page
        readAloud: root.readAloud
        onTurned: page => root.turned(page)
    }

    Pager {
        anchors.bottom: parent.bottom
        visible: root.withPager && (pageCount > 1 || !counted)
        page: root.page
        pageCount: readingText.pageCount
        counted: readingText.counted
        onPaper: true
        onTurned: page => root.turned(page)
    }

    AppText {
        anchors.bottom: parent.bottom
        visible: !root.withPager && readingText.pageCount > 1
        text: readingText.counted
            ? qsTr("Page %1 of %2").arg(root.page + 1).arg(readingText.pageCount)
            : qsTr("Page %1").arg(root.page + 1)
        color: Theme.quietInk
        font.pixelSize: Theme.label
    }
}
