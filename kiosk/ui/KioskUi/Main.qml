pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// The window: one screen at a time above the bottom bar. Only this file knows which screens there are.
Window {
    id: root

    required property Controller controller
    property bool animated: true
    property bool warmed: false
    readonly property Visit visit: controller.visit
    readonly property string screenName: visit.screen
    // Something lies over the whole screen and has its touches and keys.
    readonly property bool held: visit.asking || controller.staff.place !== ""

    width: 1600
    height: 900
    color: Theme.wallBottom
    title: controller.info.title
    contentItem.transform: Scale {
        origin.x: root.width / 2
        xScale: Theme.mirrored ? -1 : 1
    }

    ThemeSetter {
        width: root.width
        height: root.height
        visit: root.visit
        animated: root.animated
        diagonal: root.controller.info.diagonal
    }

    KeyWays {
        enabled: !root.held
        onBack: root.visit.back()
        onStep: by => root.step(by)
        onCloser: by => root.visit.zoomBy(by)
    }

    // The screens that a touch leads to from the loop are made ready once the first work stands.
    Timer {
        interval: 1500
        running: true
        onTriggered: root.warmed = true
    }

    Item {
        id: scene

        width: root.width
        height: root.height - bar.height
        enabled: !root.held

        LoopScreen {
            anchors.fill: parent
            visible: root.screenName === "loop"
            controller: root.controller
            animated: root.animated
        }

        Ahead {
            width: scene.width
            height: scene.height - Theme.stripHeight
            works: root.controller.ahead
            shelf: root.controller.shelf
        }

        Room {
            name: "wall"
            soon: true

            sourceComponent: WallScreen {
                controller: root.controller
            }
        }

        Room {
            name: "work"
            soon: true

            sourceComponent: WorkScreen {
                controller: root.controller
            }
        }

        Room {
            name: "board"

            sourceComponent: BoardScreen {
                controller: root.controller
            }
        }

        Room {
            name: "resources"

            sourceComponent: ResourcesScreen {
                controller: root.controller
            }
        }

        Room {
            name: "about"

            sourceComponent: AboutScreen {
                controller: root.controller
            }
        }

        Room {
            name: "help"

            sourceComponent: HelpScreen {
                controller: root.controller
            }
        }

        Loader {
            anchors.fill: parent
            active: root.visit.panel

            sourceComponent: DisplayPanel {
                visit: root.visit
                info: root.controller.info
            }
        }
    }

    BottomBar {
        id: bar

        y: root.height - height
        width: root.width
        height: Math.round(root.height * 0.12)
        enabled: !root.held
        controller: root.controller
    }

    Loader {
        anchors.fill: parent
        active: root.visit.asking
        focus: active

        sourceComponent: StillHere {
            focus: true
            onGoOn: root.visit.keepGoing()
            onStartOver: root.visit.goHome()
        }
    }

    StaffDoor {
        staff: root.controller.staff
    }

    function step(by: int) {
        if (screenName === "loop")
            controller.stepLoop(by);
        else if (screenName === "work")
            visit.stepWork(by);
    }

    // A screen is made when it is first needed and kept: taking screens down again and again would cost memory.
    component Room: Loader {
        id: room

        required property string name
        property bool soon: false
        readonly property bool wanted: root.screenName === name

        anchors.fill: parent
        active: wanted || item !== null || soon && root.warmed
        asynchronous: !wanted
        visible: wanted
        enabled: wanted
        onWantedChanged: {
            if (wanted && Theme.turn > 0) {
                opacity = 0;
                coming.restart();
            }
        }

        NumberAnimation {
            id: coming

            target: room
            property: "opacity"
            to: 1
            duration: Theme.turn
            easing.type: Easing.InOutQuad
        }
    }
}
