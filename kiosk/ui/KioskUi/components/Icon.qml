import QtQuick
import QtQuick.Shapes
import KioskUi

// Icons drawn as strokes on a field of 24 by 24.
Item {
    id: root

    property string name
    property color color: Theme.light
    property int size: Theme.space(30)

    readonly property var paths: ({
            "home": "M 3 11 L 12 3 L 21 11 M 5.5 9.5 L 5.5 20.5 L 18.5 20.5 L 18.5 9.5",
            "back": "M 10 5 L 3 12 L 10 19 M 3 12 L 21 12",
            "previous": "M 15 4 L 7 12 L 15 20",
            "next": "M 9 4 L 17 12 L 9 20",
            "pause": "M 8 5 L 8 19 M 16 5 L 16 19",
            "play": "M 7 4 L 19 12 L 7 20 Z",
            "up": "M 4 15 L 12 7 L 20 15",
            "down": "M 4 9 L 12 17 L 20 9",
            "plus": "M 12 4 L 12 20 M 4 12 L 20 12",
            "minus": "M 4 12 L 20 12",
            "close": "M 5 5 L 19 19 M 19 5 L 5 19",
            "whole": "M 4 9 L 4 4 L 9 4 M 15 4 L 20 4 L 20 9 "
                + "M 20 15 L 20 20 L 15 20 M 9 20 L 4 20 L 4 15",
            "languages": "M 12 3 A 9 9 0 0 1 12 21 A 9 9 0 0 1 12 3 "
                + "C 7 8 7 16 12 21 C 17 16 17 8 12 3 M 3 12 L 21 12",
            "listen": "M 3 9.5 L 3 14.5 L 7 14.5 L 12 19 L 12 5 L 7 9.5 Z "
                + "M 15.5 9 C 17.2 10.6 17.2 13.4 15.5 15 M 18.5 6 C 21.9 9.2 21.9 14.8 18.5 18",
            "stop": "M 6 6 L 18 6 L 18 18 L 6 18 Z",
            "again": "M 19.5 12 A 7.5 7.5 0 1 1 16.5 6 M 17 2.5 L 17 6.5 L 13 6.5",
            "warning": "M 12 3.5 L 22 20.5 L 2 20.5 Z M 12 10 L 12 14.5 M 12 17.4 L 12 17.5",
            "now": "M 12 6.5 A 5.5 5.5 0 0 1 12 17.5 A 5.5 5.5 0 0 1 12 6.5 "
                + "M 12 9 A 3 3 0 0 1 12 15 A 3 3 0 0 1 12 9 M 12 11.5 L 12 12.5",
            "check": "M 4 13 L 10 19 L 20 6"
        })

    // Icons without a reading direction are not mirrored.
    transform: Unmirrored {
        across: root.keepsDirection ? root.width : 0
        xScale: Theme.mirrored && root.keepsDirection ? -1 : 1
    }
    readonly property bool keepsDirection: ["play", "check", "listen", "again"].includes(name)

    implicitWidth: size
    implicitHeight: size
    Accessible.ignored: true

    Shape {
        width: 24
        height: 24
        scale: root.size / 24
        transformOrigin: Item.TopLeft

        ShapePath {
            strokeColor: root.color
            strokeWidth: 2.4
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: root.paths[root.name] ?? ""
            }
        }
    }
}
