pragma ComponentBehavior: Bound
import QtQuick
import KioskUi

// Fills the screen with one test after the other: plain colours, grey steps, and a grid that shows
// scaling errors.
Touchable {
    id: root

    readonly property int colours: Theme.testColours.length
    property int at: 0

    signal done

    name: qsTr("Next test")
    onVisibleChanged: at = 0
    onActivated: {
        if (at < colours + 1)
            at += 1;
        else
            done();
    }

    Rectangle {
        anchors.fill: parent
        color: root.at < root.colours ? Theme.testColours[root.at] : Theme.black
    }

    Row {
        anchors.fill: parent
        visible: root.at === root.colours

        Repeater {
            model: 16

            Rectangle {
                required property int index

                width: Math.ceil(root.width / 16)
                height: root.height
                color: Qt.rgba(index / 15, index / 15, index / 15, 1)
            }
        }
    }

    // Lines one pixel wide, also at the edges; circles show whether pixels are square.
    Item {
        anchors.fill: parent
        visible: root.at === root.colours + 1

        Repeater {
            model: 17

            Line {
                required property int index

                x: Math.round(index * (root.width - 1) / 16)
                width: 1
                height: root.height
            }
        }

        Repeater {
            model: 10

            Line {
                required property int index

                y: Math.round(index * (root.height - 1) / 9)
                width: root.width
                height: 1
            }
        }

        Repeater {
            model: [0.25, 0.5, 0.96]

            Rectangle {
                required property real modelData

                anchors.centerIn: parent
                width: Math.round(Math.min(root.width, root.height) * modelData)
                height: width
                radius: width / 2
                color: "transparent"
                border.width: Theme.hairline
                border.color: Theme.light
            }
        }

        Rectangle {
            anchors.centerIn: parent
            width: measure.implicitWidth + 2 * Theme.medium
            height: measure.height + 2 * Theme.small
            color: Theme.black

            AppText {
                id: measure

                anchors.centerIn: parent
                text: root.width + " × " + root.height
                wrapMode: Text.NoWrap
            }
        }
    }

    component Line: Rectangle {
        color: Theme.light
    }
}
