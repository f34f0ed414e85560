pragma ComponentBehavior: Bound
import QtQuick
import KioskUi

// The line above a work on a tall stage: the exhibition and the day.
Item {
    id: root

    required property string exhibition
    required property string today
    property bool onPaper: false

    implicitHeight: headline.height + Theme.small

    AppText {
        id: headline

        width: parent.width - day.contentWidth - Theme.medium
        text: root.exhibition
        color: root.onPaper ? Theme.goldInk : Theme.gold
        font.pixelSize: Theme.label
        font.weight: Font.Bold
        font.capitalization: Font.AllUppercase
        font.letterSpacing: Theme.tracking
    }

    AppText {
        id: day

        x: parent.width / 2
        width: parent.width / 2
        atEnd: true
        text: root.today
        color: root.onPaper ? Theme.ink : Theme.light
        font.pixelSize: Theme.label
    }
}
