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
    // What is being read aloud, where this is the text that it reads.
    property Aloud aloud: null
    readonly property bool followed: aloud !== null && aloud.reading && aloud.block >= 0
    readonly property alias pageCount: setter.pageCount
    readonly property alias contentHeight: setter.contentHeight

    // Where the voice goes on with another page.
    signal turned(int page)

    Connections {
        target: root.aloud

        function onChanged() {
            const there = root.followed ? setter.pageOf(root.aloud.block, root.aloud.begins) : -1;
            if (there >= 0 && there !== root.page)
                root.turned(there);
        }
    }

    Accessible.role: Accessible.Paragraph
    Accessible.name: setter.plain

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
            required property int block
            required property int begins
            required property int ends

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

            Rectangle {
                z: -1
                x: -Theme.tiny
                width: parent.width + 2 * Theme.tiny
                height: parent.height
                visible: root.followed && root.aloud.block === parent.block && parent.begins < root.aloud.ends && parent.ends > root.aloud.begins
                radius: Theme.tiny
                color: root.color === Theme.ink ? Theme.spoken : Theme.spokenDark
            }
        }
    }
}
