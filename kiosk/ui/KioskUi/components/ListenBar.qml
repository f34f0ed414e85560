import QtQuick
import KioskViewModels
import KioskUi

// To have what stands open read aloud: one sign, and while it reads, to stop, to repeat, and how loud.
Row {
    id: root

    property ReadAloud aloud: null
    property bool onPaper: false
    readonly property bool reading: aloud !== null && aloud.reading

    visible: reading || aloud !== null && aloud.available
    spacing: Theme.small

    Pill {
        sign: root.reading ? "stop" : "listen"
        name: root.reading ? qsTr("Stop reading aloud") : qsTr("Listen")
        onPaper: root.onPaper
        selected: root.reading
        onActivated: root.reading ? root.aloud.stop() : root.aloud.start()
    }

    Pill {
        visible: root.reading
        sign: "again"
        name: qsTr("Again from the beginning")
        onPaper: root.onPaper
        onActivated: root.aloud.start()
    }

    Pill {
        visible: root.reading
        enabled: root.aloud !== null && root.aloud.volume > 1
        sign: "minus"
        name: qsTr("Softer")
        onPaper: root.onPaper
        onActivated: root.aloud.changeVolume(-1)
    }

    AppText {
        anchors.verticalCenter: parent.verticalCenter
        visible: root.reading
        text: root.aloud ? qsTr("Volume %1").arg(root.aloud.volume) : ""
        wrapMode: Text.NoWrap
        color: root.onPaper ? Theme.ink : Theme.light
    }

    Pill {
        visible: root.reading
        enabled: root.aloud !== null && root.aloud.volume < root.aloud.maxVolume
        sign: "plus"
        name: qsTr("Louder")
        onPaper: root.onPaper
        onActivated: root.aloud.changeVolume(1)
    }
}
