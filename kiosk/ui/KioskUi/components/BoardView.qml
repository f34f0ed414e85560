pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The schedule: what comes on one side, one event whole on the other, with its code.
Item {
    id: root

    required property KeyedListModel agenda
    required property EventViewModel event
    required property InfoViewModel info
    // Only the board that is touched offers choices.
    property MonthViewModel month: null
    property KeyedListModel codes: null
    property string shownMonth
    property ReadAloud aloud: null
    property int page: 0
    property int listPage: 0
    // Pixels by which a finger has drawn the page aside.
    property int shift: 0
    readonly property int pageCount: open ? detail.pageCount : 1
    readonly property alias shownListPage: list.shownPage
    readonly property int listPageCount: asMonth || !listing ? 1 : list.pageCount
    readonly property bool asMonth: shownMonth !== ""
    // On a tall screen a month of large days needs all the room, and one of the largest on any.
    readonly property bool alone: asMonth && (Theme.immense || Theme.portrait && (Theme.textScale > 1.1 || Theme.little))
    readonly property bool empty: event.key === ""
    // In reach mode the board that is touched shows its list, or what was chosen of it.
    property bool folded: false
    property bool listed: false
    readonly property bool listing: !folded || listed
    readonly property bool open: !alone && !(folded && listed)
    readonly property rect listArea: folded ? Qt.rect(0, 0, listed ? width : 0, height) : Theme.portrait
        ? Qt.rect(0, 0, width, alone ? height : Math.round(height * Theme.listShare))
        : Qt.rect(0, 0, alone ? width : Math.round(width * 0.39), height)
    readonly property rect detailArea: folded ? Qt.rect(Theme.margin, Theme.large, width - 2 * Theme.margin, height - Theme.large) : Theme.portrait
        ? Qt.rect(Theme.margin, listArea.height + Theme.large, width - 2 * Theme.margin, height - listArea.height - Theme.large)
        : Qt.rect(listArea.width + Theme.margin, Theme.margin, width - listArea.width - 2 * Theme.margin, height - Theme.margin)

    signal chosen(string key)
    signal turned(int page)
    signal codeChosen(int kind)
    signal monthChosen(string month)

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        color: Theme.paper
    }

    Rectangle {
        width: root.listArea.width
        height: Theme.portrait ? root.listArea.height : root.height + Theme.stripHeight
        color: Theme.paperShade
    }

    Column {
        id: head

        x: Theme.margin
        y: Theme.portrait ? Theme.large : root.asMonth && Theme.little ? Theme.small : Theme.immense ? Theme.large : Theme.margin
        width: root.listArea.width - 2 * Theme.margin
        visible: root.listing
        spacing: Theme.tiny

        AppText {
            width: parent.width
            text: qsTr("Events")
            serif: true
            color: Theme.ink
            font.pixelSize: Theme.title
        }

        AppText {
            width: parent.width
            visible: !(root.asMonth && Theme.little) && !Theme.immense
            text: [root.info.today, root.info.zone].filter(part => part !== "").join("\n")
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }
    }

    Pill {
        x: head.x + head.width - width
        y: head.y
        visible: root.listing && root.month !== null && (root.asMonth || root.month.first !== "")
        text: root.asMonth ? qsTr("List") : qsTr("Month")
        onPaper: true
        onActivated: root.monthChosen(root.asMonth || !root.month ? "" : root.month.first)
    }

    Loader {
        x: Theme.margin
        y: head.y + head.height + (Theme.little ? Theme.tiny : Theme.medium)
        width: head.width
        height: root.listArea.height - y - (Theme.little ? Theme.tiny : Theme.small)
        active: root.listing && root.asMonth && root.month !== null
        sourceComponent: MonthView {
            card: root.month
            open: root.event.key
            onDayChosen: key => root.chosen(key)
            onTurned: month => root.monthChosen(month)
        }
    }

    PagedColumn {
        id: list

        visible: root.listing && !root.asMonth
        x: Theme.margin
        y: head.y + head.height + Theme.medium
        width: root.listArea.width - 2 * Theme.margin
        height: root.listArea.height - y - (Theme.portrait ? Theme.small : 0)
        page: root.listPage
        spacing: Theme.space(12)
        model: root.agenda

        delegate: ListEntry {
            required property string key
            required property bool now

            selected: root.event.key === key && !(root.folded && root.listed)
            onActivated: root.chosen(key)
        }
    }

    Detail {
        id: detail

        x: root.detailArea.x
        y: root.detailArea.y
        width: root.detailArea.width
        height: root.detailArea.height
        visible: root.open && !root.empty
        heading: root.event.heading
        status: root.event.status
        title: root.event.title
        facts: root.event.facts
        by: root.event.by
        text: root.event.text
        payload: root.event.payload
        address: root.event.address
        verb: root.event.verb
        dense: root.event.codeKind === CodeKinds.Calendar
        choices: root.codes
        chosen: root.event.codeKind
        onCodeChosen: kind => root.codeChosen(kind)
        page: root.page
        shift: root.shift
        aloud: root.aloud
        onTurned: page => root.turned(page)
    }

    AppText {
        x: root.detailArea.x
        y: root.detailArea.y
        width: root.detailArea.width
        visible: root.open && root.empty
        text: qsTr("No events are announced at the moment.")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.heading
    }
}
