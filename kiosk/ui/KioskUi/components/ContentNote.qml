pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The content note before a work: the visitor chooses to view or to skip, with equal buttons.
Item {
    id: root

    required property WorkViewModel work
    // Pixels by which a finger has dragged the note sideways.
    property int dragOffset: 0

    signal viewed
    signal skipped

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: -Theme.stripHeight
        color: Theme.wallBottom
    }

    Column {
        anchors.centerIn: parent
        anchors.horizontalCenterOffset: root.dragOffset
        width: Math.min(root.width - 2 * Theme.margin, Theme.space(1000))
        spacing: Theme.large

        Title {
            width: parent.width
            text: root.work.title
        }

        AppText {
            width: parent.width
            text: qsTr("About this work")
            color: Theme.gold
            font.pixelSize: Theme.label
            font.weight: Font.Bold
            font.capitalization: Font.AllUppercase
            font.letterSpacing: Theme.tracking
        }

        AppText {
            width: parent.width
            text: root.work.note
            serif: true
            lineHeight: 1.25
            font.pixelSize: Theme.poem
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.work.noteForeign
            color: Theme.quietLight
            font.pixelSize: Theme.label
        }

        Row {
            id: choices

            // Both buttons have the same width in every language.
            readonly property real share: Math.min((parent.width - spacing) / 2,
                Math.max(Theme.space(300), view.implicitWidth, skip.implicitWidth))

            spacing: Theme.medium

            Pill {
                id: view

                objectName: "view"
                width: choices.share
                text: qsTr("View")
                onActivated: root.viewed()
            }

            Pill {
                id: skip

                objectName: "skip"
                width: choices.share
                text: qsTr("Skip")
                onActivated: root.skipped()
            }
        }
    }
}
