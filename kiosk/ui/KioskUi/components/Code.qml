pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A QR code with its purpose above and its address below.
Column {
    id: root

    property string payload
    property string address
    property string verb: qsTr("Scan to register")
    // False where the address already stands beside the code.
    property bool showAddress: true
    // Verb, code and address on one left edge, not on one middle.
    property bool onEdge: false
    readonly property int aligned: !onEdge ? Text.AlignHCenter
        : Theme.mirrored ? Text.AlignRight : Text.AlignLeft
    property int preferredSize: Theme.codeRoom
    // The size that the code may grow to, to be 100 mm large.
    property int maxSize: preferredSize
    readonly property int side: code.implicitWidth
    // The height of the words, which depends on the width alone.
    readonly property int wordsHeight: above.height + (showAddress ? below.height : 0) + 2 * spacing

    spacing: Theme.tiny
    visible: payload !== ""

    AppText {
        id: above

        width: root.width
        text: root.verb
        color: Theme.ink
        horizontalAlignment: root.aligned
        font.weight: Font.DemiBold
    }

    Item {
        width: root.width
        height: code.height

        QrCodeItem {
            id: code

            // Modules blur unless the code stands on whole pixels.
            x: root.onEdge ? 0 : Math.round((parent.width - width) / 2)
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
        horizontalAlignment: root.aligned
        font.pixelSize: Theme.label
    }
}
