import QtQuick
import KioskUi

// The background of a work: paper for a text; for a picture the wall in the picture's own tone,
// lightest behind it and darker towards the corners. The wall has a grain, without which so dark a
// gradient shows bands.
Item {
    id: root

    property bool onPaper: false
    property color upper: Theme.wallTop
    // A wall of more pixels than a usual screen has is painted at half of its size.
    readonly property int shrink: width * height > 2400000 ? 2 : 1
    readonly property color tone: Theme.contrast ? Theme.wallTop : root.upper

    Rectangle {
        anchors.fill: parent
        color: root.onPaper ? Theme.paper : root.tone
    }

    Image {
        anchors.fill: parent
        visible: !root.onPaper && !Theme.contrast
        // It is as large as the screen, and painted in a few milliseconds: none is kept unseen.
        source: visible && width > 0 && height > 0
            ? `image://wall/${String(root.tone).slice(-6)}/${Theme.wallLightX}/${
                Theme.wallLightY}` : ""
        sourceSize: Qt.size(Math.ceil(width / root.shrink), Math.ceil(height / root.shrink))
        smooth: false
        cache: false
    }
}
