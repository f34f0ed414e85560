pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A button with words, an icon, or both.
Touchable {
    id: root

    property string text
    property string icon
    // The icon stands behind the words.
    property bool iconAtEnd: false
    // Quiet is an outline; Gold marks the control that everyone must find.
    enum Tone {
        Quiet,
        Gold
    }
    property int tone: Pill.Quiet
    property int padding: Theme.space(30)
    property int size: Theme.body
    // Pixels that the words may take at the most; 0 for as many as they need.
    property int room: 0
    readonly property int fittedSize: {
        if (room <= 0 || text === "")
            return size;
        const needed = TextRuler.advance(text, Theme.sansFor(text), size, Font.DemiBold);
        return needed <= room ? size
            : Math.max(Theme.barLeastWords, Math.floor(size * room / needed));
    }
    // Not while "Still here?" has the touches, which changes nothing that is seen.
    property bool dimmed: false
    readonly property bool filled: tone === Pill.Gold || selected
    readonly property color background: tone === Pill.Gold ? Theme.gold : selected
        ? (onPaper ? Theme.ink : Theme.paper) : "transparent"
    readonly property color foreground: filled
        ? (tone === Pill.Gold || !onPaper ? Theme.ink : Theme.light)
        : (onPaper ? Theme.ink : Theme.light)

    name: text
    outlined: true
    showsPress: true
    implicitWidth: Math.max(implicitHeight,
        row.implicitWidth + 2 * (text === "" ? Theme.small : padding))
    // On the tool strip a gap remains above and below.
    implicitHeight: Math.max(Theme.touch,
        Math.min(Math.round(root.size * 1.9), Theme.stripHeight - 2 * Theme.tiny))
    opacity: dimmed ? 0.35 : 1
    onEnabledChanged: {
        if (!Theme.asking)
            dimmed = !enabled;
    }
    Component.onCompleted: dimmed = !enabled

    Connections {
        target: Theme

        function onAskingChanged() {
            if (!Theme.asking)
                root.dimmed = !root.enabled;
        }
    }

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: root.background
        border.width: root.filled ? 0 : Theme.hairline
        border.color: root.onPaper ? Theme.outlineInk : Theme.outline

        Rectangle {
            anchors.fill: parent
            visible: root.pressed
            radius: height / 2
            color: root.filled || root.onPaper ? Theme.pressed : Theme.pressedLight
        }
    }

    Row {
        id: row

        anchors.centerIn: parent
        layoutDirection: root.iconAtEnd ? Qt.RightToLeft : Qt.LeftToRight
        spacing: Theme.space(12)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.icon !== ""
            name: root.icon
            color: root.foreground
            size: Math.round(root.size * 0.95)
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.text !== ""
            text: root.text
            color: root.foreground
            wrapMode: Text.NoWrap
            font.pixelSize: root.fittedSize
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
    }
}
