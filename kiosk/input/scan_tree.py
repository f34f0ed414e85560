"""Group scanning with two switches: which control is reached by how many presses. Without Qt.

The first switch moves, the second selects. The first move frames the first group; a group that is
selected frames its first part at once. After the last part the frame goes back to the group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

# The most presses that any control of a screen takes (own number).
MOST_PRESSES = 8
# Of those, the move that frames the first group and the press that selects it.
_OUTER = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Parts in order: further groups, or controls by their number from 0."""

    parts: tuple[Group | int, ...]

    def controls(self) -> Iterator[int]:
        """The numbers of all controls below."""
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.controls()
            else:
                yield part


def scan_tree(sections: Sequence[int]) -> Group:
    """The groups for a screen whose sections have so many controls, in order.

    Each section is a group of its own where all controls then are within ``MOST_PRESSES``; else
    groups go across sections. More controls than any grouping allows take more presses.
    """
    sizes = [size for size in sections if size]
    least = MOST_PRESSES - _OUTER
    if all(size <= _capacity(least - place) for place, size in enumerate(sizes)):
        return _top(sizes, least)
    total = sum(sizes)
    budget = least
    while total > sum(_capacity(budget - place) for place in range(budget + 1)):
        budget += 1
    return _top(_fill(total, budget + 1, budget), budget)


def presses(tree: Group, so_far: int = 1) -> dict[int, int]:
    """The presses by which each control is used, from a screen on which nothing is framed."""
    found: dict[int, int] = {}
    for place, part in enumerate(tree.parts):
        after = so_far + place + 1
        if isinstance(part, Group):
            found |= presses(part, after)
        else:
            found[part] = after
    return found


def _top(sizes: Sequence[int], budget: int) -> Group:
    parts: list[Group | int] = []
    first = 0
    for place, size in enumerate(sizes):
        parts.append(_node(first, size, budget - place))
        first += size
    return Group(tuple(parts))


def _node(first: int, size: int, budget: int) -> Group | int:
    """The part with ``size`` controls from ``first``, each within ``budget`` presses of it."""
    if size == 1:
        return first
    parts: list[Group | int] = []
    for place, part in enumerate(_split(size, budget)[1]):
        parts.append(_node(first, part, budget - place - 1))
        first += part
    return Group(tuple(parts))


@cache
def _capacity(budget: int) -> int:
    """How many controls a part may have, that each is within ``budget`` presses of it."""
    if budget < 0:
        return 0
    return max(1, sum(_capacity(budget - 1 - place) for place in range(budget)))


@cache
def _split(size: int, budget: int) -> tuple[int, tuple[int, ...]]:
    """The sizes of a group's parts with the fewest presses in all, and the number of these."""
    if size == 1:
        return 0, (1,)
    best: tuple[int, tuple[int, ...]] | None = None
    for count in range(2, min(size, budget) + 1):
        sizes = _fill(size, count, budget - 1)
        if len(sizes) != count:
            continue
        total = sum(
            (place + 1) * part + _split(part, budget - place - 1)[0]
            for place, part in enumerate(sizes)
        )
        if best is None or total < best[0]:
            best = total, tuple(sizes)
    assert best is not None, "no part is larger than its capacity"
    return best


def _fill(size: int, count: int, budget: int) -> list[int]:
    """``size`` in ``count`` parts, as even as the capacities allow; fewer where that is enough.

    Part ``place`` has ``budget - place`` presses; an empty list where there is no room.
    """
    rooms = [_capacity(budget - place) for place in range(count)]
    if sum(rooms) < size or count > size:
        return _fill(size, size, budget) if count > size else []
    sizes = [0] * count
    left = size
    # The smallest rooms are the last: each takes an even share of what is left, or its room.
    for place in range(count - 1, -1, -1):
        sizes[place] = min(rooms[place], left // (place + 1)) or 1
        left -= sizes[place]
    for place in range(count):
        more = min(left, rooms[place] - sizes[place])
        sizes[place] += more
        left -= more
    return sizes if left == 0 else []
