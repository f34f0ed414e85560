"""Events in the vocabulary of schema.org, as JSON-LD or microdata gives it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.authoring.pages.found_event import (
    FoundEvent,
    Span,
    doubtful_offset,
    one_line,
    read_moment,
    span_of,
)
from kiosk.authoring.row_values import known_status
from kiosk.domain import Message, Status
from kiosk.domain.bounds import PAGE_DEPTH, PAGE_EVENTS, PAGE_VALUES
from kiosk.domain.instants import later_by

Node = Mapping[str, object]
# Types of schema.org that are events and do not end with the word.
_EVENT_TYPES = frozenset({"Festival", "Hackathon", "CourseInstance", "EventSeries"})
_WEEKDAYS = {
    day: day
    for day in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
} | dict(
    zip(
        ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_EVERY = {
    "P1D": "day",
    "P1W": "week",
    "P7D": "week",
    "P2W": "other week",
    "P14D": "other week",
    "P1M": "month",
    "P1Y": "year",
    "DAILY": "day",
    "WEEKLY": "week",
    "BIWEEKLY": "other week",
    "MONTHLY": "month",
    "YEARLY": "year",
}
_INHERITED = (
    "place",
    "online",
    "register",
    "link",
    "presented_by",
    "hosted_by",
    "price",
    "contact",
)
_DURATION = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d{1,5}S)?)?")
_MOST_STATUSES = 5
_REGISTERING = ("RegisterAction", "ReserveAction", "BuyAction", "JoinAction", "OrderAction")


@dataclass(kw_only=True)
class Source:
    """Where nodes were found: words for messages, the page's address, and the folder's zone."""

    name: str
    zone: ZoneInfo
    base: str = ""
    by_id: dict[str, Node] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def resolve(self, value: object) -> object:
        """The node that a reference by ``@id`` stands for; anything else itself."""
        if isinstance(value, Mapping) and set(value) <= {"@id", "@type"} and "@id" in value:
            return self.by_id.get(str(value["@id"]), value)
        return value

    def address(self, value: object) -> str:
        """An address as text, absolute where the page's own is known."""
        typed = text_of(value).strip()
        if not typed or re.match(r"[a-z][a-z0-9+.-]{1,20}:", typed, re.IGNORECASE):
            return typed
        try:
            return urljoin(self.base, typed) if self.base else typed
        except ValueError:
            return typed


def type_names(node: Node) -> list[str]:
    """The types of a node without their vocabulary."""
    return [
        re.split(r"[/#:]", str(one))[-1]
        for one in listed(node.get("@type"))
        if isinstance(one, str) and len(one) < 200
    ]


def is_event(node: Node) -> bool:
    """True for a node of type Event, or of a kind of event."""
    return any(name in _EVENT_TYPES or name.endswith("Event") for name in type_names(node))


def listed(value: object) -> list[object]:
    """A value's entries; those of ``@list`` and ``@set`` too."""
    if value is None:
        return []
    if isinstance(value, Mapping) and len(value) == 1:
        (name,) = value
        if name in ("@list", "@set"):
            value = value[name]
    return list(value) if isinstance(value, list | tuple) else [value]


def text_of(value: object) -> str:
    """A value's text: its first one, its ``@value``, its name, or its address."""
    for one in listed(value):
        if isinstance(one, Mapping):
            for name in ("@value", "name", "url", "@id", "text"):
                if isinstance(one.get(name), str | int | float):
                    return str(one[name])
        elif isinstance(one, str | int | float) and not isinstance(one, bool):
            return str(one)
    return ""


def nodes_in(data: object) -> Iterator[Node]:
    """Every object of parsed JSON, each before those in it, within bounds of depth and number."""
    pending: list[tuple[object, int]] = [(data, 0)]
    seen = 0
    while pending and seen < PAGE_VALUES.limit:
        value, depth = pending.pop()
        seen += 1
        if depth > PAGE_DEPTH.limit:
            continue
        if isinstance(value, Mapping):
            yield value
            pending += [(one, depth + 1) for one in reversed(list(value.values()))]
        elif isinstance(value, list):
            pending += [(one, depth + 1) for one in reversed(value)]


