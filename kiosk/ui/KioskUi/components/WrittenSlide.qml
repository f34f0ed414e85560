pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A written work in the loop: a whole stanza or the first sentences in large letters, the title and
// the name below them, and the next event. A touch opens the work.
Item {
    id: root

    required property WorkViewModel work
    required property EventViewModel event
    // Pixels by which a finger has dragged the work sideways.
    property real dragOffset: 0
    // The words of the work that are shown.
    readonly property alias words: setter.words

    readonly property int fullWidth: width - 2 * Theme.margin
    readonly property bool stacked: Theme.oneColumn
    readonly property int upper: Theme.posterUpper
    // Where title and event end.
    readonly property int lower: height - (stacked ? Theme.wordsFoot
        : Math.max(Theme.columnEdge, Theme.stripFoot))
    readonly property int gap: Theme.space(32)
    // What the text keeps in any case, in the least size.
    readonly property int leastText: Math.ceil(
        1.25 * Theme.posterLines * Theme.posterSizes[Theme.posterSizes.length - 1])
    readonly property int mostBelow: lower - upper - gap
        - Math.max(leastText, Math.min(Theme.posterText, lower - upper - gap - head.height))
    readonly property int below: Math.min(mostBelow, stacked
        ? besideCode ? Math.max(head.height + gap + strip.height - strip.wordsTop, strip.height)
            : head.height + (withEvent ? gap + strip.height : 0)
        : Math.max(head.height, withEvent ? strip.height : 0))
    readonly property int textHeight: lower - below - gap - upper
    // The event stands at the end; on a tall stage its words stand below the title, and its code
    // beside both.
    readonly property bool hasEvent: work.written && event.key !== "" && Theme.posterWithEvent
    readonly property bool withEvent: hasEvent && strip.fits
    readonly property int eventWidth: stacked ? fullWidth : Math.round(fullWidth * 0.533)
    readonly property bool besideCode: stacked && withEvent && strip.form === EventStrip.Beside
    readonly property bool mayBeBesideCode: stacked && hasEvent && strip.leastWidth > 0
        && strip.usualForm === EventStrip.Beside
    readonly property int headWidth: stacked
        ? fullWidth - (mayBeBesideCode ? strip.leastWidth + Theme.large : 0)
        : fullWidth - (hasEvent ? eventWidth + Theme.large : 0)
    // Where no line of the text has room, the title takes its place.
    readonly property bool titleOnly: setter.isEmpty && !setter.busy

    signal workTouched
    signal eventTouched(string key)

    Background {
        anchors.fill: parent
        onPaper: true
    }

    PosterSetter {
        id: setter

        source: root.work.written ? root.work.text : ""
        excerpt: root.work.excerpt
        language: root.work.textLanguage
        verse: root.work.verse
        family: Theme.serif
        width: root.fullWidth
        height: root.textHeight
        sizes: Theme.posterSizes
        lesserSizes: Theme.lesserPosterSizes
        leastSizes: Theme.leastPosterSizes
    }

    Item {
        id: lines

        readonly property int roles: ItemRoles.Loader
        readonly property bool loading: setter.busy

        // A few lines hang nearer to the height at which pictures do.
        readonly property var last: setter.lines.length > 0
            ? setter.lines[setter.lines.length - 1] : null
        readonly property int spare: last === null ? 0
            : Math.max(0, Math.round((root.textHeight - last.lineY - last.boxHeight) * 0.38))

        x: Theme.margin + root.dragOffset
        y: root.upper + spare
        width: root.fullWidth
        height: root.textHeight - spare
        Accessible.role: Accessible.Paragraph
        Accessible.name: setter.words

        Repeater {
            model: setter.lines

            AppText {
                required property var modelData

                // Each line is aligned by its own language's direction.
                x: modelData.rightToLeft === Theme.mirrored ? modelData.lineX
                    : lines.width - modelData.lineX - width
                y: Math.round(modelData.lineY)
                text: modelData.line
                isLine: true
                isVerse: root.work.verse
                Accessible.ignored: true
                textFormat: modelData.styled ? Text.StyledText : Text.PlainText
                wrapMode: Text.NoWrap
                lineHeightMode: Text.FixedHeight
                lineHeight: modelData.boxHeight
                color: Theme.ink
                serif: true
                font.family: Theme.serif
                font.pixelSize: setter.size
            }
        }

        Title {
            width: parent.width
            visible: root.titleOnly
            text: root.work.title
            color: Theme.ink
            atEnd: root.work.leftwards !== Theme.mirrored
            size: Theme.posterSizes[0]
            maxHeight: root.textHeight
        }
    }

    Column {
        id: head

        x: Theme.margin + root.dragOffset
        y: root.lower - root.below
        width: root.headWidth
        spacing: Theme.tiny

        Title {
            width: parent.width
            // Its room stays, so that the text's room does not depend on it.
            opacity: root.titleOnly ? 0 : 1
            text: root.work.title
            color: Theme.ink
            lineHeight: Theme.titleLines
            size: Math.min(Theme.workTitle, text.length > 45 ? Theme.heading : Theme.textTitle)
            // Larger than usual where it has one line then.
            maxHeight: Theme.posterText > 0 ? Math.ceil(size * Theme.lineEms * lineHeight) : 0
            leastSize: Math.min(size, Theme.space(60))
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.work.artist
            color: Theme.ink
            font.weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: [root.work.allFacts, root.work.foreign].filter(fact => fact !== "").join(" · ")
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }

        // The room of the words below, whether or not they are shown.
        Item {
            width: 1
            height: hint.height
        }
    }

    AppText {
        id: hint

        x: head.x
        y: root.stacked ? head.y + head.height - height : root.lower - height
        width: root.headWidth
        opacity: setter.whole || setter.busy || head.height > root.below ? 0 : 1
        text: root.work.verse ? qsTr("Touch to read the whole poem")
            : qsTr("Touch to read the whole story")
        color: Theme.ink
        font.weight: Font.DemiBold
    }

    Touchable {
        x: Theme.margin
        y: root.upper
        width: root.fullWidth
        height: root.stacked || !root.withEvent ? root.textHeight : root.lower - root.upper
        name: qsTr("Open %1").arg(root.work.name)
        onPaper: true
        scrollable: true
        onActivated: root.workTouched()
    }

    EventStrip {
        id: strip

        x: root.stacked ? Theme.margin : Theme.margin + root.fullWidth - width
        y: root.stacked ? root.lower - height : root.lower - root.below
        width: root.eventWidth
        room: root.mostBelow - (root.stacked && !root.mayBeBesideCode ? head.height + root.gap : 0)
        roomForWords: root.mostBelow - (root.stacked ? head.height + root.gap : 0)
        wordsAtFoot: root.stacked
        onPaper: true
        visible: root.withEvent
        needed: root.hasEvent
        event: root.event
        onActivated: root.eventTouched(root.event.key)
    }
}
