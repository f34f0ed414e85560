import QtQuick
import KioskUi

// The place of one of the Screens: it is made when it is first needed and kept, for taking screens down again and again would cost memory.
Loader {
    id: root

    required property int screen
    // The screen that is to be seen now.
    required property int shown
    // What a touch on the loop leads to is made ready ahead, once the window is ``warmed``.
    required property bool prepared
    property bool prepareEarly: false
    // While something lies over it, neither a finger nor a key reaches it.
    property bool panelOpen: false
    readonly property bool wanted: shown === screen

    active: wanted || item !== null || prepareEarly && prepared
    asynchronous: !wanted
    visible: wanted
    enabled: wanted && !panelOpen
    onWantedChanged: {
        if (wanted && Theme.pageTurn > 0) {
            opacity = 0;
            fadeIn.restart();
        }
    }

    NumberAnimation {
        id: fadeIn

        target: root
        property: "opacity"
        to: 1
        duration: Theme.pageTurn
        easing.type: Easing.InOutQuad
    }
}
