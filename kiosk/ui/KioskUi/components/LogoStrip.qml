pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The logos of those who support the exhibition, in one row on a light ground of their own: on
// About and on the poster, never on a work. Each takes about as much area as its neighbours.
Rectangle {
    id: root

    required property ImageLoader imageLoader
    // Each with key, name, wide and tall.
    required property list<var> logos
    // Pixels at the beginning and the end of the row.
    property int margin: Theme.margin
    // The most logos that there may be.
    required property int slots
    readonly property bool filled: logos.length > 0
    property bool used: false
    readonly property int tallest: Theme.space(72)
    readonly property int gap: Theme.space(40)
    // The area that each would have in a row of endless width.
    readonly property real area: tallest * tallest * 1.8
    readonly property list<size> wishes: logos.map(logo => {
        const ratio = Math.max(0.05, logo.wide / Math.max(1, logo.tall));
        const tall = Math.min(tallest, Math.sqrt(area / ratio), logo.tall);
        return Qt.size(tall * ratio, tall);
    })
    // In a narrower row all are smaller by the same share.
    readonly property real share: Math.min(1, (width - 2 * margin - gap * (logos.length - 1))
        / Math.max(1, wishes.reduce((sum, wish) => sum + wish.width, 0)))

    onFilledChanged: used = used || filled
    Component.onCompleted: used = filled

    height: filled ? tallest + 2 * Theme.space(12) : 0
    visible: filled
    color: Theme.paperCard

    Row {
        x: root.margin
        height: parent.height
        spacing: root.gap

        // Slots that are made once and used again: PySide never frees what QML makes of its types.
        Repeater {
            model: root.used ? root.slots : 0

            Picture {
                required property int index
                readonly property var logo: root.logos[index] ?? null
                readonly property real wide: (root.wishes[index]?.width ?? 0) * root.share
                readonly property real tall: (root.wishes[index]?.height ?? 0) * root.share

                visible: logo !== null
                y: Math.round((root.height - height) / 2)
                width: Math.max(1, Math.floor(wide))
                height: Math.max(1, Math.floor(tall))
                imageLoader: root.imageLoader
                work: logo?.key ?? ""
                masterSize: Qt.size(logo?.wide ?? 0, logo?.tall ?? 0)
                alt: logo?.name ?? ""
            }
        }
    }
}
