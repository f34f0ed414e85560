"""Choose the room and the size in which a text needs the fewest pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import inf

from kiosk.text import PlacedPage, Room, iter_pages
from kiosk.text.fitting import fit_verse
from kiosk.typesetting.line_breaker import LineBreaker

# Lines of a poem that are measured: some 6 ms. A longer poem is set as its beginning fits.
MEASURED_LINES = 240
# Characters of prose that is set in each room to count its pages; of a longer text the letters that
# have room decide.
COUNTED_CHARACTERS = 4_000
# Words of a page of prose: a setting with fewer on a page but the last gives way to another one
# that needs no more pages.
PAGE_WORDS = 140
# Lines that the last page of prose has at the least.
LAST_PAGE_LINES = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLayout:
    """One way to set a text: the room of its pages, ``gap`` pixels between columns.

    ``pager`` are the pixels that turning pages takes from the height, if there are several.
    """

    room: Room
    gap: float = 0.0
    pager: float = 0.0

    @classmethod
    def of(cls, values: Mapping[str, object]) -> "PageLayout":
        """A layout as QML gives it: width (of a column), height, offset, columns, gap, pager."""

        def number(name: str, default: float = 0.0) -> float:
            value = values.get(name, default)
            return float(value) if isinstance(value, int | float) else default

        return cls(
            room=Room(
                width=number("width"),
                height=number("height"),
                first_page_offset=number("offset"),
                columns=max(1, int(number("columns", 1))),
            ),
            gap=number("gap"),
            pager=number("pager"),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """How a text is set: the number of its layout, its room, and what breaks its lines."""

    layout: int
    room: Room
    breaker: LineBreaker


def fit_poem(
    source: str,
    layouts: Sequence[PageLayout],
    sizes: Sequence[int],
    breaker: LineBreaker,
    lesser: Sequence[int] = (),
) -> Setting:
    """The setting of a poem; ``sizes`` are pixels, the largest first, and the ``lesser`` ones keep
    lines whole that turn over in each of these.
    """
    stanzas = breaker.measure_verse(source, MEASURED_LINES)
    letters = breaker.verse_type

    def fit(rooms: Sequence[Room]) -> tuple[int, Setting]:
        chosen = fit_verse(stanzas, rooms, sizes, letters, lesser)
        room = rooms[chosen.room]
        is_whole = sum(len(stanza.lines) for stanza in stanzas) < MEASURED_LINES // 2
        return chosen.pages, Setting(
            layout=chosen.room,
            room=replace(room, most=chosen.most if is_whole else inf),
            breaker=replace(
                breaker,
                pixel_size=chosen.size,
                width=room.width,
                leading_space=chosen.indent,
                stanza_space=chosen.stanza_space,
            ),
        )

    return _with_pager(layouts, fit)


def fit_prose(source: str, layouts: Sequence[PageLayout], breaker: LineBreaker) -> Setting:
    """The setting of prose, whose size is that of ``breaker``."""

    def fit(rooms: Sequence[Room]) -> tuple[int, Setting]:
        breakers = [replace(breaker, width=room.width) for room in rooms]
        pages, is_thin = [0] * len(rooms), [False] * len(rooms)
        if len(source) <= COUNTED_CHARACTERS:
            for at, (one, room) in enumerate(zip(breakers, rooms, strict=True)):
                words = _words_of_pages(one, source, room)
                pages[at] = len(words)
                is_thin[at] = any(count < PAGE_WORDS for count in words[:-1])
        else:
            letters = breaker.letters_on_pages(source, rooms)
            pages = [-(-len(source) // max(1, count)) for count in letters]
        best = min(
            range(len(rooms)), key=lambda at: (pages[at], is_thin[at], rooms[at].columns, at)
        )
        return pages[best], Setting(layout=best, room=rooms[best], breaker=breakers[best])

    return _with_pager(layouts, fit)


def _words_of_pages(breaker: LineBreaker, source: str, room: Room) -> list[int]:
    """How many words each page has."""
    pages = iter_pages(breaker.iter_prose(source), room)
    # No text of so few characters has more pages.
    return [
        sum(len(placed.line.markup.split()) for placed in page)
        for page in _whole_pages(islice(pages, COUNTED_CHARACTERS))
    ]


def _whole_pages(columns: Iterable[PlacedPage | None]) -> Iterator[PlacedPage]:
    """The pages; ``iter_pages`` yields None after each column that is not a page's last."""
    return (page for page in columns if page is not None)


def _with_pager(
    layouts: Sequence[PageLayout], fit: Callable[[Sequence[Room]], tuple[int, Setting]]
) -> Setting:
    """The setting on one page, else on pages that leave room to turn them."""
    pages, setting = fit([layout.room for layout in layouts])
    if pages > 1 and any(layout.pager for layout in layouts):
        rooms = [
            replace(layout.room, height=max(1.0, layout.room.height - layout.pager))
            for layout in layouts
        ]
        return fit(rooms)[1]
    return setting
