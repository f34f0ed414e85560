pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work on the wall: the whole picture, or the beginning of a text, and the title below.
Touchable {
    id: root

    // The work in this place as GalleryModel describes it: key, title, name, note, x, y, width,
    // height, slot, captionLines, written, verse, text, pixels,
    // leftwards, centred. Null for an empty place.
    required property var tile
    required property ImageLoader imageLoader
    // The page's left margin in the list.
    property int inset: 0
    // Room above for the frame of a pressed or focused work.
    property int frameRoom: 0
    readonly property bool hasNote: tile !== null && tile.note !== ""
    readonly property bool asText: tile !== null && (tile.written || hasNote)
    readonly property string work: tile ? tile.key : ""
    readonly property int pictureWidth: tile ? tile.width : 0
    readonly property int pictureHeight: tile ? tile.height : 0

    roles: ItemRoles.Target | (asText ? ItemRoles.Sheet : 0)
    name: tile ? tile.name : ""
    scrollable: true
    x: inset + (tile ? tile.x : 0)
    y: frameRoom + (tile ? tile.y : 0)
    width: tile ? tile.slot : 0
    height: pictureHeight + caption.contentHeight + Theme.tiny

    // A placeholder until the picture is loaded.
    Rectangle {
        width: root.pictureWidth
        height: root.pictureHeight
        visible: picture.visible && !picture.ready
        color: Theme.placeholder
    }

    Picture {
        id: picture

        width: root.pictureWidth
        height: root.pictureHeight
        visible: root.tile !== null && !root.asText
        imageLoader: root.imageLoader
        work: visible ? root.tile.key : ""
        masterSize: Qt.size(root.pictureWidth, root.pictureHeight)
        steps: Theme.space(120)
        alt: root.name
    }

    Loader {
        width: root.pictureWidth
        height: root.pictureHeight
        // Kept once made: PySide never frees a Python object that QML has created.
        active: root.asText || item !== null
        visible: root.asText

        sourceComponent: Rectangle {
            color: root.hasNote ? "transparent" : Theme.paper
            border.width: root.hasNote ? Theme.hairline : 0
            border.color: Theme.outline

            // Lines as GalleryModel set them, each whole.
            AppText {
                x: Theme.space(28)
                y: Math.max(Theme.tiny, root.tile && root.tile.centred
                    ? Math.round((parent.height - height) / 2) : Theme.space(28))
                width: parent.width - 2 * x
                text: root.asText ? root.tile.text : ""
                serif: true
                isVerse: true
                wrapMode: Text.NoWrap
                horizontalAlignment: root.tile && root.tile.leftwards ? Text.AlignRight
                    : Text.AlignLeft
                font.pixelSize: root.tile ? root.tile.pixels : Theme.label
                lineHeight: 1.3 * font.pixelSize
                lineHeightMode: Text.FixedHeight
                color: root.hasNote ? Theme.quietLight : Theme.ink
            }
        }
    }

    AppText {
        id: caption

        y: root.pictureHeight + Theme.tiny
        width: root.width
        text: root.tile ? root.tile.title : ""
        // Not that of its content: where words are elided, the height decides how many lines stand.
        height: Math.ceil(1.4 * maximumLineCount * Theme.label)
        maximumLineCount: root.tile ? root.tile.captionLines : 1
        elide: Text.ElideRight
        font.pixelSize: Theme.label
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
