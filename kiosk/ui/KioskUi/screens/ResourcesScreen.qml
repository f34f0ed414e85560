pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// Books, podcasts, films, links and addresses: two on a page, each in full with its code; where
// there is no room for two, a list and one entry.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property ResourceViewModel resource: controller.resources.openResource
    readonly property bool empty: resource.key === ""
    readonly property bool paired: Theme.resourcesOnPage > 0 && !empty
    readonly property int stageHeight: height - Theme.stripHeight
    // In reach mode: the list is shown instead of the entry that was chosen.
    readonly property bool listOpen: session.listOnly && !empty
    readonly property rect listArea: areas.list
    readonly property rect detailArea: areas.detail

    function turn(by: int) {
        const page = session.page + by;
        if (page >= 0 && (page < textPages || !textCounted))
            session.turnPage(page);
    }

    function turnList(by: int) {
        const page = listPage + by;
        if (page >= 0 && page < listPages)
            showListPage(page);
    }

    // The first entry of a page is the open one, which "Listen" reads.
    function showListPage(page: int) {
        if (paired)
            session.openResource(controller.resources.firstOf(page));
        session.turnList(page);
    }

    readonly property int textPages: paired ? pair.pageCount : detail.pageCount
    readonly property bool textCounted: paired ? pair.counted : detail.counted
    readonly property int listPage: paired ? controller.resources.shownPage : list.shownPage
    readonly property int listPages: paired ? controller.resources.pageCount : list.pageCount

    QtObject {
        id: pageSize

        readonly property int wanted: Math.max(1, Theme.resourcesOnPage)

        Component.onCompleted: root.controller.resources.setPageSize(wanted)
        onWantedChanged: root.controller.resources.setPageSize(wanted)
    }

    ListDetailLayout {
        id: areas

        width: root.width
        height: root.stageHeight
        listOpen: root.listOpen
    }

    PagingShortcuts {
        onAcross: by => root.turn(by)
        onDown: by => root.turnList(by)
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    Swipe {
        id: swipe

        anchors.fill: parent
        swipeEnabled: root.visible && (detail.visible || root.paired)
            && (root.textPages > 1 || !root.textCounted)
        hasPrevious: root.session.page > 0
        hasNext: root.session.page < root.textPages - 1 || !root.textCounted
        onTurned: by => root.turn(by)
    }

    Rectangle {
        visible: !root.paired
        width: root.listArea.width
        height: Theme.oneColumn ? root.listArea.height : root.height
        color: Theme.paperShade
    }

    AppText {
        id: title

        visible: areas.listShown || root.paired
        x: Theme.margin
        y: Theme.oneColumn || root.paired ? Theme.space(32) : Theme.margin
        width: root.listArea.width - 2 * Theme.margin
        text: qsTr("Resources")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.title
    }

    PagedColumn {
        id: list

        visible: areas.listShown && !root.paired
        x: Theme.margin
        y: title.y + title.height + Theme.medium
        width: root.listArea.width - 2 * Theme.margin
        height: root.listArea.height - y - Theme.listFoot
        page: root.session.listPage
        spacing: Theme.space(12)
        model: root.controller.resources.entries
        selected: root.listOpen ? "" : root.resource.key

        delegate: ListEntry {
            required property string key

            width: list.width
            selected: list.selected === key
            onActivated: root.session.openResource(key)
        }
    }

    Detail {
        id: detail

        x: root.detailArea.x
        y: root.detailArea.y
        width: root.detailArea.width
        height: root.detailArea.height
        visible: !root.listOpen && !root.empty && !root.paired
        heading: root.resource.kind
        title: root.resource.title
        facts: root.resource.by
        text: root.resource.text
        payload: root.resource.payload
        address: root.resource.address
        verb: root.resource.verb
        page: root.session.page
        dragOffset: swipe.dragOffset
        readAloud: root.controller.readAloud
        onTurned: page => root.session.turnPage(page)
    }

    ResourcePair {
        id: pair

        x: Theme.margin
        y: title.y + title.height + Theme.small
        width: root.width - 2 * Theme.margin
        height: root.stageHeight - y
        visible: root.paired
        source: root.controller.resources
        page: root.session.page
        dragOffset: swipe.dragOffset
        readAloud: root.controller.readAloud
        onTurned: page => root.session.turnPage(page)
        onChosen: key => root.session.openResource(key)
    }

    AppText {
        x: root.detailArea.x
        y: root.detailArea.y
        width: root.detailArea.width
        visible: root.empty
        text: qsTr("No resources are listed at the moment.")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.heading
    }

    ToolStrip {
        width: parent.width
        y: root.height - height
        onPaper: true
        readAloud: root.controller.readAloud
        listPager.page: root.listPage
        listPager.pageCount: areas.listShown || root.paired ? root.listPages : 1
        listPager.counted: root.paired || list.counted || !areas.listShown
        listPager.onTurned: page => root.showListPage(page)

        Pager {
            page: root.session.page
            pageCount: root.listOpen && !root.paired ? 1 : root.textPages
            counted: root.listOpen && !root.paired || root.textCounted
            onPaper: true
            onTurned: page => root.session.turnPage(page)
        }
    }
}
