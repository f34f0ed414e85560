import QtQuick

// The stage's position in the window: all of it, or in reach mode the part within reach of a
// wheelchair user.
QtObject {
    id: root

    required property real windowHeight
    required property bool wanted
    // Pixels to a millimetre, and the height of the screen's lower edge above the floor; 0 when not
    // set.
    property real pixelsPerMm: 0
    property real bottomMm: 0

    readonly property bool known: pixelsPerMm > 0 && bottomMm > 0
    // The range of heights above the floor for controls (docs/ACCESSIBILITY.md, 1).
    required property real lowestMm
    required property real highestMm
    readonly property int lift: wanted && known
        ? Math.round(Math.min(windowHeight * 0.3, Math.max(0, (lowestMm - bottomMm) * pixelsPerMm)))
        : 0
    // Layouts need two fifths of the screen. ``kiosk check`` warns when a screen hangs too high for
    // that.
    readonly property int tall: {
        if (!wanted)
            return windowHeight;
        // The lower half where the screen's height is not set; else as much as can be reached,
        // which is nearly all of a small screen.
        const reached = known ? (highestMm - bottomMm) * pixelsPerMm : windowHeight / 2;
        return Math.round(Math.max(windowHeight * 0.4, Math.min(windowHeight, reached) - lift));
    }
    readonly property int top: windowHeight - lift - tall
}
