import QtQml
import KioskUi

// How the bar's controls have room: on one line or two, the size of their words, and whether the
// middle place stands between the groups or above the bar. Computed from the words alone, because
// the controls' own sizes depend on it. The words of a control are given in ems, 0 for an icon.
QtObject {
    id: root

    required property int barWidth
    required property list<real> screens
    required property list<real> tools
    // The tools with the short words of the help line.
    required property list<real> shortTools
    required property real backEms

    readonly property int gap: Theme.barGap
    readonly property int margin: decided.margin
    readonly property int room: barWidth - 2 * margin
    readonly property int usualRoom: barWidth - 2 * Theme.margin
    // Large enough for a finger and for its words on a screen of known size.
    readonly property int control: Math.max(Theme.barControl, Theme.leastTouch,
        Math.ceil(Theme.leastType / 0.6))

    readonly property int lines: decided.lines
    readonly property int wordSize: decided.size
    readonly property int padding: decided.padding
    readonly property bool middleInBar: decided.inBar
    readonly property bool shortHelp: decided.shortHelp
    readonly property int middleWidth: middleOf(wordSize, padding)
    readonly property int height: lines === 1
        ? Math.max(Theme.barHeight, control + 2 * Theme.barEdge)
        : Math.max(Theme.barHeightOnTwoLines, 2 * control + 3 * Theme.barEdge)

    readonly property var decided: {
        const size = Theme.barWords;
        const oneLine = Theme.barOnTwoLines ? null : onOneLine(size);
        if (oneLine)
            return oneLine;
        // Words of the least size need a part of the margin on a small narrow screen.
        const usual = onTwoLines(size, Theme.margin);
        return usual.size >= Theme.leastType ? usual : onTwoLines(size, Theme.medium);
    }

    // What a group takes without the padding beside words.
    function bare(group: list<real>, size: int): int {
        return group.reduce((sum, ems) => sum + (ems > 0 ? Math.ceil(ems * size) : control),
            (group.length - 1) * gap);
    }

    // How many paddings a group has.
    function paddings(group: list<real>): int {
        return 2 * group.filter(ems => ems > 0).length;
    }

    // Three controls of the loop, or Back and Listen.
    function middleOf(size: int, padding: int): int {
        const back = Math.max(control, Math.ceil(backEms * size) + 2 * padding);
        return Math.max(3 * control + 2 * Theme.barMiddleGap, back + Theme.barMiddleGap + control);
    }

    // The least size to which words shrink so that the middle place stays in the bar: above the bar
    // it takes a strip of every screen.
    function leastInBar(size: int): int {
        return Theme.barKeepsMiddle ? Math.max(Theme.barLeastWords, Math.ceil(0.85 * size)) : size;
    }

    function onOneLine(size: int): var {
        // Padding shrinks first; then the help line's words become short, then all words a little
        // smaller; then the middle place leaves the bar, and at last all words are smaller.
        const ways = [[size, true, false]];
        if (Theme.barKeepsMiddle)
            ways.push([size, true, true]);
        for (let smaller = size - 1; smaller >= leastInBar(size); smaller -= 1)
            ways.push([smaller, true, false], [smaller, true, true]);
        ways.push([size, false, false], [size, false, true]);
        for (const [words, inBar, shortHelp] of ways) {
            const group = [...screens, ...(shortHelp ? shortTools : tools)];
            let padding = Theme.barPadding;
            for (; padding >= Theme.barLeastPadding; padding -= 1) {
                const middle = inBar ? middleOf(words, padding) + Theme.barGroupGap : 0;
                if (bare(group, words) - gap + Theme.barGroupGap + middle
                        + padding * paddings(group) <= usualRoom)
                    return {
                        lines: 1, margin: Theme.margin, size: words, padding: padding,
                        inBar: inBar, shortHelp: shortHelp
                    };
            }
        }
        const group = [...screens, ...shortTools];
        const ems = group.reduce((sum, each) => sum + each, 0);
        const words = usualRoom - (bare(group, 0) - gap) - Theme.barGroupGap
            - Theme.barLeastPadding * paddings(group) - group.length;
        const fitting = Math.floor(words / Math.max(1, ems));
        return fitting < Theme.barLeastWords ? null : {
            lines: 1, margin: Theme.margin, size: Math.min(size, fitting),
            padding: Theme.barLeastPadding, inBar: false, shortHelp: true
        };
    }

    function fits(group: list<real>, size: int, free: int): bool {
        return bare(group, size) + Theme.barLeastPadding * paddings(group) <= free;
    }

    function fitsWithMiddle(size: int, room: int): bool {
        return fits(screens, size, room - middleOf(size, Theme.barLeastPadding) - gap);
    }

    function sizeFor(group: list<real>, free: int): int {
        const ems = group.reduce((sum, each) => sum + each, 0);
        const words = free - bare(group, 0) - Theme.barLeastPadding * paddings(group)
            - group.length;
        return ems > 0 ? Math.floor(words / ems) : free;
    }

    function onTwoLines(size: int, margin: int): var {
        const room = barWidth - 2 * margin;
        let words = size;
        while (words > leastInBar(size) && !fitsWithMiddle(words, room))
            words -= 1;
        const inBar = fitsWithMiddle(words, room);
        if (!inBar)
            words = size;
        const shortHelp = !fits(tools, words, room);
        return {
            lines: 2,
            margin: margin,
            size: Math.min(words, sizeFor(screens, room),
                sizeFor(shortHelp ? shortTools : tools, room)),
            padding: Theme.barLeastPadding,
            inBar: inBar,
            shortHelp: shortHelp
        };
    }

    // The widths of a group's controls: as wide as their words need, and where the group fills its
    // line, wider by the same amount.
    function widths(group: list<real>, filled: int): list<int> {
        const own = group.map(ems => ems > 0
            ? Math.max(control, Math.ceil(ems * wordSize) + 2 * padding) : control);
        const wordy = group.filter(ems => ems > 0).length;
        let spare = filled - own.reduce((sum, each) => sum + each, (group.length - 1) * gap);
        let left = wordy;
        return own.map((width, at) => {
            if (group[at] === 0 || filled === 0 || spare <= 0)
                return width;
            const more = Math.floor(spare / left);
            spare -= more;
            left -= 1;
            return width + more;
        });
    }
}
