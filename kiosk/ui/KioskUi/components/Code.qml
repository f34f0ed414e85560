pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A QR code on white with what it does above and where it leads below.
Column {
    id: root

    property string payload
    property string address
    property string verb: qsTr("Scan to register")
    // Its address stands below it, but where it stands beside it already.
    property bool showAddress: true
    property int preferredSize: Theme.codeRoom
    // What it may take where the screen's size says that it needs more.
    property int maxSize: preferredSize
    readonly property int side: code.implicitWidth
    // What its words take of the height; they go by the width alone.
    readonly property int wordsHeight: above.height + (showAddress ? below.height : 0) + 2 * spacing

    spacing: Theme.tiny
    visible: payload !== ""

    AppText {
        id: above

        width: root.width
        text: root.verb
        color: Theme.ink
        horizontalAlignment: Text.AlignHCenter
        font.weight: Font.DemiBold
    }

    Item {
        width: root.width
        height: code.height

        QrCodeItem {
            id: code

            // A code stands on whole pixels, or its modules would blur.
            x: Math.round((parent.width - width) / 2)
            payload: root.payload
            preferredSize: root.preferredSize
            minSize: Theme.leastCode
            maxSize: root.maxSize
            width: implicitWidth
            height: implicitHeight
            transform: Unmirrored {
                across: code.width
            }
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("QR code: %1").arg(root.address.replace(/\u200B/g, ""))
        }
    }

    AppText {
        id: below

        width: root.width
        visible: root.showAddress
        text: root.address
        color: Theme.ink
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.label
    }
}
