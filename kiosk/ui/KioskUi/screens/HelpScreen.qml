pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The help line, for anyone: to call, to write to, to hand on.
Item {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property InfoViewModel info: controller.info
    readonly property bool tight: Theme.helpOnTwoPages
    readonly property bool calling: !tight || session.page === 0
    readonly property bool further: !tight || session.page > 0
    readonly property int pageCount: tight && (info.helpTextNumber !== "" || info.helpTty !== "" || info.helpEmergency !== "") ? 2 : 1
    readonly property string textWords: info.helpTextWord === "" ? info.helpTextNumber : info.helpTextNumber + " (" + info.helpTextWord + ")"
    // The code is for calling, or for writing where that was chosen.
    readonly property bool writing: (tight ? further : session.codeKind === CodeKinds.Text) && info.helpTextPayload !== ""
    readonly property int beneath: Math.max(ways.y + ways.height, others.y + others.height) + Theme.large
    readonly property int codeWidth: Math.max(Theme.codeRoom, code.side) + 2 * Theme.medium

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    component Way: Column {
        id: way

        property string heading
        property string words

        width: Theme.oneColumn || root.tight ? others.width : Math.floor((others.width - 2 * Theme.large) / 3)
        visible: words !== ""
        spacing: Theme.space(4)

        AppText {
            width: parent.width
            text: way.heading
            color: Theme.quietInk
            font.pixelSize: Theme.helpCrowded ? Theme.label : Theme.body
        }

        AppText {
            width: parent.width
            text: way.words
            color: Theme.ink
            font.pixelSize: Theme.helpCrowded ? Theme.reading : Theme.poem
            font.weight: Font.Bold
        }
    }

    Column {
        id: ways

        x: Theme.margin
        y: Theme.margin
        visible: root.calling
        width: root.width - 2 * Theme.margin - (Theme.oneColumn ? 0 : root.codeWidth + (root.tight ? Theme.large : Theme.huge))
        spacing: Theme.helpSpacing

        AppText {
            width: parent.width
            text: qsTr("If you, or someone you know, could use help")
            serif: true
            color: Theme.ink
            lineHeight: Theme.titleLines
            font.pixelSize: Theme.helpHeading
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
            font.pixelSize: Math.min(Theme.space(110), Math.round(width * 1.7 / Math.max(1, text.length)))
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.info.helpNote
            color: Theme.ink
        }
    }

    Flow {
        id: others

        x: Theme.margin
        visible: root.further
        // In a low lower half below the code, which then stands at the top, and never by where the code stands: that goes by this.
        y: root.tight ? Theme.margin : Theme.helpLow ? Math.max(ways.y + ways.height, Theme.margin + card.height) + Theme.medium : ways.y + ways.height + Theme.medium
        // On a tall screen one below the other, beside the code.
        width: root.tight ? ways.width : Theme.helpLow ? root.width - 2 * Theme.margin : Theme.oneColumn ? ways.width - root.codeWidth - Theme.large : ways.width
        spacing: root.tight ? Theme.medium : Theme.large

        Way {
            heading: qsTr("Text message")
            words: root.info.helpTextNumber === "" ? "" : root.textWords
        }

        Way {
            heading: qsTr("TTY, for people who are deaf or hard of hearing")
            words: root.info.helpTty
        }

        Way {
            heading: qsTr("In an emergency")
            words: root.info.helpEmergency
        }
    }

    Rectangle {
        id: card

        visible: root.info.helpPayload !== ""
        x: root.width - Theme.margin - width
        y: !Theme.oneColumn ? Theme.margin : root.tight ? Math.min(root.beneath, strip.y - height - Theme.small) : Math.max(others.y, others.y + others.height - height)
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
            // In the lower half of a screen the other ways need the room.
            most: Theme.helpSmallCode ? room + Theme.medium : Math.min(root.width * Theme.helpCodeShare, root.height * 0.6)
            payload: root.writing ? root.info.helpTextPayload : root.info.helpPayload
            address: root.writing ? root.textWords : root.info.helpPhone
            spelled: !root.tight
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
        aloud: root.controller.readAloud
        onBack: root.session.back()

        Pill {
            visible: !root.tight && root.info.helpTextPayload !== ""
            text: qsTr("Code to call")
            onPaper: true
            selected: !root.writing
            onActivated: root.session.chooseCode(CodeKinds.Usual)
        }

        Pill {
            visible: !root.tight && root.info.helpTextPayload !== ""
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
