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
    // Told by the bridge's Fingers.
    property int laid: 0
    readonly property Visit visit: controller.visit
    readonly property string screenName: visit.screen
    // Something lies over the whole screen and has its touches and keys.
    readonly property bool held: visit.asking || controller.staff.place !== ""

    width: 1600
    height: 900
    color: Theme.wallBottom
    title: controller.info.title
    onLaidChanged: Hands.laid = laid
    contentItem.transform: Scale {
        origin.x: root.width / 2
        xScale: Theme.mirrored ? -1 : 1
    }

    Reach {
        id: reach

        windowHeight: root.height
        wanted: root.visit.reach && root.height > root.width
        pixelsPerMm: Theme.pixelsPerMm
        bottomMm: root.controller.info.bottom
    }

    ThemeSetter {
        windowSize: Qt.size(root.width, root.height)
        stageHeight: reach.tall
        above: reach.top
        folded: reach.wanted
        visit: root.visit
        animated: root.animated
        diagonal: root.controller.info.diagonal
    }

    KeyWays {
        enabled: !root.held
        controller: root.controller
        onBack: root.visit.back()
        onCloser: by => root.visit.zoomBy(by)
    }

    // The screens that a touch leads to from the loop are made ready once the first work stands.
    Timer {
        interval: 1500
        running: true
        onTriggered: {
            root.warmed = true;
            root.controller.aloud.prepare();
        }
    }

    Loader {
        active: reach.wanted
        width: root.width
        height: reach.top

        sourceComponent: Overhead {
            readonly property SlideCard front: root.controller.front === 0 ? root.controller.slideA : root.controller.slideB

            info: root.controller.info
            hung: root.screenName === "work" ? !root.controller.work.written && !root.visit.covered : root.screenName === "loop" && front.kind === "work" && !front.work.written
        }
    }

    Item {
        id: scene

        y: reach.top
        width: root.width
        height: reach.tall - bar.height
        enabled: !root.held

        LoopScreen {
            anchors.fill: parent
            visible: root.screenName === "loop"
            enabled: !root.visit.panel
            controller: root.controller
            animated: root.animated
        }

        Ahead {
            width: scene.width
            height: scene.height - Theme.stripHeight
            works: root.controller.ahead
            shelf: root.controller.shelf
        }

        Hall {
            name: "wall"
            soon: true

            sourceComponent: WallScreen {
                controller: root.controller
            }
        }

        Hall {
            name: "work"
            soon: true

            sourceComponent: WorkScreen {
                controller: root.controller
            }
        }

        Hall {
            name: "board"

            sourceComponent: BoardScreen {
                controller: root.controller
            }
        }

        Hall {
            name: "resources"

            sourceComponent: ResourcesScreen {
                controller: root.controller
            }
        }

        Hall {
            name: "about"

            sourceComponent: AboutScreen {
                controller: root.controller
            }
        }

        Hall {
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
                aloud: root.controller.aloud
                tall: root.height > root.width
            }
        }
    }

    BottomBar {
        id: bar

        y: reach.top + reach.tall - height
        width: root.width
        room: Math.round(reach.tall * 0.12)
        height: Math.max(room, leastHeight)
        enabled: !root.held
        controller: root.controller
    }

    Loader {
        anchors.fill: parent
        active: root.visit.asking
        focus: active

        sourceComponent: StillHere {
            focus: true
            beneath: reach.top
            onGoOn: root.visit.keepGoing()
            onStartOver: root.visit.goHome()
        }
    }

    StaffDoor {
        beneath: reach.top
        staff: root.controller.staff
    }

    component Hall: Room {
        anchors.fill: parent
        shown: root.screenName
        covered: root.visit.panel
        warmed: root.warmed
    }
}
