import QtQuick
import KioskViewModels
import KioskUi

// The choices by which the programme can be filtered, on the whole stage.
Item {
    id: root

    required property BoardViewModel board
    property int page: 0
    readonly property int innerWidth: width - 2 * Theme.margin

    signal chosen(string choice)
    signal allAsked
    signal done
    signal turned(int page)

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        color: Theme.paper
    }

    AppText {
        id: name

        x: Theme.margin
        y: Theme.space(28)
        width: controls.below ? root.innerWidth : controls.x - x - Theme.medium
        text: qsTr("Show only")
        serif: true
        color: Theme.ink
        font.pixelSize: Math.min(Theme.title, Theme.space(75))
    }

    Row {
        id: controls

        readonly property bool below: nameMetrics.advanceWidth + Theme.medium + width
            > root.innerWidth

        x: below ? Theme.margin : root.width - Theme.margin - width
        y: below ? name.y + name.height + Theme.tiny
            : name.y + Math.round((name.height - height) / 2)
        spacing: Theme.small

        Pager {
            page: root.page
            pageCount: chips.pageCount
            onPaper: true
            onTurned: page => root.turned(page)
        }

        Pill {
            visible: root.board.filterWords !== ""
            text: qsTr("Show all")
            onPaper: true
            onActivated: root.allAsked()
        }

        Pill {
            objectName: "done"
            text: qsTr("Done")
            onPaper: true
            selected: true
            onActivated: root.done()
        }
    }

    TextMetrics {
        id: nameMetrics

        text: name.text
        font: name.font
    }

    AppText {
        id: count

        x: Theme.margin
        y: (controls.below ? controls.y + controls.height : name.y + name.height) + Theme.small
        width: root.innerWidth
        text: root.board.filterCount
        color: Theme.ink
        font.pixelSize: Theme.body
        font.weight: Font.DemiBold
    }

    FilterChips {
        id: chips

        x: Theme.margin
        y: count.y + count.height + Theme.medium
        width: root.innerWidth
        room: root.height - y - Theme.medium
        choices: root.board.choices
        page: root.page
        onChosen: choice => root.chosen(choice)
    }
}
