import QtQuick
import KioskViewModels

// Keys that work on every screen, whatever has the focus.
Item {
    id: root

    required property Controller controller

    signal back
    signal zoomed(int by)

    Shortcut {
        sequence: "Escape"
        enabled: root.enabled
        onActivated: root.back()
    }

    Shortcut {
        sequences: ["+", "="]
        enabled: root.enabled
        onActivated: root.zoomed(1)
    }

    Shortcut {
        sequence: "-"
        enabled: root.enabled
        onActivated: root.zoomed(-1)
    }

    // The next visitor does not find the last visitor's focus frame.
    Connections {
        target: root.controller

        function onSessionExpired() {
            const focused = root.Window.activeFocusItem;
            if (focused && focused !== root.Window.contentItem)
                focused.focus = false;
        }
    }
}
