"""An event as the screens show it: typed properties with finished strings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.content.events.meeting_addresses import is_meeting_address
from kiosk.domain import Event, Localized, Status
from kiosk.i18n import formatting
from kiosk.i18n.series_words import (
    coming_time,
    excluded_days,
    later_days,
    rule_of,
    series_words,
)
from kiosk.i18n.tagged_text import TaggedText, join_paragraphs, with_language_note
from kiosk.qr import CodeTarget, Repetition, calendar_payload, code_target, find_contacts
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import AgendaEntry
from kiosk.session import CodeKind
from kiosk.text import RLM, bidi_wrap, literal_markdown, markdown_of_lines
from kiosk.viewmodels.displayed.programme_filter import groups_of, tongues_of
from kiosk.viewmodels.qml_enums import CodeKinds, to_qml

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Characters of a title in a telephone's calendar, and of a first part that says enough: "Part 1" of
# "Part 1: The River" does not.
MAX_SHORT_TITLE = 60
MIN_FIRST_PART = 10
# What parts a title: " - " and other dashes, ": ", " | ", " · ", and the Chinese and Arabic signs.
_TITLE_PARTS = re.compile(r" [-–—―|·•/] |: |：")
# The kinds of code that are shown beside an event before a visitor chooses one.
USUAL_CODES = (CodeKind.REGISTER, CodeKind.LINK)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventCode:
    """One QR code of an event.

    ``address`` is the payload in readable form, ``choice`` the label of the control that shows the
    code, ``verb`` the line above the code.
    """

    kind: CodeKind = CodeKind.USUAL
    payload: str = ""
    address: str = ""
    choice: str = ""
    verb: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPicture:
    """An event's flyer or picture; width and height are its master's, in pixels."""

    key: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class EventViewState:
    """An event in one language at one time.

    ``heading`` is its time relative to today, ``when`` its full date and time. ``facts`` is the
    line below the title on its own page.
    """

    key: str = ""
    heading: str = ""
    now: bool = False
    title: str = ""
    short_title: str = ""
    when: str = ""
    facts: str = ""
    by: str = ""
    status: str = ""
    parts: tuple[TaggedText, ...] = ()
    codes: tuple[EventCode, ...] = ()
    picture: ShownPicture = ShownPicture()

    @property
    def all_words(self) -> str:
        """The words that a visitor reads on the event's page."""
        return join_paragraphs((TaggedText(text=self.title, language=""), *self.parts))

    @classmethod
    def of(cls, entry: AgendaEntry, language: str, hosts: Sequence[str] = ()) -> "EventViewState":
        """Word an entry of the agenda. Codes lead only to ``hosts``, if any are named."""
        event = entry.event
        parts = (*_series_parts(entry, language), *_parts(event, language))
        when, where, status = (
            formatting.full_date_and_time(entry, language),
            formatting.event_location(event, language),
            formatting.status_label(event),
        )
        again = series_words(entry, language)
        if again:
            when = _series_when(again, entry, language)
        return cls(
            key=entry.key,
            heading=formatting.entry_heading(entry, language),
            now=entry.state in ("now", "soon"),
            title=bidi_wrap(event.title.get(language)),
            short_title=bidi_wrap(_loop_title(event, language)),
            when=when,
            facts=formatting.join_with_dots(
                when, where, event.price.get(language), language=language
            ),
            by=bidi_wrap(event.presented_by.get(language)),
            status=status,
            parts=parts,
            codes=tuple(event_codes(entry, language, hosts)),
            picture=_shown_picture(event, language),
        )


def _shown_picture(event: Event, language: str) -> ShownPicture:
    found = event.picture_in(language)
    if found is None:
        return ShownPicture()
    picture = found.picture
    alt = found.alt.get(language)
    return ShownPicture(key=found.key, alt=alt, width=picture.width, height=picture.height)


