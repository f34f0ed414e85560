pragma ComponentBehavior: Bound
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
    // The next page's button says so in words, and the page's number stands before both buttons, so
    // that neither moves when it grows.
    property bool wordy: false
    // The height of its buttons; 0 for their own.
    property int control: 0
    readonly property int fullWidth: earlier.width + later.width + 2 * spacing
        + (wordy ? number.implicitWidth : words.implicitWidth)
    property string previousName: qsTr("Previous page")
    property string nextName: qsTr("Next page")

    signal turned(int page)

    objectName: "pages"
    visible: pageCount > 1 || !counted
    // Two pagers share one strip.
    spacing: wordy ? Theme.space(12) : Theme.pagerSpacing

    component Words: AppText {
        anchors.verticalCenter: parent.verticalCenter
        text: root.counted ? qsTr("%1 of %2").arg(root.page + 1).arg(root.pageCount)
            : qsTr("Page %1").arg(root.page + 1)
        wrapMode: Text.NoWrap
        color: root.onPaper ? Theme.ink : Theme.light
    }

    Words {
        id: number

        visible: root.wordy && !root.terse
        text: root.counted ? qsTr("Page %1 of %2").arg(root.page + 1).arg(root.pageCount)
            : qsTr("Page %1").arg(root.page + 1)
        rightPadding: Theme.mirrored ? 0 : Theme.small
        leftPadding: Theme.mirrored ? Theme.small : 0
        color: root.onPaper ? Theme.quietInk : Theme.quietLight
        font.pixelSize: Theme.label
    }

    Pill {
        id: earlier

        icon: "previous"
        name: root.previousName
        height: root.control > 0 ? root.control : implicitHeight
        width: root.control > 0 ? root.control : implicitWidth
        onPaper: root.onPaper
        enabled: root.page > 0
        onActivated: root.turned(root.page - 1)
    }

    Words {
        id: words

        visible: !root.wordy && !root.terse
    }

    Pill {
        id: later

        objectName: "later"
        icon: "next"
        iconAtEnd: true
        height: root.control > 0 ? root.control : implicitHeight
        padding: Theme.barPadding
        text: root.wordy ? root.nextName : ""
        name: root.nextName
        onPaper: root.onPaper
        enabled: root.page < root.pageCount - 1 || !root.counted
        onActivated: root.turned(root.page + 1)
    }
}
