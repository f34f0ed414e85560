import QtQuick
import KioskViewModels
import KioskUi

// The strip above the bottom bar: the screen's own tools. Back and Listen are the bar's.
Item {
    id: root

    property bool onPaper: false
    default property alias tools: row.data
    property alias listPager: listPager
    property ReadAloud readAloud: null
    readonly property bool readingAloud: listen.readingAloud
    // Where the bar has no room for its middle place, that stands at the strip's beginning.
    readonly property int start: Theme.stripTaken > 0 ? Theme.stripTaken + Theme.medium
        : Theme.margin

    height: Theme.stripHeight

    ListenBar {
        id: listen

        x: root.start
        anchors.verticalCenter: parent.verticalCenter
        readAloud: root.readAloud
        onPaper: root.onPaper
    }

    Pager {
        id: listPager

        objectName: "list"
        // The open entry's pager has the usual names.
        previousName: qsTr("Back in the list")
        nextName: qsTr("Further in the list")
        terse: x + fullWidth + Theme.small > row.x
        visible: pageCount > 1 && !root.readingAloud
        x: root.start
        anchors.verticalCenter: parent.verticalCenter
        onPaper: root.onPaper
    }

    Row {
        id: row

        // While a text is read aloud, only the reading's controls are shown.
        visible: !root.readingAloud
        x: root.width - Theme.margin - width
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.small
    }
}
