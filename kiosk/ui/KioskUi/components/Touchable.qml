pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The base of every control: acts on release, cancels when the finger slides off, and works by keys
// and by screen readers.
Item {
    id: root

    required property string name
    property bool selected: false
    property bool onPaper: false
    property bool checkable: false
    // In a list that scrolls, a finger that moves scrolls and does not activate.
    property bool scrollable: false
    // The control shows by itself that it is pressed, so that no frame is needed.
    property bool showsPress: false
    // The inset of the frame of a pressed or focused control. Negative, so that it covers nothing
    // of a work.
    property int frameInset: -Theme.space(6)
    property int roles: ItemRoles.Target
    // A frame shows that the control is pressed or has the keys.
    property bool framed: true
    // The ground of a panel, which a finger touches to close it: keys and switches pass it by.
    property bool backdrop: false
    // The control is drawn with an outline, unlike a picture or an entry of a list.
    property bool outlined: false
    readonly property bool pressed: tap.pressed && cancelledBefore === TouchState.cancelledTouches
    // TouchState's count when the press began: Qt does not fully cancel the press of a resting
    // finger.
    property int cancelledBefore: 0

    signal activated

    // A key alone activates, and once for each press; with Alt and the like it is a shortcut of a
    // desktop.
    function activateBy(event: KeyEvent) {
        if (event.isAutoRepeat)
            return;
        if (event.modifiers & (Qt.AltModifier | Qt.ControlModifier | Qt.MetaModifier))
            event.accepted = false;
        else
            activated();
    }

    implicitHeight: Theme.touch
    activeFocusOnTab: !backdrop

    Accessible.role: root.checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: root.name
    Accessible.checkable: root.checkable
    Accessible.checked: root.checkable && root.selected
    Accessible.selected: root.selected
    Accessible.focusable: true
    Accessible.onPressAction: root.activated()

    Keys.onReturnPressed: event => root.activateBy(event)
    Keys.onEnterPressed: event => root.activateBy(event)
    Keys.onSpacePressed: event => root.activateBy(event)

    TapHandler {
        id: tap

        gesturePolicy: root.scrollable ? TapHandler.DragThreshold : TapHandler.ReleaseWithinBounds
        // A long press is a tap too.
        longPressThreshold: 0
        // A press on a screen that is left before the release does nothing.
        enabled: root.visible && root.enabled
        onGrabChanged: (transition, point) => {
            if (point.state === EventPoint.Pressed)
                root.cancelledBefore = TouchState.cancelledTouches;
        }
        onTapped: {
            if (root.visible && root.enabled
                && root.cancelledBefore === TouchState.cancelledTouches)
                root.activated();
        }
    }

    Rectangle {
        z: 10
        anchors.fill: parent
        anchors.margins: root.frameInset
        visible: root.framed && (root.activeFocus || root.pressed && !root.showsPress)
        color: "transparent"
        // A larger radius would cut across the corners of a work.
        radius: Theme.tiny
        border.width: Theme.space(4)
        border.color: root.onPaper ? Theme.ink : Theme.gold
    }
}
