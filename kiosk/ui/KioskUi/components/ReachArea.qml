import QtQuick

// Where the stage lies in the window: all of it, or within reach of someone who sits.
QtObject {
    id: root

    required property real windowHeight
    required property bool wanted
    // The screen's own measures, 0 while nobody has said them: pixels to a millimetre, and how high its lower edge hangs.
    property real pixelsPerMm: 0
    property real bottomMm: 0

    readonly property bool known: pixelsPerMm > 0 && bottomMm > 0
    // docs/ACCESSIBILITY.md, 1: the heights above the floor between which everything that is touched lies.
    required property real lowestMm
    required property real highestMm
    readonly property int lift: wanted && known ? Math.round(Math.min(windowHeight * 0.3, Math.max(0, (lowestMm - bottomMm) * pixelsPerMm))) : 0
    // Below two fifths of the screen no layout is left; the check says when a screen hangs too high for it.
    readonly property int tall: {
        if (!wanted)
            return windowHeight;
        // Where nobody has said how the screen hangs, its lower half; else as much as can be reached: on a small screen nearly all of it.
        const reached = known ? (highestMm - bottomMm) * pixelsPerMm : windowHeight / 2;
        return Math.round(Math.max(windowHeight * 0.4, Math.min(windowHeight, reached) - lift));
    }
    readonly property int top: windowHeight - lift - tall
}
