"""What a visitor can be led through: keys and order only, made anew from each snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class SlideKind(StrEnum):
    """What stands on the screen in one turn of the loop."""

    WORK = "work"
    BOARD = "board"
    POSTER = "poster"


@dataclass(frozen=True, kw_only=True, slots=True)
class Slide:
    """One turn of the loop; ``work`` is a work's key, and empty for the board and the poster."""

    kind: SlideKind
    work: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """The order of things.

    ``works`` are all works of the wall as (key, medium) pairs; ``noted`` those that wait behind a content
    note; ``loop`` is never empty; ``events`` and ``resources`` are keys, ``languages`` tags, the first of
    which is the one that the screen returns to.
    """

    works: tuple[tuple[str, str], ...] = ()
    noted: frozenset[str] = frozenset()
    loop: tuple[Slide, ...] = (Slide(kind=SlideKind.POSTER),)
    events: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    # Medium -> key -> number, so that one of ten thousand works is found as fast as one of ten.
    _numbers: dict[str, dict[str, int]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for key, medium in self.works:
            for hall in dict.fromkeys(("", medium)):
                numbers = self._numbers.setdefault(hall, {})
                numbers[key] = len(numbers)

    def on_wall(self, medium: str) -> Mapping[str, int]:
        """The works of one medium in their order, key -> number from 0; ``""`` is every medium."""
        return self._numbers.get(medium, {})

    @property
    def mediums(self) -> tuple[str, ...]:
        """Each medium once, in the order of its first work."""
        return tuple(medium for medium in self._numbers if medium)


def lay_loop(works: Sequence[str], *, board: bool, board_every: int) -> tuple[Slide, ...]:
    """The loop: the works in order, the board after every ``board_every`` of them and at least once.

    Without works the poster stands in their place, so that the screen is never empty.
    """
    board_slide = Slide(kind=SlideKind.BOARD)
    if not works:
        poster = Slide(kind=SlideKind.POSTER)
        return (poster, board_slide) if board else (poster,)
    slides: list[Slide] = []
    for number, key in enumerate(works, start=1):
        slides.append(Slide(kind=SlideKind.WORK, work=key))
        if board and number % max(1, board_every) == 0:
            slides.append(board_slide)
    if board and board_slide not in slides:
        slides.append(board_slide)
    return tuple(slides)
