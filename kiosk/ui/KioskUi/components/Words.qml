import QtQuick
import KioskUi

// Words on the screen. Plain by default, so that nothing in a label can turn into markup.
Text {
    property bool serif: false

    textFormat: Text.PlainText
    wrapMode: Text.Wrap
    color: Theme.light
    font.family: serif ? Theme.serif : Theme.sans
    font.pixelSize: Theme.body
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
