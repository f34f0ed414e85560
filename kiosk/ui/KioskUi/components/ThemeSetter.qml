import QtQuick
import KioskViewModels
import KioskUi

// Sets the theme's inputs: the window's size, and the visitor's display settings.
Item {
    id: root

    required property size windowSize
    // The window's height, or in reach mode a part of it.
    required property real stageHeight
    // The part of the window above that.
    required property int upperHeight
    required property bool reach
    required property SessionViewModel session
    required property bool animated
    // Degrees clockwise by which the scene is turned in the window.
    required property int turn
    // The screen's diagonal in inches; 0 when not set.
    required property real diagonal
    // The exhibition's own colours.
    required property InfoViewModel info
    readonly property int roles: ItemRoles.Loader
    readonly property bool loading: layoutScale !== textScale
    // The layout class follows the text scale in a turn of the event loop of its own.
    readonly property real textScale: session.textScale
    property real layoutScale: 1

    Component.onCompleted: layoutScale = textScale
    onTextScaleChanged: following.restart()

    Timer {
        id: following

        interval: 0
        onTriggered: root.layoutScale = root.textScale
    }

    Binding {
        target: Theme
        property: "unit"
        value: Math.min(root.windowSize.width, root.stageHeight) / 1080
    }

    Binding {
        target: Theme
        property: "pixelsPerMm"
        value: root.diagonal > 0
            ? Math.hypot(root.windowSize.width, root.windowSize.height) / (root.diagonal * 25.4) : 0
    }

    Binding {
        target: Theme
        property: "tallStage"
        // In reach mode a stage only a little higher than wide is laid out as a wide one.
        value: root.stageHeight > root.windowSize.width * (root.reach ? 1.2 : 1)
    }

    Binding {
        target: Theme
        property: "tallWindow"
        value: root.windowSize.height > root.windowSize.width
    }

    Binding {
        target: Theme
        property: "upperHeight"
        value: root.upperHeight
    }

    Binding {
        target: Theme
        property: "reach"
        value: root.reach
    }

    Binding {
        target: Theme
        property: "turn"
        value: root.turn
    }

    Binding {
        target: Theme
        property: "mirrored"
        value: root.session.mirrored
    }

    Binding {
        target: Theme
        property: "textScale"
        value: root.session.textScale
    }

    Binding {
        target: Theme
        property: "layoutScale"
        value: root.layoutScale
    }

    Binding {
        target: Theme
        property: "contrast"
        value: root.session.contrast
    }

    Binding {
        target: Theme
        property: "ownWall"
        value: root.info.wallTop
    }

    Binding {
        target: Theme
        property: "ownWallBottom"
        value: root.info.wallBottom
    }

    Binding {
        target: Theme
        property: "ownAccent"
        value: root.info.accent
    }

    Binding {
        target: Theme
        property: "ownAccentInk"
        value: root.info.accentInk
    }

    Binding {
        target: Theme
        property: "reducedMotion"
        value: root.session.reducedMotion || !root.animated
    }
}
