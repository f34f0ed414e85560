import QtQuick
import KioskViewModels
import KioskUi

// The band over every screen while the building has something to tell: a headline, the reason, and
// both in a second language.
Rectangle {
    id: root

    required property NoticesViewModel notices
    // On a screen that a visitor opened, the band is low, and has one language.
    required property bool opened
    readonly property bool stacked: Theme.oneColumn
    readonly property int headlineSize: opened
        ? Math.max(Theme.space(44), Math.ceil(1.5 * Theme.body)) : Theme.space(66)
    readonly property int textSize: opened ? Math.max(Theme.space(32), Theme.label)
        : Math.max(Theme.space(36), Theme.body)
    readonly property int secondSize: Math.max(Theme.space(32), Theme.label)
    readonly property int padding: Theme.space(opened ? 10 : 20)
    readonly property bool hasWords: first.text !== "" || second.text !== ""
    // Beside a headline of any length the words have this width, or more.
    readonly property int wordsWidth: width - 2 * Theme.margin - (stacked ? 0
        : Math.min(Math.ceil(measured.advanceWidth) + 2, Math.round(width * 0.4))
            + 2 * Theme.large + rule.width)

    visible: notices.band
    height: visible ? Math.max(Theme.space(opened ? 72 : 136),
        (stacked ? headline.height + Theme.tiny + words.height
            : Math.max(headline.height, words.height)) + 2 * padding) : 0
    color: Theme.gold
    Accessible.role: Accessible.AlertMessage
    Accessible.name: [headline.text, first.text].join(". ")

    Title {
        id: headline

        x: Theme.margin
        y: root.stacked ? root.padding : Math.round((root.height - height) / 2)
        // At most two fifths of the band, so that the reason has room.
        width: root.stacked || !root.hasWords ? root.width - 2 * Theme.margin
            : Math.min(Math.ceil(measured.advanceWidth) + 2, Math.round(root.width * 0.4))
        text: root.notices.bandHeadline
        color: Theme.ink
        size: root.headlineSize
        // Over an opened screen large words take no more of its height than usual ones.
        maxHeight: root.opened && !root.stacked
            ? Math.ceil(2 * Theme.space(44) * Theme.lineEms * lineHeight) : 0
        leastSize: Math.min(size, Math.max(Theme.leastType, Theme.space(44)))
        weight: Font.DemiBold

        TextMetrics {
            id: measured

            text: headline.text
            font.family: Theme.serif
            font.pixelSize: headline.size
            font.weight: Font.DemiBold
        }
    }

    Rectangle {
        id: rule

        x: headline.x + headline.width + Theme.large
        y: root.padding
        width: Theme.space(4)
        height: root.height - 2 * root.padding
        visible: !root.stacked && root.hasWords
        color: Theme.ink
    }

    Column {
        id: words

        x: root.stacked ? Theme.margin : rule.x + rule.width + Theme.large
        y: root.stacked ? headline.y + headline.height + Theme.tiny
            : Math.round((root.height - height) / 2)
        width: root.width - x - Theme.margin
        spacing: Theme.space(4)

        AppText {
            id: first

            width: parent.width
            visible: text !== ""
            // All of it where one line has room for it, else a whole sentence. An opened screen
            // keeps to one line: the loop has a turn with all words.
            text: root.notices.bandText !== "" && whole.advanceWidth < root.wordsWidth
                ? root.notices.bandText
                : root.opened && shorter.advanceWidth >= root.wordsWidth ? ""
                : root.notices.bandShort
            color: Theme.ink
            font.pixelSize: root.textSize
            font.weight: Font.Bold

            TextMetrics {
                id: whole

                text: root.notices.bandText
                font: first.font
            }

            TextMetrics {
                id: shorter

                text: root.notices.bandShort
                font: first.font
            }
        }

        AppText {
            id: second

            width: parent.width
            visible: text !== ""
            text: root.opened ? ""
                : wholeSecond.advanceWidth < root.wordsWidth ? root.notices.bandSecond
                : root.notices.bandShortSecond
            color: Theme.ink
            font.pixelSize: root.secondSize

            TextMetrics {
                id: wholeSecond

                text: root.notices.bandSecond
                font: second.font
            }
        }
    }
}
