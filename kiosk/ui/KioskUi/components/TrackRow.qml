import QtQuick
import KioskUi

// A place and what is on there: a room's number stands out, and a state or another time ends it.
Touchable {
    id: root

    required property string place
    required property string broken
    required property string status
    required property string time
    required property bool isOff
    required property bool showsDay
    required property int index
    required property real rowHeight
    required property var sizes
    required property var columns
    readonly property int gap: Theme.space(16)
    // "Room 112": the number is set large where the place has one line.
    readonly property var parts: place.match(/^(.*\D)(\d+)$/)
    readonly property int numeral: Math.round(sizes.place * 1.42)
    readonly property bool hasNumeral: parts !== null
        && before.implicitWidth + number.implicitWidth <= columns.place - gap

    // The number follows its word in the direction of these, also where the scene has another.
    readonly property bool against: /[\u0590-\u08FF]/.test(place) !== Theme.mirrored

    objectName: "track-row"
    onPaper: true
    frameInset: 0
    height: rowHeight

    Rectangle {
        width: parent.width
        height: Theme.hairline
        visible: root.index > 0 && root.showsDay
        color: Theme.outlineInk
    }

    AppText {
        id: before

        x: root.against ? number.implicitWidth : 0
        anchors.baseline: number.baseline
        visible: root.hasNumeral && root.showsDay
        text: root.parts ? root.parts[1] : ""
        wrapMode: Text.NoWrap
        color: Theme.ink
        font.pixelSize: root.sizes.place
        font.weight: Font.Bold
    }

    AppText {
        id: number

        x: root.against ? 0 : before.implicitWidth
        anchors.verticalCenter: parent.verticalCenter
        visible: root.hasNumeral && root.showsDay
        text: root.parts ? root.parts[2] : ""
        serif: true
        wrapMode: Text.NoWrap
        color: Theme.ink
        font.pixelSize: root.numeral
    }

    AppText {
        anchors.verticalCenter: parent.verticalCenter
        width: root.columns.place - root.gap
        visible: !root.hasNumeral && root.showsDay
        text: root.place
        color: Theme.ink
        font.pixelSize: root.sizes.place
        font.weight: Font.Bold
    }

    AppText {
        x: root.columns.place
        anchors.verticalCenter: parent.verticalCenter
        width: root.columns.title
        text: root.broken
        isTitle: true
        serif: true
        color: Theme.ink
        lineHeightMode: Text.FixedHeight
        lineHeight: root.sizes.line
        font.pixelSize: root.sizes.title
        font.strikeout: root.isOff
    }

    Column {
        x: root.width - width
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, root.columns.status - root.gap)

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.status
            color: Theme.ink
            font.pixelSize: root.sizes.time
            font.weight: Font.Bold
        }

        AppText {
            width: parent.width
            visible: text !== ""
            text: root.time
            color: Theme.ink
            serif: true
            font.pixelSize: root.sizes.time
        }
    }
}