def event_codes(entry: AgendaEntry, language: str, hosts: Sequence[str]) -> Iterator[EventCode]:
    """The codes of an entry, the usual one first.

    An event that is cancelled, postponed or full has none.
    """
    event = entry.event
    if event.status is not Status.SCHEDULED:
        return
    mail, phone = find_contacts(event.contact)
    offers = (
        (
            CodeKind.REGISTER,
            event.register if entry.can_register else "",
            i18n.tr("Registration"),
            i18n.tr("Scan to register"),
        ),
        (CodeKind.LINK, event.link, *_link_words(event.link)),
        (CodeKind.MAIL, mail, i18n.tr("Email"), i18n.tr("Scan to write an email")),
        (CodeKind.PHONE, phone, i18n.tr("Telephone"), i18n.tr("Scan to call")),
    )
    for kind, url, choice, verb in offers:
        target = code_target(url, hosts)
        if isinstance(target, CodeTarget):
            yield EventCode(
                kind=kind,
                payload=target.payload,
                address=target.shown,
                choice=choice,
                verb=verb,
            )
    starts = entry.starts or entry.first_day
    if starts is not None and not event.observance:
        title = _short(event.title.get(language))
        payload = calendar_payload(
            title,
            starts,
            entry.ends or entry.last_day,
            formatting.event_location(event, language),
            event.register,
            allowed=hosts,
            repetition=_repetition(entry),
        )
        choice, verb = i18n.tr("Add to calendar"), i18n.tr("Scan to add to your calendar")
        day = formatting.full_date(entry.first_day, language) if entry.first_day else ""
        if "RRULE:" in payload:
            day = series_words(entry, language) or formatting.entry_heading(entry, language)
        yield EventCode(
            kind=CodeKind.CALENDAR, payload=payload, address=day, choice=choice, verb=verb
        )


def _repetition(entry: AgendaEntry) -> Repetition | None:
    """How an entry repeats, for a telephone's calendar; None for a single time.

    None too where the series has no words, or lies in another zone than the event's: its days may
    be others there.
    """
    if entry.is_daily and entry.last_day is not None:
        return Repetition(rule="FREQ=DAILY", last_day=entry.last_day)
    rule = rule_of(entry)
    if rule is None or not rule.frequency or not (entry.all_day or rule.times):
        return None
    excluded = tuple(sorted({*rule.excluded, *rule.moved}))
    return Repetition(rule=rule.source, last_day=rule.last_day, excluded=excluded)


def _series_when(rule: str, entry: AgendaEntry, language: str) -> str:
    """The rule of a series in words, and its next time that has not begun."""
    coming = coming_time(entry)
    if coming is None:
        return rule
    following = i18n.tr("Next: %1").replace("%1", formatting.short_span(coming, language))
    return rule + formatting.DOT_SEPARATOR + following


def _series_parts(entry: AgendaEntry, language: str) -> Iterator[TaggedText]:
    """The days of a series after the next one, and those on which it does not take place."""
    coming = coming_time(entry)
    if coming is None:
        return
    for text, days in (
        (i18n.tr("Also on: %1"), later_days(coming, language)),
        (i18n.tr("Not on: %1"), excluded_days(entry, language)),
    ):
        if days:
            yield TaggedText(text=text.replace("%1", days), language=language)


def _link_words(link: str) -> tuple[str, str]:
    """The label of a link's control, and the line above its code."""
    if is_meeting_address(link):
        return i18n.tr("Online meeting"), i18n.tr("Scan to join online")
    return i18n.tr("Website"), i18n.tr("Scan to open the website")


def _loop_title(event: Event, language: str) -> str:
    """The short title that the curator gives, else the title's first part.

    A short title in another language stands only where the title is in that language too.
    """
    if event.short.language_for(language) == language or not event.title.get(language):
        return event.short.get(language) or _first_part(event.title.get(language))
    if event.short and event.title.language_for(language) == event.short.language_for(language):
        return event.short.get(language)
    return _first_part(event.title.get(language))


def _first_part(title: str) -> str:
    """The title up to its first dash, colon, stroke or dot, if that part says enough."""
    head = _TITLE_PARTS.split(title, maxsplit=1)[0].strip()
    return head if len(head) >= MIN_FIRST_PART else title


def _short(title: str) -> str:
    """The title without its subtitle, if it is too long for a telephone's calendar."""
    return title if len(title) <= MAX_SHORT_TITLE else _first_part(title)


