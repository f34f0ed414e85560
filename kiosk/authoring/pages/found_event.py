"""One event as it was found on a page, before it becomes a file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

from kiosk.content.events.html_text import plain_text
from kiosk.content.events.meeting_text import without_meetings
from kiosk.content.front_matter.document import cut_text
from kiosk.domain import Message
from kiosk.domain.bounds import DESCRIPTION_LETTERS, TITLE_LETTERS, VALUE_LETTERS, is_bounded_year
from kiosk.domain.instants import instant
from kiosk.qr.code_target import CodeTarget, code_target

# A day's last minute, by which programs mean the end of a whole day.
_LAST_MINUTE = time(23, 59)
_QUOTED = 60


class UnreadablePageError(Exception):
    """The file is no page that can be read; the message names the cause and the next step."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """When an event takes place: two moments in one zone, or its first and last day.

    ``ends`` is None for a moment whose end is not known.
    """

    starts: date
    ends: date | None = None

    @property
    def is_timed(self) -> bool:
        """False for whole days."""
        return isinstance(self.starts, datetime)

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return self.starts.date() if isinstance(self.starts, datetime) else self.starts

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        last = self.ends or self.starts
        return last.date() if isinstance(last, datetime) else last

    @property
    def hours(self) -> tuple[str, str]:
        """The times of day of its start and end, as they are written; "" without one."""
        if not isinstance(self.starts, datetime):
            return "", ""
        ends = self.ends
        return f"{self.starts:%H:%M}", f"{ends:%H:%M}" if isinstance(ends, datetime) else ""

    def as_typed(self) -> str:
        """The words of ``when:``, in ISO 8601, which every folder's language reads alike."""
        starts, ends = self.hours
        first, last = f"{self.first_day:%Y-%m-%d}", f"{self.last_day:%Y-%m-%d}"
        if not self.is_timed:
            return first if first == last else f"{first} - {last}"
        if not ends:
            return f"{first}, {starts}"
        return f"{first}, {starts} - {ends if first == last else f'{last}, {ends}'}"


@dataclass(kw_only=True)
class FoundEvent:
    """An event of a page.

    ``keys`` are those of an event's file without its date. ``when`` is a date as it was typed;
    without one ``spans`` hold the times. ``aliases`` are identities under which it may have been
    imported before. ``sources`` name, by key, the place where each was found,
    with ``body`` and ``when`` among them. ``identity`` is the same when the page is read again.
    ``notes`` are for the curator.
    """

    identity: str
    place: str
    keys: dict[str, str] = field(default_factory=dict)
    body: str = ""
    when: str = ""
    repeats: str = ""
    spans: list[Span] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its title; "" without one."""
        return self.keys.get("title", "")

    def set(self, key: str, value: str, source: str) -> None:
        """Set a key that has no value yet, unless ``value`` is empty."""
        bound = TITLE_LETTERS if key == "title" else VALUE_LETTERS
        words = cut_text(one_line(value), bound) if len(value) > bound.limit else one_line(value)
        if words and not self.keys.get(key):
            self.keys[key] = words
            self.sources[key] = source

    def set_address(self, key: str, address: str, source: str) -> None:
        """Set an address if it may become a code; tell why otherwise."""
        if not address or self.keys.get(key):
            return
        target = code_target(address)
        if isinstance(target, CodeTarget):
            self.set(key, address, source)
            return
        quoted = address if len(address) <= 2 * _QUOTED else f"{address[: 2 * _QUOTED]}..."
        note = f"the address '{quoted}' is left out: {target.reason}; {target.hint}"
        if note not in self.notes:
            self.notes.append(note)

    def set_body(self, text: str, source: str) -> None:
        """Set the description, as plain text, unless it has one."""
        words = without_boilerplate(without_meetings(as_plain(text)).text)
        if words and not self.body:
            if len(words) > DESCRIPTION_LETTERS.limit:
                words = cut_text(words, DESCRIPTION_LETTERS)
                self.notes.append(Message("its text is very long and is cut"))
            self.body = words
            self.sources["body"] = source


def one_line(text: str) -> str:
    """A value's words on one line, without markup."""
    return " ".join(as_plain(text).split())


def as_plain(text: str) -> str:
    """Plain text of what may be HTML, also where its marks are escaped, as in many pages' data."""
    if len(text) > 4 * DESCRIPTION_LETTERS.limit:
        text = text[: 4 * DESCRIPTION_LETTERS.limit]
    if re.search(r"&(?:lt|#0{0,3}60|#x0{0,3}3c);", text, re.IGNORECASE):
        text = unescape(text)
    if "<" in text:
        # A plugin of WordPress escapes the line ends of its HTML twice.
        text = text.replace(">\\n", ">\n")
    words = plain_text(text)
    return unescape(words) if "&" in words else words


