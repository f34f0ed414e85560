pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The next event beside a work, with its code; a touch opens it.
Touchable {
    id: root

    required property EventViewModel event
    // The code's size with its quiet zone.
    property int preferredSize: Theme.codeRoom

    readonly property bool hasCode: event.payload !== ""
    readonly property int codeSide: hasCode ? code.width : 0

    name: qsTr("Event: %1").arg(root.event.title)
    visible: event.key !== ""
    showsPress: true
    implicitHeight: Math.max(codeSide, words.implicitHeight) + 2 * Theme.small

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: root.onPaper ? Theme.paperCard : Theme.paper
        border.width: root.onPaper ? Theme.hairline : 0
        border.color: Theme.outlineInk

        Rectangle {
            anchors.fill: parent
            visible: root.pressed
            radius: parent.radius
            color: Theme.pressed
        }
    }

    FontMetrics {
        id: metrics

        font.family: Theme.sans
        font.pixelSize: Theme.label
    }

    QrCodeItem {
        id: code

        x: Theme.small
        y: Math.round((root.height - height) / 2)
        payload: root.event.payload
        preferredSize: root.preferredSize
        width: implicitWidth
        height: implicitHeight
        transform: Unmirrored {
            across: code.width
        }
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("QR code: %1").arg(root.event.address.replace(/\u200B/g, ""))
    }

    Column {
        id: words

        x: root.hasCode ? code.x + code.width + Theme.medium : Theme.medium
        width: root.width - x - Theme.medium
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space(6)

        AppText {
            width: parent.width
            text: root.event.now ? root.event.heading : qsTr("Next event")
            color: Theme.goldInk
            font.pixelSize: Theme.label
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            visible: !root.event.now
            text: root.event.heading
            color: Theme.ink
            font.pixelSize: Theme.label
            font.weight: Font.DemiBold
        }

        AppText {
            width: parent.width
            text: root.event.shortTitle
            color: Theme.ink
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: root.event.status !== ""
            text: root.event.status
            color: Theme.ink
            font.pixelSize: Theme.label
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            visible: root.hasCode
            text: root.event.verb
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: root.hasCode
            // The host alone, where the whole address needs a second line; the event's own page
            // shows it whole.
            text: metrics.advanceWidth(root.event.address) <= width ? root.event.address
                : root.event.host
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }
    }
}
