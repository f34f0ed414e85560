pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import KioskViewModels
import KioskUi

// The help line: how to call, to text, and to pass it on.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property InfoViewModel info: controller.info
    // All of it on one screen, wherever it has room; else the parts below.
    readonly property bool whole: sheet.fits
    // Large words below a notice have no room for all ways either.
    readonly property bool low: height < Theme.helpOnOnePage
    readonly property bool twoPages: (Theme.helpOnTwoPages || low) && !whole
    // The words above the number are as large as where all of it stands on one screen.
    readonly property bool roomy: !twoPages && !Theme.helpCrowded && Theme.helpRoomy
    readonly property bool callsShown: !whole && (!twoPages || session.page === 0)
    readonly property bool othersShown: !whole && (!twoPages || session.page > 0)
    readonly property int pageCount: twoPages
        && (info.helpTextNumber !== "" || info.helpTty !== "" || info.helpEmergency !== "") ? 2 : 1
    readonly property string textContact: info.helpTextWord === "" ? info.helpTextNumber
        : info.helpTextNumber + " (" + info.helpTextWord + ")"
    // The code is for texting where that was chosen, else for calling.
    readonly property bool writing: (twoPages ? othersShown : session.codeKind === CodeKinds.Text)
        && info.helpTextPayload !== ""
    readonly property int codeTop: Math.max(calls.y + calls.height,
        otherOptions.y + otherOptions.height) + Theme.large
    readonly property int codeWidth: Math.max(Theme.codeRoom, code.side) + 2 * Theme.medium

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    HelpSheet {
        id: sheet

        anchors.fill: parent
        visible: root.whole
        info: root.info
    }

    component ContactOption: Column {
        id: option

        property string heading
        property string words

        Layout.preferredWidth: otherOptions.columns === 1 ? otherOptions.maxWidth
            : Math.floor((otherOptions.maxWidth - 2 * Theme.large) / 3)
        Layout.alignment: Qt.AlignTop
        visible: words !== ""
        spacing: Theme.space(4)

        AppText {
            width: parent.width
            text: option.heading
            color: Theme.quietInk
            font.pixelSize: Theme.helpCrowded ? Theme.label : Theme.body
        }

        AppText {
            width: parent.width
            text: option.words
            color: Theme.ink
            font.pixelSize: Theme.helpCrowded ? Theme.prose : otherOptions.columns > 1
                ? otherOptions.sizeOf(otherOptions.widestWord, width)
                : otherOptions.sizeOf(option.words, width)
            font.weight: Font.Bold
        }
    }

    Column {
        id: calls

        x: Theme.margin
        y: Theme.margin
        visible: root.callsShown
        width: root.width - 2 * Theme.margin
            - (Theme.oneColumn ? 0 : root.codeWidth + (root.twoPages ? Theme.large : Theme.huge))
        spacing: Theme.helpSpacing

        AppText {
            width: parent.width
            text: qsTr("If you, or someone you know, could use help")
            serif: true
            color: Theme.ink
            lineHeight: Theme.titleLines
            font.pixelSize: root.roomy ? Math.max(Theme.helpHeading, Theme.helpTitle)
                : Theme.helpHeading
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.helpName
            color: Theme.ink
            font.pixelSize: Theme.caption
            font.weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.helpPhone
            color: Theme.ink
            wrapMode: Text.NoWrap
            font.pixelSize: Math.min(Theme.space(110),
                Math.round(width * 1.7 / Math.max(1, text.length)))
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.helpNote
            color: Theme.ink
            font.pixelSize: root.roomy ? Math.max(Theme.body, Theme.helpNote) : Theme.body
        }
    }

    GridLayout {
        id: otherOptions

        // On a tall stage they stand one below the other, beside the code.
        // Side by side all have one size, at which no word is torn.
        readonly property string widestWord: [...root.textContact.split(" "), root.info.helpTty,
            root.info.helpEmergency].reduce(
                (one, other) => other.length > one.length ? other : one, "")
        readonly property int maxWidth: Theme.oneColumn
            ? calls.width - root.codeWidth - Theme.large
            : Theme.helpLow && !root.twoPages ? root.width - 2 * Theme.margin : calls.width

        // As large as where all of it stands on one screen, if the width has room for that.
        function sizeOf(words: string, across: real): int {
            const wide = TextRuler.advance(words, Theme.sans, Theme.space(84), Font.Bold) + 2;
            return Math.max(Theme.poem,
                Math.floor(Theme.space(84) * Math.min(1, across / Math.max(1, wide))));
        }

        x: Theme.margin
        visible: root.othersShown
        // On a low stage the options stand below the code's height. Not below its position, which
        // depends on this.
        y: root.twoPages ? Theme.margin
            : Theme.helpLow
            ? Math.max(calls.y + calls.height, Theme.margin + codeCard.height) + Theme.medium
            : calls.y + calls.height + Theme.medium
        columns: Theme.oneColumn || root.twoPages ? 1 : 3
        columnSpacing: Theme.large
        rowSpacing: root.twoPages ? Theme.medium : Theme.large

        ContactOption {
            heading: qsTr("Text message")
            words: root.info.helpTextNumber === "" ? "" : root.textContact
        }

        ContactOption {
            heading: qsTr("TTY, for people who are deaf or hard of hearing")
            words: root.info.helpTty
        }

        ContactOption {
            heading: qsTr("In an emergency")
            words: root.info.helpEmergency
        }
    }

    Rectangle {
        id: codeCard

        visible: root.info.helpPayload !== "" && !root.whole
        x: root.width - Theme.margin - width
        y: !Theme.oneColumn ? Theme.margin
            : root.twoPages
            ? Math.min(root.codeTop, strip.y - height - Theme.small)
            : Math.max(otherOptions.y, otherOptions.y + otherOptions.height - height)
        width: root.codeWidth
        height: code.height + 2 * Theme.medium
        radius: Theme.corner
        color: Theme.codeGround
        border.width: Theme.hairline
        border.color: Theme.outlineInk

        Code {
            id: code

            x: Theme.small
            y: Theme.medium
            width: parent.width - 2 * Theme.small
            // In reach mode the other options need the room.
            maxSize: Theme.helpSmallCode ? preferredSize + Theme.medium
                : Math.min(root.width * Theme.helpCodeShare, root.height * 0.6)
            payload: root.writing ? root.info.helpTextPayload : root.info.helpPayload
            address: root.writing ? root.textContact : root.info.helpPhone
            showAddress: !root.twoPages
            verb: root.writing ? qsTr("Scan to text") : qsTr("Scan to call")
        }
    }

    PagingShortcuts {
        onAcross: by => {
            if (root.session.page + by >= 0 && root.session.page + by < root.pageCount)
                root.session.turnPage(root.session.page + by);
        }
    }

    ToolStrip {
        id: strip

        width: parent.width
        y: root.height - height
        onPaper: true
        readAloud: root.controller.readAloud

        Pill {
            visible: !root.whole && !root.twoPages && root.info.helpTextPayload !== ""
            text: qsTr("Code to call")
            onPaper: true
            selected: !root.writing
            onActivated: root.session.chooseCode(CodeKinds.Usual)
        }

        Pill {
            visible: !root.whole && !root.twoPages && root.info.helpTextPayload !== ""
            text: qsTr("Code to text")
            onPaper: true
            selected: root.writing
            onActivated: root.session.chooseCode(CodeKinds.Text)
        }

        Pager {
            page: root.session.page
            pageCount: root.pageCount
            onPaper: true
            onTurned: page => root.session.turnPage(page)
        }
    }
}
