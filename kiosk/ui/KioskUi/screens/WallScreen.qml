pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The wall: all works in their own proportions, filtered by medium, in pages of whole rows.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property GalleryModel wall: controller.gallery.model
    readonly property bool stacked: Theme.mediaBelowName

    Background {
        anchors.fill: parent
    }

    Title {
        id: title

        visible: !Theme.nameInUpperPanel
        x: Theme.margin
        y: Theme.large
        width: root.stacked ? root.width - 2 * Theme.margin : Math.round(root.width * 0.36)
        text: root.controller.info.title
        // A long name that grew would leave the pictures no room.
        size: Theme.atUsualSize(text.length > 30 ? Theme.heading : Theme.wallTitle)
    }

    Flow {
        id: filters

        // Aligned with the wall's right edge.
        x: root.stacked ? Theme.margin : root.width - Theme.margin - implicitWidth
        y: root.stacked ? (title.visible ? title.y + title.height + Theme.medium : Theme.large)
            : Theme.large + Theme.tiny
        width: root.width - 2 * Theme.margin - (root.stacked ? 0 : title.width + Theme.medium)
        spacing: Theme.small

        Pill {
            text: qsTr("All")
            selected: root.session.medium === root.session.allMedia
            onActivated: root.session.filterWall(root.session.allMedia)
        }

        Repeater {
            model: root.controller.gallery.media
            delegate: FilterPill {}
        }
    }

    component FilterPill: Pill {
        required property string medium
        required property string words

        text: words
        selected: root.session.medium === medium
        onActivated: root.session.filterWall(medium)
    }

    Item {
        id: room

        x: Theme.margin
        y: Math.max(title.visible ? title.y + title.height : 0, filters.y + filters.height)
            + Theme.medium
        width: root.width - 2 * Theme.margin
        height: root.height - y - Theme.stripHeight
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
        value: Math.round(Theme.tileCaption)
    }

    Binding {
        target: root.wall
        property: "captionPixels"
        value: Theme.label
    }

    Binding {
        target: root.wall
        property: "bands"
        // Fewer rows where works would become small.
        value: Theme.wallRowsByHeight
            ? Math.max(1, Math.min(Theme.wallRows, Math.floor(room.height
                / (Math.round(Theme.tileCaption) + Theme.medium + Theme.space(220)))))
            : Theme.wallRows
    }

    WallRows {
        id: rows

        // The list spans the window and indents its rows, so that it does not clip a work's frame.
        x: 0
        y: room.y - frameRoom
        width: root.width
        height: root.wall.rowHeight * root.wall.bands
        inset: Theme.margin
        wall: root.wall
        imageLoader: root.controller.imageLoader
        row: root.session.page
        onOpened: key => root.session.openWork(key)
        onScrolled: row => root.session.turnWall(row)
    }

    PagingShortcuts {
        onAcross: by => root.turn(by * root.wall.bands)
        onDown: by => root.turn(by)
    }

    function turn(by: int) {
        session.turnWall(Math.max(0, Math.min(rows.lastRow, session.page + by)));
    }

    ToolStrip {
        width: parent.width
        y: root.height - height

        Pager {
            page: Math.ceil(Math.min(root.session.page, rows.lastRow) / root.wall.bands)
            pageCount: Math.ceil(root.wall.totalRows / root.wall.bands)
            counted: root.wall.complete
            onTurned: page => root.session.turnWall(page * root.wall.bands)
        }
    }
}