def read_events(data: object, source: Source) -> list[FoundEvent]:
    """The events of parsed JSON-LD, wherever they stand in it."""
    nodes = list(nodes_in(data))
    for node in nodes:
        if isinstance(node.get("@id"), str) and len(node) > 1:
            source.by_id.setdefault(str(node["@id"]), node)
    if pages := sum(map(_pages_listed, nodes)):
        source.notes.append(
            Message(
                "a list names {pages} pages whose events are not on this "
                "one; save and import them too",
                pages=pages,
            )
        )
    found: list[FoundEvent] = []
    # What is part of another event is read with that one.
    inner: set[int] = set()
    for node in nodes:
        if is_event(node) and id(node) not in inner and len(node) > 2:
            inner |= _inner_nodes(node, source)
            found += _events_of(node, source, None, 0)
        if len(found) >= PAGE_EVENTS.limit:
            break
    return found[: PAGE_EVENTS.limit]


def _pages_listed(node: Node) -> int:
    """How many entries of a list are addresses alone; 0 for anything else, such as a path."""
    if "ItemList" not in type_names(node):
        return 0
    entries = [one for one in listed(node.get("itemListElement")) if isinstance(one, Mapping)]
    return sum(not isinstance(one.get("item"), Mapping) and bool(one.get("url")) for one in entries)


def _inner_nodes(node: Node, source: Source) -> set[int]:
    return {
        id(source.resolve(one))
        for name in ("subEvent", "subEvents", "superEvent", "hasPart")
        for one in listed(node.get(name))
    }


def _events_of(
    node: Node, source: Source, parent: FoundEvent | None, depth: int
) -> Iterator[FoundEvent]:
    """The event of a node, or the parts that it consists of."""
    event = _event(node, source)
    if parent is not None:
        _inherit(event, parent)
    parts = [
        part
        for name in ("subEvent", "subEvents")
        for one in listed(node.get(name))
        if isinstance(part := source.resolve(one), Mapping) and part.get("startDate")
    ]
    if parts and depth < PAGE_DEPTH.limit // 4:
        event.notes.append(
            Message(
                "'{title}' consists of parts, which are listed in its place", title=event.title[:60]
            )
        )
        for part in parts[: PAGE_EVENTS.limit]:
            yield from _events_of(part, source, event, depth + 1)
        return
    yield event


def _inherit(event: FoundEvent, parent: FoundEvent) -> None:
    """Take from an event of several parts what a part leaves out."""
    if not event.title:
        event.set("title", parent.title, parent.sources.get("title", ""))
    for key in _INHERITED:
        if key in parent.keys and not (key in ("place", "online") and _has_place(event)):
            event.set(key, parent.keys[key], f"{parent.sources[key]}, of the whole")
    if "status" in parent.keys:
        event.set("status", parent.keys["status"], f"{parent.sources['status']}, of the whole")
    if not event.body and parent.body:
        event.set_body(parent.body, f"{parent.sources['body']}, of the whole")
    event.notes += parent.notes


def _has_place(event: FoundEvent) -> bool:
    return bool(event.keys.get("place") or event.keys.get("online"))


def _event(node: Node, source: Source) -> FoundEvent:
    where = source.name
    event = FoundEvent(identity="", place=where)
    event.set("title", text_of(node.get("name")) or text_of(node.get("headline")), f"{where}: name")
    _set_times(event, node, source)
    _set_status(event, node, where)
    _set_place(event, node, source)
    link = source.address(node.get("url") or node.get("mainEntityOfPage"))
    _set_offers(event, node, source)
    if link != event.keys.get("register"):
        event.set_address("link", link, f"{where}: url")
    for key, name in (
        *(("presented_by", "organizer"), ("hosted_by", "sponsor"), ("people", "performer")),
        *(("people", "actor"), ("people", "speaker"), ("people", "instructor")),
    ):
        names = [one_line(text_of(source.resolve(one))) for one in listed(node.get(name))]
        # Some programs write the type where a name should be.
        no_names = ("http:", "https:", "Organization", "Person")
        names = [one for one in names if one and not one.startswith(no_names)]
        event.set(
            key,
            ("; " if key == "people" else ", ").join(dict.fromkeys(names[:20])),
            f"{where}: {name}",
        )
    event.set_body(text_of(node.get("description")), f"{where}: description")
    event.identity = text_of(node.get("@id")) or link
    return event


