import QtQuick
import KioskUi

// The areas of a written work and its label in a view of this size.
QtObject {
    id: root

    required property real width
    required property real height
    property real headerHeight: 0
    // The label's least height.
    property real labelHeight: 0

    // A line stands between the work and its label.
    readonly property int gap: Theme.margin
    // On a tall stage a written work takes what its label leaves.
    readonly property int heightLeft: Theme.leastLabelLines > 0
        ? height - headerHeight - Theme.margin - Theme.large - labelHeight - Theme.small : 0
    readonly property int workHeight: Math.max(heightLeft,
        Math.round(height * Theme.writtenShare))
    readonly property int column: Theme.narrowColumn
    // In reach mode the work takes the label in.
    readonly property bool labelInText: Theme.labelInText
    readonly property rect below: Qt.rect(Theme.margin, Theme.margin + headerHeight,
        width - 2 * Theme.margin, height - Theme.margin - headerHeight)
    readonly property rect work: {
        if (labelInText)
            return below;
        if (Theme.labelBelow)
            return Qt.rect(Theme.margin, below.y, below.width, workHeight);
        return Qt.rect(Theme.margin, Theme.margin, width - 2 * Theme.margin - gap - column,
            height - Theme.margin);
    }
    readonly property rect label: {
        if (labelInText)
            return below;
        if (Theme.labelBelow)
            return Qt.rect(Theme.margin, work.y + work.height + Theme.large, below.width,
                height - work.y - work.height - Theme.large);
        return Qt.rect(width - Theme.margin - column, Theme.margin, column, height - Theme.margin);
    }
}
