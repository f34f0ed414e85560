pragma ComponentBehavior: Bound
import QtQuick
import KioskUi

// An entry in the list of events or resources: time or kind, title, and place.
PagedEntry {
    id: root

    required property string heading
    required property string title
    required property string note
    property bool marked: false
    readonly property color strongColor: selected ? Theme.light : Theme.ink
    readonly property color quietColor: selected ? Theme.quietLight : Theme.quietInk

    showsPress: true
    name: [heading, title, note].filter(part => part !== "").join(", ")
    implicitHeight: words.implicitHeight + 2 * Theme.small

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: root.selected ? Theme.ink : Theme.paperCard
        border.width: Theme.contrast ? Theme.hairline : 0
        border.color: Theme.ink

        Rectangle {
            anchors.fill: parent
            visible: root.pressed
            radius: parent.radius
            color: root.selected ? Theme.pressedLight : Theme.pressed
        }
    }

    // Colour alone does not mark the open entry.
    Rectangle {
        visible: root.selected
        y: Theme.corner
        width: Theme.space(6)
        height: parent.height - 2 * Theme.corner
        color: Theme.gold
    }

    Column {
        id: words

        x: Theme.medium
        width: root.width - 2 * Theme.medium
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space(4)

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.heading
            color: root.selected ? Theme.gold : Theme.goldInk
            font.pixelSize: Theme.label
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            text: root.title
            color: root.strongColor
            font.pixelSize: text.length > 60 ? Theme.label : Theme.body
            font.weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.note
            color: root.quietColor
            font.pixelSize: Theme.label
        }
    }
}
