"""Measures the programme's words, and chooses sizes and columns by them. Lengths are pixels."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from kiosk.domain import design
from kiosk.qt.keyed_list_model import Row
from kiosk.text import sans_for
from kiosk.typesetting.programme_layout import (
    BESIDE_ROWS,
    MOST_LINES,
    TALL_ROWS,
    WIDE_ROWS,
    ProgrammeEntry,
    RowSizes,
)
from kiosk.typesetting.title_lines import break_title
from kiosk.viewmodels.board.programme_sizes import (
    GAP,
    LEAST_TITLE,
    LEAST_TRACK,
    MOST_BLOCKS,
    WIDEST_PLACE,
    ProgrammeForm,
    ProgrammeSizes,
    sizes_of,
)

Columns = dict[str, float]
_OF_FIXED_HEIGHT = (ProgrammeForm.FEW, ProgrammeForm.BESIDE, ProgrammeForm.TRACKS)
# Of the width, the widest column of places, and of what stands behind the titles.
_WIDEST_TRACK, _WIDEST_STATE = 0.3, 0.2
_BOLD, _PLAIN = QFont.Weight.Bold, QFont.Weight.Normal


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeRoom:
    """The room of a programme, and the visitor's text size.

    ``unit`` is a 1080th of the stage's shorter side. No word is set smaller than ``least_type``,
    no row lower than ``least_row``. ``beside`` asks for the list beside an open event, ``tracks``
    for a place in each row.
    """

    width: float = 0.0
    height: float = 0.0
    unit: float = 1.0
    scale: float = 1.0
    least_type: float = 0.0
    least_row: float = 0.0
    tall: bool = False
    beside: bool = False
    tracks: bool = False


class ProgrammeMeasures:
    """How the rows of one programme are set in ``room``: sizes, columns, and heights by words.

    ``few`` says that ``rows`` are all, and no more than are blocks of their own.
    """

    def __init__(self, room: ProgrammeRoom, rows: Sequence[Row] = (), *, few: bool = False) -> None:
        self._room = room
        if (
            few
            and not (room.beside or room.tracks)
            and (blocks := self._as_blocks(rows)) is not None
        ):
            self.sizes, self.columns = blocks
            return
        self.sizes = self._sized(self._usual_form())
        self.columns = self._columns_for(rows, self.sizes)
        too_narrow = self.columns["title"] < LEAST_TITLE * room.unit
        if self.sizes.form is ProgrammeForm.COLUMNS and too_narrow:
            self.sizes = self._sized(ProgrammeForm.STACKED)
            self.columns = self._columns_for(rows, self.sizes)

    def _usual_form(self) -> ProgrammeForm:
        if self._room.tracks:
            return ProgrammeForm.TRACKS
        if self._room.beside:
            return ProgrammeForm.BESIDE
        if self._room.scale > 1:
            return ProgrammeForm.STACKED
        return ProgrammeForm.TALL if self._room.tall else ProgrammeForm.COLUMNS

    def _sized(self, form: ProgrammeForm) -> ProgrammeSizes:
        sizes = sizes_of(form, self._room.scale, tall=self._room.tall)
        return sizes.in_pixels(self._room.unit, self._room.least_type)

    @property
    def note_size(self) -> float:
        """Below the time, and smaller; after it, as large."""
        is_below = self.sizes.form in (ProgrammeForm.COLUMNS, ProgrammeForm.TALL)
        return max(self._room.least_type, round(self.sizes.time * (0.8 if is_below else 1)))

    @property
    def row_sizes(self) -> RowSizes:
        """What the layout needs of the sizes."""
        sizes, room = self.sizes, self._room
        usual = TALL_ROWS if room.tall else WIDE_ROWS
        return RowSizes(
            one_line=max(sizes.one_line, room.least_row),
            further_line=sizes.further_line,
            note=sizes.note,
            month=sizes.month,
            rule=sizes.rule,
            height=room.height,
            least=BESIDE_ROWS if room.beside else usual,
            spread=0.0 if sizes.form in _OF_FIXED_HEIGHT else 0.4,
        )

    def entry(self, row: Row) -> ProgrammeEntry:
        """What the layout knows of a row."""
        entry = row["entry"]
        assert isinstance(entry, ProgrammeEntry)
        sizes = self.sizes
        # Beside an open event, a series is told there.
        has_note = entry.has_note and sizes.form is not ProgrammeForm.BESIDE
        return replace(
            entry,
            has_note=has_note,
            least_height=self._height_beside(row),
            repeated_height=self._height_beside({**row, "timeNote": ""}),
            further_height=1.25 * sizes.place * self._further_lines(row) + self._taller_line(row),
        )

    def broken(self, title: str) -> str:
        """A title in lines, as wide as its heaviest: what happens now is semibold."""
        return _broken(title, self.sizes, self.columns["title"])

    # Blocks

    def _as_blocks(self, rows: Sequence[Row]) -> tuple[ProgrammeSizes, Columns] | None:
        """Blocks of a third of the height, or of half of it; None where the words do not fit."""
        sizes = self._sized(ProgrammeForm.FEW)
        columns = self._columns_for(rows, sizes)
        for parts in (MOST_BLOCKS, MOST_BLOCKS - 1):
            block = self._room.height / parts
            if all(self._block_height(row, sizes, columns["title"]) <= block for row in rows):
                block_sizes = replace(
                    sizes, one_line=block, further_line=0.0, note=0.0, month=0.0, rule=0.0
                )
                return block_sizes, columns
        return None

    def _block_height(self, row: Row, sizes: ProgrammeSizes, width: float) -> float:
        """What the words of an entry take as a block."""
        entry = row["entry"]
        assert isinstance(entry, ProgrammeEntry)
        lines = _broken(entry.title, sizes, width).count("\u2028") + 1
        if lines > MOST_LINES:
            lines = _broken(entry.short_title, sizes, width).count("\u2028") + 1
        below = bool(row["note"]) + bool(row["place"] or row["status"])
        inset = 28 * self._room.unit
        words = 1.3 * sizes.time + lines * sizes.line + 1.3 * sizes.place * below
        return inset + max(words, 1.3 * (sizes.numeral + sizes.weekday))

    # Columns

    def _columns_for(self, rows: Sequence[Row], sizes: ProgrammeSizes) -> Columns:
        gap, width = GAP * self._room.unit, self._room.width
        numeral = _text_width("88", design.SERIF, sizes.numeral) + 2 * gap
        weekday = _widest(rows, "weekday", sizes.weekday, _BOLD) + gap
        match sizes.form:
            case ProgrammeForm.TRACKS:
                return _tracks(rows, sizes, width, gap)
            case ProgrammeForm.FEW:
                return _stacked(max(numeral + gap, weekday), 0.0, width, gap)
            case ProgrammeForm.BESIDE if self._room.scale > 1:
                # The day's name below its number.
                return _stacked(max(numeral, weekday + gap), 0.0, width, gap)
            case ProgrammeForm.STACKED | ProgrammeForm.BESIDE:
                return _stacked(numeral, weekday, width, gap)
        # A note below the time may reach below the day's name.
        time = _widest(rows, "time", sizes.time, _BOLD)
        place = max(
            _widest(rows, "place", sizes.place, _PLAIN), _widest(rows, "status", sizes.place, _BOLD)
        )
        # The dot of what happens now.
        time += gap + (sizes.time if any(row["isNow"] for row in rows) else 0)
        if sizes.form is ProgrammeForm.TALL:
            time = max(time, min(place, 160 * self._room.unit) + gap)
            place = 0.0
        else:
            place = min(place, WIDEST_PLACE * self._room.unit) + gap if place else 0.0
        title = width - numeral - weekday - time - 2 * gap - place
        return {
            "numeral": numeral,
            "weekday": weekday,
            "time": time,
            "title": title,
            "place": place,
        }

    # Heights

    def _further_lines(self, row: Row) -> int:
        """The lines by which a place turns over that stands behind the time."""
        sizes, where = self.sizes, str(row["status"] or row["place"])
        if sizes.form is not ProgrammeForm.STACKED:
            return 0
        before = sum(
            _text_width(str(row[role]), design.SANS, sizes.time, _BOLD)
            for role in ("time", "timeNote")
        )
        room = self.columns["title"] - before - 60 * self._room.unit
        wanted = 1.1 * _text_width(where, sans_for(where), sizes.place, _BOLD)
        return max(0, math.ceil(wanted / max(room, sizes.place)) - 1)

    def _taller_line(self, row: Row) -> float:
        """What the line below a title takes beyond its usual height: letters of some scripts."""
        sizes = self.sizes
        if sizes.form is not ProgrammeForm.STACKED:
            return 0.0
        words = [str(row[role]) for role in ("time", "timeNote", "status", "place") if row[role]]
        height = max((_text_height(sans_for(one), sizes.time) for one in words), default=0.0)
        return max(0.0, 10 * self._room.unit + height - (sizes.one_line - sizes.line))

    def _height_beside(self, row: Row) -> float:
        """The height of what stands beside the title: the day, the time and its note, the place."""
        sizes, columns = self.sizes, self.columns
        where = str(row["status"] or row["place"])
        if sizes.form is ProgrammeForm.TRACKS:
            return self._track_height(row)
        if sizes.form is ProgrammeForm.BESIDE and columns["weekday"] == 0:
            return 1.25 * (sizes.numeral + sizes.weekday)
        if sizes.form not in (ProgrammeForm.COLUMNS, ProgrammeForm.TALL):
            # Below the title; see ``_further_lines``.
            return 0.0
        is_tall = sizes.form is ProgrammeForm.TALL
        width = columns["time" if is_tall else "place"] - GAP * self._room.unit
        # Words turn over before their line is full.
        weight = _BOLD if row["status"] else _PLAIN
        wanted = 1.2 * _text_width(where, sans_for(where), sizes.place, weight)
        lines = math.ceil(wanted / max(1.0, width)) if wanted > 1.2 * width else bool(where)
        # As ProgrammeRow sets them: from the first line, by their own lines.
        first_line = 0.8 * sizes.line + (4 if is_tall else 8) * self._room.unit
        note = 1.12 * self.note_size * bool(row["timeNote"])
        descent = 0.28 * sizes.place
        if is_tall:
            further = 1.25 * sizes.place * max(0, lines - 1)
            return first_line + note + 1.08 * sizes.place * bool(where) + further + descent
        return first_line + max(note, 1.25 * sizes.place * max(0, lines - 1)) + descent

    def _track_height(self, row: Row) -> float:
        """The height of the place before a title, and of the state and time behind it."""
        sizes, columns = self.sizes, self.columns
        gap = GAP * self._room.unit
        place = _lines(str(row["place"]), sizes.place, columns["place"] - gap)
        state = _lines(str(row["status"]), sizes.time, columns["status"] - gap)
        time = _lines(str(row["time"]), sizes.time, columns["status"] - gap)
        tallest = max(1.2 * sizes.place * place, 1.25 * sizes.time * (state + time))
        return max(tallest + 2 * gap, LEAST_TRACK * self._room.unit)


def _lines(text: str, size: float, width: float) -> int:
    """The lines that bold words take at the most."""
    wanted = _text_width(text, sans_for(text), size, _BOLD)
    # Words turn over before their line is full.
    return 0 if not text else 1 if wanted <= width else math.ceil(1.3 * wanted / max(width, size))


def _tracks(rows: Sequence[Row], sizes: ProgrammeSizes, width: float, gap: float) -> Columns:
    """The columns of rows that begin with a place, and end with a state or a time."""

    def widest(role: str, size: float) -> float:
        texts = {str(row[role]) for row in rows if row[role]}
        return max((_text_width(one, sans_for(one), size, _BOLD) for one in texts), default=0.0)

    place = min(widest("place", sizes.place), _WIDEST_TRACK * width) + 2 * gap
    state = max(widest("status", sizes.time), widest("time", sizes.time))
    state = min(state, _WIDEST_STATE * width) + 2 * gap if state else 0.0
    return {
        "numeral": 0.0,
        "weekday": 0.0,
        "time": state,
        "place": place,
        "status": state,
        "title": width - place - state,
    }


class MeasuredEntries(Sequence[ProgrammeEntry]):
    """The entries of rows, each made when the layout comes to it."""

    def __init__(self, rows: list[Row], make: Callable[[Row], ProgrammeEntry]) -> None:
        self._rows, self._make = rows, make
        self._made: dict[int, ProgrammeEntry] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number):  # type: ignore[no-untyped-def]  # no slices are taken
        if number not in self._made:
            self._made[number] = self._make(self._rows[number])
        return self._made[number]


def _stacked(numeral: float, weekday: float, width: float, gap: float) -> Columns:
    """The columns of rows whose time and place stand with the title, above or below it.

    A ``weekday`` of 0 stands for a day's name below its number.
    """
    title = width - numeral - weekday - gap
    return {
        "numeral": numeral,
        "weekday": weekday,
        "time": title,
        "title": title,
        "place": title,
    }


def _widest(rows: Sequence[Row], role: str, size: float, weight: int) -> float:
    """The widest text of a column; what has no day has the columns of days for its words too.

    In whole pixels, and one more: QML rounds the gap, and a word that lacks a part of a pixel is
    broken by its letters.
    """
    texts = {str(row[role]) for row in rows if row[role] and row["numeral"]}
    widths = (_text_width(text, sans_for(text), size, weight) for text in texts)
    return max((math.ceil(width) + 1.0 for width in widths), default=0.0)


def _broken(title: str, sizes: ProgrammeSizes, width: float) -> str:
    return break_title(title, design.SERIF, int(sizes.title), QFont.Weight.DemiBold.value, width)


@lru_cache(maxsize=64)
def _text_height(family: str, size: float) -> float:
    """The height of a bold line, in pixels."""
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(_BOLD)
    return QFontMetricsF(font).height()


@lru_cache(maxsize=2048)
def _text_width(text: str, family: str, size: float, weight: int = QFont.Weight.Normal) -> float:
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight(weight))
    return QFontMetricsF(font).horizontalAdvance(text)
