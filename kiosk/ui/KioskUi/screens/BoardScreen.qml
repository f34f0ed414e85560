pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// The schedule, by touch.
Item {
    id: root

    required property Controller controller
    readonly property Visit visit: controller.visit

    function turn(by: int) {
        const month = by > 0 ? controller.month.next : controller.month.previous;
        if (board.asMonth && month !== "")
            visit.showMonth(month);
        else if (!board.asMonth && visit.page + by >= 0 && visit.page + by < board.pageCount)
            visit.turnPage(visit.page + by);
    }

    function turnList(by: int) {
        const page = board.shownListPage + by;
        if (page >= 0 && page < board.listPageCount)
            visit.turnList(page);
    }

    TurnKeys {
        onAcross: by => root.turn(by)
        onDown: by => root.turnList(by)
    }

    Swipe {
        id: swipe

        anchors.fill: parent
        anchors.bottomMargin: Theme.stripHeight
        able: root.visible && (board.asMonth || board.pageCount > 1)
        before: board.asMonth ? root.controller.month.previous !== "" : root.visit.page > 0
        after: board.asMonth ? root.controller.month.next !== "" : root.visit.page < board.pageCount - 1
        onTurned: by => root.turn(by)

        BoardView {
            id: board

            anchors.fill: parent
            shift: swipe.shift
            agenda: root.controller.agenda
            event: root.controller.event
            info: root.controller.info
            page: root.visit.page
            listPage: root.visit.listPage
            month: root.controller.month
            codes: root.controller.codes
            shownMonth: root.visit.month
            aloud: root.controller.aloud
            onTurned: page => root.visit.turnPage(page)
            folded: Theme.folded
            listed: root.visit.listed && !empty
            onCodeChosen: kind => root.visit.chooseCode(kind)
            onMonthChosen: month => root.visit.showMonth(month)
            onChosen: key => root.visit.openEvent(key)
        }
    }

    ToolStrip {
        width: parent.width
        y: root.height - height
        onPaper: true
        aloud: root.controller.aloud
        onBack: root.visit.back()
        listPager.page: board.shownListPage
        listPager.pageCount: board.listPageCount
        listPager.onTurned: page => root.visit.turnList(page)

        Pager {
            page: root.visit.page
            pageCount: board.pageCount
            onPaper: true
            onTurned: page => root.visit.turnPage(page)
        }
    }
}
