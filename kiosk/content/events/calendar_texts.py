"""The words of a calendar's entry: title, place, text, addresses and status."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Event as Component

from kiosk.content.coordinates import is_coordinates
from kiosk.content.events.html_text import html_text, is_html, links_in, plain_text
from kiosk.content.events.links import address_spans, host_and_path, unwrapped
from kiosk.content.events.meeting_addresses import is_help_address, is_meeting_address
from kiosk.content.events.meeting_text import names_program, without_meetings
from kiosk.content.front_matter.document import bounded_lines, cut_text
from kiosk.content.problems import Report
from kiosk.content.safety.title_status import status_in_title
from kiosk.content.safety.words import STATUS_WORDS
from kiosk.domain import Event, Localized, Message, Status, When
from kiosk.domain.bounds import (
    DESCRIPTION_LETTERS,
    SHORT_LETTERS,
    TITLE_LETTERS,
    TITLE_SCRIPTS,
    VALUE_LETTERS,
    VALUE_SCRIPTS,
    Bound,
)
from kiosk.domain.scripts import count_scripts, cut_scripts

# The property by which a fetched page says that an event is postponed or full.
OWN_STATUS = "X-KIOSK-STATUS"
# The property of a short title; people write it as the first line of the description.
OWN_SHORT = "X-KIOSK-SHORT"
_SHORT_LINE = re.compile(r"short:[ \t]*(?P<words>\S[^\n]*)(?:\n+|$)", re.IGNORECASE)
_SIGN_UP = re.compile(r"regist|sign.?up|rsvp|inscri|anmeld", re.IGNORECASE)
# Properties of the meeting's own address: Outlook's, Google's, and RFC 7986's.
_MEETING_PROPERTIES = ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "CONFERENCE")
_QUOTED, _MOST_LINES = 60, 5


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A place without the names and addresses of meetings; ``links`` are the addresses in it."""

    words: str
    is_online: bool
    links: tuple[str, ...]


class EntryTexts:
    """Makes the events of one calendar file, with words in its ``language``."""

    def __init__(self, file: str, language: str, zone: ZoneInfo, report: Report) -> None:
        self._file, self._language, self._zone, self._report = file, language, zone, report
        self._told: set[str] = set()

    def event(self, key: str, component: Component, when: When) -> Event:
        """The event with its words, under ``key``."""
        title = self._words(component, "SUMMARY", TITLE_LETTERS).replace("\n", " ")
        place = self._known_place(component, title)
        raw, html = self._description(component, title)
        text = html_text(raw) if html else raw.strip("\n").rstrip()
        found = without_meetings(text, _guests(component), is_online=place.is_online)
        self._tell_unknown(title, found.unknown)
        links = links_in(raw, html=html)
        meeting = next(
            (
                one
                for one in (
                    *(unwrapped(first_text(component, name)) for name in _MEETING_PROPERTIES),
                    *place.links,
                    unwrapped(first_text(component, "URL")),
                    *(link for link, _ in links),
                )
                if is_meeting_address(one)
            ),
            "",
        )
        others = [
            (link, line)
            for link, line in links
            if not (is_help_address(link) or is_meeting_address(link))
        ]
        register = next((link for link, line in others if _SIGN_UP.search(line)), "")
        own = (first_text(component, "URL"), *place.links, *(link for link, _ in others))
        link = meeting or next(
            (one for one in own if one and not (_is_same(one, register) or is_help_address(one))),
            "",
        )
        typed = first_text(component, OWN_STATUS) or first_text(component, "STATUS")
        title, status = _status(title, typed)
        short, words = self._short(component, title, found.text)
        online = place.is_online or (bool(meeting) and not place.words)
        return Event(
            key=key,
            file=self._file,
            title=self._localized(title or Path(self._file).stem),
            short=self._localized(short),
            when=when,
            timezone=self._zone.key,
            place=self._localized(place.words),
            online=self._localized("Online" if online else ""),
            register=register,
            link=link if link.startswith("https:") else "",
            status=status,
            description=self._localized(bounded_lines(words, Report(path=""))),
            is_plain_text=True,
        )

    def _short(self, component: Component, title: str, text: str) -> tuple[str, str]:
        """The short title, and the description without the line that gives it.

        One beyond its bound is told and left out: half of it says something else.
        """
        line = _SHORT_LINE.match(text.lstrip())
        typed = first_text(component, OWN_SHORT) or (line["words"] if line else "")
        short = " ".join(plain_text(cut_text(typed, VALUE_LETTERS)).split())
        rest = text.lstrip()[line.end() :] if line else text
        if SHORT_LETTERS.allows(len(short)):
            return short, rest
        self._report.beyond(
            SHORT_LETTERS,
            Message(
                "the short title of '{title}' has {count:,} letters", title=title, count=len(short)
            ),
        )
        return "", rest

    def _known_place(self, component: Component, title: str) -> _Place:
        """The place in words; coordinates alone, by LOCATION or GEO, are told."""
        place = _place(self._words(component, "LOCATION", VALUE_LETTERS))
        typed = place.words if is_coordinates(place.words) else ""
        if not (typed or place.words or place.links or place.is_online):
            typed = first_text(component, "GEO") and "GEO"
        if not typed:
            return place
        self._report.warn(
            "place-coordinates",
            Message(
                "'{title}' has coordinates and no place that visitors know: {typed}",
                title=title,
                typed=typed,
            ),
            Message("write the name of the place, or its street, in the calendar program"),
        )
        return replace(place, words="")

    def _tell_unknown(self, title: str, lines: tuple[str, ...]) -> None:
        """Tell once the lines of an invitation that are taken out without being known."""
        listed = ", ".join(f"'{line[:_QUOTED]}'" for line in lines[:_MOST_LINES])
        if lines and listed not in self._told:
            self._told.add(listed)
            self._report.info(
                "calendar-meeting",
                Message(
                    "the online meeting's invitation in '{title}' is not shown, with these lines in"
                    " it: {lines}",
                    title=title,
                    lines=listed,
                ),
                Message("write what visitors need above the invitation"),
            )

    def _localized(self, text: str) -> Localized:
        return Localized.of([(self._language, text.strip("\n").rstrip())])

    def _words(self, component: Component, name: str, bound: Bound) -> str:
        """A short property as plain text, cut and told beyond its bound."""
        raw = first_text(component, name)
        if not bound.allows(len(raw)):
            self._report.beyond(
                bound,
                Message("'{raw}...' has {count:,} letters", raw=raw[:_QUOTED], count=len(raw)),
            )
        scripts = TITLE_SCRIPTS if bound in (TITLE_LETTERS, SHORT_LETTERS) else VALUE_SCRIPTS
        if not scripts.allows(count := count_scripts(raw)):
            self._report.beyond(
                scripts,
                Message("'{raw}...' has {count:,} scripts", raw=raw[:_QUOTED], count=count),
            )
        return plain_text(cut_scripts(cut_text(raw, bound), scripts.limit))

    def _description(self, component: Component, title: str) -> tuple[str, bool]:
        """The text as it stands in the file, within its bound, and whether it is HTML."""
        raw = first_text(component, "DESCRIPTION")
        alternative = first_text(component, "X-ALT-DESC") or first_text(
            component, "STYLED-DESCRIPTION"
        )
        declared = "html" in _parameter(component, "DESCRIPTION", "FMTTYPE")
        if not raw.strip():
            raw, declared = alternative, True
        if not DESCRIPTION_LETTERS.allows(len(raw)):
            what = Message(
                "the text of '{title}' has {count:,} letters", title=title, count=len(raw)
            )
            self._report.beyond(DESCRIPTION_LETTERS, what)
            raw = cut_text(raw, DESCRIPTION_LETTERS)
        alternative = cut_text(alternative, DESCRIPTION_LETTERS)
        return raw, declared or is_html(raw, alternative)


