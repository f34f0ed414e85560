pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// Everything that can be touched: it answers on release, sliding off cancels, and it works by key and by voice tools too.
Item {
    id: root

    required property string name
    property bool selected: false
    property bool onPaper: false
    property bool checkable: false
    // In a list that is moved by the finger, moving on means scrolling and not choosing.
    property bool scrollable: false
    // It shows by itself that it is pressed.
    property bool showsPress: false
    // The frame of what is pressed or has the focus lies outside, so that it covers nothing of a work.
    property int frameInset: -Theme.space(6)
    property int roles: ItemRoles.Target
    // Drawn with an outline of its own, unlike a picture or an entry of a list.
    property bool outlined: false
    readonly property bool pressed: tap.pressed && cancelledBefore === TouchState.cancelledTouches
    // Qt cancels the press of a finger that rests in part only.
    property int cancelledBefore: 0

    signal activated

    implicitHeight: Theme.touch
    activeFocusOnTab: true

    Accessible.role: root.checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: root.name
    Accessible.checkable: root.checkable
    Accessible.checked: root.checkable && root.selected
    Accessible.selected: root.selected
    Accessible.focusable: true
    Accessible.onPressAction: root.activated()

    Keys.onReturnPressed: root.activated()
    Keys.onEnterPressed: root.activated()
    Keys.onSpacePressed: root.activated()

    TapHandler {
        id: tap

        gesturePolicy: root.scrollable ? TapHandler.DragThreshold : TapHandler.ReleaseWithinBounds
        // A slow hand is a tap too, however long it rests.
        longPressThreshold: 0
        // What was left while it was pressed does nothing any more.
        enabled: root.visible && root.enabled
        onGrabChanged: (transition, point) => {
            if (point.state === EventPoint.Pressed)
                root.cancelledBefore = TouchState.cancelledTouches;
        }
        onTapped: {
            if (root.visible && root.enabled && root.cancelledBefore === TouchState.cancelledTouches)
                root.activated();
        }
    }

    Rectangle {
        z: 10
        anchors.fill: parent
        anchors.margins: root.frameInset
        visible: root.activeFocus || root.pressed && !root.showsPress
        color: "transparent"
        // No rounder, or it would cut across the corners of a work.
        radius: Theme.tiny
        border.width: Theme.space(4)
        border.color: root.onPaper ? Theme.ink : Theme.gold
    }
}
