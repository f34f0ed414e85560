pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// Text size, contrast, motion, reach and speech, just above the bar from which it was opened.
Item {
    id: root

    required property Visit visit
    required property InfoCard info
    required property Aloud aloud
    readonly property bool modal: true
    // Only a tall screen has an upper half that is out of reach.
    required property bool tall

    // A touch beside the panel closes it.
    Touchable {
        anchors.fill: parent
        name: qsTr("Close")
        activeFocusOnTab: false
        inset: Theme.space(6)
        onActivated: root.visit.togglePanel()
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.veil
        opacity: 0.6
    }

    Rectangle {
        id: sheet

        x: root.width - width - Theme.margin
        y: root.height - height - Theme.medium
        width: Math.min(root.width - 2 * Theme.margin, choices.implicitWidth + 2 * Theme.large)
        height: choices.height + 2 * Theme.large
        radius: Theme.corner
        color: Theme.paper

        // Taps between the controls are not taps beside the panel.
        TapHandler {}

        Column {
            id: choices

            x: Theme.large
            y: Theme.large
            spacing: Theme.medium

            // Each in its own words, whatever the screen speaks now.
            Flow {
                width: Math.min(root.width - 2 * Theme.margin - 2 * Theme.large, sizes.width)
                spacing: Theme.small
                visible: root.info.languages.length > 2

                Repeater {
                    model: root.info.languages

                    Pill {
                        required property var modelData

                        text: modelData[1]
                        onPaper: true
                        checkable: true
                        selected: root.visit.language === modelData[0]
                        onActivated: root.visit.speak(modelData[0])
                    }
                }
            }

            Words {
                text: qsTr("Text size")
                color: Theme.ink
                font.weight: Font.DemiBold
            }

            Row {
                id: sizes

                spacing: Theme.small

                Repeater {
                    model: [1.0, 1.25, 1.5]

                    Pill {
                        required property real modelData

                        text: qsTr("%1%").arg(Math.round(modelData * 100))
                        name: qsTr("Text size %1").arg(text)
                        onPaper: true
                        checkable: true
                        selected: root.visit.textScale === modelData
                        onActivated: root.visit.setTextScale(modelData)
                    }
                }
            }

            Choice {
                text: qsTr("High contrast")
                selected: root.visit.contrast
                onActivated: root.visit.setContrast(!root.visit.contrast)
            }

            Choice {
                text: qsTr("Less motion")
                selected: root.visit.still
                onActivated: root.visit.setStill(!root.visit.still)
            }

            Choice {
                visible: root.tall
                text: qsTr("Everything lower down")
                selected: root.visit.reach
                onActivated: root.visit.setReach(!root.visit.reach)
            }

            Choice {
                visible: root.aloud.offered
                text: qsTr("Read aloud")
                selected: root.visit.aloud
                onActivated: root.visit.setAloud(!root.visit.aloud)
            }

            Pill {
                text: qsTr("Done")
                onPaper: true
                selected: true
                onActivated: root.visit.togglePanel()
            }
        }
    }

    component Choice: Pill {
        onPaper: true
        checkable: true
        sign: selected ? "check" : ""
    }
}
