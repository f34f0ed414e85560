import QtQuick
import KioskViewModels
import KioskUi

// A code on the dark ground of a poster: the verb above, the white tile, the address and what it is
// for below, on one left edge.
Item {
    id: root

    property string verb
    property string payload
    property string address
    property string note
    // The verb may be wider than the code.
    property int verbWidth: width
    // The note is left out where it would end below this height.
    property real room: Infinity
    readonly property alias side: code.width
    // Of the code's symbol, without its quiet zone, from the item's top.
    readonly property int quiet: code.modulePixels * Design.quietZone
    readonly property int symbolTop: code.y + quiet
    readonly property int symbolBottom: code.y + code.height - quiet
    readonly property int symbol: Math.max(0, code.height - 2 * quiet)
    readonly property int verbHeight: code.y

    implicitHeight: below.y + below.height

    AppText {
        id: above

        width: root.verbWidth
        text: root.verb
        font.pixelSize: Theme.type(30)
        font.weight: Font.Bold
    }

    QrCodeItem {
        id: code

        y: above.height + Theme.tiny
        payload: root.payload
        preferredSize: root.width
        minSize: Theme.leastCode
        maxSize: root.width
        width: implicitWidth
        height: implicitHeight
        transform: Unmirrored {
            across: code.width
        }
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("QR code: %1").arg(root.address.replace(/\u200B/g, ""))
    }

    Column {
        id: below

        y: code.y + code.height + Theme.tiny
        width: root.width

        AppText {
            id: where

            width: parent.width
            text: root.address
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: text !== "" && below.y + where.height + height <= root.room
            text: root.note
            color: Theme.quietLight
            font.pixelSize: Theme.label
        }
    }
}
