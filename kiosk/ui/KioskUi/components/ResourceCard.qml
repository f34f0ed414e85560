import QtQuick
import KioskViewModels
import KioskUi

// A resource in full: what it is, its title, who made it, its description and its code. "Listen"
// reads the one that was touched last.
Touchable {
    id: root

    required property string key
    required property string title
    required property string kind
    required property string by
    required property string text
    required property string payload
    required property string address
    required property string verb
    property bool severalSeen: false
    property int page: 0
    property int dragOffset: 0
    property ReadAloud readAloud: null
    // The height that the heads of all cards beside it take.
    property int headRoom: headHeight
    readonly property int headHeight: head.height
    readonly property alias pageCount: words.pageCount
    readonly property alias counted: words.counted
    readonly property bool hasCode: payload !== ""
    readonly property int bodyTop: Theme.small + headRoom + Theme.large
    // On a screen of known size the code grows to 100 mm, as far as the card has room.
    readonly property int codeSide: Math.min(Theme.programmeCode, Math.round(width * 0.5))
    // One resource alone has its code beside its title, where large words need the height.
    readonly property bool codeAtTop: hasCode && Theme.resourcesOnPage < 2
    readonly property int wordsWidth: width - (hasCode ? codeSide + Theme.margin : 0)

    signal turned(int page)

    name: title
    onPaper: true
    scrollable: true
    // The one that is read aloud is no control.
    readonly property bool choosable: severalSeen && !selected

    roles: choosable ? ItemRoles.Target : 0
    activeFocusOnTab: choosable
    framed: choosable
    frameInset: 0

    Rectangle {
        width: Theme.space(root.severalSeen && root.selected ? 192 : 96)
        height: Theme.space(6)
        color: Theme.goldInk
    }

    Column {
        id: head

        y: Theme.space(32)
        width: root.codeAtTop ? root.wordsWidth : root.width
        spacing: Theme.tiny

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.kind
            color: Theme.ink
            font.weight: Font.Bold
        }

        Title {
            width: parent.width
            text: root.title
            color: Theme.ink
            lineHeight: Theme.workTitleLines
            maxHeight: Math.round(root.height * 0.36)
            leastSize: Theme.leastTitle
            size: Math.max(Theme.leastTitle, Math.min(Theme.title, Theme.space(54)))
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.by
            color: Theme.quietInk
        }
    }

    ReadingText {
        id: words

        y: root.bodyTop
        width: root.wordsWidth
        height: Math.max(Theme.captionLine, root.height - y)
        source: root.text
        maxCharacters: Theme.lineMeasure
        size: Theme.caption
        page: Math.min(root.page, Math.max(0, pageCount - 1))
        readAloud: root.readAloud
        onTurned: page => root.turned(page)
        transform: Translate {
            x: root.dragOffset
        }
    }

    ProgrammeCode {
        visible: root.hasCode
        x: root.width - width
        y: root.codeAtTop ? 0 : root.bodyTop
        width: root.codeSide
        verb: root.verb
        payload: root.payload
        address: root.address
    }
}
