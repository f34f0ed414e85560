pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A written work's label: its medium, author, facts and credit, and where it has room its title.
Item {
    id: root

    required property WorkViewModel work
    property string kicker
    property bool onPaper: false
    property bool withTitle: true
    readonly property int leastHeight: head.height
    readonly property color strongColor: onPaper ? Theme.ink : Theme.light
    readonly property color quietColor: onPaper ? Theme.quietInk : Theme.quietLight

    Column {
        id: head

        width: root.width
        spacing: Theme.space(10)

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.kicker
            color: root.onPaper ? Theme.goldInk : Theme.gold
            font.pixelSize: Theme.label
            font.weight: Font.Bold
            font.capitalization: Font.AllUppercase
            font.letterSpacing: Theme.tracking
        }

        Title {
            readonly property int usual: text.length > 45 ? Theme.heading : Theme.title

            width: parent.width
            visible: root.withTitle && text !== ""
            text: root.work.title
            color: root.strongColor
            lineHeight: Theme.titleLines
            // A long title that grew would leave the text no room.
            size: Theme.smallLabelTitle || text.length > 45 ? Theme.atUsualSize(usual) : usual
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.work.artist
            color: root.strongColor
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.work.facts
            color: root.quietColor
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.work.credit
            color: root.quietColor
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: root.work.foreign !== ""
            text: root.work.foreign
            color: root.quietColor
            font.pixelSize: Theme.label
        }
    }
}
