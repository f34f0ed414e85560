import QtQuick
import KioskViewModels
import KioskUi

// Turns pages: two buttons with the page's number between. Invisible for a single page.
Row {
    id: root

    readonly property int roles: ItemRoles.Pager
    property int page: 0
    property int pageCount: 1
    // False while a long text is still being set: there may be more pages than ``pageCount``.
    property bool counted: true
    property bool onPaper: false
    // Without the words between the buttons, where they have no room.
    property bool terse: false
    readonly property int fullWidth: earlier.width + words.implicitWidth + later.width + 2 * spacing
    property string previousName: qsTr("Previous page")
    property string nextName: qsTr("Next page")

    signal turned(int page)

    objectName: "pages"
    visible: pageCount > 1 || !counted
    // Two pagers share one strip.
    spacing: Theme.pagerSpacing

    Pill {
        id: earlier

        icon: "previous"
        name: root.previousName
        onPaper: root.onPaper
        enabled: root.page > 0
        onActivated: root.turned(root.page - 1)
    }

    AppText {
        id: words

        visible: !root.terse
        anchors.verticalCenter: parent.verticalCenter
        text: root.counted ? qsTr("%1 of %2").arg(root.page + 1).arg(root.pageCount)
            : qsTr("Page %1").arg(root.page + 1)
        wrapMode: Text.NoWrap
        color: root.onPaper ? Theme.ink : Theme.light
    }

    Pill {
        id: later

        icon: "next"
        name: root.nextName
        onPaper: root.onPaper
        enabled: root.page < root.pageCount - 1 || !root.counted
        onActivated: root.turned(root.page + 1)
    }
}
