pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The wall's pages, turned by a finger or keys. They stop at whole pages; only the visible page and
// its neighbours have items.
ListView {
    id: root

    objectName: "wallPages"

    readonly property int roles: ItemRoles.Loader
    readonly property bool loading: !wall.complete || wall.stale || filling
    required property GalleryModel wall
    required property ImageLoader imageLoader
    property int inset: 0
    // Room above and below a page for the frame of a pressed or focused work.
    readonly property int frameRoom: Theme.tiny
    // The pages just out of sight, on either side, that have items: they follow the visible one.
    property int pagesBeyond: 0
    // The visible page, by the session.
    property int page: 0
    readonly property int lastPage: Math.max(0, count - 1)
    readonly property int pageWidth: Math.max(1, width)

    signal opened(string key)
    signal scrolled(int page)

    model: wall
    orientation: ListView.Horizontal
    // The scene as a whole is mirrored where its language runs from right to left.
    layoutDirection: Qt.LeftToRight
    clip: true
    reuseItems: true
    // Pages just out of sight are created early, so that none appears late. Not by cacheBuffer: its
    // asynchronous requests outlive a model that becomes shorter, and block all later ones.
    cacheBuffer: 0
    displayMarginBeginning: pageWidth * pagesBeyond
    displayMarginEnd: displayMarginBeginning
    snapMode: ListView.SnapOneItem
    boundsBehavior: Flickable.StopAtBounds
    maximumFlickVelocity: pageWidth * 12
    interactive: count > 1
    highlightFollowsCurrentItem: false
    pixelAligned: true
    keyNavigationEnabled: false
    Accessible.role: Accessible.List
    // Tab moves from work to work in the order of the wall, whichever items show them, and then
    // leaves the list.
    activeFocusOnTab: true
    property int focusedPage: -1
    property int focusedTileIndex: 0

    onActiveFocusChanged: {
        if (activeFocus && !focusedTile()?.activeFocus)
            focusTile(page, 0);
    }
    Keys.onTabPressed: event => event.accepted = focusNext(1)
    Keys.onBacktabPressed: event => event.accepted = focusNext(-1)

    function focusedTile(): Item {
        return (itemAtIndex(focusedPage) as Leaf)?.tileAt(focusedTileIndex) ?? null;
    }

    // Gives a work the focus and turns to it. Returns false where the wall has no such tile.
    function focusTile(at: int, index: int): bool {
        if (at < 0 || at >= count)
            return false;
        if (at !== root.page) {
            scrolled(at);
            forceLayout();
        }
        const leaf = itemAtIndex(at) as Leaf;
        focusedPage = at;
        if (!leaf)
            return false;
        focusedTileIndex = index < 0 ? leaf.works.length - 1 : index;
        focusedTile()?.forceActiveFocus(Qt.TabFocusReason);
        return true;
    }

    function focusNext(by: int): bool {
        const index = focusedTileIndex + by;
        const leaf = itemAtIndex(focusedPage) as Leaf;
        if (leaf && index >= 0 && index < leaf.works.length)
            return focusTile(focusedPage, index);
        return focusTile(focusedPage + by, by > 0 ? 0 : -1);
    }

    // Turns to the session's page, unless a finger is moving the list.
    function follow() {
        if (moving)
            return;
        const wanted = originX + Math.min(page, lastPage) * pageWidth;
        if (Math.abs(wanted - contentX) > 2 * pageWidth)
            pagesBeyond = 0;
        contentX = wanted;
    }

    Timer {
        // With 0 it would never end.
        interval: 1
        repeat: true
        running: root.visible && root.pagesBeyond < 1
        onTriggered: root.pagesBeyond += 1
    }

    onPageChanged: follow()
    onWidthChanged: Qt.callLater(follow)
    onCountChanged: Qt.callLater(follow)
    onVisibleChanged: {
        // A flick ends when the screen is left.
        if (!visible)
            cancelFlick();
        Qt.callLater(follow);
    }
    onMovementEnded: scrolled(Math.round((contentX - originX) / pageWidth))

    // The pages with tiles that do not show their works yet. They are filled a few tiles at a time.
    property var unfilled: []
    property bool filling: false

    function fillSoon(leaf: Leaf) {
        if (!leaf.ready)
            return;
        if (!unfilled.includes(leaf))
            unfilled.push(leaf);
        fill();
    }

    function forget(leaf: Leaf) {
        unfilled = unfilled.filter(other => other !== leaf);
    }

    // The visible page goes first.
    function fill() {
        let isMore = false;
        filling = unfilled.length > 0;
        while (unfilled.length > 0 && (isMore ? !wall.sliceIsOver() : wall.startSlice())) {
            isMore = true;
            const leaf = unfilled.find(leaf => leaf.index === page)
                ?? unfilled[0];
            if (!leaf.fillNext())
                forget(leaf);
            else if (leaf.waits)
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

    delegate: Leaf {}

    component Leaf: Item {
        id: leaf

        required property int index
        required property var works
        // How many tiles show their works. The others show what they did before, but not that of
        // another page.
        property int filled: 0
        property bool ready: false
        property bool complete: false
        property bool keepsOld: false
        // The next tile is not made yet: a page that is made in slices has its tiles made so too.
        property bool waits: false

        width: root.pageWidth
        height: root.height
        // Pooled delegates are invisible.
        ListView.onPooled: {
            visible = complete = keepsOld = false;
            filled = 0;
            root.forget(leaf);
        }
        ListView.onReused: {
            visible = true;
            root.fillSoon(leaf);
        }
        onWorksChanged: {
            filled = 0;
            complete = false;
            root.fillSoon(leaf);
        }
        Component.onCompleted: {
            ready = true;
            root.fillSoon(leaf);
        }
        Component.onDestruction: root?.forget(leaf)

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
                visible: tile !== null && (index < leaf.filled || leaf.keepsOld)
                inset: root.inset
                frameRoom: root.frameRoom
                imageLoader: root.imageLoader
                activeFocusOnTab: false
                onActiveFocusChanged: {
                    if (activeFocus)
                        root.focusTile(leaf.index, index);
                }
                // A reused item shows another work, which does not have the focus.
                onTileChanged: focus = false
                onActivated: root.opened(tile.key)
            }
        }
    }
}
