import QtQuick
import KioskViewModels
import KioskUi

// Reads the open text aloud: one button, and while it reads, stop, repeat and volume.
Row {
    id: root

    property ReadAloud readAloud: null
    property bool onPaper: false
    readonly property bool reading: readAloud !== null && readAloud.reading

    visible: reading || readAloud !== null && readAloud.available
    spacing: Theme.small

    Pill {
        icon: root.reading ? "stop" : "listen"
        name: root.reading ? qsTr("Stop reading aloud") : qsTr("Listen")
        onPaper: root.onPaper
        selected: root.reading
        onActivated: root.reading ? root.readAloud.stop() : root.readAloud.start()
    }

    Pill {
        visible: root.reading
        icon: "again"
        name: qsTr("Again from the beginning")
        onPaper: root.onPaper
        onActivated: root.readAloud.start()
    }

    Pill {
        visible: root.reading
        enabled: root.readAloud !== null && root.readAloud.volume > 1
        icon: "minus"
        name: qsTr("Softer")
        onPaper: root.onPaper
        onActivated: root.readAloud.changeVolume(-1)
    }

    AppText {
        anchors.verticalCenter: parent.verticalCenter
        visible: root.reading
        text: root.readAloud ? qsTr("Volume %1").arg(root.readAloud.volume) : ""
        wrapMode: Text.NoWrap
        color: root.onPaper ? Theme.ink : Theme.light
    }

    Pill {
        visible: root.reading
        enabled: root.readAloud !== null && root.readAloud.volume < root.readAloud.maxVolume
        icon: "plus"
        name: qsTr("Louder")
        onPaper: root.onPaper
        onActivated: root.readAloud.changeVolume(1)
    }
}
