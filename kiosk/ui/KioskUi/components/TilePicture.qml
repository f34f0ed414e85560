pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work's picture that opens when touched, and that can be zoomed on the work's own screen.
Item {
    id: root

    required property WorkViewModel work
    required property ImageLoader imageLoader
    property bool inLoop: false
    // False where a touch does nothing.
    property bool touchable: true
    property real zoom: 0
    // Pixels by which a finger has dragged the work sideways.
    property real dragOffset: 0
    readonly property bool ready: picture.ready
    // Ready, or such that it cannot be.
    readonly property bool complete: picture.ready || picture.failed
    readonly property url url: picture.url
    readonly property real maxZoom: magnifier.item ? (magnifier.item as Magnifier).maxZoom : 0

    signal touched
    signal zoomed(real zoom)

    function pan(across: int, down: int) {
        const loaded = magnifier.item as Magnifier;
        if (loaded)
            loaded.pan(across, down);
    }

    // The picture's rectangle in pixels of ``target``.
    function paintedOn(target: Item): rect {
        return target.mapFromItem(picture, picture.painted);
    }

    Picture {
        id: picture

        x: root.dragOffset
        width: root.width
        height: root.height
        imageLoader: root.imageLoader
        work: root.work.written ? "" : root.work.pictureKey
        masterSize: root.work.pictureSize
        alt: root.work.alt

        Touchable {
            objectName: "picture"
            name: root.inLoop ? qsTr("Open %1").arg(root.work.name)
                : qsTr("Look closer at %1").arg(root.work.name)
            x: picture.painted.x
            y: picture.painted.y
            width: picture.painted.width
            height: picture.painted.height
            visible: root.touchable && root.zoom <= 0
            scrollable: true
            onActivated: root.touched()
        }
    }

    Loader {
        id: magnifier

        anchors.fill: parent
        // Kept once made: PySide never frees a Python object that QML has created.
        // ``item`` is read last: read before a condition that turns true, it makes a binding loop.
        active: !root.inLoop && !root.work.written || item !== null
        sourceComponent: Magnifier {
            imageLoader: root.imageLoader
            work: root.work
            wholePicture: picture.url
            zoom: root.zoom
            onZoomed: zoom => root.zoomed(zoom)
        }
    }
}
