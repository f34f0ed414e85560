pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// Books, podcasts, films, links and addresses: a list, and one of them whole with its code.
Item {
    id: root

    required property Controller controller
    readonly property Visit visit: controller.visit
    readonly property ResourceCard resource: controller.resource
    readonly property bool empty: resource.key === ""
    readonly property int stageHeight: height - Theme.stripHeight
    readonly property rect listArea: Theme.portrait ? Qt.rect(0, 0, width, Math.round(stageHeight * 0.44)) : Qt.rect(0, 0, Math.round(width * 0.39), stageHeight)
    readonly property rect detailArea: Theme.portrait
        ? Qt.rect(Theme.margin, listArea.height + Theme.large, width - 2 * Theme.margin, stageHeight - listArea.height - Theme.large)
        : Qt.rect(listArea.width + Theme.margin, Theme.margin, width - listArea.width - 2 * Theme.margin, stageHeight - Theme.margin)
    readonly property int codeWidth: resource.payload !== "" ? Theme.codeRoom + 2 * Theme.medium : 0

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    Rectangle {
        width: root.listArea.width
        height: Theme.portrait ? root.listArea.height : root.height
        color: Theme.paperShade
    }

    Words {
        id: title

        x: Theme.margin
        y: Theme.portrait ? Theme.large : Theme.margin
        width: root.listArea.width - 2 * Theme.margin
        text: qsTr("Resources")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.title
    }

    PagedColumn {
        id: list

        x: Theme.margin
        y: title.y + title.height + Theme.medium
        width: root.listArea.width - 2 * Theme.margin
        height: root.listArea.height - y - (Theme.portrait ? Theme.small : 0)
        page: root.visit.listPage
        spacing: Theme.space(12)
        model: root.controller.resources

        delegate: ListEntry {
            required property string key
            required property string kind
            required property string by

            note: [kind, by].filter(part => part !== "").join(" · ")
            selected: root.resource.key === key
            onActivated: root.visit.openResource(key)
        }
    }

    Column {
        id: head

        x: root.detailArea.x
        y: root.detailArea.y
        width: root.detailArea.width
        spacing: Theme.tiny
        visible: !root.empty

        Words {
            width: parent.width
            visible: text !== ""
            text: root.resource.kind
            color: Theme.goldInk
            font.weight: Font.Bold
        }

        Words {
            width: parent.width
            text: root.resource.title
            serif: true
            color: Theme.ink
            lineHeight: 0.94
            font.pixelSize: text.length > 45 ? Theme.heading : Theme.title
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: root.resource.by
            color: Theme.quietInk
            font.weight: Font.DemiBold
        }
    }

    ReadingText {
        id: reading

        x: root.detailArea.x
        y: head.y + head.height + Theme.medium
        width: root.detailArea.width - (root.codeWidth ? root.codeWidth + Theme.large : 0)
        height: Math.max(Theme.touch, root.detailArea.y + root.detailArea.height - y)
        visible: !root.empty
        source: root.resource.text
        measure: Theme.readingMeasure
        size: Theme.caption
        page: root.visit.page
    }

    Rectangle {
        visible: !root.empty && root.resource.payload !== ""
        x: root.detailArea.x + root.detailArea.width - width
        y: reading.y
        width: root.codeWidth
        height: code.height + 2 * Theme.medium
        radius: Theme.corner
        color: Theme.codeGround
        border.width: Theme.hair
        border.color: Theme.outlineInk

        Code {
            id: code

            x: Theme.small
            y: Theme.medium
            width: parent.width - 2 * Theme.small
            payload: root.resource.payload
            address: root.resource.address
            verb: root.resource.verb
        }
    }

    Words {
        x: root.detailArea.x
        y: root.detailArea.y
        width: root.detailArea.width
        visible: root.empty
        text: qsTr("No resources are listed at the moment.")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.heading
    }

    ToolStrip {
        width: parent.width
        y: root.height - height
        onPaper: true
        onBack: root.visit.back()
        listPager.page: list.shownPage
        listPager.pageCount: list.pageCount
        listPager.onTurned: page => root.visit.turnList(page)

        Pager {
            page: root.visit.page
            pageCount: reading.pageCount
            onPaper: true
            onTurned: page => root.visit.turnPage(page)
        }
    }
}
