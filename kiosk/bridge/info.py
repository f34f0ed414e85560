"""What the screen says of the exhibition itself, as typed properties with ready strings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.bridge import phrases, words
from kiosk.bridge.parts import Part, joined, mark, marked, part
from kiosk.bridge.phrases import SEPARATOR
from kiosk.domain import Exhibition, Page, Snapshot
from kiosk.reading import apart, count_words, lines, whole
from kiosk.schedule import Phase

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class InfoFace:
    """The exhibition in one language at one time; ``poster`` is what stands where no work can stand."""

    title: str = ""
    by: str = ""
    place: str = ""
    open_when: str = ""
    summary: str = ""
    poster: str = ""
    poster_note: str = ""
    about: tuple[Part, ...] = ()
    today: str = ""
    zone: str = ""
    help_name: str = ""
    help_phone: str = ""
    help_text_number: str = ""
    help_text_word: str = ""
    help_tty: str = ""
    help_emergency: str = ""
    help_note: str = ""
    diagonal: float = 0.0
    bottom: float = 0.0
    languages: tuple[tuple[str, str], ...] = ()
    other_language: str = ""
    other_language_name: str = ""

    @classmethod
    def of(cls, snapshot: Snapshot, phase: Phase, now: datetime, language: str, *, trusted: bool = True) -> "InfoFace":
        """The face of the exhibition; ``now`` is in its time zone. A clock that is not trusted names no day."""
        show = snapshot.exhibition
        poster, note = _poster(snapshot, phase, language)
        help_line = show.help_line
        mirrored = phrases.leftwards(language)
        languages = show.languages
        following = languages[(languages.index(language) + 1) % len(languages)] if language in languages else ""
        other = following if following != language else ""
        # The numbers of text messages are offered only where they are answered: English and Spanish (ACCESS 21).
        texts = language.split("-")[0] in ("en", "es")
        return cls(
            title=whole(show.title.get(language)),
            by=whole(show.presented_by.get(language)),
            place=lines(show.place.get(language), show.address.get(language), mirrored=mirrored),
            open_when=lines(
                phrases.opening_days(show, language),
                *phrases.opening_hours(show, language),
                show.hours_note.get(language),
                mirrored=mirrored,
            ),
            summary=whole(show.summary.get(language)),
            poster=poster,
            poster_note=note,
            about=tuple(_about(show, snapshot.pages, language)),
            today=phrases.long_day(now.date(), language) if trusted else "",
            zone=words.tr("All times: %1").replace("%1", phrases.zone(now, language)),
            help_name=whole(help_line.name.get(language)),
            help_phone=apart(help_line.phone) if mirrored else help_line.phone,
            help_text_number=help_line.text_number if texts else "",
            help_text_word=help_line.text_word if texts else "",
            help_tty=help_line.tty,
            help_emergency=help_line.emergency,
            help_note=lines(help_line.note.get(language), mark(help_line.note, language), mirrored=mirrored),
            diagonal=show.screen.diagonal_inches,
            bottom=show.screen.bottom_mm,
            languages=tuple((tag, phrases.own_name(tag)) for tag in languages) if len(languages) > 1 else (),
            other_language=other,
            other_language_name=SEPARATOR.join(phrases.own_name(tag) for tag in languages if tag != language)
            if len(languages) <= 3
            else phrases.own_name(language),
        )


def _poster(snapshot: Snapshot, phase: Phase, language: str) -> tuple[str, str]:
    show = snapshot.exhibition
    if phase is Phase.ENDED and show.closes:
        return (
            words.tr("This exhibition has ended"),
            words.tr("It closed on %1. Thank you to everyone who made it, and to everyone who came to look.").replace(
                "%1", phrases.date_within(show.closes, language)
            ),
        )
    if phase is Phase.UPCOMING and show.opens:
        return words.tr("Opening soon"), words.tr("From %1").replace("%1", phrases.date_within(show.opens, language))
    if not snapshot.works:
        # A folder of events alone is a board, which promises no artworks.
        return words.tr("Welcome"), "" if snapshot.events else words.tr("The artworks are being hung. Please come by again.")
    return "", ""


def _about(show: Exhibition, pages: tuple[Page, ...], language: str) -> Iterator[Part]:
    if not any(page.body or (page.title and len(pages) > 1) for page in pages):
        yield from marked(show.summary, language)
    for page in pages:
        heading = part(page.title, language)
        if len(pages) > 1 and heading.words:
            yield Part(words=f"## {heading.words}", language=heading.language)
        yield from marked(page.body, language)


@QmlElement
@QmlUncreatable("the controller owns the cards")
class InfoCard(QObject):
    """The exhibition on the screen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = InfoFace()

    @property
    def face(self) -> InfoFace:
        """What is shown now."""
        return self._face

    def show(self, face: InfoFace) -> None:
        """Show the exhibition at another time or in another language."""
        if face != self._face:
            self._face = face
            self.changed.emit()

    def words(self) -> int:
        """Words of the text about the exhibition."""
        return count_words(self.about)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._face.title

    @Property(str, notify=changed)
    def by(self) -> str:
        return self._face.by

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._face.place

    @Property(str, notify=changed)
    def openWhen(self) -> str:
        """Days, hours and what else there is to say of them, in lines."""
        return self._face.open_when

    @Property(str, notify=changed)
    def summary(self) -> str:
        return self._face.summary

    @Property(str, notify=changed)
    def poster(self) -> str:
        return self._face.poster

    @Property(str, notify=changed)
    def posterNote(self) -> str:
        return self._face.poster_note

    @Property(str, notify=changed)
    def about(self) -> str:
        return joined(self._face.about)

    @Property(str, notify=changed)
    def today(self) -> str:
        return self._face.today

    @Property(str, notify=changed)
    def zone(self) -> str:
        return self._face.zone

    @Property(str, notify=changed)
    def helpName(self) -> str:
        return self._face.help_name

    @Property(str, notify=changed)
    def helpPhone(self) -> str:
        return self._face.help_phone

    @Property(str, notify=changed)
    def helpTextNumber(self) -> str:
        return self._face.help_text_number

    @Property(str, notify=changed)
    def helpTextWord(self) -> str:
        return self._face.help_text_word

    @Property(str, notify=changed)
    def helpTty(self) -> str:
        return self._face.help_tty

    @Property(str, notify=changed)
    def helpEmergency(self) -> str:
        return self._face.help_emergency

    @Property(str, notify=changed)
    def helpNote(self) -> str:
        return self._face.help_note

    @Property(str, notify=changed)
    def helpPayload(self) -> str:
        """The help line as a code that a telephone dials."""
        digits = "".join(sign for sign in self._face.help_phone if sign.isdigit())
        return f"tel:+{digits}" if len(digits) == 11 else f"tel:{digits}" if digits else ""

    @Property(str, notify=changed)
    def helpTextPayload(self) -> str:
        """The number for text messages as a code that opens one; empty where none is answered in this language."""
        digits = "".join(sign for sign in self._face.help_text_number if sign.isdigit())
        return f"sms:{digits}" if digits else ""

    @Property(float, notify=changed)
    def diagonal(self) -> float:
        """The screen's, in inches; 0 when it is not known."""
        return self._face.diagonal

    @Property(float, notify=changed)
    def bottom(self) -> float:
        """How high the screen's lower edge hangs above the floor, in millimetres; 0 when it is not known."""
        return self._face.bottom

    @Property("QVariantList", notify=changed)
    def languages(self) -> list[list[str]]:
        """Those to choose from, as pairs of tag and own name; none where there is only one."""
        return [list(pair) for pair in self._face.languages]

    @Property(str, notify=changed)
    def otherLanguage(self) -> str:
        return self._face.other_language

    @Property(str, notify=changed)
    def otherLanguageName(self) -> str:
        """The other languages' own names, as far as there is room for them."""
        return self._face.other_language_name
