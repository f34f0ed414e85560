import QtQuick
import KioskUi

// Paints a scene as it is in a window that is not turned, and turns the picture pixel by pixel: each
// pixel is that of the scene. Painted turned, words would lose the fit of their strokes to the
// pixels. The scene itself, which gets the touches, has the same ``Turn`` and is hidden.
ShaderEffectSource {
    id: root

    required property Item scene
    required property int degrees
    required property size windowSize
    // The scene's place in the window.
    required property point shift

    x: shift.x
    y: shift.y
    width: scene.width
    height: scene.height
    sourceItem: scene
    hideSource: true
    smooth: false
    // Unless it is left as it is, the software renderer paints the whole scene upside down, and
    // turns it back.
    textureMirroring: ShaderEffectSource.NoMirroring
    transform: [
        Scale {
            origin.y: root.height / 2
            yScale: -1
        },
        Turn {
            degrees: root.degrees
            windowSize: root.windowSize
        }
    ]
}
