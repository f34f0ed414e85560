"""A work as its screen shows it: typed properties with finished strings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Form, Work
from kiosk.i18n import formatting, tagged_text
from kiosk.pictures import tint
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.text import bidi_wrap, is_right_to_left, literal_markdown

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureViewState:
    """One of a work's pictures in one language; ``name`` is empty for the work's own."""

    key: str = ""
    name: str = ""
    alt: str = ""
    size: tuple[int, int] = (0, 0)


NO_PICTURE = PictureViewState()


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkViewState:
    """A work in one language.

    ``name`` is the title, or what names the work where it has none: its alternative text, else its
    artist. ``facts`` are a picture's medium, year and dimensions on one line, ``short_facts`` its
    medium and year; ``all_facts`` have a written work's medium too. A ``bare`` work hangs without
    its label. ``picture`` is the one of its ``pictures`` that is shown.
    """

    key: str = ""
    title: str = ""
    name: str = ""
    artist: str = ""
    facts: str = ""
    all_facts: str = ""
    short_facts: str = ""
    credit: str = ""
    text: str = ""
    excerpt: str = ""
    alt: str = ""
    pictures: tuple[PictureViewState, ...] = ()
    picture: int = 0
    note: str = ""
    note_foreign: str = ""
    medium: str = ""
    written: bool = False
    verse: bool = False
    width: int = 0
    height: int = 0
    foreign: str = ""
    leftwards: bool = False
    text_language: str = ""
    bare: bool = False

    @classmethod
    def of(cls, work: Work, language: str) -> "WorkViewState":
        """The state of a work.

        ``foreign`` and ``note_foreign`` name the language of its text and of its note where that
        is not ``language``.
        """
        medium = formatting.medium_label(work.medium_key, work.medium, language)
        text = work.body if work.is_written else work.wall_text
        facts = [
            "" if work.is_written else medium,
            work.year,
            work.dimensions.get(language),
            work.accession,
        ]
        words = text.get(language)
        title = bidi_wrap(work.title.get(language))
        named = work.title or work.alt or work.artist
        return cls(
            key=work.key,
            title=title,
            name=title or bidi_wrap(named.get(language)) or i18n.tr("Untitled"),
            artist=bidi_wrap(work.artist.get(language)),
            facts=formatting.join_with_dots(*facts, language=language),
            all_facts=formatting.join_with_dots(medium, *facts[1:], language=language),
            short_facts=formatting.join_with_dots(*facts[:2], language=language),
            credit=bidi_wrap(work.credit.get(language)),
            text=words,
            # That of another language belongs to another text.
            excerpt=dict(work.excerpt.values).get(text.language_for(language), ""),
            alt=work.alt.get(language),
            pictures=tuple(_pictures(work, language)),
            note=bidi_wrap(work.content_note.get(language)),
            note_foreign=tagged_text.language_note(work.content_note, language),
            medium=medium,
            written=work.is_written,
            verse=work.form is Form.VERSE,
            width=work.picture.width if work.picture else 0,
            height=work.picture.height if work.picture else 0,
            foreign=tagged_text.language_note(text or work.title, language),
            leftwards=is_right_to_left(words),
            text_language=text.language_for(language) or language,
        )

    @property
    def shown(self) -> PictureViewState:
        """The picture that is shown; an empty one of a written work."""
        return self.pictures[self.picture] if self.picture < len(self.pictures) else NO_PICTURE

    def without_label(self) -> "WorkViewState":
        """The work alone: of a picture no words, of a written work its text."""
        return replace(
            self,
            bare=True,
            title="",
            artist="",
            facts="",
            all_facts="",
            short_facts="",
            credit="",
            foreign="",
            text=self.text if self.written else "",
        )


def _pictures(work: Work, language: str) -> Iterator[PictureViewState]:
    if work.picture is None:
        return
    size = work.picture.width, work.picture.height
    yield PictureViewState(key=work.key, alt=work.alt.get(language), size=size)
    for one in work.further:
        yield PictureViewState(
            key=one.key,
            name=bidi_wrap(formatting.picture_name(one.name, language)),
            alt=one.alt.get(language),
            size=(one.picture.width, one.picture.height),
        )


@QmlElement
@QmlUncreatable("the controller owns the cards")
class WorkViewModel(QObject):
    """One work on the screen; the same object shows one work after the other."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = WorkViewState()
        self._colour, self._wall = "", ""

    def set_state(self, state: WorkViewState, tint: tuple[str, str] | None = None) -> None:
        """Show another work, or the same one in another language.

        ``tint`` is what ``set_average_colour`` takes, where it is known: a wall takes some
        milliseconds, and would be painted twice.
        """
        if tint is None:
            kept = self._colour if state.key == self._state.key else ""
            tint = kept, self._wall
        if (state, tint) != (self._state, (self._colour, self._wall)):
            self._state, (self._colour, self._wall) = state, tint
            self.changed.emit()

    def set_average_colour(self, colour: str, wall: str = "") -> None:
        """Tint the wall with the work's average colour (``rrggbb``).

        ``wall`` is the exhibition's own wall (``#rrggbb``), "" for the design's.
        """
        if (colour, wall) != (self._colour, self._wall):
            self._colour, self._wall = colour, wall
            self.changed.emit()

    @property
    def state(self) -> WorkViewState:
        """The state that is shown."""
        return self._state

    @Property(str, notify=changed)
    def key(self) -> str:
        return self._state.key

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._state.title

    @Property(bool, notify=changed)
    def bare(self) -> bool:
        """Whether the work hangs without its label."""
        return self._state.bare

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._state.name

    @Property(str, notify=changed)
    def artist(self) -> str:
        return self._state.artist

    @Property(str, notify=changed)
    def facts(self) -> str:
        return self._state.facts

    @Property(str, notify=changed)
    def allFacts(self) -> str:
        return self._state.all_facts

    @Property(str, notify=changed)
    def shortFacts(self) -> str:
        return self._state.short_facts

    @Property(str, notify=changed)
    def credit(self) -> str:
        return self._state.credit

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._state.text

    @Property(str, notify=changed)
    def textAndCredit(self) -> str:
        """The text with the credit line as its last paragraph."""
        state = self._state
        credit = state.credit if state.verse else literal_markdown(state.credit)
        return "\n\n".join(part for part in (state.text, credit) if part)

    @Property(str, notify=changed)
    def textLanguage(self) -> str:
        """The tag of the language that the text is in."""
        return self._state.text_language

    @Property(str, notify=changed)
    def excerpt(self) -> str:
        """What the loop shows of the text; empty where the program chooses."""
        return self._state.excerpt

    @Property(str, notify=changed)
    def alt(self) -> str:
        """The alternative text of the picture that is shown."""
        return self._state.shown.alt

    @Property(str, notify=changed)
    def pictureKey(self) -> str:
        """The key of the picture that is shown, by which the image loader knows it."""
        return self._state.shown.key

    @Property("QStringList", notify=changed)
    def pictureNames(self) -> list[str]:
        """What each picture shows; empty for the work's own."""
        return [one.name for one in self._state.pictures]

    @Property(QSize, notify=changed)
    def pictureSize(self) -> QSize:
        """The shown picture's size in pixels."""
        return QSize(*self._state.shown.size)

    @Property(str, notify=changed)
    def note(self) -> str:
        return self._state.note

    @Property(str, notify=changed)
    def noteForeign(self) -> str:
        return self._state.note_foreign

    @Property(str, notify=changed)
    def medium(self) -> str:
        return self._state.medium

    @Property(bool, notify=changed)
    def leftwards(self) -> bool:
        """Whether the text runs from right to left, whatever the interface does."""
        return self._state.leftwards

    @Property(bool, notify=changed)
    def written(self) -> bool:
        return self._state.written

    @Property(bool, notify=changed)
    def verse(self) -> bool:
        return self._state.verse

    @Property(str, notify=changed)
    def foreign(self) -> str:
        return self._state.foreign

    @Property(QSize, notify=changed)
    def size(self) -> QSize:
        """The size of the work's own picture in pixels."""
        return QSize(self._state.width, self._state.height)

    @Property(str, notify=changed)
    def wallTop(self) -> str:
        return tint.wall(self._colour, self._wall)[0]
