pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The next event beside a work, without a ground of its own: day, time and title in the ink of the
// wall, and the code on its white tile, the verb above and the address below it. A touch opens the
// event.
Touchable {
    id: root

    required property EventViewModel event
    // False where the view that it stands in shows nothing: then it measures nothing either.
    property bool needed: true
    readonly property bool hasEvent: needed && event.key !== ""
    // The height that the event may take at the most.
    property real room: Infinity
    // The height that its words may take at the most, with the line below them: less, where a label
    // stands above the words but not above the code.
    property real roomForWords: room
    // A label stands beside the code and above the words.
    property bool besideOnly: false
    // The words end level with the code instead of beginning level with the verb.
    property bool wordsAtFoot: false

    enum Form {
        // The words beside the code.
        Beside,
        // The words above the code, where less than 240 is left beside it.
        Above,
        // Without the code, which the board shows.
        WordsOnly,
        None
    }

    // The first form that has room: in the size of the text, and where only a smaller one has, at
    // the usual size.
    readonly property var chosen: {
        if (!hasEvent)
            return { form: EventStrip.None, size: Theme.body, height: 0 };
        const usual = Math.max(Theme.leastType, Math.min(Theme.eventWords, Theme.space(36)));
        for (const size of usual < Theme.eventWords ? [Theme.eventWords, usual] : [usual]) {
            for (const form of hasCode
                    ? (besideOnly ? [EventStrip.Beside] : [EventStrip.Beside, EventStrip.Above])
                    : [EventStrip.WordsOnly]) {
                const high = heightOf(form, size);
                if (high > 0 && high <= room
                        && (form !== EventStrip.Beside || wordsFit(size)))
                    return { form: form, size: size, height: high };
            }
        }
        const high = heightOf(EventStrip.WordsOnly, usual);
        const fitting = high <= Math.min(room, roomForWords);
        return {
            form: fitting ? EventStrip.WordsOnly : EventStrip.None,
            size: usual,
            height: fitting ? high : 0
        };
    }
    readonly property int form: chosen.form
    readonly property int size: chosen.size
    readonly property bool fits: form !== EventStrip.None
    readonly property bool withCode: form === EventStrip.Beside || form === EventStrip.Above
    // The form that the layout leaves room for, its height, and that of its words with the line
    // below them. None of them goes by the room.
    readonly property int usualForm: !hasEvent || !hasCode ? EventStrip.WordsOnly
        : widthOfWords(EventStrip.Beside) >= Theme.space(240) ? EventStrip.Beside
        : EventStrip.Above
    readonly property int leastHeight: hasEvent ? heightOf(usualForm, Theme.eventWords) : 0
    readonly property int leastWords: !hasEvent ? 0 : (hasCode ? addressHeight : 0)
        + heightOfWords(Theme.eventWords, widthOfWords(usualForm))
    readonly property int leastWidth: hasCode ? Math.max(codeSide, verbWidth) : 0
    readonly property int codeHeight: hasCode ? verbHeight + codeSide + addressHeight : 0
    readonly property bool hasCode: hasEvent && event.payload !== "" && code.modules > 0
    // Where the words begin below the item's top.
    readonly property int wordsTop: words.y

    readonly property int codeSide: code.implicitWidth
    // The verb may be a little wider than the code; where it is more, it takes two lines.
    readonly property string verbFamily: Theme.sansFor(event.verb)
    readonly property int verbAdvance: !hasEvent ? 0 : TextRuler.advance(event.verb, verbFamily,
        Theme.body, Font.DemiBold)
    readonly property int verbWidth: Math.min(width, verbAdvance <= 1.4 * codeSide ? verbAdvance
        : Math.max(codeSide, Math.ceil(0.62 * verbAdvance)))
    readonly property int verbHeight: !hasEvent ? 0 : Theme.tiny + lineOf(Theme.body)
        * TextRuler.lines(event.verb, verbFamily, Theme.body, Font.DemiBold, verbWidth)
    readonly property int addressHeight: lineOf(Theme.label) + Theme.tiny
    readonly property int gap: Theme.space(24)
    readonly property color strongColor: onPaper ? Theme.ink : Theme.light
    readonly property color quietColor: onPaper ? Theme.quietInk : Theme.quietLight

    objectName: "event"
    name: qsTr("Event: %1").arg(root.event.title)
    visible: fits
    implicitHeight: chosen.height
    height: implicitHeight

    function lineOf(size: int): int {
        return Math.ceil(size * 1.2);
    }

    function widthOfWords(form: int): int {
        return form === EventStrip.Beside ? width - Math.max(codeSide, verbWidth) - gap : width;
    }

    function heightOfWords(size: int, across: int): int {
        const broken = TitleSetter.broken(event.shortTitle, Theme.serif, size, Font.Normal, across);
        const title = TextRuler.lines(broken, Theme.serif, size, Font.Normal, across);
        const heading = TextRuler.lines(event.heading, Theme.sansFor(event.heading), size,
            Font.Bold, across);
        const status = TextRuler.lines(event.status, Theme.sansFor(event.status), Theme.body,
            Font.Bold, across);
        return (heading + title) * lineOf(size) + status * lineOf(Theme.body)
            + (status > 0 ? 2 : 1) * Theme.tiny;
    }

    function wordsFit(size: int): bool {
        return heightOfWords(size, widthOfWords(EventStrip.Beside)) + addressHeight <= roomForWords;
    }

    // The height in a form, 0 where it cannot be.
    function heightOf(form: int, size: int): int {
        const across = widthOfWords(form);
        if (form === EventStrip.Beside && across < Theme.space(240))
            return 0;
        const words = heightOfWords(size, across);
        const picture = verbHeight + codeSide + addressHeight;
        if (form === EventStrip.Beside)
            return Math.max(words + addressHeight, picture);
        return form === EventStrip.Above ? words + Theme.small + picture : words;
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.tiny
        visible: root.pressed
        radius: Theme.corner
        color: root.onPaper ? Theme.pressed : Theme.pressedLight
    }

    Column {
        id: words

        width: root.widthOfWords(root.form)
        height: root.hasEvent ? root.heightOfWords(root.size, width) : 0
        y: root.wordsAtFoot && root.form === EventStrip.Beside
            ? root.height - root.addressHeight - height : 0
        spacing: Theme.tiny

        EventText {
            text: root.hasEvent ? root.event.heading : ""
            font.weight: Font.Bold
        }

        EventText {
            text: !root.hasEvent ? "" : TitleSetter.broken(root.event.shortTitle, Theme.serif,
                root.size, Font.Normal, words.width)
            serif: true
        }

        EventText {
            text: root.hasEvent ? root.event.status : ""
            font.pixelSize: Theme.body
            font.weight: Font.Bold
        }
    }

    AppText {
        id: verb

        visible: root.withCode
        width: Math.max(root.verbWidth, code.width)
        x: root.width - width
        y: code.y - root.verbHeight
        atEnd: root.verbWidth > code.width
        text: root.hasEvent ? root.event.verb : ""
        color: root.strongColor
        font.weight: Font.DemiBold
    }

    QrCodeItem {
        id: code

        visible: root.withCode
        x: root.width - width
        y: root.height - root.addressHeight - height
        payload: root.needed ? root.event.payload : ""
        preferredSize: Theme.eventCode
        leastModule: Theme.space(6)
        width: implicitWidth
        height: implicitHeight
        transform: Unmirrored {
            across: code.width
        }
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("QR code: %1").arg(root.event.address.replace(/\u200B/g, ""))
    }

    AppText {
        id: address

        readonly property bool whole: !root.hasEvent || TextRuler.advance(root.event.address,
            Theme.sansFor(root.event.address), Theme.label, Font.Normal) <= root.width

        visible: root.withCode
        width: root.width
        y: root.height - height
        atEnd: true
        // The host alone, where the whole address needs a second line; the event's own page
        // shows it whole.
        text: !root.hasEvent ? "" : whole ? root.event.address : root.event.host
        color: root.quietColor
        font.pixelSize: Theme.label
    }

    component EventText: AppText {
        width: words.width
        visible: text !== ""
        color: root.strongColor
        lineHeightMode: Text.FixedHeight
        lineHeight: root.lineOf(font.pixelSize)
        font.pixelSize: root.size
    }
}
