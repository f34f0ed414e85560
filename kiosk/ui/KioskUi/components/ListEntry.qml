pragma ComponentBehavior: Bound
import QtQuick
import KioskUi

// An entry in the list of events or resources: time or kind, title, and place.
Touchable {
    id: root

    required property string heading
    required property string title
    required property string note
    property bool marked: false
    readonly property color strongColor: selected ? Theme.light : Theme.ink
    readonly property color quietColor: selected ? Theme.quietLight : Theme.quietInk
    // What the height depends on besides the words; empty while there is no room.
    readonly property string style: width > 0
        ? [width, Theme.body, Theme.label, Theme.medium, Theme.small, Theme.space(4)].join(" ") : ""

    // The height for other words.
    function heightOf(heading: string, title: string, note: string): real {
        root.heading = heading;
        root.title = title;
        root.note = note;
        return implicitHeight;
    }

    onPaper: true
    showsPress: true
    name: [heading, title, note].filter(part => part !== "").join(", ")
    // Not by the Column, which does not see what appears in an entry that is not visible.
    implicitHeight: [headingText, titleText, noteText].filter(part => part.text !== "")
        .reduce((sum, part) => sum + part.height + words.spacing, 2 * Theme.small - words.spacing)

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: root.selected ? Theme.ink : Theme.paperCard
        border.width: Theme.contrast ? Theme.hairline : 0
        border.color: Theme.ink

        Rectangle {
            anchors.fill: parent
            visible: root.pressed
            radius: parent.radius
            color: root.selected ? Theme.pressedLight : Theme.pressed
        }
    }

    // Colour alone does not mark the open entry.
    Rectangle {
        visible: root.selected
        y: Theme.corner
        width: Theme.space(6)
        height: parent.height - 2 * Theme.corner
        color: Theme.gold
    }

    Column {
        id: words

        x: Theme.medium
        width: root.width - 2 * Theme.medium
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space(4)

        AppText {
            id: headingText

            width: parent.width
            visible: text !== ""
            text: root.heading
            tabular: true
            color: root.selected ? Theme.gold : Theme.goldInk
            font.pixelSize: Theme.label
            font.weight: Font.Bold
        }

        Title {
            id: titleText

            width: parent.width
            visible: text !== ""
            text: root.title
            serif: false
            color: root.strongColor
            size: text.length > 60 ? Theme.label : Theme.body
            weight: Font.DemiBold
        }

        AppText {
            id: noteText

            width: parent.width
            visible: text !== ""
            text: root.note
            color: root.quietColor
            font.pixelSize: Theme.label
        }
    }
}
