pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The bar at the foot of every screen: home, the four sections, language, display, and the help
// line.
Rectangle {
    id: root

    required property Controller controller
    readonly property SessionViewModel session: controller.session
    readonly property InfoViewModel info: controller.info
    readonly property int gap: Theme.space(12)
    readonly property int side: Theme.barMargin
    // The height before large words or a small screen make the bar grow.
    required property int baseHeight
    readonly property list<BarPill> screenPills: [homePill, artworksPill, eventsPill, resourcesPill,
        aboutPill]
    readonly property list<BarPill> toolPills: [languagePill, displayPill, helpPill]
    // The size of the words on one line and on two; the line count with the larger words wins.
    // Computed from the words alone, because the pills' own sizes depend on the number of lines.
    readonly property int sizeOnOneLine: sizeOf([...screenPills, ...toolPills], heightOnOneLine,
        Theme.large)
    readonly property int sizeOnTwoLines: Math.round(
        0.6 * Math.max(minPillHeight, Math.floor((baseHeight - 2 * gap) / 2)))
    readonly property int lines: sizeOnOneLine >= Math.min(Theme.body, sizeOnTwoLines)
        && sizeOnOneLine >= Theme.leastType ? 1 : 2
    readonly property int heightOnOneLine: Math.min(Theme.barControl,
        Math.floor(baseHeight - 2 * gap / 1.5))
    // The least height of a control on a screen of known size, for a finger and for its words.
    readonly property int minPillHeight: Math.max(Theme.leastTouch,
        Math.ceil(Theme.leastType / 0.6))
    readonly property int minHeight: minPillHeight > 0
        ? lines * minPillHeight + Math.ceil((lines + 1) * gap / 1.5) : 0
    readonly property int pillHeight: Math.max(minPillHeight,
        Math.min(lines === 1 ? Theme.barControl : Theme.barControlOnTwoLines,
            Math.floor((height - (lines + 1) * gap / 1.5) / lines)))
    // Padding shrinks before words do.
    readonly property int padding: Theme.barPadding

    readonly property int wantedSize: Math.min(Theme.body, Math.round(root.pillHeight * 0.6))
    // On two lines, the longer line sets the size for both.
    readonly property int wordSize: Math.min(wantedSize,
        ...(lines === 1 ? [sizeOnOneLine]
            : [screenPills, toolPills].map(pills => sizeOf(pills, pillHeight, 0))))

    color: Theme.barGround

    // The size at which the words of one line fit. A control without words is as wide as it is
    // high.
    function sizeOf(pills: list<BarPill>, pillWidth: int, groupGap: int): int {
        const shown = pills.filter(pill => pill.visible);
        const takenWidth = shown.reduce(
            (sum, pill) => sum + (pill.text === "" ? pillWidth : 2 * padding),
            2 * side + groupGap + (shown.length - 1) * gap);
        const ems = shown.reduce((sum, pill) => sum + pill.ems, 0);
        return ems > 0 ? Math.floor((width - takenWidth) / ems) : wantedSize;
    }

    component BarPill: Pill {
        // In ems, because a binding on a function's result is not evaluated again when the font
        // changes.
        readonly property real ems: text === "" ? 0
            : metrics.advanceWidth(text) / metrics.font.pixelSize + (icon === "" ? 0 : 1.4)

        size: root.wordSize
        implicitHeight: root.pillHeight
        padding: root.padding
    }

    FontMetrics {
        id: metrics

        font.family: Theme.sans
        font.pixelSize: 100
        font.weight: Font.DemiBold
    }

    Row {
        id: screenRow

        x: root.side
        y: root.lines === 1 ? Math.round((root.height - height) / 2)
            : Math.round((root.height - 2 * root.pillHeight - root.gap) / 2)
        spacing: root.gap

        BarPill {
            id: homePill

            objectName: "home"
            icon: "home"
            name: qsTr("Home")
            onActivated: root.session.goHome()
        }

        BarPill {
            id: artworksPill

            visible: root.session.hasWorks
            text: qsTr("Artworks")
            selected: root.session.currentScreen === Screens.Wall
                || root.session.currentScreen === Screens.Work
            onActivated: root.session.openScreen(Screens.Wall)
        }

        BarPill {
            id: eventsPill

            visible: root.session.hasEvents
            text: qsTr("Events")
            selected: root.session.currentScreen === Screens.Board
            onActivated: root.session.openScreen(Screens.Board)
        }

        BarPill {
            id: resourcesPill

            visible: root.session.hasResources
            text: qsTr("Resources")
            selected: root.session.currentScreen === Screens.Resources
            onActivated: root.session.openScreen(Screens.Resources)
        }

        BarPill {
            id: aboutPill

            text: qsTr("About")
            selected: root.session.currentScreen === Screens.About
            onActivated: root.session.openScreen(Screens.About)
        }
    }

    Row {
        id: toolRow

        x: root.lines === 1 ? root.width - root.side - width : root.side
        y: root.lines === 1 ? screenRow.y : screenRow.y + root.pillHeight + root.gap
        spacing: root.gap

        BarPill {
            id: languagePill

            visible: text !== ""
            text: root.info.otherLanguageName
            // Where the names have no room, a globe stands for them, which people know in every
            // language.
            icon: root.info.languages.length > 3 ? "languages" : ""
            name: root.info.languages.length > 3
                ? root.info.languages.map(pair => pair[1]).join(", ") : text
            // With two languages a touch switches; with more, the display panel offers them.
            onActivated: {
                if (root.info.languages.length > 2)
                    root.session.toggleDisplayPanel();
                else
                    root.session.setLanguage(root.info.otherLanguage);
            }
        }

        BarPill {
            id: displayPill

            text: qsTr("Aa Display")
            name: qsTr("Display: text size, contrast, motion")
            selected: root.session.displayPanelOpen
            onActivated: root.session.toggleDisplayPanel()
        }

        BarPill {
            id: helpPill

            objectName: "help"
            visible: root.info.helpPhone !== ""
            tone: Pill.Gold
            text: (Theme.shortHelpWords ? qsTr("Help %1") : qsTr("Need help? %1"))
                .arg(root.info.helpPhone)
            onActivated: root.session.openScreen(Screens.Help)
        }
    }
}
