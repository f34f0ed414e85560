pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The poster in place of works: before the opening, after the end, and while no work is ready. What
// comes next fills the rest of it: the next event with its code, and the next few with their times.
Item {
    id: root

    required property InfoViewModel info
    required property EventViewModel event
    required property KeyedListModel soonest
    readonly property bool withEvent: event.key !== ""
    readonly property bool beside: withEvent && !Theme.oneColumn && !Theme.reachesLow
    // Beside the words, the event has a column as wide as a code and its verb.
    readonly property int eventWidth: beside ? Theme.posterEvent : width - 2 * Theme.margin
    readonly property int wordsWidth: width - 2 * Theme.margin
        - (beside ? eventWidth + Theme.margin : 0)
    // What is below the words in a tall poster: the list, then the event.
    readonly property int foot: height - (withEvent && !beside && strip.visible
        ? strip.height + Theme.large : 0)
    readonly property int listRoom: foot - Theme.large - (above + poster.height + Theme.large)
        - listHead.height - Theme.small
    // One entry alone is the next event, which stands beside them.
    readonly property int rows: entries.count < 2 || !Theme.posterList ? 0
        : Math.min(entries.count, Math.max(0, Math.floor(listRoom / Theme.posterRow)))
    readonly property int free: foot - poster.height
        - (rows > 0 ? Theme.large + listHead.height + Theme.small + rows * Theme.posterRow : 0)
    // Without a list the words stand a little below the middle of what is left.
    readonly property int above: Theme.margin

    signal eventTouched(string key)

    Background {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
    }

    Column {
        id: poster

        x: Theme.margin
        y: root.rows > 0 ? root.above
            : Math.max(root.above, Math.round((root.foot - height) * 0.5))
        width: root.wordsWidth
        spacing: Theme.medium

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.by
            color: Theme.quietLight
            font.pixelSize: Theme.caption
        }

        Title {
            width: parent.width
            // The upper panel shows it instead.
            visible: text !== "" && !Theme.hasUpperPanel
            text: root.info.title
            lineHeight: Theme.titleLines
            // The news below is more important, so the name does not grow.
            size: text.length > 30 ? Theme.atUsualSize(Theme.title) : Theme.posterTitle
        }

        Rectangle {
            width: Theme.space(192)
            height: Theme.space(5)
            color: Theme.gold
        }

        Title {
            width: parent.width
            visible: text !== ""
            text: root.info.poster
            color: Theme.gold
            size: Theme.posterNews
            weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.posterNote
            serif: true
            lineHeight: 1.2
            font.pixelSize: Theme.prose
        }
    }

    AppText {
        id: listHead

        x: Theme.margin
        y: poster.y + poster.height + Theme.large + Math.max(0, Math.min(Theme.huge, root.free / 3))
        width: root.wordsWidth
        visible: root.rows > 0
        text: qsTr("Still ahead")
        font.weight: Font.DemiBold
    }

    Rectangle {
        x: Theme.margin
        y: listHead.y + listHead.height + Theme.tiny
        width: root.wordsWidth
        height: Theme.hairline
        visible: root.rows > 0
        color: Theme.outline
    }

    Column {
        x: Theme.margin
        y: listHead.y + listHead.height + Theme.small

        Repeater {
            id: entries

            model: root.soonest

            delegate: Touchable {
                id: row

                required property int index
                required property string key
                required property string heading
                required property string title
                required property bool now

                name: [heading, title].join(", ")
                visible: index < root.rows
                showsPress: true
                width: root.wordsWidth
                height: Theme.posterRow
                onActivated: root.eventTouched(key)

                Rectangle {
                    anchors.fill: parent
                    visible: row.pressed
                    radius: Theme.tiny
                    color: Theme.pressedLight
                }

                AppText {
                    id: when

                    y: Theme.oneColumn ? Theme.tiny : Math.round((row.height - height) / 2)
                    width: Theme.oneColumn ? row.width : Math.round(row.width * 0.36)
                    text: row.heading
                    tabular: true
                    color: row.now ? Theme.gold : Theme.light
                    font.pixelSize: Theme.posterWhen
                    font.weight: Font.DemiBold
                }

                Title {
                    readonly property int inset: Theme.oneColumn ? 0 : when.width + Theme.medium

                    x: inset
                    y: Theme.oneColumn ? when.y + when.height
                        : Math.round((row.height - height) / 2)
                    width: row.width - inset
                    opacity: y + height <= row.height ? 1 : 0
                    text: row.title
                    color: Theme.light
                    lineHeight: Theme.titleLines
                    maxHeight: row.height - (Theme.oneColumn ? when.y + when.height : Theme.tiny)
                    leastSize: Theme.label
                    size: Theme.caption
                    weight: row.now ? Font.DemiBold : Font.Normal
                }
            }
        }
    }

    EventStrip {
        id: strip

        x: root.beside ? root.width - Theme.margin - width : Theme.margin
        y: root.beside ? Theme.margin : root.height - height - Theme.medium
        width: root.eventWidth
        room: root.beside ? root.height - 2 * Theme.margin
            : root.height - poster.height - 2 * Theme.margin - Theme.large
        visible: fits
        event: root.event
        onActivated: root.eventTouched(root.event.key)
    }
}
