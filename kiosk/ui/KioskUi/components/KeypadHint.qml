import QtQuick
import KioskUi

// What a key of the keypad does, for who tries the keys: the words that are spoken too.
Rectangle {
    id: root

    required property string heading
    required property string words

    // The width of the screen.
    required property int room

    width: Math.min(room - 2 * Theme.margin, Theme.promptWidth + 2 * Theme.large)
    height: lines.height + 2 * Theme.large
    radius: Theme.corner
    color: Theme.paper
    border.width: Theme.space(4)
    border.color: Theme.goldInk
    Accessible.role: Accessible.AlertMessage
    Accessible.name: [root.heading, root.words].join(". ")

    Column {
        id: lines

        x: Theme.large
        y: Theme.large
        width: root.width - 2 * Theme.large
        spacing: Theme.small

        AppText {
            width: parent.width
            text: root.heading
            color: Theme.ink
            font.pixelSize: Theme.caption
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.words
            color: Theme.ink
        }
    }
}