def first_text(component: Component, name: str) -> str:
    """A property's text; the first one where it is given several times."""
    value = component.get(name) or ""
    return str(value[0] if isinstance(value, list) else value)


def _is_same(address: str, other: str) -> bool:
    """True for one page, also where one address has the name of a campaign after its "?"."""
    return host_and_path(address.partition("?")[0]) == host_and_path(other.partition("?")[0]) and (
        address == other or "?" not in address or "?" not in other
    )


def _parameter(component: Component, name: str, parameter: str) -> str:
    value = component.get(name)
    value = value[0] if isinstance(value, list) else value
    return str(getattr(value, "params", {}).get(parameter, "")).casefold()


def _guests(component: Component) -> Iterator[str]:
    """The addresses of the people who are invited, in lower case."""
    value = component.get("ATTENDEE") or []
    for one in value if isinstance(value, list) else [value]:
        yield str(one).casefold().removeprefix("mailto:")


def _place(typed: str) -> _Place:
    links = tuple(unwrapped(typed[start:end]) for start, end in address_spans(typed))
    if re.match(r"https?://", typed) and links:
        return _Place(words="", is_online=True, links=links)
    words = typed
    for start, end in reversed(list(address_spans(typed))):
        if is_meeting_address(unwrapped(typed[start:end])):
            words = f"{words[:start].rstrip(' <(-–,;')}{words[end:].lstrip('>)')}"
    is_online = words != typed
    parts = [part.strip() for part in re.split(r"[;\n]", words) if part.strip()]
    kept = [part for part in parts if not names_program(part)]
    if len(kept) < len(parts):
        words, is_online = "\n".join(kept), True
    lines = (line.strip(" ,;") for line in words.split("\n"))
    return _Place(words=", ".join(filter(None, lines)), is_online=is_online, links=links)


def _status(title: str, typed: str) -> tuple[str, Status]:
    """The title without the word that says its status, and the status; a cancellation wins."""
    words, said = status_in_title(title)
    status = STATUS_WORDS.get(typed.strip().casefold())
    if status is Status.CANCELLED:
        return words, status
    return words, said or status or Status.SCHEDULED
