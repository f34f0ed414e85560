pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// One of the loop's two slides. The front slide fades in over the other, which is hidden
// afterwards.
Item {
    id: root

    required property Controller controller
    required property SlideViewModel slide
    required property bool inFront
    property bool animated: true
    // Pixels by which a finger has dragged the work sideways. The slide that was swiped away stays
    // there until the other covers it.
    property real dragOffset: 0
    readonly property bool isWork: slide.kind === SlideKinds.Work
    readonly property bool isPicture: isWork && !slide.work.written
    readonly property bool onPaper: slide.kind === SlideKinds.Board || isWork && slide.work.written
    readonly property bool moreToRead: isWork && view.moreToRead

    z: inFront ? 1 : 0
    visible: inFront || coverTimer.running
    enabled: inFront

    // The first slide does not fade in, nor does the one that Home leads to.
    property bool started: false
    readonly property bool skipTransition: controller.session.skipTransition

    Component.onCompleted: started = true
    onAnimatedChanged: fade.complete()
    onSkipTransitionChanged: {
        if (skipTransition) {
            fade.complete();
            coverTimer.stop();
        }
    }
    onInFrontChanged: {
        // Read here instead of bound: a binding might be updated after this handler.
        const fading = started && animated && Theme.crossfade > 0
            && !controller.session.skipTransition;
        if (inFront) {
            dragOffset = 0;
            controller.loop.reportPages(slide.work.key, view.pageCount);
            controller.loop.reportCaption(slide.work.key, view.shownCaption);
        }
        if (!inFront && fading) {
            coverTimer.restart();
        } else if (fading) {
            opacity = 0;
            fade.restart();
        }
    }

    NumberAnimation {
        id: fade

        target: root
        property: "opacity"
        to: 1
        duration: Theme.crossfade
        easing.type: Easing.InOutQuad
    }

    Timer {
        id: coverTimer

        interval: Theme.crossfade
    }

    WorkView {
        id: view

        anchors.fill: parent
        visible: root.isWork
        work: root.slide.work
        imageLoader: root.controller.imageLoader
        event: root.controller.board.nextEvent
        exhibition: root.controller.info.title
        today: root.controller.info.today
        page: root.slide.page
        inLoop: true
        dragOffset: root.dragOffset
        onShownCaptionChanged: {
            if (root.inFront)
                root.controller.loop.reportCaption(work.key, shownCaption);
        }
        onWorkTouched: root.controller.session.openSlide()
        onEventTouched: key => root.controller.session.openEvent(key)
        // A hidden slide may still report the pages of its previous work.
        onPagesKnown: (key, count) => {
            if (root.inFront)
                root.controller.loop.reportPages(key, count);
        }
    }

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.stripFoot
        active: root.slide.kind === SlideKinds.Board || item !== null
        visible: root.slide.kind === SlideKinds.Board
        sourceComponent: ProgrammeView {
            programme: root.controller.board.programme
            nextEvent: root.controller.board.nextEvent
            info: root.controller.info
            interactive: false
        }
    }

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.stripHeight
        active: root.slide.kind === SlideKinds.Poster || item !== null
        visible: root.slide.kind === SlideKinds.Poster
        sourceComponent: Poster {
            info: root.controller.info
            event: root.controller.board.nextEvent
            soonest: root.controller.board.soonest
            onEventTouched: key => root.controller.session.openEvent(key)
        }
    }

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.stripHeight
        active: root.slide.kind === SlideKinds.Notice || item !== null
        visible: root.slide.kind === SlideKinds.Notice
        sourceComponent: NoticeSlide {
            notice: root.slide.notice
        }
    }

    Touchable {
        anchors.fill: parent
        anchors.bottomMargin: Theme.stripHeight
        visible: root.slide.kind === SlideKinds.Board
        onPaper: true
        scrollable: true
        frameInset: Theme.space(6)
        name: qsTr("Open the events")
        onActivated: root.controller.session.openSlide()
    }
}
