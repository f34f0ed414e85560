pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A poem or a piece of prose as a typeset page. It turns pages; it is never made smaller and never cut.
Item {
    id: root

    required property WorkViewModel work
    property int page: 0
    property bool withPager: false
    property ReadAloud readAloud: null
    readonly property alias pageCount: reading.pageCount
    // Of a label that stands between title and text, in reach mode; both are on the first page only then.
    property int labelHeight: 0
    // The title may stand beside it.
    property bool showTitle: true
    readonly property int titleHeight: showTitle ? title.height + Theme.medium : 0

    signal turned(int page)

    Title {
        id: title

        width: root.width
        visible: root.showTitle
        opacity: Theme.headOnFirstPage && root.page > 0 ? 0 : 1
        // It begins where the lines below it do.
        atEnd: root.work.leftwards !== Theme.mirrored
        text: root.work.title
        color: Theme.ink
        lineHeight: Theme.titleLines
        size: text.length > 45 ? Theme.heading : Theme.textTitle
    }

    ReadingText {
        id: reading

        // The pager's place is kept in the loop too, so that both show the same pages.
        readonly property int pagerRoom: Theme.touch + Theme.small

        y: Theme.headOnFirstPage ? 0 : root.titleHeight
        firstPageOffset: Theme.headOnFirstPage ? root.titleHeight + root.labelHeight : 0
        width: root.width
        height: root.height - y - pagerRoom
        source: root.work.written ? root.work.text : ""
        verse: root.work.verse
        maxCharacters: root.work.verse ? 0 : Theme.readingMeasure
        lineSpacing: root.work.verse ? Theme.verseLines : Theme.proseLines
        size: root.work.verse ? Theme.poem : Theme.reading
        page: root.page
        readAloud: root.readAloud
        onTurned: page => root.turned(page)
    }

    Pager {
        anchors.bottom: parent.bottom
        visible: root.withPager && pageCount > 1
        page: root.page
        pageCount: reading.pageCount
        onPaper: true
        onTurned: page => root.turned(page)
    }

    AppText {
        anchors.bottom: parent.bottom
        visible: !root.withPager && reading.pageCount > 1
        text: qsTr("Page %1 of %2").arg(root.page + 1).arg(reading.pageCount)
        color: Theme.quietInk
        font.pixelSize: Theme.label
    }
}
