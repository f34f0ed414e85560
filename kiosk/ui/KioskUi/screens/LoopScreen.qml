pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The loop: two slides, one over the other. The bar has previous, pause and next.
Item {
    id: root

    required property Controller controller
    property bool animated: true
    readonly property SessionViewModel session: controller.session
    readonly property Item frontSlide: controller.loop.front === 0 ? slideA : slideB
    readonly property bool onPaper: (frontSlide as SlideView).onPaper
    // The folder has no content yet, so a touch opens nothing.
    readonly property bool nothingToOpen: !session.hasWorks && controller.info.about === ""
        && controller.board.nextEvent.key === ""
    readonly property int frontKind: (frontSlide as SlideView).slide.kind
    readonly property string hint: nothingToOpen || frontKind === SlideKinds.Notice
        || frontKind === SlideKinds.Board || frontKind === SlideKinds.Event
        || (frontSlide as SlideView).posterIsFull ? "" : qsTr("Touch to explore")

    // Nothing that the slide in front shows is still being loaded.
    readonly property bool complete: (frontSlide as SlideView).complete
    readonly property string frontWork: (frontSlide as SlideView).slide.work.key

    function openingScene(target: Item): var {
        return (frontSlide as SlideView).openingScene(target);
    }

    Swipe {
        id: swipe

        anchors.fill: parent
        swipeEnabled: root.visible && root.session.slideCount > 1
        onDragOffsetChanged: (root.frontSlide as SlideView).dragOffset = dragOffset
        onTurned: by => root.controller.loop.step(by)

        SlideView {
            id: slideA

            controller: root.controller
            slide: root.controller.loop.slideA
            inFront: root.controller.loop.front === 0
            animated: root.animated && root.visible
            onScreen: root.visible
            anchors.fill: parent
        }

        SlideView {
            id: slideB

            controller: root.controller
            slide: root.controller.loop.slideB
            inFront: root.controller.loop.front === 1
            animated: root.animated && root.visible
            onScreen: root.visible
            anchors.fill: parent
        }
    }

    PagingShortcuts {
        onAcross: by => root.controller.loop.step(by)
    }

    // After the crossfade, the hidden slide loads the next turn.
    Connections {
        target: root.controller.loop

        function onFrontChanged() {
            afterFade.restart();
        }
    }

    Timer {
        id: afterFade

        running: true
        interval: Theme.slidePreparation
        onTriggered: root.controller.loop.prepareNext()
    }

    ToolStrip {
        z: 2
        width: parent.width
        y: root.height - height
        onPaper: root.onPaper

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            // A work tells by itself that there is more to read.
            visible: !(root.frontSlide as SlideView).isWork
            text: root.hint
            wrapMode: Text.NoWrap
            color: root.onPaper ? Theme.ink : Theme.light
            font.weight: Font.DemiBold
        }
    }
}
