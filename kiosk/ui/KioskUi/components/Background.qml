import QtQuick
import KioskUi

// The background of a work: paper for a text, the wall in the picture's own tone for a picture.
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
