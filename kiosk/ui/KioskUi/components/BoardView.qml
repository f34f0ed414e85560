pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The event board: the list of events or a month, and one event in full with its code.
Item {
    id: root

    required property KeyedListModel agenda
    required property EventViewModel event
    required property InfoViewModel info
    // Null in the loop, where the board offers no choices.
    property MonthViewModel month: null
    property KeyedListModel codes: null
    property string shownMonth
    property ReadAloud readAloud: null
    property int page: 0
    property int listPage: 0
    // Pixels by which a finger has dragged the page sideways.
    property int dragOffset: 0
    readonly property int pageCount: areas.detailShown ? detail.pageCount : 1
    readonly property bool counted: detail.counted || !areas.detailShown
    readonly property alias shownListPage: list.shownPage
    readonly property bool listCounted: asMonth || !areas.listShown || list.counted
    readonly property int listPageCount: asMonth || !areas.listShown ? 1 : list.pageCount
    readonly property bool asMonth: shownMonth !== ""
    readonly property bool empty: event.key === ""
    // In reach mode: the list is shown instead of the event that was chosen.
    property bool listOpen: false
    readonly property rect listArea: areas.list
    readonly property rect detailArea: areas.detail

    signal chosen(string key)
    signal turned(int page)
    signal codeChosen(int kind)
    signal monthChosen(string month)

    ListDetailLayout {
        id: areas

        width: root.width
        height: root.height
        listOpen: root.listOpen
        listAlone: root.asMonth && Theme.monthAlone
    }

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        color: Theme.paper
    }

    Rectangle {
        width: root.listArea.width
        height: Theme.oneColumn ? root.listArea.height : root.height + Theme.stripHeight
        color: Theme.paperShade
    }

    Column {
        id: head

        x: Theme.margin
        y: root.asMonth ? Theme.monthTop : Theme.boardTop
        width: root.listArea.width - 2 * Theme.margin
        visible: areas.listShown
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
            visible: root.asMonth ? Theme.monthDate : Theme.boardDate
            text: [root.info.today, root.info.zone].filter(part => part !== "").join("\n")
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }
    }

    Pill {
        x: head.x + head.width - width
        y: head.y
        visible: areas.listShown && root.month !== null && (root.asMonth || root.month.first !== "")
        text: root.asMonth ? qsTr("List") : qsTr("Month")
        onPaper: true
        onActivated: root.monthChosen(root.asMonth || !root.month ? "" : root.month.first)
    }

    Loader {
        x: Theme.margin
        y: head.y + head.height + Theme.monthGap
        width: head.width
        height: root.listArea.height - y - Theme.monthFoot
        active: areas.listShown && root.asMonth && root.month !== null
        sourceComponent: MonthView {
            month: root.month
            open: root.event.key
            onDayChosen: key => root.chosen(key)
            onTurned: month => root.monthChosen(month)
        }
    }

    PagedColumn {
        id: list

        visible: areas.listShown && !root.asMonth
        x: Theme.margin
        y: head.y + head.height + Theme.medium
        width: root.listArea.width - 2 * Theme.margin
        height: root.listArea.height - y - Theme.listFoot
        page: root.listPage
        spacing: Theme.space(12)
        model: root.agenda
        selected: root.listOpen ? "" : root.event.key

        delegate: ListEntry {
            required property string key

            width: list.width
            selected: list.selected === key
            onActivated: root.chosen(key)
        }
    }

    Detail {
        id: detail

        x: root.detailArea.x
        y: root.detailArea.y
        width: root.detailArea.width
        height: root.detailArea.height
        visible: areas.detailShown && !root.empty
        heading: root.event.heading
        status: root.event.status
        title: root.event.title
        facts: root.event.facts
        by: root.event.by
        text: root.event.text
        payload: root.event.payload
        address: root.event.address
        verb: root.event.verb
        denseCode: root.event.codeKind === CodeKinds.Calendar
        choices: root.codes
        chosenKind: root.event.codeKind
        onCodeChosen: kind => root.codeChosen(kind)
        page: root.page
        dragOffset: root.dragOffset
        readAloud: root.readAloud
        onTurned: page => root.turned(page)
    }

    AppText {
        x: root.detailArea.x
        y: root.detailArea.y
        width: root.detailArea.width
        visible: areas.detailShown && root.empty
        text: qsTr("No events are announced at the moment.")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.heading
    }
}
