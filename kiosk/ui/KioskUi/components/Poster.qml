pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The poster in place of works: before the opening, after the end, and while no work is ready. A
// work that its artist released for it hangs here; else what is still ahead and still here is
// listed. The codes lead to the next event and to the whole programme.
Item {
    id: root

    required property InfoViewModel info
    required property PosterViewModel poster
    required property EventViewModel event
    required property ImageLoader imageLoader

    readonly property bool beside: Theme.posterBeside
    readonly property int innerWidth: width - 2 * Theme.margin
    // The lower edge of whatever stands at the foot.
    readonly property int lowerEdge: height - Theme.space(hasRail ? 20 : 40)
    // Two codes in one rail are a little smaller, so that a telephone sees one of them. Beside and
    // below a work, a code gives way before it is left out.
    readonly property int codeSide: {
        if (hasRail)
            return secondOffer !== null && Theme.programmeHasSecondCode
                ? Math.min(Theme.programmeCode, Theme.space(300)) : Theme.programmeCode;
        if (!wantsWork)
            return Theme.programmeCode;
        return Math.max(Theme.eventCode, Math.min(Theme.programmeCode, beside
            ? lowerEdge - listTop - aroundCode : Theme.space(Theme.wordScale < 1.1 ? 296 : 0)));
    }
    // The verb above a code, and the address below it.
    readonly property int aroundCode: Math.ceil(1.4 * (Theme.type(30) + Theme.label))
        + 2 * Theme.tiny
    // Without room for a code, its event is told in words.
    readonly property bool codeFits: hasRail || lowerEdge - listTop >= codeSide + aroundCode

    // What has a code: the next event, else a resource; and the whole programme.
    readonly property list<var> offers: {
        const found = [];
        if (event.payload !== "")
            found.push({ verb: event.verb, payload: event.payload, address: event.address });
        if (info.programmePayload !== "" && info.programmePayload !== event.payload)
            found.push({ verb: qsTr("Scan for all events"), payload: info.programmePayload,
                address: info.programmeAddress });
        if (event.payload === "" && poster.resource.payload !== "")
            found.unshift({ verb: poster.resource.verb, payload: poster.resource.payload,
                address: poster.resource.address });
        return found;
    }
    readonly property var firstOffer: offers.length > 0 ? offers[0] : null
    readonly property var secondOffer: offers.length > 1 ? offers[1] : null
    // What stands beside the first code: its event, or its resource.
    readonly property string offerNote: event.key !== "" ? event.heading
        : firstOffer !== null && firstOffer.payload === poster.resource.payload
        ? poster.resource.title : ""

    // The work: the largest that fits beside the words, or below them.
    readonly property size master: poster.work.size
    readonly property bool wantsWork: Theme.posterHasWork && poster.work.key !== ""
        && master.width > 0
    readonly property int workTop: beside ? Theme.space(48) : head.y + head.height + Theme.large
    readonly property int workFoot: beside ? height - Theme.space(40) : foot.y - Theme.medium
    // The words' place depends on the size beside them, and the size below them on their place.
    readonly property size sizeBeside: fitted(Math.round((innerWidth - Theme.space(72)) * 0.5),
        height - Theme.space(40) - Theme.space(48))
    readonly property size sizeBelow: fitted(innerWidth,
        foot.y - Theme.medium - (head.y + head.height + Theme.large))
    readonly property size workSize: beside ? sizeBeside : sizeBelow
    // A picture that would be a stamp is left out.
    readonly property bool hasWork: wantsWork
        && workSize.width * workSize.height >= 0.045 * width * height
    readonly property int workHeight: workSize.height + Theme.posterLabel + Theme.small

    // The picture's size in a room that holds its label too.
    function fitted(roomWidth: int, roomHeight: int): size {
        if (!wantsWork)
            return Qt.size(0, 0);
        const scale = Math.min(1, roomWidth / master.width,
            Math.max(0, roomHeight - Theme.posterLabel - Theme.small) / master.height);
        return Qt.size(Math.round(master.width * scale), Math.round(master.height * scale));
    }

    // The words' column.
    readonly property int wordsX: Theme.margin
        + (beside && wantsWork ? sizeBeside.width + Theme.space(72) : 0)
    readonly property int railTop: Theme.space(32)
    readonly property bool hasRail: beside && !wantsWork && firstOffer !== null
    readonly property int wordsWidth: width - Theme.margin - wordsX
        - (hasRail ? codeSide + Theme.margin : 0)
    // Between the head and the foot.
    readonly property int listTop: head.y + head.height + Theme.large
    readonly property int listFoot: foot.visible && !hasRail ? foot.y - Theme.medium : lowerEdge

    signal eventTouched(string key)
    signal resourceTouched(string key)

    Background {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        upper: root.hasWork ? root.poster.work.wallTop : Theme.wallTop
    }

    Column {
        id: head

        x: root.wordsX
        y: Theme.posterTop
        width: root.wordsWidth
        spacing: Theme.small

        Title {
            width: parent.width
            // The upper panel shows it instead.
            visible: text !== "" && !Theme.hasUpperPanel
            text: root.info.title
            lineHeight: Theme.titleLines
            // The news below is more important, so the name takes its room.
            maxHeight: Math.min(Theme.space(290), Math.round(root.height * 0.3))
            leastSize: Theme.atUsualSize(Theme.heading)
            size: Theme.posterTitle
        }

        Rectangle {
            width: Theme.space(192)
            height: Theme.space(6)
            color: Theme.gold
        }

        Item {
            width: 1
            height: Theme.tiny
            visible: root.info.poster !== ""
        }

        Title {
            width: parent.width
            visible: text !== ""
            text: root.info.poster
            color: Theme.gold
            lineHeight: Theme.workTitleLines
            size: Theme.posterNews
            weight: Font.DemiBold
        }

        Repeater {
            model: root.info.posterNote === "" ? [] : root.info.posterNote.split("\n")

            Title {
                required property string modelData

                width: head.width
                text: modelData
                lineHeight: Theme.workTitleLines
                size: Theme.prose
            }
        }
    }

    // A line outside of the picture, so that one as dark as the wall has an edge.
    Rectangle {
        visible: root.hasWork
        x: work.x - border.width
        y: work.y - border.width
        width: work.width + 2 * border.width
        height: work.height + 2 * border.width
        color: "transparent"
        border.width: Theme.hairline
        border.color: Theme.edgeLine
    }

    Picture {
        id: work

        visible: root.hasWork
        x: root.beside ? Theme.margin
            : Theme.margin + Math.round((root.innerWidth - width) / 2)
        y: root.workTop + Math.max(0, Math.round((root.workFoot - root.workTop
            - root.workHeight) / 2))
        width: root.workSize.width
        height: root.workSize.height
        imageLoader: root.imageLoader
        work: root.hasWork ? root.poster.work.key : ""
        masterSize: root.master
        alt: root.poster.work.alt
    }

    Item {
        id: label

        // Where the label begins, if there is room to its right.
        readonly property int start: root.beside ? 0 : work.x - Theme.margin
        readonly property bool stacked: Theme.posterLabelStacked
        readonly property int roomBesideArtist: width - Math.ceil(artistMetrics.advanceWidth)
            - Theme.small

        visible: root.hasWork
        x: root.beside ? work.x : Theme.margin
        y: work.y + work.height + Theme.small
        width: root.beside ? work.width : root.innerWidth
        height: Theme.posterLabel

        // A title gives way to the artist's name; the name gives way to nothing.
        AppText {
            id: workTitle

            x: Math.max(0, Math.min(label.start, label.width - width))
            visible: text !== ""
            width: Math.min(Math.ceil(implicitWidth),
                label.stacked ? label.width : Math.max(label.width / 2, label.roomBesideArtist))
            text: root.poster.work.title
            serif: true
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            font.pixelSize: Theme.body
        }

        AppText {
            id: workArtist

            readonly property bool below: label.stacked || !workTitle.visible
            readonly property int begin: below ? label.start
                : workTitle.x + workTitle.width + Theme.small
            readonly property bool hasFacts: Math.ceil(factsMetrics.advanceWidth) + 2
                <= label.width - (below ? 0 : begin)

            x: below ? Math.max(0, Math.min(begin, label.width - width)) : begin
            y: !below ? workTitle.baselineOffset - baselineOffset
                : workTitle.visible ? workTitle.height : 0
            visible: text !== ""
            width: Math.min(Math.ceil(implicitWidth), label.width - (below ? 0 : begin))
            text: hasFacts || root.poster.work.artist === "" ? factsMetrics.text
                : root.poster.work.artist
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            color: Theme.quietLight
            font.pixelSize: Theme.label
        }

        TextMetrics {
            id: artistMetrics

            text: root.poster.work.artist
            font: workArtist.font
        }

        TextMetrics {
            id: factsMetrics

            text: [root.poster.work.artist, root.poster.work.shortFacts].filter(
                words => words !== "").join(", ")
            font: workArtist.font
        }
    }

    PosterList {
        id: list

        // One entry alone is the event that its code's words tell already.
        visible: Theme.posterHasList && count > 0 && !(root.hasWork && !root.beside)
            && (root.hasRail || root.poster.titles.length > 1 || root.poster.eventCount === 0)
        x: root.wordsX
        y: Math.max(root.listTop, root.listFoot - height)
        width: root.wordsWidth
        room: root.listFoot - root.listTop
        poster: root.poster
        onEventTouched: key => root.eventTouched(key)
        onResourceTouched: key => root.resourceTouched(key)
    }

    // Whose exhibition it is and what it is about, where nothing else is to be told.
    Column {
        x: root.wordsX
        y: root.listFoot - height
        width: root.wordsWidth
        visible: !list.visible && !root.hasWork && y >= root.listTop
        spacing: Theme.small

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.summary
            serif: true
            lineHeight: 1.2
            font.pixelSize: Theme.caption
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.by
            color: Theme.quietLight
            font.pixelSize: Theme.body
        }
    }

    // The codes: one above the other in a rail, or side by side at the foot.
    Item {
        id: foot

        readonly property bool hasSecond: root.secondOffer !== null && Theme.programmeHasSecondCode
            && root.codeFits && !(root.wantsWork && root.beside) && separate
            && (root.hasRail || Theme.wordScale < 1.1)
        // As much between the two as keeps a telephone to one of them.
        readonly property bool separate: root.hasRail
            ? root.lowerEdge - second.implicitHeight + second.symbolTop
                - root.railTop - first.symbolBottom >= Math.max(first.symbol, second.symbol)
            : root.innerWidth - first.side - second.side
                + first.quiet + second.quiet >= Math.max(first.symbol, second.symbol)

        readonly property bool hasFirst: root.codeFits && root.firstOffer !== null
        readonly property bool tells: !root.hasRail && root.event.key !== ""
            && told.room >= Theme.space(180)

        visible: (hasFirst || tells) && (root.hasRail || y >= root.listTop)
        x: root.hasRail ? root.width - Theme.margin - width : root.wordsX
        y: root.hasRail ? root.railTop : root.lowerEdge - height
        width: root.hasRail ? root.codeSide : root.wordsWidth
        height: root.hasRail ? root.lowerEdge - root.railTop : !root.codeFits ? told.height
            : Math.max(first.implicitHeight, hasSecond ? second.implicitHeight : 0)

        PosterCode {
            id: first

            visible: foot.hasFirst
            width: root.codeSide
            y: root.hasRail ? 0 : foot.height - implicitHeight
            verb: root.firstOffer?.verb ?? ""
            payload: root.firstOffer?.payload ?? ""
            address: root.firstOffer?.address ?? ""
            note: !root.hasRail ? "" : list.visible || root.event.key === "" ? root.offerNote
                : `${root.event.shortTitle}\n${root.offerNote}`
            room: foot.height
            verbWidth: root.hasRail || foot.hasSecond ? width
                : Math.max(width, Math.min(foot.width,
                    Math.round(Theme.space(330) * Theme.wordScale)))
        }

        Touchable {
            id: told

            readonly property int room: (foot.hasSecond ? second.x - Theme.medium : foot.width) - x

            x: foot.hasFirst ? first.width + Theme.large : 0
            y: foot.hasFirst ? first.y + first.verbHeight : foot.height - height
            width: room
            height: Math.max(Theme.touch, tellsWords.height)
            visible: foot.tells
            name: root.event.title
            onActivated: root.eventTouched(root.event.key)

            Column {
                id: tellsWords

                width: parent.width
                spacing: Theme.tiny

                AppText {
                    width: parent.width
                    visible: text !== ""
                    text: root.event.heading
                    font.pixelSize: foot.hasSecond ? Theme.body : Theme.eventWords
                    font.weight: Font.Bold
                }

                Title {
                    width: parent.width
                    text: root.event.shortTitle
                    lineHeight: Theme.workTitleLines
                    maxHeight: Math.max(Theme.eventCode, first.side) - Theme.space(60)
                    leastSize: Theme.body
                    size: Theme.type(foot.hasFirst ? 46 : 40)
                }

                AppText {
                    width: parent.width
                    visible: text !== ""
                    text: root.event.status
                    font.weight: Font.Bold
                }
            }
        }

        PosterCode {
            id: second

            visible: foot.hasSecond
            x: root.hasRail ? 0 : foot.width - width
            y: foot.height - implicitHeight
            width: root.codeSide
            verb: root.secondOffer?.verb ?? ""
            payload: root.secondOffer?.payload ?? ""
            address: root.secondOffer?.address ?? ""
        }
    }
}
