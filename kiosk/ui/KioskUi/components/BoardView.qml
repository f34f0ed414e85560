pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The event board: the list of events or a month, and one event in full with its code.
Item {
    id: root

    required property KeyedListModel programme
    required property EventViewModel event
    required property InfoViewModel info
    required property ImageLoader imageLoader
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
    readonly property int shownListPage: list.shownPage
    readonly property bool listCounted: asMonth || !areas.listShown || list.counted
    readonly property int listPageCount: asMonth || !areas.listShown ? 1 : list.pageCount
    readonly property bool asMonth: shownMonth !== ""
    readonly property bool empty: event.key === ""
    // In reach mode: the list is shown instead of the event that was chosen.
    property bool listOpen: false
    // Offered beside the month where the list stands alone.
    property bool hasChoices: false
    property bool hasTracks: false
    property bool filtered: false
    // What the month is filtered by.
    property string filterWords
    readonly property rect listArea: areas.list
    readonly property rect detailArea: areas.detail

    signal chosen(string key)
    signal turned(int page)
    signal codeChosen(int kind)
    signal monthChosen(string month)
    signal dayChosen(string day)
    signal filterAsked
    signal tracksAsked

    ListDetailLayout {
        id: areas

        share: Theme.boardListShare

        width: root.width
        height: root.height
        listOpen: root.listOpen
        listAlone: root.asMonth
    }

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        color: Theme.paper
    }

    Rectangle {
        visible: !root.asMonth
        width: root.listArea.width
        height: Theme.oneColumn ? root.listArea.height : root.height + Theme.stripHeight
        color: Theme.paperShade
    }

    // At the place of the programme's own head.
    Item {
        id: head

        x: Theme.margin
        y: Theme.space(28)
        width: root.listArea.width - 2 * Theme.margin
        height: choice.below ? choice.y - y + choice.height
            : Math.max(name.height, monthPill.implicitHeight)
        visible: areas.listShown && !root.asMonth

        AppText {
            id: name

            y: choice.below ? 0 : Math.round((parent.height - height) / 2)
            text: qsTr("Events")
            serif: true
            wrapMode: Text.NoWrap
            color: Theme.ink
            font.pixelSize: Math.min(Theme.title, Theme.space(75))
        }

        AppText {
            x: name.width + Theme.medium
            y: name.y + name.baselineOffset - baselineOffset
            width: choice.x - x - Theme.medium
            visible: Theme.oneColumn && contentWidth <= width
            text: root.info.today
            serif: true
            wrapMode: Text.NoWrap
            color: Theme.ink
            font.pixelSize: Math.round(name.font.pixelSize * 0.7)
        }
    }

    Flow {
        id: choice

        readonly property int wanted: filter.width + tracks.width + monthPill.width
            + 2 * Theme.small

        readonly property bool below: wanted + name.width + Theme.medium > head.width

        // Below the heading where they have no room beside it.
        x: head.x + head.width - width
        y: head.y + (below ? name.height + Theme.tiny
            : Math.round((Math.max(name.height, monthPill.implicitHeight) - height) / 2))
        width: Math.min(wanted, head.width)
        spacing: Theme.small
        layoutDirection: Qt.RightToLeft
        visible: areas.listShown && !root.asMonth && root.month !== null

        Pill {
            id: monthPill

            visible: root.month !== null && root.month.first !== ""
            text: qsTr("Month")
            onPaper: true
            onActivated: root.monthChosen(root.month ? root.month.first : "")
        }

        Pill {
            id: tracks

            visible: root.hasTracks
            width: visible ? implicitWidth : 0
            text: qsTr("By place")
            onPaper: true
            onActivated: root.tracksAsked()
        }

        Pill {
            id: filter

            objectName: "filter"
            visible: root.hasChoices
            width: visible ? implicitWidth : 0
            text: qsTr("Show only")
            selected: root.filtered
            onPaper: true
            onActivated: root.filterAsked()
        }
    }

    Loader {
        id: monthLoader

        readonly property int roles: ItemRoles.Loader
        readonly property bool loading: status === Loader.Loading

        anchors.fill: parent
        // In slices: a month has more than thirty days of ten items each.
        asynchronous: true
        active: areas.listShown && root.asMonth && root.month !== null
        sourceComponent: MonthView {
            month: root.month
            info: root.info
            page: root.page
            onDayChosen: day => root.dayChosen(day)
            onEntryChosen: key => root.chosen(key)
            onTurned: month => root.monthChosen(month)
            onPageTurned: page => root.turned(page)
            onListAsked: root.monthChosen("")
            hasChoices: root.hasChoices
            filterWords: root.filterWords
            onFilterAsked: root.filterAsked()
        }
    }

    ProgrammeList {
        id: list

        source: root.programme
        width: head.width
        height: Math.max(0, root.listArea.height - listRows.y - Theme.listFoot)
        unit: Theme.unit
        textScale: Theme.programmeScale
        leastRow: Theme.leastTouch
        leastType: Theme.leastType
        beside: true
        page: root.listPage
        selected: root.event.key
        active: root.visible && areas.listShown && !root.asMonth
    }

    Item {
        id: listRows

        readonly property int roles: ItemRoles.Loader
        readonly property bool loading: list.busy

        x: Theme.margin
        y: head.y + head.height + Theme.space(12)
        visible: areas.listShown && !root.asMonth

        Repeater {
            model: list

            ProgrammeRow {
                id: row

                required property string key
                required property real rowY

                y: rowY
                width: head.width
                bleed: Theme.margin
                form: list.form
                sizes: list.sizes
                columns: list.columns
                selected: !root.listOpen && row.key === root.event.key
                onActivated: root.chosen(row.key)
            }
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
        imageLoader: root.imageLoader
        picture: root.event.picture
        pictureAlt: root.event.pictureAlt
        pictureSize: root.event.pictureSize
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
