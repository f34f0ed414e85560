"""Fits the names of a day's events into its place in the month."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from kiosk import i18n
from kiosk.domain import design
from kiosk.text import sans_for

_ELLIPSIS = "…"
Measure = Callable[[str], float]


def names_in_cell(
    names: Sequence[str], width: float, lines: int, pixels: int, *, further: int = 0
) -> list[str]:
    """The lines of a day: each event by name, the last line the number of those without room.

    ``further`` events are counted without a name. ``width`` is in pixels, ``pixels`` the size of
    the type. None where there is no line.
    """
    if not names or lines < 1:
        return []
    if len(names) + further > lines:
        shown = names[: lines - 1]
        told = i18n.tr("and %1 more") if shown else i18n.tr("events: %1")
        rest = told.replace("%1", str(len(names) + further - len(shown)))
        return [*(fitted(name, width, 1, pixels)[0] for name in shown), rest]
    found: list[str] = []
    for number, name in enumerate(names):
        # Lines that one name leaves go to those after it.
        share = (lines - len(found)) // (len(names) - number)
        found += fitted(name, width, share, pixels)
    return found


def fitted(text: str, width: float, lines: int, pixels: int, *, serif: bool = False) -> list[str]:
    """The words of a text in so many lines of ``width`` pixels, with an ellipsis for the others."""
    font = QFont(design.SERIF if serif else sans_for(text))
    font.setPixelSize(max(1, pixels))
    font.setWeight(QFont.Weight.Normal if serif else QFont.Weight.DemiBold)
    measure = _measure_of(font.toString())
    words, found = text.split(), [""]
    while words:
        longer = f"{found[-1]} {words[0]}".strip()
        if measure(longer) <= width or not found[-1]:
            found[-1] = longer
            words.pop(0)
        elif len(found) < max(1, lines):
            found.append("")
        else:
            break
    found = [line if measure(line) <= width else _shortened(line, width, measure) for line in found]
    if words and not found[-1].endswith(_ELLIPSIS):
        found[-1] = _shortened(found[-1], width, measure)
    return found


def _shortened(line: str, width: float, measure: Measure) -> str:
    """As much of a line as has room with an ellipsis behind it: whole words, else letters."""
    kept = line
    while kept and measure(kept + _ELLIPSIS) > width:
        head, space, _ = kept.rpartition(" ")
        kept = head if space else kept[:-1]
    return kept.rstrip(" ,;:-–—") + _ELLIPSIS


@lru_cache(maxsize=8)
def _measure_of(described: str) -> Measure:
    font = QFont()
    font.fromString(described)
    return QFontMetricsF(font).horizontalAdvance
