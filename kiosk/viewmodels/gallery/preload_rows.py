"""The rows of the pictures that are held decoded, because one more touch may ask for them."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize

from kiosk.domain import Work
from kiosk.qt.keyed_list_model import Row

PRELOAD_ROLES = ("work", "master", "rank")
# The picture in sight, and as many as ``transitions.works_one_touch_away`` names.
PRELOAD_SLOTS = 4


def preload_rows(before: Sequence[Row], works: Iterable[Work]) -> list[Row]:
    """One row for each of the ``PRELOAD_SLOTS``; ``rank`` 0 is the most wanted picture.

    The number of rows never changes, and a work keeps the slot that it had: PySide keeps every
    object of ours that QML has made, so that slots which came and went would fill the memory.
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
