import QtQuick
import KioskUi

// Nothing is seen while speech guides: for who wants nobody to read along. A touch anywhere lights
// the screen.
Rectangle {
    id: root

    signal touched

    color: Theme.black

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.touched()
    }
}
