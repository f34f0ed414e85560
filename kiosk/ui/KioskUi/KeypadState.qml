pragma Singleton
import QtQuick

// What the keys of a keypad ask of whatever screen is open. Set by Main.
QtObject {
    // 1 is the next page, in the reading direction.
    signal paged(int by)
}
