pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// By what the programme can be filtered: a button for each value, below the name of its kind.
Item {
    id: root

    required property KeyedListModel choices
    property int page: 0
    property bool headings: true
    // What is chosen is one of several times, of which one is always chosen.
    property bool exclusive: false
    // The height for the buttons of one page.
    property int room: 0
    readonly property int pageCount: list.pageCount
    readonly property int shownPage: list.shownPage
    // Of the widest line, in pixels.
    readonly property int usedWidth: Math.ceil(list.usedWidth)
    readonly property int roles: ItemRoles.Group

    signal chosen(string choice)

    function firstOn(page: int): string {
        return list.firstOn(page);
    }

    height: Math.ceil(list.usedHeight)

    ChipList {
        id: list

        source: root.choices
        width: root.width
        height: root.room
        chipHeight: Theme.touch
        headingHeight: Math.ceil(1.6 * Theme.label)
        pixelSize: Theme.body
        padding: Theme.space(30)
        gap: Theme.space(12)
        headings: root.headings
        page: root.page
    }

    Repeater {
        model: list

        delegate: Item {
            id: place

            required property string words
            required property string choice
            required property bool isHeading
            required property bool isNow
            required property bool chosen
            required property real chipX
            required property real chipY
            required property real chipWidth

            x: Math.round(chipX)
            y: Math.round(chipY)
            width: Math.floor(chipWidth)
            height: isHeading ? Math.ceil(1.4 * Theme.label) : Theme.touch

            AppText {
                width: parent.width
                visible: place.isHeading
                text: place.isHeading ? place.words : ""
                wrapMode: Text.NoWrap
                color: Theme.ink
                font.pixelSize: Theme.label
                font.weight: Font.Bold
            }

            Pill {
                objectName: "chip"
                width: parent.width
                height: parent.height
                visible: !place.isHeading
                enabled: visible
                activeFocusOnTab: visible
                text: place.isHeading ? "" : place.words
                icon: place.isNow ? "now" : ""
                padding: Theme.space(20)
                checkable: !root.exclusive
                selected: place.chosen
                onPaper: true
                onActivated: root.chosen(place.choice)
            }
        }
    }
}
