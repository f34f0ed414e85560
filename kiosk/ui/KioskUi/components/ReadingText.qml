pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A text in lines and pages, which the Typesetter breaks and this item places.
Item {
    id: root

    property alias source: setter.source
    property alias verse: setter.verse
    property alias maxCharacters: setter.maxCharacters
    property alias hangingIndent: setter.hangingIndent
    property alias lineSpacing: setter.lineSpacing
    // Pixels at the top of the first page that are taken by a head above the text.
    property alias firstPageOffset: setter.firstPageOffset
    property int size: Theme.prose
    // The ways to set the text, and the sizes for verse, of which the Typesetter chooses.
    property alias layouts: setter.layouts
    property alias sizes: setter.sizes
    property alias lesserSizes: setter.lesserSizes
    property alias linesAlone: setter.linesAlone
    readonly property alias layout: setter.layout
    readonly property alias fittedSize: setter.fittedSize
    readonly property real columnStep: setter.columnWidth + setter.columnGap
    property int page: 0
    property bool serif: true
    // All lines begin where the scene's do, so that a label has one edge in any language.
    property bool withScene: false
    property color color: Theme.ink
    // Null where this text is not the one that is read aloud.
    property ReadAloud readAloud: null
    readonly property bool followsVoice: readAloud !== null && readAloud.active
        && readAloud.block >= 0
    // The pages so far; all of them once they are counted.
    readonly property alias pageCount: setter.pageCount
    readonly property alias contentHeight: setter.contentHeight
    readonly property alias counted: setter.counted
    property alias firstPageOnly: setter.firstPageOnly
    readonly property int roles: ItemRoles.Loader
    readonly property bool loading: setter.busy

    // The text position at the top of the page, and the text that it belongs to. Null while the
    // page is not set yet.
    property var firstPlace: [-1, 0]
    property int laidOutText: -1
    property bool keepingPlace: false

    // The voice went on to another page, or a new layout moved the text.
    signal turned(int page)

    onPageChanged: {
        if (!keepingPlace)
            readPlace();
    }

    function readPlace() {
        firstPlace = setter.isSet(page) ? setter.firstPositionOn(page) : null;
        if (setter.isBeyond(page))
            Qt.callLater(returnToLastPage);
    }

    // A visitor turned beyond the last page before it was known.
    function returnToLastPage() {
        if (setter.isBeyond(page) && visible)
            turned(setter.pageCount - 1);
    }

    // A new layout makes other pages: turns to the page with the text that was at the top.
    // Invisible texts do not turn pages.
    function keepPlace() {
        if (laidOutText !== setter.revision || setter.source === "" || !visible)
            return;
        if (firstPlace === null) {
            readPlace();
            return;
        }
        const there = setter.pageAt(firstPlace[0], firstPlace[1]);
        if (there < 0 && !setter.counted)
            return;
        const wanted = there >= 0 ? there : setter.pageCount - 1;
        keepingPlace = true;
        if (wanted !== page)
            turned(wanted);
        keepingPlace = false;
        // If ``turned`` changed nothing, the visitor reads this page.
        if (wanted !== page)
            readPlace();
    }

    onVisibleChanged: Qt.callLater(keepPlace)

    Connections {
        target: setter

        function onLaidOut() {
            if (root.laidOutText !== setter.revision) {
                root.laidOutText = setter.revision;
                root.firstPlace = setter.isSet(root.page)
                    ? setter.firstPositionOn(root.page) : null;
            }
            root.keepPlace();
        }
    }

    Connections {
        target: root.readAloud

        function onChanged() {
            const there = root.followsVoice
                ? setter.pageAt(root.readAloud.block, root.readAloud.rangeStart) : -1;
            if (there >= 0 && there !== root.page)
                root.turned(there);
        }
    }

    Accessible.role: Accessible.Paragraph
    Accessible.name: setter.plainText

    Typesetter {
        id: setter

        family: root.serif ? Theme.serif : Theme.sansFor(source)
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

            required property int column
            readonly property real columnX: root.withScene || setter.leftwards === Theme.mirrored
                ? column * root.columnStep
                : root.width - setter.columnWidth - column * root.columnStep

            // Each block is aligned by its own language's direction, or all as the scene is.
            x: columnX + (root.withScene || rightToLeft === Theme.mirrored ? lineX
                : setter.columnWidth - lineX - width)
            y: Math.round(lineY)
            height: boxHeight
            text: line
            isLine: true
            isVerse: root.verse
            // Screen readers read the whole text from the parent.
            Accessible.ignored: true
            textFormat: styled ? Text.StyledText : Text.PlainText
            wrapMode: Text.NoWrap
            verticalAlignment: Text.AlignVCenter
            color: root.color
            serif: root.serif
            // All lines are set as the whole text is.
            font.family: setter.family
            font.pixelSize: Math.round(setter.fittedSize * (heading ? setter.headingScale : 1))
            font.weight: heading ? Font.DemiBold : Font.Normal

            Rectangle {
                z: -1
                x: -Theme.tiny
                width: parent.width + 2 * Theme.tiny
                height: parent.height
                visible: root.followsVoice && root.readAloud.block === parent.block
                    && parent.rangeStart < root.readAloud.rangeEnd
                    && parent.rangeEnd > root.readAloud.rangeStart
                radius: Theme.tiny
                color: root.color === Theme.ink ? Theme.spoken : Theme.spokenDark
            }
        }
    }
}
