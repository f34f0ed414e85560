import QtQuick
import KioskViewModels
import KioskUi

// Reads the open text aloud: one button, and while it reads, stop, repeat and volume.
Row {
    id: root

    property ReadAloud readAloud: null
    property bool onPaper: false
    readonly property bool readingAloud: readAloud !== null && readAloud.active

    visible: readingAloud || readAloud !== null && readAloud.available
    spacing: Theme.small

    Pill {
        icon: root.readingAloud ? "stop" : "listen"
        name: root.readingAloud ? qsTr("Stop reading aloud") : qsTr("Listen")
        onPaper: root.onPaper
        selected: root.readingAloud
        onActivated: root.readingAloud ? root.readAloud.stop() : root.readAloud.start()
    }

    Pill {
        visible: root.readingAloud
        icon: "again"
        name: qsTr("Again from the beginning")
        onPaper: root.onPaper
        onActivated: root.readAloud.start()
    }

    Pill {
        visible: root.readingAloud
        enabled: root.readAloud !== null && root.readAloud.volume > 1
        icon: "minus"
        name: qsTr("Softer")
        onPaper: root.onPaper
        onActivated: root.readAloud.changeVolume(-1)
    }

    AppText {
        anchors.verticalCenter: parent.verticalCenter
        visible: root.readingAloud
        text: root.readAloud ? qsTr("Volume %1").arg(root.readAloud.volume) : ""
        wrapMode: Text.NoWrap
        color: root.onPaper ? Theme.ink : Theme.light
    }

    Pill {
        visible: root.readingAloud
        enabled: root.readAloud !== null && root.readAloud.volume < root.readAloud.maxVolume
        icon: "plus"
        name: qsTr("Louder")
        onPaper: root.onPaper
        onActivated: root.readAloud.changeVolume(1)
    }
}
