pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A poem or a piece of prose to be read. A long text gets more pages; it is never cut.
Item {
    id: root

    required property WorkViewModel work
    property int page: 0
    property ReadAloud readAloud: null
    // Pixels by which a finger has dragged the work sideways.
    property real dragOffset: 0
    readonly property alias pageCount: readingText.pageCount
    readonly property alias counted: readingText.counted
    // The pager stands in the strip below, where that has room for it.
    readonly property bool pagerInStrip: Theme.pagerInStrip

    // The rooms that the text may take: below the title, or beside it.
    readonly property int fullWidth: width - 2 * Theme.margin
    readonly property int fullHeight: height - Theme.margin - Theme.small
    readonly property int aboveHeight: above.implicitHeight + Theme.large
    // A head that would leave the text little room stands on the first page only.
    readonly property bool headOnFirstPage: Theme.headOnFirstPage
        || aboveHeight > 0.3 * fullHeight
    readonly property int sideWidth: Theme.sideColumn
    readonly property int textWidth: fullWidth - sideWidth - Theme.large
    readonly property int pagerHeight: pagerInStrip ? 0 : Theme.touch + Theme.small
    // A narrower column would have lines of a few words.
    readonly property int leastColumn: Theme.prose * 14
    readonly property bool withColumns: !Theme.oneColumn && half(fullWidth) >= leastColumn
    readonly property bool withSide: !Theme.oneColumn && textWidth >= leastColumn
        && beside.implicitHeight <= fullHeight
    readonly property list<var> layouts: {
        const below = { height: fullHeight - (headOnFirstPage ? 0 : aboveHeight),
            offset: headOnFirstPage ? aboveHeight : 0, pager: pagerHeight, beside: false };
        const side = { height: fullHeight, offset: 0, pager: pagerHeight, beside: true };
        const found = [Object.assign({ columns: 1, gap: 0, width: fullWidth }, below)];
        if (withSide)
            found.push(Object.assign({ columns: 1, gap: 0, width: textWidth }, side));
        if (withColumns)
            found.push(Object.assign({ columns: 2, gap: Theme.margin, width: half(fullWidth) },
                below));
        if (withSide && half(textWidth) >= leastColumn)
            found.push(Object.assign({ columns: 2, gap: Theme.margin, width: half(textWidth) },
                side));
        return found;
    }
    readonly property bool titleBeside: layouts[readingText.layout]?.beside ?? false

    signal turned(int page)

    function half(amount: real): int {
        return Math.floor((amount - Theme.margin) / 2);
    }

    Background {
        anchors.fill: parent
        // The background also fills the strip below.
        anchors.bottomMargin: -Theme.stripHeight
        onPaper: true
    }

    Item {
        x: Theme.margin + root.dragOffset
        y: Theme.margin
        width: root.fullWidth
        height: root.fullHeight

        WrittenHead {
            id: above

            width: parent.width
            work: root.work
            visible: !root.titleBeside
            opacity: root.headOnFirstPage && root.page > 0 ? 0 : 1
        }

        WrittenHead {
            id: beside

            x: root.textWidth + Theme.large
            width: root.sideWidth
            work: root.work
            beside: true
            visible: root.titleBeside
        }

        ReadingText {
            id: readingText

            y: root.titleBeside || root.headOnFirstPage ? 0 : root.aboveHeight
            width: root.titleBeside ? root.textWidth : root.fullWidth
            height: root.fullHeight - y
            source: root.work.written ? root.work.text : ""
            verse: root.work.verse
            maxCharacters: root.work.verse ? 0 : Theme.lineMeasure
            lineSpacing: root.work.verse ? Theme.poemLines : Theme.proseLines
            size: root.work.verse ? Theme.poem : Theme.prose
            sizes: Theme.poemSizes
            lesserSizes: Theme.lesserPoemSizes
            layouts: root.layouts
            page: root.page
            readAloud: root.readAloud
            onTurned: page => root.turned(page)
        }

        Pager {
            anchors.bottom: parent.bottom
            visible: !root.pagerInStrip && (pageCount > 1 || !counted)
            page: root.page
            pageCount: readingText.pageCount
            counted: readingText.counted
            onPaper: true
            onTurned: page => root.turned(page)
        }
    }
}
