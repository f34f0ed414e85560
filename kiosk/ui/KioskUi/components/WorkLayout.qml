import QtQuick
import KioskUi

// Where a work and its label stand in a view of this size.
QtObject {
    id: root

    required property real width
    required property real height
    // The master's size; empty for a written work.
    required property size master
    property real headerHeight: 0
    // What the label of a written work needs, with what stands below it.
    property real labelHeight: 0

    readonly property bool written: master.width <= 0
    // A picture and its label belong together; beside a sheet of paper stands a line.
    readonly property int gap: written ? Theme.margin : Theme.large
    // In reach mode a picture hangs above the stage, where there is room for it; its label stands below, where it is read.
    readonly property bool pictureAbove: !written && Theme.hasUpperPanel
    // Where much of the screen is within reach it hangs down into that.
    readonly property int overlap: pictureAbove ? Math.round(height * Theme.upperPictureOverlap) : 0
    // On a tall screen the picture takes what its proportions need, so that the label stands right below it.
    // Large words leave a written work as much as its label does not need.
    readonly property int heightLeft: Theme.leastLabelLines > 0 ? height - headerHeight - Theme.margin - Theme.large - labelHeight - Theme.small : 0
    readonly property int workHeight: written ? Math.max(heightLeft, Math.round(height * Theme.writtenShare)) : Math.round(Math.min(height * Theme.pictureShare, (width - 2 * Theme.margin) * master.height / master.width))
    // What a picture higher than wide leaves free beside it goes to its label, up to a good measure.
    readonly property int spareWidth: written ? 0 : Math.round(width - 2 * Theme.margin - gap - (height - Theme.margin) * master.width / master.height)
    readonly property int column: written ? Theme.narrowColumn : Math.max(Theme.column, Math.min(spareWidth, Theme.wideColumn))
    // In reach mode a written work needs all the room there is, and takes the label in.
    readonly property bool labelInText: written && Theme.labelInText
    readonly property rect below: Qt.rect(Theme.margin, Theme.margin + headerHeight + overlap, width - 2 * Theme.margin, height - Theme.margin - headerHeight - overlap)
    readonly property rect work: {
        if (labelInText)
            return below;
        if (pictureAbove)
            return Qt.rect(Theme.margin, Theme.large - Theme.upperHeight, below.width, Theme.upperHeight - Theme.large + overlap);
        if (Theme.labelBelow)
            return Qt.rect(Theme.margin, below.y, below.width, workHeight);
        return Qt.rect(Theme.margin, Theme.margin, width - 2 * Theme.margin - gap - column, height - Theme.margin);
    }
    readonly property rect label: {
        if (labelInText || pictureAbove)
            return below;
        if (Theme.labelBelow)
            return Qt.rect(Theme.margin, work.y + work.height + Theme.large, below.width, height - work.y - work.height - Theme.large);
        return Qt.rect(width - Theme.margin - column, Theme.margin, column, height - Theme.margin);
    }
}
