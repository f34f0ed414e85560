pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The wall's rows, moved by a finger, a wheel or keys; they come to rest on whole rows. Only those in sight have items.
ListView {
    id: root

    required property GalleryModel wall
    required property ImageLoader imageLoader
    property int inset: 0
    // The frame of what is touched or has the focus stands above it.
    readonly property int frameRoom: Theme.tiny
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
    keyNavigationEnabled: false
    Accessible.role: Accessible.List
    // Tab goes from work to work as they hang, whichever items hold them just now, and then leads out.
    activeFocusOnTab: true
    property int focusedRow: -1
    property int focusedPlace: 0

    onActiveFocusChanged: {
        if (activeFocus && !focusedTile()?.activeFocus)
            focusTile(row, 0);
    }
    Keys.onTabPressed: event => event.accepted = focusNext(1)
    Keys.onBacktabPressed: event => event.accepted = focusNext(-1)

    function focusedTile(): Item {
        return (itemAtIndex(focusedRow) as Band)?.tileAt(focusedPlace) ?? null;
    }

    // Gives a work the focus, and brings it into sight. False where none hangs.
    function focusTile(row: int, place: int): bool {
        if (row < 0 || row >= count)
            return false;
        if (row < root.row || row >= root.row + wall.bands) {
            scrolled(row < root.row ? row : row - wall.bands + 1);
            forceLayout();
        }
        const band = itemAtIndex(row) as Band;
        focusedRow = row;
        focusedPlace = place < 0 ? band.works.length - 1 : place;
        focusedTile().forceActiveFocus(Qt.TabFocusReason);
        return true;
    }

    function focusNext(by: int): bool {
        const place = focusedPlace + by;
        const band = itemAtIndex(focusedRow) as Band;
        if (band && place >= 0 && place < band.works.length)
            return focusTile(focusedRow, place);
        return focusTile(focusedRow + by, by > 0 ? 0 : -1);
    }

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

    delegate: Band {}

    component Band: Item {
        id: band

        required property int index
        required property var works
        // Items are kept for the widest row that this place has held, so that scrolling makes none anew.
        property int slots: 0

        width: root.width
        height: root.wall.rowHeight
        // What waits to be used again is nowhere on the wall.
        ListView.onPooled: visible = false
        ListView.onReused: visible = true
        onWorksChanged: slots = Math.max(slots, works.length)

        function tileAt(place: int): Item {
            return tiles.itemAt(place);
        }

        Repeater {
            id: tiles

            model: band.slots

            GalleryTile {
                required property int index

                tile: index < band.works.length ? band.works[index] : null
                visible: tile !== null
                rowInset: root.inset
                frameRoom: root.frameRoom
                picturesHeight: root.wall.pictureHeight
                imageLoader: root.imageLoader
                activeFocusOnTab: false
                onActiveFocusChanged: {
                    if (activeFocus)
                        root.focusTile(band.index, index);
                }
                // An item that is used again holds another work.
                onTileChanged: focus = false
                onActivated: root.opened(tile.key)
            }
        }
    }
}