def _set_times(event: FoundEvent, node: Node, source: Source) -> None:
    schedule = next(
        (
            one
            for one in map(source.resolve, listed(node.get("eventSchedule")))
            if isinstance(one, Mapping)
        ),
        None,
    )
    if schedule is not None and _set_schedule(event, node, schedule, source):
        return
    where = f"{source.name}: startDate and endDate"
    starts, ends = text_of(node.get("startDate")), text_of(node.get("endDate"))
    begin, end = read_moment(starts, source.zone), read_moment(ends, source.zone)
    if not ends:
        end = _end_by_duration(begin, text_of(node.get("duration")), event)
    if told := doubtful_offset(starts, begin):
        event.notes.append(told)
    if begin is None:
        _tell_doors(event, node)
        # Some pages write a date in words; it is read like any other, or told.
        event.when = (
            f"{one_line(starts)} - {one_line(ends)}" if ends and end is None else one_line(starts)
        )
        event.sources["when"] = where
        return
    if ends and end is None:
        event.notes.append(
            Message("its end '{value}' cannot be read, and is left out", value=one_line(ends)[:60])
        )
    span, told = span_of(begin, end)
    if told:
        event.notes.append(told)
    event.sources["when"] = where
    door = read_moment(text_of(node.get("doorTime")), source.zone)
    is_show = isinstance(door, datetime) and isinstance(begin, datetime) and door < begin
    if is_show and as_day(door or begin) == as_day(begin):
        is_same_day = isinstance(end, datetime) and end > begin and as_day(end) == as_day(begin)
        last = f" - {end:%H:%M}" if is_same_day else ""
        event.when = f"{begin:%Y-%m-%d}, doors {door:%H:%M}, show {begin:%H:%M}{last}"
        if span is not None and span.ends is not None and not is_same_day:
            event.notes.append(Message("its end lies on another day, and is left out"))
        event.sources["when"] = f"{source.name}: doorTime and startDate"
        return
    _tell_doors(event, node)
    if span is not None:
        event.spans = [span]


def _tell_doors(event: FoundEvent, node: Node) -> None:
    door = one_line(text_of(node.get("doorTime")))
    if door:
        event.notes.append(
            Message("its doors open at '{door}', which is not taken over", door=door[:40])
        )


def _end_by_duration(begin: date | None, typed: str, event: FoundEvent) -> date | None:
    """The end of what begins at a time and has a length such as PT1H30M; None without one."""
    found = _DURATION.fullmatch(typed.strip().upper()) if typed else None
    if not typed or not isinstance(begin, datetime):
        return None
    if found is None or not any(found.groups()):
        event.notes.append(
            Message(
                "its length '{value}' cannot be read, and is left out", value=one_line(typed)[:40]
            )
        )
        return None
    days, hours, minutes = (int(part or 0) for part in found.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes)
    return later_by(begin, length) if length else None


