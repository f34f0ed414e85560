pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// A work on the wall: its picture whole, or the head of its first page, and its title below.
Touchable {
    id: root

    required property string key
    required property string title
    required property string note
    required property int placeX
    required property int placeY
    required property int wide
    required property int tall
    required property int slot
    required property int foot
    required property bool written
    required property bool verse
    required property string text
    required property Shelf shelf
    property int wallX: 0
    property int wallY: 0

    name: title
    x: wallX + placeX
    y: wallY + placeY
    width: slot
    height: foot - placeY + caption.contentHeight + Theme.tiny

    Picture {
        width: root.wide
        height: root.tall
        visible: !root.written && root.note === ""
        shelf: root.shelf
        work: visible ? root.key : ""
        masterSize: Qt.size(root.wide, root.tall)
        steps: Theme.space(120)
        alt: root.title
    }

    Rectangle {
        width: root.wide
        height: root.tall
        visible: root.written || root.note !== ""
        color: root.note !== "" ? "transparent" : Theme.paper
        border.width: root.note !== "" ? Theme.hair : 0
        border.color: Theme.outline

        ReadingText {
            x: Theme.medium
            y: Theme.small
            width: parent.width - 2 * Theme.medium
            height: parent.height - 2 * Theme.small
            source: root.note !== "" ? root.note : root.text
            verse: root.verse && root.note === ""
            spacing: 1.4
            hang: 0.6
            size: Theme.label
            // On a narrow sheet large words would only be torn.
            visible: root.wide >= Theme.label * 7
            color: root.note !== "" ? Theme.quietLight : Theme.ink
        }
    }

    Rectangle {
        width: root.wide
        height: root.tall
        visible: root.pressed
        color: "transparent"
        border.width: Theme.space(5)
        border.color: Theme.gold
    }

    Words {
        id: caption

        y: root.foot - root.placeY + Theme.tiny
        width: root.slot
        text: root.title
        height: Math.ceil(Theme.label * 2.8)
        maximumLineCount: 2
        elide: Text.ElideRight
        font.pixelSize: Theme.label
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
