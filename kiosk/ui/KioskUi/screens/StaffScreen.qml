pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The staff screen: one of the StaffViews at a time.
FocusScope {
    id: root

    required property StaffViewModel staff
    required property NoticesViewModel notices
    readonly property int roles: ItemRoles.Modal
    property int stageTop: 0

    component Veil: Rectangle {
        anchors.fill: parent
        color: Theme.scrim
    }

    FocusScope {
        anchors.fill: parent
        visible: root.staff.currentView === StaffViews.Pin
        enabled: visible
        focus: visible

        Veil {}

        PinPad {
            anchors.horizontalCenter: parent.horizontalCenter
            y: root.stageTop + Math.round((root.height - root.stageTop - height) / 2)
            staff: root.staff
            focus: true
        }
    }

    StaffPanel {
        anchors.fill: parent
        stageTop: root.stageTop
        visible: root.staff.currentView === StaffViews.Panel
        enabled: visible
        staff: root.staff
        notices: root.notices
    }

    Item {
        anchors.fill: parent
        visible: root.staff.currentView === StaffViews.Leaving
        enabled: visible

        Veil {}

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: root.stageTop + Math.round((root.height - root.stageTop - height) / 2)
            width: Math.min(root.width - 2 * Theme.margin, Theme.space(1000))
            height: question.height + 2 * Theme.margin
            radius: Theme.corner
            color: Theme.paper

            Column {
                id: question

                x: Theme.margin
                y: Theme.margin
                width: parent.width - 2 * Theme.margin
                spacing: Theme.large

                AppText {
                    width: parent.width
                    text: qsTr("End the program?")
                    serif: true
                    color: Theme.ink
                    font.pixelSize: Theme.title
                }

                AppText {
                    width: parent.width
                    text: qsTr("The exhibition leaves the screen. It comes back when the machine "
                        + "is switched off and on again, or when it is started by hand: "
                        + "systemctl start kiosk")
                    color: Theme.ink
                }

                Flow {
                    width: parent.width
                    spacing: Theme.medium

                    Pill {
                        text: qsTr("No, go back")
                        onPaper: true
                        onActivated: root.staff.openView(StaffViews.Panel)
                    }

                    Pill {
                        text: qsTr("Yes, end it")
                        onPaper: true
                        onActivated: root.staff.endProgram()
                    }
                }
            }
        }
    }

    ScreenTest {
        anchors.fill: parent
        visible: root.staff.currentView === StaffViews.Test
        enabled: visible
        onDone: root.staff.openView(StaffViews.Panel)
    }

    Rectangle {
        anchors.fill: parent
        visible: root.staff.currentView === StaffViews.Cleaning
        color: Theme.black

        Column {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.margin
            spacing: Theme.large

            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                text: root.staff.secondsLeft
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.space(280)
                font.weight: Font.DemiBold
            }

            AppText {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(implicitWidth, parent.width)
                text: qsTr("This screen is being cleaned. "
                    + "Touch does nothing until the seconds are over.")
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.caption
            }
        }
    }
}
