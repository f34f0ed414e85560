pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The notices that staff may put up or take down; a touch on one does it.
Item {
    id: root

    required property NoticesViewModel notices

    visible: !notices.staffListEmpty

    AppText {
        id: heading

        width: root.width - pager.width - Theme.medium
        text: qsTr("Notices")
        color: Theme.ink
        font.weight: Font.DemiBold
    }

    Pager {
        id: pager

        x: root.width - width
        page: list.shownPage
        pageCount: list.pageCount
        counted: list.counted
        onPaper: true
        terse: true
        previousName: qsTr("Previous notices")
        nextName: qsTr("Next notices")
        onTurned: page => list.page = page
    }

    PagedColumn {
        id: list

        y: Math.max(heading.height, pager.visible ? pager.height : 0) + Theme.small
        width: root.width
        height: Math.max(Theme.touch, root.height - y)
        clip: true
        page: 0
        model: root.notices.staffRows
        fields: ["heading", "title", "note"]

        delegate: ListEntry {
            required property string key
            required property bool up

            width: list.width
            selected: up
            checkable: true
            onActivated: root.notices.setUp(key, !up)
        }
    }
}
