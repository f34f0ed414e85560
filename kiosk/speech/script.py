"""Scripts for reading aloud: the lines of the label first, then the text, by sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count, islice

from PySide6.QtCore import QCoreApplication, QTextBoundaryFinder

from kiosk import i18n
from kiosk.domain import Event, Exhibition, Localized, Recording, Recordings, Resource, Work
from kiosk.i18n import formatting
from kiosk.i18n.tagged_text import TaggedText, tagged, with_language_note
from kiosk.qt.keyed_list_model import Row
from kiosk.text import iter_prose, iter_verse, utf16_length, utf16_slice
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.gallery.work import WorkViewState
from kiosk.viewmodels.info.exhibition import InfoViewState

# The screens' own texts, in their QML contexts.
_tr = QCoreApplication.translate
# Characters in which the ends of sentences are looked for at once.
_WINDOW = 4_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence in ``language`` and its position in the text.

    ``block``, ``start`` and ``end`` are as in ``kiosk.text.Line``; a ``block`` of -1 is in the
    label.
    """

    text: str
    language: str
    block: int = -1
    start: int = 0
    end: int = 0


class Sentences:
    """Sentences in order, each found when it is asked for: a text may be a book."""

    def __init__(self, *parts: Iterable[Sentence]) -> None:
        self._source = chain.from_iterable(parts)
        self._found: list[Sentence] = []

    def at(self, index: int) -> Sentence | None:
        """The sentence with a number from 0; None after the last one."""
        further = max(0, index + 1 - len(self._found))
        self._found += islice(self._source, further)
        return self._found[index] if 0 <= index < len(self._found) else None

    def __bool__(self) -> bool:
        return self.at(0) is not None

    def __iter__(self) -> Iterator[Sentence]:
        for index in count():
            sentence = self.at(index)
            if sentence is None:
                return
            yield sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeechScript:
    """The sentences in order; ``recording`` is one of the same content, or None."""

    sentences: Sentences = field(default_factory=lambda: Sentences())
    recording: Recording | None = None


def split_sentences(parts: Iterable[TaggedText], *, as_verse: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of a text by Unicode's rules, or the lines of a poem, by language."""
    number = -1
    for part in parts:
        blocks = iter_verse(part.text) if as_verse else chain.from_iterable(iter_prose(part.text))
        for block in blocks:
            number += 1
            found = _verse_line(block.text) if as_verse else _sentences(block.text)
            for start, end, words in found:
                spoken = _spoken(words)
                if spoken:
                    yield Sentence(
                        text=spoken, language=part.language, block=number, start=start, end=end
                    )


def _verse_line(text: str) -> Iterator[tuple[int, int, str]]:
    yield 0, utf16_length(text), text


def _sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of each sentence, in UTF-16 code units, and the sentence.

    A long paragraph is searched a window at a time; a sentence that is longer than a window is cut
    after a word.
    """
    read = offset = 0
    while read < len(text):
        window = text[read : read + _WINDOW]
        ends = _sentence_ends(window)
        if read + _WINDOW < len(text):
            # The last sentence goes on behind the window.
            ends = ends[:-1] or [utf16_length(window[: window.rfind(" ") + 1] or window)]
        start = 0
        for end in ends:
            yield offset + start, offset + end, utf16_slice(window, start, end)
            start = end
        offset += start
        read += len(utf16_slice(window, 0, start))


def _sentence_ends(text: str) -> list[int]:
    """Where Unicode's rules end the sentences of a text, in UTF-16 code units."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
    ends: list[int] = []
    while (end := finder.toNextBoundary()) > (ends[-1] if ends else 0):
        ends.append(end)
    return ends


def _spoken(text: str) -> str:
    """The text without what has no width and only says where a line may break, or not."""
    return re.sub("[\u200b\u2060]", "", text).strip()


def label_sentences(*parts: TaggedText) -> tuple[Sentence, ...]:
    """Return the lines outside of the text, each as a sentence."""
    # A middle dot separates what would be lines of their own; zero-width spaces are not spoken.
    lines = ((_spoken(line), part.language) for part in parts for line in part.text.splitlines())
    return tuple(
        Sentence(text=line.replace(" · ", ". "), language=language)
        for line, language in lines
        if line
    )


def work_script(
    work: Work, view_state: WorkViewState, language: str, *, covered: bool, recordings: Recordings
) -> SpeechScript:
    """Return the label and text of a work; only its content note while that covers it."""
    title = tagged(work.title, language)
    if covered:
        return SpeechScript(
            sentences=Sentences(
                label_sentences(
                    title,
                    TaggedText(text=view_state.note_foreign, language=language),
                    tagged(work.content_note, language),
                )
            )
        )
    if view_state.picture > 0:
        return _turned_script(work, view_state, language)
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
        *_pictures(work, view_state, language),
        tagged(work.credit, language),
        TaggedText(text=view_state.foreign, language=language),
    )
    body = split_sentences(
        [tagged(work.body if work.is_written else work.wall_text, language)],
        as_verse=view_state.verse,
    )
    return SpeechScript(
        sentences=Sentences(label, body),
        recording=recording_for(recordings, work.file, work.audio, language),
    )


