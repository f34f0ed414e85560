pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The programme at a glance: every event of the coming weeks that has room, by day, beside the code
// of the next event and that of the whole programme.
Item {
    id: root

    required property KeyedListModel programme
    required property EventViewModel nextEvent
    required property InfoViewModel info
    // False in the loop, where one touch opens the events.
    property bool interactive: true
    // While it is not, no event is laid out.
    property bool active: visible
    property bool hasMonth: false
    property bool hasTracks: false
    property bool hasChoices: false
    // What the programme is filtered by, and how many events fit it.
    property string filterWords
    property string filterCount
    property int page: 0
    readonly property int pageCount: list.pageCount
    readonly property int shownPage: list.shownPage
    readonly property bool counted: list.counted
    readonly property bool loading: list.busy
    readonly property int roles: ItemRoles.Loader
    readonly property bool tall: Theme.oneColumn
    readonly property bool empty: programme.complete && entries.count === 0
    readonly property int innerWidth: width - 2 * Theme.margin
    readonly property bool hasCode: nextEvent.payload !== "" && hasRoomForCodes
    // Large words leave one code; it goes by its event.
    readonly property bool hasSecondCode: info.programmePayload !== ""
        && Theme.programmeHasSecondCode && hasRoomForCodes && (tall || hasRoomForTwo)
    // One below the other; a size at which they stand apart, 0 where there is none.
    readonly property int sizeForTwo: [codeSide, Theme.lesserCode]
        .find(size => first.standsApart(second, size, height - Theme.small)) ?? 0
    readonly property bool hasRoomForTwo: !hasCode || sizeForTwo > 0
    readonly property int codeSize: !tall && hasCode && hasSecondCode && sizeForTwo > 0 ? sizeForTwo
        : codeSide
    readonly property bool hasBand: Theme.programmeHasBand
    readonly property int codeSide: Theme.programmeCode
    readonly property bool hasRoomForCodes: tall
        || innerWidth - codeSide - Theme.margin >= Theme.leastProgramme
    readonly property int railWidth: !tall && hasRoomForCodes && (hasCode || hasSecondCode)
        ? codeSide : 0
    readonly property int listWidth: innerWidth - (railWidth > 0 ? railWidth + Theme.margin : 0)
    readonly property int footHeight: !tall ? 0 : Theme.medium
        + Math.max(hasCode ? first.implicitHeight : 0, hasSecondCode ? second.implicitHeight : 0)
    readonly property bool filtered: filterWords !== ""
    // The other views stand on a line of their own where the head has no room for them, and for
    // the pager that may come.
    readonly property bool waysBelow: ways.width > 0 && name.width + ways.width + 2 * Theme.touch
        + Math.ceil(4.5 * Theme.body) + 3 * Theme.small + Theme.medium > listWidth
    readonly property int headEnd: waysBelow ? ways.y + ways.height : head.y + head.height
    readonly property int listTop: filtered ? chosenLine.y + chosenLine.height + Theme.small
        : hasBand && !waysBelow ? Theme.space(146) : headEnd + Theme.small
    readonly property int listHeight: height - listTop - Theme.medium - footHeight

    signal chosen(string key)
    signal monthAsked
    signal tracksAsked
    signal filterAsked
    signal turned(int page)

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        color: Theme.paper
    }

    ProgrammeList {
        id: list

        source: root.programme
        width: root.listWidth
        height: Math.max(0, root.listHeight)
        unit: Theme.unit
        textScale: Theme.programmeScale
        leastRow: Theme.leastTouch
        leastType: Theme.leastType
        tall: root.tall
        page: root.page
        active: root.active
    }

    Item {
        id: head

        x: Theme.margin
        y: Theme.space(28)
        width: root.listWidth
        height: Math.max(name.height, controls.height)

        AppText {
            id: name

            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Events")
            serif: true
            wrapMode: Text.NoWrap
            color: Theme.ink
            font.pixelSize: Math.min(Theme.title, Theme.space(75))
        }

        AppText {
            x: name.width + Theme.medium
            y: name.y + name.baselineOffset - baselineOffset
            width: controls.x - x - Theme.medium
            visible: contentWidth <= width
            text: root.info.today
            serif: true
            wrapMode: Text.NoWrap
            color: Theme.ink
            font.pixelSize: Math.round(name.font.pixelSize * 0.7)
        }

        Row {
            id: controls

            x: parent.width - width
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.small

            Pager {
                objectName: "list"
                page: root.shownPage
                pageCount: root.pageCount
                counted: root.counted
                visible: root.interactive && (pageCount > 1 || !counted)
                onPaper: true
                onTurned: page => root.turned(page)
            }

            Item {
                visible: !root.waysBelow && ways.width > 0
                width: ways.width
                height: ways.height
            }
        }
    }

    Row {
        id: ways

        x: root.waysBelow ? Theme.margin : head.x + head.width - width
        y: root.waysBelow ? head.y + head.height + Theme.tiny
            : head.y + Math.round((head.height - height) / 2)
        spacing: Theme.small

        Pill {
            objectName: "filter"
            visible: root.interactive && root.hasChoices
            text: qsTr("Show only")
            selected: root.filtered
            onPaper: true
            onActivated: root.filterAsked()
        }

        Pill {
            visible: root.interactive && root.hasTracks
            text: qsTr("By place")
            onPaper: true
            onActivated: root.tracksAsked()
        }

        Pill {
            visible: root.interactive && root.hasMonth
            text: qsTr("Month")
            onPaper: true
            onActivated: root.monthAsked()
        }
    }

    AppText {
        id: chosenLine

        x: Theme.margin
        y: root.headEnd + Theme.tiny
        width: root.listWidth
        visible: root.filtered
        text: qsTr("%1 · %2").arg(root.filterWords).arg(root.filterCount)
        color: Theme.ink
        font.pixelSize: Theme.body
        font.weight: Font.DemiBold
    }

    // The exhibition itself, among what takes place.
    Item {
        x: Theme.margin
        y: Theme.space(98)
        width: root.listWidth
        height: Theme.space(40)
        visible: root.hasBand && !root.waysBelow && !root.filtered && exhibition.text !== ""
            && exhibition.implicitWidth <= width - exhibition.x

        Rectangle {
            id: band

            y: Math.round((parent.height - height) / 2)
            width: Theme.space(72)
            height: Theme.space(10)
            radius: height / 2
            color: Theme.goldInk
        }

        AppText {
            id: exhibition

            x: band.width + Theme.small
            anchors.verticalCenter: parent.verticalCenter
            text: root.info.title
            serif: true
            wrapMode: Text.NoWrap
            color: Theme.ink
            font.pixelSize: Theme.body
            font.weight: Font.DemiBold
        }

        AppText {
            x: exhibition.x + exhibition.width + Theme.small
            width: parent.width - x
            y: exhibition.y + exhibition.baselineOffset - baselineOffset
            visible: contentWidth <= width
            text: root.info.programmeBand
            wrapMode: Text.NoWrap
            color: Theme.ink
            font.pixelSize: Theme.body
        }
    }

    Item {
        x: Theme.margin
        y: root.listTop
        width: root.listWidth
        height: root.listHeight

        Repeater {
            id: entries

            model: list

            ProgrammeRow {
                id: row

                required property string key
                required property real rowY

                y: rowY
                width: root.listWidth
                bleed: Theme.margin
                form: list.form
                sizes: list.sizes
                columns: list.columns
                enabled: root.interactive
                activeFocusOnTab: root.interactive
                onActivated: root.chosen(row.key)
            }
        }
    }

    AppText {
        x: Theme.margin
        y: root.listTop + Theme.large
        width: root.listWidth
        visible: root.empty
        text: qsTr("No events are announced at the moment.")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.heading
    }

    ProgrammeCode {
        id: first

        x: root.tall ? Theme.margin : root.width - Theme.margin - root.codeSide
        y: root.tall ? root.height - implicitHeight - Theme.small : Theme.space(32)
        width: root.codeSide
        preferredSize: root.codeSize
        visible: root.hasCode
        verb: root.nextEvent.verb
        payload: root.nextEvent.payload
        address: root.nextEvent.address
        note: root.tall ? "" : root.nextEvent.heading
    }

    Column {
        x: first.x + first.width + Theme.medium
        y: first.y + Theme.space(44)
        width: (second.visible ? second.x : root.width - Theme.margin) - x - Theme.medium
        visible: root.tall && root.hasCode
        spacing: Theme.tiny

        AppText {
            width: parent.width
            text: root.nextEvent.heading
            color: Theme.ink
            font.pixelSize: Theme.label
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            text: root.nextEvent.shortTitle
            serif: true
            color: Theme.ink
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: root.interactive
            text: qsTr("Touch a line to read more.")
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }
    }

    ProgrammeCode {
        id: second

        x: root.width - Theme.margin - root.codeSide
        y: root.height - implicitHeight - Theme.small
        width: root.codeSide
        preferredSize: root.codeSize
        visible: root.hasSecondCode
        verb: qsTr("Scan for all events")
        payload: root.info.programmePayload
        address: root.info.programmeAddress
    }
}
