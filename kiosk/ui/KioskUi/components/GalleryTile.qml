pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A work on the wall: its picture whole, or the head of its first page, and its title below.
Touchable {
    id: root

    // What hangs here, as the wall tells it: key, title, note, x, y, width, height, slot, written, verse, text.
    required property var hung
    required property ImageLoader imageLoader
    required property int foot
    // Where the row begins in its list.
    property int edge: 0
    // Room above for the frame of what is touched.
    property int lift: 0
    readonly property bool noted: hung !== null && hung.note !== ""
    readonly property bool sheeted: hung !== null && (hung.written || noted)
    readonly property int wide: hung ? hung.width : 0
    readonly property int tall: hung ? hung.height : 0

    name: hung ? hung.title : ""
    sliding: true
    x: edge + (hung ? hung.x : 0)
    y: lift + (hung ? hung.y : 0)
    width: hung ? hung.slot : 0
    height: lift + foot - y + caption.contentHeight + Theme.tiny

    // A place that is being made ready is a place already.
    Rectangle {
        width: root.wide
        height: root.tall
        visible: picture.visible && !picture.ready
        color: Theme.placeholder
    }

    Picture {
        id: picture

        width: root.wide
        height: root.tall
        visible: root.hung !== null && !root.sheeted
        imageLoader: root.imageLoader
        work: visible ? root.hung.key : ""
        masterSize: Qt.size(root.wide, root.tall)
        steps: Theme.space(120)
        alt: root.name
    }

    Loader {
        width: root.wide
        height: root.tall
        // Once made it is kept, as in WorkView.
        active: root.sheeted || item !== null
        visible: root.sheeted

        sourceComponent: Rectangle {
            color: root.noted ? "transparent" : Theme.paper
            border.width: root.noted ? Theme.hairline : 0
            border.color: Theme.outline

            ReadingText {
                x: Theme.medium
                y: Theme.small
                width: parent.width - 2 * Theme.medium
                height: parent.height - 2 * Theme.small
                source: root.hung === null ? "" : root.noted ? root.hung.note : root.hung.text
                verse: root.hung !== null && root.hung.verse && !root.noted
                lineSpacing: root.hung !== null && root.hung.verse && !root.noted ? Theme.verseLines : Theme.proseLines
                hangingIndent: 1
                size: Theme.label
                // The wall makes sheets of seven ems where it can; on one much narrower words would only be torn.
                visible: root.wide >= Theme.label * 6
                color: root.noted ? Theme.quietLight : Theme.ink
            }
        }
    }

    AppText {
        id: caption

        y: root.lift + root.foot - root.y + Theme.tiny
        width: root.width
        text: root.name
        height: Math.ceil(Theme.tileCaption)
        maximumLineCount: 2
        elide: Text.ElideRight
        font.pixelSize: Theme.label
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}
