"""What a visitor can be led through: keys and order only, made anew from each snapshot."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.session.state import Loop, Place, Screen


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


_POSTER = Slide(kind=SlideKind.POSTER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The order of things.

    ``works`` are all works of the wall as (key, medium) pairs; ``noted`` those that wait behind a content
    note, ``written`` those that are read; ``loop`` is never empty; ``events`` and ``resources`` are keys, ``languages`` tags, the first of
    which is the one that the screen returns to.
    """

    works: tuple[tuple[str, str], ...] = ()
    with_content_note: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    playlist: tuple[Slide, ...] = (_POSTER,)
    events: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    # Medium -> key -> number, so that one of ten thousand works is found as fast as one of ten.
    _index_by_medium: dict[str, dict[str, int]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for key, medium in self.works:
            for hall in dict.fromkeys(("", medium)):
                numbers = self._index_by_medium.setdefault(hall, {})
                numbers[key] = len(numbers)

    def works_of_medium(self, medium: str) -> Mapping[str, int]:
        """The works of one medium in their order, key -> number from 0; ``""`` is every medium."""
        return self._index_by_medium.get(medium, {})

    def slide(self, loop: Loop) -> Slide:
        """What stands on the screen at a place of the loop."""
        return _POSTER if loop.on_standby else self.playlist[loop.slide % len(self.playlist)]

    def step(self, loop: Loop, by: int, pages: int) -> Loop:
        """One on (1) or back (-1) from a place of the loop whose slide has so many pages."""
        page = loop.page + by
        if 0 <= page < pages:
            return replace(loop, page=page, skip_transition=False)
        # A poster that stands in hangs behind the slide at this place.
        onward = max(0, by) if loop.on_standby else by
        return Loop(slide=(loop.slide + onward) % len(self.playlist), paused=loop.paused)

    def is_safe_home(self, slide: Slide) -> bool:
        """True for what says nothing of what somebody has been reading: a picture, the board, the poster."""
        return slide.work not in self.written

    def safe_home(self, loop: Loop, opened: Set[str]) -> Loop:
        """Where Home leads from this place: on to the next picture that was not ``opened``, else to the board, else to the poster."""
        count = len(self.playlist)
        coming = [(loop.slide + by) % count for by in range(1, count + 1)]
        for number in coming:
            slide = self.playlist[number]
            if slide.work and slide.work not in opened and self.is_safe_home(slide):
                return Loop(slide=number, skip_transition=True)
        for number in coming:
            if not self.playlist[number].work:
                return Loop(slide=number, skip_transition=True)
        return Loop(slide=loop.slide % count, on_standby=True, skip_transition=True)

    def contains(self, place: Place) -> bool:
        """True when all that is open at a place exists."""
        if place.screen is Screen.WORK:
            return place.work in self.works_of_medium("")
        if place.screen is Screen.WALL:
            return bool(self.works)
        if place.resource and place.resource not in self.resources:
            return False
        return not place.event or place.event in self.events

    def without_missing(self, place: Place) -> Place:
        """A place that exists, without a medium of which nothing hangs any more."""
        works = self.works_of_medium(place.medium)
        if place.work in works or (not place.work and works):
            return place
        return replace(place, medium="", page=place.page if place.work else 0)

    @property
    def media(self) -> tuple[str, ...]:
        """Each medium once, in the order of its first work."""
        return tuple(medium for medium in self._index_by_medium if medium)


def build_playlist(works: Sequence[str], *, board: bool, board_every: int) -> tuple[Slide, ...]:
    """The loop: the works in order, the board after every ``board_every`` of them and at least once.

    Without works the poster stands in their place, so that the screen is never empty.
    """
    board_slide = Slide(kind=SlideKind.BOARD)
    if not works:
        return (_POSTER, board_slide) if board else (_POSTER,)
    slides: list[Slide] = []
    for number, key in enumerate(works, start=1):
        slides.append(Slide(kind=SlideKind.WORK, work=key))
        if board and number % max(1, board_every) == 0:
            slides.append(board_slide)
    if board and board_slide not in slides:
        slides.append(board_slide)
    return tuple(slides)
