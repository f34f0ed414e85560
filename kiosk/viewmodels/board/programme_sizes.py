"""The sizes of the programme's words and rows, by the screen's shape and the text size.

Lengths are 1080ths of the stage's shorter side until ``in_pixels``.
"""

from dataclasses import dataclass, fields, replace
from enum import StrEnum


class ProgrammeForm(StrEnum):
    """How a row of the programme is put together."""

    # Day, time, title and place beside each other.
    COLUMNS = "columns"
    # The place below the time.
    TALL = "tall"
    # Time and place below the title.
    STACKED = "stacked"
    # Few entries, in equal parts of the height.
    FEW = "few"
    # Beside or above an open event.
    BESIDE = "beside"
    # A place in each row, with what is on there.
    TRACKS = "tracks"


# Of so many entries each is a block of its own.
MOST_BLOCKS = 3
# Where the title's column would be narrower, time and place stand below it.
LEAST_TITLE = 600.0
# The widest column of places; longer ones turn over.
WIDEST_PLACE = 220.0
GAP = 16.0
# The height of a place's row, in which a title has two lines: seven of them have room.
LEAST_TRACK = 106.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeSizes:
    """Type sizes, line heights and row heights of one form."""

    form: ProgrammeForm
    title: float
    line: float
    numeral: float
    weekday: float
    time: float
    place: float
    one_line: float
    further_line: float
    note: float
    month: float = 60.0
    rule: float = 12.0

    def in_pixels(self, unit: float, least: float) -> "ProgrammeSizes":
        """The same in pixels; no word is set smaller than ``least`` pixels."""
        values = {
            field.name: getattr(self, field.name) * unit
            for field in fields(self)
            if field.name != "form"
        }
        for name in ("title", "numeral", "weekday", "time", "place"):
            values[name] = max(least, round(values[name]))
        values["line"] = max(values["line"], round(1.15 * values["title"]))
        values["further_line"] = max(values["further_line"], values["line"])
        values["one_line"] = max(values["one_line"], values["line"] + values["place"] * 0.4)
        return replace(self, **values)


def sizes_of(form: ProgrammeForm, scale: float, *, tall: bool) -> ProgrammeSizes:
    """The sizes at a text size of ``scale``."""
    match form:
        case ProgrammeForm.COLUMNS:
            return ProgrammeSizes(
                form=form,
                title=38,
                line=44,
                numeral=54,
                weekday=36,
                time=36,
                place=28,
                one_line=64,
                further_line=40,
                note=34,
            )
        case ProgrammeForm.TALL:
            return ProgrammeSizes(
                form=form,
                title=36,
                line=40,
                numeral=54,
                weekday=34,
                time=31,
                place=25,
                one_line=64,
                further_line=34,
                note=32,
            )
        case ProgrammeForm.STACKED:
            title, time = 38 * scale, max(36.0, 28 * scale)
            line = 1.13 * title
            return ProgrammeSizes(
                form=form,
                title=title,
                line=line,
                numeral=54 * scale,
                weekday=36 * scale,
                time=time,
                place=time,
                one_line=line + 1.3 * time + 14,
                further_line=line,
                note=1.25 * time,
                month=60 * scale,
            )
        case ProgrammeForm.BESIDE:
            title, time = 32 * scale, 28 * scale
            line = 1.18 * title
            return ProgrammeSizes(
                form=form,
                title=title,
                line=line,
                numeral=54 * min(scale, 1.2),
                weekday=30 * min(scale, 1.2),
                time=time,
                place=time,
                one_line=line + 1.3 * time + 22,
                further_line=line,
                note=1.25 * time,
                month=48,
            )
        case ProgrammeForm.TRACKS:
            title, time = 38 * scale, max(28.0, 24 * scale)
            return ProgrammeSizes(
                form=form,
                title=title,
                line=1.16 * title,
                numeral=title,
                weekday=title,
                time=time,
                place=38 * min(scale, 1.25),
                one_line=1.16 * title + 18,
                further_line=1.16 * title,
                note=1.25 * time,
                rule=0,
                month=0,
            )
    title, time = min(75.0, (54 if tall else 60) * scale), 42 * min(scale, 1.25)
    return ProgrammeSizes(
        form=form,
        title=title,
        line=1.16 * title,
        numeral=130,
        weekday=42,
        time=time,
        place=32 * scale,
        one_line=1.16 * title + 1.3 * time,
        further_line=1.16 * title,
        note=40 * scale,
    )
