pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// A month's calendar; a touch on a day with events opens the first of them.
Item {
    id: root

    required property MonthViewModel month
    property string open
    readonly property int cellWidth: Math.floor(width / 7)
    readonly property int gridTop: names.y + names.height + Theme.tiny
    // A month touches six weeks at the most.
    readonly property int cellHeight: Math.floor((height - gridTop) / 6)

    signal dayChosen(string key)
    signal turned(string month)

    AppText {
        id: title

        width: parent.width - 2 * Theme.touch - 3 * Theme.small
        height: Theme.touch
        verticalAlignment: Text.AlignVCenter
        text: root.month.title
        color: Theme.ink
        font.weight: Font.Bold
    }

    Row {
        x: parent.width - width
        spacing: Theme.small

        Pill {
            icon: "previous"
            name: qsTr("Previous month")
            onPaper: true
            enabled: root.month.previous !== ""
            onActivated: root.turned(root.month.previous)
        }

        Pill {
            icon: "next"
            name: qsTr("Next month")
            onPaper: true
            enabled: root.month.next !== ""
            onActivated: root.turned(root.month.next)
        }
    }

    Row {
        id: names

        y: Theme.touch + Theme.small

        Repeater {
            model: root.month.weekdays

            delegate: AppText {
                id: weekday

                required property string words

                width: root.cellWidth
                text: words
                color: Theme.quietInk
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.label
            }
        }
    }

    Grid {
        y: root.gridTop
        columns: 7

        Repeater {
            model: root.month.days

            delegate: Item {
                id: day

                required property string number
                required property int count
                required property string spoken
                required property string entry
                required property bool inside
                required property bool isToday

                width: root.cellWidth
                height: root.cellHeight

                Touchable {
                    id: cell

                    anchors.fill: parent
                    anchors.margins: Theme.space(3)
                    name: day.spoken
                    enabled: day.count > 0
                    activeFocusOnTab: enabled
                    onPaper: true
                    onActivated: root.dayChosen(day.entry)

                    Rectangle {
                        anchors.fill: parent
                        visible: day.count > 0 || day.isToday
                        radius: Theme.corner
                        color: day.count > 0 ? Theme.paperCard : "transparent"
                        border.width: day.isToday ? Theme.space(4) : Theme.hairline
                        border.color: day.isToday ? Theme.goldInk : Theme.outlineInk
                    }

                    AppText {
                        x: Math.round((parent.width - width) / 2)
                        y: Math.round((parent.height - height) / 2)
                            - (day.count > 0 ? Theme.space(6) : 0)
                        visible: day.inside
                        text: day.number
                        color: day.count > 0 ? Theme.ink : Theme.quietInk
                        font.pixelSize: Theme.label
                        font.weight: day.count > 0 ? Font.Bold : Font.Normal
                    }

                    // A mark for each event, three at the most.
                    Row {
                        x: Math.round((parent.width - width) / 2)
                        y: parent.height - height - Theme.tiny
                        spacing: Theme.space(4)

                        Repeater {
                            model: Math.min(3, day.count)

                            delegate: Rectangle {
                                width: Theme.space(8)
                                height: Theme.space(8)
                                radius: Theme.space(4)
                                color: Theme.goldInk
                            }
                        }
                    }
                }
            }
        }
    }
}
