import QtQuick
import KioskUi

// A horizontal swipe: the content follows the finger (``dragOffset``), and the next page comes in
// on release. A short or slow drag, or one to where nothing follows, changes nothing.
Item {
    id: root

    property bool swipeEnabled: true
    // Whether something follows, and whether something came before.
    property bool hasNext: true
    property bool hasPrevious: true
    // Pixels by which the content is moved sideways.
    property real dragOffset: 0
    readonly property bool dragging: drag.active

    // 1 for the next, -1 for the previous.
    signal turned(int by)

    // The finger's last speed in pixels a second, and the time of it: after ``restMs`` the finger
    // counts as resting.
    property real speed: 0
    property double movedAt: 0
    readonly property int restMs: 100

    function endDrag() {
        const next = dragOffset < 0;
        const farEnough = Math.abs(dragOffset) > width / 6;
        const flicked = Date.now() - movedAt < restMs && Math.abs(dragOffset) >= Theme.space(40)
            && Math.abs(speed) >= Theme.space(500) && speed * dragOffset > 0;
        if ((next ? hasNext : hasPrevious) && (farEnough || flicked)) {
            turned(next ? 1 : -1);
            // The next page slides in from the side that the finger came from.
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
        // The handler's axes are the window's.
        xAxis.enabled: !Theme.onItsSide
        yAxis.enabled: Theme.onItsSide
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
            const across = Theme.across(activeTranslation);
            const leads = across < 0 ? root.hasNext : root.hasPrevious;
            root.dragOffset = Math.round(leads ? across : across / 4);
            // Read here, because the velocity is 0 after the release.
            root.speed = Theme.across(centroid.velocity);
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
