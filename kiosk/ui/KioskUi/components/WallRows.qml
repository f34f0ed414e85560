pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The wall's rows, moved by a finger, a wheel or keys. They stop at whole rows; only visible rows
// have items.
ListView {
    id: root

    objectName: "wallRows"

    readonly property int roles: ItemRoles.Loader
    readonly property bool loading: !wall.complete || filling
    required property GalleryModel wall
    required property ImageLoader imageLoader
    property int inset: 0
    // Room above the rows for the frame of a pressed or focused work.
    readonly property int frameRoom: Theme.tiny
    // The rows just out of sight, on either side, that have items: they follow the visible ones.
    property int rowsBeyond: 0
    // The first visible row, by the session.
    property int row: 0
    readonly property int lastRow: Math.max(0, count - wall.bands)

    signal opened(string key)
    signal scrolled(int row)

    model: wall
    clip: true
    reuseItems: true
    // Rows just out of sight are created early, so that none appears late. Not by cacheBuffer: its
    // asynchronous requests outlive a model that becomes shorter, and block all later ones.
    cacheBuffer: 0
    displayMarginBeginning: wall.rowHeight * rowsBeyond
    displayMarginEnd: displayMarginBeginning
    snapMode: ListView.SnapToItem
    boundsBehavior: Flickable.StopAtBounds
    maximumFlickVelocity: wall.rowHeight * 24
    interactive: contentHeight > height
    highlightFollowsCurrentItem: false
    pixelAligned: true
    keyNavigationEnabled: false
    Accessible.role: Accessible.List
    // Tab moves from work to work in the order of the wall, whichever items show them, and then
    // leaves the list.
    activeFocusOnTab: true
    property int focusedRow: -1
    property int focusedTileIndex: 0

    onActiveFocusChanged: {
        if (activeFocus && !focusedTile()?.activeFocus)
            focusTile(row, 0);
    }
    Keys.onTabPressed: event => event.accepted = focusNext(1)
    Keys.onBacktabPressed: event => event.accepted = focusNext(-1)

    function focusedTile(): Item {
        return (itemAtIndex(focusedRow) as Band)?.tileAt(focusedTileIndex) ?? null;
    }

    // Gives a work the focus and scrolls to it. Returns false where the wall has no such tile.
    function focusTile(row: int, index: int): bool {
        if (row < 0 || row >= count)
            return false;
        if (row < root.row || row >= root.row + wall.bands) {
            scrolled(row < root.row ? row : row - wall.bands + 1);
            forceLayout();
        }
        const band = itemAtIndex(row) as Band;
        focusedRow = row;
        if (!band)
            return false;
        focusedTileIndex = index < 0 ? band.works.length - 1 : index;
        focusedTile()?.forceActiveFocus(Qt.TabFocusReason);
        return true;
    }

    function focusNext(by: int): bool {
        const index = focusedTileIndex + by;
        const band = itemAtIndex(focusedRow) as Band;
        if (band && index >= 0 && index < band.works.length)
            return focusTile(focusedRow, index);
        return focusTile(focusedRow + by, by > 0 ? 0 : -1);
    }

    // Scrolls to the session's row, unless a finger is moving the list.
    function follow() {
        if (moving || wall.rowHeight <= 0)
            return;
        const wanted = originY + Math.min(row, lastRow) * wall.rowHeight;
        if (Math.abs(wanted - contentY) > height)
            rowsBeyond = 0;
        contentY = wanted;
    }

    Timer {
        // With 0 it would never end.
        interval: 1
        repeat: true
        running: root.visible && root.rowsBeyond < root.wall.bands
        onTriggered: root.rowsBeyond += 1
    }

    onRowChanged: follow()
    onHeightChanged: Qt.callLater(follow)
    onCountChanged: Qt.callLater(follow)
    onVisibleChanged: {
        // A flick ends when the screen is left.
        if (!visible)
            cancelFlick();
        Qt.callLater(follow);
    }
    onMovementEnded: scrolled(Math.round((contentY - originY) / Math.max(1, wall.rowHeight)))

    // The rows with tiles that do not show their works yet. They are filled a few tiles at a time.
    property var unfilled: []
    property bool filling: false

    function fillSoon(band: Band) {
        if (!band.ready)
            return;
        if (!unfilled.includes(band))
            unfilled.push(band);
        fill();
    }

    function forget(band: Band) {
        unfilled = unfilled.filter(other => other !== band);
    }

    // Visible rows go first.
    function fill() {
        let isMore = false;
        filling = unfilled.length > 0;
        while (unfilled.length > 0 && (isMore ? !wall.sliceIsOver() : wall.startSlice())) {
            isMore = true;
            const band = unfilled.find(band => band.index >= row && band.index < row + wall.bands)
                ?? unfilled[0];
            if (!band.fillNext())
                forget(band);
            else if (band.waits)
                break;
        }
        filling = unfilled.length > 0;
    }

    Timer {
        interval: 1
        repeat: true
        running: root.filling
        onTriggered: root.fill()
    }

    delegate: Band {}

    component Band: Item {
        id: band

        required property int index
        required property var works
        // How many tiles show their works. The others show what they did before, but not that of
        // another row.
        property int filled: 0
        property bool ready: false
        property bool complete: false
        property bool keepsOld: false
        // The next tile is not made yet: a band that is made in slices has its tiles made so too.
        property bool waits: false

        width: root.width
        height: root.wall.rowHeight
        // Pooled delegates are invisible.
        ListView.onPooled: {
            visible = complete = keepsOld = false;
            filled = 0;
            root.forget(band);
        }
        ListView.onReused: {
            visible = true;
            root.fillSoon(band);
        }
        onWorksChanged: {
            filled = 0;
            complete = false;
            root.fillSoon(band);
        }
        Component.onCompleted: {
            ready = true;
            root.fillSoon(band);
        }
        Component.onDestruction: root?.forget(band)

        function tileAt(index: int): Item {
            while (filled <= index && fillNext() && !waits)
                ;
            return tiles.itemAt(index);
        }

        // Fills one more tile. Returns false once all are.
        function fillNext(): bool {
            if (filled < works.length) {
                if (filled === places.count)
                    places.append({});
                const next = tiles.itemAt(filled) as GalleryTile;
                waits = next === null;
                if (waits)
                    return true;
                next.tile = works[filled];
                filled += 1;
            } else if (!complete) {
                for (let index = filled; index < places.count; index++) {
                    const left = tiles.itemAt(index) as GalleryTile;
                    if (left)
                        left.tile = null;
                }
                complete = keepsOld = true;
            }
            return !complete;
        }

        // Tiles are made one by one and kept, so that scrolling makes none.
        ListModel {
            id: places
        }

        Repeater {
            id: tiles

            model: places

            GalleryTile {
                required property int index

                tile: null
                visible: tile !== null && (index < band.filled || band.keepsOld)
                rowInset: root.inset
                frameRoom: root.frameRoom
                picturesHeight: root.wall.pictureHeight
                imageLoader: root.imageLoader
                activeFocusOnTab: false
                onActiveFocusChanged: {
                    if (activeFocus)
                        root.focusTile(band.index, index);
                }
                // A reused item shows another work, which does not have the focus.
                onTileChanged: focus = false
                onActivated: root.opened(tile.key)
            }
        }
    }
}
