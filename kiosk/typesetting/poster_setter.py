"""What the loop shows of a written work, in lines of one size; QML only draws them."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.qt.gc_scheduler import release_on_destroy
from kiosk.qt.qml import Property
from kiosk.qt.turn import turn
from kiosk.text import (
    Block,
    BlockKind,
    Line,
    Room,
    Run,
    Stanza,
    break_pages,
    iter_prose,
    utf16_length,
    utf16_slice,
)
from kiosk.text.poster import PosterLines, choose_lines
from kiosk.typesetting.line_breaker import HANGING_INDENT_EMS, LineBreaker
from kiosk.typesetting.sentences import is_complete, sentence_ends

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

# Lines of a poem and characters of prose in which the poster's words are looked for.
MEASURED_LINES, SEARCHED_CHARACTERS = 240, 4_000
# Lines of prose at the most, and sentences that are tried for one that is short enough.
PROSE_LINES, SENTENCES_TRIED = 4, 24
# Line heights over the size, of verse and of prose.
VERSE_SPACING, PROSE_SPACING = 1.22, 1.25

Runs = tuple[Run, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PosterSetting:
    """The lines of a poster with their tops in pixels, their size, and the words that they show.

    ``whole`` says that these are all words of the work.
    """

    lines: tuple[tuple[Line, float], ...] = ()
    size: int = 0
    height: float = 0.0
    words: str = ""
    whole: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PosterRoom:
    """The room in pixels, and the sizes from the largest to the least; then the ``lesser`` sizes of
    verse that keep its lines whole, and the ``least`` ones, which are read from near by.
    """

    family: str
    width: float
    height: float
    sizes: tuple[int, ...]
    lesser: tuple[int, ...] = ()
    least: tuple[int, ...] = ()

    def breaker(self, size: int, spacing: float, leading_space: float = 0.0) -> LineBreaker:
        """What breaks lines at a size."""
        return LineBreaker(
            family=self.family,
            pixel_size=size,
            line_spacing=spacing,
            max_characters=0,
            hanging_indent=HANGING_INDENT_EMS,
            width=self.width,
            leading_space=leading_space,
            stanza_space=0.6,
        )


def set_poem(source: str, excerpt: str, room: PosterRoom) -> PosterSetting:
    """The poem, its excerpt, or the stanza that is set largest; empty where none fits."""
    for text in filter(None, (excerpt, source)):
        found = _set_poem(text, room)
        if found.lines:
            return replace(found, whole=found.whole and text.strip() == source.strip())
    return PosterSetting()


def _set_poem(source: str, room: PosterRoom) -> PosterSetting:
    breaker = room.breaker(room.sizes[-1], VERSE_SPACING)
    stanzas = breaker.measure_verse(source, MEASURED_LINES)
    lines = [line for line in source.splitlines() if line.strip()]
    count = sum(len(stanza.lines) for stanza in stanzas)
    ends = [is_complete(line) for line in lines[:count]]
    chosen = choose_lines(
        stanzas,
        ends,
        Room(width=room.width, height=room.height),
        room.sizes,
        breaker.verse_type,
        lesser=room.lesser,
        least=room.least,
        all_measured=count == len(lines),
    )
    if chosen is None:
        return PosterSetting()
    words = _lines_between(source, chosen)
    made = room.breaker(chosen.size, VERSE_SPACING, chosen.indent).iter_verse(words)
    return _placed(made, chosen.size, words, whole=chosen.end - chosen.start == len(lines))


def _lines_between(source: str, chosen: PosterLines) -> str:
    """The chosen lines with the blank ones between them, without the margin that all have."""
    typed = [line.expandtabs(4).rstrip() for line in source.splitlines()]
    numbered = [at for at, line in enumerate(typed) if line]
    shown = typed[numbered[chosen.start] : numbered[chosen.end - 1] + 1]
    if chosen.end - chosen.start == len(numbered):
        return "\n".join(shown)
    margin = min(len(line) - len(line.lstrip(" ")) for line in shown if line)
    return "\n".join(line[margin:] for line in shown)


def set_prose(source: str, excerpt: str, language: str, room: PosterRoom) -> PosterSetting:
    """The excerpt, the first sentences, or the first one that fits in four lines; else empty."""
    chosen: Iterator[Runs] = iter([(Run(text=excerpt),)] if excerpt else [])
    for runs in chain(chosen, _sentence_groups(source, language, room)):
        made = _set_lines(runs, room)
        if made is not None:
            return replace(made, whole=_bare(made.words) == _bare(source[:SEARCHED_CHARACTERS]))
    return PosterSetting()


def _sentence_groups(source: str, language: str, room: PosterRoom) -> Iterator[Runs]:
    """The first sentence with as many as fit after it, then each other sentence of the text."""
    sentences = list(islice(_sentences(source, language), SENTENCES_TRIED))
    for number, sentence in enumerate(sentences):
        runs = sentence.runs
        if number == 0 and (first := _set_lines(runs, room)):
            for following in sentences[1:]:
                longer = replace(sentence, end=following.end).runs
                if (
                    following.block is not sentence.block
                    or _lines_at(longer, first.size, room) is None
                ):
                    break
                runs = longer
        yield runs


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sentence:
    """A part of a paragraph, in UTF-16 code units."""

    block: Block
    start: int
    end: int

    @property
    def runs(self) -> Runs:
        """Its words with their emphasis, without the space at its end."""
        found: list[Run] = []
        at = 0
        for run in self.block.runs:
            length = utf16_length(run.text)
            text = utf16_slice(
                run.text, max(0, self.start - at), max(0, min(length, self.end - at))
            )
            at += length
            if text:
                found.append(replace(run, text=text))
        if found:
            found[-1] = replace(found[-1], text=found[-1].text.rstrip())
        return tuple(found)


def _sentences(source: str, language: str) -> Iterator[_Sentence]:
    """The sentences of a text's paragraphs."""
    is_cut = len(source) > SEARCHED_CHARACTERS
    for block in chain.from_iterable(iter_prose(source[:SEARCHED_CHARACTERS])):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        start = 0
        for end in sentence_ends(block.text, language):
            sentence = _Sentence(block=block, start=start, end=end)
            start = end
            # The last one of a text that goes on may have been cut.
            if not is_cut or is_complete(_text(sentence.runs)):
                yield sentence


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _set_lines(runs: Runs, room: PosterRoom) -> PosterSetting | None:
    """Words in even lines of the largest size at which there are four at the most."""
    if not _text(runs).strip() or _lines_at(runs, room.sizes[-1], room) is None:
        return None
    for size in room.sizes:
        lines = _lines_at(runs, size, room)
        if lines is not None:
            even = Stanza(lines=_even(lines, runs, size, room))
            return _placed([even], size, _text(runs), whole=False)
    return None


