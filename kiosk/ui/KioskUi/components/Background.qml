import QtQuick
import KioskUi

// The background of a work: paper for a text; for a picture the wall in the picture's own tone,
// lightest behind it and darker towards the corners. The wall has a grain, without which so dark a
// gradient shows bands.
Item {
    id: root

    property bool onPaper: false
    property color upper: Theme.wallTop
    // The size in pixels in which the wall is painted. A change of the text size moves the edges in
    // steps, and so does the making of a screen: the wall follows the last of them.
    readonly property size wanted: Qt.size(Math.ceil(width), Math.ceil(height))
    property size painted: Qt.size(0, 0)
    readonly property color tone: Theme.contrast ? Theme.wallTop : root.upper

    // The wall as WallImages names it.
    readonly property string wall: `${String(root.tone).slice(-6)}/${Theme.wallLightX}/${
        Theme.wallLightY}`

    onWantedChanged: Qt.callLater(follow)

    function follow() {
        painted = wanted;
    }

    Rectangle {
        anchors.fill: parent
        color: root.onPaper ? Theme.paper : root.tone
    }

    Image {
        anchors.fill: parent
        visible: !root.onPaper && !Theme.contrast
        // It is as large as the screen, and painted in a few milliseconds: none is kept unseen.
        source: visible && root.painted.width > 0 && root.painted.height > 0
            ? `image://wall/${root.wall}` : ""
        sourceSize: root.painted
        smooth: false
        cache: false
    }
}
