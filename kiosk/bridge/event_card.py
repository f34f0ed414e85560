"""What the screen shows of an event, as typed properties with ready strings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.bridge import phrases, words
from kiosk.bridge.parts import Part, joined, marked
from kiosk.domain import Event, Status
from kiosk.qr import calendar_payload, contacts, may_be_code, readable
from kiosk.reading import RIGHT_MARK, count_words, whole
from kiosk.schedule import Entry

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1

# Characters that the card beside a work has room for in three or four lines.
SHORT_TITLE = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class EventCode:
    """One code of an event: ``kind`` is its name, ``choice`` the words of the control, ``verb`` those above the code."""

    kind: str = ""
    payload: str = ""
    address: str = ""
    choice: str = ""
    verb: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventFace:
    """An event in one language at one time. ``heading`` says when as of today, ``when`` in full; ``facts`` and ``note`` are the line below
    its title, on its own page and in the list."""

    key: str = ""
    heading: str = ""
    now: bool = False
    title: str = ""
    short_title: str = ""
    when: str = ""
    facts: str = ""
    note: str = ""
    by: str = ""
    status: str = ""
    parts: tuple[Part, ...] = ()
    codes: tuple[EventCode, ...] = ()
    words: int = 0

    @classmethod
    def of(cls, entry: Entry, language: str, hosts: Sequence[str] = ()) -> "EventFace":
        """The face of an entry of the agenda; its codes lead to nothing but ``hosts``, where there are any."""
        event = entry.event
        parts = tuple(_parts(event, language))
        when, where, status = phrases.when_in_full(entry, language), phrases.where(event, language), phrases.status(event)
        return cls(
            key=entry.key,
            heading=phrases.heading(entry, language),
            now=entry.state in ("now", "soon"),
            title=whole(event.title.get(language)),
            short_title=whole(_short(event.title.get(language))),
            when=when,
            facts=phrases.in_a_row(when, where, event.price.get(language), language=language),
            note=phrases.in_a_row(status, where, language=language),
            by=whole(event.presented_by.get(language)),
            status=status,
            parts=parts,
            codes=tuple(event_codes(entry, language, hosts)),
            words=count_words(joined(parts)) + count_words(event.title.get(language)),
        )


def event_codes(entry: Entry, language: str, hosts: Sequence[str]) -> Iterator[EventCode]:
    """The codes of an entry, the usual one first; none when it does not take place as announced, or is full."""
    event = entry.event
    if event.status is not Status.SCHEDULED:
        return
    mail, phone = contacts(event.contact)
    offers = (
        ("register", event.register if entry.can_register else "", words.tr("Registration"), words.tr("Scan to register")),
        ("link", event.link, words.tr("Website"), words.tr("Scan to open the website")),
        ("mail", mail, words.tr("Email"), words.tr("Scan to write an email")),
        ("phone", phone, words.tr("Telephone"), words.tr("Scan to call")),
    )
    for kind, payload, choice, verb in offers:
        if may_be_code(payload, hosts):
            yield EventCode(kind=kind, payload=payload, address=readable(payload), choice=choice, verb=verb)
    starts = entry.starts or entry.first_day
    if starts is not None and not event.observance:
        title = _short(event.title.get(language))
        payload = calendar_payload(title, starts, entry.ends or entry.last_day, phrases.where(event, language), event.register)
        choice, verb = words.tr("Add to calendar"), words.tr("Scan to add to your calendar")
        day = phrases.full_date(entry.first_day, language) if entry.first_day else ""
        yield EventCode(kind="calendar", payload=payload, address=day, choice=choice, verb=verb)


def _short(title: str) -> str:
    """A long title without its subtitle, for the card beside a work; the event's page has it whole."""
    if len(title) <= SHORT_TITLE:
        return title
    head = re.split(r" [-–—] |: ", title, maxsplit=1)[0]
    return head if len(head) >= 12 else title


def _parts(event: Event, language: str) -> Iterator[Part]:
    """The description, then hosts and people, as one text that can turn pages."""
    yield from marked(event.description, language, title=event.title)
    host = event.hosted_by.get(language)
    if host:
        yield Part(words=words.tr("Hosted by %1").replace("%1", _literal(host)), language=language)
    if event.people:
        people = []
        for person in event.people:
            name, role = _literal(person.name), _literal(person.role.get(language))
            name = f"**{name}**" if name else ""
            spoken = person.role.language_for(language) or language
            told = phrases.pair(name, role, spoken) if name and role else name or role
            # The line runs as the role does, however long a name in other letters is.
            people.append("- " + (RIGHT_MARK if role and phrases.leftwards(spoken) else "") + told)
        yield Part(words="\n".join(people), language=language)
    if event.contact:
        yield Part(words=words.tr("Questions: %1").replace("%1", _literal(event.contact)), language=language)


def _literal(text: str) -> str:
    """Plain words inside Markdown: nothing in a name turns into a style."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in text.replace("\n", " "))


@QmlElement
@QmlUncreatable("the controller owns the cards")
class EventCard(QObject):
    """One event on the screen; empty (``key`` is "") when there is none."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = EventFace()
        self._kind = ""

    def show(self, face: EventFace, kind: str = "") -> None:
        """Show another event, or the same one at another time, in another language or with another kind of code."""
        if (face, kind) != (self._face, self._kind):
            self._face, self._kind = face, kind
            self.changed.emit()

    @property
    def _code(self) -> EventCode:
        """The code that was chosen, else the first that one scans without being asked to."""
        codes = self._face.codes
        usual = (code for code in codes if code.kind in ("register", "link"))
        return next((code for code in codes if code.kind == self._kind), next(usual, EventCode()))

    @property
    def face(self) -> EventFace:
        """What is shown now."""
        return self._face

    @Property(str, notify=changed)
    def key(self) -> str:
        return self._face.key

    @Property(str, notify=changed)
    def heading(self) -> str:
        return self._face.heading

    @Property(bool, notify=changed)
    def now(self) -> bool:
        return self._face.now

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._face.title

    @Property(str, notify=changed)
    def shortTitle(self) -> str:
        return self._face.short_title

    @Property(str, notify=changed)
    def facts(self) -> str:
        return self._face.facts

    @Property(str, notify=changed)
    def by(self) -> str:
        return self._face.by

    @Property(str, notify=changed)
    def status(self) -> str:
        return self._face.status

    @Property(str, notify=changed)
    def text(self) -> str:
        return joined(self._face.parts)

    @Property(str, notify=changed)
    def payload(self) -> str:
        return self._code.payload

    @Property(str, notify=changed)
    def address(self) -> str:
        return self._code.address

    @Property(str, notify=changed)
    def host(self) -> str:
        """The address without its path, for where there is one line only: whose page it is, is what must be known before a scan."""
        return self._code.address.partition("/")[0]

    @Property(str, notify=changed)
    def verb(self) -> str:
        return self._code.verb

    @Property(str, notify=changed)
    def codeKind(self) -> str:
        return self._code.kind
