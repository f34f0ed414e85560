"""The order of everything a visitor can open, as keys; rebuilt from each content snapshot."""

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import cycle, islice

from kiosk.session.state import ALL_MEDIA, Location, LoopPosition, Screen


class SlideKind(StrEnum):
    """What a slide of the loop shows."""

    WORK = "work"
    BOARD = "board"
    POSTER = "poster"
    NOTICE = "notice"
    EVENT = "event"


@dataclass(frozen=True, kw_only=True, slots=True)
class Slide:
    """One slide of the loop: the key of the work, notice or event that it shows."""

    kind: SlideKind
    work: str = ""
    notice: str = ""
    event: str = ""


_POSTER = Slide(kind=SlideKind.POSTER)


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The works, events, resources and languages that exist, in their order.

    ``works`` are (key, medium) pairs in the order of the wall; ``with_content_note`` and
    ``written_works`` are keys of works. ``picture_counts`` has the works with several pictures.
    ``playlist`` is never empty. ``events`` and ``resources`` are keys. ``languages`` are tags; a
    new session starts in the first.
    """

    works: tuple[tuple[str, str], ...] = ()
    with_content_note: frozenset[str] = frozenset()
    written_works: frozenset[str] = frozenset()
    picture_counts: Mapping[str, int] = field(default_factory=dict)
    playlist: tuple[Slide, ...] = (_POSTER,)
    events: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    # Medium -> key -> index, so that a look-up takes constant time among ten thousand works.
    _index_by_medium: dict[str, dict[str, int]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for key, medium in self.works:
            for group in dict.fromkeys((ALL_MEDIA, medium)):
                indices = self._index_by_medium.setdefault(group, {})
                indices[key] = len(indices)

    def works_of_medium(self, medium: str) -> Mapping[str, int]:
        """The works of a medium as key -> index in their order; ``ALL_MEDIA`` for all."""
        return self._index_by_medium.get(medium, {})

    def slide_at(self, loop: LoopPosition) -> Slide:
        """The slide that the loop shows."""
        return _POSTER if loop.on_standby else self.playlist[loop.slide % len(self.playlist)]

    def step_loop(self, loop: LoopPosition, by: int, pages: int) -> LoopPosition:
        """Step forward (1) or back (-1) from a slide that has ``pages`` pages."""
        page = loop.page + by
        if 0 <= page < pages:
            return replace(loop, page=page, skip_transition=False)
        # The standby poster comes after the slide of its index: one step back shows that slide.
        step = max(0, by) if loop.on_standby else by
        return LoopPosition(slide=(loop.slide + step) % len(self.playlist), paused=loop.paused)

    def is_safe_home(self, slide: Slide) -> bool:
        """Return True unless a slide is a written work, which would show what was being read."""
        return slide.work not in self.written_works

    def safe_home(self, loop: LoopPosition, opened_works: Set[str]) -> LoopPosition:
        """Where Home leads: a slide that does not show what the visitor has been looking at.

        The next picture that is not among ``opened_works``, else the board, else the poster.
        """
        count = len(self.playlist)
        coming = [(loop.slide + by) % count for by in range(1, count + 1)]
        for index in coming:
            slide = self.playlist[index]
            if slide.work and slide.work not in opened_works and self.is_safe_home(slide):
                return LoopPosition(slide=index, skip_transition=True)
        for index in coming:
            if self.playlist[index].kind in (SlideKind.BOARD, SlideKind.POSTER, SlideKind.NOTICE):
                return LoopPosition(slide=index, skip_transition=True)
        return LoopPosition(slide=loop.slide % count, on_standby=True, skip_transition=True)

    def has_list(self, screen: Screen) -> bool:
        """Return False for a screen that lists what this catalogue has none of."""
        lists = {
            Screen.WALL: self.works,
            Screen.BOARD: self.events,
            Screen.RESOURCES: self.resources,
        }
        return bool(lists.get(screen, True))

    def contains(self, location: Location) -> bool:
        """Return True if everything open at a location exists."""
        if location.screen is Screen.WORK:
            return location.work in self.works_of_medium(ALL_MEDIA)
        if not self.has_list(location.screen):
            return False
        if location.resource and location.resource not in self.resources:
            return False
        return not location.event or location.event in self.events

    def without_missing(self, location: Location) -> Location:
        """Return the location without its medium or picture if these are gone."""
        if location.picture >= self.picture_counts.get(location.work, 1):
            location = replace(location, picture=0)
        works = self.works_of_medium(location.medium)
        if location.work in works or (not location.work and works):
            return location
        return replace(location, medium=ALL_MEDIA, page=location.page if location.work else 0)

    @property
    def media(self) -> tuple[str, ...]:
        """The media of the works, in the order of their first work."""
        return tuple(medium for medium in self._index_by_medium if medium != ALL_MEDIA)


def build_playlist(
    works: Sequence[str],
    *,
    board: bool,
    board_every: int,
    notices: Sequence[str] = (),
    events: Sequence[str] = (),
    events_each: int = 1,
) -> tuple[Slide, ...]:
    """Return the slides of the loop: works in order, the board after every ``board_every`` of them.

    The board appears at least once. Without works the poster takes their place. The ``notices``
    (keys) begin the loop, and come again with each turn of the board. ``events_each`` of the
    ``events`` (keys) are told in full after each board, in turn; where one pass of the works does
    not reach all of them, the works pass again.
    """
    told = [Slide(kind=SlideKind.NOTICE, notice=key) for key in notices]
    every = max(1, board_every)
    parts = [list(works[at : at + every]) for at in range(0, len(works), every)]
    # The works after the last board lead to those that begin the loop.
    rest = parts.pop() if len(parts) > 1 and len(parts[-1]) < every else []
    each = min(events_each, len(events)) if board else 0
    turns = max(1, len(parts))
    passes = math.ceil(len(events) / (turns * each)) if each else 1
    coming = cycle(events)
    slides: list[Slide] = []
    for _ in range(passes):
        slides += told
        for number, keys in enumerate(parts or [[]]):
            slides += [Slide(kind=SlideKind.WORK, work=key) for key in keys] or [_POSTER]
            if board:
                slides += [*(told if number else ()), Slide(kind=SlideKind.BOARD)]
                slides += [Slide(kind=SlideKind.EVENT, event=key) for key in islice(coming, each)]
        slides += [Slide(kind=SlideKind.WORK, work=key) for key in rest]
    return tuple(slides)
