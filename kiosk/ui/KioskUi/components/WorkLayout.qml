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

    readonly property bool written: master.width <= 0
    // On a tall screen the picture takes what its proportions need, so that the label stands right below it.
    readonly property int tallShare: written ? Math.round(height * (0.6 - 0.28 * (Theme.textScale - 1))) : Math.round(Math.min(height * (0.56 - 0.36 * (Theme.textScale - 1)), (width - 2 * Theme.margin) * master.height / master.width))
    // What a picture higher than wide leaves free beside it goes to its label, up to a good measure.
    readonly property int spare: written ? 0 : Math.round(width - 3 * Theme.margin - (height - Theme.margin) * master.width / master.height)
    readonly property int column: written ? Theme.narrowColumn : Math.max(Theme.column, Math.min(spare, Theme.wideColumn))
    readonly property rect work: Theme.portrait
        ? Qt.rect(Theme.margin, Theme.margin + headerHeight, width - 2 * Theme.margin, tallShare)
        : Qt.rect(Theme.margin, Theme.margin, width - 3 * Theme.margin - column, height - Theme.margin)
    readonly property rect label: Theme.portrait
        ? Qt.rect(Theme.margin, work.y + work.height + Theme.large, width - 2 * Theme.margin, height - work.y - work.height - Theme.large)
        : Qt.rect(width - Theme.margin - column, Theme.margin, column, height - Theme.margin)
}
