pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// Always there, in the lowest 12% of the screen: home, the four rooms, language, display, and the help line.
Rectangle {
    id: root

    required property Controller controller
    readonly property Visit visit: controller.visit
    readonly property InfoCard info: controller.info
    readonly property int gap: Theme.space(12)
    readonly property int side: Theme.large
    readonly property int needed: rooms.implicitWidth + tools.implicitWidth + 2 * side + Theme.large
    readonly property int lines: needed <= width ? 1 : 2
    readonly property int pillHeight: Math.min(Math.round(Theme.space(72) * (lines === 1 ? Theme.textScale : 1)), Math.floor((height - (lines + 1) * gap / 1.5) / lines))
    // Words give up a little of their room before they give up their size.
    readonly property int padding: Theme.textScale > 1.2 || Theme.portrait ? Theme.space(16) : Theme.space(26)

    color: Theme.barGround

    component BarPill: Pill {
        size: Math.min(Theme.body, Math.round(root.pillHeight * 0.6))
        implicitHeight: root.pillHeight
        padding: root.padding
    }

    Row {
        id: rooms

        x: root.side
        y: root.lines === 1 ? Math.round((root.height - height) / 2) : Math.round((root.height - 2 * root.pillHeight - root.gap) / 2)
        spacing: root.gap

        BarPill {
            sign: "home"
            name: qsTr("Home")
            onActivated: root.visit.goHome()
        }

        BarPill {
            visible: root.visit.hasWorks
            text: qsTr("Artworks")
            selected: root.visit.screen === "wall" || root.visit.screen === "work"
            onActivated: root.visit.show("wall")
        }

        BarPill {
            text: qsTr("Events")
            selected: root.visit.screen === "board"
            onActivated: root.visit.show("board")
        }

        BarPill {
            text: qsTr("Resources")
            selected: root.visit.screen === "resources"
            onActivated: root.visit.show("resources")
        }

        BarPill {
            text: qsTr("About")
            selected: root.visit.screen === "about"
            onActivated: root.visit.show("about")
        }
    }

    Row {
        id: tools

        x: root.lines === 1 ? root.width - root.side - width : root.side
        y: root.lines === 1 ? rooms.y : rooms.y + root.pillHeight + root.gap
        spacing: root.gap

        BarPill {
            visible: text !== ""
            text: root.info.otherLanguageName
            onActivated: root.visit.speak(root.info.otherLanguage)
        }

        BarPill {
            text: qsTr("Aa Display")
            name: qsTr("Display: text size, contrast, motion")
            selected: root.visit.panel
            onActivated: root.visit.togglePanel()
        }

        BarPill {
            visible: root.info.helpPhone !== ""
            tone: "gold"
            text: (Theme.portrait && Theme.textScale > 1.1 ? qsTr("Help %1") : qsTr("Need help? %1")).arg(root.info.helpPhone)
            onActivated: root.visit.show("help")
        }
    }
}
