pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// One event or resource whole: heading, title, facts, the description in pages, and the code.
Item {
    id: root

    property string heading
    property string status
    property string title
    property string facts
    property string by
    property string text
    property string payload
    property string address
    property string verb
    property int page: 0
    // Pixels by which a finger has drawn the page aside.
    property int shift: 0
    property Aloud aloud: null
    // A dense code is given more room, beside the title.
    property bool dense: false
    property alias choices: choice.model
    property string chosen
    readonly property alias pageCount: reading.pageCount
    readonly property bool coded: payload !== ""
    readonly property int codeRoom: dense ? Theme.denseCodeRoom : Theme.codeRoom
    readonly property int codeWidth: codeRoom + 2 * Theme.medium
    // In large text the code stands beside the title, not below it: there is not room for both.
    readonly property bool beside: Theme.textScale > 1.1 || dense

    signal codeChosen(string kind)
    signal turned(int page)

    // Other codes are offered where the words keep some lines beside the offer.
    readonly property bool offering: choice.count > 0 && height - head.height - others.height - 2 * Theme.medium >= 4 * Theme.caption * 1.5

    readonly property int narrow: width - (coded ? codeWidth + Theme.large : 0)

    Column {
        id: head

        width: root.beside ? root.narrow : root.width
        spacing: Theme.tiny

        Words {
            width: parent.width
            visible: text !== ""
            text: root.heading
            color: Theme.goldInk
            font.weight: Font.Bold
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: root.status
            color: Theme.ink
            font.pixelSize: Theme.caption
            font.weight: Font.Bold
        }

        Words {
            width: parent.width
            text: root.title
            serif: true
            color: Theme.ink
            lineHeight: 0.94
            font.pixelSize: Theme.textScale > 1.1 ? Theme.caption : root.dense ? Theme.reading : text.length > 80 ? Theme.reading : text.length > 45 ? Theme.heading : Theme.title
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: root.facts
            color: Theme.ink
            font.weight: Font.DemiBold
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: root.by
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }
    }

    ReadingText {
        id: reading

        y: head.height + Theme.medium
        width: root.narrow
        height: Math.max(Math.round(Theme.caption * 1.5), root.height - y - (root.offering ? others.height + Theme.medium : 0))
        source: root.text
        measure: Theme.readingMeasure
        size: Theme.caption
        page: root.page
        aloud: root.aloud
        onTurned: page => root.turned(page)
        transform: Translate {
            x: root.shift
        }
    }

    Flow {
        id: others

        y: root.height - height
        width: root.narrow
        spacing: Theme.small
        visible: root.offering

        Repeater {
            id: choice

            delegate: Pill {
                required property string key
                required property string words

                text: words
                size: Theme.label
                padding: Theme.medium
                onPaper: true
                selected: root.chosen === key
                onActivated: root.codeChosen(key)
            }
        }
    }

    Rectangle {
        visible: root.coded
        x: root.width - width
        y: root.beside ? 0 : reading.y
        width: root.codeWidth
        height: code.height + 2 * Theme.medium
        radius: Theme.corner
        color: Theme.codeGround
        border.width: Theme.hair
        border.color: Theme.outlineInk

        Code {
            id: code

            x: Theme.small
            y: Theme.medium
            width: parent.width - 2 * Theme.small
            room: root.codeRoom
            payload: root.payload
            address: root.address
            verb: root.verb
        }
    }
}
