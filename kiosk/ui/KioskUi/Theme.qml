pragma Singleton
import QtQuick

// The design's tokens. Nothing else holds a colour, a size or a duration.
QtObject {
    id: theme

    // Set by Main: a thousand-and-eightieth of the window's shorter side, and what the visitor chose.
    property real unit: 1
    property real textScale: 1
    property bool contrast: false
    property bool reducedMotion: false
    property bool portrait: false
    // In reach mode: a list and what is open of it take turns, for there is no room for both.
    property bool folded: false
    // Pixels of the window above the stage: in reach mode what is looked at and neither read nor touched may hang there.
    property int above: 0
    readonly property bool overhead: above > space(300)
    // The scene runs from right to left, as its language does.
    property bool mirrored: false

    // Typefaces
    readonly property string serif: "Source Serif 4"
    readonly property string sans: "Atkinson Hyperlegible Next"

    // Type, in pixels
    readonly property int label: type(24)
    readonly property int body: type(28)
    readonly property int caption: type(32)
    readonly property int reading: type(36)
    readonly property int poem: type(42)
    readonly property int heading: type(46)
    readonly property int title: type(60)
    readonly property int display: type(96)
    readonly property int readingMeasure: 55
    // ACCESS 5: capitals of 4.8 mm, and with the largest words of 8.7, on screens down to 21 inches.
    // These typefaces' capitals have two thirds of their size.
    readonly property int leastType: Math.min(space(54), Math.ceil(pixelsPerMm * (4.8 + 7.8 * (textScale - 1)) / 0.667))
    // On a small screen that makes all words so large that what else stands beside them must give way.
    readonly property bool immense: leastType > space(40)
    // What stands above a text takes its room from the first page only; with large words and in reach mode that would come a line at a time.
    readonly property bool headed: folded || textScale > 1.1
    // Between capitals; letters that join, as Arabic's do, must not be torn apart.
    readonly property int tracking: mirrored ? 0 : space(2)

    // Space, in pixels
    readonly property int hair: Math.max(1, space(2))
    readonly property int tiny: space(8)
    readonly property int small: space(16)
    readonly property int medium: space(24)
    readonly property int large: space(40)
    readonly property int margin: space(60)
    readonly property int huge: space(96)
    readonly property int corner: space(16)
    // Pixels to a millimetre of the screen, 0 when its size is not known.
    property real pixelsPerMm: 0
    // ACCESS 3: 20 mm.
    readonly property int leastTouch: Math.ceil(pixelsPerMm * 20)
    readonly property int touch: Math.max(space(64), leastTouch)
    readonly property int stripHeight: Math.max(space(96), touch + 2 * tiny)
    // A finger needs so much of it that a month has no room beside other things.
    readonly property bool little: leastTouch > space(44)
    // What a code has with its quiet zone; beside a work no more than leaves room for its words.
    readonly property int codeRoom: Math.max(space(264), Math.min(space(340), Math.ceil(leastCode / 29) * 37))
    // ACCESS 26: 100 mm for the code alone, to be scanned from a metre.
    readonly property int leastCode: Math.ceil(pixelsPerMm * 100)
    // The codes of calendar entries, scanned by someone who has just touched the screen.
    readonly property int denseCodeRoom: Math.max(codeRoom, space(380))
    // The label beside a picture, some 43 letters of a caption; it widens with large words, but by less than they grow.
    readonly property int column: space(700 + 200 * (textScale - 1))
    // Where there is room for it: some 49 letters.
    readonly property int wideColumn: space(720 * (1 + (textScale - 1) / 2))
    // Beside a written work, which needs the breadth more; in reach mode all the more.
    readonly property int narrowColumn: space((folded ? 350 : 560) * (1 + (textScale - 1) / 2))

    // The list's share of a tall screen; large words below it need more of the height.
    readonly property real listShare: textScale > 1.1 && !immense ? 0.36 : 0.44

    // Colours
    readonly property color wallTop: contrast ? "#000000" : "#2A2530"
    readonly property color wallBottom: contrast ? "#000000" : "#17161B"
    readonly property color paper: contrast ? "#FFFFFF" : "#F4EFE6"
    readonly property color paperShade: contrast ? "#FFFFFF" : "#EAE3D5"
    readonly property color paperCard: contrast ? "#FFFFFF" : "#FAF6EE"
    readonly property color ink: contrast ? "#000000" : "#15161A"
    readonly property color quietInk: contrast ? "#000000" : "#4A473F"
    readonly property color light: contrast ? "#FFFFFF" : "#F4EFE6"
    readonly property color quietLight: contrast ? "#FFFFFF" : "#C9C3B8"
    readonly property color gold: contrast ? "#FFD45E" : "#E8C468"
    readonly property color goldInk: contrast ? "#000000" : "#5E440A"
    readonly property color barGround: contrast ? "#000000" : "#0D0D10"
    readonly property color outline: contrast ? "#FFFFFF" : "#8F8977"
    readonly property color outlineInk: contrast ? "#000000" : "#7E7460"
    readonly property color codeGround: "#FFFFFF"
    readonly property color awaited: "#18F4EFE6"
    // Behind the line that is being read aloud; words on it keep a contrast of 7 to 1.
    readonly property color spoken: contrast ? "#FFE48A" : "#F6DE9C"
    readonly property color spokenDark: contrast ? "#4A3A00" : "#4A3F22"
    readonly property color veil: "#E6101014"
    readonly property color pressed: "#3315161A"
    readonly property color pressedLight: "#40F4EFE6"
    // Of the staff's test of the screen: a dead pixel, a tint or an edge shows on one of them.
    readonly property color night: "#000000"
    readonly property list<color> tests: ["#FFFFFF", "#000000", "#FF0000", "#00FF00", "#0000FF", "#808080"]

    // Motion, in milliseconds
    readonly property int crossfade: reducedMotion ? 0 : 900
    readonly property int turn: reducedMotion ? 0 : 250

    function space(amount: real): int {
        return Math.round(amount * theme.unit);
    }

    function type(amount: real): int {
        return Math.max(theme.leastType, Math.round(amount * theme.unit * theme.textScale));
    }

    // Of a title that leaves its room to what is read once that grows: as large as at the usual size, and never smaller than what is read.
    function yielding(size: int): int {
        return theme.textScale > 1.1 ? Math.max(theme.caption, Math.ceil(size / theme.textScale)) : size;
    }
}
