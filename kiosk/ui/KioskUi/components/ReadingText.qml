pragma ComponentBehavior: Bound
import QtQuick
import KioskBridge
import KioskUi

// A text in lines and pages; the lines come set from the Typesetter and are only placed here.
Item {
    id: root

    property alias source: setter.source
    property alias verse: setter.verse
    property alias measure: setter.measure
    property alias hang: setter.hang
    property alias spacing: setter.spacing
    property int size: Theme.reading
    property int page: 0
    property bool serif: true
    property color color: Theme.ink
    readonly property alias pageCount: setter.pageCount
    readonly property alias contentHeight: setter.contentHeight

    Accessible.role: Accessible.Paragraph
    Accessible.name: setter.source

    Typesetter {
        id: setter

        family: root.serif ? Theme.serif : Theme.sans
        pixelSize: root.size
        width: root.width
        height: root.height
        page: root.page
    }

    Repeater {
        model: setter

        Words {
            required property string line
            required property real placeX
            required property real placeY
            required property real tall
            required property bool heading
            required property bool styled
            required property bool leftwards

            // Each block begins where its own language does, on whichever side of the page.
            x: leftwards === Theme.mirrored ? placeX : root.width - placeX - width
            y: Math.round(placeY)
            height: tall
            text: line
            // The paragraph above has it all in one piece.
            Accessible.ignored: true
            textFormat: styled ? Text.StyledText : Text.PlainText
            wrapMode: Text.NoWrap
            verticalAlignment: Text.AlignVCenter
            color: root.color
            serif: root.serif
            font.pixelSize: Math.round(root.size * (heading ? 1.25 : 1))
            font.weight: heading ? Font.DemiBold : Font.Normal
        }
    }
}
