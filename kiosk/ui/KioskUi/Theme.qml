pragma Singleton
import QtQuick
import KioskViewModels

// The design's tokens. Other files take colours, type, space and durations from here, and ask a
// token of the table below how their layout differs; only this file and ThemeSetter look at the
// layout class, the text scale or the window's shape (tests/qt/test_theme.py).
QtObject {
    id: theme

    // Inputs, set by ThemeSetter.

    // A 1080th of the stage's shorter side, in pixels. The stage is the part of the window that is
    // touched.
    property real unit: 1
    // The unit of type, and what the layout class is chosen by: the stage's shape and the text
    // scale. Each follows in a turn of the event loop of its own, for each of these changes lays
    // out what every loaded screen holds.
    property real typeUnit: unit
    property int stageShape: Theme.WideStage
    property real textScale: 1
    property real layoutScale: 1
    property bool contrast: false
    property bool reducedMotion: false
    // The window is higher than wide; only such a window offers reach mode.
    property bool tallWindow: false
    // Pixels of the window above the stage.
    property int upperHeight: 0
    // "Still here?" has the touches.
    property bool asking: false
    // The scene runs from right to left, as its language does.
    property bool mirrored: false
    // Degrees clockwise by which the scene is turned in the window: 0, 90, 180 or 270.
    property int turn: 0
    // Pixels to a millimetre of the screen, 0 when its size is not known.
    property real pixelsPerMm: 0
    // Where the bar has no room for its middle place: how far that reaches into the strip above the
    // bar, from the stage's edge, in pixels; else 0. Set by BottomBar.
    property int stripTaken: 0

    // The exhibition's own colours, set by ThemeSetter: the wall, its lower tone, the accent, and
    // the accent as ink on paper.
    property color ownWall: Design.wallTop
    property color ownWallBottom: Design.wallBottom
    property color ownAccent: Design.accent
    property color ownAccentInk: Design.accentInk

    // A scene on its side: what runs across in it runs down in the window.
    readonly property bool onItsSide: turn % 180 !== 0

    // A way in the window, in pixels or pixels a second, as the part of it that runs across the
    // scene, and the part that runs down it. A finger's way is told in the window's directions.
    function across(way: vector2d): real {
        const along = [way.x, way.y, -way.x, -way.y][turn / 90];
        return mirrored ? -along : along;
    }

    function down(way: vector2d): real {
        return [way.y, -way.x, -way.y, way.x][turn / 90];
    }

    // The layout class: reach mode, the stage's shape, and how large words are.

    // In reach mode the stage is the lower part of a tall screen. One value, for the layout class
    // changes once when both of its parts do.
    enum StageShape {
        WideStage,
        TallStage,
        ReachWideStage,
        ReachTallStage
    }

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

    enum WordSize {
        Usual,
        Large,
        Immense
    }

    // Immense words are those of a small screen, where docs/ACCESSIBILITY.md, 5 makes them larger
    // than the visitor asked for.
    readonly property int wordSize: leastTypeAt(layoutScale) > space(40) ? Theme.Immense
        : layoutScale > 1.1 ? Theme.Large : Theme.Usual
    readonly property bool tallStage: stageShape === Theme.TallStage
        || stageShape === Theme.ReachTallStage
    readonly property int layoutClass: {
        switch (stageShape) {
        case Theme.ReachTallStage:
            return byWordSize(Theme.ReachTall, Theme.ReachTallLarge, Theme.ReachTallImmense);
        case Theme.ReachWideStage:
            return byWordSize(Theme.ReachWide, Theme.ReachWideLarge, Theme.ReachWideImmense);
        case Theme.TallStage:
            return byWordSize(Theme.Tall, Theme.TallLarge, Theme.TallImmense);
        }
        return byWordSize(Theme.Wide, Theme.WideLarge, Theme.WideImmense);
    }

    // The groups that a class belongs to. A row of the table below gives a value to a group, and
    // the last group of the row that the present class belongs to decides: see token().
    readonly property list<string> classGroups: {
        switch (layoutClass) {
        case Theme.Wide:
            return ["all", "wide", "usual"];
        case Theme.WideLarge:
            return ["all", "wide", "large", "wideLarge"];
        case Theme.WideImmense:
            return ["all", "wide", "large", "wideLarge", "immense", "wideImmense"];
        case Theme.Tall:
            return ["all", "tall", "usual"];
        case Theme.TallLarge:
            return ["all", "tall", "large", "tallLarge"];
        case Theme.TallImmense:
            return ["all", "tall", "large", "tallLarge", "immense", "tallImmense"];
        case Theme.ReachWide:
            return ["all", "wide", "usual", "reach", "reachWide"];
        case Theme.ReachWideLarge:
            return ["all", "wide", "large", "wideLarge", "reach", "reachWide", "reachLarge"];
        case Theme.ReachWideImmense:
            return ["all", "wide", "large", "wideLarge", "immense", "wideImmense", "reach",
                "reachWide", "reachLarge"];
        case Theme.ReachTall:
            return ["all", "tall", "usual", "reach"];
        case Theme.ReachTallLarge:
            return ["all", "tall", "large", "tallLarge", "reach", "reachLarge"];
        case Theme.ReachTallImmense:
            return ["all", "tall", "large", "tallLarge", "immense", "tallImmense", "reach",
                "reachLarge"];
        }
        return [];
    }
    // Two more groups hold in any class: a finger needs so much of a small screen that a month has
    // no room beside other things; and the visitor chose the largest text.
    readonly property list<string> groups: classGroups.concat(
        leastTouch > space(44) ? ["largeFingers"] : [], layoutScale > 1.3 ? ["largestText"] : [])

    // The table of tokens.

    // In reach mode, pictures and the exhibition's name may hang above the stage; nothing that is
    // read or touched may.
    readonly property bool hasUpperPanel: upperHeight > space(300)

    // A list and what is open of it take turns, for there is no room for both.
    readonly property bool listTakesTurns: token({ all: false, reach: true })
    // What else would stand side by side stands one below the other.
    readonly property bool oneColumn: token({ wide: false, tall: true })
    // The list's share of the height in one column, of the width beside the detail.
    readonly property real listShare: token({
        wide: 0.39, tall: 0.44, tallLarge: 0.36, tallImmense: 0.44
    })
    readonly property int listFoot: token({ wide: 0, tall: small })
    // What stands above a text takes its room from the first page only; else large words would come
    // a line at a time.
    readonly property bool headOnFirstPage: token({ all: false, large: true, reach: true })
    readonly property int pagerSpacing: token({ all: small, large: tiny })

    // The bar: whether a stage so narrow always has it on two lines; its heights on one line and on
    // two; its controls and their words, which grow less than other words do; the room between
    // controls, between groups, beside words at the usual and at the least, and above and below.
    readonly property bool barOnTwoLines: token({ wide: false, tall: true })
    readonly property int barHeight: space(token({ all: 104, large: 120 }))
    readonly property int barHeightOnTwoLines: space(token({
        all: 200, large: 216, immense: 184, reach: 168
    }))
    readonly property int barControl: space(token({ all: 72, large: 80, reach: 72 }))
    readonly property int barWords: Math.max(leastType,
        Math.min(space(38), Math.round(space(28) * textScale)))
    readonly property int barLeastWords: Math.max(leastType,
        space(token({ all: 24, large: 28 })))
    // Words of the usual size become a little smaller before Back leaves the bar; larger ones are
    // as large as was asked for.
    readonly property bool barKeepsMiddle: token({ all: true, large: false })
    readonly property int barGap: space(token({ all: 12, large: 9 }))
    readonly property int barMiddleGap: space(token({ all: 6, large: 8 }))
    readonly property int barGroupGap: space(32)
    readonly property int barPadding: space(22)
    readonly property int barLeastPadding: space(14)
    // Controls above the bar that are as high as the bar's own.
    readonly property int footControl: Math.max(touch, barControl)
    readonly property int barEdge: token({ all: small, immense: tiny, reach: tiny })

    // A written work in the loop: lines that its text keeps in any case, and whether the next event
    // has room below it; the board shows that too.
    readonly property int posterLines: token({ all: 4, reach: 3 })
    readonly property int posterUpper: token({ all: columnEdge, wideLarge: large })
    // What it has beside an event in usual words on a wide stage, and keeps with larger ones.
    readonly property int posterText: space(token({
        all: 0, wideLarge: 500, wideImmense: 0, reach: 0
    }))
    readonly property bool posterWithEvent: token({ all: true, reachLarge: false, immense: false })
    // The pages of a written work are turned in the strip below it.
    readonly property bool pagerInStrip: token({ wide: true, tall: false, reach: false })
    readonly property int textTitle: token({ all: title, reach: heading })
    // How far a picture above a tall stage reaches down into it.
    readonly property real upperPictureOverlap: token({ wide: 0, tall: 0.26 })

    // An event or a resource. The code stands beside the title where there is not room for both
    // below each other.
    readonly property bool codeBesideTitle: token({ all: false, large: true })
    readonly property real codeShare: token({ all: 0.475, large: 0.39 })
    // The code may take all of the height, and its width does not go by its size.
    readonly property bool codeFillsHeight: token({ all: false, immense: true })
    readonly property bool hostOnly: token({ all: false, wideImmense: true })
    // The list and the facts say when an event is; immense words leave no room to say it a third
    // time.
    readonly property bool repeatsWhen: token({ all: true, immense: false })
    // Whose event it is, is read after the text.
    readonly property bool presenterAfterText: token({ all: false, large: true })

    // The least height at which an event's picture stands beside its words.
    readonly property int leastPicture: space(220)
    // The code of an event that the loop tells in full.
    readonly property int eventSlideCode: space(token({ wide: 440, tall: 400, reach: 333 }))
    // Beside an open event the programme keeps five entries in view, three of the largest.
    readonly property real boardListShare: token({
        wide: 0.406, tall: 0.46, tallLarge: 0.42, tallImmense: 0.44
    })
    // The programme: large words take the exhibition's line and the second code, and they grow with
    // the text size. Beside a narrower list no code has room.
    readonly property bool programmeHasBand: token({ all: true, large: false })
    readonly property real programmeScale: textScale
    readonly property int leastProgramme: space(760)
    // Wide enough for a code of 21 modules to be 100 mm with its quiet zone.
    readonly property int programmeCode: Math.max(space(333),
        Math.ceil(leastCode * (21 + 2 * Design.quietZone) / 21))
    readonly property bool programmeHasSecondCode: programmeCode <= space(340)
        && token({ all: true, wideLarge: false, largestText: false })
    // Two codes in a low rail: 8 pixels a module for most.
    readonly property int lesserCode: space(300)

    // The board as a month: names in its days, where those are wide enough; the events of the
    // chosen day in two lines; and so many of them below the days.
    readonly property bool monthNames: token({
        wide: true, large: false, tall: false, reach: false
    })
    readonly property bool monthStacked: token({
        wide: false, large: true, tall: true, reach: true
    })
    readonly property int mostMonthDay: space(token({ wide: 140, tall: 190 }))
    readonly property int monthRows: token({ wide: 2, tall: 4, large: 1, reach: 1 })

    // The wall: rows of works on a page, and whether fewer rows leave the works a good size.
    readonly property int wallRows: token({ wide: 2, tall: 4, tallLarge: 3 })
    readonly property bool wallRowsByHeight: token({
        all: false, immense: true, reach: true, largestText: true
    })

    // The poster: its work and its codes stand beside the words, or above and below each other.
    // Immense words, and reach mode, leave a work no room, and immense words a list none.
    readonly property bool posterBeside: token({ wide: true, tall: false, reach: false })
    readonly property bool posterHasWork: token({ all: true, immense: false, reach: false })
    readonly property bool posterHasList: token({ all: true, immense: false })
    readonly property int posterTitle: Math.max(leastType, space(128))
    readonly property int posterNews: Math.max(leastTitle, space(50))
    readonly property int posterTop: space(token({ wide: 32, tall: 48 }))
    // The label below its work: the title and the artist, one below the other in large words.
    readonly property bool posterLabelStacked: wordSize !== Theme.Usual
    readonly property int posterLabel: posterLabelStacked ? Math.ceil(1.3 * body + 1.3 * label)
        : Math.ceil(1.4 * label)
    // The entries of its list: the title's size, that of a line of it, of the day's number, of its
    // day and time, and of its place.
    readonly property int entryTitle: type(38)
    readonly property int entryLine: Math.ceil(entryTitle * 1.15)
    readonly property int entryNumeral: type(54)
    readonly property int entryTime: type(36)
    readonly property int entryPlace: type(28)

    // Resources that stand on a page, each with its words and its code; 0 for a list and one open
    // resource.
    readonly property int resourcesOnPage: Math.min(programmeCode > space(360) ? 1 : 2,
        token({ all: 2, large: 1, immense: 0, reach: 0 }))

    // About: the facts are a page of their own before the text; or they stand beside it, if they
    // have room there; or above it.
    readonly property bool factsFirst: token({ all: false, reach: true })
    readonly property bool factsBeside: token({ wide: true, tall: false, reach: false })
    readonly property real factsShare: token({ all: 0.345, large: 0.39 })
    // A narrower column of About would have lines of a few words.
    readonly property int leastAboutColumn: caption * 15
    // On a small wide screen the largest words leave no room for whose house it is.
    readonly property bool hostAmongFacts: token({ all: true, wideImmense: false })
    readonly property int factLead: Math.max(factSize, Math.min(space(40), title))
    readonly property int factSize: token({ all: body, large: label })
    // The part of a wide stage that may be free below the words.
    readonly property real mostFree: 0.3
    readonly property int factSpacing: token({ all: medium, large: tiny })

    // The help line. Where there is room for calling only, the other ways are a page of their own.
    readonly property bool helpOnTwoPages: token({ all: false, immense: true, reachLarge: true })
    // On a small wide screen, letters, controls and the code leave larger words no room to spare.
    readonly property bool helpCrowded: token({
        all: false, largeFingers: true, usual: false, tall: false, reach: false, immense: false
    })
    // A stage that is lower has two pages too, as below a notice.
    readonly property int helpOnOnePage: space(token({
        all: 0, wideLarge: 850, reach: 0, tall: 0
    }))
    readonly property bool helpRoomy: token({ all: true, reach: false })
    // In a low stage the other ways stand below the code.
    readonly property bool helpLow: token({ all: false, reachWide: true })
    readonly property real helpCodeShare: token({ wide: 0.36, tall: 0.46 })
    readonly property bool helpSmallCode: token({ all: false, reach: true, large: false })
    readonly property int helpHeading: helpOnTwoPages || helpCrowded ? atUsualSize(poem) : poem
    readonly property int helpSpacing: helpOnTwoPages || helpCrowded ? tiny : medium

    // The display settings: the space around their rows and between them.
    readonly property int panelMargin: token({ all: large, reachLarge: medium })
    readonly property int panelSpacing: token({ all: medium, reachLarge: small })

    // "Still here?": its words, as wide as a column of text at the most.
    readonly property int promptWidth: space(token({ all: 560, large: 680, tall: 960 }))
    readonly property int promptTitle: Math.max(leastTitle, Math.min(title, space(75)))
    readonly property real promptLines: 1.3
    // The lines of large words stand closer where the place is low.
    readonly property real lowPromptLines: token({ all: promptLines, large: 1 })

    readonly property int helpTitle: Math.max(leastTitle, space(56))
    readonly property int helpNote: Math.min(poem, space(44))
    readonly property int helpCode: space(token({ wide: 268, tall: 300 }))
    readonly property int helpNumber: space(token({ all: 184, large: 160 }))

    // The staff's PIN pad.
    readonly property int pinWords: space(token({ all: 518, reach: 430 }))

    // Typefaces
    readonly property string serif: Design.serif
    readonly property string sans: Design.sans
    readonly property var wideLetters: new RegExp(Design.wideLetters)

    // Type, in pixels
    readonly property int label: type(24)
    readonly property int body: type(28)
    readonly property int caption: type(32)
    readonly property int prose: type(36)
    readonly property int poem: type(42)
    // A poem takes the largest of these at which its lines and stanzas are whole.
    readonly property var poemSizes: sizesBetween(42, 34, 2, type)
    // A poem whose lines turn over in each of those takes the largest of these at which none does,
    // down to the least that docs/ACCESSIBILITY.md, 5 allows. A visitor who asked for larger words
    // gets words that are larger than at the usual size, by a tenth at the least.
    readonly property var lesserPoemSizes: textScale > 1
        ? sizesBetween(Math.floor(34 * textScale), 46, 1, fixedType)
        : sizesBetween(33, 24, 1, type)
    // The lines of a written work in the loop take the largest of these that fits; they are as
    // large with every text size. Where no two lines of verse have room without turning over, they
    // take the largest of the lesser ones, which are read from four metres as an event is; else
    // the largest of the least, which are no smaller than the text size lets any words be.
    readonly property var posterSizes: sizesBetween(96, 64, 1, fixedType)
    readonly property var lesserPosterSizes: sizesBetween(63, 36, 1, fixedType)
    readonly property var leastPosterSizes: sizesBetween(35, Math.ceil(24 * textScale), 1,
        fixedType)
    readonly property int heading: type(46)
    readonly property int title: type(60)
    readonly property int display: type(96)
    // A title leads its text by three tenths of its size.
    readonly property int leastTitle: Math.ceil(1.3 * caption)
    // Characters of a line of prose at the most: docs/ACCESSIBILITY.md, 14.
    readonly property int lineMeasure: 55
    // docs/ACCESSIBILITY.md, 5: capitals of 4.8 mm, and with the largest words of 8.7, on screens
    // down to 21 inches.
    // These typefaces' capitals have two thirds of their size.
    readonly property int leastType: leastTypeAt(textScale)
    // Between capitals; letters that join, as Arabic's do, must not be torn apart.
    readonly property int tracking: mirrored ? 0 : space(2)

    // The height of a line of a caption's text, and of the line below a work on the wall with the
    // gap above it.
    readonly property int captionLine: Math.round(caption * proseLines)
    readonly property int tileCaption: tiny + Math.ceil(1.3 * label)
    // Line heights, as parts of the type's size: of prose, of verse, of titles.
    readonly property real proseLines: 1.5
    readonly property real verseLines: 1.4
    readonly property real poemLines: 1.36
    readonly property real titleLines: 0.94
    // Of a work's title in large type: 66 pixels for 60.
    readonly property real workTitleLines: 1.1 / lineEms
    // The height of a line that the typefaces themselves ask for, in ems, at the most.
    readonly property real lineEms: 1.38

    // Space, in pixels
    readonly property int hairline: Math.max(1, space(2))
    readonly property int tiny: space(8)
    readonly property int small: space(16)
    readonly property int medium: space(24)
    readonly property int large: space(40)
    readonly property int margin: space(Design.margin)
    readonly property int huge: space(96)
    readonly property int corner: space(16)
    // docs/ACCESSIBILITY.md, 3: 20 mm.
    readonly property int leastTouch: Math.ceil(pixelsPerMm * 20)
    // docs/ACCESSIBILITY.md, 3: 44 pixels on any screen.
    readonly property int touch: Math.max(44, space(64), leastTouch)
    readonly property int stripHeight: Math.max(space(96), touch + 2 * tiny)
    // A code of 29 modules, as most are, with its quiet zone; beside a work no more than leaves
    // room for its words.
    readonly property int codeRoom: Math.max(space(264),
        Math.min(space(340),
            Math.ceil(leastCode / 29) * (29 + 2 * Design.quietZone)))
    // docs/ACCESSIBILITY.md, 26: 100 mm for the code alone, to be scanned from a metre.
    readonly property int leastCode: Math.ceil(pixelsPerMm * 100)
    // Of the shorter side of a screen whose size is known: an emergency's code, beside large words.
    readonly property real emergencyCode: textScale > 1 ? 0.25 : 0.29
    // The codes of calendar entries, scanned by someone who has just touched the screen.
    readonly property int denseCodeRoom: Math.max(codeRoom, space(380))
    // The title and the facts of a written work beside its text.
    readonly property int sideColumn: space(520 + 320 * (textScale - 1))
    // How much larger words are than at the usual size, on a small screen too: 1 to 1.5.
    readonly property real wordScale: Math.min(1.5, caption / space(32))
    // The column of words beside a picture; it widens with large words, but by less than they grow.
    readonly property int column: space(520 + 320 * (wordScale - 1))
    // The height from its upper edge to the stage's lower one that words below a picture have, and
    // the gap above them.
    readonly property int wordsBelow: Math.max(0, wordsFoot - space(24)) + space(tallStage
        ? 412 + 380 * (wordScale - 1) : 320 + 200 * (wordScale - 1))
    readonly property int wordsGap: space(tallStage ? 20 : 16)
    // What controls above the bar take of the height beside and below a work.
    readonly property int stripFoot: stripTaken > 0 ? stripHeight : 0
    readonly property int workFoot: Math.max(0, stripFoot - space(36))
    readonly property int wordsFoot: Math.max(space(24), stripFoot)
    // What stays of the margin above and below a work that needs it.
    readonly property int leastMargin: space(5)
    // Above and below a column of words beside a picture.
    readonly property int columnEdge: space(74)
    // An event beside a work: read from four metres.
    readonly property int eventWords: type(36)
    readonly property int workTitle: Math.max(leastType, Math.min(space(75), title))
    // Its code: 6 pixels a module for most; on a screen of known size up to 100 mm.
    readonly property int eventCode: Math.max(space(222),
        Math.min(space(340), Math.ceil(leastCode / 29) * (29 + 2 * Design.quietZone)))

    // Colours
    readonly property color wallTop: contrast ? "#000000" : ownWall
    readonly property color wallBottom: contrast ? "#000000" : ownWallBottom
    readonly property color paper: contrast ? "#FFFFFF" : "#F4EFE6"
    readonly property color paperShade: contrast ? "#FFFFFF" : "#EAE3D5"
    readonly property color paperCard: contrast ? "#FFFFFF" : "#FAF6EE"
    readonly property color ink: contrast ? "#000000" : "#15161A"
    readonly property color quietInk: contrast ? "#000000" : "#4A473F"
    readonly property color light: contrast ? "#FFFFFF" : Design.light
    readonly property color quietLight: contrast ? "#FFFFFF" : Design.quietLight
    readonly property color gold: contrast ? "#FFD45E" : ownAccent
    readonly property color goldInk: contrast ? "#000000" : ownAccentInk
    readonly property color barGround: contrast ? "#000000" : "#0D0D10"
    readonly property color outline: contrast ? "#FFFFFF" : "#8F8977"
    readonly property color outlineInk: contrast ? "#000000" : "#7E7460"
    readonly property color codeGround: "#FFFFFF"
    // Around a picture on the wall: white at 17 %.
    readonly property color edgeLine: "#2BFFFFFF"
    // Where the wall is lightest, behind the works: per cent of its width and height.
    readonly property int wallLightX: tallStage ? 50 : 40
    readonly property int wallLightY: tallStage ? 39 : 50
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
    readonly property color white: "#FFFFFF"
    // An emergency's ground: white on it has a contrast of 9.3 to 1.
    readonly property color alarm: contrast ? "#000000" : "#8F1014"
    // Of the staff's test of the screen: a dead pixel, a tint or an edge shows on one of them.
    readonly property list<color> testColours: [
        "#FFFFFF", "#000000", "#FF0000", "#00FF00", "#0000FF", "#808080"
    ]

    // Motion, in milliseconds
    readonly property int crossfade: reducedMotion ? 0 : 900
    readonly property int pageTurn: reducedMotion ? 0 : 250
    // From the start of a crossfade until the hidden slide loads the next turn.
    readonly property int slidePreparation: crossfade + 300
    // From the first work on the screen until the screens that one touch opens are loaded.
    readonly property int screenPreparation: 1500
    // How long a work stays open before its tiles are cut for a closer look.
    readonly property int dwell: 1500

    function space(amount: real): int {
        return Math.round(amount * theme.unit);
    }

    // The typeface of a label: one that has all of its letters, so that a name is set in one face.
    function sansFor(text: string): string {
        return wideLetters.test(text) ? Design.wideSans : sans;
    }

    function type(amount: real): int {
        return Math.max(theme.leastType, Math.round(amount * theme.typeUnit * theme.textScale));
    }

    // As large with every text size.
    function fixedType(amount: real): int {
        return Math.max(theme.leastType, Math.round(amount * theme.typeUnit));
    }

    // Sizes from ``most`` down to ``least`` of 1080 parts, each once, as ``sized`` makes pixels.
    function sizesBetween(most: int, least: int, step: int, sized: var): var {
        const count = Math.max(0, Math.floor((most - least) / step) + 1);
        return [...new Set(Array.from({ length: count }, (_, at) => sized(most - at * step)))];
    }

    function leastTypeAt(scale: real): int {
        return Math.min(Math.round(54 * theme.typeUnit),
            Math.ceil(theme.pixelsPerMm * (4.8 + 7.8 * (scale - 1)) / 0.667));
    }

    // The size of a title that does not grow with the text size, so that the text below it has
    // room; never less than leads that text.
    function atUsualSize(size: int): int {
        return Math.max(theme.leastTitle, Math.ceil(size / theme.textScale));
    }

    function byWordSize(usual: int, large: int, immense: int): int {
        switch (theme.wordSize) {
        case Theme.Immense:
            return immense;
        case Theme.Large:
            return large;
        }
        return usual;
    }

    // A row's value in the present layout: that of the last group named in the row that holds now.
    function token(row: var): var {
        const now = Object.keys(row).filter(group => theme.groups.includes(group));
        if (now.length === 0)
            throw new Error(`no value for ${theme.groups}`);
        return row[now[now.length - 1]];
    }
}
