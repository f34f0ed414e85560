pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// Asks whether somebody is still here before the screen goes home. A touch anywhere means yes.
Touchable {
    id: root

    // The stage's upper edge in the window; everything above is out of reach.
    property int stageTop: 0
    required property int secondsLeft

    signal goOn
    signal startOver

    roles: ItemRoles.Target | ItemRoles.Modal
    name: qsTr("Still here?")
    frameInset: Theme.space(6)
    onActivated: root.goOn()

    Timer {
        interval: 1000
        repeat: true
        running: root.secondsLeft > 0
        onTriggered: root.secondsLeft -= 1
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
    }

    Rectangle {
        x: Math.round((root.width - width) / 2)
        y: root.stageTop + Math.round((root.height - root.stageTop - height) / 2)
        width: Math.min(root.width - 2 * Theme.margin, Theme.space(900))
        height: words.height + 2 * Theme.margin
        radius: Theme.corner
        color: Theme.paper

        Column {
            id: words

            x: Theme.margin
            y: Theme.margin
            width: parent.width - 2 * Theme.margin
            spacing: Theme.large

            AppText {
                width: parent.width
                text: qsTr("Still here?")
                serif: true
                color: Theme.ink
                font.pixelSize: Theme.title
            }

            AppText {
                width: parent.width
                text: qsTr("Take all the time you need. Without a touch, "
                    + "this screen goes back to the exhibition.")
                color: Theme.ink
            }

            AppText {
                width: parent.width
                text: qsTr("Seconds left: %1").arg(root.secondsLeft)
                color: Theme.ink
                font.weight: Font.DemiBold
            }

            Flow {
                width: parent.width
                spacing: Theme.medium

                Pill {
                    text: qsTr("Yes, go on")
                    onPaper: true
                    onActivated: root.goOn()
                }

                Pill {
                    objectName: "home"
                    text: qsTr("Start over")
                    onPaper: true
                    onActivated: root.startOver()
                }
            }
        }
    }
}
