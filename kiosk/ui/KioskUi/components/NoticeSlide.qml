import QtQuick
import KioskViewModels
import KioskUi

// A notice's turn of the loop: its headline and its whole text, in gold on the wall.
Item {
    id: root

    required property NoticeWordsViewModel notice

    Column {
        id: words

        x: Theme.margin
        y: Math.max(Theme.margin, Math.round((root.height - height) * 0.42))
        width: Math.min(root.width - 2 * Theme.margin, Theme.space(1680))
        spacing: Theme.large

        Title {
            width: parent.width
            text: root.notice.headline
            color: Theme.gold
            lineHeight: Theme.titleLines
            size: Theme.space(128)
        }

        Rectangle {
            visible: body.text !== ""
            width: Theme.space(160)
            height: Theme.space(4)
            color: Theme.gold
        }

        AppText {
            id: body

            // A long text is set smaller rather than cut.
            readonly property int usual: Theme.space(text.length > 400 ? 36 : 54)

            width: parent.width
            visible: text !== ""
            text: root.notice.text
            serif: true
            lineHeight: 1.25
            font.pixelSize: Math.max(Theme.label, usual)
        }
    }
}
