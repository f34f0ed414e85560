import QtQuick
import KioskUi

// The areas of a list and of its open entry in a view of this size.
QtObject {
    id: root

    required property real width
    required property real height
    // Where list and detail take turns, it is the list's turn.
    required property bool listOpen
    // The list's area takes the detail's too.
    property bool listAlone: false

    // The list's share of the height in one column, of the width beside the detail.
    property real share: Theme.listShare

    readonly property bool listShown: !Theme.listTakesTurns || listOpen
    readonly property bool detailShown: !listAlone && !(Theme.listTakesTurns && listOpen)
    readonly property rect list: {
        if (Theme.listTakesTurns)
            return Qt.rect(0, 0, listOpen ? width : 0, height);
        if (Theme.oneColumn)
            return Qt.rect(0, 0, width, listAlone ? height : Math.round(height * share));
        return Qt.rect(0, 0, listAlone ? width : Math.round(width * share), height);
    }
    readonly property rect detail: {
        if (Theme.listTakesTurns)
            return Qt.rect(Theme.margin, Theme.large, width - 2 * Theme.margin,
                height - Theme.large);
        if (Theme.oneColumn)
            return Qt.rect(Theme.margin, list.height + Theme.large, width - 2 * Theme.margin,
                height - list.height - Theme.large);
        return Qt.rect(list.width + Theme.margin, Theme.margin,
            width - list.width - 2 * Theme.margin, height - Theme.margin);
    }
}
