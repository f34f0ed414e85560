pragma Singleton
import QtQuick

// What is known of all fingers together. Set by Main.
QtObject {
    // How often a finger came down beside others that rested: what those had pressed is pressed no more.
    property int cancelledTouches: 0
}
