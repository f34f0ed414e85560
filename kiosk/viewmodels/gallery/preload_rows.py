"""The rows of the pictures that are preloaded: one more touch may open them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize

from kiosk.domain import Picture, Work
from kiosk.qt.keyed_list_model import Row
from kiosk.session import SessionState

PRELOAD_ROLES = ("work", "master", "shown", "rank")
# The visible picture, and as many as ``transitions.works_one_touch_away`` names.
PRELOAD_SLOTS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class WantedPicture:
    """A picture by its key, and the work's own picture, which decides how it is hung."""

    key: str
    picture: Picture
    master: Picture


def wanted_pictures(
    state: SessionState, keys: Iterable[str], works: Mapping[str, Work]
) -> Iterator[WantedPicture]:
    """The pictures that are shown or one touch away, the most wanted ones first.

    ``keys`` are those of works, the one in front first. Of the open work, these are the picture
    that is shown, the next and the one before.
    """
    for number, key in enumerate(keys):
        work = works[key]
        if work.picture is None:
            continue
        own = [WantedPicture(key=key, picture=work.picture, master=work.picture)]
        if number == 0 and state.location.work == key:
            own += (
                WantedPicture(key=one.key, picture=one.picture, master=work.picture)
                for one in work.further
            )
            at = state.location.picture
            own = [own[index] for index in (at, at + 1, at - 1) if 0 <= index < len(own)]
        yield from own


def preload_rows(before: Sequence[Row], pictures: Iterable[WantedPicture]) -> list[Row]:
    """One row for each of the ``PRELOAD_SLOTS``; ``rank`` 0 is the most wanted picture.

    The number of rows never changes, and a picture keeps its slot. PySide never frees an object of
    this program's types that QML has created, so that new slots would leak memory.
    """
    wanted = {one.key: one for one in pictures}
    keys = list(wanted)[:PRELOAD_SLOTS]
    slots = [str(row["work"]) if row["work"] in keys else "" for row in before] or [
        ""
    ] * PRELOAD_SLOTS
    coming = [key for key in keys if key not in slots]
    rows: list[Row] = []
    for number, slot in enumerate(slots):
        key = slot or (coming.pop(0) if coming else "")
        one = wanted.get(key)
        rows.append(
            {
                "key": str(number),
                "work": key,
                "master": QSize(one.master.width, one.master.height) if one else QSize(),
                "shown": QSize(one.picture.width, one.picture.height) if one else QSize(),
                "rank": keys.index(key) if key else 0,
            }
        )
    return rows