def _pictures(work: Work, view_state: WorkViewState, language: str) -> Iterator[TaggedText]:
    """The picture that is shown: which one it is of how many, and its alternative text."""
    # Until the view state has followed, it is another work's.
    count, number = 1 + len(work.further), view_state.picture
    if count > 1:
        words = _tr("PictureTurner", "Picture %1 of %2").replace("%1", str(number + 1))
        yield TaggedText(text=words.replace("%2", str(count)), language=language)
    if 0 < number < count:
        shown = work.further[number - 1]
        name = formatting.picture_name(shown.name, language)
        yield TaggedText(text=name, language=language)
        yield tagged(shown.alt, language)
    else:
        yield tagged(work.alt, language)


def _turned_script(work: Work, view_state: WorkViewState, language: str) -> SpeechScript:
    """Return what a visitor has turned to; the first picture came with the whole label."""
    lines = label_sentences(tagged(work.title, language), *_pictures(work, view_state, language))
    return SpeechScript(sentences=Sentences(lines))


def event_script(
    event: Event, view_state: EventViewState, language: str, recordings: Recordings
) -> SpeechScript:
    """Return an event, with its addresses spelled out."""
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
        *_event_picture(event, language),
    )
    codes = (
        code for code in view_state.codes if code.kind in ("register", "link", "mail", "phone")
    )
    tail = label_sentences(
        *(TaggedText(text=f"{code.choice}: {code.address}", language=language) for code in codes)
    )
    return SpeechScript(
        sentences=Sentences(label, split_sentences(view_state.parts), tail),
        recording=recording_for(recordings, event.file, event.audio, language),
    )


def _event_picture(event: Event, language: str) -> Iterator[TaggedText]:
    """The alternative text of its picture: a flyer may say what the text does not."""
    picture = event.picture_in(language)
    if picture is not None:
        yield tagged(picture.alt, language)


def resource_script(resource: Resource, row: Row, language: str) -> SpeechScript:
    """Return a resource: its label and description."""
    label = label_sentences(
        tagged(resource.kind, language),
        tagged(resource.title, language),
        tagged(resource.by, language),
    )
    text = split_sentences(with_language_note(resource.description, language, title=resource.title))
    return SpeechScript(
        sentences=Sentences(
            label,
            text,
            label_sentences(TaggedText(text=str(row.get("address", "")), language=language)),
        )
    )


def exhibition_script(
    exhibition: Exhibition, view_state: InfoViewState, language: str
) -> SpeechScript:
    """Return the facts about the exhibition and its introduction."""
    days = [
        formatting.exhibition_dates(exhibition, language),
        *formatting.opening_hours(exhibition, language),
    ]
    label = label_sentences(
        tagged(exhibition.title, language),
        TaggedText(text=view_state.welcome, language=language),
        tagged(exhibition.presented_by, language),
        tagged(exhibition.hosted_by, language),
        *(TaggedText(text=line, language=language) for line in days),
        *(
            tagged(text, language)
            for text in (exhibition.hours_note, exhibition.place, exhibition.address)
        ),
    )
    logos = label_sentences(
        *(TaggedText(text=name, language=language) for _, name, *_ in view_state.logos)
    )
    return SpeechScript(sentences=Sentences(label, split_sentences(view_state.about), logos))


def help_script(exhibition: Exhibition, view_state: InfoViewState, language: str) -> SpeechScript:
    """Return the help line, with numbers spoken digit by digit."""
    numbers = (
        (i18n.tr("Text message"), view_state.help_text_number),
        (i18n.tr("TTY, for people who are deaf or hard of hearing"), view_state.help_tty),
        (i18n.tr("In an emergency"), view_state.help_emergency),
    )
    lines = [f"{name}: {_digits(number)}" for name, number in numbers if number]
    return SpeechScript(
        sentences=Sentences(
            label_sentences(
                tagged(exhibition.help_line.name, language),
                TaggedText(text=_digits(view_state.help_phone), language=language),
                tagged(exhibition.help_line.note, language),
                *(TaggedText(text=line, language=language) for line in lines),
            )
        )
    )


def _digits(number: str) -> str:
    return ", ".join(" ".join(group) for group in number.strip("\u2066\u2069").split("-") if group)


def recording_for(
    recordings: Recordings, file: str, audio: Localized, language: str
) -> Recording | None:
    """Return the recording that a label names in ``language``; None if there is none."""
    name = audio.get(language) if audio.language_for(language) == language else ""
    return recordings.get((file, name)) if name else None
