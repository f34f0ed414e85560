pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// The schedule, by touch.
Item {
    id: root

    required property Controller controller
    readonly property Visit visit: controller.visit

    BoardView {
        id: board

        anchors.fill: parent
        anchors.bottomMargin: Theme.stripHeight
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
