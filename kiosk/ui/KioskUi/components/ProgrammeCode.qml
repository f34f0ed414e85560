import QtQuick
import KioskViewModels
import KioskUi

// A code of the programme: the verb above, the white tile, the address below, on one left edge.
Item {
    id: root

    property string verb
    property string payload
    property string address
    // What the code is for.
    property string note
    // Of the code and its quiet zone, in pixels.
    property int preferredSize: width
    readonly property int modules: code.modules
    readonly property int codeTop: code.y
    // What stands below the code, and the gap above that.
    readonly property int footHeight: below.height + Theme.tiny

    // The side of the white tile, and of the symbol in it, of a code of ``size`` at the most.
    function tileSide(size: int): int {
        return symbolSide(size) + 2 * Design.quietZone * moduleSize(size);
    }

    function symbolSide(size: int): int {
        return modules * moduleSize(size);
    }

    function moduleSize(size: int): int {
        return Math.floor(size / (modules + 2 * Design.quietZone));
    }

    // Below this one and above ``end``: a telephone that looks at one code of a rail does not see
    // the other whole. Between the symbols is the side of the larger one.
    function standsApart(other: ProgrammeCode, size: int, end: int): bool {
        const quiet = Design.quietZone * (moduleSize(size) + other.moduleSize(size));
        const top = y + codeTop + tileSide(size);
        const foot = end - other.footHeight - other.tileSide(size);
        return foot - top + quiet >= Math.max(symbolSide(size), other.symbolSide(size))
            && top + footHeight + Theme.medium <= foot - other.codeTop;
    }

    implicitHeight: below.y + below.height

    AppText {
        id: above

        width: root.width
        text: root.verb
        color: Theme.ink
        font.pixelSize: Theme.type(30)
        font.weight: Font.Bold
    }

    QrCodeItem {
        id: code

        y: above.height + Theme.space(8)
        payload: root.payload
        preferredSize: root.preferredSize
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
            width: parent.width
            text: root.address
            color: Theme.ink
            font.pixelSize: Theme.label
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.note
            color: Theme.quietInk
            font.pixelSize: Theme.label
        }
    }
}
