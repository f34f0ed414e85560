import QtQuick
import KioskUi

// What a work hangs on: paper for what is read, a wall in a tone of its own for a picture.
Item {
    id: root

    property bool onPaper: false
    property color upper: Theme.wallTop
    property color lower: Theme.wallBottom

    Rectangle {
        anchors.fill: parent
        visible: root.onPaper
        color: Theme.paper
    }

    Rectangle {
        anchors.fill: parent
        visible: !root.onPaper

        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.contrast ? Theme.wallTop : root.upper
            }

            GradientStop {
                position: 1
                color: Theme.contrast ? Theme.wallBottom : root.lower
            }
        }
    }
}
