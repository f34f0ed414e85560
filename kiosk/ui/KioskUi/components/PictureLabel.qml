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
    // False where the view that it stands in shows nothing: then it measures nothing either.
    property bool needed: true
    readonly property string title: needed ? work.title : ""
    readonly property string text: needed ? work.text : ""
    readonly property string artistName: needed ? work.artist : ""
    readonly property string facts: needed ? work.facts : ""
    // The caption stands beside the head instead of below it.
    property bool captionBeside: false
    // The head's part of the width then; 0 for about a half.
    property int headPart: 0
    // The width that a caption below the head has in the loop; 0 where it stands beside it there.
    property real belowWidth: captionBeside ? 0 : loopWidth
    // The width of the title, where it may be wider than what stands below it.
    property real titleWidth: width
    property bool inLoop: false
    // How far the slide has faded in, from 0 to 1: the title follows the picture, the caption it.
    property real arrival: 1
    readonly property real titleShown: Math.max(0, Math.min(1, (arrival - 0.2) / 0.5))
    readonly property real captionShown: Math.max(0, Math.min(1, (arrival - 0.5) / 0.5))
    // The width of the caption where no event stands beside it.
    property real openWidth: width
    property ReadAloud readAloud: null
    property int page: 0
    readonly property bool hasText: text !== ""
    // A head that leaves its text little room stands on the first page only.
    readonly property bool headOnFirstPage: hasText && !captionBeside && !inLoop
        && (Theme.headOnFirstPage || head.height > 0.6 * height)
    readonly property int pageCount: readingText.visible ? readingText.pageCount : 1
    readonly property bool counted: readingText.counted || !readingText.visible
    readonly property int headHeight: head.height
    readonly property int leastHeight: head.height + captionHeight(false)
    readonly property int wholeHeight: head.height + captionHeight(true)
    // The sentences that have room, known before they are laid out.
    readonly property int captionRoom: height - (captionBeside ? 0 : head.height + captionGap)
    readonly property int hintHeight: Math.ceil(Theme.label * 1.3) + Theme.small
    readonly property var fitted: CaptionRuler.fit(inLoop ? text : "",
        work.textLanguage, work.verse, Theme.serif, Theme.caption, Theme.proseLines,
        Theme.lineMeasure, loopWidth, captionRoom, hintHeight)
    readonly property int loopWidth: width - captionX
    readonly property int captionWidth: (inLoop ? width : openWidth) - captionX
    readonly property int captionGap: Theme.space(Theme.tallStage ? 12 : 16)
    readonly property real headWidth: !captionBeside ? width
        : headPart > 0 ? headPart : Math.round((width - Theme.large) * 0.47)
    readonly property real captionX: captionBeside ? headWidth + Theme.large : 0

    readonly property int artistWidth: TextRuler.advance(artistName,
        Theme.sansFor(artistName), Theme.body, Font.Bold)
    readonly property int factsWidth: TextRuler.advance(facts, Theme.sansFor(facts),
        Theme.label, Font.Normal)
    readonly property bool oneLine: Theme.tallStage && artistWidth > 0 && factsWidth > 0
        && artistWidth + Theme.medium + factsWidth <= headWidth

    signal turned(int page)

    // Of the whole caption, or of its first sentence, with the gap above it where it stands below
    // the head.
    function captionHeight(whole: bool): int {
        if (belowWidth <= 0 || !hasText)
            return 0;
        return captionGap + CaptionRuler.height(text, work.textLanguage, work.verse,
            Theme.serif, Theme.caption, Theme.proseLines, Theme.lineMeasure, belowWidth, whole);
    }

    Column {
        id: head

        width: root.headWidth
        opacity: root.headOnFirstPage && root.page > 0 ? 0 : root.titleShown
        spacing: Theme.space(6)

        Title {
            width: root.captionBeside ? root.headWidth : root.titleWidth
            visible: text !== ""
            text: root.title
            color: Theme.light
            lineHeight: Theme.workTitleLines
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
                text: root.artistName
                font.weight: Font.Bold
            }

            // The loop leaves the room of all facts, so that an opened work has the same place.
            Item {
                width: root.oneLine ? root.factsWidth : parent.width
                height: root.oneLine ? artist.height : Math.max(few.height, all.height)
                visible: all.text !== ""

                FactsText {
                    id: few

                    visible: root.inLoop
                    text: root.needed ? root.work.shortFacts : ""
                }

                FactsText {
                    id: all

                    visible: !root.inLoop
                    text: root.facts
                }
            }
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.needed ? root.work.foreign : ""
            color: Theme.quietLight
            font.pixelSize: Theme.label
        }
    }

    ReadingText {
        id: readingText

        readonly property int above: root.captionBeside ? 0 : head.height + root.captionGap
        readonly property int roomLeft: root.height - (root.headOnFirstPage ? 0 : above)
            - (credit.visible ? credit.height + Theme.tiny : 0)
        readonly property bool hasRoom: roomLeft >= Theme.captionLine && root.hasText

        opacity: root.captionShown
        visible: root.inLoop ? root.fitted.text !== ""
            : hasRoom
        x: root.captionX
        y: root.headOnFirstPage ? 0 : above
        firstPageOffset: root.headOnFirstPage ? above : 0
        width: root.captionWidth
        // Without room nothing is set, as before the scene has its size.
        height: root.inLoop ? root.fitted.height : hasRoom ? roomLeft : 0
        // With large words the credit ends the text, so that it takes room from its last page only.
        source: root.inLoop ? root.fitted.text
            : root.headOnFirstPage && root.needed ? root.work.textAndCredit : root.text
        verse: root.work.verse
        withScene: true
        maxCharacters: root.work.verse ? 0 : Theme.lineMeasure
        size: Theme.caption
        // The first page has the first words, however little room is left below the head.
        linesAlone: !root.inLoop
        page: root.inLoop ? 0 : root.page
        readAloud: root.readAloud
        onTurned: page => root.turned(page)
        color: Theme.light
    }

    AppText {
        x: root.captionX
        y: readingText.y + readingText.height + Theme.small
        width: root.captionWidth
        visible: root.fitted.hint
        opacity: root.captionShown
        text: qsTr("Touch the picture to read on")
        color: Theme.quietLight
        font.pixelSize: Theme.label
    }

    AppText {
        id: credit

        x: root.captionX
        y: Math.min(root.height - height,
            readingText.visible ? readingText.y + readingText.contentHeight + Theme.tiny
            : root.captionBeside ? 0 : head.height + root.captionGap)
        width: root.captionWidth
        visible: text !== "" && !root.inLoop && !root.headOnFirstPage
        text: root.needed ? root.work.credit : ""
        color: Theme.quietLight
        font.pixelSize: Theme.label
    }

    component FactsText: AppText {
        width: root.oneLine ? root.factsWidth : parent.width
        // On one line with the name, both stand on the same line of writing.
        y: root.oneLine ? artist.height - height - Math.round((Theme.body - Theme.label) * 0.25) : 0
        color: Theme.quietLight
        font.pixelSize: Theme.label
    }
}
