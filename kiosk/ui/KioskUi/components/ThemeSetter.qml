import QtQuick
import KioskBridge
import KioskUi

// Gives the theme what it goes by: the size of the window, and what the visitor chose.
Item {
    id: root

    required property Visit visit
    required property bool animated
    // The screen's diagonal in inches; 0 while nobody has said it.
    required property real diagonal

    Binding {
        target: Theme
        property: "unit"
        value: Math.min(root.width, root.height) / 1080
    }

    Binding {
        target: Theme
        property: "pixelsPerMm"
        value: root.diagonal > 0 ? Math.hypot(root.width, root.height) / (root.diagonal * 25.4) : 0
    }

    Binding {
        target: Theme
        property: "portrait"
        value: root.height > root.width
    }

    Binding {
        target: Theme
        property: "mirrored"
        value: root.visit.mirrored
    }

    Binding {
        target: Theme
        property: "textScale"
        value: root.visit.textScale
    }

    Binding {
        target: Theme
        property: "contrast"
        value: root.visit.contrast
    }

    Binding {
        target: Theme
        property: "still"
        value: root.visit.still || !root.animated
    }
}
