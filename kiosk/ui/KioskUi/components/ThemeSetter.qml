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
    // Type follows spaces, and the layout class follows both, each in a turn of the event loop of
    // its own: see Theme.
    readonly property bool loading: typeUnit !== unit || stageShape !== shape
        || layoutScale !== textScale
    readonly property real unit: Math.min(windowSize.width, stageHeight) / 1080
    // In reach mode a stage only a little higher than wide is laid out as a wide one.
    readonly property int shape: reach
        ? (stageHeight > windowSize.width * 1.2 ? Theme.ReachTallStage : Theme.ReachWideStage)
        : stageHeight > windowSize.width ? Theme.TallStage : Theme.WideStage
    readonly property real textScale: session.textScale
    // At once until all is made.
    property real typeUnit: unit
    property int stageShape: shape
    property real layoutScale: textScale

    Component.onCompleted: {
        typeUnit = unit;
        stageShape = shape;
        layoutScale = textScale;
    }
    onLoadingChanged: if (loading) following.restart()

    Timer {
        id: following

        interval: 0
        onTriggered: root.follow()
    }

    function follow() {
        if (typeUnit !== unit) {
            typeUnit = unit;
        } else {
            stageShape = shape;
            layoutScale = textScale;
        }
        if (loading)
            following.restart();
    }

    Binding {
        target: Theme
        property: "unit"
        value: root.unit
    }

    Binding {
        target: Theme
        property: "typeUnit"
        value: root.typeUnit
    }

    Binding {
        target: Theme
        property: "pixelsPerMm"
        value: root.diagonal > 0
            ? Math.hypot(root.windowSize.width, root.windowSize.height) / (root.diagonal * 25.4) : 0
    }

    Binding {
        target: Theme
        property: "stageShape"
        value: root.stageShape
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
