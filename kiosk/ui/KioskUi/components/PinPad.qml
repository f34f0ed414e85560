pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import KioskViewModels
import KioskUi

// Asks staff for their PIN. A visitor who opened it by chance can read how to go back.
FocusScope {
    id: root

    required property StaffViewModel staff
    readonly property bool waiting: staff.retrySeconds > 0

    width: sheet.width
    height: sheet.height

    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            root.staff.eraseDigit();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            root.staff.submitPin();
        else if (event.key === Qt.Key_Escape)
            root.staff.close();
        else
            root.staff.pressDigit(event.text);
    }

    Rectangle {
        id: sheet

        width: parts.width + 2 * Theme.margin
        height: parts.height + 2 * Theme.margin
        radius: Theme.corner
        color: Theme.paper
    }

    GridLayout {
        id: parts

        x: Theme.margin
        y: Theme.margin
        columns: Theme.oneColumn ? 1 : 2
        columnSpacing: Theme.margin
        rowSpacing: Theme.margin

        Column {
            Layout.preferredWidth: Theme.pinWords
            Layout.alignment: Qt.AlignTop
            spacing: Theme.medium

            AppText {
                width: parent.width
                text: qsTr("Staff")
                serif: true
                color: Theme.ink
                font.pixelSize: Theme.title
            }

            AppText {
                width: parent.width
                text: qsTr("Type the PIN. “Close” leads back to the exhibition.")
                color: Theme.ink
            }

            Row {
                height: Theme.space(48)
                spacing: Theme.small
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("Digits typed: %1").arg(root.staff.digitCount)

                Repeater {
                    model: Math.max(root.staff.minDigits, root.staff.digitCount)

                    Rectangle {
                        required property int index

                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.space(24)
                        height: width
                        radius: width / 2
                        color: index < root.staff.digitCount ? Theme.ink : "transparent"
                        border.width: Theme.hairline
                        border.color: Theme.outlineInk
                    }
                }
            }

            // The room for messages is reserved, so that nothing moves.
            Item {
                width: parent.width
                height: Math.ceil(Theme.body * 1.3) * 3

                AppText {
                    width: parent.width
                    text: root.waiting
                        ? qsTr("Too many wrong tries. The next one is possible in %1 s.")
                            .arg(root.staff.retrySeconds)
                        : root.staff.message
                    color: Theme.ink
                    font.weight: Font.DemiBold
                    Accessible.role: Accessible.AlertMessage
                }
            }

            Pill {
                text: qsTr("Close")
                icon: "close"
                onPaper: true
                onActivated: root.staff.close()
            }
        }

        // Digits are arranged as on a telephone in every language.
        GridLayout {
            Layout.fillWidth: false
            Layout.fillHeight: false
            Layout.alignment: Qt.AlignTop
            columns: 3
            columnSpacing: Theme.small
            rowSpacing: Theme.small
            layoutDirection: Theme.mirrored ? Qt.RightToLeft : Qt.LeftToRight

            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
                delegate: DigitKey {}
            }

            PadKey {
                icon: "back"
                name: qsTr("Take the last digit back")
                enabled: root.staff.digitCount > 0
                onActivated: root.staff.eraseDigit()
            }

            DigitKey {
                modelData: "0"
            }

            PadKey {
                icon: "check"
                name: qsTr("Open")
                enabled: root.staff.canSubmit && !root.waiting
                onActivated: root.staff.submitPin()
            }
        }
    }

    component PadKey: Pill {
        onPaper: true
        padding: 0
        implicitWidth: Theme.space(162)
        implicitHeight: Theme.space(112)
        size: Theme.space(46)
    }

    component DigitKey: PadKey {
        required property string modelData

        text: modelData
        enabled: !root.waiting
        onActivated: root.staff.pressDigit(modelData)
    }
}
