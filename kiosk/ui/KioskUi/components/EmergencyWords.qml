import QtQuick
import KioskViewModels
import KioskUi

// An emergency in one language: what to do in the largest letters that fit, then how.
Item {
    id: root

    required property NoticeWordsViewModel words
    property int headlineSize: Theme.space(124)
    property int textSize: Theme.space(60)
    readonly property int leastSize: Theme.space(36)
    // The sizes in which the words are set.
    readonly property int shownHeadlineSize: headline.fontInfo.pixelSize
    readonly property int shownTextSize: text.fontInfo.pixelSize
    // The widest word of the headline has room on its line.
    readonly property real widestWord: words.headline.split(" ").reduce(
        (widest, word) => Math.max(widest,
            TextRuler.advance(word, Theme.sans, headlineSize, Font.Bold)), 1)
    readonly property bool atEnd: words.rightToLeft !== Theme.mirrored

    AppText {
        id: headline

        width: root.width
        // What is said of how to do it keeps half of the height, and more where it is long.
        height: Math.round(root.height * (root.words.text === "" ? 1
            : root.words.text.length > 150 ? 0.4 : 0.5))
        atEnd: root.atEnd
        text: root.words.headline
        wrapMode: Text.WordWrap
        fontSizeMode: Text.Fit
        minimumPixelSize: root.leastSize
        color: Theme.white
        font.pixelSize: Math.max(root.leastSize,
            Math.floor(root.headlineSize * Math.min(1, root.width / (root.widestWord + 2))))
        font.weight: Font.Bold
    }

    AppText {
        id: text

        y: Math.ceil(headline.contentHeight) + Theme.large
        width: root.width
        height: Math.max(root.leastSize, root.height - y)
        visible: text !== ""
        atEnd: root.atEnd
        text: root.words.text
        wrapMode: Text.WordWrap
        fontSizeMode: Text.Fit
        minimumPixelSize: root.leastSize
        color: Theme.white
        font.pixelSize: root.textSize
        font.weight: Font.DemiBold
    }
}
