"""Group scanning: any control within eight presses, and none left out."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.input.scan_tree import MOST_PRESSES, Group, presses, scan_tree


def walk(tree: Group, wanted: int) -> int:
    """The presses of a visitor who moves until the wanted control is framed, and selects."""
    count, place, group = 1, 0, tree
    while True:
        part = group.parts[place]
        inside = list(part.controls()) if isinstance(part, Group) else [part]
        count += 1
        if wanted not in inside:
            place += 1
        elif part == wanted:
            return count
        else:
            assert isinstance(part, Group)
            group, place = part, 0


def test_up_to_64_controls_are_within_eight_presses():
    for size in range(1, 65):
        tree = scan_tree([size])
        found = presses(tree)
        assert sorted(found) == list(range(size))
        assert max(found.values()) <= MOST_PRESSES, size


@given(st.lists(st.integers(0, 12), max_size=6).filter(lambda sizes: 0 < sum(sizes) <= 64))
def test_sections_in_any_sizes_are_within_eight_presses(sizes):
    tree = scan_tree(sizes)
    found = presses(tree)
    assert list(tree.controls()) == list(range(sum(sizes))), "in order, each once"
    assert max(found.values()) <= MOST_PRESSES
    assert found == {number: walk(tree, number) for number in found}


def test_sections_stay_groups_where_there_is_room():
    """A screen of 15 works and the bar's three groups."""
    tree = scan_tree([15, 4, 5, 3])
    groups = [list(part.controls()) for part in tree.parts if isinstance(part, Group)]
    assert [len(group) for group in groups] == [15, 4, 5, 3]


def test_more_controls_than_any_grouping_allows_are_still_reached():
    assert sorted(presses(scan_tree([200]))) == list(range(200))
    assert presses(scan_tree([])) == {}
