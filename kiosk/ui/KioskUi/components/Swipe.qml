import QtQuick
import KioskUi

// A finger drawn across: what it touches goes along (``shift``), and what comes next comes in when it lets go.
// A short or slow way leaves everything as it was.
Item {
    id: root

    property bool able: true
    // Pixels by which the content is moved aside.
    property real shift: 0
    // The finger's way is the window's, which a mirrored scene turns about.
    readonly property int way: Theme.mirrored ? -1 : 1
    readonly property bool drawn: drag.active

    // 1 for what comes next, -1 for what was before.
    signal turned(int by)

    function letGo() {
        const speed = drag.centroid.velocity.x * way;
        const far = Math.abs(shift) > width / 6;
        const fast = Math.abs(shift) > Theme.touch / 2 && Math.abs(speed) > width && speed * shift > 0;
        if (far || fast) {
            const next = shift < 0;
            turned(next ? 1 : -1);
            // The next one comes from where the finger left for.
            shift = Theme.turn > 0 ? (next ? width : -width) / 4 : 0;
        }
        home.restart();
    }

    onAbleChanged: {
        home.stop();
        shift = 0;
    }

    DragHandler {
        id: drag

        target: null
        enabled: root.able
        yAxis.enabled: false
        onActiveChanged: {
            if (active)
                home.stop();
            else
                root.letGo();
        }
        onActiveTranslationChanged: {
            if (active)
                root.shift = Math.round(activeTranslation.x) * root.way;
        }
    }

    NumberAnimation {
        id: home

        target: root
        property: "shift"
        to: 0
        duration: Theme.turn
        easing.type: Easing.OutCubic
    }
}
