pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// One work: its picture or its pages, with previous and next, a closer look, and the way back.
Item {
    id: root

    required property Controller controller
    readonly property Visit visit: controller.visit
    readonly property bool onPaper: controller.work.written
    readonly property bool closer: visit.zoom > 0
    // The picture is never mirrored: to its right is to its right.
    readonly property int way: Theme.mirrored ? -1 : 1
    readonly property bool zoomable: !visit.covered && !controller.work.written

    // A page of a text is turned like a page; behind the last one the next work hangs.
    function turn(by: int) {
        const page = visit.page + by;
        if (onPaper && !visit.covered && page >= 0 && page < view.pageCount)
            visit.turnPage(page);
        else
            visit.stepWork(by);
    }

    Swipe {
        id: swipe

        anchors.fill: parent
        anchors.bottomMargin: Theme.stripHeight
        able: root.visible && !root.closer
        onTurned: by => root.turn(by)

        WorkView {
            id: view

            anchors.fill: parent
            visible: !root.visit.covered
            card: root.controller.work
            shelf: root.controller.shelf
            event: root.controller.next
            exhibition: root.controller.info.title
            today: root.controller.info.today
            page: root.visit.page
            aloud: root.controller.aloud
            zoom: root.visit.zoom
            onTurned: page => root.visit.turnPage(page)
            onWorkTouched: root.visit.zoomBy(1)
            onZoomed: zoom => root.visit.zoomTo(zoom)
            shift: swipe.shift
        }

        ContentNote {
            anchors.fill: parent
            visible: root.visit.covered
            card: root.controller.work
            shift: swipe.shift
            onViewed: root.visit.reveal()
            onSkipped: root.visit.stepWork(1)
        }
    }

    TurnKeys {
        onAcross: by => root.closer ? view.pan(root.way * by, 0) : root.turn(by)
        onDown: by => view.pan(0, by)
    }

    ToolStrip {
        width: parent.width
        y: root.height - height
        onPaper: root.onPaper && !root.visit.covered
        // A closer look needs the room for its own tools.
        aloud: root.closer ? null : root.controller.aloud
        onBack: root.visit.back()

        Pill {
            visible: root.closer
            sign: "whole"
            name: qsTr("Whole picture")
            onActivated: root.visit.zoomTo(0)
        }

        Repeater {
            model: root.closer ? [["previous", -root.way, 0], ["up", 0, -1], ["down", 0, 1], ["next", root.way, 0]] : []

            Pill {
                required property var modelData

                sign: modelData[0]
                name: modelData[2] < 0 ? qsTr("Move up") : modelData[2] > 0 ? qsTr("Move down") : modelData[1] < 0 ? qsTr("Move left") : qsTr("Move right")
                onActivated: view.pan(modelData[1], modelData[2])
            }
        }

        Pill {
            visible: root.zoomable
            enabled: root.closer
            sign: "minus"
            name: qsTr("Smaller")
            onActivated: root.visit.zoomBy(-1)
        }

        Pill {
            objectName: "closer"
            visible: root.zoomable
            enabled: root.visit.zoom < view.deepest
            sign: "plus"
            name: qsTr("Closer")
            onActivated: root.visit.zoomBy(1)
        }

        Item {
            width: Theme.medium
            height: 1
        }

        Pill {
            visible: root.visit.workCount > 1 && !root.closer
            sign: "previous"
            name: qsTr("Previous work")
            onPaper: root.onPaper && !root.visit.covered
            onActivated: root.visit.stepWork(-1)
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            visible: !root.closer
            text: qsTr("%1 of %2").arg(root.visit.workNumber).arg(root.visit.workCount)
            wrapMode: Text.NoWrap
            color: root.onPaper && !root.visit.covered ? Theme.ink : Theme.light
        }

        Pill {
            visible: root.visit.workCount > 1 && !root.closer
            sign: "next"
            name: qsTr("Next work")
            onPaper: root.onPaper && !root.visit.covered
            onActivated: root.visit.stepWork(1)
        }
    }
}
