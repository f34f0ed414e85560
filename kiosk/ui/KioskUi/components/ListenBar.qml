import QtQuick
import KioskViewModels
import KioskUi

// While a text is read aloud: again from the beginning, and the volume. The bar holds what starts
// and stops the reading.
Row {
    id: root

    property ReadAloud readAloud: null
    property bool onPaper: false
    readonly property bool readingAloud: readAloud !== null && readAloud.active

    visible: readingAloud
    spacing: Theme.small

    Pill {
        icon: "again"
        name: qsTr("Again from the beginning")
        onPaper: root.onPaper
        onActivated: root.readAloud.start()
    }

    Pill {
        enabled: root.readAloud !== null && root.readAloud.volume > 1
        icon: "minus"
        name: qsTr("Softer")
        onPaper: root.onPaper
        onActivated: root.readAloud.changeVolume(-1)
    }

    AppText {
        anchors.verticalCenter: parent.verticalCenter
        text: root.readAloud ? qsTr("Volume %1").arg(root.readAloud.volume) : ""
        wrapMode: Text.NoWrap
        color: root.onPaper ? Theme.ink : Theme.light
    }

    Pill {
        enabled: root.readAloud !== null && root.readAloud.volume < root.readAloud.maxVolume
        icon: "plus"
        name: qsTr("Louder")
        onPaper: root.onPaper
        onActivated: root.readAloud.changeVolume(1)
    }
}
