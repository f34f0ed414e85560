pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A month's calendar with its events by name where the days are wide enough, and the events of the
// chosen day with their times below it.
Item {
    id: root

    required property MonthViewModel month
    required property InfoViewModel info
    // The page of the chosen day's events.
    property int page: 0
    property bool hasChoices: false
    // What the month is filtered by; on a line of its own where the head has no room for it.
    property string filterWords
    readonly property bool filterBelow: filterWords !== "" && !note.visible
    readonly property int innerWidth: width - 2 * Theme.margin
    readonly property int gridTop: names.y + names.height + Theme.tiny
    readonly property int weeks: month.weeks
    readonly property int numberSize: Math.max(Theme.leastType, Theme.space(42))
    readonly property int nameSize: Math.max(Theme.space(25), Theme.leastType)
    readonly property int nameLine: Math.round(1.16 * nameSize)
    readonly property int rowsFoot: Theme.small
    readonly property int dayLabel: Theme.monthStacked ? label.height + Theme.tiny : 0
    readonly property int entrySize: Theme.type(34)
    readonly property int entryHeight: Math.max(Theme.touch,
        Math.ceil(1.35 * entrySize + (Theme.monthStacked ? 1.35 * Theme.body : 0)) + Theme.tiny)
    // The days take what the least number of events below them leaves, and no more than they need.
    readonly property int leastBelow: dayLabel + 2 * rowsFoot + Theme.monthRows * entryHeight
    readonly property int cellHeight: Math.max(Math.ceil(Theme.touch + Theme.space(4)),
        Math.min(Theme.mostMonthDay, Math.floor((height - gridTop - leastBelow) / weeks)))
    readonly property int belowTop: gridTop + weeks * cellHeight
    readonly property int entriesInView: Math.max(1,
        Math.floor((height - belowTop - 2 * rowsFoot - dayLabel) / entryHeight))
    readonly property int pageCount: Math.max(1, Math.ceil(month.chosenCount / entriesInView))
    readonly property int shownPage: Math.min(page, pageCount - 1)
    readonly property int labelWidth: Math.max(Theme.space(236),
        Theme.monthStacked ? 0 : pager.width + Theme.medium)

    signal dayChosen(string day)
    signal entryChosen(string key)
    signal turned(string month)
    signal pageTurned(int page)
    signal listAsked
    signal filterAsked

    // The beginning of a column of days, in pixels.
    function columnX(column: int): int {
        if (!Theme.monthNames)
            return Math.round(column / 7 * innerWidth);
        const shares = root.month.shares;
        let passed = 0;
        for (let at = 0; at < column && at < shares.length; ++at)
            passed += shares[at];
        return Math.round(passed * innerWidth);
    }

    Item {
        id: head

        x: Theme.margin
        y: Theme.space(28)
        width: root.innerWidth
        height: Math.max(title.height, controls.height)

        AppText {
            id: title

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(titleMetrics.advanceWidth) + 2,
                controls.x - Theme.small)
            text: root.month.title
            serif: true
            color: Theme.ink
            font.pixelSize: Math.min(Theme.title, Theme.space(75))

            TextMetrics {
                id: titleMetrics

                text: title.text
                font: title.font
            }
        }

        // What the golden line over the days says, or what the month is filtered by.
        Row {
            id: note

            x: title.width + Theme.large
            y: title.y + Math.round((title.height - height) / 2)
            visible: !Theme.monthStacked && x + width + Theme.medium <= controls.x
            spacing: Theme.small

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.filterWords === ""
                width: Theme.space(72)
                height: Theme.space(8)
                radius: height / 2
                color: Theme.goldInk
            }

            AppText {
                text: root.filterWords || root.info.title
                wrapMode: Text.NoWrap
                color: Theme.ink
                font.pixelSize: Theme.body
                font.weight: root.filterWords ? Font.DemiBold : Font.Normal
            }
        }

        Row {
            id: controls

            x: parent.width - width
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.small

            Pill {
                objectName: "filter"
                visible: root.hasChoices
                text: qsTr("Show only")
                selected: root.filterWords !== ""
                onPaper: true
                onActivated: root.filterAsked()
            }

            Pill {
                text: qsTr("List")
                onPaper: true
                onActivated: root.listAsked()
            }

            Pill {
                icon: "previous"
                name: qsTr("Previous month")
                onPaper: true
                enabled: root.month.previous !== ""
                onActivated: root.turned(root.month.previous)
            }

            Pill {
                icon: "next"
                name: qsTr("Next month")
                onPaper: true
                enabled: root.month.next !== ""
                onActivated: root.turned(root.month.next)
            }
        }
    }

    AppText {
        id: filterLine

        x: Theme.margin
        y: head.y + head.height + Theme.tiny
        width: root.innerWidth
        visible: root.filterBelow
        text: root.filterWords
        color: Theme.ink
        font.pixelSize: Theme.body
        font.weight: Font.DemiBold
    }

    Item {
        id: names

        x: Theme.margin
        y: (root.filterBelow ? filterLine.y + filterLine.height : head.y + head.height) + Theme.tiny
        width: root.innerWidth
        height: Math.ceil(1.35 * Theme.label)

        Repeater {
            model: root.month.weekdays

            delegate: AppText {
                required property string words
                required property int index

                x: root.columnX(index)
                width: root.columnX(index + 1) - x
                text: words
                color: Theme.ink
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.label
                font.weight: Font.Bold
            }
        }
    }

    Item {
        x: Theme.margin
        y: root.gridTop
        width: root.innerWidth
        height: root.weeks * root.cellHeight

        Repeater {
            model: root.month.days

            delegate: Touchable {
                id: cell

                required property string day
                required property string number
                required property int count
                required property string spoken
                required property bool isToday
                required property bool isOpen
                required property int column
                required property int week
                readonly property bool chosen: root.month.chosen === day
                readonly property int namesX: Math.round(1.55 * root.numberSize)
                readonly property int nameLines: Math.max(1,
                    Math.floor((height - Theme.space(14)) / root.nameLine))

                x: root.columnX(column)
                y: week * root.cellHeight
                width: root.columnX(column + 1) - x - Theme.space(4)
                height: root.cellHeight - Theme.space(4)
                name: spoken
                selected: chosen
                enabled: count > 0
                activeFocusOnTab: enabled
                onPaper: true
                frameInset: 0
                onActivated: root.dayChosen(day)

                Rectangle {
                    anchors.fill: parent
                    visible: cell.chosen || cell.pressed
                    color: cell.pressed ? Theme.pressed : Theme.paperShade
                }

                Rectangle {
                    width: parent.width + Theme.space(4)
                    height: cell.isOpen ? Theme.space(4) : Theme.hairline
                    color: cell.isOpen ? Theme.goldInk : Theme.outlineInk
                }

                // The chosen day has a line below, too.
                Rectangle {
                    y: parent.height - height
                    width: parent.width
                    height: Theme.space(6)
                    visible: cell.chosen
                    color: Theme.ink
                }

                Rectangle {
                    x: Theme.space(2)
                    y: numeral.y + Math.round(numeral.height * 0.08)
                    width: Math.ceil(numeral.contentWidth) + Theme.space(12)
                    height: Math.round(numeral.height * 0.84)
                    visible: cell.isToday
                    radius: Theme.space(6)
                    color: Theme.ink
                }

                AppText {
                    id: numeral

                    x: Theme.space(8)
                    y: Theme.space(6)
                    text: cell.number
                    serif: true
                    wrapMode: Text.NoWrap
                    color: cell.isToday ? Theme.paper : cell.count > 0 ? Theme.ink
                        : Theme.quietInk
                    font.pixelSize: root.numberSize
                    font.weight: cell.count > 0 && !Theme.monthNames ? Font.Bold : Font.Normal
                }

                AppText {
                    x: cell.namesX
                    y: Theme.space(12)
                    width: cell.width - x
                    visible: Theme.monthNames && text !== ""
                    text: !Theme.monthNames || cell.count === 0 ? ""
                        : root.month.names(cell.day, width - Theme.tiny, cell.nameLines,
                            root.nameSize, root.month.revision)
                    wrapMode: Text.NoWrap
                    color: Theme.ink
                    lineHeightMode: Text.FixedHeight
                    lineHeight: root.nameLine
                    font.pixelSize: root.nameSize
                    font.weight: Font.DemiBold
                }

                // A mark for each event, three at the most.
                Row {
                    x: Theme.space(8)
                    y: parent.height - height - Theme.space(12)
                    visible: !Theme.monthNames
                    spacing: Theme.space(6)

                    Repeater {
                        model: Theme.monthNames ? 0 : Math.min(3, cell.count)

                        delegate: Rectangle {
                            width: Theme.space(12)
                            height: width
                            radius: width / 2
                            color: Theme.goldInk
                        }
                    }
                }
            }
        }
    }

    // The chosen day.
    Rectangle {
        y: root.belowTop
        width: root.width
        height: root.height - y + Theme.stripHeight
        visible: root.month.chosenCount > 0
        color: Theme.paperShade
    }

    AppText {
        id: label

        x: Theme.margin
        y: root.belowTop + root.rowsFoot
            + (Theme.monthStacked ? 0 : Math.round((root.entryHeight - height) / 2))
        width: Theme.monthStacked ? root.innerWidth - pager.width - Theme.medium
            : root.labelWidth - Theme.medium
        text: root.month.chosenWords
        color: Theme.ink
        font.pixelSize: Theme.monthStacked ? Theme.caption : Theme.body
        font.weight: Font.Bold
    }

    Pager {
        id: pager

        x: Theme.monthStacked ? root.width - Theme.margin - width : Theme.margin
        y: Theme.monthStacked ? label.y + Math.round((label.height - height) / 2)
            : root.height - height - Theme.tiny
        page: root.shownPage
        pageCount: root.pageCount
        terse: !Theme.monthStacked
        onPaper: true
        onTurned: page => root.pageTurned(page)
    }

    Repeater {
        model: root.month.entriesOn(root.shownPage, root.entriesInView, root.month.revision)

        delegate: Touchable {
            id: entry

            required property var modelData
            required property int index
            readonly property string status: modelData.status
            readonly property bool isNow: modelData.isNow
            readonly property int timeWidth: Theme.space(190)

            objectName: "day-entry"
            x: Theme.margin + (Theme.monthStacked ? 0 : root.labelWidth)
            y: root.belowTop + root.rowsFoot + root.dayLabel + index * root.entryHeight
            width: root.width - Theme.margin - x
            height: root.entryHeight
            name: modelData.name
            onPaper: true
            frameInset: 0
            onActivated: root.entryChosen(modelData.key)

            Rectangle {
                x: -1.5 * width
                y: Math.round(when.y + when.height / 2 - height / 2)
                width: Theme.space(14)
                height: width
                radius: width / 2
                visible: entry.isNow
                color: Theme.goldInk
            }

            AppText {
                id: when

                y: what.y + what.baselineOffset - baselineOffset
                width: entry.timeWidth
                text: entry.modelData.time
                serif: !entry.isNow
                color: Theme.ink
                font.pixelSize: root.entrySize
                font.weight: entry.isNow ? Font.Bold : Font.Normal
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.label
                wrapMode: Text.NoWrap
            }

            AppText {
                id: what

                x: entry.timeWidth
                y: Theme.monthStacked ? Theme.space(4) : Math.round((entry.height - height) / 2)
                width: (Theme.monthStacked ? arrow.x : where.x) - x - Theme.medium
                text: root.month.fitted(entry.modelData.title, width - 2, root.entrySize, true)
                serif: true
                wrapMode: Text.NoWrap
                color: Theme.ink
                font.pixelSize: root.entrySize
            }

            AppText {
                id: where

                x: Theme.monthStacked ? what.x : arrow.x - Theme.medium - width
                y: Theme.monthStacked ? what.y + what.height
                    : what.y + what.baselineOffset - baselineOffset
                width: Theme.monthStacked ? arrow.x - x - Theme.medium
                    : Math.min(Math.ceil(1.05 * whereMetrics.advanceWidth) + 4, Theme.space(300))
                text: root.month.fitted(entry.status || entry.modelData.place, width - 2,
                    Theme.body, false)
                wrapMode: Text.NoWrap
                color: entry.status ? Theme.ink : Theme.quietInk
                font.pixelSize: Theme.body
                font.weight: entry.status ? Font.Bold : Font.Normal

                TextMetrics {
                    id: whereMetrics

                    text: entry.status || entry.modelData.place
                    font: where.font
                }
            }

            Icon {
                id: arrow

                x: parent.width - width
                y: Math.round((parent.height - height) / 2)
                name: "next"
                color: Theme.ink
                size: Theme.space(32)
            }
        }
    }
}
