pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A picture with its words, and in the loop the next event. The picture has the same place in the
// loop and on its own screen, so that a touch moves nothing.
Item {
    id: root

    required property WorkViewModel work
    required property ImageLoader imageLoader
    required property EventViewModel event
    property int page: 0
    property bool inLoop: false
    property real arrival: 1
    // Null in the loop, where nothing is read aloud.
    property ReadAloud readAloud: null
    property real zoom: 0
    // Pixels by which a finger has dragged the work sideways.
    property real dragOffset: 0

    readonly property bool shown: !work.written && work.key !== ""
    readonly property int pageCount: label.pageCount
    readonly property bool counted: label.counted
    readonly property bool moreToRead: label.fitted.shortened
    readonly property alias maxZoom: picture.maxZoom
    // The controls of an opened picture, which stand below its words or beside them. They are made
    // with the view: words that did not know their height yet would be set twice.
    property alias tools: foot.data
    readonly property bool stacked: layout.arrangement === PictureLayout.Stacked
    readonly property bool across: layout.arrangement === PictureLayout.Across
    // Between the caption and the event.
    readonly property int gap: Theme.space(stacked ? 32 : 60)
    // Where the words are side by side, the event has the last part of the width, and a caption
    // stands beside its title if both have room. Where they are stacked, the label leaves the
    // code's part, but for a title of one line above the code.
    readonly property int eventWidth: across ? Math.round(Math.min(layout.wordsWidth * 0.52,
        Theme.space(660 * (1 + 0.7 * (Theme.wordScale - 1))))) : layout.wordsWidth
    readonly property bool besideCode: stacked && strip.leastWidth > 0
        && strip.usualForm === EventStrip.Beside
    readonly property int labelWidth: across ? layout.wordsWidth - eventWidth - Theme.large
        : besideCode ? layout.wordsWidth - strip.leastWidth - Theme.large : layout.wordsWidth
    readonly property bool titleAbove: besideCode && Theme.wordsBelow - Theme.wordsFoot
        - strip.codeHeight >= Theme.workTitle * 1.1
        && TextRuler.lines(work.title, Theme.serif, Theme.workTitle, Font.Normal,
            layout.wordsWidth) === 1
    readonly property bool withEvent: strip.fits
    // Beside an opened picture's head, where large words leave a caption no room below it: in the
    // event's place. The controls then have a row of their own below both.
    readonly property bool captionAtEnd: across && !inLoop && !captionBesideTitle
        && label.headHeight + Theme.small + foot.rowHeight <= layout.words.height
    readonly property bool captionBesideTitle: across && labelWidth >= Theme.space(1000)
        * Theme.wordScale

    // On a tall stage one sentence stays, if it has room at all.
    readonly property int labelNeeds: stacked ? label.leastHeight : label.headHeight

    readonly property bool complete: picture.complete

    // The part of the caption that the loop shows.
    readonly property string shownCaption: label.fitted.text

    signal turned(int page)
    signal eventTouched(string key)
    signal workTouched
    signal zoomed(real zoom)

    function pan(across: int, down: int) {
        picture.pan(across, down);
    }

    // The height of stacked words with a label of this height, and the event in its usual form.
    function wordsWith(labelHeight: int): int {
        const high = labelHeight + (strip.hasEvent ? gap + strip.leastWords : 0);
        return Math.max(high, (titleAbove ? Math.ceil(Theme.workTitle * 1.1) : 0)
            + (besideCode ? strip.leastHeight : 0));
    }

    // The picture and its wall in pixels of ``target``: what KioskWindow draws before all this is
    // there. Null while the picture is not.
    function openingScene(target: Item): var {
        if (!picture.ready)
            return null;
        return {
            work: work.key,
            wall: wall.wall,
            wallPlace: target.mapFromItem(wall, 0, 0, wall.width, wall.height),
            paintedWidth: wall.painted.width,
            paintedHeight: wall.painted.height,
            edge: target.mapFromItem(edge, 0, 0, edge.width, edge.height),
            edgeWidth: edge.border.width,
            edgeColor: String(edge.border.color),
            picture: picture.paintedOn(target),
            pictureSource: String(picture.url)
        };
    }

    PictureLayout {
        id: layout

        width: root.width
        height: root.height
        master: root.work.written ? Qt.size(0, 0) : root.work.size
        shown: root.work.written ? Qt.size(0, 0) : root.work.pictureSize
        leastWords: arrangement === PictureLayout.Across
            ? Math.max(label.headHeight, strip.leastHeight) : root.wordsWith(root.labelNeeds)
        sentenceWords: arrangement === PictureLayout.Across ? label.leastHeight : 0
        bare: root.inLoop && root.work.bare && !strip.hasEvent
        allWords: arrangement === PictureLayout.Across ? leastWords
            : Math.max(leastWords, root.wordsWith(label.wholeHeight))
    }

    Background {
        id: wall

        anchors.fill: parent
        // The background also fills the upper part behind a picture, and goes on to the seam.
        anchors.bottomMargin: -Theme.small
        anchors.topMargin: layout.above ? -Theme.upperHeight : 0
        upper: root.work.wallTop
    }

    // A line outside of the picture, so that one as dark as the wall has an edge.
    Rectangle {
        id: edge

        x: layout.picture.x + root.dragOffset - border.width
            + Math.round((layout.picture.width - layout.pictureSize.width) / 2)
        y: layout.picture.y - border.width
            + Math.round((layout.picture.height - layout.pictureSize.height) / 2)
        width: layout.pictureSize.width + 2 * border.width
        height: layout.pictureSize.height + 2 * border.width
        color: "transparent"
        border.width: Theme.hairline
        border.color: Theme.edgeLine
    }

    TilePicture {
        id: picture

        x: layout.picture.x
        y: layout.picture.y
        width: layout.picture.width
        height: layout.picture.height
        imageLoader: root.imageLoader
        work: root.work
        inLoop: root.inLoop
        zoom: root.zoom
        dragOffset: root.dragOffset
        onTouched: root.workTouched()
        onZoomed: zoom => root.zoomed(zoom)
    }

    PictureLabel {
        id: label

        readonly property int taken: root.inLoop
            ? (root.across || !root.withEvent ? 0
                : root.gap + strip.height - (root.stacked ? strip.wordsTop : 0))
            : root.across && !root.captionAtEnd ? 0 : foot.height + Theme.tiny

        x: layout.words.x + root.dragOffset
        y: layout.words.y
        width: root.captionAtEnd ? layout.wordsWidth : root.labelWidth
        titleWidth: root.titleAbove ? layout.wordsWidth : width
        headPart: root.captionAtEnd ? root.labelWidth : 0
        belowWidth: root.captionBesideTitle ? 0 : root.labelWidth
        height: layout.words.height - taken
        arrival: root.arrival
        captionBeside: root.captionBesideTitle || root.captionAtEnd
        work: root.work
        inLoop: root.inLoop
        openWidth: root.across ? width : layout.wordsWidth
        needed: root.shown
        readAloud: root.readAloud
        page: root.page
        onTurned: page => root.turned(page)
    }

    // Where the picture hangs above the stage, its label opens the work too.
    Touchable {
        visible: root.inLoop && layout.above
        name: qsTr("Open %1").arg(root.work.name)
        x: label.x
        y: label.y
        width: label.width
        height: label.height
        scrollable: true
        onActivated: root.workTouched()
    }

    EventStrip {
        id: strip

        x: root.across ? layout.words.x + layout.words.width - width : layout.words.x
        y: layout.words.y + (root.across ? 0 : layout.words.height - height)
        width: root.eventWidth
        visible: root.inLoop && root.withEvent
        room: layout.words.height - (root.across ? 0 : root.titleAbove
            ? Math.ceil(Theme.workTitle * 1.1)
            : root.besideCode ? 0 : root.labelNeeds + root.gap)
        roomForWords: root.besideCode ? layout.words.height - root.labelNeeds - root.gap : room
        wordsAtFoot: root.stacked
        besideOnly: root.besideCode
        event: root.event
        needed: root.shown
        onActivated: root.eventTouched(root.event.key)
    }

    Item {
        id: foot

        // The height of its controls where they have the full width.
        readonly property int rowHeight: Theme.footControl

        x: root.across ? layout.words.x + layout.words.width - width : layout.words.x
        y: layout.words.y + layout.words.height - height
        width: root.captionAtEnd ? layout.wordsWidth : root.eventWidth
        height: childrenRect.height
    }
}