def _set_schedule(event: FoundEvent, node: Node, schedule: Node, source: Source) -> bool:
    """Set a repeated event's first time and its repetition; False where they cannot be said."""
    first = text_of(schedule.get("startDate")) or text_of(node.get("startDate"))
    begin = read_moment(first, source.zone)
    typed = text_of(schedule.get("repeatFrequency")).upper().rpartition("/")[2]
    every = _EVERY.get(typed)
    days = [_weekday(one) for one in listed(schedule.get("byDay"))]
    if begin is None or not every or None in days or schedule.get("byMonthDay"):
        event.notes.append(Message("how it repeats cannot be read; see the dates that follow"))
        return False
    zone = text_of(schedule.get("scheduleTimezone"))
    if zone and zone != source.zone.key and _is_zone(zone):
        event.set("timezone", zone, f"{source.name}: scheduleTimezone")
    clock = [_clock(text_of(schedule.get(name))) for name in ("startTime", "endTime")]
    day = begin.date() if isinstance(begin, datetime) else begin
    if not clock[0] and isinstance(begin, datetime):
        end = read_moment(text_of(node.get("endDate")), source.zone)
        clock = [f"{begin:%H:%M}", f"{end:%H:%M}" if isinstance(end, datetime) else ""]
    hours = " - ".join(part for part in clock if part)
    event.when = f"{day:%Y-%m-%d}{f', {hours}' if hours else ''}"
    names = " and ".join(str(one) for one in days)
    rule = (
        f"every {'other ' if every == 'other week' else ''}{names}" if names else f"every {every}"
    )
    if names and every not in ("week", "other week"):
        event.notes.append(Message("how it repeats cannot be read; see the dates that follow"))
        event.when = ""
        return False
    count = text_of(schedule.get("repeatCount"))
    last = read_moment(text_of(schedule.get("endDate")), source.zone)
    if last is None and not count.isdigit():
        # The end of the whole, where it lies on a later day than the first time.
        whole = read_moment(text_of(node.get("endDate")), source.zone)
        last = whole if whole is not None and as_day(whole) > day else None
    if last is not None:
        rule += f" until {last:%Y-%m-%d}"
    elif count.isdigit():
        rule += f", {int(count[:4])} times"
    excepted = [
        read_moment(text_of(one), source.zone) for one in listed(schedule.get("exceptDate"))
    ]
    if excepted and None not in excepted:
        rule += " except " + ", ".join(f"{one:%Y-%m-%d}" for one in excepted[:200])
    elif excepted:
        event.notes.append(Message("a day on which it does not take place cannot be read"))
        event.when = ""
        return False
    event.repeats = rule
    event.sources["when"] = event.sources["repeats"] = f"{source.name}: eventSchedule"
    return True


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _weekday(value: object) -> str | None:
    name = re.split(r"[/#:]", text_of(value))[-1]
    return _WEEKDAYS.get(name) or _WEEKDAYS.get(name.upper())


def _clock(text: str) -> str:
    found = re.match(r"T?(\d{2}):(\d{2})", text.strip())
    return f"{found[1]}:{found[2]}" if found else ""


def _set_status(event: FoundEvent, node: Node, where: str) -> None:
    for one in listed(node.get("eventStatus"))[:_MOST_STATUSES]:
        _take_status(event, re.split(r"[/#:]", text_of(one))[-1], where)


def _take_status(event: FoundEvent, typed: str, where: str) -> None:
    plain = typed.casefold()
    if not plain:
        return
    if plain == "eventrescheduled":
        event.notes.append(Message("it was moved to another date; the new one is taken"))
        return
    if plain == "eventmovedonline":
        event.set("online", "Online", f"{where}: eventStatus")
        return
    status = known_status(plain)
    if status is None:
        event.notes.append(
            Message("its status '{typed}' is not known; write status: yourself", typed=typed[:60])
        )
    elif status:
        event.set("status", status, f"{where}: eventStatus")


def _set_place(event: FoundEvent, node: Node, source: Source) -> None:
    where = f"{source.name}: location"
    mode = text_of(node.get("eventAttendanceMode"))
    places, meeting = [], ""
    is_online = "Online" in mode
    for value in listed(node.get("location")):
        one = source.resolve(value)
        if isinstance(one, Mapping) and "VirtualLocation" in type_names(one):
            is_online = True
            meeting = meeting or source.address(one.get("url"))
        elif words := _place_words(one, source):
            if re.match(r"https?://\S+$", words):
                is_online, meeting = True, meeting or words
            else:
                places.append(words)
    if "Offline" in mode and places:
        is_online = False
    online_words = [
        one for one in places if one.casefold() in ("online", "virtual", "webinar", "zoom")
    ]
    if online_words:
        is_online = True
        places = [one for one in places if one not in online_words]
    event.set("place", "; ".join(dict.fromkeys(places[:5])), where)
    if is_online:
        event.set("online", first_online(online_words), where)
    if meeting:
        event.set_address("link", meeting, where)


