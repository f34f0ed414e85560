pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// Asks whether somebody is still here before the screen goes home. A touch anywhere means yes. It
// takes the place beside or below the open work, and leaves the bar and the work as they are.
Touchable {
    id: root

    // The screen below it; what it covers is found there.
    required property Item scene
    required property int seconds
    required property bool workOpen
    property color upper: Theme.wallTop
    property int secondsLeft: seconds
    property rect place: Qt.rect(0, 0, width, height)
    // In the window: whatever lies in it is covered.
    readonly property rect covered: Qt.rect(place.x, root.scene.y + place.y, place.width,
        place.height)
    // Words and buttons side by side.
    readonly property bool low: isLow(place.width, place.height)
    readonly property int wordsWidth: low ? lowWordsWidth(place.width)
        : Math.min(place.width - Theme.margin - inset, Theme.promptWidth)
    // Beside what stays, the space to it is there already.
    readonly property int inset: place.x > 0 ? Theme.small : Theme.margin
    readonly property int wordsX: low ? inset
        : Math.max(inset, place.width - Theme.margin - wordsWidth)
    // The words and the buttons have no room in the place beside what is open.
    readonly property bool crowded: words.y + words.height > (low ? place.height : buttons.y)
    property bool needsAll: false
    // What the words are given besides, once they needed more than was reckoned: a line.
    property int spareHeight: 0
    // The line that thins: from eight to one, in equal steps.
    readonly property int steps: 8
    // The bar's edge line at its highest.
    readonly property int barEdge: 12
    readonly property int step: Math.max(1, Math.ceil(steps * secondsLeft / seconds))
    readonly property string leaving: qsTr("Start over")
    readonly property string staying: qsTr("Yes, I am here")
    readonly property int choiceWidth: Theme.small * 3 + Math.max(...[leaving, staying].map(words =>
        TextRuler.advance(words, Theme.sansFor(words), Theme.body, Font.DemiBold)))
    // The height of a button.
    readonly property int choice: Math.max(Theme.touch, Math.min(Math.round(Theme.body * 1.9),
        Theme.stripHeight - 2 * Theme.tiny))
    readonly property color strong: onPaper ? Theme.ink : Theme.light

    readonly property string question: qsTr("Still here?")
    readonly property string promise: qsTr("Take all the time you need. Touch anywhere, and "
        + "everything stays as it is.")
    // Places by their width, and the height that the words and buttons take in each.
    readonly property var heights: Array.from({ length: 42 }, (_, at) => {
        const across = Theme.space(360 + 40 * at);
        return [across, heightIn(across)];
    })

    signal goOn
    signal startOver

    function isLow(across: real, down: real): bool {
        return across > Theme.space(1000) && stackedHeight(across) > down;
    }

    // The width of the words beside the buttons, which keep room for their own.
    function lowWordsWidth(across: real): int {
        const inner = across - 3 * Theme.margin;
        return Math.min(Math.round((across - 2 * Theme.margin) * 0.6),
            inner - Math.min(choiceWidth, Math.round(inner / 2)));
    }

    // The height of the words in a width, without those that may be left out.
    function wordsHeight(inner: real, spacing: real): real {
        const lines = (words, size) => TextRuler.lines(words, Theme.serif, size, Font.Normal,
            inner - 4);
        return Theme.lineEms * (Theme.promptTitle * lines(question, Theme.promptTitle)
            + spacing * Theme.caption * lines(promise, Theme.caption))
            + 3 * Theme.small + Theme.space(steps) + Theme.tiny;
    }

    function stackedHeight(across: real): real {
        const inner = Math.min(across - Theme.margin - Theme.small, Theme.promptWidth);
        return wordsHeight(inner, Theme.promptLines) + 2 * choice + Theme.medium
            + 2 * Theme.space(74);
    }

    function heightIn(across: real): real {
        const stacked = stackedHeight(across) + spareHeight;
        if (across <= Theme.space(1000))
            return stacked;
        const beside = wordsHeight(lowWordsWidth(across), Theme.lowPromptLines);
        return Math.min(stacked, Theme.large + beside + Theme.medium + spareHeight);
    }

    function takePlace() {
        if (needsAll)
            return;
        // Beside the controls that stand above the bar it reaches down to the bar.
        const whole = areaAbove(0);
        place = whole.x >= Theme.stripTaken ? whole : areaAbove(Theme.stripFoot);
    }

    function areaAbove(foot: real): rect {
        return PromptPlace.area(root.scene, root.scene.width, root.scene.height - foot, Theme.unit,
            root.workOpen, root.heights);
    }

    // Until it has its place, a screenshot waits.
    readonly property bool loading: settling.running

    roles: ItemRoles.Target | ItemRoles.Modal | ItemRoles.Loader
    name: question
    // The frame lies around the whole screen, and stands for a press alone.
    framed: pressed
    frameInset: Theme.space(6)
    onActivated: root.goOn()
    onWidthChanged: takePlace()
    onHeightChanged: takePlace()
    Component.onCompleted: takePlace()

    // What opens at the same moment is laid out a little later.
    Timer {
        id: settling

        property int rounds: 3

        interval: 60
        repeat: true
        running: rounds > 0
        onTriggered: {
            const before = String(root.place);
            root.takePlace();
            if (String(root.place) !== before) {
                rounds = 3;
            } else if (root.crowded && root.spareHeight === 0) {
                root.spareHeight = Math.ceil(Theme.lineEms * Theme.caption);
                root.takePlace();
                rounds = 3;
            } else if (root.crowded && !root.needsAll) {
                // Large words on a small screen.
                root.needsAll = true;
                root.place = Qt.rect(0, 0, root.scene.width, root.scene.height
                    - (Theme.stripTaken > 0 ? Theme.stripHeight : 0));
                rounds = 3;
            }
            if (!PromptPlace.isLoading(root.scene))
                rounds -= 1;
        }
    }

    Timer {
        interval: 1000
        repeat: true
        running: root.secondsLeft > 0
        onTriggered: root.secondsLeft -= 1
    }

    Item {
        x: root.place.x
        y: root.scene.y + root.place.y
        width: root.place.width
        // The bar's edge rises into the screen.
        height: Math.min(root.place.height,
            root.scene.height - root.place.y - Theme.space(root.barEdge))
        clip: true

        // The ground goes on as if nothing stood on it.
        Background {
            x: -root.place.x
            y: -root.place.y
            width: root.scene.width
            height: root.scene.height
            onPaper: root.onPaper
            upper: root.upper
        }

        Column {
            id: words

            x: root.wordsX
            y: root.low ? Theme.large : Theme.space(74)
            width: root.wordsWidth
            spacing: Theme.small

            Title {
                width: parent.width
                text: root.question
                color: root.strong
                size: Theme.promptTitle
            }

            Title {
                width: parent.width
                text: root.promise
                color: root.strong
                lineHeight: root.low ? Theme.lowPromptLines : Theme.promptLines
                size: Theme.caption
            }

            // Its height is that of the line at first, so that no word moves.
            Item {
                width: parent.width
                height: Theme.space(root.steps) + Theme.tiny

                Rectangle {
                    objectName: "thinning line"
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width
                    height: Theme.unit * root.step
                    radius: height / 2
                    color: root.onPaper ? Theme.goldInk : Theme.gold
                }
            }

            AppText {
                id: quietWords

                width: parent.width
                visible: words.y + quietWords.y + height + Theme.medium
                    <= (root.low ? root.place.height : buttons.y)
                text: qsTr("When the line has thinned away, the screen goes back to the "
                    + "exhibition.")
                color: root.onPaper ? Theme.quietInk : Theme.quietLight
                font.pixelSize: Theme.label
            }
        }

        // The one that stays is where the next work was, so that a late touch means staying.
        Column {
            id: buttons

            x: root.low ? words.x + words.width + Theme.margin : words.x
            y: root.place.height - height - (root.low ? Theme.large : Theme.space(74))
            width: root.low ? root.place.width - x - Theme.margin : words.width
            spacing: Theme.medium

            Pill {
                objectName: "home"
                width: parent.width
                text: root.leaving
                room: width - 2 * Theme.small
                onPaper: root.onPaper
                onActivated: root.startOver()
            }

            Pill {
                width: parent.width
                text: root.staying
                room: width - 2 * Theme.small
                onPaper: root.onPaper
                selected: true
                onActivated: root.goOn()
            }
        }
    }
}