def _lines_at(runs: Runs, size: int, room: PosterRoom) -> tuple[Line, ...] | None:
    """The lines of the words at a size; None where they need more than four, or too much room."""
    breaker = room.breaker(size, PROSE_SPACING)
    lines = tuple(islice(breaker.iter_lines(runs), PROSE_LINES + 1))
    height = sum(line.height for line in lines)
    return lines if len(lines) <= PROSE_LINES and height <= room.height else None


def _even(lines: tuple[Line, ...], runs: Runs, size: int, room: PosterRoom) -> tuple[Line, ...]:
    """The same number of lines in the least width, so that none is much shorter than others."""
    low, high = 0.0, room.width
    best = lines
    while high - low > size / 8:
        width = (low + high) / 2
        trial = _lines_at(runs, size, replace(room, width=width))
        if trial is None or len(trial) > len(lines) or _tears_words(trial, runs):
            low = width
        else:
            best, high = trial, width
    return best


def _tears_words(lines: tuple[Line, ...], runs: Runs) -> bool:
    """True if a line ends inside a word, in a script that has spaces."""
    text = _text(runs)
    if " " not in text:
        return False
    return any(not utf16_slice(text, line.end - 1, line.end).isspace() for line in lines[:-1])


def _placed(
    stanzas: Sequence[Stanza] | Iterator[Stanza], size: int, words: str, *, whole: bool
) -> PosterSetting:
    (page, *_) = break_pages(stanzas, Room(height=1e9))
    bottom = max((placed.y + placed.line.height for placed in page), default=0.0)
    return PosterSetting(
        lines=tuple((placed.line, placed.y) for placed in page),
        size=size,
        height=bottom,
        words=words,
        whole=whole,
    )


