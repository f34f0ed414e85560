"""What the screen shows of a work, as typed properties with ready strings."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QSize, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.bridge import parts, phrases
from kiosk.domain import Form, Work
from kiosk.pictures import tint
from kiosk.reading import count_words, leftwards, whole

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkFace:
    """A work in one language. ``facts`` are medium (of a picture), year and dimensions on one line."""

    key: str = ""
    title: str = ""
    artist: str = ""
    facts: str = ""
    credit: str = ""
    text: str = ""
    alt: str = ""
    note: str = ""
    note_foreign: str = ""
    medium: str = ""
    written: bool = False
    verse: bool = False
    width: int = 0
    height: int = 0
    foreign: str = ""
    leftwards: bool = False
    words: int = 0

    @classmethod
    def of(cls, work: Work, language: str) -> "WorkFace":
        """The face of a work; ``foreign`` and ``note_foreign`` tell in which language its words are where that is not ``language``."""
        medium = phrases.medium(work.medium_key, work.medium, language)
        text = work.body if work.is_written else work.wall_text
        facts = ["" if work.is_written else medium, work.year, work.dimensions.get(language), work.accession]
        words = text.get(language)
        return cls(
            key=work.key,
            title=whole(work.title.get(language)),
            artist=whole(work.artist.get(language)),
            facts=phrases.in_a_row(*facts, language=language),
            credit=whole(work.credit.get(language)),
            text=words,
            alt=work.alt.get(language),
            note=whole(work.content_note.get(language)),
            note_foreign=parts.mark(work.content_note, language),
            medium=medium,
            written=work.is_written,
            verse=work.form is Form.VERSE and work.is_written,
            width=work.picture.width if work.picture else 0,
            height=work.picture.height if work.picture else 0,
            foreign=parts.mark(text or work.title, language),
            leftwards=leftwards(words),
            words=count_words(words),
        )


@QmlElement
@QmlUncreatable("the controller owns the cards")
class WorkCard(QObject):
    """One work on the screen; the same object shows one work after the other."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._face = WorkFace()
        self._colour = ""

    def show(self, face: WorkFace) -> None:
        """Show another work, or the same one in another language."""
        if face != self._face:
            if face.key != self._face.key:
                self._colour = ""
            self._face = face
            self.changed.emit()

    def paint_wall(self, colour: str) -> None:
        """Tint the wall with the work's average colour (``rrggbb``)."""
        if colour != self._colour:
            self._colour = colour
            self.changed.emit()

    @property
    def face(self) -> WorkFace:
        """What is shown now."""
        return self._face

    @Property(str, notify=changed)
    def key(self) -> str:
        return self._face.key

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._face.title

    @Property(str, notify=changed)
    def artist(self) -> str:
        return self._face.artist

    @Property(str, notify=changed)
    def facts(self) -> str:
        return self._face.facts

    @Property(str, notify=changed)
    def credit(self) -> str:
        return self._face.credit

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._face.text

    @Property(str, notify=changed)
    def alt(self) -> str:
        return self._face.alt

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._face.note

    @Property(str, notify=changed)
    def noteForeign(self) -> str:
        return self._face.note_foreign

    @Property(str, notify=changed)
    def medium(self) -> str:
        return self._face.medium

    @Property(bool, notify=changed)
    def leftwards(self) -> bool:
        """Whether its text runs from right to left, whatever the page does."""
        return self._face.leftwards

    @Property(bool, notify=changed)
    def written(self) -> bool:
        return self._face.written

    @Property(bool, notify=changed)
    def verse(self) -> bool:
        return self._face.verse

    @Property(str, notify=changed)
    def foreign(self) -> str:
        return self._face.foreign

    @Property(QSize, notify=changed)
    def size(self) -> QSize:
        """The master's size in pixels."""
        return QSize(self._face.width, self._face.height)

    @Property(str, notify=changed)
    def wallTop(self) -> str:
        return tint.wall(self._colour)[0]

    @Property(str, notify=changed)
    def wallBottom(self) -> str:
        return tint.wall(self._colour)[1]
