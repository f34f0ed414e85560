import QtQuick
import KioskUi

// A title, set smaller where its longest word would not fit on a line, down to three fifths of its
// size.
AppText {
    id: root

    property int size: Theme.title
    readonly property string longest: text.split(/[\s\u200B]+/).reduce(
        (one, other) => other.length > one.length ? other : one, "")

    serif: true
    font.pixelSize: width > 0 && metrics.advanceWidth > width
        ? Math.max(Math.ceil(0.6 * size), Math.floor((size - 1) * width / metrics.advanceWidth))
        : size

    TextMetrics {
        id: metrics

        text: root.longest
        font.family: root.font.family
        font.pixelSize: root.size
    }
}
