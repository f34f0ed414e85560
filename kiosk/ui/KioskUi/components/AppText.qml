import QtQuick
import KioskViewModels
import KioskUi

// Words on the screen. Plain by default, so that nothing in a label can turn into markup.
Text {
    id: root

    property bool serif: false
    // At the far end of the line, instead of where reading begins.
    property bool atEnd: false
    readonly property int roles: ItemRoles.Text
    // One line that was set from a longer text, and whether that is verse.
    property bool isLine: false
    property bool isVerse: false
    // Where the words themselves are, inside the item.
    readonly property real inkX: horizontalAlignment === Text.AlignRight ? width - contentWidth : horizontalAlignment === Text.AlignHCenter ? (width - contentWidth) / 2 : 0
    readonly property real inkY: verticalAlignment === Text.AlignVCenter ? (height - contentHeight) / 2 : 0
    readonly property rect ink: Qt.rect(inkX, inkY, contentWidth, contentHeight)
    readonly property bool wraps: wrapMode !== Text.NoWrap

    // Whole pixels, so that what stands below, a code above all, stands on whole pixels too.
    height: Math.ceil(contentHeight)
    horizontalAlignment: atEnd === Theme.mirrored ? Text.AlignLeft : Text.AlignRight
    transform: Unmirrored {
        across: root.width
    }
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    color: Theme.light
    font.family: serif ? Theme.serif : Theme.sans
    font.pixelSize: Theme.body
    Accessible.role: Accessible.StaticText
    // Where a line may break is nothing to be read aloud.
    Accessible.name: text.replace(/\u200B/g, "")
    Accessible.ignored: text === ""
}
