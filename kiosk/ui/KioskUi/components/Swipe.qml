import QtQuick
import KioskUi

// A finger drawn across: what it touches goes along (``shift``), and what comes next comes in when it lets go.
// A short or slow way leaves everything as it was, and so does one to where nothing follows.
Item {
    id: root

    property bool able: true
    // Whether something comes next, and whether something was before.
    property bool after: true
    property bool before: true
    // Pixels by which the content is moved aside.
    property real shift: 0
    // The finger's way is the window's, which a mirrored scene turns about.
    readonly property int way: Theme.mirrored ? -1 : 1
    readonly property bool drawn: drag.active

    // 1 for what comes next, -1 for what was before.
    signal turned(int by)

    // The finger's last speed, in pixels a second, and when that was: a finger that came to rest has none.
    property real speed: 0
    property double moved: 0
    readonly property int rest: 100

    function letGo() {
        const next = shift < 0;
        const far = Math.abs(shift) > width / 6;
        const flicked = Date.now() - moved < rest && Math.abs(shift) >= Theme.space(40) && Math.abs(speed) >= Theme.space(500) && speed * shift > 0;
        if ((next ? after : before) && (far || flicked)) {
            turned(next ? 1 : -1);
            // The next one comes from where the finger left for.
            shift = Theme.pageTurn > 0 ? (next ? width : -width) / 4 : 0;
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
            if (!active) {
                root.letGo();
                return;
            }
            home.stop();
            root.speed = 0;
        }
        onActiveTranslationChanged: {
            if (!active)
                return;
            const across = activeTranslation.x * root.way;
            const leads = across < 0 ? root.after : root.before;
            root.shift = Math.round(leads ? across : across / 4);
            // Asked here, for it is gone when the finger is.
            root.speed = centroid.velocity.x * root.way;
            root.moved = Date.now();
        }
    }

    NumberAnimation {
        id: home

        target: root
        property: "shift"
        to: 0
        duration: Theme.pageTurn
        easing.type: Easing.OutCubic
    }
}
