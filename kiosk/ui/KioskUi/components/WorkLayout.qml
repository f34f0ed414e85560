import QtQuick
import KioskUi

// The areas of a work and its label in a view of this size.
QtObject {
    id: root

    required property real width
    required property real height
    // The original's size in pixels; empty for a written work.
    required property size master
    property real headerHeight: 0
    // The least height of a written work's label.
    property real labelHeight: 0

    readonly property bool written: master.width <= 0
    // A picture stands near its label; a written work has a line between.
    readonly property int gap: written ? Theme.margin : Theme.large
    // In reach mode a picture hangs above the stage if there is room; its label stands on the
    // stage.
    readonly property bool pictureAbove: !written && Theme.hasUpperPanel
    // How far the picture above reaches down into the stage.
    readonly property int overlap: pictureAbove ? Math.round(height * Theme.upperPictureOverlap) : 0
    // On a tall stage a picture takes the height of its proportions, so that the label follows
    // right below. A written work takes what its label leaves.
    readonly property int heightLeft: Theme.leastLabelLines > 0
        ? height - headerHeight - Theme.margin - Theme.large - labelHeight - Theme.small : 0
    readonly property int workHeight: written
        ? Math.max(heightLeft, Math.round(height * Theme.writtenShare))
        : Math.round(Math.min(height * Theme.pictureShare,
            (width - 2 * Theme.margin) * master.height / master.width))
    // The label gets the width that an upright picture leaves free, up to a good line length.
    readonly property int spareWidth: written ? 0
        : Math.round(width - 2 * Theme.margin - gap
            - (height - Theme.margin) * master.width / master.height)
    readonly property int column: written ? Theme.narrowColumn
        : Math.max(Theme.column, Math.min(spareWidth, Theme.wideColumn))
    // In reach mode a written work takes the label in.
    readonly property bool labelInText: written && Theme.labelInText
    readonly property rect below: Qt.rect(Theme.margin, Theme.margin + headerHeight + overlap,
        width - 2 * Theme.margin, height - Theme.margin - headerHeight - overlap)
    readonly property rect work: {
        if (labelInText)
            return below;
        if (pictureAbove)
            return Qt.rect(Theme.margin, Theme.large - Theme.upperHeight, below.width,
                Theme.upperHeight - Theme.large + overlap);
        if (Theme.labelBelow)
            return Qt.rect(Theme.margin, below.y, below.width, workHeight);
        return Qt.rect(Theme.margin, Theme.margin, width - 2 * Theme.margin - gap - column,
            height - Theme.margin);
    }
    readonly property rect label: {
        if (labelInText || pictureAbove)
            return below;
        if (Theme.labelBelow)
            return Qt.rect(Theme.margin, work.y + work.height + Theme.large, below.width,
                height - work.y - work.height - Theme.large);
        return Qt.rect(width - Theme.margin - column, Theme.margin, column, height - Theme.margin);
    }
}
