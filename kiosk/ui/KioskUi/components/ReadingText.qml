pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A text in lines and pages; the lines come set from the Typesetter and are only placed here.
Item {
    id: root

    property alias source: setter.source
    property alias verse: setter.verse
    property alias maxCharacters: setter.maxCharacters
    property alias hangingIndent: setter.hangingIndent
    property alias lineSpacing: setter.lineSpacing
    // What of the first page is taken by what stands above the text.
    property alias firstPageOffset: setter.firstPageOffset
    property int size: Theme.reading
    property int page: 0
    property bool serif: true
    property color color: Theme.ink
    // What is being read aloud, where this is the text that it reads.
    property ReadAloud aloud: null
    readonly property bool followed: aloud !== null && aloud.reading && aloud.block >= 0
    readonly property alias pageCount: setter.pageCount
    readonly property alias contentHeight: setter.contentHeight

    // The place that stands first on the page, and the text of which that was said.
    property var first: [-1, 0]
    property string laid
    property bool settling: false

    // Where the voice goes on with another page, or the lines are broken anew.
    signal turned(int page)

    onPageChanged: {
        if (!settling)
            first = setter.firstPositionOn(page);
    }

    // Larger words or another layout make other pages: the one is turned to that holds what was read, never one that there is not.
    // What is out of sight has no say in it.
    function settle() {
        if (laid !== setter.source || laid === "" || !visible)
            return;
        const there = setter.pageAt(first[0], first[1]);
        const wanted = there >= 0 ? there : setter.pageCount - 1;
        settling = true;
        if (wanted !== page)
            turned(wanted);
        settling = false;
        // Where nobody turned, this is the page that is read.
        if (wanted !== page)
            first = setter.firstPositionOn(page);
    }

    onVisibleChanged: Qt.callLater(settle)

    Connections {
        target: setter

        function onLaidOut() {
            if (root.laid !== setter.source) {
                root.laid = setter.source;
                root.first = setter.firstPositionOn(root.page);
            }
            root.settle();
        }
    }

    Connections {
        target: root.aloud

        function onChanged() {
            const there = root.followed ? setter.pageAt(root.aloud.block, root.aloud.rangeStart) : -1;
            if (there >= 0 && there !== root.page)
                root.turned(there);
        }
    }

    Accessible.role: Accessible.Paragraph
    Accessible.name: setter.plainText

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

        AppText {
            required property string line
            required property real lineX
            required property real lineY
            required property real boxHeight
            required property bool heading
            required property bool styled
            required property bool rightToLeft
            required property int block
            required property int rangeStart
            required property int rangeEnd

            // Each block begins where its own language does, on whichever side of the page.
            x: rightToLeft === Theme.mirrored ? lineX : root.width - lineX - width
            y: Math.round(lineY)
            height: boxHeight
            text: line
            isLine: true
            isVerse: root.verse
            // The paragraph above has it all in one piece.
            Accessible.ignored: true
            textFormat: styled ? Text.StyledText : Text.PlainText
            wrapMode: Text.NoWrap
            verticalAlignment: Text.AlignVCenter
            color: root.color
            serif: root.serif
            font.pixelSize: Math.round(root.size * (heading ? setter.headingScale : 1))
            font.weight: heading ? Font.DemiBold : Font.Normal

            Rectangle {
                z: -1
                x: -Theme.tiny
                width: parent.width + 2 * Theme.tiny
                height: parent.height
                visible: root.followed && root.aloud.block === parent.block && parent.rangeStart < root.aloud.rangeEnd && parent.rangeEnd > root.aloud.rangeStart
                radius: Theme.tiny
                color: root.color === Theme.ink ? Theme.spoken : Theme.spokenDark
            }
        }
    }
}
