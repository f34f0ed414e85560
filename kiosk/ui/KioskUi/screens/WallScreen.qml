pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The wall: all works at their own proportions, by medium, a page of whole rows at a time.
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

        // In reach mode it stands above.
        visible: !(root.stacked && Theme.hasUpperPanel)
        x: Theme.margin
        y: Theme.large
        width: root.stacked ? root.width - 2 * Theme.margin : Math.round(root.width * 0.36)
        text: root.controller.info.title
        // A long name that grew would leave the pictures no room.
        size: Theme.atUsualSize(text.length > 30 ? Theme.heading : Theme.wallTitle)
    }

    Flow {
        id: filters

        // They end where the wall does.
        x: root.stacked ? Theme.margin : root.width - Theme.margin - implicitWidth
        y: root.stacked ? (title.visible ? title.y + title.height + Theme.medium : Theme.large) : Theme.large + Theme.tiny
        width: root.width - 2 * Theme.margin - (root.stacked ? 0 : title.width + Theme.medium)
        spacing: Theme.small

        Pill {
            text: qsTr("All")
            selected: root.session.medium === ""
            tone: selected ? Pill.Gold : Pill.Quiet
            onActivated: root.session.filterWall("")
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
        tone: selected ? Pill.Gold : Pill.Quiet
        onActivated: root.session.filterWall(medium)
    }

    Item {
        id: room

        x: Theme.margin
        y: Math.max(title.visible ? title.y + title.height : 0, filters.y + filters.height) + Theme.medium
        width: root.width - 2 * Theme.margin
        height: root.height - y - Theme.stripHeight
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
        // No more than leave the works a good size, where words are large or the room is low.
        value: Theme.wallRowsByHeight ? Math.max(1, Math.min(Theme.wallRows, Math.floor(room.height / (Math.round(Theme.tileCaption) + Theme.medium + Theme.space(220))))) : Theme.wallRows
    }

    WallRows {
        id: rows

        // The rows stand as far apart from the edges, so that the frame of a touched work is whole.
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
        onBack: root.session.back()

        Pager {
            page: Math.ceil(Math.min(root.session.page, rows.lastRow) / root.wall.bands)
            pageCount: Math.ceil(root.wall.totalRows / root.wall.bands)
            onTurned: page => root.session.turnWall(page * root.wall.bands)
        }
    }
}
