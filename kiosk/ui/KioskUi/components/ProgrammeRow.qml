pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// An entry of the programme: the day's number and name, the time, the title, and where it is. What
// happens now and today is told in words, with a dot and a strip.
Touchable {
    id: root

    required property string numeral
    required property string weekday
    required property string month
    required property string time
    required property string timeNote
    required property string broken
    required property string note
    required property string place
    required property string status
    required property bool isNow
    required property bool isToday
    required property bool isOff
    required property bool showsDay
    // Until when it goes on; the entry above does not tell the same.
    required property bool showsNote
    required property bool hasRule
    required property bool hasMonth
    required property real rowHeight
    required property int form
    required property var sizes
    required property var columns
    // Pixels from the row's beginning to the screen's edge, which today's strip reaches.
    property int bleed: 0
    readonly property bool few: form === ProgrammeForms.Few
    readonly property bool beside: form === ProgrammeForms.Beside
    readonly property bool stacked: form === ProgrammeForms.Stacked || few || beside
    // The day's name stands below its number.
    readonly property bool dayStacked: columns.weekday === 0
    readonly property color strongColor: selected ? Theme.light : Theme.ink
    readonly property color quietColor: selected ? Theme.quietLight : Theme.quietInk
    readonly property int gap: Theme.small
    readonly property int inset: few ? Theme.space(28) : beside ? Theme.space(10)
        : form === ProgrammeForms.Tall ? Theme.space(4) : Theme.space(8)
    readonly property int titleX: few ? columns.numeral + gap
        : columns.numeral + columns.weekday + (stacked ? 0 : columns.time + gap)
    // The baseline of the first line, which all of a row stand on.
    readonly property int firstLine: inset + (stacked && few ? 0 : Math.round(sizes.line * 0.8))

    readonly property int titleY: few ? inset + when.height + Theme.space(4)
        : firstLine - Math.round(sizes.line * 0.8)

    objectName: "programme-row"
    onPaper: true
    frameInset: 0
    showsPress: beside
    height: rowHeight

    // The open event, on ink to the screen's edge, where a gold edge marks it too.
    Rectangle {
        x: -root.bleed - radius
        width: root.width - x + Theme.small
        height: root.rowHeight
        visible: root.selected || root.beside && root.pressed
        radius: Theme.corner
        color: root.selected ? Theme.ink : Theme.pressed
    }

    Rectangle {
        x: -root.bleed
        width: Theme.space(12)
        height: root.rowHeight
        visible: root.selected
        color: Theme.gold
    }

    Rectangle {
        x: -root.bleed
        width: root.width + root.bleed + (root.stacked ? 0 : Theme.small)
        height: root.rowHeight
        visible: root.isToday && !root.beside
        color: Theme.paperShade
    }

    Rectangle {
        y: -Math.round((height + (root.hasMonth ? root.sizes.month : 0)) / 2 + Theme.space(5))
        width: root.width
        height: Theme.hairline
        visible: root.hasRule && !root.beside
        color: Theme.outlineInk
    }

    AppText {
        y: -Math.round(root.sizes.month * 0.8)
        visible: root.hasMonth
        text: root.month
        color: Theme.goldInk
        font.pixelSize: root.sizes.place
        font.weight: Font.Bold
    }

    Rectangle {
        visible: root.isToday && root.showsDay && root.numeral !== "" && !root.selected
        x: 0
        y: number.y + Math.round(number.height * 0.08)
        width: number.x + Math.ceil(number.contentWidth) + Theme.space(6)
        height: Math.round(number.height * 0.84)
        radius: Theme.space(6)
        color: Theme.ink
    }

    AppText {
        id: number

        x: Theme.space(6)
        y: root.few ? root.inset : root.firstLine - baselineOffset
        visible: root.showsDay
        text: root.numeral
        serif: true
        wrapMode: Text.NoWrap
        color: root.isToday && !root.selected ? Theme.paper : root.strongColor
        font.pixelSize: root.sizes.numeral
    }

    AppText {
        x: root.dayStacked ? number.x : root.columns.numeral
        y: root.dayStacked ? number.y + number.height - (root.few ? 0 : Theme.space(10))
            : root.firstLine - baselineOffset
        visible: root.showsDay
        text: root.weekday
        wrapMode: Text.NoWrap
        color: root.strongColor
        font.pixelSize: root.sizes.weekday
        font.weight: Font.Bold
    }

    // The time ends where the title begins; below the title it begins with that.
    Item {
        id: times

        x: root.stacked ? root.titleX : root.columns.numeral + root.columns.weekday
        y: root.few ? root.inset
            // By its lines: a serif's own height reaches below them.
            : root.stacked ? root.titleY + Math.round(shownTitle.lineCount * root.sizes.line)
                + Theme.space(2) : 0
        width: root.columns.time
        height: when.height

        Rectangle {
            id: dot

            x: root.stacked ? 0 : when.x + when.width - Math.ceil(when.contentWidth) - 1.4 * width
            y: Math.round(when.y + when.height * 0.5 - height / 2)
            width: Math.round(root.sizes.time * 0.48)
            height: width
            radius: width / 2
            visible: root.isNow
            color: root.selected ? Theme.gold : Theme.goldInk
        }

        AppText {
            id: when

            x: root.stacked ? (root.isNow ? 1.5 * dot.width : 0)
                : root.numeral === "" ? -times.x : 0
            y: root.stacked ? 0 : root.firstLine - baselineOffset
            width: root.stacked ? Math.ceil(timeMetrics.advanceWidth) + 2 : parent.width - x
            atEnd: !root.stacked
            text: root.time
            serif: !/[^\d\s:.,\u00a0apmAPM]/.test(root.time)
            wrapMode: Text.NoWrap
            color: root.strongColor
            font.pixelSize: root.sizes.time
            font.weight: root.isNow || !serif ? Font.Bold : Font.Normal
        }

        AppText {
            id: until

            // Beside the time, or below it and as far as below the day's name.
            x: !root.stacked ? -root.columns.weekday
                : when.text !== "" ? when.x + when.width + Theme.tiny : 0
            y: root.stacked ? when.y + when.baselineOffset - baselineOffset
                : when.text === "" ? when.y
                : root.firstLine + Math.round(1.12 * root.sizes.note) - baselineOffset
            width: root.stacked ? Math.ceil(noteMetrics.advanceWidth) + 2
                : parent.width + root.columns.weekday
            atEnd: !root.stacked
            visible: text !== "" && !(root.beside && root.dayStacked)
            // Below a time of its own row it is told once; behind it, in each row.
            text: root.showsNote || root.stacked ? root.timeNote : ""
            wrapMode: Text.NoWrap
            color: root.strongColor
            font.pixelSize: root.sizes.note
        }

        TextMetrics {
            id: timeMetrics

            text: when.text
            font.family: when.serif ? Theme.serif : Theme.sans
            font.pixelSize: root.sizes.time
            font.weight: when.font.weight
        }

        TextMetrics {
            id: noteMetrics

            text: until.text
            font.family: Theme.sans
            font.pixelSize: root.sizes.note
        }

        Where {
            visible: text !== "" && root.form === ProgrammeForms.Tall
            y: root.firstLine + Math.round(1.08 * root.sizes.place - baselineOffset
                + (until.visible && when.text !== "" ? 1.12 * root.sizes.note : 0))
            width: parent.width
            atEnd: true
        }

        Where {
            // Beside an open event a place has this line or none: the event's own page says it.
            visible: text !== "" && root.stacked && !root.few
                && (!root.beside || root.status !== "" || TextRuler.advance(text,
                    Theme.sansFor(text), root.sizes.place, Font.Normal) <= width)
            x: (until.visible ? until.x + until.width : when.x + when.width)
                + (root.time === "" && !until.visible ? 0 : Theme.medium)
            y: when.y + when.baselineOffset - baselineOffset
            width: parent.width - x
        }
    }

    AppText {
        id: shownTitle

        x: root.titleX
        y: root.titleY
        width: root.columns.title
        text: root.broken
        isTitle: true
        serif: true
        color: root.strongColor
        lineHeightMode: Text.FixedHeight
        lineHeight: root.sizes.line
        font.pixelSize: root.sizes.title
        font.weight: root.isNow ? Font.DemiBold : Font.Normal
        font.strikeout: root.isOff
    }

    AppText {
        id: series

        x: root.titleX
        y: root.few || !root.stacked ? shownTitle.y + shownTitle.height - Theme.space(2)
            : times.y + times.height + Theme.space(4)
        width: root.columns.title
        visible: text !== "" && !root.beside
        text: root.note
        color: root.quietColor
        font.pixelSize: root.sizes.place
    }

    Where {
        visible: text !== "" && root.few
        x: root.titleX
        y: (series.visible ? series : shownTitle).y + (series.visible ? series : shownTitle).height
            + Theme.space(4)
        width: root.columns.title
    }

    Where {
        visible: text !== "" && root.form === ProgrammeForms.Columns
        x: root.width - width
        y: root.firstLine - baselineOffset
        width: Math.max(0, root.columns.place - root.gap)
    }

    // Where it is, or in its stead that it is full or called off.
    component Where: AppText {
        text: root.status || root.place
        color: root.status ? root.strongColor : root.quietColor
        font.pixelSize: root.sizes.place
        font.weight: root.status ? Font.Bold : Font.Normal
    }
}
