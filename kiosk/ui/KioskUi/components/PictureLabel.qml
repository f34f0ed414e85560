pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A picture's label: title, artist, facts and caption. In the loop the caption ends with a whole
// sentence, or is left out. The work's own screen adds what a label on a wall has too, and turns
// the caption's pages.
Item {
    id: root

    required property WorkViewModel work
    // The caption stands beside the head instead of below it.
    property bool captionBeside: false
    // The width of the title, where it may be wider than what stands below it.
    property real titleWidth: width
    property bool inLoop: false
    property ReadAloud readAloud: null
    property int page: 0
    readonly property bool hasText: work.text !== ""
    readonly property bool headOnFirstPage: Theme.headOnFirstPage && hasText && !captionBeside
        && !inLoop
    readonly property int pageCount: readingText.visible ? readingText.pageCount : 1
    readonly property bool counted: readingText.counted || !readingText.visible
    readonly property int headHeight: head.height
    readonly property int leastHeight: head.height + captionHeight(false)
    readonly property int wholeHeight: head.height + captionHeight(true)
    // The sentences that have room, known before they are laid out.
    readonly property int captionRoom: height - (captionBeside ? 0 : head.height + captionGap)
    readonly property int hintHeight: Math.ceil(Theme.label * 1.3) + Theme.small
    readonly property var fitted: !inLoop || !hasText ? { text: "", height: 0, shortened: false }
        : CaptionRuler.fit(work.text, work.textLanguage, work.verse, Theme.serif, Theme.caption,
            Theme.proseLines, Theme.lineMeasure, captionWidth, captionRoom, hintHeight)
    readonly property int captionWidth: width - captionX
    readonly property int captionGap: Theme.space(16)
    readonly property real headWidth: captionBeside ? Math.round((width - Theme.large) * 0.47)
        : width
    readonly property real captionX: captionBeside ? headWidth + Theme.large : 0

    readonly property string facts: inLoop ? work.shortFacts : work.facts
    readonly property int artistWidth: TextRuler.advance(work.artist,
        Theme.sansFor(work.artist), Theme.body, Font.Bold)
    readonly property int factsWidth: TextRuler.advance(facts, Theme.sansFor(facts), Theme.label,
        Font.Normal)
    readonly property bool oneLine: Theme.tallStage && artistWidth > 0 && factsWidth > 0
        && artistWidth + Theme.medium + factsWidth <= headWidth

    signal turned(int page)

    // With the gap above it, where it stands below the head: all of it, or its first sentence and
    // the line that tells of more.
    function captionHeight(whole: bool): int {
        const first = hasText ? heightOf(false) : 0;
        if (captionBeside || first === 0)
            return 0;
        const all = heightOf(true);
        return captionGap + (whole ? all : Math.min(all, first + hintHeight));
    }

    function heightOf(whole: bool): int {
        return CaptionRuler.height(work.text, work.textLanguage, work.verse, Theme.serif,
            Theme.caption, Theme.proseLines, Theme.lineMeasure, captionWidth, whole);
    }

    Column {
        id: head

        width: root.headWidth
        opacity: root.headOnFirstPage && root.page > 0 ? 0 : 1
        spacing: Theme.space(6)

        Title {
            width: root.captionBeside ? root.headWidth : root.titleWidth
            visible: text !== ""
            text: root.work.title
            color: Theme.light
            lineHeight: Theme.titleLines
            // A long title that grew would leave the text no room.
            size: text.length > 45 ? Theme.atUsualSize(Theme.heading) : Theme.workTitle
        }

        // On a tall stage one line below the title, where both have room.
        Flow {
            width: parent.width
            spacing: root.oneLine ? Theme.medium : Theme.space(6)

            AppText {
                id: artist

                width: root.oneLine ? root.artistWidth : parent.width
                visible: text !== ""
                text: root.work.artist
                font.weight: Font.Bold
            }

            AppText {
                width: root.oneLine ? root.factsWidth : parent.width
                height: root.oneLine ? Math.max(contentHeight, artist.height)
                    : Math.ceil(contentHeight)
                // Both stand on one line of writing.
                verticalAlignment: Text.AlignBottom
                bottomPadding: root.oneLine ? Math.round((Theme.body - Theme.label) * 0.25) : 0
                visible: text !== ""
                text: root.facts
                color: Theme.quietLight
                font.pixelSize: Theme.label
            }
        }

        AppText {
            width: parent.width
            visible: root.work.foreign !== ""
            text: root.work.foreign
            color: Theme.quietLight
            font.pixelSize: Theme.label
        }
    }

    ReadingText {
        id: readingText

        readonly property int above: root.captionBeside ? 0 : head.height + root.captionGap
        readonly property int roomLeft: root.height - (root.headOnFirstPage ? 0 : above)
            - (credit.visible ? credit.height + Theme.small : 0)

        visible: root.inLoop ? root.fitted.text !== ""
            : roomLeft >= Theme.captionLine && root.hasText
        x: root.captionX
        y: root.headOnFirstPage ? 0 : above
        firstPageOffset: root.headOnFirstPage ? above : 0
        width: root.width - root.captionX
        height: root.inLoop ? root.fitted.height : Math.max(Theme.captionLine, roomLeft)
        source: root.inLoop ? root.fitted.text : root.work.text
        verse: root.work.verse
        maxCharacters: root.work.verse ? 0 : Theme.lineMeasure
        size: Theme.caption
        page: root.inLoop ? 0 : root.page
        readAloud: root.readAloud
        onTurned: page => root.turned(page)
        color: Theme.light
    }

    AppText {
        x: root.captionX
        y: readingText.y + readingText.height + Theme.small
        width: root.captionWidth
        visible: root.fitted.shortened && root.fitted.text !== ""
        text: qsTr("Touch the picture to read on")
        color: Theme.quietLight
        font.pixelSize: Theme.label
    }

    AppText {
        id: credit

        x: root.captionX
        y: Math.min(root.height - height,
            readingText.visible ? readingText.y + readingText.contentHeight + Theme.small
            : root.captionBeside ? 0 : head.height + root.captionGap)
        width: root.width - root.captionX
        visible: text !== "" && !root.inLoop
        text: root.work.credit
        color: Theme.quietLight
        font.pixelSize: Theme.label
    }
}
