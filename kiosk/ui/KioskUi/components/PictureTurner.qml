pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// Turns to the other pictures of a work: a button at each end, and between them a dot for each
// picture and the name of the one that is shown; above, where a name has no room between them.
// Nothing here moves while it is used.
Item {
    id: root

    property int picture: 0
    // What each picture shows, in order; empty for the work's own.
    property list<string> names
    property int control: Theme.touch
    readonly property int pictureCount: names.length
    readonly property int room: width - 2 * control - 2 * Theme.small
    readonly property int lines: Math.max(1, ...names.map(name => TextRuler.lines(name,
        Theme.sansFor(name), Theme.label, Font.Normal, above ? width : room)))
    readonly property bool above: names.some(name => TextRuler.advance(name,
        Theme.sansFor(name), Theme.label, Font.Normal) > room)
        || Theme.label * 1.3 + 2 * dot > control
    readonly property int rowTop: above ? Math.ceil(lines * Theme.label * 1.3) + Theme.tiny : 0
    readonly property int dot: Theme.space(14)
    // Dots stand closer where there are many.
    readonly property real step: Math.min(Theme.space(34),
        room / Math.max(1, pictureCount))
    readonly property string counted: qsTr("Picture %1 of %2").arg(picture + 1).arg(pictureCount)

    signal turned(int picture)

    height: rowTop + control

    Pill {
        y: root.rowTop
        icon: "previous"
        name: qsTr("Previous picture")
        width: root.control
        height: root.control
        enabled: root.picture > 0
        onActivated: root.turned(root.picture - 1)
    }

    AppText {
        x: root.above ? 0 : root.control + Theme.small
        y: root.above ? 0 : Math.round((root.control - root.dot - Theme.tiny - height) / 2)
        width: root.above ? root.width : root.room
        horizontalAlignment: root.above ? Text.AlignLeft : Text.AlignHCenter
        text: root.names[root.picture] || root.counted
        color: Theme.light
        font.pixelSize: Theme.label
    }

    Row {
        x: Math.round((root.width - width) / 2)
        y: root.rowTop + (root.above ? Math.round((root.control - height) / 2)
            : root.control - height - Theme.space(6))
        Accessible.role: Accessible.StaticText
        Accessible.name: root.counted

        Repeater {
            model: root.pictureCount

            Item {
                id: place

                required property int index
                readonly property bool current: index === root.picture

                width: root.step
                height: root.dot

                // The shown picture has a filled and larger dot, the others have a ring.
                Rectangle {
                    readonly property int side: place.current ? root.dot
                        : Math.round(root.dot * 0.72)

                    anchors.centerIn: parent
                    width: side
                    height: side
                    radius: side / 2
                    color: place.current ? Theme.gold : "transparent"
                    border.width: place.current ? 0 : 2 * Theme.hairline
                    border.color: Theme.outline
                }
            }
        }
    }

    Pill {
        x: root.width - width
        y: root.rowTop
        icon: "next"
        name: qsTr("Next picture")
        width: root.control
        height: root.control
        enabled: root.picture < root.pictureCount - 1
        onActivated: root.turned(root.picture + 1)
    }
}
