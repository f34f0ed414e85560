pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// The wall's rows, moved by a finger, a wheel or keys; they come to rest on whole rows. Only those in sight have items.
ListView {
    id: root

    required property Wall wall
    required property Shelf shelf
    property int inset: 0
    // The first row in sight, as the visit knows it.
    property int row: 0
    readonly property int lastRow: Math.max(0, count - wall.bands)

    signal opened(string key)
    signal scrolled(int row)

    model: wall
    clip: true
    reuseItems: true
    // Rows just out of sight are made ready, so that none appears late. Not by the list's buffer: what that asks for in its own time
    // it would still ask for when the wall has become shorter, and make nothing ready from then on.
    cacheBuffer: 0
    displayMarginBeginning: wall.rowHeight * wall.bands
    displayMarginEnd: displayMarginBeginning
    snapMode: ListView.SnapToItem
    boundsBehavior: Flickable.StopAtBounds
    maximumFlickVelocity: wall.rowHeight * 24
    interactive: contentHeight > height
    highlightFollowsCurrentItem: false
    pixelAligned: true
    Accessible.role: Accessible.List

    // Where the visit says so, unless a finger is just saying something else.
    function follow() {
        if (!moving && wall.rowHeight > 0)
            contentY = originY + Math.min(row, lastRow) * wall.rowHeight;
    }

    onRowChanged: follow()
    onHeightChanged: Qt.callLater(follow)
    onCountChanged: Qt.callLater(follow)
    onVisibleChanged: {
        // A wall that was left does not go on moving behind what was opened.
        if (!visible)
            cancelFlick();
        Qt.callLater(follow);
    }
    onMovementEnded: scrolled(Math.round((contentY - originY) / Math.max(1, wall.rowHeight)))

    delegate: Item {
        id: band

        required property var works
        // Items are kept for the widest row that this place has held, so that scrolling makes none anew.
        property int slots: 0

        width: root.width
        height: root.wall.rowHeight
        // What waits to be used again is nowhere on the wall.
        ListView.onPooled: visible = false
        ListView.onReused: visible = true
        onWorksChanged: slots = Math.max(slots, works.length)

        Repeater {
            model: band.slots

            HungWork {
                required property int index

                hung: index < band.works.length ? band.works[index] : null
                visible: hung !== null
                inset: root.inset
                foot: root.wall.pictureHeight
                shelf: root.shelf
                onActivated: root.opened(hung.key)
            }
        }
    }
}
