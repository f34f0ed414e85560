pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The help line on one screen: the number first, then each other way in a row of its own, whose
// number and words share a baseline, and both codes at once.
Item {
    id: root

    required property InfoViewModel info
    readonly property var ways: [
        { number: info.helpTextNumber, words: info.helpTextOffer },
        { number: info.helpTty, words: qsTr("TTY, for people who are deaf or hard of hearing") },
        { number: info.helpEmergency, words: qsTr("In an emergency") }
    ].filter(way => way.number !== "")
    readonly property bool stacked: Theme.oneColumn
    // Not by what is visible, which goes by whether all of this fits.
    readonly property bool callShown: info.helpPayload !== ""
    readonly property bool textShown: info.helpTextPayload !== ""
    // The strip above the bar may hold Back and the reading's controls, at the screen's beginning.
    readonly property int room: height - Theme.stripHeight
    readonly property int codesWidth: stacked || !root.callShown ? 0
        : Math.max(callCode.width, textCode.width) + Theme.margin
    readonly property int wordsWidth: width - 2 * Theme.margin - codesWidth
    readonly property int wordsHeight: calls.height + Theme.small
        + (ways.length > 0 ? others.height : 0)
    readonly property int codesHeight: Math.max(callCode.height, textCode.height)
    // Between both codes: docs/ACCESSIBILITY.md, 29.
    readonly property int codesApart: stacked
        ? width - 2 * Theme.margin - callCode.width - textCode.width
        : height - textCode.height - Theme.tiny + textCode.tileY
            - (callCode.y + callCode.tileY + callCode.side)
    readonly property bool codesFit: !root.textShown
        || codesApart >= Math.max(callCode.side, textCode.side)
    readonly property bool fits: codesFit && Theme.leastType <= Theme.space(40) && (stacked
        ? above + wordsHeight + Theme.large + (root.callShown ? codesHeight : 0) <= room
        : above + wordsHeight <= room && Theme.large + codesHeight <= height)
    readonly property int above: stacked ? Theme.margin : Theme.medium
    // What is left is shared out, so that the last words stand in the screen's last third.
    readonly property int free: room - above - wordsHeight
        - (stacked && root.callShown ? codesHeight + Theme.large : 0)
    readonly property int pause: ways.length > 0 ? Math.min(Theme.huge, Math.max(0, free)) : 0
    readonly property int start: above + (root.textShown ? 0 : Math.round(
        Math.max(0, free - pause) * 0.4))

    component HelpCode: Column {
        id: helpCode

        property alias payload: code.payload
        property string verb
        property string address
        readonly property alias side: code.implicitWidth
        readonly property int verbHeight: verbText.contentHeight
        readonly property int tileY: verbText.height + spacing

        width: Math.max(side, Theme.helpCode)
        spacing: Theme.tiny
        visible: payload !== ""

        AppText {
            id: verbText

            width: parent.width
            // Both tiles begin on one line, with verbs of one line or two.
            height: Math.ceil(Math.max(callCode.verbHeight, textCode.verbHeight))
            verticalAlignment: Text.AlignBottom
            text: helpCode.verb
            color: Theme.ink
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }

        QrCodeItem {
            id: code

            preferredSize: Theme.helpCode
            minSize: Theme.leastCode
            maxSize: Math.round(root.height * 0.45)
            width: implicitWidth
            height: implicitHeight
            transform: Unmirrored {
                across: code.width
            }
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("QR code: %1").arg(helpCode.address)
        }

        AppText {
            width: parent.width
            text: helpCode.address
            color: Theme.ink
            font.pixelSize: Theme.label
        }
    }

    Column {
        id: calls

        x: Theme.margin
        y: root.start
        width: root.wordsWidth
        spacing: Theme.tiny

        Title {
            width: parent.width
            text: qsTr("If you, or someone you know, could use help")
            color: Theme.ink
            lineHeight: Theme.titleLines
            size: Theme.helpTitle
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.helpName
            color: Theme.ink
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.helpPhone
            color: Theme.ink
            wrapMode: Text.NoWrap
            font.pixelSize: Math.min(Theme.helpNumber,
                Math.floor(Theme.helpNumber * width / Math.max(1, phone.advanceWidth + 2)))
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.helpNote
            serif: true
            color: Theme.ink
            font.pixelSize: Theme.helpNote
        }
    }

    TextMetrics {
        id: phone

        text: root.info.helpPhone
        font.family: Theme.sans
        font.weight: Font.Bold
        font.pixelSize: Theme.helpNumber
    }

    TextMetrics {
        id: figures

        text: root.ways.reduce(
            (one, way) => way.number.length > one.length ? way.number : one, "")
        font.family: Theme.sans
        font.weight: Font.Bold
        font.pixelSize: Theme.space(84)
    }

    Column {
        id: others

        // The numbers' column is as wide as the widest of them.
        readonly property real widest: figures.advanceWidth
        readonly property int most: Math.round(width * 0.42)
        readonly property int numberWidth: Math.min(most, Math.ceil(widest)) + Theme.margin
        readonly property int numberSize: Math.floor(Theme.space(84)
            * Math.min(1, most / Math.max(1, widest)))

        x: Theme.margin
        y: calls.y + calls.height + Theme.small + root.pause
        width: root.wordsWidth

        Repeater {
            model: root.ways

            delegate: Item {
                id: row

                required property var modelData

                width: others.width
                height: Math.max(Theme.space(124), words.y + words.height + Theme.tiny)

                Rectangle {
                    width: parent.width
                    height: Theme.hairline
                    color: Theme.outlineInk
                    opacity: 0.6
                }

                AppText {
                    id: number

                    y: Theme.small
                    width: others.numberWidth
                    text: row.modelData.number
                    color: Theme.ink
                    wrapMode: Text.NoWrap
                    font.pixelSize: others.numberSize
                    font.weight: Font.Bold
                }

                AppText {
                    id: words

                    anchors.baseline: number.baseline
                    x: others.numberWidth
                    width: parent.width - x
                    text: row.modelData.words
                    color: Theme.ink
                    font.pixelSize: Theme.prose
                }
            }
        }
    }

    HelpCode {
        id: callCode

        x: root.stacked ? Theme.margin : root.width - Theme.margin - width
        y: root.stacked ? root.room - root.codesHeight
            : root.textShown ? Theme.large : root.start
        payload: root.info.helpPayload
        verb: qsTr("Scan to call")
        address: root.info.helpPhone
    }

    HelpCode {
        id: textCode

        x: root.width - Theme.margin - width
        y: root.stacked ? root.room - root.codesHeight : root.height - height - Theme.tiny
        payload: root.info.helpTextPayload
        verb: qsTr("Scan to text")
        address: root.info.helpTextWord === "" ? root.info.helpTextNumber
            : root.info.helpTextNumber + ", " + root.info.helpTextWord
    }
}
