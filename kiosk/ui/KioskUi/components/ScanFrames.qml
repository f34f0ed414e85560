pragma ComponentBehavior: Bound
import QtQuick
import KioskUi

// Frames around what two switches choose from now: light within dark, to be seen on any ground.
Item {
    id: root

    // Rectangles in this item's coordinates.
    required property var boxes

    Repeater {
        model: root.boxes

        Rectangle {
            id: outer

            required property rect modelData

            x: modelData.x - Theme.space(9)
            y: modelData.y - Theme.space(9)
            width: modelData.width + 2 * Theme.space(9)
            height: modelData.height + 2 * Theme.space(9)
            color: "transparent"
            radius: Theme.tiny
            border.width: Theme.space(9)
            border.color: Theme.ink

            Rectangle {
                anchors.fill: parent
                anchors.margins: Theme.space(3)
                color: "transparent"
                radius: Theme.tiny
                border.width: Theme.space(4)
                border.color: Theme.gold
            }
        }
    }
}
