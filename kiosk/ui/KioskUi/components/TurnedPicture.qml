import QtQuick
import KioskUi

// Paints a scene as it is in a window that is not turned, and turns the picture pixel by pixel.
// Painted turned, words would lose the fit of their strokes to the pixels. The scene itself, which
// gets the touches, has the same ``Turn`` and is hidden.
ShaderEffectSource {
    id: root

    required property Item scene
    required property int degrees
    required property size windowSize
    // The scene's place in the window.
    required property point shift
    readonly property bool bySoftware: GraphicsInfo.api === GraphicsInfo.Software

    x: shift.x
    y: shift.y
    width: scene.width
    height: scene.height
    sourceItem: scene
    hideSource: true
    smooth: false
    // The software renderer answers mirroring by painting the whole scene upside down, and turns it
    // back; so it is told to leave the picture, which comes out upside down. A graphics card's
    // pictures are upside down by themselves, which is what mirroring is for.
    textureMirroring: bySoftware ? ShaderEffectSource.NoMirroring
        : ShaderEffectSource.MirrorVertically
    transform: [
        Scale {
            origin.y: root.height / 2
            yScale: root.bySoftware ? -1 : 1
        },
        Turn {
            degrees: root.degrees
            windowSize: root.windowSize
        }
    ]
}
