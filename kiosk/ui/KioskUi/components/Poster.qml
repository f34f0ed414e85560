pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The poster in place of works: before the opening, after the end, and while no work is ready.
Item {
    id: root

    required property InfoViewModel info
    required property EventViewModel event

    signal eventTouched(string key)

    Background {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
    }

    Column {
        id: poster

        x: Theme.posterMargin
        width: Math.min(root.width - 2 * x, Theme.space(1300))
        y: Math.max(Theme.margin,
            Math.round((root.height - height - (strip.visible ? strip.height : 0)) * 0.4))
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
            size: Theme.atUsualSize(text.length > 30 ? Theme.title : Theme.display)
        }

        Rectangle {
            width: Theme.space(160)
            height: Theme.space(4)
            color: Theme.gold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.poster
            color: Theme.gold
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
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

    EventStrip {
        id: strip

        x: Theme.posterEventMargin
        y: root.height - height
        width: Math.min(root.width - 2 * x, Theme.space(960))
        // Left out where it has no room; the board shows the event too.
        visible: root.event.key !== ""
            && Theme.margin + poster.height + Theme.medium + implicitHeight <= root.height
        event: root.event
        onActivated: root.eventTouched(root.event.key)
    }
}
