import QtQuick
import KioskUi

// The keys that turn the pages of a screen, across and down. 1 means forward in the reading
// direction.
Item {
    id: root

    readonly property bool active: visible && enabled

    signal across(int by)
    signal down(int by)

    Connections {
        target: KeypadState
        enabled: root.active

        function onPaged(by: int) {
            root.across(by);
        }
    }

    Shortcut {
        sequence: "Left"
        enabled: root.active
        onActivated: root.across(Theme.mirrored ? 1 : -1)
    }

    Shortcut {
        sequence: "Right"
        enabled: root.active
        onActivated: root.across(Theme.mirrored ? -1 : 1)
    }

    Shortcut {
        sequence: "PgUp"
        enabled: root.active
        onActivated: root.across(-1)
    }

    Shortcut {
        sequence: "PgDown"
        enabled: root.active
        onActivated: root.across(1)
    }

    Shortcut {
        sequence: "Up"
        enabled: root.active
        onActivated: root.down(-1)
    }

    Shortcut {
        sequence: "Down"
        enabled: root.active
        onActivated: root.down(1)
    }
}
