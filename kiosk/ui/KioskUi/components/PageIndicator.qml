pragma ComponentBehavior: Bound
import QtQuick
import KioskUi

// The loop's position: a dash for each slide, or numbers where dashes have no room.
Item {
    id: root

    property int currentIndex: 0
    property int count: 1
    property bool onPaper: false
    readonly property bool dashed: count <= Theme.mostDashes

    implicitWidth: dashed ? dashes.implicitWidth : numbers.implicitWidth
    implicitHeight: Math.max(dashes.implicitHeight, numbers.implicitHeight)

    Row {
        id: dashes

        anchors.verticalCenter: parent.verticalCenter
        visible: root.dashed
        spacing: Theme.space(7)

        Repeater {
            model: root.dashed ? root.count : 0

            Rectangle {
                required property int index

                width: index === root.currentIndex ? Theme.space(30) : Theme.space(11)
                height: Theme.space(6)
                radius: height / 2
                color: index === root.currentIndex ? (root.onPaper ? Theme.goldInk : Theme.gold)
                    : (root.onPaper ? Theme.outlineInk : Theme.outline)
            }
        }
    }

    AppText {
        id: numbers

        anchors.verticalCenter: parent.verticalCenter
        visible: !root.dashed
        text: qsTr("%1 of %2").arg(root.currentIndex + 1).arg(root.count)
        wrapMode: Text.NoWrap
        color: root.onPaper ? Theme.ink : Theme.light
    }
}
