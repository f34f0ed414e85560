import QtQuick
import KioskViewModels
import KioskUi

// Loads one of the Screens when it is first needed, and keeps it: destroying and creating screens
// again would leak memory.
Loader {
    id: root

    required property int screen
    // The screen that is shown now.
    required property int shown
    // Screens that one touch on the loop opens are loaded early, once the window is ``prepared``.
    required property bool prepared
    property bool prepareEarly: false
    // While the display panel lies over the screen, it gets no touches and no keys.
    property bool panelOpen: false
    // A hidden screen is laid out when it is shown again, not at each change of the place.
    required property Item place
    readonly property bool wanted: shown === screen
    readonly property int roles: ItemRoles.Loader
    readonly property bool loading: status === Loader.Loading

    active: wanted || prepareEarly && prepared || item !== null
    // A screen that is prepared early is a large one: a touch that comes before sees it a few
    // frames later, and holds nothing else.
    asynchronous: prepareEarly || !wanted
    visible: wanted
    enabled: wanted && !panelOpen
    onWantedChanged: {
        if (wanted && Theme.pageTurn > 0) {
            opacity = 0;
            fadeIn.restart();
        }
    }

    Binding on width {
        value: root.place.width
        when: root.wanted || root.item === null
        restoreMode: Binding.RestoreNone
    }

    Binding on height {
        value: root.place.height
        when: root.wanted || root.item === null
        restoreMode: Binding.RestoreNone
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
