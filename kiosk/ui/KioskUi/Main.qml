pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The window: one screen at a time above the bottom bar. Only this file knows which screens there are.
Window {
    id: root

    required property Controller controller
    property bool animated: true
    property bool warmed: false
    // Told by the bridge's Fingers.
    property int cancelledTouches: 0
    readonly property SessionViewModel session: controller.session
    readonly property int currentScreen: session.currentScreen
    // Something lies over the whole screen and has its touches and keys.
    readonly property bool held: session.idlePrompt || controller.staff.currentPlace !== StaffPlaces.Nowhere

    width: 1600
    height: 900
    color: Theme.wallBottom
    title: controller.info.title
    onCancelledTouchesChanged: TouchState.cancelledTouches = cancelledTouches
    contentItem.transform: Scale {
        origin.x: root.width / 2
        xScale: Theme.mirrored ? -1 : 1
    }

    ReachArea {
        id: reach

        windowHeight: root.height
        wanted: root.session.reach && root.height > root.width
        pixelsPerMm: Theme.pixelsPerMm
        bottomMm: root.controller.info.bottom
        lowestMm: root.controller.info.lowestReachMm
        highestMm: root.controller.info.highestReachMm
    }

    ThemeSetter {
        windowSize: Qt.size(root.width, root.height)
        stageHeight: reach.tall
        upperHeight: reach.top
        reach: reach.wanted
        session: root.session
        animated: root.animated
        diagonal: root.controller.info.diagonal
    }

    NavigationShortcuts {
        enabled: !root.held
        controller: root.controller
        onBack: root.session.back()
        onCloser: by => root.session.zoomBy(by)
    }

    // The screens that a touch leads to from the loop are made ready once the first work stands.
    Timer {
        interval: 1500
        running: true
        onTriggered: {
            root.warmed = true;
            root.controller.readAloud.prepare();
        }
    }

    Loader {
        active: reach.wanted
        width: root.width
        height: reach.top

        sourceComponent: UpperPanel {
            readonly property SlideViewModel front: root.controller.loop.front === 0 ? root.controller.loop.slideA : root.controller.loop.slideB

            info: root.controller.info
            hung: root.currentScreen === Screens.Work ? !root.controller.work.written && !root.session.behindContentNote : root.currentScreen === Screens.Loop && front.kind === SlideKinds.Work && !front.work.written
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
            visible: root.currentScreen === Screens.Loop
            enabled: !root.session.displayPanelOpen
            controller: root.controller
            animated: root.animated
        }

        PicturePreloader {
            width: scene.width
            height: scene.height - Theme.stripHeight
            works: root.controller.preload
            imageLoader: root.controller.imageLoader
        }

        MainScreen {
            screen: Screens.Wall
            soon: true

            sourceComponent: WallScreen {
                controller: root.controller
            }
        }

        MainScreen {
            screen: Screens.Work
            soon: true

            sourceComponent: WorkScreen {
                controller: root.controller
            }
        }

        MainScreen {
            screen: Screens.Board

            sourceComponent: BoardScreen {
                controller: root.controller
            }
        }

        MainScreen {
            screen: Screens.Resources

            sourceComponent: ResourcesScreen {
                controller: root.controller
            }
        }

        MainScreen {
            screen: Screens.About

            sourceComponent: AboutScreen {
                controller: root.controller
            }
        }

        MainScreen {
            screen: Screens.Help

            sourceComponent: HelpScreen {
                controller: root.controller
            }
        }

        Loader {
            anchors.fill: parent
            active: root.session.displayPanelOpen

            sourceComponent: DisplayPanel {
                session: root.session
                info: root.controller.info
                aloud: root.controller.readAloud
                tall: root.height > root.width
            }
        }
    }

    BottomBar {
        id: bar

        y: reach.top + reach.tall - height
        width: root.width
        room: Math.round(reach.tall * root.controller.info.barShare)
        height: Math.max(room, leastHeight)
        enabled: !root.held
        controller: root.controller
    }

    Loader {
        anchors.fill: parent
        active: root.session.idlePrompt
        focus: active

        sourceComponent: IdlePrompt {
            focus: true
            beneath: reach.top
            secondsLeft: root.session.idlePromptSeconds
            onGoOn: root.session.keepGoing()
            onStartOver: root.session.goHome()
        }
    }

    StaffOverlay {
        beneath: reach.top
        staff: root.controller.staff
    }

    component MainScreen: ScreenLoader {
        anchors.fill: parent
        shown: root.currentScreen
        covered: root.session.displayPanelOpen
        warmed: root.warmed
    }
}
