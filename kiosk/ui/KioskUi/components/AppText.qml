import QtQuick
import KioskViewModels
import KioskUi

// Text on the screen. Plain by default, so that a label's text is never read as markup.
Text {
    id: root

    property bool serif: false
    // All figures have one width, so that those of one line stand below those of another.
    property bool tabular: false
    // Aligned with the end of the line instead of its beginning.
    property bool atEnd: false
    readonly property int roles: ItemRoles.Text
    // One line of a longer text that the Typesetter broke, and whether that text is verse.
    property bool isLine: false
    property bool isVerse: false
    // A title's lines are balanced: see Title.
    property bool isTitle: false
    readonly property bool wraps: wrapMode !== Text.NoWrap

    // A whole number of pixels, so that items below, above all codes, stand on whole pixels too.
    height: Math.ceil(contentHeight)
    horizontalAlignment: atEnd === Theme.mirrored ? Text.AlignLeft : Text.AlignRight
    transform: Unmirrored {
        across: root.width
    }
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    color: Theme.light
    font.family: serif ? Theme.serif : Theme.sansFor(text)
    font.pixelSize: Theme.body
    font.features: tabular ? { "tnum": 1 } : {}
    Accessible.role: Accessible.StaticText
    // What marks line breaks, or their absence, has no width; screen readers must not read it.
    Accessible.name: text.replace(/\u200B\u2028|[\u200B\u2060]/g, "").replace(/\u2028/g, " ")
    Accessible.ignored: text === ""

    // The rectangle of the painted words inside the item. Not a property: few ask for it, and each
    // change of a size would compute it several times.
    function ink(): rect {
        const x = horizontalAlignment === Text.AlignRight ? width - contentWidth
            : horizontalAlignment === Text.AlignHCenter ? (width - contentWidth) / 2 : 0;
        const y = verticalAlignment === Text.AlignBottom ? height - contentHeight
            : verticalAlignment === Text.AlignVCenter ? (height - contentHeight) / 2 : 0;
        return Qt.rect(x, y, contentWidth, contentHeight);
    }
}
