pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// An emergency, over everything else: two languages at a time, no controls, and a code only where
// the notice names an address.
Rectangle {
    id: root

    required property NoticesViewModel notices
    readonly property int roles: ItemRoles.Modal
    readonly property bool stacked: Theme.oneColumn
    readonly property bool hasSecond: notices.sideBySide
    readonly property int headHeight: Theme.space(stacked ? 220 : 210)
    readonly property int footHeight: Theme.space(stacked ? 136 : 120)
    readonly property int line: Theme.space(6)
    readonly property int gap: Theme.space(64)
    // In reach mode a unit is smaller, and whom to call is as large as any label.
    readonly property int callSize: Math.max(Theme.space(stacked ? 36 : 38), Theme.label,
        Math.round(Math.min(width, height) / 30))
    readonly property int innerWidth: width - 2 * Theme.margin
    readonly property int innerTop: headHeight + line + gap
    readonly property int innerHeight: height - innerTop - gap - line - footHeight
    // Where the screen's size is known, a share of its shorter side.
    readonly property int codeRoom: Theme.leastCode > 0
        ? Math.max(Theme.codeRoom, Math.ceil(Math.min(width, height) * Theme.emergencyCode / 29)
            * (29 + 2 * Design.quietZone))
        : Theme.codeRoom
    readonly property int codeSide: code.visible ? address.width + Theme.large : 0
    readonly property int columnWidth: hasSecond && !stacked
        ? Math.floor((innerWidth - line) / 2) - gap : innerWidth
    readonly property int columnHeight: hasSecond && stacked
        ? Math.floor((innerHeight - line) / 2) - gap : innerHeight

    color: Theme.alarm
    Accessible.role: Accessible.AlertMessage
    Accessible.name: [notices.first.headline, notices.first.text].join(". ")

    Icon {
        id: mark

        x: Theme.margin
        y: Math.round((root.headHeight - height) / 2)
        name: "warning"
        color: Theme.white
        size: Theme.space(104)
    }

    AppText {
        x: mark.x + mark.width + Theme.large
        width: root.width - x - Theme.margin
        anchors.verticalCenter: mark.verticalCenter
        text: root.hasSecond
            ? "%1  ·  %2".arg(root.notices.first.sign).arg(root.notices.second.sign)
            : root.notices.first.sign
        color: Theme.white
        font.pixelSize: Theme.space(60)
        font.weight: Font.Bold
    }

    Rule {
        y: root.headHeight
        width: root.width
        height: root.line
    }

    EmergencyWords {
        x: Theme.margin
        y: root.innerTop
        width: root.columnWidth - (root.hasSecond ? 0 : root.codeSide)
        height: root.columnHeight
        words: root.notices.first
        headlineSize: Theme.space(root.stacked ? 142 : 124)
        textSize: Theme.space(root.stacked ? 64 : 60)
    }

    Rule {
        visible: root.hasSecond
        x: root.stacked ? 0 : Math.round((root.width - width) / 2)
        y: root.stacked ? root.innerTop + root.columnHeight + root.gap : root.headHeight
        width: root.stacked ? root.width : root.line
        height: root.stacked ? root.line : root.height - root.footHeight - root.headHeight
    }

    EmergencyWords {
        visible: root.hasSecond
        x: root.stacked ? Theme.margin : root.width - Theme.margin - root.columnWidth
        y: root.stacked ? root.innerTop + root.columnHeight + root.line + 2 * root.gap
            : root.innerTop
        width: root.columnWidth
        height: root.columnHeight
        words: root.notices.second
        headlineSize: Theme.space(root.stacked ? 142 : 124)
        textSize: Theme.space(root.stacked ? 64 : 60)
    }

    Rectangle {
        id: code

        x: root.width - Theme.margin - width
        y: root.innerTop
        width: graphic.implicitWidth
        height: graphic.implicitHeight
        // Beside two languages there is no room; each has its turns alone with a code.
        visible: root.notices.payload !== "" && !root.hasSecond
        color: Theme.codeGround

        QrCodeItem {
            id: graphic

            payload: root.notices.payload
            preferredSize: root.codeRoom
            minSize: Theme.leastCode
            maxSize: Math.max(root.codeRoom, Theme.leastCode)
            width: implicitWidth
            height: implicitHeight
            transform: Unmirrored {
                across: graphic.width
            }
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("QR code: %1").arg(root.notices.address.replace(/\u200B/g, ""))
        }
    }

    AppText {
        id: address

        x: code.x + code.width - width
        y: code.y + code.height + Theme.tiny
        // The words keep the room of their longest word beside it.
        width: Math.max(code.width, Theme.space(root.stacked ? 300 : 400))
        visible: code.visible
        atEnd: true
        text: root.notices.address
        color: Theme.white
        font.pixelSize: Theme.label
    }

    Rule {
        y: root.height - root.footHeight - height
        width: root.width
        height: root.line
    }

    // Whom to call, in each language on one line; one below the other where they have no room.
    Item {
        id: foot

        readonly property bool oneLine: firstCall.width + secondCall.width + issued.width
            + 2 * Theme.large <= width

        x: Theme.margin
        y: root.height - root.footHeight + Math.round((root.footHeight - height) / 2)
        width: root.innerWidth
        height: firstCall.height * (oneLine || !root.hasSecond ? 1 : 2)

        Call {
            id: firstCall

            text: root.notices.first.call
        }

        Call {
            id: secondCall

            x: !foot.oneLine ? 0 : Math.max(firstCall.width + Theme.large,
                Math.min(Math.round(foot.width / 2) + root.gap - Theme.small,
                    issued.x - Theme.large - width))
            y: foot.oneLine ? 0 : firstCall.height
            visible: root.hasSecond
            text: root.notices.second.call
        }

        Call {
            id: issued

            x: parent.width - width
            text: root.notices.issued
            serif: true
            font.weight: Font.Normal
        }
    }

    component Call: AppText {
        id: call

        width: Math.ceil(callMetrics.advanceWidth) + 2
        wrapMode: Text.NoWrap
        color: Theme.white
        font.pixelSize: root.callSize
        font.weight: Font.Bold

        readonly property TextMetrics measured: TextMetrics {
            id: callMetrics

            text: call.text
            font: call.font
        }
    }

    component Rule: Rectangle {
        color: Theme.white
    }
}
