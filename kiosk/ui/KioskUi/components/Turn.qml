import QtQuick

// Turns an item about the window's corner and puts it back into the window. The item is as wide as
// the window is high where it is turned on its side.
Matrix4x4 {
    id: root

    // Clockwise: 0, 90, 180 or 270.
    required property int degrees
    required property size windowSize

    readonly property int cosine: [1, 0, -1, 0][degrees / 90]
    readonly property int sine: [0, 1, 0, -1][degrees / 90]
    readonly property real across: degrees === 90 || degrees === 180 ? windowSize.width : 0
    readonly property real down: degrees === 180 || degrees === 270 ? windowSize.height : 0

    matrix: Qt.matrix4x4(cosine, -sine, 0, across, sine, cosine, 0, down, 0, 0, 1, 0, 0, 0, 0, 1)
}
