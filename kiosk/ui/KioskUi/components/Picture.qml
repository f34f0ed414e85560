pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work's picture in its area: whole, in its proportions and colours, with nothing on top of it.
Item {
    id: root

    required property ImageLoader imageLoader
    required property string work
    required property size masterSize
    property string alt
    property int steps: 1
    property bool atBottom: false
    property bool atTop: false
    property bool atStart: false
    readonly property int roles: (work !== "" ? ItemRoles.Picture : 0) | ItemRoles.Loader
    readonly property bool loading: image.status === Image.Loading
    readonly property bool ready: image.status === Image.Ready
    readonly property bool failed: source.failed
    readonly property real fit: masterSize.width > 0
        ? Math.min(width / masterSize.width, height / masterSize.height) : 0
    // The picture's rectangle inside the item.
    readonly property rect painted: Qt.rect(image.x, image.y, image.width, image.height)
    readonly property alias url: source.url

    Accessible.role: Accessible.Graphic
    Accessible.name: root.alt

    PictureSource {
        id: source

        imageLoader: root.imageLoader
        work: root.work
        box: Qt.size(Math.round(root.width), Math.round(root.height))
        steps: root.steps
    }

    // The engine may destroy the source first. Then the request is not cancelled, and one picture
    // is decoded in vain.
    Component.onDestruction: {
        if (source)
            source.cancel();
    }

    Image {
        id: image

        // Never larger than the original. Whole pixels, so that a derivative of this size is not
        // resampled.
        width: Math.round(root.masterSize.width * Math.min(1, root.fit))
        height: Math.round(root.masterSize.height * Math.min(1, root.fit))
        x: root.atStart ? 0 : Math.round((root.width - width) / 2)
        y: root.atTop ? 0 : root.atBottom ? root.height - height
            : Math.round((root.height - height) / 2)
        source: source.url
        transform: Unmirrored {
            across: image.width
        }
        asynchronous: true
        // The file's name changes with its content, so a cached image is never stale.
        cache: true
        retainWhileLoading: false
        onStatusChanged: {
            if (status === Image.Error)
                source.reportDamage();
        }
    }
}
