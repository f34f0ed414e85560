pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// Zooms into a picture by pinch, double tap, wheel, keys or buttons. Sharp tiles replace the
// enlarged picture part by part.
// ``zoom`` counts doublings: 0 is the whole picture, 1 is twice that size.
Item {
    id: root

    required property ImageLoader imageLoader
    required property WorkViewModel work
    required property url wholePicture
    required property real zoom
    // Two screen pixels for each pixel of the original, or four times a small picture.
    readonly property real maxZoom: Math.max(2, Math.log2(1 / fit) + 1)
    readonly property size original: work.pictureSize
    readonly property real fit: Math.min(width / original.width, height / original.height, 1)
    readonly property int roles: ItemRoles.Loader | ItemRoles.Magnifier
    readonly property bool loading: loadingTiles > 0
    property int loadingTiles: 0
    // Tiles are cut only of an original with more pixels than the screen, and only once a visitor
    // has stayed with it.
    readonly property bool largerThanScreen: fit < 0.95
    property string dwelledOn
    // The zoom while fingers or a wheel change it; -1 otherwise. The session is told when they end.
    property real gestureZoom: -1
    readonly property real zoomFactor: Math.pow(2, gestureZoom >= 0 ? gestureZoom
        : Math.min(zoom, maxZoom))
    readonly property int zoomedWidth: Math.round(original.width * fit * zoomFactor)
    readonly property int zoomedHeight: Math.round(original.height * fit * zoomFactor)
    readonly property bool zoomedIn: zoom > 0 || gestureZoom > 0

    signal zoomed(real zoom)

    transform: Unmirrored {
        across: root.width
    }

    Timer {
        id: dwellTimer

        interval: Theme.dwell
        running: root.visible && root.largerThanScreen
        onTriggered: root.dwelledOn = root.work.pictureKey
    }

    Connections {
        target: root.work

        function onChanged() {
            if (root.visible && root.dwelledOn !== root.work.pictureKey)
                dwellTimer.restart();
        }
    }

    // Zooms to ``next`` and keeps the point (atX, atY) of this area in place.
    function zoomAround(next: real, atX: real, atY: real) {
        const from = zoomFactor;
        const x = (view.contentX + atX - picture.x) / picture.width;
        const y = (view.contentY + atY - picture.y) / picture.height;
        gestureZoom = Math.max(0, Math.min(maxZoom, next));
        if (zoomFactor === from)
            return;
        view.contentX = Math.max(0,
            Math.min(view.contentWidth - view.width, picture.x + x * picture.width - atX));
        view.contentY = Math.max(0,
            Math.min(view.contentHeight - view.height, picture.y + y * picture.height - atY));
    }

    function endGesture() {
        const at = gestureZoom;
        if (at < 0)
            return;
        zoomed(at < 0.08 ? 0 : at);
        gestureZoom = -1;
    }

    function pan(across: int, down: int) {
        view.contentX = Math.max(0,
            Math.min(view.contentWidth - view.width, view.contentX + across * view.width / 3));
        view.contentY = Math.max(0,
            Math.min(view.contentHeight - view.height, view.contentY + down * view.height / 3));
    }

    // Buttons and keys change ``zoom`` itself: zoom around the centre of the view.
    property real lastZoom: 0
    Component.onCompleted: lastZoom = zoom
    onZoomChanged: {
        const before = lastZoom;
        lastZoom = zoom;
        if (gestureZoom < 0 && before !== zoom) {
            gestureZoom = Math.min(before, maxZoom);
            zoomAround(zoom, width / 2, height / 2);
            gestureZoom = -1;
        }
        if (zoom > maxZoom)
            Qt.callLater(zoomed, maxZoom);
    }

    Flickable {
        id: view

        objectName: "enlargement"
        anchors.fill: parent
        clip: true
        interactive: root.zoomedIn
        boundsBehavior: Flickable.StopAtBounds
        contentWidth: Math.max(width, root.zoomedWidth)
        contentHeight: Math.max(height, root.zoomedHeight)
        visible: root.zoomedIn

        Item {
            id: picture

            x: Math.round((view.contentWidth - width) / 2)
            y: Math.round((view.contentHeight - height) / 2)
            width: root.zoomedWidth
            height: root.zoomedHeight

            TapHandler {
                onDoubleTapped: root.zoomed(0)
            }

            Image {
                anchors.fill: parent
                source: root.zoomedIn ? root.wholePicture : ""
                asynchronous: true
                cache: true
            }

            Repeater {
                model: TileModel {
                    imageLoader: root.imageLoader
                    work: root.largerThanScreen
                        && (root.zoomedIn || root.dwelledOn === root.work.pictureKey)
                        ? root.work.pictureKey : ""
                    painted: Qt.size(root.zoomedIn ? root.zoomedWidth : 0, root.zoomedHeight)
                    visibleArea: Qt.rect(view.contentX - picture.x, view.contentY - picture.y,
                        view.width, view.height)
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
                            root.loadingTiles += now ? 1 : -1;
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
                            root.loadingTiles -= 1;
                    }
                }
            }
        }
    }

    PinchHandler {
        property real from: 0

        target: null
        // Leaving the screen ends a gesture that Qt believes still active.
        enabled: root.visible
        onActiveChanged: {
            if (active)
                from = root.zoom;
            else
                root.endGesture();
        }
        onActiveScaleChanged: {
            if (active)
                root.zoomAround(from + Math.log2(Math.max(0.01, activeScale)), centroid.position.x,
                    centroid.position.y);
        }
    }

    WheelHandler {
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        onWheel: event => {
            root.zoomAround(root.zoom + event.angleDelta.y / 480, event.x, event.y);
            root.endGesture();
        }
    }

}