def _bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@QmlElement
class PosterSetter(QObject):
    """What the loop shows of a written work.

    QML sets ``source``, ``excerpt``, ``language``, ``verse``, ``family``, the room's ``width`` and
    ``height`` in pixels, and ``sizes`` in pixels from the largest to the least; ``lesserSizes``
    and, where those do not, ``leastSizes`` keep lines of verse whole. ``lines`` are
    objects with line, lineX, lineY, boxHeight, styled and rightToLeft; none where nothing fits.
    """

    inputChanged = Signal()
    laidOut = Signal()
    busyChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = self._excerpt = self._language = self._family = ""
        self._verse = False
        self._width = self._height = 0.0
        self._sizes: list[int] = []
        self._lesser_sizes: list[int] = []
        self._least_sizes: list[int] = []
        self._setting = PosterSetting()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._lay_out)
        release_on_destroy(self)

    def _set(self, name: str, value: object) -> None:
        if getattr(self, name) == value:
            return
        setattr(self, name, value)
        self.inputChanged.emit()
        if name == "_source":
            # The old text must not appear in place of the new one, not even for a frame.
            self._setting = PosterSetting()
            self.laidOut.emit()
        self._timer.start()
        self.busyChanged.emit()

    @Property(str, notify=inputChanged)
    def source(self) -> str:
        return self._source

    @source.setter
    def source(self, value: str) -> None:
        self._set("_source", value)

    @Property(str, notify=inputChanged)
    def excerpt(self) -> str:
        return self._excerpt

    @excerpt.setter
    def excerpt(self, value: str) -> None:
        self._set("_excerpt", value)

    @Property(str, notify=inputChanged)
    def language(self) -> str:
        return self._language

    @language.setter
    def language(self, value: str) -> None:
        self._set("_language", value)

    @Property(bool, notify=inputChanged)
    def verse(self) -> bool:
        return self._verse

    @verse.setter
    def verse(self, value: bool) -> None:
        self._set("_verse", value)

    @Property(str, notify=inputChanged)
    def family(self) -> str:
        return self._family

    @family.setter
    def family(self, value: str) -> None:
        self._set("_family", value)

    @Property(float, notify=inputChanged)
    def width(self) -> float:
        return self._width

    @width.setter
    def width(self, value: float) -> None:
        self._set("_width", value)

    @Property(float, notify=inputChanged)
    def height(self) -> float:
        return self._height

    @height.setter
    def height(self, value: float) -> None:
        self._set("_height", value)

    @Property("QVariantList", notify=inputChanged)
    def sizes(self) -> list[int]:
        return self._sizes

    @sizes.setter
    def sizes(self, value: list[int]) -> None:
        self._set("_sizes", value)

    @Property("QVariantList", notify=inputChanged)
    def lesserSizes(self) -> list[int]:
        return self._lesser_sizes

    @lesserSizes.setter
    def lesserSizes(self, value: list[int]) -> None:
        self._set("_lesser_sizes", value)

    @Property("QVariantList", notify=inputChanged)
    def leastSizes(self) -> list[int]:
        return self._least_sizes

    @leastSizes.setter
    def leastSizes(self, value: list[int]) -> None:
        self._set("_least_sizes", value)

    @Property("QVariantList", notify=laidOut)
    def lines(self) -> list[dict[str, object]]:
        return [
            {
                "line": line.markup,
                "lineX": line.x,
                "lineY": y,
                "boxHeight": line.height,
                "styled": line.styled,
                "rightToLeft": line.right_to_left,
            }
            for line, y in self._setting.lines
        ]

    @Property(int, notify=laidOut)
    def size(self) -> int:
        """The size of the lines in pixels; 0 where there are none."""
        return self._setting.size

    @Property(float, notify=laidOut)
    def linesHeight(self) -> float:
        return self._setting.height

    @Property(str, notify=laidOut)
    def words(self) -> str:
        """The words that the lines show."""
        return self._setting.words

    @Property(bool, notify=laidOut)
    def whole(self) -> bool:
        """True if the lines are the whole work."""
        return self._setting.whole

    @Property(bool, notify=laidOut)
    def isEmpty(self) -> bool:
        """True if no line of the text has room."""
        return not self._setting.lines

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        """True while a layout waits for its turn."""
        return self._timer.isActive()

    @Slot()
    def _lay_out(self) -> None:
        sizes = tuple(round(size) for size in self._sizes)
        if self._width < 1 or self._height < 1 or not self._family or not sizes:
            self.busyChanged.emit()
            return
        if not turn.admits(self):
            self._timer.start()
            return
        with turn.measured():
            self._set_lines(sizes)

    def _set_lines(self, sizes: tuple[int, ...]) -> None:
        room = PosterRoom(
            family=self._family,
            width=self._width,
            height=self._height,
            sizes=sizes,
            lesser=tuple(round(size) for size in self._lesser_sizes),
            least=tuple(round(size) for size in self._least_sizes),
        )
        try:
            self._setting = (
                set_poem(self._source, self._excerpt, room)
                if self._verse
                else set_prose(self._source, self._excerpt, self._language, room)
            )
        except Exception:
            # One text that cannot be set costs no other.
            log.exception("a text cannot be set as a poster: %r", self._source[:60])
            self._setting = PosterSetting()
        self.laidOut.emit()
        self.busyChanged.emit()
