pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A closer look: by two fingers, double tap, wheel, keys or signs; tiles sharpen in place over the soft picture.
// ``zoom`` counts doublings: 0 is the whole picture, 1 twice its size on the wall.
Item {
    id: root

    required property ImageLoader imageLoader
    required property WorkViewModel card
    required property url whole
    required property real zoom
    // Twice the master's own pixels, or four times a small picture.
    readonly property real deepest: Math.max(2, Math.log2(1 / fit) + 1)
    readonly property real fit: Math.min(width / card.size.width, height / card.size.height, 1)
    readonly property int roles: ItemRoles.Loader
    readonly property bool loading: waiting > 0
    property int waiting: 0
    // Only a master that has more to show than the screen is cut, and only once somebody stays with it.
    readonly property bool large: fit < 0.95
    property string stayedWith
    // While fingers are on it, the picture follows them; the visit hears of it when they lift.
    property real held: -1
    readonly property real scaling: Math.pow(2, held >= 0 ? held : Math.min(zoom, deepest))
    readonly property int wide: Math.round(card.size.width * fit * scaling)
    readonly property int tall: Math.round(card.size.height * fit * scaling)
    readonly property bool closer: zoom > 0 || held > 0

    signal zoomed(real zoom)

    transform: Unmirrored {
        across: root.width
    }

    Timer {
        id: staying

        interval: 1500
        running: root.visible && root.large
        onTriggered: root.stayedWith = root.card.key
    }

    Connections {
        target: root.card

        function onChanged() {
            if (root.visible && root.stayedWith !== root.card.key)
                staying.restart();
        }
    }

    // To a zoom, keeping what is at (atX, atY) of this area where it is.
    function approach(next: real, atX: real, atY: real) {
        const from = scaling;
        const x = (view.contentX + atX - picture.x) / picture.width;
        const y = (view.contentY + atY - picture.y) / picture.height;
        held = Math.max(0, Math.min(deepest, next));
        if (scaling === from)
            return;
        view.contentX = Math.max(0, Math.min(view.contentWidth - view.width, picture.x + x * picture.width - atX));
        view.contentY = Math.max(0, Math.min(view.contentHeight - view.height, picture.y + y * picture.height - atY));
    }

    function settle() {
        const at = held;
        if (at < 0)
            return;
        zoomed(at < 0.08 ? 0 : at);
        held = -1;
    }

    function pan(across: int, down: int) {
        view.contentX = Math.max(0, Math.min(view.contentWidth - view.width, view.contentX + across * view.width / 3));
        view.contentY = Math.max(0, Math.min(view.contentHeight - view.height, view.contentY + down * view.height / 3));
    }

    // By the signs and keys: about the middle of what is seen.
    property real told: 0
    Component.onCompleted: told = zoom
    onZoomChanged: {
        const before = told;
        told = zoom;
        if (held < 0 && before !== zoom) {
            held = Math.min(before, deepest);
            approach(zoom, width / 2, height / 2);
            held = -1;
        }
        if (zoom > deepest)
            Qt.callLater(zoomed, deepest);
    }

    Flickable {
        id: view

        anchors.fill: parent
        clip: true
        interactive: root.closer
        boundsBehavior: Flickable.StopAtBounds
        contentWidth: Math.max(width, root.wide)
        contentHeight: Math.max(height, root.tall)
        visible: root.closer

        Item {
            id: picture

            x: Math.round((view.contentWidth - width) / 2)
            y: Math.round((view.contentHeight - height) / 2)
            width: root.wide
            height: root.tall

            TapHandler {
                onDoubleTapped: root.zoomed(0)
            }

            Image {
                anchors.fill: parent
                source: root.closer ? root.whole : ""
                asynchronous: true
                cache: true
            }

            Repeater {
                model: TileModel {
                    imageLoader: root.imageLoader
                    work: root.large && (root.closer || root.stayedWith === root.card.key) ? root.card.key : ""
                    painted: Qt.size(root.closer ? root.wide : 0, root.tall)
                    sight: Qt.rect(view.contentX - picture.x, view.contentY - picture.y, view.width, view.height)
                }

                Image {
                    id: tile

                    required property url url
                    required property int tileX
                    required property int tileY
                    required property int wide
                    required property int tall
                    readonly property int roles: ItemRoles.Tile
                    readonly property bool sharp: status === Image.Ready
                    property bool counted: false

                    function count() {
                        const now = status === Image.Loading;
                        if (now !== counted) {
                            counted = now;
                            root.waiting += now ? 1 : -1;
                        }
                    }

                    x: tileX
                    y: tileY
                    width: wide
                    height: tall
                    source: url
                    asynchronous: true
                    cache: false
                    onStatusChanged: count()
                    Component.onCompleted: count()
                    Component.onDestruction: {
                        if (counted)
                            root.waiting -= 1;
                    }
                }
            }
        }
    }

    PinchHandler {
        property real from: 0

        target: null
        // A gesture that Qt holds stuck ends when the screen is left.
        enabled: root.visible
        onActiveChanged: {
            if (active)
                from = root.zoom;
            else
                root.settle();
        }
        onActiveScaleChanged: {
            if (active)
                root.approach(from + Math.log2(Math.max(0.01, activeScale)), centroid.position.x, centroid.position.y);
        }
    }

    WheelHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        onWheel: event => {
            root.approach(root.zoom + event.angleDelta.y / 480, event.x, event.y);
            root.settle();
        }
    }

}
