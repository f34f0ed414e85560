pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The bar at the foot of every screen: home and the four sections; language, display and the help
// line; and in the middle what turns the loop, or Back and Listen. Where the middle place has no
// room in the bar, it stands above it.
Item {
    id: root

    required property Controller controller
    // What lies above the bar is paper.
    required property bool paperAbove
    property bool animated: true
    readonly property SessionViewModel session: controller.session
    readonly property InfoViewModel info: controller.info
    readonly property ReadAloud readAloud: controller.readAloud
    readonly property bool onLoop: session.currentScreen === Screens.Loop
        && !session.displayPanelOpen
    readonly property bool paperBelowMiddle: paperAbove && !plan.middleInBar
    readonly property list<BarPill> screenPills: [homePill, artworksPill, eventsPill, resourcesPill,
        aboutPill]
    readonly property list<BarPill> toolPills: [languagePill, displayPill, helpPill]
    readonly property list<int> screenWidths: plan.widths(plan.screens, plan.lines === 1 ? 0
        : plan.room - (plan.middleInBar ? plan.middleWidth + plan.gap : 0))
    readonly property list<int> toolWidths: plan.widths(plan.shortHelp ? plan.shortTools
        : plan.tools, plan.lines === 1 ? 0 : plan.room)
    readonly property int firstLine: plan.lines === 1 ? Math.round((height - plan.control) / 2)
        : Math.round((height - 2 * plan.control - Theme.barEdge) / 2)

    // Below it the bar has its own colour, above it what lies on the screen goes on to the seam.
    readonly property int groundTop: seam.y + seam.height - 1

    implicitHeight: plan.height

    // Paper goes on to the seam; a wall does so by itself.
    Rectangle {
        width: root.width
        height: seam.y + seam.height
        visible: root.paperAbove
        color: Theme.paper
    }

    Rectangle {
        y: root.groundTop
        width: root.width
        height: root.height - y
        color: Theme.barGround
    }

    Seam {
        id: seam

        objectName: "seam"
        // No part of it lies below the screen's lower edge, where nothing is painted.
        // It stays off a work that hangs as low as the bar lets it.
        y: -depth + Theme.space(3)
        width: root.width
        animated: root.animated
        progress: root.session.currentScreen === Screens.Loop && root.session.slideCount > 1
            ? (root.session.slide + 1) / root.session.slideCount : 0
    }

    BarPlan {
        id: plan

        barWidth: root.width
        screens: root.screenPills.filter(pill => pill.visible).map(pill => pill.ems)
        tools: root.toolPills.filter(pill => pill.visible).map(pill => pill.ems)
        shortTools: root.toolPills.filter(pill => pill.visible).map(pill => pill.shortEms)
        backEms: back.ems
    }

    // What stands above the bar takes the beginning of the strip there.
    Binding {
        target: Theme
        property: "stripTaken"
        value: plan.middleInBar ? 0 : Theme.margin + plan.middleWidth
    }

    component BarPill: Pill {
        id: pill

        property string longText: text
        property string shortText: text
        readonly property real iconEms: icon === "" ? 0 : 1.4
        readonly property real ems: longText === "" ? 0 : whole.advanceWidth / 100 + iconEms
        readonly property real shortEms: shortText === "" ? 0 : brief.advanceWidth / 100 + iconEms

        size: plan.wordSize
        padding: plan.padding
        implicitHeight: plan.control

        readonly property TextMetrics whole: TextMetrics {
            font.family: Theme.sansFor(pill.longText)
            font.pixelSize: 100
            font.weight: Font.DemiBold
            text: pill.longText
        }
        readonly property TextMetrics brief: TextMetrics {
            font.family: Theme.sansFor(pill.shortText)
            font.pixelSize: 100
            font.weight: Font.DemiBold
            text: pill.shortText
        }
    }

    component GroupPill: BarPill {
        required property list<int> widths
        // The place among the group's visible controls.
        required property int at

        width: widths[at] ?? implicitWidth
    }

    component ScreenPill: GroupPill {
        id: screenPill

        widths: root.screenWidths
        at: root.screenPills.filter(pill => pill.visible).indexOf(screenPill)
    }

    component ToolPill: GroupPill {
        id: toolPill

        widths: root.toolWidths
        at: root.toolPills.filter(pill => pill.visible).indexOf(toolPill)
    }

    Row {
        id: screenRow

        readonly property int roles: ItemRoles.Group

        x: plan.margin
        y: root.firstLine
        spacing: plan.gap

        ScreenPill {
            id: homePill

            objectName: "home"
            icon: "home"
            name: qsTr("Home")
            selected: root.session.currentScreen === Screens.Loop
            onActivated: root.session.goHome()
        }

        ScreenPill {
            id: artworksPill

            objectName: "artworks"
            visible: root.session.hasWorks
            text: qsTr("Artworks")
            selected: root.session.currentScreen === Screens.Wall
                || root.session.currentScreen === Screens.Work
            onActivated: root.session.openScreen(Screens.Wall)
        }

        ScreenPill {
            id: eventsPill

            objectName: "events"
            visible: root.session.hasEvents
            text: qsTr("Events")
            selected: root.session.currentScreen === Screens.Board
            onActivated: root.session.openScreen(Screens.Board)
        }

        ScreenPill {
            id: resourcesPill

            objectName: "resources"
            visible: root.session.hasResources
            text: qsTr("Resources")
            selected: root.session.currentScreen === Screens.Resources
            onActivated: root.session.openScreen(Screens.Resources)
        }

        ScreenPill {
            id: aboutPill

            objectName: "about"
            text: qsTr("About")
            selected: root.session.currentScreen === Screens.About
            onActivated: root.session.openScreen(Screens.About)
        }
    }

    // The middle place.
    Row {
        id: middle

        readonly property int roles: ItemRoles.Group

        // Above the bar, the display panel needs the room.
        visible: plan.middleInBar || !root.session.displayPanelOpen
        x: !plan.middleInBar ? Theme.margin
            : plan.lines === 1 ? screenRow.x + screenRow.width + Theme.barGroupGap
            : root.width - plan.margin - plan.middleWidth
        y: plan.middleInBar ? root.firstLine : -Math.round((Theme.stripHeight + plan.control) / 2)
        spacing: Theme.barMiddleGap

        BarPill {
            visible: root.onLoop && root.session.slideCount > 1
            icon: "previous"
            name: qsTr("Previous")
            onPaper: root.paperBelowMiddle
            onActivated: root.controller.loop.step(-1)
        }

        BarPill {
            visible: root.onLoop && root.session.slideCount > 1
            icon: root.session.paused ? "play" : "pause"
            name: root.session.paused ? qsTr("Go on by itself") : qsTr("Pause")
            onPaper: root.paperBelowMiddle
            onActivated: root.session.pause()
        }

        BarPill {
            visible: root.onLoop && root.session.slideCount > 1
            icon: "next"
            name: qsTr("Next")
            onPaper: root.paperBelowMiddle
            onActivated: root.controller.loop.step(1)
        }

        BarPill {
            id: back

            objectName: "back"
            visible: !root.onLoop
            icon: "back"
            text: qsTr("Back")
            width: plan.lines === 1 ? implicitWidth
                : plan.middleWidth - Theme.barMiddleGap - plan.control
            onPaper: root.paperBelowMiddle
            onActivated: root.session.back()
        }

        // On the wall nothing is read but the works' names. Above the bar, the tools of an enlarged
        // picture need the room.
        BarPill {
            visible: !root.onLoop && !root.session.displayPanelOpen
                && root.session.currentScreen !== Screens.Wall
                && (plan.middleInBar || root.session.zoom === 0)
                && (root.readAloud.active || root.readAloud.available)
            icon: root.readAloud.active ? "stop" : "listen"
            name: root.readAloud.active ? qsTr("Stop reading aloud") : qsTr("Listen")
            onPaper: root.paperBelowMiddle
            onActivated: root.readAloud.active ? root.readAloud.stop() : root.readAloud.start()
        }
    }

    Row {
        id: toolRow

        readonly property int roles: ItemRoles.Group

        x: root.width - plan.margin - width
        y: plan.lines === 1 ? root.firstLine : root.firstLine + plan.control + Theme.barEdge
        spacing: plan.gap

        ToolPill {
            id: languagePill

            objectName: "language"
            visible: text !== ""
            text: root.info.otherLanguageName
            // Where the names have no room, a globe stands for them, which people know in every
            // language.
            icon: root.info.languages.length > 3 ? "languages" : ""
            name: root.info.languages.length > 3
                ? root.info.languages.map(pair => pair[1]).join(", ") : text
            // With two languages a touch switches; with more, the display panel offers them.
            onActivated: {
                if (root.info.languages.length > 2)
                    root.session.toggleDisplayPanel();
                else
                    root.session.setLanguage(root.info.otherLanguage);
            }
        }

        ToolPill {
            id: displayPill

            objectName: "display"
            text: qsTr("Aa Display")
            name: qsTr("Display: text size, contrast, motion")
            selected: root.session.displayPanelOpen
            onActivated: root.session.toggleDisplayPanel()
        }

        ToolPill {
            id: helpPill

            objectName: "help"
            visible: root.info.helpPhone !== ""
            selected: root.session.currentScreen === Screens.Help
            tone: selected ? Pill.Quiet : Pill.Gold
            longText: qsTr("Need help? %1").arg(root.info.helpPhone)
            shortText: qsTr("Help %1").arg(root.info.helpPhone)
            text: plan.shortHelp ? shortText : longText
            onActivated: root.session.openScreen(Screens.Help)
        }
    }
}
