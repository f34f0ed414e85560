pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// An event's turn of the loop: when, what and where in large letters, as many sentences as have
// room, and its code.
Item {
    id: root

    required property EventViewModel event
    // The visitor's.
    required property string language
    readonly property bool stacked: Theme.oneColumn
    readonly property int innerWidth: width - 2 * Theme.margin
    // The code is scanned from where the loop is watched.
    readonly property int codeWidth: Math.max(Theme.programmeCode, Theme.eventSlideCode)
    // Between the words and the code below them.
    readonly property int codeGap: Theme.large
    readonly property bool hasCode: event.payload !== ""
        && (stacked || innerWidth - codeWidth - Theme.huge >= Theme.space(500))
    readonly property int wordsWidth: stacked || !hasCode ? innerWidth
        : innerWidth - codeWidth - Theme.huge
    readonly property int upper: Theme.presenterAfterText ? Theme.medium : Theme.margin
    readonly property int textSize: Theme.prose
    readonly property int factSize: Theme.presenterAfterText ? Theme.body : Theme.prose
    readonly property int textRoom: height - upper - Theme.medium - head.height - Theme.large
        - codeBelow
    readonly property int codeBelow: stacked && hasCode ? code.implicitHeight + codeGap : 0
    readonly property int shownText: fitted.text === "" ? 0 : Theme.large + fitted.height
    readonly property int wordsHeight: head.height + shownText
    // Where the words leave room, all of it hangs a little above the middle.
    readonly property int blockHeight: !hasCode ? wordsHeight
        : stacked ? wordsHeight + codeBelow
        : Math.max(wordsHeight, code.implicitHeight)
    readonly property int blockTop: Math.max(upper, Math.round(0.42 * (height - blockHeight)))
    // None where a description would be a line or two.
    readonly property var fitted: CaptionRuler.fit(event.text, language, false, Theme.serif,
        textSize, Theme.proseLines, Theme.lineMeasure, wordsWidth, Math.max(0, textRoom), 0)

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        color: Theme.paper
    }

    Column {
        id: head

        x: Theme.margin
        y: root.blockTop
        width: root.wordsWidth
        spacing: Theme.small

        AppText {
            id: heading

            width: parent.width
            // The facts say it too; large words leave it no room.
            visible: text !== "" && !Theme.presenterAfterText
            text: root.event.heading
            serif: true
            color: Theme.goldInk
            font.pixelSize: Theme.poem
            font.weight: Font.DemiBold
        }

        Title {
            width: parent.width
            maxHeight: Math.min(Math.round(root.height * 0.4), root.height - root.upper
                - Theme.medium - root.codeBelow - facts.height - 3 * head.spacing
                - (heading.visible ? heading.height : 0) - (by.visible ? by.height : 0))
            leastSize: Theme.body
            text: root.event.title
            color: Theme.ink
            lineHeight: Theme.workTitleLines
            size: Theme.atUsualSize(text.length > 80 ? Theme.title : Math.round(1.25 * Theme.title))
        }

        AppText {
            id: facts

            width: parent.width
            visible: text !== ""
            text: TitleSetter.loosened(root.event.facts, Theme.sansFor(root.event.facts),
                root.factSize, Font.Bold, width)
            color: Theme.ink
            font.pixelSize: root.factSize
            font.weight: Font.Bold
        }

        AppText {
            id: by

            width: parent.width
            visible: text !== "" && !Theme.presenterAfterText
            text: root.event.by
            color: Theme.quietInk
            font.pixelSize: Theme.body
        }
    }

    ReadingText {
        x: Theme.margin
        y: head.y + head.height + Theme.large
        width: root.wordsWidth
        height: Math.max(1, root.textRoom)
        visible: root.fitted.text !== ""
        source: root.fitted.text
        maxCharacters: Theme.lineMeasure
        size: root.textSize
    }

    ProgrammeCode {
        id: code

        x: root.stacked ? Theme.margin : root.width - Theme.margin - root.codeWidth
        y: root.blockTop + (root.stacked ? root.wordsHeight + root.codeGap : 0)
        width: root.codeWidth
        visible: root.hasCode
        verb: root.event.verb
        payload: root.event.payload
        address: root.event.address
    }
}
