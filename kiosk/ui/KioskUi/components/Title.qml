import QtQuick
import KioskViewModels
import KioskUi

// A title in balanced lines, set smaller where its longest word would not fit on a line, down to
// three fifths of its size, or where its lines would be higher than the room for them.
Item {
    id: root

    property string text
    property int size: Theme.title
    // Pixels for all lines; 0 for no limit. With a limit the size falls to the least.
    property real maxHeight: 0
    property int leastSize: Math.ceil(0.6 * size)
    property int weight: Font.Normal
    property bool serif: true
    property alias atEnd: shown.atEnd
    property alias horizontalAlignment: shown.horizontalAlignment
    property alias color: shown.color
    property alias lineHeight: shown.lineHeight
    readonly property string family: serif ? Theme.serif : Theme.sansFor(text)
    readonly property string longest: text.split(/[\s\u200B]+/).reduce(
        (one, other) => other.length > one.length ? other : one, "")
    readonly property int fittingHeight: maxHeight <= 0 ? size
        : TitleSetter.fitting(text, family, size, Math.min(size, leastSize), weight, width,
            maxHeight / Theme.lineEms / lineHeight)
    readonly property int fittingWidth: width <= 0 || metrics.advanceWidth <= width ? size
        : Math.max(Math.ceil(0.6 * size), Math.floor((size - 1) * width / metrics.advanceWidth))
    // A little smaller, where one of its lines would be a word alone; never as small as its text.
    readonly property int calmSize: width <= 0 ? size
        : TitleSetter.calm(text, family, size, Math.min(size, Math.max(Theme.leastTitle,
            Math.ceil(0.7 * size))), weight, width)

    implicitHeight: shown.height

    AppText {
        id: shown

        width: root.width
        isTitle: true
        serif: root.serif
        text: TitleSetter.broken(root.text, root.family, font.pixelSize, root.weight, root.width)
        font.pixelSize: Math.min(root.fittingHeight, root.fittingWidth, root.calmSize)
        font.weight: root.weight
    }

    TextMetrics {
        id: metrics

        text: root.longest
        font.family: root.family
        font.weight: root.weight
        font.pixelSize: root.size
    }
}
