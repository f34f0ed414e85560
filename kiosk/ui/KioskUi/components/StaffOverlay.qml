pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The staff's layer over everything: dimming, and, behind the PIN, the staff screen.
Item {
    id: root

    required property StaffViewModel staff
    required property NoticesViewModel notices
    // The stage's upper edge in the window; everything above is out of reach.
    property int stageTop: 0
    // By how much the scene is shifted in the window against burn-in.
    required property vector2d sceneShift

    // The whole window, also while the scene is shifted.
    x: -Theme.across(sceneShift)
    y: -Theme.down(sceneShift)
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0

    Rectangle {
        anchors.fill: parent
        visible: root.staff.dim > 0
        color: Theme.black
        opacity: root.staff.dim
    }

    // Made when first needed, and kept.
    Loader {
        anchors.fill: parent
        active: root.staff.currentView !== StaffViews.Closed || item !== null
        visible: root.staff.currentView !== StaffViews.Closed
        enabled: visible
        focus: visible

        sourceComponent: StaffScreen {
            staff: root.staff
            notices: root.notices
            stageTop: root.stageTop
            focus: true
        }
    }
}
