pragma Singleton
import QtQuick

// State that all controls share about touches. Set by Main.
QtObject {
    // How often a new finger has cancelled the presses of resting fingers.
    property int cancelledTouches: 0
}
