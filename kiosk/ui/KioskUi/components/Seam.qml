import QtQuick
import KioskUi

// The join between the wall and the bar: a line that departs a little from a straight one and never
// changes its shape. In the loop, gold fills it from the reader's side as far as the loop has come.
// It moves only while the slide changes.
Item {
    id: root

    property color below: Theme.barGround
    // The share of the loop that has been shown, from 0 to 1; 0 for no gold.
    property real progress: 0
    property bool animated: true
    // The join's points: the share of the width, and the distance from the straight line in 1080ths
    // of the stage's shorter side, less than 4.
    readonly property list<point> points: [
        Qt.point(0, -3), Qt.point(0.05, -1), Qt.point(0.092, 0.5), Qt.point(0.15, -0.5),
        Qt.point(0.21, 1.5), Qt.point(0.262, 0.4), Qt.point(0.327, 2.4), Qt.point(0.349, -1),
        Qt.point(0.41, 0), Qt.point(0.47, 2), Qt.point(0.52, 3.4), Qt.point(0.563, 1.5),
        Qt.point(0.621, -2), Qt.point(0.645, -3.5), Qt.point(0.72, -2.4), Qt.point(0.782, -3.2),
        Qt.point(0.831, -1.4), Qt.point(0.9, 0.5), Qt.point(0.953, 2.2), Qt.point(0.986, -0.5),
        Qt.point(1, -2)
    ]
    readonly property int depth: Theme.space(8)
    readonly property list<point> line: points.map(
        at => Qt.point(at.x * width, depth + at.y * Theme.unit))
    property real shownProgress: 0

    function follow() {
        const grows = progress > shownProgress && shownProgress > 0 && root.visible;
        growth.stop();
        if (grows && animated && Theme.crossfade > 0) {
            growth.to = progress;
            growth.start();
        } else {
            shownProgress = progress;
        }
    }

    onProgressChanged: follow()
    onAnimatedChanged: follow()
    Component.onCompleted: shownProgress = progress

    NumberAnimation {
        id: growth

        target: root
        property: "shownProgress"
        duration: Theme.crossfade
        easing.type: Easing.InOutQuad
    }

    implicitHeight: 2 * depth
    Accessible.ignored: true

    SeamDrawing {
        anchors.fill: parent
        line: root.line
        stroke: Theme.outline
        thickness: Theme.hairline
        below: root.below
    }

    // As much of the gold as is shown.
    Item {
        objectName: "gold"
        width: Math.round(root.width * root.shownProgress)
        height: root.height
        clip: true
        visible: width > 0

        SeamDrawing {
            width: root.width
            height: root.height
            line: root.line
            stroke: Theme.gold
            thickness: Theme.space(5)
        }
    }
}
