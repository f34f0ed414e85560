pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// One event or resource: heading, title, facts, the description in pages, and the code. Its picture
// stands small beside the words where it has room, and alone on the last page.
Item {
    id: root

    property string heading
    property string status
    property string title
    property string facts
    property string by
    property string text
    property string payload
    property string address
    property string verb
    property int page: 0
    // Pixels by which a finger has dragged the page sideways.
    property int dragOffset: 0
    property ReadAloud readAloud: null
    property ImageLoader imageLoader: null
    property string picture
    property string pictureAlt
    property size pictureSize
    // A dense code gets more room, beside the title.
    property bool denseCode: false
    property alias choices: choice.model
    property int chosenKind: CodeKinds.Usual
    readonly property alias counted: readingText.counted
    readonly property bool hasPicture: picture !== "" && !large.failed
    readonly property int pageCount: readingText.pageCount + (hasPicture ? 1 : 0)
    readonly property bool showsPicture: hasPicture && counted && page >= readingText.pageCount
    readonly property bool hasCode: payload !== ""
    // With large words, or where 100 mm are much of the screen, the code does not fit below the
    // title.
    readonly property bool codeBeside: Theme.codeBesideTitle || denseCode || hasPicture
        || Theme.leastCode > Theme.codeRoom
    readonly property int codeRoom: denseCode ? Theme.denseCodeRoom : Theme.codeRoom
    // More than half of the width is left to the words. One line stands above the code, two below
    // it.
    readonly property int codeShare: Math.round(width * Theme.codeShare)
    readonly property int codeMost: Math.min(codeShare,
        Theme.codeFillsHeight ? height - code.wordsHeight - Theme.medium
        : codeBeside
            ? height - Math.round(1.4 * (Theme.body + 2 * Theme.label)) - 3 * Theme.medium
        : Theme.denseCodeRoom)
    // With immense words the width is fixed, because the height of the words around the code
    // depends on it. Else it is that of the code where no notice takes height from it.
    readonly property int codeWidth: Theme.codeFillsHeight ? codeShare
        : Math.max(codeRoom, whole.implicitWidth)

    signal codeChosen(int kind)
    signal turned(int page)

    // Other codes are offered where enough lines of text remain above the buttons.
    readonly property int lineHeight: Theme.captionLine
    readonly property bool offersCodes: choice.count > 0
        && height - head.height - codeChoices.height - 2 * Theme.medium
        >= (Theme.headOnFirstPage ? 0 : 4 * lineHeight)

    // Of the column beside the words, what the code leaves, or all of it.
    readonly property int railWidth: hasCode ? codeWidth : codeRoom
    readonly property int railTop: hasCode ? code.height + Theme.medium : 0
    readonly property bool pictureBeside: hasPicture && height - railTop >= Theme.leastPicture
    readonly property int textWidth: width
        - (hasCode || pictureBeside ? railWidth + Theme.large : 0)

    Column {
        id: head

        width: root.codeBeside ? root.textWidth : root.width
        spacing: Theme.tiny
        visible: !root.showsPicture
        opacity: Theme.headOnFirstPage && root.page > 0 ? 0 : 1

        AppText {
            id: whenText

            width: parent.width
            visible: text !== "" && (Theme.repeatsWhen || root.facts === "")
            text: root.heading
            color: Theme.goldInk
            font.weight: Font.Bold
        }

        AppText {
            id: statusText

            width: parent.width
            visible: text !== ""
            text: root.status
            color: Theme.ink
            font.pixelSize: Theme.caption
            font.weight: Font.Bold
        }

        Title {
            width: parent.width
            // What else stands above the text, at least.
            maxHeight: root.height - whenText.height - statusText.height - factsText.height
                - byText.height - 4 * head.spacing
            leastSize: Theme.caption
            text: root.title
            color: Theme.ink
            lineHeight: Theme.titleLines
            size: Theme.atUsualSize(root.denseCode || text.length > 80 ? Theme.leastTitle
                : text.length > 45 ? Theme.heading : Theme.title)
        }

        AppText {
            id: factsText

            width: parent.width
            visible: text !== ""
            text: TitleSetter.loosened(root.facts, Theme.sansFor(root.facts), Theme.body,
                Font.DemiBold, width)
            color: Theme.ink
            font.weight: Font.DemiBold
        }

        AppText {
            id: byText

            width: parent.width
            visible: text !== "" && !Theme.presenterAfterText
            text: root.by
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }
    }

    ReadingText {
        id: readingText

        y: Theme.headOnFirstPage ? 0 : head.height + Theme.medium
        firstPageOffset: Theme.headOnFirstPage ? head.height + Theme.medium : 0
        width: root.textWidth
        height: Math.max(root.lineHeight,
            root.height - y - (root.offersCodes ? codeChoices.height + Theme.medium : 0))
        // With large words the presenter's name follows the text instead of standing above it.
        source: Theme.presenterAfterText
            ? [root.text, root.by].filter(part => part !== "").join("\n\n") : root.text
        maxCharacters: Theme.lineMeasure
        size: Theme.caption
        // Its last page, while the picture is shown.
        page: Math.min(root.page, root.hasPicture && counted ? pageCount - 1 : root.page)
        visible: !root.showsPicture
        readAloud: root.readAloud
        onTurned: page => root.turned(page)
        transform: Translate {
            x: root.dragOffset
        }
    }

    Flow {
        id: codeChoices

        y: root.height - height
        width: root.textWidth
        spacing: Theme.small
        visible: root.offersCodes && !root.showsPicture

        Repeater {
            id: choice

            delegate: Pill {
                required property int kind
                required property string words

                text: words
                size: Theme.label
                padding: Theme.medium
                onPaper: true
                selected: root.chosenKind === kind
                onActivated: root.codeChosen(kind)
            }
        }
    }

    Picture {
        id: large

        width: root.hasCode ? root.width - root.codeWidth - Theme.large : root.width
        height: root.height
        visible: root.showsPicture
        atTop: true
        atStart: true
        imageLoader: root.imageLoader
        work: root.picture
        masterSize: root.pictureSize
        alt: root.pictureAlt
    }

    Picture {
        id: small

        x: root.width - width
        y: root.railTop
        width: root.railWidth
        height: root.height - y
        visible: root.pictureBeside && !root.showsPicture
        atTop: true
        atStart: true
        imageLoader: root.imageLoader
        work: visible ? root.picture : ""
        masterSize: root.pictureSize
        alt: root.pictureAlt
    }

    Touchable {
        x: small.x + small.painted.x
        y: small.y + small.painted.y
        width: small.painted.width
        height: small.painted.height
        visible: small.visible && small.ready && root.counted
        name: qsTr("Show the picture large")
        onPaper: true
        onActivated: root.turned(root.pageCount - 1)
    }

    // The code by its width alone, to which its words are set.
    QrCodeItem {
        id: whole

        visible: false
        payload: root.payload
        preferredSize: root.codeRoom
        minSize: Theme.leastCode
        maxSize: root.codeMost
    }

    // On one left edge; only the code's own ground is white.
    Code {
        id: code

        visible: root.hasCode
        x: root.width - width
        y: root.codeBeside ? 0 : head.height + Theme.medium
        width: root.codeWidth
        onEdge: true
        preferredSize: root.codeRoom
        maxSize: root.codeMost
        payload: root.payload
        // docs/ACCESSIBILITY.md, 28: at least the host, where the whole address has no room.
        address: Theme.hostOnly ? root.address.split("/")[0] : root.address
        verb: root.verb
    }
}
