pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// What is still ahead and still here, on the dark ground of a poster: as many entries as have room,
// in the columns of the programme, or with time and place below the title where it is narrow.
Item {
    id: root

    required property PosterViewModel poster
    // The height that it may take at the most.
    property real room: 0
    readonly property var titles: poster.titles
    readonly property var sections: poster.sections
    readonly property bool stacked: width < Theme.space(1100) * Theme.wordScale
    readonly property int gap: Theme.small
    readonly property bool hasDays: poster.weekdays.some(words => words !== "")
    readonly property int numeralWidth: !hasDays ? 0 : Theme.space(24)
        + TextRuler.advance("00", Theme.serif, Theme.entryNumeral, Font.Normal)
    readonly property int weekdayWidth: !hasDays ? 0
        : gap + widest(poster.weekdays, Theme.entryTime, Font.Bold)
    readonly property int timeWidth: stacked ? 0 : Math.max(
        widest(poster.times, Theme.entryTime, Font.Bold) + (hasDays ? dotWidth : 0),
        widest(poster.timeNotes, Theme.entryPlace, Font.Normal) - weekdayWidth + gap)
    readonly property int dotWidth: Math.round(Theme.entryTime * 0.75)
    readonly property int titleX: numeralWidth + weekdayWidth
        + (timeWidth > 0 ? timeWidth + Theme.medium : 0)
    readonly property int placeWidth: stacked ? 0 : Math.min(Math.round(width * 0.24),
        widest(poster.places, Theme.entryPlace, Font.Bold))
    readonly property int titleWidth: width - titleX - (stacked ? 0 : placeWidth + gap)
    readonly property int sectionHeight: Math.ceil(1.3 * Theme.body) + Theme.medium
    readonly property int placeLine: Math.ceil(1.25 * Theme.entryPlace)
    readonly property var heights: titles.map((title, index) => heightOf(title, index))
    readonly property var tops: {
        const found = [];
        let y = 0;
        for (let index = 0; index < titles.length; index++) {
            if (sections[index] !== "")
                y += sectionHeight + (index > 0 ? Theme.medium : 0);
            found.push(y);
            y += heights[index];
        }
        return found;
    }
    readonly property int count: tops.filter((top, index) => top + heights[index] <= room).length

    signal eventTouched(string key)
    signal resourceTouched(string key)

    height: count > 0 ? tops[count - 1] + heights[count - 1] : 0

    function widest(words: var, size: int, weight: int): int {
        return words.reduce((most, one) => Math.max(most,
            TextRuler.advance(one, Theme.sansFor(one), size, weight)), 0);
    }

    // The title of a resource begins where the list does, and what it is stands below it.
    function broken(title: string, across: int): string {
        return TitleSetter.broken(title, Theme.serif, Theme.entryTitle, Font.DemiBold, across);
    }

    // The height of a title, known before it is laid out.
    function titleHeight(title: string, across: int): int {
        return Theme.entryLine * TextRuler.lines(broken(title, across), Theme.serif,
            Theme.entryTitle, Font.DemiBold, across);
    }

    function heightOf(title: string, index: int): int {
        const isResource = index >= poster.eventCount;
        const words = titleHeight(title, isResource ? width : titleWidth)
            + (stacked || isResource ? placeLine : 0) + placeLine * furtherLines(index);
        const times = stacked || poster.timeNotes[index] === "" ? 0
            : Theme.entryLine + placeLine;
        const day = hasDays && !isResource ? Math.ceil(1.2 * Theme.entryNumeral) : 0;
        return Math.max(Theme.touch, day, Math.max(words, times) + Theme.space(20));
    }

    // The time of an event, as it stands below the title.
    function timeBelow(index: int): string {
        return [poster.times[index], poster.timeNotes[index]].filter(words => words).join(", ");
    }

    // A time of figures alone has the figures of the days.
    function isFigures(words: string): bool {
        return !/[^\d\s:.,\u00a0apmAPM]/.test(words);
    }

    // The place has no room behind the time.
    function placeAlone(index: int): bool {
        const time = timeBelow(index);
        if (!stacked || index >= poster.eventCount || time === "")
            return false;
        const figures = isFigures(time);
        const before = TextRuler.advance(time, figures ? Theme.serif : Theme.sansFor(time),
            Theme.entryPlace, figures ? Font.Normal : Font.Bold) + dotWidth + Theme.medium;
        return before + placeAdvance(index) > titleWidth;
    }

    function placeAdvance(index: int): int {
        const place = poster.details[index];
        return TextRuler.advance(place, Theme.sansFor(place), Theme.entryPlace, Font.Bold);
    }

    // The lines of a place below its first, and below the time; two at the most.
    function furtherLines(index: int): int {
        const isResource = index >= poster.eventCount;
        const alone = placeAlone(index);
        if (!isResource && !alone)
            return 0;
        const turns = placeAdvance(index) > (isResource ? width : titleWidth);
        return (alone ? 1 : 0) + (turns ? 1 : 0);
    }

    Repeater {
        model: root.poster.entries

        delegate: Touchable {
            id: row

            required property int index
            required property string key
            required property string numeral
            required property string weekday
            required property string time
            required property string timeNote
            required property string title
            required property string place
            required property string status
            required property bool isNow
            required property bool isToday
            required property bool isOff
            required property bool isEvent
            required property string section
            readonly property bool below: root.stacked || !isEvent
            readonly property int titleHeight: root.titleHeight(title,
                isEvent ? root.titleWidth : width)
            readonly property int start: isEvent ? root.titleX : 0
            // Of the first line, on which all of the row stand.
            readonly property int line: Theme.space(10) + Math.round(Theme.entryLine * 0.8)

            objectName: "poster-row"
            visible: index < root.count
            y: root.tops[index] ?? 0
            width: root.width
            height: root.heights[index] ?? 0
            showsPress: true
            frameInset: 0
            onActivated: isEvent ? root.eventTouched(key) : root.resourceTouched(key)

            Rectangle {
                anchors.fill: parent
                visible: row.pressed
                radius: Theme.tiny
                color: Theme.pressedLight
            }

            AppText {
                y: -root.sectionHeight + Theme.tiny
                visible: row.section !== ""
                width: parent.width
                text: row.section
                font.weight: Font.DemiBold
            }

            Rectangle {
                y: -Theme.tiny
                width: parent.width
                height: Theme.hairline
                visible: row.section !== ""
                color: Theme.outline
            }

            Rectangle {
                visible: row.isToday && row.numeral !== ""
                y: number.y + Math.round(number.height * 0.08)
                width: number.x + Math.ceil(number.contentWidth) + Theme.space(6)
                height: Math.round(number.height * 0.84)
                radius: Theme.space(6)
                color: Theme.paper
            }

            AppText {
                id: number

                x: Theme.space(6)
                y: row.line - baselineOffset
                text: row.numeral
                serif: true
                wrapMode: Text.NoWrap
                color: row.isToday ? Theme.ink : Theme.light
                font.pixelSize: Theme.entryNumeral
            }

            AppText {
                x: root.numeralWidth
                y: row.line - baselineOffset
                text: row.weekday
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.entryTime
                font.weight: Font.Bold
            }

            Rectangle {
                id: dot

                visible: row.isNow
                x: root.stacked ? root.titleX
                    : root.titleX - Theme.medium - Math.ceil(when.contentWidth) - root.dotWidth
                y: when.y + Math.round((when.height - height) / 2)
                width: Math.round(Theme.entryTime * 0.46)
                height: width
                radius: width / 2
                color: Theme.gold
            }

            // It ends where the title begins; stacked, it begins below that.
            AppText {
                id: when

                x: root.stacked ? root.titleX + (row.isNow ? root.dotWidth : 0)
                    : 0
                y: root.stacked ? shown.y + row.titleHeight : row.line - baselineOffset
                width: root.stacked ? Math.ceil(contentWidth) : root.titleX - Theme.medium
                atEnd: !root.stacked
                text: root.stacked ? root.timeBelow(row.index) : row.time
                serif: root.isFigures(text)
                wrapMode: Text.NoWrap
                font.pixelSize: root.stacked ? Theme.entryPlace : Theme.entryTime
                font.weight: serif ? Font.Normal : Font.Bold
            }

            AppText {
                visible: !root.stacked && row.isEvent
                y: when.y + when.height - Theme.space(4)
                width: root.titleX - Theme.medium
                atEnd: true
                text: row.timeNote
                wrapMode: Text.NoWrap
                color: Theme.quietLight
                font.pixelSize: Theme.entryPlace
            }

            AppText {
                id: shown

                x: row.start
                y: row.line - Math.round(Theme.entryLine * 0.8)
                width: row.isEvent ? root.titleWidth : row.width
                text: root.broken(row.title, width)
                isTitle: true
                serif: true
                lineHeightMode: Text.FixedHeight
                lineHeight: Theme.entryLine
                font.pixelSize: Theme.entryTitle
                font.weight: row.isNow ? Font.DemiBold : Font.Normal
                font.strikeout: row.isOff
            }

            AppText {
                readonly property bool alone: root.placeAlone(row.index)
                readonly property int besideTime: when.contentWidth > 0 && !alone
                    ? when.x - root.titleX + Math.ceil(when.contentWidth) + Theme.medium : 0

                x: row.below ? row.start + besideTime : row.width - width
                y: !row.below ? row.line - baselineOffset : !row.isEvent ? shown.y + row.titleHeight
                    : when.y + when.baselineOffset - baselineOffset + (alone ? root.placeLine : 0)
                width: row.below ? row.width - x : root.placeWidth
                text: row.status || row.place
                elide: Text.ElideRight
                maximumLineCount: row.below && row.isEvent && !alone ? 1 : 2
                lineHeight: 1.05
                color: row.status ? Theme.light : Theme.quietLight
                font.pixelSize: Theme.entryPlace
                font.weight: row.status ? Font.Bold : Font.Normal
            }
        }
    }
}
