import QtQuick
import KioskUi

// A finger drawn across: what it touches goes along (``shift``), and what comes next comes in when it lets go.
// A short or slow way leaves everything as it was, and so does one to where nothing follows.
Item {
    id: root

    property bool swipeEnabled: true
    // Whether something comes next, and whether something was before.
    property bool hasNext: true
    property bool hasPrevious: true
    // Pixels by which the content is moved aside.
    property real dragOffset: 0
    // The finger's way is the window's, which a mirrored scene turns about.
    readonly property int direction: Theme.mirrored ? -1 : 1
    readonly property bool dragging: drag.active

    // 1 for what comes next, -1 for what was before.
    signal turned(int by)

    // The finger's last speed, in pixels a second, and when that was: a finger that came to rest has none.
    property real speed: 0
    property double movedAt: 0
    readonly property int restMs: 100

    function endDrag() {
        const next = dragOffset < 0;
        const farEnough = Math.abs(dragOffset) > width / 6;
        const flicked = Date.now() - movedAt < restMs && Math.abs(dragOffset) >= Theme.space(40) && Math.abs(speed) >= Theme.space(500) && speed * dragOffset > 0;
        if ((next ? hasNext : hasPrevious) && (farEnough || flicked)) {
            turned(next ? 1 : -1);
            // The next one comes from where the finger left for.
            dragOffset = Theme.pageTurn > 0 ? (next ? width : -width) / 4 : 0;
        }
        slideBack.restart();
    }

    onSwipeEnabledChanged: {
        slideBack.stop();
        dragOffset = 0;
    }

    DragHandler {
        id: drag

        target: null
        enabled: root.swipeEnabled
        yAxis.enabled: false
        onActiveChanged: {
            if (!active) {
                root.endDrag();
                return;
            }
            slideBack.stop();
            root.speed = 0;
        }
        onActiveTranslationChanged: {
            if (!active)
                return;
            const across = activeTranslation.x * root.direction;
            const leads = across < 0 ? root.hasNext : root.hasPrevious;
            root.dragOffset = Math.round(leads ? across : across / 4);
            // Asked here, for it is gone when the finger is.
            root.speed = centroid.velocity.x * root.direction;
            root.movedAt = Date.now();
        }
    }

    NumberAnimation {
        id: slideBack

        target: root
        property: "dragOffset"
        to: 0
        duration: Theme.pageTurn
        easing.type: Easing.OutCubic
    }
}
