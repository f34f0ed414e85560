pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge

// A closer look: the picture at two or four times its size on the wall, moved by a finger or by its four signs.
Item {
    id: root

    required property Shelf shelf
    required property WorkCard card
    required property int zoom
    readonly property bool loading: detail.status === Image.Loading
    readonly property real fit: Math.min(width / card.size.width, height / card.size.height, 1)
    readonly property int wide: Math.round(card.size.width * fit * Math.pow(2, zoom))
    readonly property int tall: Math.round(card.size.height * fit * Math.pow(2, zoom))

    PictureSource {
        id: sharp

        shelf: root.shelf
        work: root.card.key
        box: Qt.size(root.wide, root.tall)
    }

    PictureSource {
        id: ready

        shelf: root.shelf
        work: root.card.key
        box: Qt.size(Math.round(root.width), Math.round(root.height))
    }

    Flickable {
        id: view

        readonly property real centreX: (contentX + width / 2) / Math.max(1, contentWidth)
        readonly property real centreY: (contentY + height / 2) / Math.max(1, contentHeight)

        anchors.fill: parent
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        contentWidth: Math.max(width, root.wide)
        contentHeight: Math.max(height, root.tall)
        contentX: (contentWidth - width) / 2
        contentY: (contentHeight - height) / 2

        Image {
            x: Math.round((view.contentWidth - width) / 2)
            y: Math.round((view.contentHeight - height) / 2)
            width: root.wide
            height: root.tall
            source: ready.url
            asynchronous: true
            cache: false
            visible: detail.status !== Image.Ready
        }

        Image {
            id: detail

            x: Math.round((view.contentWidth - width) / 2)
            y: Math.round((view.contentHeight - height) / 2)
            width: root.wide
            height: root.tall
            source: sharp.url
            asynchronous: true
            cache: false
        }
    }

    function pan(across: int, down: int) {
        view.contentX = Math.max(0, Math.min(view.contentWidth - view.width, view.contentX + across * view.width / 3));
        view.contentY = Math.max(0, Math.min(view.contentHeight - view.height, view.contentY + down * view.height / 3));
    }
}
