"""What a visitor can be led through: keys and order only, made anew from each snapshot."""

from collections.abc import Sequence
from dataclasses import dataclass
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

    def on_wall(self, medium: str) -> tuple[str, ...]:
        """Keys of the works of one medium in their order; ``""`` is every medium."""
        return tuple(key for key, its_medium in self.works if medium in ("", its_medium))

    @property
    def mediums(self) -> tuple[str, ...]:
        """Each medium once, in the order of its first work."""
        return tuple(dict.fromkeys(medium for _, medium in self.works if medium))


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
