pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A list that turns pages instead of scrolling: every entry is whole and can be reached by single
// taps. Only the entries of the page that is shown are made.
Item {
    id: root

    required property KeyedListModel model
    property alias delegate: entries.delegate
    // The roles of the model that hold a ListEntry's heading, title and note.
    property alias fields: pages.fields
    property int spacing: Theme.small
    // -1 stands for the page of the selected entry.
    property alias page: pages.page
    // The key of the selected entry.
    property alias selected: pages.selected
    readonly property alias pageCount: pages.pageCount
    readonly property alias shownPage: pages.shownPage
    // False while entries are added or measured: there may be more pages than ``pageCount``.
    readonly property alias counted: pages.counted
    readonly property int roles: ItemRoles.Loader
    readonly property bool loading: pages.busy || !counted

    // The first page is there with the first frame.
    Component.onCompleted: pages.layOut()

    PagedListModel {
        id: pages

        source: root.model
        style: yardstick.style
        height: root.height
        spacing: root.spacing
        active: root.visible
        onMeasure: (heading, title, note) => measured = yardstick.heightOf(heading, title, note)
    }

    // Measures the entries that are not made.
    ListEntry {
        id: yardstick

        width: root.width
        visible: false
        heading: ""
        title: ""
        note: ""
    }

    Column {
        width: root.width
        spacing: root.spacing

        Repeater {
            id: entries

            // A model's roles are read when it is set.
            model: pages.source ? pages : null
        }
    }
}
