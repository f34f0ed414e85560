pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The display settings, above the bar: language, text size, contrast, motion, reach mode and
// speech.
Item {
    id: root

    required property SessionViewModel session
    required property InfoViewModel info
    required property ReadAloud readAloud
    required property KeypadNavigation keypad
    readonly property int roles: ItemRoles.Modal
    enum Page {
        Display,
        Speech
    }
    property int page: DisplayPanel.Display

    // A touch outside the panel closes it.
    Touchable {
        anchors.fill: parent
        name: qsTr("Close")
        backdrop: true
        objectName: "backdrop"
        frameInset: Theme.space(6)
        onActivated: root.session.toggleDisplayPanel()
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
        opacity: 0.6
    }

    Rectangle {
        id: sheet

        readonly property Column open: root.page === DisplayPanel.Speech ? speech : choices

        x: root.width - width - Theme.margin
        y: root.height - height - Theme.medium
        width: Math.min(root.width - 2 * Theme.margin, open.implicitWidth + 2 * Theme.panelMargin)
        height: open.height + 2 * Theme.panelMargin
        radius: Theme.corner
        color: Theme.paper

        // Taps between the controls do not close the panel.
        TapHandler {}

        Column {
            id: choices

            visible: root.page === DisplayPanel.Display
            x: Theme.panelMargin
            y: Theme.panelMargin
            spacing: Theme.panelSpacing

            // Each language by its own name.
            Flow {
                width: Math.min(root.width - 2 * Theme.margin - 2 * Theme.panelMargin, sizes.width)
                spacing: Theme.small
                visible: root.info.languages.length > 2

                Repeater {
                    model: root.info.languages

                    Pill {
                        required property var modelData

                        text: modelData[1]
                        onPaper: true
                        checkable: true
                        selected: root.session.language === modelData[0]
                        onActivated: root.session.setLanguage(modelData[0])
                    }
                }
            }

            AppText {
                text: qsTr("Text size")
                color: Theme.ink
                font.weight: Font.DemiBold
            }

            Row {
                id: sizes

                spacing: Theme.small

                Repeater {
                    model: root.session.textScales

                    Pill {
                        required property var modelData

                        text: qsTr("%1%").arg(Math.round(modelData * 100))
                        name: qsTr("Text size %1").arg(text)
                        onPaper: true
                        checkable: true
                        selected: root.session.textScale === modelData
                        onActivated: root.session.setTextScale(modelData)
                    }
                }
            }

            Choice {
                text: qsTr("High contrast")
                selected: root.session.contrast
                onActivated: root.session.setContrast(!root.session.contrast)
            }

            Choice {
                text: qsTr("Less motion")
                selected: root.session.reducedMotion
                onActivated: root.session.setReducedMotion(!root.session.reducedMotion)
            }

            Choice {
                visible: Theme.tallWindow
                text: qsTr("Everything lower down")
                selected: root.session.reach
                onActivated: root.session.setReach(!root.session.reach)
            }

            Choice {
                visible: root.readAloud.autoReadAvailable
                text: qsTr("Read aloud")
                selected: root.session.autoReadAloud
                onActivated: root.session.setAutoReadAloud(!root.session.autoReadAloud)
            }

            Pill {
                visible: root.session.autoReadAloud && root.readAloud.autoReadAvailable
                    || root.keypad.used
                objectName: "speech-page"
                text: qsTr("Speech and keys")
                onPaper: true
                onActivated: root.page = DisplayPanel.Speech
            }

            Pill {
                text: qsTr("Done")
                onPaper: true
                onActivated: root.session.toggleDisplayPanel()
            }
        }

        Column {
            id: speech

            visible: root.page === DisplayPanel.Speech
            x: Theme.panelMargin
            y: Theme.panelMargin
            spacing: Theme.panelSpacing

            Stepper {
                text: qsTr("Rate of speech: %1").arg(root.session.speechRate
                    + root.session.mostSpeechSteps + 1)
                less: qsTr("Slower")
                more: qsTr("Faster")
                lowest: root.session.speechRate === -root.session.mostSpeechSteps
                highest: root.session.speechRate === root.session.mostSpeechSteps
                onChanged: by => root.session.changeSpeechRate(by)
            }

            Stepper {
                text: qsTr("Pitch of speech: %1").arg(root.session.speechPitch
                    + root.session.mostSpeechSteps + 1)
                less: qsTr("Lower voice")
                more: qsTr("Higher voice")
                lowest: root.session.speechPitch === -root.session.mostSpeechSteps
                highest: root.session.speechPitch === root.session.mostSpeechSteps
                onChanged: by => root.session.changeSpeechPitch(by)
            }

            Stepper {
                text: qsTr("Pause after a sentence: %1").arg(root.session.speechPause + 1)
                less: qsTr("Shorter pause")
                more: qsTr("Longer pause")
                lowest: root.session.speechPause === 0
                highest: root.session.speechPause === root.session.mostSpeechPause
                onChanged: by => root.session.changeSpeechPause(by)
            }

            Choice {
                visible: root.session.autoReadAloud
                text: qsTr("Dark screen, speech only")
                selected: root.session.dark
                onActivated: root.session.setDark(!root.session.dark)
            }

            AppText {
                visible: pauses.visible
                text: qsTr("A second press of a key counts")
                color: Theme.ink
                font.weight: Font.DemiBold
            }

            Row {
                id: pauses

                visible: root.keypad.used
                spacing: Theme.small

                Repeater {
                    model: root.session.keyPauses

                    Pill {
                        required property var modelData

                        text: modelData[0] > 0 ? qsTr("%1 s").arg(modelData[1])
                            : qsTr("at once")
                        name: modelData[0] > 0
                            ? qsTr("A second press of a key counts after %1").arg(text)
                            : qsTr("A second press of a key counts at once")
                        onPaper: true
                        checkable: true
                        selected: root.session.keyPause === modelData[0]
                        onActivated: root.session.setKeyPause(modelData[0])
                    }
                }
            }

            Pill {
                text: qsTr("Back to display")
                icon: "back"
                onPaper: true
                onActivated: root.page = DisplayPanel.Display
            }
        }
    }

    component Stepper: Row {
        id: stepper

        required property string text
        required property string less
        required property string more
        property bool lowest: false
        property bool highest: false

        signal changed(int by)

        visible: root.session.autoReadAloud
        spacing: Theme.small

        Pill {
            icon: "minus"
            name: stepper.less
            onPaper: true
            enabled: !stepper.lowest
            onActivated: stepper.changed(-1)
        }

        Pill {
            icon: "plus"
            name: stepper.more
            onPaper: true
            enabled: !stepper.highest
            onActivated: stepper.changed(1)
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: stepper.text
            wrapMode: Text.NoWrap
            color: Theme.ink
        }
    }

    component Choice: Pill {
        onPaper: true
        checkable: true
        icon: selected ? "check" : ""
    }
}
