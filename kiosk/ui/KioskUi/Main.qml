pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// What fills the window: one screen at a time above the bottom bar. Only this file knows all
// screens.
Item {
    id: root

    required property Controller controller
    property bool animated: true
    property bool prepared: false
    // What stands over all this until it is drawn; null for nothing.
    property Opening opening: null
    // Degrees clockwise by which the scene is turned in the window: 0, 90, 180 or 270.
    property int turn: 0
    readonly property color background: Theme.wallBottom
    // Everything that is seen, at the size at which it is read; it is turned as a whole.
    readonly property Item turnedScene: turned
    // Set by RestingTouchFilter.
    property int cancelledTouches: 0
    readonly property SessionViewModel session: controller.session
    readonly property int currentScreen: session.currentScreen
    // An emergency, the idle prompt or the staff screen covers everything and takes touches and
    // keys.
    readonly property bool overlaid: Theme.asking || controller.notices.emergency
        || controller.staff.currentView !== StaffViews.Closed

    anchors.fill: parent
    onCancelledTouchesChanged: TouchState.cancelledTouches = cancelledTouches

    // What the opening shows of the slide in front; null where that is no picture, or not at rest.
    function openingScene(): var {
        const shown = loop.openingScene(turned);
        if (!shown || root.currentScreen !== Screens.Loop || reach.wanted || Theme.contrast)
            return null;
        return Object.assign(shown, {
            bar: bar.mapToItem(turned, 0, bar.groundTop).y,
            barColor: String(Theme.barGround),
            background: String(root.background),
            mirrored: Theme.mirrored
        });
    }

    Binding {
        target: root.Window.window
        property: "color"
        value: root.background
    }

    Binding {
        target: root.Window.window
        property: "title"
        value: root.controller.info.title
    }

    // The opening goes with the frame that holds its picture again, or with the first one where
    // the loop begins with something else.
    Binding {
        target: root.opening
        property: "covered"
        value: true
        when: root.opening && (loop.complete || root.currentScreen !== Screens.Loop
            || root.opening.work !== loop.frontWork)
        restoreMode: Binding.RestoreNone
    }

    Binding {
        target: Theme
        property: "asking"
        value: root.session.idlePrompt
    }

    Item {
        id: turned

        width: Theme.onItsSide ? root.height : root.width
        height: Theme.onItsSide ? root.width : root.height
        transform: Turn {
            degrees: root.turn
            windowSize: Qt.size(root.width, root.height)
        }

        // The picture that is turned holds nothing of what lies below.
        Rectangle {
            anchors.fill: parent
            visible: root.turn !== 0
            color: root.background
        }

        Item {
            id: frame

            anchors.fill: parent
            transform: Scale {
                origin.x: frame.width / 2
                xScale: Theme.mirrored ? -1 : 1
            }

            ReachArea {
                id: reach

                windowHeight: frame.height
                wanted: root.session.reach && Theme.tallWindow
                pixelsPerMm: Theme.pixelsPerMm
                bottomMm: root.controller.info.bottom
                lowestMm: root.controller.info.lowestReachMm
                highestMm: root.controller.info.highestReachMm
            }

            ThemeSetter {
                windowSize: Qt.size(frame.width, frame.height)
                stageHeight: reach.tall
                upperHeight: reach.top
                reach: reach.wanted
                session: root.session
                animated: root.animated
                turn: root.turn
                diagonal: root.controller.info.diagonal
                info: root.controller.info
            }

            NavigationShortcuts {
                enabled: !root.overlaid
                controller: root.controller
                onBack: root.session.back()
                onZoomed: by => root.session.zoomBy(by)
            }

            // Loads the screens that one touch on the loop opens, after the first work is shown.
            Timer {
                interval: Theme.screenPreparation
                running: true
                onTriggered: {
                    root.prepared = true;
                    root.controller.readAloud.prepare();
                }
            }

            Loader {
                active: reach.wanted
                width: frame.width
                height: reach.top

                sourceComponent: UpperPanel {
                    readonly property SlideViewModel front: root.controller.loop.front === 0
                        ? root.controller.loop.slideA : root.controller.loop.slideB

                    info: root.controller.info
                    hasPicture: root.currentScreen === Screens.Work
                        ? !root.controller.work.written && !root.session.behindContentNote
                        : root.currentScreen === Screens.Loop
                            && front.kind === SlideKinds.Work && !front.work.written
                }
            }

            Item {
                id: scene

                y: reach.top + band.height
                width: frame.width
                height: reach.tall - band.height - bar.height
                enabled: !root.overlaid

                LoopScreen {
                    id: loop

                    visible: root.currentScreen === Screens.Loop
                    enabled: !root.session.displayPanelOpen
                    controller: root.controller
                    animated: root.animated

                    // Hidden, it is laid out when it is shown again.
                    Binding on width {
                        value: scene.width
                        when: loop.visible
                        restoreMode: Binding.RestoreNone
                    }

                    Binding on height {
                        value: scene.height
                        when: loop.visible
                        restoreMode: Binding.RestoreNone
                    }
                }

                PicturePreloader {
                    width: scene.width
                    height: scene.height
                    works: root.controller.preload
                    imageLoader: root.controller.imageLoader
                }

                MainScreen {
                    screen: Screens.Wall
                    prepareEarly: true

                    sourceComponent: WallScreen {
                        controller: root.controller
                    }
                }

                MainScreen {
                    screen: Screens.Work
                    prepareEarly: true

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
                        readAloud: root.controller.readAloud
                        keypad: root.controller.keypad
                    }
                }
            }

            NoticeBand {
                id: band

                y: reach.top
                width: frame.width
                notices: root.controller.notices
                opened: root.currentScreen !== Screens.Loop
            }

            BottomBar {
                id: bar

                y: reach.top + reach.tall - height
                width: frame.width
                height: implicitHeight
                enabled: !root.overlaid
                animated: root.animated
                paperAbove: root.currentScreen === Screens.Loop ? loop.onPaper
                    : root.currentScreen === Screens.Work
                    ? root.controller.work.written && !root.session.behindContentNote
                    : root.currentScreen !== Screens.Wall
                controller: root.controller
            }

            Loader {
                anchors.fill: parent
                active: root.session.idlePrompt
                focus: active

                sourceComponent: IdlePrompt {
                    readonly property SlideViewModel front: root.controller.loop.front === 0
                        ? root.controller.loop.slideA : root.controller.loop.slideB
                    readonly property WorkViewModel work: root.currentScreen === Screens.Loop
                        ? front.work : root.controller.work

                    focus: true
                    scene: scene
                    seconds: root.session.idlePromptSeconds
                    workOpen: root.currentScreen === Screens.Work
                        || root.currentScreen === Screens.Loop
                    onPaper: bar.paperAbove
                    upper: workOpen && !onPaper ? work.wallTop : Theme.wallTop
                    onGoOn: root.session.keepGoing()
                    onStartOver: root.session.goHome()
                }
            }

            Loader {
                anchors.horizontalCenter: parent.horizontalCenter
                // Clear of the strip above the bar, where Back or a pager may stand.
                y: bar.y - height - Theme.large - Theme.stripHeight
                active: root.controller.keypad.heading !== ""

                sourceComponent: KeypadHint {
                    heading: root.controller.keypad.heading
                    words: root.controller.keypad.words
                    room: frame.width
                }
            }

            DarkCurtain {
                x: -Theme.across(Qt.vector2d(turned.x, turned.y))
                y: -Theme.down(Qt.vector2d(turned.x, turned.y))
                width: frame.width
                height: frame.height
                visible: root.session.dark
                onTouched: root.session.lightUp()
            }

            Connections {
                target: root.controller.keypad

                function onPaged(by: int) {
                    KeypadState.paged(by);
                }
            }

            // The whole window, also while the scene is shifted against burn-in.
            Loader {
                x: -Theme.across(Qt.vector2d(turned.x, turned.y))
                y: -Theme.down(Qt.vector2d(turned.x, turned.y))
                width: frame.width
                height: frame.height
                active: root.controller.notices.emergency

                sourceComponent: EmergencyNotice {
                    notices: root.controller.notices
                }
            }

            StaffOverlay {
                notices: root.controller.notices
                sceneShift: Qt.vector2d(turned.x, turned.y)
                stageTop: reach.top
                staff: root.controller.staff
            }
        }
    }

    ScanFrames {
        parent: turned
        z: 10
        anchors.fill: parent
        visible: !root.session.dark
        boxes: root.controller.scanner.boxes
    }

    Loader {
        active: root.turn !== 0

        sourceComponent: TurnedPicture {
            scene: turned
            degrees: root.turn
            windowSize: Qt.size(root.width, root.height)
            shift: Qt.point(turned.x, turned.y)
        }
    }

    component MainScreen: ScreenLoader {
        place: scene
        shown: root.currentScreen
        panelOpen: root.session.displayPanelOpen
        prepared: root.prepared
    }
}
