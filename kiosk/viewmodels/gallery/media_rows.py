"""The rows of the wall's filter: one for each medium."""

from collections.abc import Iterable

from kiosk.domain import Work
from kiosk.domain.bounds import GALLERY_MEDIA
from kiosk.i18n import formatting
from kiosk.qt.keyed_list_model import Row

MEDIA_ROLES = ("medium", "words")


def media_rows(works: Iterable[Work], language: str) -> list[Row]:
    """One row for each medium, in the order of their first works, as many as find room."""
    rows: dict[str, Row] = {}
    for work in works:
        if len(rows) >= GALLERY_MEDIA.limit:
            break
        key = work.medium_key
        if key and key not in rows:
            rows[key] = {
                "key": key,
                "medium": key,
                "words": formatting.medium_label(key, work.medium, language),
            }
    return list(rows.values())
