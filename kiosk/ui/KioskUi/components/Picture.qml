pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// One picture in its area: whole, at its own proportions, in its own colours, with nothing over it.
Item {
    id: root

    required property ImageLoader imageLoader
    required property string work
    required property size masterSize
    property string alt
    property int steps: 1
    property bool atBottom: false
    readonly property int roles: (work !== "" ? ItemRoles.Picture : 0) | ItemRoles.Loader
    readonly property bool loading: image.status === Image.Loading
    readonly property bool ready: image.status === Image.Ready
    readonly property real fit: masterSize.width > 0 ? Math.min(width / masterSize.width, height / masterSize.height) : 0
    // Where the picture is, inside the item.
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

    // Where a whole room is taken down at once, the source may have gone first; at worst a picture is made for nobody.
    Component.onDestruction: {
        if (source)
            source.cancel();
    }

    Image {
        id: image

        // Never larger than the master is; rounded, so that a derivative of just this size stays sharp.
        width: Math.round(root.masterSize.width * Math.min(1, root.fit))
        height: Math.round(root.masterSize.height * Math.min(1, root.fit))
        x: Math.round((root.width - width) / 2)
        y: root.atBottom ? root.height - height : Math.round((root.height - height) / 2)
        source: source.url
        transform: Unmirrored {
            across: image.width
        }
        asynchronous: true
        // A file's name changes with its content, so that what is in memory is never stale.
        cache: true
        retainWhileLoading: false
        onStatusChanged: {
            if (status === Image.Error)
                source.reportDamage();
        }
    }
}
