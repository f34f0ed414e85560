import QtQuick
import KioskUi

// The place of one of the Screens: it is made when it is first needed and kept, for taking screens down again and again would cost memory.
Loader {
    id: root

    required property int screen
    // The screen that is to be seen now.
    required property int shown
    // What a touch on the loop leads to is made ready ahead, once the window is ``warmed``.
    required property bool warmed
    property bool soon: false
    // While something lies over it, neither a finger nor a key reaches it.
    property bool covered: false
    readonly property bool wanted: shown === screen

    active: wanted || item !== null || soon && warmed
    asynchronous: !wanted
    visible: wanted
    enabled: wanted && !covered
    onWantedChanged: {
        if (wanted && Theme.pageTurn > 0) {
            opacity = 0;
            coming.restart();
        }
    }

    NumberAnimation {
        id: coming

        target: root
        property: "opacity"
        to: 1
        duration: Theme.pageTurn
        easing.type: Easing.InOutQuad
    }
}
