pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work's picture in its place: to be touched, and on the work's own screen to be looked at closely.
Item {
    id: root

    required property WorkViewModel card
    required property ImageLoader imageLoader
    property bool inLoop: false
    // Touching it does something.
    property bool live: true
    property real zoom: 0
    // Pixels by which a finger has drawn the work aside.
    property real shift: 0
    readonly property bool ready: picture.ready
    readonly property real deepest: magnifier.item ? (magnifier.item as Magnifier).deepest : 0

    signal touched
    signal zoomed(real zoom)

    function pan(across: int, down: int) {
        const glass = magnifier.item as Magnifier;
        if (glass)
            glass.pan(across, down);
    }

    Picture {
        id: picture

        x: root.shift
        width: root.width
        height: root.height
        imageLoader: root.imageLoader
        work: root.card.written ? "" : root.card.key
        masterSize: root.card.size
        alt: root.card.alt

        Touchable {
            objectName: "picture"
            name: root.inLoop ? qsTr("Open %1").arg(root.card.title) : qsTr("Look closer at %1").arg(root.card.title)
            x: picture.painted.x
            y: picture.painted.y
            width: picture.painted.width
            height: picture.painted.height
            visible: root.live && root.zoom <= 0
            sliding: true
            onActivated: root.touched()
        }
    }

    Loader {
        id: magnifier

        anchors.fill: parent
        // Once made it is kept: PySide never lets go of an object of ours that QML has made.
        active: item !== null || !root.inLoop && !root.card.written
        sourceComponent: Magnifier {
            imageLoader: root.imageLoader
            card: root.card
            whole: picture.url
            zoom: root.zoom
            onZoomed: zoom => root.zoomed(zoom)
        }
    }
}
