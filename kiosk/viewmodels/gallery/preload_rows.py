"""The rows of the pictures that are preloaded: one more touch may open them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize

from kiosk.domain import Work
from kiosk.qt.keyed_list_model import Row

PRELOAD_ROLES = ("work", "master", "rank")
# The visible picture, and as many as ``transitions.works_one_touch_away`` names.
PRELOAD_SLOTS = 4


def preload_rows(before: Sequence[Row], works: Iterable[Work]) -> list[Row]:
    """One row for each of the ``PRELOAD_SLOTS``; ``rank`` 0 is the most wanted picture.

    The number of rows never changes, and a work keeps its slot. PySide never frees an object of
    this program's types that QML has created, so that new slots would leak memory.
    """
    wanted = {work.key: work.picture for work in works if work.picture}
    keys = list(wanted)[:PRELOAD_SLOTS]
    slots = [str(row["work"]) if row["work"] in keys else "" for row in before] or [
        ""
    ] * PRELOAD_SLOTS
    coming = [key for key in keys if key not in slots]
    rows: list[Row] = []
    for number, slot in enumerate(slots):
        key = slot or (coming.pop(0) if coming else "")
        picture = wanted.get(key)
        size = QSize(picture.width, picture.height) if picture else QSize()
        rows.append(
            {"key": str(number), "work": key, "master": size, "rank": keys.index(key) if key else 0}
        )
    return rows
