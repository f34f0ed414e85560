"""What is read aloud of what stands open: its label's words first, then its text, a sentence at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTextBoundaryFinder

from kiosk import i18n
from kiosk.domain import Event, Exhibition, Localized, Resource, Work
from kiosk.i18n import formatting
from kiosk.i18n.tagged_text import TaggedText, tagged, with_language_note
from kiosk.path_safety import beside
from kiosk.qt.keyed_list_model import Row
from kiosk.text import prose, verse
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.gallery.work import WorkViewState
from kiosk.viewmodels.info.exhibition import InfoViewState


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
class SpeechScript:
    """``sentences`` in their order; ``recording`` is somebody's own reading of it, a file, or None."""

    sentences: tuple[Sentence, ...] = ()
    recording: Path | None = None


def sentences(parts: Iterable[TaggedText], *, as_verse: bool = False) -> Iterator[Sentence]:
    """A text's sentences by Unicode's own rules, of verse its lines; each in the language of its part."""
    number = -1
    for one in parts:
        for block in verse(one.text) if as_verse else prose(one.text):
            number += 1
            if as_verse:
                if line := block.text.replace("\u200b", "").strip():
                    yield Sentence(
                        words=line,
                        language=one.language,
                        block=number,
                        start=0,
                        end=_units(block.text),
                    )
                continue
            finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, block.text)
            units = block.text.encode("utf-16-le")
            start = 0
            while (end := finder.toNextBoundary()) > start:
                spoken = (
                    units[2 * start : 2 * end]
                    .decode("utf-16-le", "replace")
                    .replace("\u200b", "")
                    .strip()
                )
                if spoken:
                    yield Sentence(
                        words=spoken, language=one.language, block=number, start=start, end=end
                    )
                start = end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def head(*parts: TaggedText) -> tuple[Sentence, ...]:
    """What stands outside of the text, a line at a time."""
    # A dot parts what stands on lines of its own; a space without width is none to be spoken.
    lines = (
        (line.replace("\u200b", "").strip(), one.language)
        for one in parts
        for line in one.text.splitlines()
    )
    return tuple(
        Sentence(words=line.replace(" · ", ". "), language=language)
        for line, language in lines
        if line
    )


def of_work(
    work: Work, face: WorkViewState, language: str, *, covered: bool, roots: Sequence[Path]
) -> SpeechScript:
    """A work: its label and its text; behind its content note the note alone."""
    title = tagged(work.title, language)
    if covered:
        return SpeechScript(
            sentences=head(
                title,
                TaggedText(text=face.note_foreign, language=language),
                tagged(work.content_note, language),
            )
        )
    label = head(
        title,
        TaggedText(text=face.artist, language=language),
        TaggedText(
            text=face.medium,
            language=formatting.medium_language(work.medium_key, work.medium, language),
        ),
        TaggedText(text=work.year, language=language),
        tagged(work.dimensions, language),
        TaggedText(text=work.accession, language=language),
        tagged(work.alt, language),
        tagged(work.credit, language),
        TaggedText(text=face.foreign, language=language),
    )
    body = sentences(
        [tagged(work.body if work.is_written else work.wall_text, language)], as_verse=face.verse
    )
    return SpeechScript(
        sentences=(*label, *body), recording=recording_of(roots, work.file, work.audio, language)
    )


def of_event(
    event: Event, face: EventViewState, language: str, roots: Sequence[Path]
) -> SpeechScript:
    """An event, with its addresses in words."""
    online = formatting.online(event, language)
    own = tagged(event.online, language)
    label = head(
        TaggedText(text=face.heading, language=language),
        TaggedText(text=face.status, language=language),
        tagged(event.title, language),
        TaggedText(text=face.when, language=language),
        own if online == own.text else TaggedText(text=online, language=language),
        tagged(event.place, language),
        tagged(event.price, language),
        tagged(event.presented_by, language),
    )
    codes = (code for code in face.codes if code.kind in ("register", "link", "mail", "phone"))
    tail = head(
        *(TaggedText(text=f"{code.choice}: {code.address}", language=language) for code in codes)
    )
    return SpeechScript(
        sentences=(*label, *sentences(face.parts), *tail),
        recording=recording_of(roots, event.file, event.audio, language),
    )


def of_resource(resource: Resource, row: Row, language: str) -> SpeechScript:
    """A resource of the list."""
    label = head(
        tagged(resource.kind, language),
        tagged(resource.title, language),
        tagged(resource.by, language),
    )
    text = sentences(with_language_note(resource.description, language, title=resource.title))
    return SpeechScript(
        sentences=(
            *label,
            *text,
            *head(TaggedText(text=str(row.get("address", "")), language=language)),
        )
    )


def of_exhibition(show: Exhibition, face: InfoViewState, language: str) -> SpeechScript:
    """The exhibition: its facts and what it says of itself."""
    days = [formatting.opening_days(show, language), *formatting.opening_hours(show, language)]
    label = head(
        tagged(show.title, language),
        tagged(show.presented_by, language),
        *(TaggedText(text=line, language=language) for line in days),
        *(tagged(text, language) for text in (show.hours_note, show.place, show.address)),
    )
    return SpeechScript(sentences=(*label, *sentences(face.about)))


def of_help(show: Exhibition, face: InfoViewState, language: str) -> SpeechScript:
    """The help line, its numbers digit by digit."""
    ways = (
        (i18n.tr("Text message"), face.help_text_number),
        (i18n.tr("TTY, for people who are deaf or hard of hearing"), face.help_tty),
        (i18n.tr("In an emergency"), face.help_emergency),
    )
    lines = [f"{way}: {_digits(number)}" for way, number in ways if number]
    return SpeechScript(
        sentences=head(
            tagged(show.help_line.name, language),
            TaggedText(text=_digits(face.help_phone), language=language),
            tagged(show.help_line.note, language),
            *(TaggedText(text=line, language=language) for line in lines),
        )
    )


def _digits(number: str) -> str:
    return ", ".join(" ".join(group) for group in number.strip("\u2066\u2069").split("-") if group)


def recording_of(roots: Sequence[Path], file: str, audio: Localized, language: str) -> Path | None:
    """The recording beside a label, in this very language; None when there is none, or it would lead out of the folder."""
    name = audio.get(language) if audio.language_for(language) == language else ""
    return beside(roots, file, name) if name else None
