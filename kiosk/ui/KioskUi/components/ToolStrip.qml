import QtQuick
import KioskViewModels
import KioskUi

// The strip above the bottom bar: Back at its left, the screen's own tools beside it.
Item {
    id: root

    property bool onPaper: false
    property bool withBack: true
    default property alias tools: row.data
    property alias listPager: listPager
    property ReadAloud readAloud: null
    readonly property bool readingAloud: listen.readingAloud

    signal back

    height: Theme.stripHeight

    Pill {
        id: backPill

        objectName: "back"
        visible: root.withBack
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        icon: "back"
        text: qsTr("Back")
        onPaper: root.onPaper
        onActivated: root.back()
    }

    ListenBar {
        id: listen

        x: backPill.x + backPill.width + Theme.small
        anchors.verticalCenter: parent.verticalCenter
        readAloud: root.readAloud
        onPaper: root.onPaper
    }

    Pager {
        id: listPager

        objectName: "list"
        terse: x + fullWidth + Theme.small > row.x
        visible: pageCount > 1 && !root.readingAloud
        x: (listen.visible ? listen.x + listen.width : backPill.x + backPill.width)
            + (listen.visible ? Theme.medium : Theme.large)
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
