pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The title of a written work, its artist and its facts: above the text, or in a column beside it.
Item {
    id: root

    required property WorkViewModel work
    property bool beside: false
    property bool withCredit: true
    property int size: Theme.textTitle
    // Above a text the facts stand beside a title that leaves them half of the width.
    readonly property int half: Math.floor((width - Theme.margin) / 2)
    readonly property bool sideBySide: !beside && !Theme.oneColumn
        && work.leftwards === Theme.mirrored && titleWidth.advanceWidth <= half
    readonly property int titleSize: work.title.length > 45 ? Math.min(size, Theme.heading) : size

    implicitHeight: sideBySide ? Math.max(title.height, facts.y + facts.height)
        : facts.y + facts.height

    TextMetrics {
        id: titleWidth

        text: root.work.title
        font.family: Theme.serif
        font.pixelSize: root.titleSize
    }

    Title {
        id: title

        width: root.sideBySide ? root.half : root.width
        visible: text !== ""
        height: text !== "" ? implicitHeight : 0
        text: root.work.title
        // The title is aligned with the lines of the text.
        atEnd: !root.beside && root.work.leftwards !== Theme.mirrored
        color: Theme.ink
        lineHeight: Theme.titleLines
        size: root.titleSize
    }

    Flow {
        id: facts

        x: root.sideBySide ? root.half + Theme.margin : 0
        // Beside a title of one line, on its baseline: it is 0.78 of a line's height down.
        y: root.sideBySide ? Math.max(0, Math.round(0.78 * (title.height - artist.height)))
            : title.height + (title.text !== "" ? Theme.small : 0)
        width: root.sideBySide ? root.half : root.width
        spacing: root.beside ? Theme.space(10) : Theme.tiny
        flow: Flow.LeftToRight

        AppText {
            id: artist

            width: root.beside ? parent.width : Math.min(parent.width, implicitWidth + Theme.small)
            visible: text !== ""
            text: root.work.artist
            color: Theme.ink
            font.pixelSize: Theme.body
            font.weight: Font.DemiBold
        }

        Repeater {
            model: [root.work.allFacts, root.withCredit ? root.work.credit : "", root.work.foreign]

            AppText {
                required property string modelData

                width: root.beside ? facts.width
                    : Math.min(facts.width, implicitWidth + Theme.small)
                // On the artist's baseline.
                topPadding: root.beside ? 0 : Theme.space(4)
                visible: text !== ""
                text: modelData
                color: Theme.quietInk
                font.pixelSize: Theme.label
            }
        }
    }
}
