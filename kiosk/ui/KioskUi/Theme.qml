pragma Singleton
import QtQuick

// The design's tokens. No other file holds a colour, a size or a duration, or tests which layout
// the screen has.
QtObject {
    id: theme

    // Inputs, set by ThemeSetter.

    // A 1080th of the stage's shorter side, in pixels. The stage is the part of the window that is
    // touched.
    property real unit: 1
    property real textScale: 1
    property bool contrast: false
    property bool reducedMotion: false
    // The stage is higher than wide.
    property bool tallStage: false
    // In reach mode the stage is the lower part of a tall screen.
    property bool reach: false
    // Pixels of the window above the stage.
    property int upperHeight: 0
    // The scene runs from right to left, as its language does.
    property bool mirrored: false
    // Pixels to a millimetre of the screen, 0 when its size is not known.
    property real pixelsPerMm: 0

    // The layout: the stage's shape, reach mode, and how much room words take.

    enum LayoutClass {
        Wide,
        WideLarge,
        WideImmense,
        Tall,
        TallLarge,
        TallImmense,
        ReachWide,
        ReachWideLarge,
        ReachWideImmense,
        ReachTall,
        ReachTallLarge,
        ReachTallImmense
    }

    // Immense words are those of a small screen, where docs/ACCESSIBILITY.md, 5 makes them larger
    // than the visitor asked for.
    readonly property int layoutClass: (reach ? Theme.ReachWide : Theme.Wide) + (tallStage ? Theme.Tall : Theme.Wide) + (leastType > space(40) ? 2 : textScale > 1.1 ? 1 : 0)
    // A finger needs so much of a small screen that a month has no room beside other things.
    readonly property bool largeFingers: leastTouch > space(44)
    // In reach mode, pictures and the exhibition's name may hang above the stage; nothing that is
    // read or touched may.
    readonly property bool hasUpperPanel: upperHeight > space(300)

    // Tokens of the layout. The columns are the classes in their order:
    //  Wide     Tall     ReachWide  ReachTall, each with usual, large and immense words.

    // A list and what is open of it take turns, for there is no room for both.
    readonly property bool listTakesTurns: flag([0, 0, 0,  0, 0, 0,  1, 1, 1,  1, 1, 1])
    // What else would stand side by side stands one below the other.
    readonly property bool oneColumn: flag([0, 0, 0,  1, 1, 1,  0, 0, 0,  1, 1, 1])
    // The list's share of the height in one column, of the width beside the detail.
    readonly property real listShare: cell([0.39, 0.39, 0.39,  0.44, 0.36, 0.44,  0.39, 0.39, 0.39,  0.44, 0.36, 0.44])
    readonly property int listFoot: cell([0, 0, 0,  small, small, small,  0, 0, 0,  small, small, small])
    // What stands above a text takes its room from the first page only; else large words would come
    // a line at a time.
    readonly property bool headOnFirstPage: flag([0, 1, 1,  0, 1, 1,  1, 1, 1,  1, 1, 1])
    readonly property int pagerSpacing: cell([small, tiny, tiny,  small, tiny, tiny,  small, tiny, tiny,  small, tiny, tiny])

    // The bar: its edge, the room beside a control's words, and whether the help line's words are
    // the short ones.
    readonly property int barMargin: cell([large, large, medium,  large, large, medium,  large, medium, medium,  large, medium, medium])
    readonly property int barPadding: space(cell([26, 16, 12,  16, 16, 12,  26, 12, 12,  16, 12, 12]))
    readonly property bool shortHelpWords: flag([0, 0, 0,  0, 1, 1,  0, 1, 1,  0, 1, 1])

    // A work and its label. A tall stage has the label below the work, and the exhibition's name
    // above both.
    readonly property bool labelBelow: flag([0, 0, 0,  1, 1, 1,  0, 0, 0,  1, 1, 1])
    // A written work takes its label in, above its first page.
    readonly property bool labelInText: flag([0, 0, 0,  0, 0, 0,  1, 1, 1,  1, 1, 1])
    readonly property bool lineBesideText: flag([1, 1, 1,  0, 0, 0,  0, 0, 0,  0, 0, 0])
    // A first stanza that has no room below a large title would leave the title on a page of its
    // own.
    readonly property bool titleBesideText: flag([0, 1, 1,  0, 0, 0,  0, 0, 0,  0, 0, 0])
    readonly property int textTitle: cell([title, title, title,  title, title, title,  heading, heading, heading,  heading, heading, heading])
    // Large words leave a written work only as much as its label does not need, and the label two
    // lines at the least.
    readonly property int leastLabelLines: cell([0, 2, 2,  0, 2, 2,  0, 2, 2,  0, 2, 2])
    // Characters of the exhibition's name that have room beside a work; it stands on the wall and
    // on the poster too.
    readonly property int longestNameAbove: cell([999, 40, 40,  999, 40, 40,  999, 40, 40,  999, 40, 40])
    readonly property bool smallLabelTitle: flag([0, 0, 1,  0, 0, 1,  0, 0, 1,  0, 0, 1])
    // How far a picture above a tall stage reaches down into it.
    readonly property real upperPictureOverlap: cell([0, 0, 0,  0.26, 0.26, 0.26,  0, 0, 0,  0.26, 0.26, 0.26])
    // On a tall stage: the work's share of the height at the most. Large words below it need more.
    readonly property real writtenShare: 0.6 - 0.28 * (textScale - 1)
    readonly property real pictureShare: 0.56 - 0.36 * (textScale - 1)
    // Dashes that have room in the loop's strip; numbers stand for more.
    readonly property int mostDashes: cell([36, -1, -1,  24, -1, -1,  36, -1, -1,  24, -1, -1])

    // An event or a resource. The code stands beside the title where there is not room for both
    // below each other.
    readonly property bool codeBesideTitle: flag([0, 1, 1,  0, 1, 1,  0, 1, 1,  0, 1, 1])
    readonly property real codeShare: cell([0.475, 0.39, 0.39,  0.475, 0.39, 0.39,  0.475, 0.39, 0.39,  0.475, 0.39, 0.39])
    // The code may take all of the height, and its width does not go by its size.
    readonly property bool codeFillsHeight: flag([0, 0, 1,  0, 0, 1,  0, 0, 1,  0, 0, 1])
    readonly property bool hostOnly: flag([0, 0, 1,  0, 0, 0,  0, 0, 1,  0, 0, 0])
    // The list and the facts say when an event is; immense words leave no room to say it a third
    // time.
    readonly property bool repeatsWhen: flag([1, 1, 0,  1, 1, 0,  1, 1, 0,  1, 1, 0])
    // Whose event it is, is read after the text.
    readonly property bool presenterAfterText: flag([0, 1, 1,  0, 1, 1,  0, 1, 1,  0, 1, 1])

    // The board: the margin above its name, and whether today's date stands below that.
    readonly property int boardTop: cell([margin, margin, large,  large, large, large,  margin, margin, large,  large, large, large])
    readonly property bool boardDate: flag([1, 1, 0,  1, 1, 0,  1, 1, 0,  1, 1, 0])
    // The board as a month; large days need all the room.
    readonly property bool monthAlone: flag([0, 0, 1,  largeFingers, 1, 1,  0, 0, 1,  largeFingers, 1, 1])
    readonly property int monthTop: largeFingers && !oneColumn ? small : boardTop
    readonly property bool monthDate: boardDate && !largeFingers
    readonly property int monthGap: largeFingers ? tiny : medium
    readonly property int monthFoot: largeFingers ? tiny : small

    // The wall: rows of works at the most, where the media stand, and whether fewer rows leave the
    // works a good size.
    readonly property int wallRows: cell([2, 2, 2,  4, 3, 3,  2, 2, 2,  4, 3, 3])
    readonly property bool wallRowsByHeight: textScale > 1.3 || flag([0, 0, 1,  0, 0, 1,  1, 1, 1,  1, 1, 1])
    readonly property bool mediaBelowName: flag([0, 0, 0,  1, 1, 1,  0, 1, 1,  1, 1, 1])
    readonly property int wallTitle: textTitle

    // The poster.
    readonly property int posterMargin: cell([huge, huge, huge,  huge, huge, huge,  margin, margin, margin,  margin, margin, margin])
    readonly property int posterEventMargin: cell([huge, huge, huge,  margin, margin, margin,  margin, margin, margin,  margin, margin, margin])

    // About: the facts are a page of their own before the text, else they stand beside or above it.
    readonly property bool factsFirst: flag([0, 0, 0,  0, 0, 0,  1, 1, 1,  1, 1, 1])
    readonly property real factsShare: 0.39
    readonly property int factSize: cell([body, label, label,  body, label, label,  body, label, label,  body, label, label])
    readonly property int factSpacing: cell([medium, tiny, tiny,  medium, tiny, tiny,  medium, tiny, tiny,  medium, tiny, tiny])

    // The help line. Where there is room for calling only, the other ways are a page of their own.
    readonly property bool helpOnTwoPages: flag([0, 0, 1,  0, 0, 1,  0, 1, 1,  0, 1, 1])
    // On a small wide screen, letters, controls and the code leave larger words no room to spare.
    readonly property bool helpCrowded: largeFingers && flag([0, 1, 0,  0, 0, 0,  0, 0, 0,  0, 0, 0])
    // In a low stage the other ways stand below the code.
    readonly property bool helpLow: flag([0, 0, 0,  0, 0, 0,  1, 1, 1,  0, 0, 0])
    readonly property real helpCodeShare: cell([0.36, 0.36, 0.36,  0.46, 0.46, 0.46,  0.36, 0.36, 0.36,  0.46, 0.46, 0.46])
    readonly property bool helpSmallCode: flag([0, 0, 0,  0, 0, 0,  1, 0, 0,  1, 0, 0])
    readonly property int helpHeading: helpOnTwoPages || helpCrowded ? atUsualSize(poem) : poem
    readonly property int helpSpacing: helpOnTwoPages || helpCrowded ? tiny : medium

    // The staff's PIN pad.
    readonly property int pinWords: space(cell([518, 518, 518,  518, 518, 518,  430, 430, 430,  430, 430, 430]))

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
    // Characters of a line of prose at the most: docs/ACCESSIBILITY.md, 14.
    readonly property int readingMeasure: 55
    // docs/ACCESSIBILITY.md, 5: capitals of 4.8 mm, and with the largest words of 8.7, on screens
    // down to 21 inches.
    // These typefaces' capitals have two thirds of their size.
    readonly property int leastType: Math.min(space(54), Math.ceil(pixelsPerMm * (4.8 + 7.8 * (textScale - 1)) / 0.667))
    // Between capitals; letters that join, as Arabic's do, must not be torn apart.
    readonly property int tracking: mirrored ? 0 : space(2)

    // The height of a line of a caption's text, and of the two lines below a work on the wall.
    readonly property int captionLine: Math.round(caption * proseLines)
    readonly property real tileCaption: label * 2.8
    // Line heights, as parts of the type's size: of prose, of verse, of titles.
    readonly property real proseLines: 1.5
    readonly property real verseLines: 1.4
    readonly property real titleLines: 0.94

    // Space, in pixels
    readonly property int hairline: Math.max(1, space(2))
    readonly property int tiny: space(8)
    readonly property int small: space(16)
    readonly property int medium: space(24)
    readonly property int large: space(40)
    readonly property int margin: space(60)
    readonly property int huge: space(96)
    readonly property int corner: space(16)
    // docs/ACCESSIBILITY.md, 3: 20 mm.
    readonly property int leastTouch: Math.ceil(pixelsPerMm * 20)
    readonly property int touch: Math.max(space(64), leastTouch)
    readonly property int stripHeight: Math.max(space(96), touch + 2 * tiny)
    // A code with its quiet zone; beside a work no more than leaves room for its words.
    readonly property int codeRoom: Math.max(space(264), Math.min(space(340), Math.ceil(leastCode / 29) * 37))
    // docs/ACCESSIBILITY.md, 26: 100 mm for the code alone, to be scanned from a metre.
    readonly property int leastCode: Math.ceil(pixelsPerMm * 100)
    // The codes of calendar entries, scanned by someone who has just touched the screen.
    readonly property int denseCodeRoom: Math.max(codeRoom, space(380))
    // The label beside a picture, some 43 letters of a caption; it widens with large words, but by
    // less than they grow.
    readonly property int column: space(700 + 200 * (textScale - 1))
    // Where there is room for it: some 49 letters.
    readonly property int wideColumn: space(720 * (1 + (textScale - 1) / 2))
    // Beside a written work, which needs the breadth more; in reach mode all the more.
    readonly property int narrowColumn: space(cell([560, 560, 560,  560, 560, 560,  350, 350, 350,  350, 350, 350]) * (1 + (textScale - 1) / 2))

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
    // Where a picture is still being read from disk.
    readonly property color placeholder: "#18F4EFE6"
    // Behind the line that is being read aloud; words on it keep a contrast of 7 to 1.
    readonly property color spoken: contrast ? "#FFE48A" : "#F6DE9C"
    readonly property color spokenDark: contrast ? "#4A3A00" : "#4A3F22"
    // Over the screen, below what lies on top of it and has its touches.
    readonly property color scrim: "#E6101014"
    readonly property color pressed: "#3315161A"
    readonly property color pressedLight: "#40F4EFE6"
    readonly property color black: "#000000"
    // Of the staff's test of the screen: a dead pixel, a tint or an edge shows on one of them.
    readonly property list<color> testColours: ["#FFFFFF", "#000000", "#FF0000", "#00FF00", "#0000FF", "#808080"]

    // Motion, in milliseconds
    readonly property int crossfade: reducedMotion ? 0 : 900
    readonly property int pageTurn: reducedMotion ? 0 : 250

    function space(amount: real): int {
        return Math.round(amount * theme.unit);
    }

    function type(amount: real): int {
        return Math.max(theme.leastType, Math.round(amount * theme.unit * theme.textScale));
    }

    // The size of a title that does not grow with the text size, so that the text below it has
    // room; never smaller than what is read.
    function atUsualSize(size: int): int {
        return theme.textScale > 1.1 ? Math.max(theme.caption, Math.ceil(size / theme.textScale)) : size;
    }

    // This class's column of a row of tokens.
    function cell(row: list<real>): real {
        return row[theme.layoutClass];
    }

    function flag(row: list<real>): bool {
        return row[theme.layoutClass] !== 0;
    }
}
