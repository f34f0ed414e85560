pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The event board that visitors open.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    // The whole programme, until an event is chosen. In reach mode the list stands alone instead.
    readonly property bool choosing: session.choosingFilter && !session.eventChosen && !board.empty
    readonly property bool showsTracks: session.slot !== "" && !session.eventChosen && !choosing
        && session.month === "" && !board.empty
    readonly property bool showsProgramme: !session.eventChosen && session.month === ""
        && !Theme.listTakesTurns && !board.empty && !choosing && !showsTracks
    readonly property bool showsBoard: !showsProgramme && !showsTracks && !choosing

    function turn(by: int) {
        const month = by > 0 ? controller.board.month.next : controller.board.month.previous;
        if (board.asMonth && month !== "")
            session.showMonth(month);
        else if (!board.asMonth && session.page + by >= 0
                && (session.page + by < board.pageCount || !board.counted))
            session.turnPage(session.page + by);
    }

    function turnList(by: int) {
        const page = board.shownListPage + by;
        if (page >= 0 && page < board.listPageCount)
            session.turnList(page);
    }

    function turnProgramme(by: int) {
        const page = programme.shownPage + by;
        if (page >= 0 && (page < programme.pageCount || !programme.counted))
            session.turnList(page);
    }

    function stepSlot(by: int) {
        const tracks = root.controller.board.tracks;
        const slot = by > 0 ? tracks.next : tracks.previous;
        if (slot !== "")
            session.showSlot(slot);
    }

    function turnTracks(by: int) {
        const shown = tracksLoader.item as TracksView;
        const page = shown ? shown.shownPage + by : -1;
        if (shown && page >= 0 && page < shown.pageCount)
            session.turnList(page);
    }

    PagingShortcuts {
        enabled: !root.choosing
        onAcross: by => root.showsTracks ? root.stepSlot(by)
            : root.showsProgramme ? root.turnProgramme(by) : root.turn(by)
        onDown: by => root.showsTracks ? root.turnTracks(by)
            : root.showsProgramme ? root.turnProgramme(by) : root.turnList(by)
    }

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.stripFoot
        active: root.choosing || item !== null
        visible: root.choosing
        sourceComponent: FilterView {
            board: root.controller.board
            page: root.session.page
            onChosen: choice => root.session.filterProgramme(choice)
            onAllAsked: root.session.showAllEvents()
            onDone: root.session.chooseFilter(false)
            onTurned: page => root.session.turnPage(page)
        }
    }

    Loader {
        id: tracksLoader

        anchors.fill: parent
        anchors.bottomMargin: Theme.stripFoot
        active: root.showsTracks || item !== null
        visible: root.showsTracks
        sourceComponent: TracksView {
            board: root.controller.board
            info: root.controller.info
            page: Math.max(0, root.session.listPage)
            onChosen: key => root.session.openEvent(key)
            onSlotChosen: slot => root.session.showSlot(slot)
            onListAsked: root.session.showSlot("")
            onFilterAsked: root.session.chooseFilter(true)
            onFilterChosen: choice => root.session.filterProgramme(choice)
            onTurned: page => root.session.turnList(page)
        }
    }

    ProgrammeView {
        id: programme

        anchors.fill: parent
        anchors.bottomMargin: Theme.stripFoot
        visible: root.showsProgramme
        enabled: visible
        programme: root.controller.board.programme
        nextEvent: root.controller.board.nextEvent
        info: root.controller.info
        hasMonth: root.controller.board.month.first !== ""
        hasTracks: root.controller.board.tracks.first !== ""
        hasChoices: root.controller.board.hasChoices
        filterWords: root.controller.board.filterWords
        filterCount: root.controller.board.filterCount
        onTracksAsked: root.session.showSlot(root.controller.board.tracks.first)
        onFilterAsked: root.session.chooseFilter(true)
        page: Math.max(0, root.session.listPage)
        onChosen: key => root.session.openEvent(key)
        onMonthAsked: root.session.showMonth(root.controller.board.month.first)
        onTurned: page => root.session.turnList(page)
    }

    Swipe {
        id: swipe

        anchors.fill: parent
        anchors.bottomMargin: board.asMonth ? Theme.stripFoot : Theme.stripHeight
        visible: root.showsBoard
        enabled: visible
        swipeEnabled: root.visible && (board.asMonth || board.pageCount > 1 || !board.counted)
        hasPrevious: board.asMonth ? root.controller.board.month.previous !== ""
            : root.session.page > 0
        hasNext: board.asMonth ? root.controller.board.month.next !== ""
            : root.session.page < board.pageCount - 1 || !board.counted
        onTurned: by => root.turn(by)

        BoardView {
            id: board

            anchors.fill: parent
            dragOffset: swipe.dragOffset
            programme: root.controller.board.programme
            event: root.controller.board.openEvent
            info: root.controller.info
            imageLoader: root.controller.imageLoader
            page: root.session.page
            listPage: root.session.listPage
            month: root.controller.board.month
            codes: root.controller.board.codes
            shownMonth: root.session.month
            readAloud: root.controller.readAloud
            onTurned: page => root.session.turnPage(page)
            listOpen: root.session.listOnly && !empty
            onCodeChosen: kind => root.session.chooseCode(kind)
            onDayChosen: day => root.session.chooseDay(day)
            onMonthChosen: month => root.session.showMonth(month)
            hasChoices: root.controller.board.hasChoices
                && (root.session.listOnly || asMonth)
            filterWords: root.controller.board.filterWords
            hasTracks: root.controller.board.tracks.first !== "" && root.session.listOnly
            filtered: root.session.filtering
            onFilterAsked: root.session.chooseFilter(true)
            onTracksAsked: root.session.showSlot(root.controller.board.tracks.first)
            onChosen: key => root.session.openEvent(key)
        }
    }

    ToolStrip {
        visible: root.showsBoard && !board.asMonth
        width: parent.width
        y: root.height - height
        onPaper: true
        readAloud: root.controller.readAloud
        listPager.page: board.shownListPage
        listPager.pageCount: board.listPageCount
        listPager.counted: board.listCounted
        listPager.onTurned: page => root.session.turnList(page)

        Pager {
            page: root.session.page
            pageCount: board.pageCount
            counted: board.counted
            onPaper: true
            onTurned: page => root.session.turnPage(page)
        }
    }
}
