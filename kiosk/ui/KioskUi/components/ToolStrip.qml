import QtQuick
import KioskUi

// The strip above the bottom bar: Back always at its left, what a screen adds beside it.
Item {
    id: root

    property bool onPaper: false
    property bool withBack: true
    default property alias tools: row.data
    property alias listPager: listPager

    signal back

    height: Theme.stripHeight

    Pill {
        id: backPill

        visible: root.withBack
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        sign: "back"
        text: qsTr("Back")
        onPaper: root.onPaper
        onActivated: root.back()
    }

    Pager {
        id: listPager

        objectName: "list"
        x: backPill.x + backPill.width + Theme.large
        anchors.verticalCenter: parent.verticalCenter
        onPaper: root.onPaper
    }

    Row {
        id: row

        x: root.width - Theme.margin - width
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.small
    }
}
