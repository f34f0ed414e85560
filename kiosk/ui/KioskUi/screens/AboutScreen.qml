pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// About the exhibition: what, by whom, when and where.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property InfoViewModel info: controller.info
    // The facts are a page of their own before the text: in reach mode, and on a wide stage where
    // they do not fit beside it.
    readonly property bool factsFirst: Theme.factsFirst
        || Theme.factsBeside && yardstick.height > stageHeight - Theme.margin
    readonly property int besideWidth: Math.round(width * Theme.factsShare) - 2 * Theme.margin
    readonly property bool onFacts: factsFirst && session.page === 0
    readonly property int stageHeight: height - Theme.stripHeight - logos.height
    readonly property rect factsArea: Theme.oneColumn
        ? Qt.rect(Theme.margin, Theme.large, width - 2 * Theme.margin, 0)
        : factsFirst ? Qt.rect(Theme.margin, Theme.margin, width - 2 * Theme.margin,
            stageHeight - Theme.margin)
        : Qt.rect(Theme.margin, Theme.margin, besideWidth, stageHeight - Theme.margin)

    // A few words on a wide stage hang a little lower, so that they fill it.
    readonly property int lowered: Theme.oneColumn || onFacts || pageCount > 1 || logos.filled ? 0
        : Math.max(0, Math.round((1 - Theme.mostFree) * height) - Theme.margin
            - Math.max(facts.height, readingText.contentHeight))
    // Above a short text on a tall stage the facts stand further apart. It is short by its letters,
    // since its pages go by the room below the facts.
    readonly property int lettersOfShortText: 600
    readonly property int spareSpacing: !Theme.oneColumn
        || readingText.source.length >= lettersOfShortText ? 0
        : Math.max(0, Math.min(Math.round(1.6 * Theme.factSpacing),
            Math.floor((0.78 * stageHeight - factsArea.y - yardstick.height) / 4)))

    readonly property int pageCount: readingText.pageCount + (factsFirst ? 1 : 0)

    function turn(by: int) {
        const page = session.page + by;
        if (page >= 0 && (page < pageCount || !readingText.counted))
            session.turnPage(page);
    }

    PagingShortcuts {
        onAcross: by => root.turn(by)
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    Swipe {
        id: swipe

        anchors.fill: parent
        swipeEnabled: root.visible && (root.pageCount > 1 || !readingText.counted)
        hasPrevious: root.session.page > 0
        hasNext: root.session.page < root.pageCount - 1 || !readingText.counted
        onTurned: by => root.turn(by)
    }

    Rectangle {
        width: Theme.oneColumn || root.onFacts ? root.width
            : Math.round(root.width * Theme.factsShare)
        height: Theme.oneColumn ? facts.y + facts.height + Theme.large : root.height
        visible: !root.factsFirst || root.onFacts
        color: Theme.paperShade
    }

    component Fact: Column {
        id: fact

        property string heading
        property string words
        // The first line, a day or a name, stands larger than the others.
        property bool leads: false
        readonly property var lines: words.split("\n")

        width: parent?.width ?? 0
        visible: words !== ""
        spacing: Theme.space(4)

        AppText {
            width: parent.width
            text: fact.heading
            color: Theme.goldInk
            font.pixelSize: Theme.label
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            visible: fact.leads
            text: fact.lines[0]
            serif: true
            color: Theme.ink
            font.pixelSize: Theme.factLead
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: fact.leads ? fact.lines.slice(1).join("\n") : fact.words
            tabular: true
            color: Theme.ink
            font.pixelSize: Theme.factSize
        }
    }

    component Facts: Column {
        spacing: Theme.factSpacing

        Title {
            width: parent.width
            text: root.info.title || root.info.welcome
            color: Theme.ink
            lineHeight: Theme.titleLines
            size: Theme.atUsualSize(text.length > 30 ? Theme.heading : Theme.title)
        }

        Fact {
            heading: qsTr("Open")
            words: root.info.openWhen
            leads: true
        }

        Fact {
            heading: qsTr("Where")
            words: root.info.place
            leads: true
        }

        Fact {
            heading: qsTr("Presented by")
            words: root.info.by
        }

        Fact {
            heading: qsTr("Hosted by")
            words: Theme.hostAmongFacts ? root.info.host : ""
        }
    }

    Facts {
        id: facts

        visible: !root.factsFirst || root.onFacts
        x: root.factsArea.x
        y: root.factsArea.y + root.lowered
        width: root.factsArea.width
        spacing: Theme.factSpacing + root.spareSpacing
    }

    // Measures the facts' height beside the text. The visible facts cannot be measured: their place
    // depends on the result.
    Facts {
        id: yardstick

        visible: false
        width: root.besideWidth
    }

    ReadingText {
        id: readingText

        visible: !root.onFacts
        x: Theme.oneColumn || root.factsFirst ? Theme.margin
            : Math.round(root.width * Theme.factsShare) + Theme.margin
        readonly property int start: Theme.oneColumn ? facts.y + facts.height + 2 * Theme.large
            : Theme.margin

        y: start + root.lowered
        width: root.width - x - Theme.margin
        height: root.stageHeight - start
        source: root.info.about || root.info.contents
        maxCharacters: Theme.lineMeasure
        // Two columns, where that saves a page and both have lines of some length.
        readonly property int half: Math.floor((width - Theme.margin) / 2)
        readonly property list<var> found: [
            { columns: 1, gap: 0, width: width, height: height, offset: 0, pager: 0 },
            { columns: 2, gap: Theme.margin, width: half, height: height, offset: 0, pager: 0 }
        ]

        layouts: half >= Theme.leastAboutColumn ? found : found.slice(0, 1)
        size: Theme.caption
        page: Math.max(0, root.session.page - (root.factsFirst ? 1 : 0))
        readAloud: root.controller.readAloud
        onTurned: page => root.session.turnPage(page + (root.factsFirst ? 1 : 0))
        transform: Translate {
            x: swipe.dragOffset
        }
    }

    LogoStrip {
        id: logos

        // Facts that fill a page of their own leave them no room there; the text's pages do.
        visible: filled && !(root.onFacts && facts.y + facts.height > root.stageHeight)
        y: root.height - Theme.stripHeight - height
        width: root.width
        imageLoader: root.controller.imageLoader
        logos: root.info.logos
        slots: root.info.logoSlots
    }

    ToolStrip {
        width: parent.width
        y: root.height - height
        onPaper: true
        readAloud: root.controller.readAloud

        Pager {
            page: root.session.page
            pageCount: root.pageCount
            counted: readingText.counted
            onPaper: true
            onTurned: page => root.session.turnPage(page)
        }
    }
}