def first_online(words: Sequence[str]) -> str:
    """What an online event is called."""
    return words[0] if words else "Online"


def _place_words(value: object, source: Source) -> str:
    if not isinstance(value, Mapping):
        return one_line(text_of(value))
    name = one_line(text_of(value.get("name")))
    address = next(map(source.resolve, listed(value.get("address"))), None)
    if "streetAddress" in value or "addressLocality" in value:
        address = value
    parts = [name] if name else []
    if isinstance(address, Mapping):
        state = " ".join(
            one_line(text_of(address.get(key))) for key in ("addressRegion", "postalCode")
        )
        parts += [
            one_line(text_of(address.get("streetAddress"))),
            one_line(text_of(address.get("addressLocality"))),
            state.strip(),
        ]
    elif words := one_line(text_of(address)):
        parts.append(words)
    if not any(parts):
        return source.address(value.get("url"))
    return ", ".join(part for part in dict.fromkeys(parts) if part)


def _set_offers(event: FoundEvent, node: Node, source: Source) -> None:
    where = f"{source.name}: offers"
    offers = [
        one for one in map(source.resolve, listed(node.get("offers"))) if isinstance(one, Mapping)
    ]
    offers += [
        one
        for offer in offers
        for one in map(source.resolve, listed(offer.get("offers")))
        if isinstance(one, Mapping)
    ]
    for offer in offers[:50]:
        event.set_address("register", source.address(offer.get("url")), where)
    for action in map(source.resolve, listed(node.get("potentialAction"))):
        if isinstance(action, Mapping) and set(type_names(action)) & set(_REGISTERING):
            target = next(map(source.resolve, listed(action.get("target"))), None)
            url = target.get("urlTemplate") if isinstance(target, Mapping) else target
            address = source.address(url or action.get("url"))
            event.set_address("register", address, f"{source.name}: potentialAction")
    sold = [text_of(offer.get("availability")).rpartition("/")[2] for offer in offers]
    if sold and all(one in ("SoldOut", "OutOfStock") for one in sold):
        event.set("status", str(Status.FULL), where)
    event.set("price", _price(node, offers), where)
    ends = [read_moment(text_of(offer.get("validThrough")), source.zone) for offer in offers]
    if ends and None not in ends and len(set(ends)) == 1 and isinstance(ends[0], datetime):
        event.set("register_until", f"{ends[0]:%Y-%m-%dT%H:%M}", where)


def _price(node: Node, offers: Sequence[Node]) -> str:
    if (
        text_of(node.get("isAccessibleForFree")).casefold() == "true"
        or node.get("isAccessibleForFree") is True
    ):
        return "Free"
    amounts: list[tuple[float, str]] = []
    currency = ""
    for offer in offers:
        currency = currency or text_of(offer.get("priceCurrency"))
        for key in ("price", "lowPrice", "highPrice"):
            typed = text_of(offer.get(key)).strip().lstrip("$€£")
            if re.fullmatch(r"\d{1,7}(?:\.\d{1,4})?", typed):
                amounts.append((float(typed), typed))
    if not amounts:
        return ""
    low, high = min(amounts), max(amounts)
    if high[0] == 0:
        return "Free"
    words = [_amount(one, currency) for one in dict.fromkeys((low[0], high[0]))]
    return " - ".join(words)


def _amount(amount: float, currency: str) -> str:
    number = f"{amount:.0f}" if amount == int(amount) else f"{amount:.2f}"
    if amount == 0:
        return "Free"
    sign = {"USD": "$", "EUR": "€", "GBP": "£"}.get(currency.upper(), "")
    return f"{sign}{number}" if sign else f"{number} {one_line(currency)[:10]}".strip()


def spans_in_order(events: Sequence[FoundEvent]) -> list[Span]:
    """Every span of these events, the first one first, each once."""
    spans = {span for event in events for span in event.spans}
    return sorted(spans, key=lambda span: (span.first_day, span.hours))


def as_day(value: date) -> date:
    """The day of a day or a moment."""
    return value.date() if isinstance(value, datetime) else value
