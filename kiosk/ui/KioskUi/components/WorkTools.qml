pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The controls of an opened picture, below its words: closer and smaller, the other works, and
// between or above them what the moment needs: ways to move about, the voice, or the caption's
// pages. Each keeps its place while it is used.
Item {
    id: root

    required property SessionViewModel session
    required property real maxZoom
    required property ReadAloud readAloud
    property list<string> pictureNames
    property int page: 0
    property int pageCount: 1
    property bool counted: true
    readonly property bool zoomedIn: session.zoom > 0
    readonly property bool reading: readAloud !== null && readAloud.active
    readonly property bool paged: pageCount > 1 || !counted
    // Pictures are never mirrored, so right means right in every language.
    readonly property int direction: Theme.mirrored ? -1 : 1
    readonly property int gap: Theme.space(12)
    // Computed from the words alone: the rows must not depend on what is shown in them.
    readonly property string nextWords: qsTr("Next work")
    readonly property int nextWidth: TextRuler.advance(nextWords, Theme.sansFor(nextWords),
        Theme.body, Font.DemiBold) + Theme.space(96) + Theme.body
    readonly property int control: zoomOut.implicitHeight
    readonly property string volumeWords: qsTr("Volume %1").arg(10)
    readonly property int middleWidth: Math.max(5 * control + 4 * gap, 3 * control
        + 3 * Theme.small + TextRuler.advance(volumeWords, Theme.sansFor(volumeWords), Theme.body,
        Font.Normal))
    readonly property bool wordy: 3 * control + 3 * gap + nextWidth + Theme.medium <= width
    readonly property int endsWidth: 3 * control + 3 * gap + (wordy ? nextWidth : control)
    readonly property bool oneRow: endsWidth + middleWidth + 2 * Theme.small <= width
    // Large words leave no room to count the works.
    readonly property bool counts: session.workCount > 1 && Theme.wordScale < 1.2
    readonly property int countHeight: counts ? Math.ceil(1.3 * Theme.label) + gap : 0

    signal turned(int page)
    signal panned(int across, int down)

    readonly property bool hasPictures: pictureNames.length > 1
    // Its buttons stand near its dots.
    readonly property int turnerWidth: Math.min(width, Theme.space(560 * Theme.wordScale))
    // A wide and low stage has them beside the other controls.
    readonly property bool picturesInRow: oneRow
        && endsWidth + middleWidth + turnerWidth + 4 * Theme.small <= width
    readonly property int picturesHeight: hasPictures && !picturesInRow ? turner.height + gap : 0

    implicitHeight: Math.max((oneRow ? control : 2 * control + countHeight + gap) + picturesHeight,
        hasPictures && picturesInRow ? turner.height : 0)

    PictureTurner {
        id: turner

        x: root.picturesInRow
            ? 2 * root.control + root.gap + root.middleWidth + 2 * Theme.small : 0
        y: root.picturesInRow ? root.height - height : 0
        width: root.turnerWidth
        control: root.control
        visible: root.hasPictures
        picture: root.session.picture
        names: root.pictureNames
        onTurned: picture => root.session.showPicture(picture)
    }

    Row {
        y: root.height - height
        spacing: root.gap

        Pill {
            id: zoomOut

            icon: "minus"
            name: qsTr("Smaller")
            enabled: root.zoomedIn
            onActivated: root.session.zoomBy(-1)
        }

        Pill {
            objectName: "zoom-in"
            icon: "plus"
            name: qsTr("Closer")
            enabled: root.session.zoom < root.maxZoom
            onActivated: root.session.zoomBy(1)
        }
    }

    AppText {
        readonly property bool free: !root.oneRow || !root.zoomedIn && !root.reading && !root.paged

        visible: free && root.counts
        y: root.oneRow ? root.height - root.control + Math.round((root.control - height) / 2)
            : root.height - root.control - root.gap - height
        x: root.oneRow ? 2 * root.control + root.gap + Theme.small : 0
        width: root.middleWidth
        text: qsTr("Work %1 of %2").arg(root.session.workNumber).arg(root.session.workCount)
        color: Theme.quietLight
        font.pixelSize: Theme.label
    }

    Row {
        x: root.width - width
        y: root.height - height
        spacing: root.gap
        visible: root.session.workCount > 1

        Pill {
            icon: "previous"
            name: qsTr("Previous work")
            onActivated: root.session.stepWork(-1)
        }

        Pill {
            icon: "next"
            iconAtEnd: true
            text: root.wordy ? root.nextWords : ""
            name: root.nextWords
            onActivated: root.session.stepWork(1)
        }
    }

    Item {
        x: root.oneRow ? 2 * root.control + root.gap + Theme.small : 0
        y: root.oneRow ? root.height - root.control : root.picturesHeight
        width: root.middleWidth
        height: root.control

        Row {
            visible: root.zoomedIn
            spacing: root.gap

            Repeater {
                model: root.zoomedIn
                    ? [["previous", -root.direction, 0], ["up", 0, -1], ["down", 0, 1],
                        ["next", root.direction, 0]]
                    : []

                Pill {
                    required property var modelData

                    icon: modelData[0]
                    name: modelData[2] < 0 ? qsTr("Move up") : modelData[2] > 0 ? qsTr("Move down")
                        : modelData[1] < 0 ? qsTr("Move left") : qsTr("Move right")
                    onActivated: root.panned(modelData[1], modelData[2])
                }
            }

            Pill {
                icon: "whole"
                name: qsTr("Whole picture")
                onActivated: root.session.zoomTo(0)
            }
        }

        ListenBar {
            visible: readingAloud && !root.zoomedIn
            readAloud: root.readAloud
        }

        Pager {
            visible: root.paged && !root.zoomedIn && !root.reading
            page: root.page
            pageCount: root.pageCount
            counted: root.counted
            onTurned: page => root.turned(page)
        }
    }
}
