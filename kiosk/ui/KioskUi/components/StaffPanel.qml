pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The program's status, the content's problems, and the staff's actions.
Rectangle {
    id: root

    required property StaffViewModel staff
    required property NoticesViewModel notices
    // The stage's upper edge: controls lie below it, text may stand above.
    property int stageTop: 0
    readonly property bool stacked: Theme.oneColumn || stageTop > 0
    readonly property int innerWidth: width - 2 * Theme.margin
    readonly property int columnWidth: stacked ? innerWidth
        : Math.floor((innerWidth - Theme.margin) / 2)

    color: Theme.paper
    onVisibleChanged: problems.page = 0

    AppText {
        id: heading

        x: Theme.margin
        y: Theme.large
        width: root.innerWidth - closePill.width - Theme.medium
        text: qsTr("Staff")
        serif: true
        color: Theme.ink
        font.pixelSize: Theme.title
    }

    Pill {
        id: closePill

        x: root.width - Theme.margin - width
        y: root.stageTop + Theme.large
        text: qsTr("Close")
        icon: "close"
        onPaper: true
        onActivated: root.staff.close()
    }

    Column {
        id: facts

        x: Theme.margin
        y: heading.y + heading.height + Theme.medium
        width: root.columnWidth
        spacing: Theme.space(10)

        Repeater {
            model: root.staff.statusRows

            Item {
                id: fact

                required property var modelData

                width: facts.width
                height: Math.max(named.height, value.height)

                AppText {
                    id: named

                    width: Math.round(parent.width * 0.4)
                    text: fact.modelData[0]
                    color: Theme.quietInk
                    font.pixelSize: Theme.label
                }

                AppText {
                    id: value

                    x: named.width + Theme.medium
                    width: parent.width - x
                    text: fact.modelData[1]
                    color: Theme.ink
                    font.pixelSize: Theme.label
                    font.weight: Font.DemiBold
                }
            }
        }
    }

    // In two columns below the status, else between the problems and the actions.
    StaffNotices {
        id: told

        x: Theme.margin
        y: root.stacked ? actions.y - Theme.medium - height : facts.y + facts.height + Theme.large
        width: root.columnWidth
        height: root.stacked ? (visible ? Theme.space(420) : 0)
            : actions.y - Theme.medium - y
        notices: root.notices
    }

    AppText {
        id: summary

        x: root.stacked ? Theme.margin : root.width - Theme.margin - width
        y: root.stacked ? Math.max(facts.y + facts.height, root.stageTop) + Theme.large : facts.y
        width: root.columnWidth - (root.stageTop > 0 ? closePill.width + Theme.medium : 0)
        text: root.staff.summary
        color: Theme.ink
        font.weight: Font.DemiBold
    }

    PagedColumn {
        id: problems

        x: summary.x
        y: summary.y + Math.max(summary.height, root.stageTop > 0 ? closePill.height : 0)
            + Theme.small
        width: root.columnWidth
        height: Math.max(Theme.touch, pager.y - Theme.small - y)
        clip: true
        model: root.staff.problems
        fields: ["location", "message", "hint"]

        delegate: ListEntry {
            required property string location
            required property string message
            required property string hint

            width: problems.width
            // For reading only.
            enabled: false
            heading: location
            title: message
            note: hint
        }
    }

    Pager {
        id: pager

        x: summary.x
        y: (root.stacked && told.visible ? told.y : actions.y) - Theme.medium - height
        page: problems.shownPage
        pageCount: problems.pageCount
        onPaper: true
        onTurned: page => problems.page = page
    }

    Flow {
        id: actions

        x: Theme.margin
        y: root.height - Theme.large - height
        width: root.innerWidth
        spacing: Theme.small

        Action {
            text: qsTr("Test the screen")
            onActivated: root.staff.openView(StaffViews.Test)
        }

        Action {
            text: qsTr("Clean it (60 s)")
            name: qsTr("Clean it: for 60 seconds touch does nothing")
            onActivated: root.staff.openView(StaffViews.Cleaning)
        }

        Action {
            text: qsTr("Read the folder")
            name: qsTr("Read the folder again, and go back to the exhibition")
            onActivated: root.staff.reloadContent()
        }

        Action {
            text: qsTr("End the program")
            onActivated: root.staff.openView(StaffViews.Leaving)
        }

        Row {
            spacing: Theme.small

            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: root.staff.dimUntil || qsTr("Brightness")
                wrapMode: Text.NoWrap
                color: Theme.ink
            }

            Repeater {
                model: [0, 0.4, 0.7]

                Action {
                    required property real modelData

                    text: qsTr("%1%").arg(Math.round(100 - 100 * modelData))
                    name: qsTr("Brightness %1").arg(text)
                    checkable: true
                    selected: Math.abs(root.staff.dim - modelData) < 0.01
                    onActivated: root.staff.setDim(modelData)
                }
            }
        }
    }

    component Action: Pill {
        onPaper: true
    }
}
