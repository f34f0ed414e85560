pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// Books, podcasts, films, links and addresses: a list, and one entry in full with its code.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property ResourceViewModel resource: controller.resources.openResource
    readonly property bool empty: resource.key === ""
    readonly property int stageHeight: height - Theme.stripHeight
    // In reach mode: the list is shown instead of the entry that was chosen.
    readonly property bool listOpen: session.listOnly && !empty
    readonly property rect listArea: areas.list
    readonly property rect detailArea: areas.detail

    function turn(by: int) {
        const page = session.page + by;
        if (page >= 0 && (page < detail.pageCount || !detail.counted))
            session.turnPage(page);
    }

    function turnList(by: int) {
        const page = list.shownPage + by;
        if (page >= 0 && page < list.pageCount)
            session.turnList(page);
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
        swipeEnabled: root.visible && detail.visible
            && (detail.pageCount > 1 || !detail.counted)
        hasPrevious: root.session.page > 0
        hasNext: root.session.page < detail.pageCount - 1 || !detail.counted
        onTurned: by => root.turn(by)
    }

    Rectangle {
        width: root.listArea.width
        height: Theme.oneColumn ? root.listArea.height : root.height
        color: Theme.paperShade
    }

    AppText {
        id: title

        visible: areas.listShown
        x: Theme.margin
        y: Theme.oneColumn ? Theme.large : Theme.margin
        width: root.listArea.width - 2 * Theme.margin
        text: qsTr("Resources")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.title
    }

    PagedColumn {
        id: list

        visible: areas.listShown
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
        visible: !root.listOpen && !root.empty
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
        listPager.page: list.shownPage
        listPager.pageCount: areas.listShown ? list.pageCount : 1
        listPager.counted: list.counted || !areas.listShown
        listPager.onTurned: page => root.session.turnList(page)

        Pager {
            page: root.session.page
            pageCount: root.listOpen ? 1 : detail.pageCount
            counted: root.listOpen || detail.counted
            onPaper: true
            onTurned: page => root.session.turnPage(page)
        }
    }
}
