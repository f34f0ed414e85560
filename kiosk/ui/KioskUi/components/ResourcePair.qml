pragma ComponentBehavior: Bound
import QtQuick
import KioskViewModels
import KioskUi

// The resources of one page: side by side, or one below the other on a tall stage. Their texts
// begin at one height, beside their codes.
Item {
    id: root

    required property ResourcesViewModel source
    property int page: 0
    property ReadAloud readAloud: null
    // Pixels by which a finger has dragged the page sideways.
    property int dragOffset: 0
    readonly property int gap: Theme.space(120)
    readonly property bool beside: !Theme.oneColumn
    readonly property int places: Math.max(1, Theme.resourcesOnPage)
    readonly property int cardWidth: beside ? Math.floor((width - (places - 1) * gap) / places)
        : width
    readonly property int cardHeight: beside ? height : Math.floor(height / places)
    // Of the cards as they stand: their heads' height at the most, and their texts' pages.
    property var heads: [0, 0]
    property var pages: [1, 1]
    property var settled: [true, true]
    readonly property int headHeight: Math.max(...heads)
    readonly property int pageCount: Math.max(...pages)
    readonly property bool counted: settled.every(one => one)

    signal turned(int page)
    signal chosen(string key)

    function told(list: var, index: int, value: var): var {
        const found = list.slice();
        found[index] = value;
        return found;
    }

    Repeater {
        id: cards

        model: root.source.onPage

        delegate: ResourceCard {
            required property int index

            x: root.beside ? index * (root.cardWidth + root.gap) : 0
            y: root.beside ? 0 : index * root.cardHeight
            width: root.cardWidth
            height: root.cardHeight
            headRoom: root.beside ? root.headHeight : headHeight
            selected: key === root.source.openResource.key
            severalSeen: cards.count > 1
            page: root.page
            dragOffset: root.dragOffset
            readAloud: selected ? root.readAloud : null
            onTurned: page => root.turned(page)
            onActivated: root.chosen(key)
            onHeadHeightChanged: root.heads = root.told(root.heads, index, headHeight)
            onPageCountChanged: root.pages = root.told(root.pages, index, pageCount)
            onCountedChanged: root.settled = root.told(root.settled, index, counted)
            Component.onCompleted: {
                root.heads = root.told(root.heads, index, headHeight);
                root.pages = root.told(root.pages, index, pageCount);
                root.settled = root.told(root.settled, index, counted);
            }
            Component.onDestruction: {
                root.heads = root.told(root.heads, index, 0);
                root.pages = root.told(root.pages, index, 1);
                root.settled = root.told(root.settled, index, true);
            }
        }
    }
}
