pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work on the wall: the whole picture, or the beginning of a text, and the title below.
Touchable {
    id: root

    // The work in this place as GalleryModel describes it: key, title, name, note, x, y, width,
    // height, slot, written, verse, text. Null for an empty place.
    required property var tile
    required property ImageLoader imageLoader
    required property int picturesHeight
    // The row's left margin in the list.
    property int rowInset: 0
    // Room above for the frame of a pressed or focused work.
    property int frameRoom: 0
    readonly property bool hasNote: tile !== null && tile.note !== ""
    readonly property bool asText: tile !== null && (tile.written || hasNote)
    readonly property int pictureWidth: tile ? tile.width : 0
    readonly property int pictureHeight: tile ? tile.height : 0

    roles: ItemRoles.Target | (asText ? ItemRoles.Sheet : 0)
    name: tile ? tile.name : ""
    scrollable: true
    x: rowInset + (tile ? tile.x : 0)
    y: frameRoom + (tile ? tile.y : 0)
    width: tile ? tile.slot : 0
    height: frameRoom + picturesHeight - y + caption.contentHeight + Theme.tiny

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

            ReadingText {
                x: Theme.medium
                y: Theme.small
                width: parent.width - 2 * Theme.medium
                height: parent.height - 2 * Theme.small
                source: root.tile === null ? "" : root.hasNote ? root.tile.note : root.tile.text
                verse: root.tile !== null && root.tile.verse && !root.hasNote
                lineSpacing: root.tile !== null && root.tile.verse && !root.hasNote
                    ? Theme.verseLines : Theme.proseLines
                hangingIndent: 1
                firstPageOnly: true
                size: Theme.label
                // On sheets that are narrower by more than an em, words would be broken.
                visible: root.pictureWidth >= Theme.label * (Design.minSheetEms - 1)
                color: root.hasNote ? Theme.quietLight : Theme.ink
            }
        }
    }

    AppText {
        id: caption

        y: root.frameRoom + root.picturesHeight - root.y + Theme.tiny
        width: root.width
        text: root.tile ? root.tile.title : ""
        height: Math.ceil(Theme.tileCaption)
        maximumLineCount: 2
        elide: Text.ElideRight
        font.pixelSize: Theme.label
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
