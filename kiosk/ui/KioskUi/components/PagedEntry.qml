import QtQuick
import KioskUi

// One entry of a PagedColumn, which sets its place, its page and whether it is shown.
Touchable {
    property int onPage: 0
    property bool shown: true

    visible: shown
    onPaper: true
}
