"""The events page of a Squarespace site as JSON: its address with ``?format=json``."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from kiosk.authoring.pages.found_event import FoundEvent, as_plain, one_line, span_of
from kiosk.authoring.pages.schema_org import Node, listed, text_of
from kiosk.content.events.html_text import links_in
from kiosk.domain.bounds import PAGE_EVENTS, is_bounded_year

_SIGN_UP = re.compile(r"regist|sign.?up|rsvp|inscri|ticket|book now", re.IGNORECASE)
# 1900 and 2200 in milliseconds since 1970, around which the years are read.
_MOST_MS = 8_000_000_000_000


def is_squarespace(data: object) -> bool:
    """True for the JSON of a Squarespace page with a list of events."""
    return isinstance(data, Mapping) and any(
        isinstance(item, Mapping) and _moments(item)[0] is not None for item in _items(data)
    )


def is_empty(data: object) -> bool:
    """True for the JSON of a Squarespace page whose list of events is there and has none."""
    if not isinstance(data, Mapping) or _items(data):
        return False
    names = [name for name in ("upcoming", "items", "past") if isinstance(data.get(name), list)]
    return bool(names) and ("website" in data or "collection" in data)


def _items(data: Node) -> list[object]:
    lists = [listed(data.get(name)) for name in ("upcoming", "items", "past")]
    if isinstance(item := data.get("item"), Mapping):
        lists.append([item])
    return [one for items in lists for one in items]


def read_events(data: object, zone: ZoneInfo) -> list[FoundEvent]:
    """The events of such a page."""
    if not isinstance(data, Mapping):
        return []
    website = data.get("website")
    base = text_of(website.get("baseUrl")) if isinstance(website, Mapping) else ""
    if base.startswith("http://"):
        # Every site of Squarespace answers to https.
        base = f"https{base[4:]}"
    found: dict[str, FoundEvent] = {}
    for number, item in enumerate(_items(data), start=1):
        if isinstance(item, Mapping) and len(found) < PAGE_EVENTS.limit:
            event = _event(item, zone, base, f"item {number}")
            found.setdefault(event.identity or str(number), event)
    return list(found.values())


def _moments(item: Node) -> tuple[int | None, int | None]:
    content = item.get("structuredContent")
    pairs = [item, content] if isinstance(content, Mapping) else [item]
    found: list[int | None] = []
    for name in ("startDate", "endDate"):
        values = [pair.get(name) for pair in pairs]
        found.append(
            next(
                (int(one) for one in values if isinstance(one, int | float) and _is_moment(one)),
                None,
            )
        )
    return found[0], found[1]


def _is_moment(value: float) -> bool:
    return not isinstance(value, bool) and 10_000_000_000 < abs(value) < _MOST_MS


def _event(item: Node, zone: ZoneInfo, base: str, where: str) -> FoundEvent:
    event = FoundEvent(
        identity=text_of(item.get("id")) or text_of(item.get("fullUrl")), place=where
    )
    event.set("title", text_of(item.get("title")), f"{where}: title")
    starts, ends = (_moment(one, zone) for one in _moments(item))
    event.sources["when"] = f"{where}: startDate and endDate"
    if starts is not None:
        span, told = span_of(starts, ends)
        event.spans = [span] if span else []
        if told:
            event.notes.append(told)
    location = item.get("location")
    if isinstance(location, Mapping):
        names = ("addressTitle", "addressLine1", "addressLine2")
        parts = [one_line(text_of(location.get(name))) for name in names]
        event.set(
            "place", ", ".join(part for part in dict.fromkeys(parts) if part), f"{where}: location"
        )
    body = text_of(item.get("body"))
    event.set_address("register", text_of(item.get("sourceUrl")), f"{where}: sourceUrl")
    for link, line in links_in(body[:200_000], html=True):
        if _SIGN_UP.search(line):
            event.set_address("register", link, f"{where}: body")
    if full := text_of(item.get("fullUrl")):
        address = full if "://" in full else urljoin(base, full) if base else ""
        event.set_address("link", address, f"{where}: fullUrl")
    text, excerpt = as_plain(body), as_plain(text_of(item.get("excerpt")))
    event.set_body(text or excerpt, f"{where}: {'body' if text else 'excerpt'}")
    _set_online(event, where)
    return event


def _moment(milliseconds: int | None, zone: ZoneInfo) -> date | None:
    if milliseconds is None:
        return None
    try:
        moment = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return None
    # The editor of Squarespace has minutes; seconds are an accident of saving.
    moment = moment.replace(second=0, microsecond=0)
    return moment if is_bounded_year(moment) else None


def _set_online(event: FoundEvent, where: str) -> None:
    place = event.keys.get("place", "")
    if re.fullmatch(
        r"(?:online|virtual|webinar|zoom|via zoom|virtual event)", place, re.IGNORECASE
    ):
        event.keys["online"] = event.keys.pop("place")
        event.sources["online"] = f"{where}: location"