def _parts(event: Event, language: str) -> Iterator[TaggedText]:
    """The paragraphs of an event's text: description, host, people, contact."""
    text = event.description
    if event.is_plain_text:
        text = Localized.of((tag, markdown_of_lines(words)) for tag, words in text.values)
    yield from with_language_note(text, language, title=event.title)
    for template, words in (
        (i18n.tr("For: %1"), groups_of(event, language)),
        (i18n.tr("Language: %1"), tongues_of(event, language)),
    ):
        if words:
            listed = ", ".join(map(literal_markdown, words))
            yield TaggedText(text=template.replace("%1", listed), language=language)
    host = event.hosted_by.get(language)
    if host:
        yield TaggedText(
            text=i18n.tr("Hosted by %1").replace("%1", literal_markdown(host)), language=language
        )
    if event.people:
        people = []
        for person in event.people:
            name, role = literal_markdown(person.name), literal_markdown(person.role.get(language))
            name = f"**{name}**" if name else ""
            spoken = person.role.language_for(language) or language
            label = (
                formatting.join_with_comma(name, role, spoken) if name and role else name or role
            )
            # The role sets the direction of the line, also when a long name is in another script.
            people.append(
                "- "
                + (RLM if role and formatting.is_right_to_left_language(spoken) else "")
                + label
            )
        yield TaggedText(text="\n".join(people), language=language)
    if event.contact:
        yield TaggedText(
            text=i18n.tr("Questions: %1").replace("%1", literal_markdown(event.contact)),
            language=language,
        )


@QmlElement
@QmlUncreatable("the board owns its events")
class EventViewModel(QObject):
    """One event on the screen; empty (``key`` is "") when there is none."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = EventViewState()
        self._code_kind = ""

    def set_state(self, state: EventViewState, code_kind: str = "") -> None:
        """Show an event; ``code_kind`` is the kind of code that the visitor has chosen."""
        if (state, code_kind) != (self._state, self._code_kind):
            self._state, self._code_kind = state, code_kind
            self.changed.emit()

    @property
    def _code(self) -> EventCode:
        """The chosen code, else the first of the usual ones."""
        codes = self._state.codes
        usual = (code for code in codes if code.kind in USUAL_CODES)
        return next(
            (code for code in codes if code.kind == self._code_kind), next(usual, EventCode())
        )

    @property
    def state(self) -> EventViewState:
        """The event that is shown."""
        return self._state

    @Property(str, notify=changed)
    def key(self) -> str:
        return self._state.key

    @Property(str, notify=changed)
    def heading(self) -> str:
        return self._state.heading

    @Property(bool, notify=changed)
    def now(self) -> bool:
        return self._state.now

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._state.title

    @Property(str, notify=changed)
    def shortTitle(self) -> str:
        return self._state.short_title

    @Property(str, notify=changed)
    def facts(self) -> str:
        return self._state.facts

    @Property(str, notify=changed)
    def by(self) -> str:
        return self._state.by

    @Property(str, notify=changed)
    def status(self) -> str:
        return self._state.status

    @Property(str, notify=changed)
    def text(self) -> str:
        return join_paragraphs(self._state.parts)

    @Property(str, notify=changed)
    def picture(self) -> str:
        """The key of its flyer or picture; "" where it has none."""
        return self._state.picture.key

    @Property(str, notify=changed)
    def pictureAlt(self) -> str:
        return self._state.picture.alt

    @Property(QSize, notify=changed)
    def pictureSize(self) -> QSize:
        """Its master's size in pixels."""
        return QSize(self._state.picture.width, self._state.picture.height)

    @Property(str, notify=changed)
    def payload(self) -> str:
        return self._code.payload

    @Property(str, notify=changed)
    def address(self) -> str:
        return self._code.address

    @Property(str, notify=changed)
    def host(self) -> str:
        """The host of the address, for places with room for one line.

        A visitor has to know before a scan whose page the code opens.
        """
        return self._code.address.partition("/")[0]

    @Property(str, notify=changed)
    def verb(self) -> str:
        return self._code.verb

    @Property(int, notify=changed)
    def codeKind(self) -> int:
        """The target of the code, as one of QML's ``CodeKinds``."""
        return to_qml(self._code.kind, CodeKinds.Value)
