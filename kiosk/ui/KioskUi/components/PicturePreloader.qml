pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// Decodes the pictures that one more touch may open, and holds them in memory, invisible.
Item {
    id: root

    required property KeyedListModel works
    required property ImageLoader imageLoader
    // Bytes of decoded pictures; the first two are held in any case.
    property int budget: 96 * 1024 * 1024

    visible: false

    Repeater {
        model: root.works

        Item {
            id: slot

            required property string work
            required property size master
            required property size shown
            required property int rank
            readonly property real bytes: layout.pictureSize.width * layout.pictureSize.height * 4
            readonly property bool affordable: rank <= 1 || rank * bytes <= root.budget

            PictureLayout {
                id: layout

                width: root.width
                height: root.height
                master: slot.master
                shown: slot.shown
            }

            PictureSource {
                id: source

                imageLoader: root.imageLoader
                work: slot.affordable ? slot.work : ""
                ahead: true
                box: Qt.size(layout.picture.width, layout.picture.height)
            }

            Component.onDestruction: source.cancel()

            Image {
                source: source.url
                asynchronous: true
                cache: true
            }
        }
    }
}
