import QtQuick
import KioskUi

// Turns back what must never be mirrored: words, works, codes. Where the language runs from right to left, the whole scene is
// mirrored about its middle, and what carries this is mirrored once more about its own.
Scale {
    required property real across

    origin.x: across / 2
    xScale: Theme.mirrored ? -1 : 1
}
