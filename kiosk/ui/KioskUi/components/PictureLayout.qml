import QtQuick
import KioskUi

// The areas of a picture and its words in a view of this size. The words stand beside the picture,
// or below it: of the two, the layout with the larger picture is taken. All lengths are pixels.
QtObject {
    id: root

    required property real width
    required property real height
    // The original's size in pixels; empty where there is no picture.
    required property size master
    // The size of the picture that is shown: another one of the same work hangs in the same room,
    // and nothing else moves.
    property size shown: master
    // The height that the words below the picture need at the least, and that they would fill.
    property real leastWords: 0
    property real allWords: leastWords
    // The height with the first sentence of the caption, where that stands below its title.
    property real sentenceWords: 0
    // Nothing stands beside the picture or below it: it hangs in the middle of the wall.
    property bool bare: false

    enum Arrangement {
        // The words in a column at the end.
        Beside,
        // Below, and side by side: label, caption, event.
        Across,
        // Below, one under the other.
        Stacked
    }

    readonly property real ratio: master.width > 0 ? master.width / master.height : 1
    // In reach mode a picture hangs above the stage if there is room; its words stand on the stage.
    readonly property bool above: master.width > 0 && Theme.hasUpperPanel
    // How far the picture above reaches down into the stage.
    readonly property int overlap: above ? Math.round(height * Theme.upperPictureOverlap) : 0

    // What the picture may fill in each of the two layouts. Below, the words have a height that
    // goes by their size, so that all works hang alike.
    readonly property size beside: Qt.size(
        width - 2 * Theme.margin - (bare ? 0 : Theme.large + Theme.column), besideHeight())
    readonly property size below: Qt.size(width - 2 * Theme.margin,
        height - Theme.wordsBelow - Theme.large - Theme.wordsGap)
    // A panorama runs along the full width even where that gains it a little less.
    readonly property bool standsBelow: above
        || !bare && areaIn(below) > areaIn(beside) * (ratio > 2 ? 0.9 : 1)
    readonly property int arrangement: !standsBelow ? PictureLayout.Beside
        : width >= Theme.space(1400) && !above ? PictureLayout.Across : PictureLayout.Stacked

    // The height at which the middles of all pictures hang: above words that are stacked, and
    // beside words.
    readonly property int stackedEyeLine: Theme.large + Math.round(below.height / 2)
    readonly property int besideEyeLine: Math.round((height - Theme.workFoot) / 2)
    // What the words take of the height below a picture.
    readonly property int wordsRoom: {
        const least = Math.max(Theme.wordsBelow, leastWords + Theme.wordsFoot);
        const sentence = sentenceWords + Theme.wordsFoot;
        // For a first sentence in large words a panorama gives up a quarter of its area.
        const most = least + (1 - Math.sqrt(0.75)) * fitted(below).height;
        return arrangement === PictureLayout.Across && sentence > least && sentence <= most
            ? sentence : least;
    }
    // The picture's own size on the wall.
    readonly property size hung: {
        if (above)
            return fitted(Qt.size(below.width, Theme.upperHeight - Theme.large + overlap));
        if (arrangement === PictureLayout.Beside)
            return fitted(beside);
        if (arrangement === PictureLayout.Across)
            return fitted(Qt.size(below.width,
                height - wordsRoom - Theme.large - Theme.wordsGap));
        // On a tall stage the picture gives up at most 15 % of its area for the least that is read.
        const free = fitted(below);
        const left = 2 * (height - leastWords - Theme.wordsFoot - Theme.wordsGap - stackedEyeLine);
        return fitted(Qt.size(free.width,
            Math.max(Math.ceil(free.height * Math.sqrt(0.85)), Math.min(free.height, left))));
    }
    readonly property int middle: arrangement === PictureLayout.Beside ? besideEyeLine
        : arrangement === PictureLayout.Stacked ? stackedEyeLine
        // As near to the eye-line of the others as the words below let it.
        : Math.min(besideEyeLine,
            height - wordsRoom - Theme.wordsGap - Math.ceil(hung.height / 2))
    readonly property rect work: above
        ? Qt.rect(Theme.margin, Theme.large - Theme.upperHeight, below.width,
            Theme.upperHeight - Theme.large + overlap)
        : Qt.rect(Math.round(Theme.margin + (standsBelow ? below : beside).width / 2
            - hung.width / 2), Math.round(middle - hung.height / 2), hung.width, hung.height)
    // The room in which each of the work's pictures hangs, in the middle.
    readonly property rect room: above || arrangement !== PictureLayout.Beside
        ? Qt.rect(Theme.margin, work.y, below.width, work.height)
        : Qt.rect(Theme.margin, Math.round(middle - beside.height / 2), Math.round(beside.width),
            Math.round(beside.height))
    readonly property bool showsOther: shown.width !== master.width
        || shown.height !== master.height
    readonly property size pictureSize: showsOther
        ? fit(shown, Qt.size(room.width, room.height)) : hung
    readonly property rect picture: !showsOther || above ? work
        : Qt.rect(Math.round(room.x + (room.width - pictureSize.width) / 2),
            Math.round(room.y + (room.height - pictureSize.height) / 2), pictureSize.width,
            pictureSize.height)
    // Known before the words, whose heights follow from it.
    readonly property int wordsWidth: arrangement === PictureLayout.Beside ? Theme.column
        : below.width
    readonly property rect words: {
        if (arrangement === PictureLayout.Beside)
            return Qt.rect(width - Theme.margin - Theme.column, Theme.columnEdge, Theme.column,
                height - 2 * Theme.columnEdge);
        let top = overlap + Theme.large;
        if (arrangement === PictureLayout.Across)
            top = height - wordsRoom;
        else if (!above)
            // What the picture does not need, the words may have.
            top = Math.max(work.y + work.height + Theme.wordsGap,
                Math.min(height - wordsRoom, height - allWords - Theme.wordsFoot));
        return Qt.rect(Theme.margin, Math.round(top), below.width,
            height - Theme.wordsFoot - Math.round(top));
    }

    // A square work is too high for the margin that others have, and too narrow to be wide: it
    // takes so much of the margin above and below that it has 45 % of the screen, and a work a
    // little more upright a part of that.
    function besideHeight(): real {
        const usual = height - 2 * Theme.large - Theme.workFoot;
        // Controls above the bar need the margin themselves.
        const most = Theme.workFoot > 0 ? usual : height - 2 * Theme.leastMargin;
        if (ratio < 1)
            return usual + (most - usual) * Math.max(0, (ratio - 0.8) / 0.2);
        const wanted = Math.sqrt(0.452 * width * Theme.space(1080) / ratio);
        return Math.max(usual, Math.min(most, wanted));
    }

    // The picture's size in a room: whole, and never larger than the original.
    function fitted(room: size): size {
        return fit(master, room);
    }

    function fit(original: size, room: size): size {
        const by = Math.min(1, room.width / Math.max(1, original.width),
            room.height / Math.max(1, original.height));
        return Qt.size(Math.round(original.width * by), Math.round(original.height * by));
    }

    // The area of a picture of these proportions, not held back by the original's size.
    function areaIn(room: size): real {
        const across = Math.max(1, Math.min(room.width, room.height * ratio));
        return across * across / ratio;
    }
}
