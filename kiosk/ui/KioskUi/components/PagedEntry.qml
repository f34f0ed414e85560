import QtQuick
import KioskUi

// One entry of a PagedColumn, which sets its position, page and visibility.
Touchable {
    property int onPage: 0
    property bool shown: true

    visible: shown
    onPaper: true
}