# Lines of a page that are for its visitors, and say nothing about an event.
_PAGE_LINES = frozenset(
    {
        "skip to content",
        "skip to main content",
        "back to top",
        "scroll to top",
        "back to all events",
        "back to events",
        "back to calendar",
        "all events",
        "upcoming events",
        "past events",
        "events",
        "view map",
        "view event",
        "view details",
        "view all",
        "view all events",
        "(map)",
        "google calendar",
        "ics",
        "google calendar ics",
        "outlook",
        "outlook calendar",
        "add to calendar",
        "add to my calendar",
        "export",
        "export events",
        "share",
        "share this",
        "share this event",
        "share this page",
        "tweet",
        "facebook",
        "twitter",
        "instagram",
        "linkedin",
        "next event",
        "previous event",
        "read more",
        "learn more",
        "more info",
        "more information",
        "see more",
        "show more",
        "register",
        "register here",
        "register now",
        "register today",
        "registration",
        "rsvp",
        "rsvp here",
        "rsvp now",
        "sign up",
        "sign up here",
        "buy tickets",
        "get tickets",
        "tickets",
        "book now",
        "click here",
        "click here to register",
        "click here to sign up",
        "menu",
        "log in",
        "login",
        "subscribe",
        "follow us",
        "privacy policy",
        "terms of use",
        "terms of service",
        "accessibility",
        "contact us",
        "cookie policy",
        "site map",
        "all rights reserved",
        "accept",
        "accept all",
        "accept cookies",
        "inscríbete",
        "inscríbase",
        "inscríbase aquí",
        "inscríbete aquí",
        "regístrese",
        "regístrese aquí",
        "regístrate",
        "leer más",
        "ver más",
        "compartir",
        "volver",
        "inicio",
        "buscar",
        "menú",
        "añadir al calendario",
        "agregar al calendario",
        "próximos eventos",
    }
)
_PAGE_BEGINNINGS = ("copyright ", "©", "(c) ", "powered by ", "share on ", "follow us on ")
_LONGEST_PAGE_LINE = 200


def is_boilerplate(line: str) -> bool:
    """True for a line that belongs to the page and not to an event."""
    if len(line) > _LONGEST_PAGE_LINE:
        return False
    plain = " ".join(line.casefold().split()).strip(" «‹<←→›>»•·-–—|:!.…")
    return (
        not any(sign.isalnum() for sign in plain)
        or plain in _PAGE_LINES
        or plain.startswith(_PAGE_BEGINNINGS)
    )


def without_boilerplate(text: str) -> str:
    """The text without lines that belong to the page; blank lines between paragraphs stay."""
    lines = ["" if line.strip() and is_boilerplate(line) else line for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_TIME = re.compile(
    r"[Tt ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|z|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
)


def read_moment(text: str, zone: ZoneInfo) -> date | None:
    """A day or a moment of ISO 8601 (in the zone), None for anything else."""
    typed = text.strip()
    found = _DAY.match(typed)
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        rest = typed[found.end() :].strip("\n")
        if not is_bounded_year(day):
            return None
        if not rest:
            return day
        clock = _TIME.fullmatch(rest)
        if not clock:
            return None
        hour, extra = (0, 1) if clock[1] == "24" else (int(clock[1]), 0)
        moment = datetime.combine(day, time(hour, int(clock[2])), zone) + timedelta(days=extra)
        if offset := clock[4]:
            iso = (
                "+00:00"
                if offset in "Zz"
                else offset
                if ":" in offset
                else f"{offset[:3]}:{offset[3:] or '00'}"
            )
            moment = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M}{iso}").astimezone(zone)
    except (ValueError, OverflowError):
        return None
    return moment if is_bounded_year(moment) else None


def doubtful_offset(text: str, moment: date | None) -> str:
    """What is to be told of a time whose offset from UTC is that of the zone's other season.

    Programs write one offset for the whole year; the time on the clocks may be the right one.
    """
    clock = _TIME.search(text)
    if not isinstance(moment, datetime) or clock is None or not clock[4] or clock[4] in "Zz":
        return ""
    try:
        minutes = clock[4][3:].lstrip(":") or "00"
        typed = datetime.fromisoformat(f"2000-01-01T00:00{clock[4][:3]}:{minutes}")
    except ValueError:
        return ""
    seasons = {moment.replace(month=month, day=1).utcoffset() for month in (1, 7)}
    if typed.utcoffset() == moment.utcoffset() or typed.utcoffset() not in seasons:
        return ""
    return Message(
        "its time is given {clock} from UTC, which is not {value}; "
        "{moment:%H:%M} is taken, and {clock2}:{clock3} may be meant",
        clock=clock[4],
        value=moment.tzname(),
        moment=moment,
        clock2=clock[1],
        clock3=clock[2],
    )


def span_of(starts: date, ends: date | None) -> tuple[Span | None, str]:
    """The span of a page's start and end, and what is to be told.

    Midnight to a day's last minute, or to another midnight, are whole days.
    """
    if ends is not None and isinstance(starts, datetime) != isinstance(ends, datetime):
        if isinstance(starts, datetime):
            # The end is a day alone.
            same = ends == starts.date()
            return Span(starts=starts), "" if same else Message(
                "its end has no time, and is left out"
            )
        assert isinstance(ends, datetime)
        ends = ends.date()
    if ends is not None and _ends_early(starts, ends):
        return Span(starts=starts), Message("it ends before it begins; its end is left out")
    if not isinstance(starts, datetime):
        return Span(starts=starts, ends=ends), ""
    if starts.time() != time():
        return Span(starts=starts, ends=ends if _differ(starts, ends) else None), ""
    assert ends is None or isinstance(ends, datetime)
    if ends is None or ends == starts:
        return Span(starts=starts.date()), Message(
            "it begins at midnight, which is read as a whole day"
        )
    if ends.time() == time():
        return Span(starts=starts.date(), ends=ends.date() - timedelta(days=1)), ""
    if ends.time().replace(second=0) == _LAST_MINUTE:
        return Span(starts=starts.date(), ends=ends.date()), ""
    return Span(starts=starts, ends=ends), Message(
        "it begins at midnight; see whether that is right"
    )


def _differ(starts: datetime, ends: date | None) -> bool:
    return isinstance(ends, datetime) and instant(ends) != instant(starts)


def _ends_early(starts: date, ends: date) -> bool:
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        return instant(ends) < instant(starts)
    return ends < starts


def first_words(texts: Iterable[str]) -> str:
    """The first text that holds any words."""
    return next((text for text in texts if text.strip()), "")
