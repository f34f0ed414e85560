"""What is read aloud of what stands open: its label's words first, then its text, a sentence at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTextBoundaryFinder

from kiosk import i18n
from kiosk.domain import Event, Exhibition, Localized, Recordings, Resource, Work
from kiosk.i18n import formatting
from kiosk.i18n.tagged_text import TaggedText, tagged, with_language_note
from kiosk.qt.keyed_list_model import Row
from kiosk.text import parse_prose, parse_verse
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.gallery.work import WorkViewState
from kiosk.viewmodels.info.exhibition import InfoViewState


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """``words`` in ``language``. ``block``, ``start`` and ``end`` say where in the text they stand, as in ``reading.Line``.

    A ``block`` of -1 is not in the text but in the label.
    """

    text: str
    language: str
    block: int = -1
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeechScript:
    """``sentences`` in their order; ``recording`` is somebody's own reading of it, a file, or None."""

    sentences: tuple[Sentence, ...] = ()
    recording: Path | None = None


def split_sentences(parts: Iterable[TaggedText], *, as_verse: bool = False) -> Iterator[Sentence]:
    """A text's sentences by Unicode's own rules, of verse its lines; each in the language of its part."""
    number = -1
    for one in parts:
        for block in parse_verse(one.text) if as_verse else parse_prose(one.text):
            number += 1
            if as_verse:
                if line := block.text.replace("\u200b", "").strip():
                    yield Sentence(
                        text=line,
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
                        text=spoken, language=one.language, block=number, start=start, end=end
                    )
                start = end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def label_sentences(*parts: TaggedText) -> tuple[Sentence, ...]:
    """What stands outside of the text, a line at a time."""
    # A dot parts what stands on lines of its own; a space without width is none to be spoken.
    lines = (
        (line.replace("\u200b", "").strip(), one.language)
        for one in parts
        for line in one.text.splitlines()
    )
    return tuple(
        Sentence(text=line.replace(" · ", ". "), language=language)
        for line, language in lines
        if line
    )


def work_script(
    work: Work, view_state: WorkViewState, language: str, *, covered: bool, recordings: Recordings
) -> SpeechScript:
    """A work: its label and its text; behind its content note the note alone."""
    title = tagged(work.title, language)
    if covered:
        return SpeechScript(
            sentences=label_sentences(
                title,
                TaggedText(text=view_state.note_foreign, language=language),
                tagged(work.content_note, language),
            )
        )
    label = label_sentences(
        title,
        TaggedText(text=view_state.artist, language=language),
        TaggedText(
            text=view_state.medium,
            language=formatting.medium_label_language(work.medium_key, work.medium, language),
        ),
        TaggedText(text=work.year, language=language),
        tagged(work.dimensions, language),
        TaggedText(text=work.accession, language=language),
        tagged(work.alt, language),
        tagged(work.credit, language),
        TaggedText(text=view_state.foreign, language=language),
    )
    body = split_sentences(
        [tagged(work.body if work.is_written else work.wall_text, language)],
        as_verse=view_state.verse,
    )
    return SpeechScript(
        sentences=(*label, *body),
        recording=recording_for(recordings, work.file, work.audio, language),
    )


def event_script(
    event: Event, view_state: EventViewState, language: str, recordings: Recordings
) -> SpeechScript:
    """An event, with its addresses in words."""
    online = formatting.online_label(event, language)
    own = tagged(event.online, language)
    label = label_sentences(
        TaggedText(text=view_state.heading, language=language),
        TaggedText(text=view_state.status, language=language),
        tagged(event.title, language),
        TaggedText(text=view_state.when, language=language),
        own if online == own.text else TaggedText(text=online, language=language),
        tagged(event.place, language),
        tagged(event.price, language),
        tagged(event.presented_by, language),
    )
    codes = (
        code for code in view_state.codes if code.kind in ("register", "link", "mail", "phone")
    )
    tail = label_sentences(
        *(TaggedText(text=f"{code.choice}: {code.address}", language=language) for code in codes)
    )
    return SpeechScript(
        sentences=(*label, *split_sentences(view_state.parts), *tail),
        recording=recording_for(recordings, event.file, event.audio, language),
    )


def resource_script(resource: Resource, row: Row, language: str) -> SpeechScript:
    """A resource of the list."""
    label = label_sentences(
        tagged(resource.kind, language),
        tagged(resource.title, language),
        tagged(resource.by, language),
    )
    text = split_sentences(with_language_note(resource.description, language, title=resource.title))
    return SpeechScript(
        sentences=(
            *label,
            *text,
            *label_sentences(TaggedText(text=str(row.get("address", "")), language=language)),
        )
    )


def exhibition_script(
    exhibition: Exhibition, view_state: InfoViewState, language: str
) -> SpeechScript:
    """The exhibition: its facts and what it says of itself."""
    days = [
        formatting.exhibition_dates(exhibition, language),
        *formatting.opening_hours(exhibition, language),
    ]
    label = label_sentences(
        tagged(exhibition.title, language),
        tagged(exhibition.presented_by, language),
        *(TaggedText(text=line, language=language) for line in days),
        *(
            tagged(text, language)
            for text in (exhibition.hours_note, exhibition.place, exhibition.address)
        ),
    )
    return SpeechScript(sentences=(*label, *split_sentences(view_state.about)))


def help_script(exhibition: Exhibition, view_state: InfoViewState, language: str) -> SpeechScript:
    """The help line, its numbers digit by digit."""
    ways = (
        (i18n.tr("Text message"), view_state.help_text_number),
        (i18n.tr("TTY, for people who are deaf or hard of hearing"), view_state.help_tty),
        (i18n.tr("In an emergency"), view_state.help_emergency),
    )
    lines = [f"{way}: {_digits(number)}" for way, number in ways if number]
    return SpeechScript(
        sentences=label_sentences(
            tagged(exhibition.help_line.name, language),
            TaggedText(text=_digits(view_state.help_phone), language=language),
            tagged(exhibition.help_line.note, language),
            *(TaggedText(text=line, language=language) for line in lines),
        )
    )


def _digits(number: str) -> str:
    return ", ".join(" ".join(group) for group in number.strip("\u2066\u2069").split("-") if group)


def recording_for(
    recordings: Recordings, file: str, audio: Localized, language: str
) -> Path | None:
    """The recording that a label names in this very language; None when there is none."""
    name = audio.get(language) if audio.language_for(language) == language else ""
    return recordings.get((file, name)) if name else None
