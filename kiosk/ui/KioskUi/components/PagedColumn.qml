pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A list that turns pages instead of scrolling: every entry is whole and can be reached by single
// taps.
Item {
    id: root

    property alias model: entries.model
    property alias delegate: entries.delegate
    property int spacing: Theme.small
    // -1 stands for the page of the selected entry.
    property int page: 0
    property int pageCount: 1
    // False while entries are added: there may be more pages than ``pageCount``.
    readonly property bool counted: !entries.model || entries.model.complete !== false
    readonly property int roles: ItemRoles.Loader
    readonly property bool loading: !counted
    property int selectedPage: 0
    readonly property int shownPage: Math.min(page < 0 ? selectedPage : page, pageCount - 1)

    function arrange() {
        let y = 0;
        let onPage = 0;
        let selectedPage = 0;
        for (let at = 0; at < entries.count; ++at) {
            const entry = entries.itemAt(at) as PagedEntry;
            if (!entry)
                continue;
            if (y > 0 && y + entry.implicitHeight > root.height) {
                onPage += 1;
                y = 0;
            }
            entry.y = y;
            entry.onPage = onPage;
            if (entry.selected)
                selectedPage = onPage;
            y += entry.implicitHeight + root.spacing;
        }
        root.pageCount = onPage + 1;
        root.selectedPage = selectedPage;
    }

    onHeightChanged: arrange()

    Repeater {
        id: entries

        onItemAdded: (index, item) => {
            const entry = item as PagedEntry;
            entry.width = Qt.binding(() => root.width);
            entry.shown = Qt.binding(() => entry.onPage === root.shownPage);
            entry.implicitHeightChanged.connect(() => Qt.callLater(root.arrange));
            entry.selectedChanged.connect(() => Qt.callLater(root.arrange));
            Qt.callLater(root.arrange);
        }
        onItemRemoved: Qt.callLater(root.arrange)
    }
}
