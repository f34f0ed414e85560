import QtQuick
import KioskUi

// Keys work wherever the focus is.
Item {
    id: root

    signal back
    signal step(int by)
    signal closer(int by)

    Shortcut {
        sequence: "Escape"
        enabled: root.enabled
        onActivated: root.back()
    }

    Shortcut {
        sequence: "Left"
        enabled: root.enabled
        onActivated: root.step(Theme.mirrored ? 1 : -1)
    }

    Shortcut {
        sequence: "Right"
        enabled: root.enabled
        onActivated: root.step(Theme.mirrored ? -1 : 1)
    }

    Shortcut {
        sequences: ["+", "="]
        enabled: root.enabled
        onActivated: root.closer(1)
    }

    Shortcut {
        sequence: "-"
        enabled: root.enabled
        onActivated: root.closer(-1)
    }
}
