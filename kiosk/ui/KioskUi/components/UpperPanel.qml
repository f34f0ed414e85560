import QtQuick
import KioskViewModels
import KioskUi

// The panel above the stage in reach mode, behind the pictures: the wall and the exhibition's name,
// nothing that must be read.
Rectangle {
    id: root

    required property InfoViewModel info
    // A picture covers the panel now.
    property bool hasPicture: false

    color: Theme.wallTop

    Title {
        visible: Theme.hasUpperPanel && !root.hasPicture
        x: Theme.margin
        width: root.width - 2 * Theme.margin
        y: Math.round((root.height - height) / 2)
        text: root.info.title
        horizontalAlignment: Text.AlignHCenter
        color: Theme.quietLight
    }
}
