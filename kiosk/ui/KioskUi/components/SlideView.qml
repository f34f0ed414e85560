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
    // The loop is what visitors see.
    property bool onScreen: true
    // Pixels by which a finger has dragged the work sideways. The slide that was swiped away stays
    // there until the other covers it.
    property real dragOffset: 0
    readonly property bool isWork: slide.kind === SlideKinds.Work
    readonly property bool isPicture: isWork && !slide.work.written
    // The poster shows more than the exhibition's own words.
    readonly property bool posterIsFull: slide.kind === SlideKinds.Poster
        && (controller.poster.work.key !== "" || controller.poster.titles.length > 0)
    readonly property bool isEvent: slide.kind === SlideKinds.Event
    readonly property bool onPaper: slide.kind === SlideKinds.Board || isEvent
        || isWork && slide.work.written

    z: inFront ? 1 : 0
    visible: inFront || coverTimer.running
    enabled: inFront

    // The first slide does not fade in, nor does the one that Home leads to.
    property bool started: false
    readonly property bool skipTransition: controller.session.skipTransition

    // A hidden slide may still have the pages and the words of its previous work.
    function report() {
        if (inFront && isWork) {
            controller.loop.reportPages(slide.work.key, isPicture ? picture.pageCount : 1);
            controller.loop.reportShown(slide.work.key,
                isPicture ? picture.shownCaption : written.words);
        }
    }

    // Its picture is there, or cannot be had.
    readonly property bool complete: !isPicture || picture.complete

    function openingScene(target: Item): var {
        return isPicture && opacity === 1 && dragOffset === 0 ? picture.openingScene(target) : null;
    }

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
            report();
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

    PictureView {
        id: picture

        anchors.fill: parent
        visible: root.isPicture
        work: root.slide.work
        imageLoader: root.controller.imageLoader
        event: root.controller.board.nextEvent
        page: root.slide.page
        inLoop: true
        arrival: root.opacity
        dragOffset: root.dragOffset
        onShownCaptionChanged: root.report()
        onWorkTouched: root.controller.session.openSlide()
        onEventTouched: key => root.controller.session.openEvent(key)
        onPageCountChanged: root.report()
    }

    WrittenSlide {
        id: written

        anchors.fill: parent
        visible: root.isWork && root.slide.work.written
        work: root.slide.work
        event: root.controller.board.nextEvent
        dragOffset: root.dragOffset
        onWorkTouched: root.controller.session.openSlide()
        onEventTouched: key => root.controller.session.openEvent(key)
        onWordsChanged: root.report()
    }

    // The next work may have as many pages, which changes no property.
    Connections {
        target: root.slide.work

        function onChanged() {
            root.report();
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
            // Ready before it fades in.
            active: root.onScreen && root.slide.kind === SlideKinds.Board
        }
    }

    // Behind the logos' row, which takes the poster's foot.
    Background {
        anchors.fill: parent
        visible: logos.visible
    }

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.stripFoot + (logos.visible ? root.height - logos.y
            - Theme.stripFoot : 0)
        active: root.slide.kind === SlideKinds.Poster || item !== null
        visible: root.slide.kind === SlideKinds.Poster
        sourceComponent: Poster {
            info: root.controller.info
            poster: root.controller.poster
            event: root.controller.board.nextEvent
            imageLoader: root.controller.imageLoader
            onEventTouched: key => root.controller.session.openEvent(key)
            onResourceTouched: key => {
                root.controller.session.openScreen(Screens.Resources);
                root.controller.session.openResource(key);
            }
        }
    }

    LogoStrip {
        id: logos

        // Above what the strip says to touch.
        y: root.height - height - (root.posterIsFull ? Theme.stripFoot : Theme.stripHeight)
        width: root.width
        visible: filled && root.slide.kind === SlideKinds.Poster
        imageLoader: root.controller.imageLoader
        logos: root.controller.info.logos
        slots: root.controller.info.logoSlots
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

    Loader {
        anchors.fill: parent
        anchors.bottomMargin: Theme.stripFoot
        active: root.isEvent || item !== null
        visible: root.isEvent
        sourceComponent: EventSlide {
            event: root.controller.board.told(root.slide.eventKey)
            language: root.controller.session.language
        }
    }

    Touchable {
        anchors.fill: parent
        anchors.bottomMargin: Theme.stripHeight
        visible: root.isEvent || root.slide.kind === SlideKinds.Board
        onPaper: true
        scrollable: true
        frameInset: Theme.space(6)
        name: root.isEvent ? qsTr("Open the event") : qsTr("Open the events")
        onActivated: root.controller.session.openSlide()
    }
}
