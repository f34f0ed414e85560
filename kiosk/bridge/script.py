"""What is read aloud of what stands open: its label's words first, then its text, a sentence at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTextBoundaryFinder

from kiosk.bridge import words
from kiosk.bridge.cards import WorkFace
from kiosk.bridge.event_card import EventFace
from kiosk.bridge.info import InfoFace
from kiosk.bridge.rows import Row
from kiosk.domain import Event, Localized, Work
from kiosk.inside import beside
from kiosk.reading import prose, verse
from kiosk.session import Screen, State


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


def sentences(text: str, language: str, *, as_verse: bool = False) -> Iterator[Sentence]:
    """A text's sentences by Unicode's own rules, of verse its lines."""
    for number, block in enumerate(verse(text) if as_verse else prose(text)):
        if as_verse:
            if block.text.strip():
                yield Sentence(words=block.text.strip(), language=language, block=number, start=0, end=_units(block.text))
            continue
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, block.text)
        units = block.text.encode("utf-16-le")
        start = 0
        while (end := finder.toNextBoundary()) > start:
            spoken = units[2 * start : 2 * end].decode("utf-16-le", "replace").strip()
            if spoken:
                yield Sentence(words=spoken, language=language, block=number, start=start, end=end)
            start = end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _head(parts: Sequence[str], language: str) -> tuple[Sentence, ...]:
    # A dot parts what stands on lines of its own; a space without width is none to be spoken.
    lines = (line.replace("\u200b", "").strip() for part in parts for line in part.splitlines())
    return tuple(Sentence(words=line.replace(" · ", ". "), language=language) for line in lines if line)


def of(
    state: State,
    roots: Sequence[Path],
    *,
    work: Work | None,
    work_face: WorkFace,
    covered: bool,
    event: Event | None,
    event_face: EventFace,
    resource: Row,
    info: InfoFace,
) -> Script:
    """What stands open, with its recording if it has one in the language shown; nothing in the loop, on the wall and in lists."""
    language, place = state.language, state.place
    listed = state.comfort.reach and not (place.event or place.resource)
    if place.screen is Screen.WORK and work is not None:
        return of_work(work_face, language, covered=covered, recording=recording_of(roots, work.file, work.audio, language))
    if place.screen is Screen.BOARD and event is not None and not listed:
        return of_event(event_face, language, recording_of(roots, event.file, event.audio, language))
    if place.screen is Screen.RESOURCES and resource and not listed:
        return of_resource(resource, language)
    if place.screen is Screen.ABOUT:
        return of_exhibition(info, language)
    return of_help(info, language) if place.screen is Screen.HELP else Script()


def of_work(face: WorkFace, language: str, *, covered: bool, recording: Path | None) -> Script:
    """A work: its label and its text; behind its content note the note alone."""
    if covered:
        return Script(sentences=_head([face.title, face.note], language))
    head = _head([face.title, face.artist, face.medium if face.written else "", face.facts, face.alt, face.credit], language)
    body = sentences(face.text, face.text_language or language, as_verse=face.verse)
    return Script(sentences=(*head, *body), recording=recording)


def of_event(face: EventFace, language: str, recording: Path | None) -> Script:
    """An event, with its addresses in words."""
    head = _head([face.heading, face.status, face.title, face.when, face.where, face.price, face.by], language)
    tail = _head([f"{code.choice}: {code.address}" for code in face.codes if code.kind in ("register", "link", "mail", "phone")], language)
    return Script(sentences=(*head, *sentences(face.text, language), *tail), recording=recording)


def of_resource(row: Row, language: str) -> Script:
    """A resource of the list."""
    head = _head([str(row.get(name, "")) for name in ("kind", "title", "by")], language)
    tail = _head([str(row.get("address", ""))], language)
    return Script(sentences=(*head, *sentences(str(row.get("text", "")), language), *tail))


def of_exhibition(face: InfoFace, language: str) -> Script:
    """The exhibition: its facts and what it says of itself."""
    return Script(sentences=(*_head([face.title, face.by, face.open_when, face.place], language), *sentences(face.about, language)))


def of_help(face: InfoFace, language: str) -> Script:
    """The help line, its numbers digit by digit."""
    ways = (
        (words.tr("Text message"), face.help_text_number),
        (words.tr("TTY, for people who are deaf or hard of hearing"), face.help_tty),
        (words.tr("In an emergency"), face.help_emergency),
    )
    lines = [face.help_name, _digits(face.help_phone), face.help_note, *(f"{way}: {_digits(number)}" for way, number in ways if number)]
    return Script(sentences=_head(lines, language))


def _digits(number: str) -> str:
    return ", ".join(" ".join(group) for group in number.strip("\u2066\u2069").split("-") if group)


def recording_of(roots: Sequence[Path], file: str, audio: Localized, language: str) -> Path | None:
    """The recording beside a label, in this very language; None when there is none, or it would lead out of the folder."""
    name = audio.get(language) if audio.language_for(language) == language else ""
    return beside(roots, file, name) if name else None
