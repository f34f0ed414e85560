pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A day by place: its times as buttons, and a row for each place in use at the chosen one.
Item {
    id: root

    required property BoardViewModel board
    required property InfoViewModel info
    property int page: 0
    readonly property TracksViewModel tracks: board.tracks
    readonly property EventViewModel joined: board.joinedEvent
    readonly property int pageCount: list.pageCount
    readonly property int shownPage: list.shownPage
    readonly property bool counted: list.counted
    readonly property bool loading: list.busy
    readonly property int roles: ItemRoles.Loader
    readonly property bool tall: Theme.oneColumn
    readonly property int innerWidth: width - 2 * Theme.margin
    readonly property int codeSide: Theme.programmeCode
    readonly property bool hasRoom: tall || innerWidth - codeSide - Theme.margin
        >= Theme.leastProgramme
    readonly property bool hasCode: joined.payload !== "" && hasRoom
    // The choices stand below the code where all of them have room.
    readonly property bool hasRail: !tall && hasRoom && (hasCode || board.hasTrackChoices
        || info.programmePayload !== "" && Theme.programmeHasSecondCode)
    readonly property bool choicesInRail: hasRail && Theme.programmeHasBand && board.hasTrackChoices
        && railChips.pageCount === 1 && railChips.room >= Theme.touch
    readonly property int listWidth: innerWidth - (hasRail ? codeSide + Theme.margin : 0)
    // For the whole programme, as beside the list; the choices go before it.
    readonly property bool wantsSecondCode: info.programmePayload !== ""
        && Theme.programmeHasSecondCode && hasRoom && !choicesInRail
    readonly property int sizeForTwo: [codeSide, Theme.lesserCode]
        .find(size => code.standsApart(second, size, height - Theme.small)) ?? 0
    readonly property bool hasSecondCode: wantsSecondCode && (tall || !hasCode || sizeForTwo > 0)
    readonly property int codeSize: !tall && hasCode && hasSecondCode ? sizeForTwo : codeSide
    readonly property int footHeight: !tall || !(hasCode || hasSecondCode) ? 0 : Theme.medium
        + Math.max(hasCode ? code.implicitHeight : 0, hasSecondCode ? second.implicitHeight : 0)

    signal chosen(string key)
    signal slotChosen(string slot)
    signal listAsked
    signal filterAsked
    signal filterChosen(string choice)
    signal turned(int page)

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        color: Theme.paper
    }

    AppText {
        id: day

        x: Theme.margin
        y: Theme.space(28)
        width: controls.below ? root.listWidth : controls.x - x - Theme.medium
        text: root.tracks.title
        serif: true
        color: Theme.ink
        font.pixelSize: Math.min(Theme.title, Theme.space(60))
    }

    TextMetrics {
        id: dayMetrics

        text: day.text
        font: day.font
    }

    Row {
        id: controls

        readonly property bool below: dayMetrics.advanceWidth + Theme.medium + width
            > root.listWidth

        x: below ? Theme.margin : Theme.margin + root.listWidth - width
        y: below ? day.y + day.height + Theme.tiny : day.y + Math.round((day.height - height) / 2)
        spacing: Theme.small

        Pager {
            objectName: "list"
            page: root.shownPage
            pageCount: root.pageCount
            counted: root.counted
            // Large words on a tall screen leave its words no room.
            terse: root.tall && !Theme.programmeHasBand
            onPaper: true
            onTurned: page => root.turned(page)
        }

        Pill {
            icon: "previous"
            name: qsTr("Day before")
            visible: root.tracks.previousDay !== "" || root.tracks.nextDay !== ""
            enabled: root.tracks.previousDay !== ""
            onPaper: true
            onActivated: root.slotChosen(root.tracks.previousDay)
        }

        Pill {
            icon: "next"
            name: qsTr("Day after")
            visible: root.tracks.previousDay !== "" || root.tracks.nextDay !== ""
            enabled: root.tracks.nextDay !== ""
            onPaper: true
            onActivated: root.slotChosen(root.tracks.nextDay)
        }

        Pill {
            visible: root.board.hasTrackChoices && !root.choicesInRail
            text: qsTr("Show only")
            selected: root.board.filterWords !== ""
            onPaper: true
            onActivated: root.filterAsked()
        }

        Pill {
            text: qsTr("List")
            onPaper: true
            onActivated: root.listAsked()
        }
    }

    FilterChips {
        id: slots

        x: Theme.margin
        y: (controls.below ? controls.y + controls.height : Math.max(day.y + day.height,
            controls.y + controls.height)) + Theme.small
        width: root.listWidth - (slotPager.visible ? slotPager.width + Theme.medium : 0)
        height: Theme.touch
        room: Theme.touch
        choices: root.tracks.slots
        headings: false
        exclusive: true
        page: -1
        onChosen: slot => root.slotChosen(slot)
    }

    Pager {
        id: slotPager

        objectName: "slots"
        x: Theme.margin + root.listWidth - width
        y: slots.y
        previousName: qsTr("Earlier")
        nextName: qsTr("Later")
        terse: true
        page: slots.shownPage
        pageCount: slots.pageCount
        onPaper: true
        onTurned: page => root.slotChosen(slots.firstOn(page))
    }

    AppText {
        id: told

        // Behind the times, or below them.
        readonly property bool below: toldMetrics.advanceWidth + slots.usedWidth + 2 * Theme.medium
            > root.listWidth - (slotPager.visible ? slotPager.width : 0)

        x: Theme.margin + (below ? 0 : root.listWidth - width)
        y: below ? slots.y + slots.height + Theme.small
            : slots.y + Math.round((slots.height - height) / 2)
        width: below ? root.listWidth : Math.ceil(toldMetrics.advanceWidth) + 2
        text: root.board.filterWords === "" ? root.tracks.count
            : qsTr("%1 · %2").arg(root.board.filterWords).arg(root.tracks.count)
        color: Theme.ink
        font.pixelSize: Theme.body
        font.weight: Font.DemiBold
    }

    TextMetrics {
        id: toldMetrics

        text: told.text
        font: told.font
    }

    ProgrammeList {
        id: list

        source: root.tracks.rows
        width: root.listWidth
        height: Math.max(0, root.height - rows.y - Theme.medium - root.footHeight)
        unit: Theme.unit
        textScale: Theme.programmeScale
        leastRow: Theme.leastTouch
        leastType: Theme.leastType
        tall: root.tall
        tracks: true
        page: root.page
        active: root.visible
    }

    Item {
        id: rows

        x: Theme.margin
        y: (told.below ? told.y + told.height : slots.y + slots.height) + Theme.small
        width: root.listWidth

        Repeater {
            model: list

            TrackRow {
                id: row

                required property string key
                required property real rowY

                y: rowY
                width: root.listWidth
                sizes: list.sizes
                columns: list.columns
                onActivated: root.chosen(row.key)
            }
        }
    }

    AppText {
        x: Theme.margin
        y: rows.y + Theme.large
        width: root.listWidth
        visible: root.tracks.title === ""
        text: qsTr("No events are announced at the moment.")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.heading
    }

    ProgrammeCode {
        id: code

        x: root.tall ? Theme.margin : root.width - Theme.margin - root.codeSide
        y: root.tall ? root.height - implicitHeight - Theme.small : Theme.space(32)
        width: root.codeSide
        preferredSize: root.codeSize
        visible: root.hasCode
        verb: root.joined.verb
        payload: root.joined.payload
        address: root.joined.address
        note: root.tall ? "" : root.joined.shortTitle
    }

    AppText {
        x: code.x + code.width + Theme.medium
        y: code.y + Theme.space(44)
        width: (root.hasSecondCode ? second.x : root.width - Theme.margin) - x - Theme.medium
        visible: root.tall && root.hasCode
        text: root.joined.shortTitle
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.body
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

    FilterChips {
        id: railChips

        x: root.width - Theme.margin - root.codeSide
        y: root.hasCode ? code.y + code.implicitHeight + Theme.large : Theme.space(32)
        width: root.codeSide
        room: root.height - y - Theme.medium
        visible: root.choicesInRail
        enabled: visible
        choices: root.board.trackChoices
        onChosen: choice => root.filterChosen(choice)
    }
}
