import QtQuick
import KioskUi

// Mirrors an item back that must never be mirrored: words, works, codes. In a right-to-left
// language the whole scene is mirrored about its middle; this mirrors the item about its own.
Scale {
    required property real across

    origin.x: across / 2
    xScale: Theme.mirrored ? -1 : 1
}
