"""The words of a calendar's entry: title, place, text, addresses and status."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Event as Component

from kiosk.content.events.html_text import links_in, plain_text
from kiosk.content.front_matter.document import bounded_lines, cut_text
from kiosk.content.problems import Report
from kiosk.content.safety.words import STATUS_WORDS
from kiosk.domain import Event, Localized, Status, When
from kiosk.domain.bounds import DESCRIPTION_LETTERS, TITLE_LETTERS, VALUE_LETTERS, Bound

_SIGN_UP = re.compile(r"regist|sign.?up|rsvp|inscri", re.IGNORECASE)
_QUOTED = 60


class EntryTexts:
    """Makes the events of one calendar file, with words in its ``language``."""

    def __init__(self, file: str, language: str, zone: ZoneInfo, report: Report) -> None:
        self._file, self._language, self._zone, self._report = file, language, zone, report

    def event(self, key: str, component: Component, when: When) -> Event:
        """The event with its words, under ``key``."""

        def words(text: str) -> Localized:
            return Localized.of([(self._language, text.strip())])

        raw = _first(component, "DESCRIPTION")
        title = self._words(component, "SUMMARY", TITLE_LETTERS).replace("\n", " ")
        if not DESCRIPTION_LETTERS.allows(len(raw)):
            what = f"the text of '{title}' has {len(raw):,} letters"
            self._report.beyond(DESCRIPTION_LETTERS, what)
            raw = cut_text(raw, DESCRIPTION_LETTERS)
        description = bounded_lines(plain_text(raw), Report(path=""))
        place = self._words(component, "LOCATION", VALUE_LETTERS).replace("\n", ", ")
        register = next((link for link, line in links_in(raw) if _SIGN_UP.search(line)), "")
        link = _first(component, "URL") or next(
            (link for link, _ in links_in(raw) if link != register), ""
        )
        online = place if re.match(r"https?://", place) else ""
        status = Status.SCHEDULED
        if _is_cancelled(_first(component, "STATUS")):
            status = Status.CANCELLED
        # Outlook puts the word before the title of a cancelled event.
        word, colon, rest = title.partition(":")
        if colon and _is_cancelled(word):
            title, status = rest.strip(), Status.CANCELLED
        return Event(
            key=key,
            file=self._file,
            title=words(title or Path(self._file).stem),
            when=when,
            timezone=self._zone.key,
            place=words("" if online else place),
            online=words("Online" if online else ""),
            register=register,
            link=link if link.startswith("https:") else "",
            status=status,
            description=words(description),
        )

    def _words(self, component: Component, name: str, bound: Bound) -> str:
        """A short property as plain text, cut and told beyond its bound."""
        raw = _first(component, name)
        if not bound.allows(len(raw)):
            self._report.beyond(bound, f"'{raw[:_QUOTED]}...' has {len(raw):,} letters")
        return plain_text(cut_text(raw, bound))


def _first(component: Component, name: str) -> str:
    """A property's text; the first one where it is given several times."""
    value = component.get(name) or ""
    return str(value[0] if isinstance(value, list) else value)


def _is_cancelled(word: str) -> bool:
    return STATUS_WORDS.get(word.casefold()) is Status.CANCELLED
