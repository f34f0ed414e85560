"""What is read aloud of what stands open: its label's words first, then its text, a sentence at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTextBoundaryFinder

from kiosk.bridge import phrases, words
from kiosk.bridge.cards import WorkFace
from kiosk.bridge.event_card import EventFace
from kiosk.bridge.info import InfoFace
from kiosk.bridge.parts import Part, marked, part
from kiosk.bridge.rows import Row
from kiosk.domain import Event, Exhibition, Localized, Resource, Work
from kiosk.inside import beside
from kiosk.reading import prose, verse


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """``words`` in ``language``. ``block``, ``start`` and ``end`` say where in the text they stand, as in ``reading.Line``.

    A ``block`` of -1 is not in the text but in the label.
    """

    words: str
    language: str
    block: int = -1
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """``sentences`` in their order; ``recording`` is somebody's own reading of it, a file, or None."""

    sentences: tuple[Sentence, ...] = ()
    recording: Path | None = None


def sentences(parts: Iterable[Part], *, as_verse: bool = False) -> Iterator[Sentence]:
    """A text's sentences by Unicode's own rules, of verse its lines; each in the language of its part."""
    number = -1
    for one in parts:
        for block in verse(one.words) if as_verse else prose(one.words):
            number += 1
            if as_verse:
                if line := block.text.replace("\u200b", "").strip():
                    yield Sentence(words=line, language=one.language, block=number, start=0, end=_units(block.text))
                continue
            finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, block.text)
            units = block.text.encode("utf-16-le")
            start = 0
            while (end := finder.toNextBoundary()) > start:
                spoken = units[2 * start : 2 * end].decode("utf-16-le", "replace").replace("\u200b", "").strip()
                if spoken:
                    yield Sentence(words=spoken, language=one.language, block=number, start=start, end=end)
                start = end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def head(*parts: Part) -> tuple[Sentence, ...]:
    """What stands outside of the text, a line at a time."""
    # A dot parts what stands on lines of its own; a space without width is none to be spoken.
    lines = ((line.replace("\u200b", "").strip(), one.language) for one in parts for line in one.words.splitlines())
    return tuple(Sentence(words=line.replace(" · ", ". "), language=language) for line, language in lines if line)


def of_work(work: Work, face: WorkFace, language: str, *, covered: bool, roots: Sequence[Path]) -> Script:
    """A work: its label and its text; behind its content note the note alone."""
    title = part(work.title, language)
    if covered:
        return Script(sentences=head(title, Part(words=face.note_foreign, language=language), part(work.content_note, language)))
    label = head(
        title,
        Part(words=face.artist, language=language),
        Part(words=face.medium, language=phrases.medium_language(work.medium_key, work.medium, language)),
        Part(words=work.year, language=language),
        part(work.dimensions, language),
        Part(words=work.accession, language=language),
        part(work.alt, language),
        part(work.credit, language),
        Part(words=face.foreign, language=language),
    )
    body = sentences([part(work.body if work.is_written else work.wall_text, language)], as_verse=face.verse)
    return Script(sentences=(*label, *body), recording=recording_of(roots, work.file, work.audio, language))


def of_event(event: Event, face: EventFace, language: str, roots: Sequence[Path]) -> Script:
    """An event, with its addresses in words."""
    online = phrases.online(event, language)
    own = part(event.online, language)
    label = head(
        Part(words=face.heading, language=language),
        Part(words=face.status, language=language),
        part(event.title, language),
        Part(words=face.when, language=language),
        own if online == own.words else Part(words=online, language=language),
        part(event.place, language),
        part(event.price, language),
        part(event.presented_by, language),
    )
    codes = (code for code in face.codes if code.kind in ("register", "link", "mail", "phone"))
    tail = head(*(Part(words=f"{code.choice}: {code.address}", language=language) for code in codes))
    return Script(sentences=(*label, *sentences(face.parts), *tail), recording=recording_of(roots, event.file, event.audio, language))


def of_resource(resource: Resource, row: Row, language: str) -> Script:
    """A resource of the list."""
    label = head(part(resource.kind, language), part(resource.title, language), part(resource.by, language))
    text = sentences(marked(resource.description, language, title=resource.title))
    return Script(sentences=(*label, *text, *head(Part(words=str(row.get("address", "")), language=language))))


def of_exhibition(show: Exhibition, face: InfoFace, language: str) -> Script:
    """The exhibition: its facts and what it says of itself."""
    days = [phrases.opening_days(show, language), *phrases.opening_hours(show, language)]
    label = head(
        part(show.title, language),
        part(show.presented_by, language),
        *(Part(words=line, language=language) for line in days),
        *(part(text, language) for text in (show.hours_note, show.place, show.address)),
    )
    return Script(sentences=(*label, *sentences(face.about)))


def of_help(show: Exhibition, face: InfoFace, language: str) -> Script:
    """The help line, its numbers digit by digit."""
    ways = (
        (words.tr("Text message"), face.help_text_number),
        (words.tr("TTY, for people who are deaf or hard of hearing"), face.help_tty),
        (words.tr("In an emergency"), face.help_emergency),
    )
    lines = [f"{way}: {_digits(number)}" for way, number in ways if number]
    return Script(
        sentences=head(
            part(show.help_line.name, language),
            Part(words=_digits(face.help_phone), language=language),
            part(show.help_line.note, language),
            *(Part(words=line, language=language) for line in lines),
        )
    )


def _digits(number: str) -> str:
    return ", ".join(" ".join(group) for group in number.strip("\u2066\u2069").split("-") if group)


def recording_of(roots: Sequence[Path], file: str, audio: Localized, language: str) -> Path | None:
    """The recording beside a label, in this very language; None when there is none, or it would lead out of the folder."""
    name = audio.get(language) if audio.language_for(language) == language else ""
    return beside(roots, file, name) if name else None
