pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The wall: all works in their own proportions, in pages of whole rows. Below them one can choose a
// medium and turn the pages.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property GalleryModel wall: controller.gallery.model
    readonly property int innerWidth: width - 2 * Theme.margin
    readonly property int control: Theme.footControl
    // With works of one medium there is nothing to choose.
    readonly property bool hasFilters: media.count > 1
    readonly property bool hasPages: wall.totalPages > 1 || !wall.complete
    readonly property int filterGap: Theme.space(12)
    readonly property int filtersWidth: Array.from(filters.children).reduce(
        (sum, child) => sum + (child.visible && child.width > 0 ? child.width + filterGap : 0),
        -filterGap)
    // Filters and pager share a line where there is room for both, whatever the pager says now.
    readonly property bool oneLine: !Theme.oneColumn && Theme.stripTaken === 0
        && filtersWidth + Theme.large + pager.fullWidth <= innerWidth
    readonly property int pagerY: Theme.stripTaken > 0
        ? height - Math.round((Theme.stripHeight + control) / 2)
        : height - control - (oneLine ? Theme.space(74) : Theme.small)
    readonly property int filtersY: oneLine ? pagerY : pagerY - Theme.small - filters.height
    readonly property int stageEnd: hasFilters ? filtersY - Theme.medium
        : hasPages || Theme.stripTaken > 0 ? pagerY - Theme.medium : height - Theme.large

    Background {
        anchors.fill: parent
    }

    component FootPill: Pill {
        implicitHeight: root.control
        padding: Theme.barPadding
    }

    Flow {
        id: filters

        visible: root.hasFilters
        x: Theme.margin
        y: root.filtersY
        width: root.innerWidth
        spacing: root.filterGap

        FootPill {
            text: qsTr("All")
            selected: root.session.medium === root.session.allMedia
            onActivated: root.session.filterWall(root.session.allMedia)
        }

        Repeater {
            id: media

            model: root.controller.gallery.media
            delegate: FootPill {
                required property string medium
                required property string words

                text: words
                selected: root.session.medium === medium
                onActivated: root.session.filterWall(medium)
            }
        }
    }

    Item {
        id: room

        x: Theme.margin
        y: Theme.large
        width: root.innerWidth
        height: root.stageEnd - y
    }

    Binding {
        target: root.wall
        property: "active"
        value: root.visible
    }

    Binding {
        target: root.wall
        property: "width"
        value: room.width
    }

    Binding {
        target: root.wall
        property: "height"
        value: room.height
    }

    Binding {
        target: root.wall
        property: "gap"
        value: Theme.medium
    }

    Binding {
        target: root.wall
        property: "captionHeight"
        value: Theme.tileCaption
    }

    Binding {
        target: root.wall
        property: "captionPixels"
        value: Theme.label
    }

    Binding {
        target: root.wall
        property: "unit"
        value: Theme.unit
    }

    Binding {
        target: root.wall
        property: "rowsOnPage"
        // Fewer rows where works would become small.
        value: Theme.wallRowsByHeight
            ? Math.max(1, Math.min(Theme.wallRows, Math.floor(room.height
                / (Theme.tileCaption + Theme.medium + Theme.space(220)))))
            : Theme.wallRows
    }

    WallPages {
        id: pages

        // The list spans the window and indents its pages, so that it does not clip a work's frame.
        x: 0
        y: room.y - frameRoom
        width: root.width
        height: room.height + 2 * frameRoom
        inset: Theme.margin
        wall: root.wall
        imageLoader: root.controller.imageLoader
        page: root.session.page
        onOpened: key => root.session.openWork(key)
        onScrolled: page => root.session.turnWall(page)
    }

    PagingShortcuts {
        onAcross: by => root.turn(by)
        onDown: by => root.turn(by)
    }

    function turn(by: int) {
        session.turnWall(Math.max(0, Math.min(pages.lastPage, pager.page + by)));
    }

    Pager {
        id: pager

        x: root.width - Theme.margin - width
        y: root.pagerY
        wordy: true
        terse: fullWidth > root.innerWidth - Math.max(0, Theme.stripTaken)
        control: root.control
        page: Math.min(root.session.page, pages.lastPage)
        pageCount: root.wall.totalPages
        counted: root.wall.complete
        onTurned: page => root.session.turnWall(page)
    }
}
