"""Where the sentences of a text end, and how much of a caption a room holds in whole sentences."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby

from PySide6.QtCore import QObject, QTextBoundaryFinder, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.text import (
    Block,
    BlockKind,
    Run,
    Stanza,
    iter_prose,
    parse_prose,
    utf16_length,
    utf16_slice,
)
from kiosk.typesetting.abbreviations import ORDINAL_LANGUAGES, abbreviations
from kiosk.typesetting.line_breaker import HANGING_INDENT_EMS, LineBreaker

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

# Characters of a caption in which sentences are looked for: no room beside a picture holds more.
MAX_CAPTION = 2_000
_DOTTED = re.compile(r"(?:\w{1,3}\.-?)+\w{1,3}")
# Between "J.-C." and the like no sentence ends; Chinese has no spaces, but other full stops.
_JOINING = ".!?-"
_CLOSING = "\"'”’»)]}›「」』"
_OPENING = "\"'«“‘([{¿¡—–-"
# Characters in which the last word of a sentence is looked for.
_LONGEST_ENDING = 80
_SYNTAX = re.compile(r"([\\`*_\[\]<>#|~&])")


def sentence_ends(text: str, language: str) -> list[int]:
    """Where the sentences of a paragraph end, in UTF-16 code units; the last is the text's end.

    Unicode's rules, without the ends that they see after abbreviations of the language, after
    initials, and before a small letter.
    """
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, text)
    ends: list[int] = []
    start = 0
    length = utf16_length(text)
    while (end := finder.toNextBoundary()) > 0:
        if end < length and not _ends(
            utf16_slice(text, start, end), utf16_slice(text, end, min(length, end + 40)), language
        ):
            continue
        ends.append(end)
        start = end
        if end >= length:
            break
    if length and (not ends or ends[-1] < length):
        ends.append(length)
    return ends


def _ends(sentence: str, rest: str, language: str) -> bool:
    """True if ``sentence`` is over, although text follows it."""
    if sentence[-1:] in _JOINING and not rest[:1].isspace():
        return False
    following = rest.lstrip().lstrip(_CLOSING + _OPENING + " ")
    if following[:1].islower():
        return False
    word = _last_word(sentence)
    if not word:
        return True
    if word.isdecimal():
        is_numbering = sentence.strip().rstrip(".") == word
        is_ordinal = len(word) <= 2 and language.partition("-")[0] in ORDINAL_LANGUAGES
        return not (is_numbering or is_ordinal)
    letters = word.strip(".")
    return not (
        len(letters) == 1
        or _DOTTED.fullmatch(letters)
        or (len(letters) == 2 and letters.isupper() and letters[0] == letters[1])
        or letters.casefold() in abbreviations(language)
    )


def _last_word(sentence: str) -> str:
    """The word before the full stop that ends a sentence; "" where none does."""
    ending = sentence[-_LONGEST_ENDING:].rstrip().rstrip(_CLOSING)
    if not ending.endswith("."):
        return ""
    words = ending[:-1].split()
    return words[-1].lstrip(_OPENING) if words else ""


def is_complete(text: str) -> bool:
    """True if a text ends as a sentence does: with a full stop or a sign like it."""
    text = text.rstrip()[-_LONGEST_ENDING:]
    probe = text + " A"
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, probe)
    while (end := finder.toNextBoundary()) > 0:
        if end == utf16_length(text) + 1:
            return True
    return False


def sentence_prefixes(source: str, language: str, *, verse: bool) -> list[str]:
    """The beginnings of a caption that end with a sentence, from the shortest to the whole text.

    Each is a source of its own, set like the beginning of ``source``. Of a text of more than
    ``MAX_CAPTION`` characters only beginnings within that are returned.
    """
    beginning = source[:MAX_CAPTION]
    prefixes = list((_verse_prefixes if verse else _prose_prefixes)(beginning, language))
    if len(source) > MAX_CAPTION:
        # The last one was cut off.
        return prefixes[:-1]
    if prefixes:
        prefixes[-1] = source
    return prefixes


def _verse_prefixes(source: str, language: str) -> Iterator[str]:
    """Whole lines up to each end of a sentence at a line's end, and all lines."""
    lines = source.strip("\n").splitlines()
    for count in range(1, len(lines) + 1):
        text = " ".join(line.strip() for line in lines[:count])
        rest = " ".join(line.strip() for line in lines[count:]).strip()
        if not rest or (
            lines[count - 1].strip() and is_complete(text) and _ends(text, f" {rest}", language)
        ):
            yield "\n".join(lines[:count])


def _prose_prefixes(source: str, language: str) -> Iterator[str]:
    blocks = tuple(chain.from_iterable(iter_prose(source)))
    for number, block in enumerate(blocks):
        for end in sentence_ends(block.text, language):
            is_last = end >= utf16_length(block.text)
            kept = (*blocks[:number], _shortened(block, end))
            ends_text = is_last and number == len(blocks) - 1
            if ends_text or (block.kind is not BlockKind.HEADING and is_complete(kept[-1].text)):
                yield _as_source(kept)


def _shortened(block: Block, end: int) -> Block:
    """A block up to a place, in UTF-16 code units."""
    runs: list[Run] = []
    left = end
    for run in block.runs:
        text = utf16_slice(run.text, 0, min(left, utf16_length(run.text)))
        left -= utf16_length(text)
        if text:
            runs.append(Run(text=text, italic=run.italic, bold=run.bold))
    if runs:
        runs[-1] = Run(text=runs[-1].text.rstrip(), italic=runs[-1].italic, bold=runs[-1].bold)
    return Block(
        kind=block.kind,
        runs=tuple(runs),
        indent=block.indent,
        marker=block.marker,
        continues=block.continues,
    )


def _as_source(blocks: Sequence[Block]) -> str:
    """Blocks as a source from which the same blocks are read."""
    plain = "\n\n".join(block.text for block in blocks)
    if parse_prose(plain) == tuple(blocks):
        return plain
    marked = "\n\n".join(_marked(block) for block in blocks)
    read = parse_prose(marked)
    if [(one.kind, one.text) for one in read] == [(one.kind, one.text) for one in blocks]:
        return marked
    return "\n\n".join(_SYNTAX.sub(r"\\\1", block.text) for block in blocks)


def _marked(block: Block) -> str:
    words = "".join(
        _emphasized("".join(_styled(run) for run in group), "*" * italic)
        for italic, group in groupby(block.runs, lambda run: run.italic)
    )
    match block.kind:
        case BlockKind.HEADING:
            return f"## {words}"
        case BlockKind.QUOTE:
            return f"> {words}"
        case BlockKind.LIST_ITEM:
            return f"{'-' if block.marker == '•' else block.marker} {words}"
    return words


def _styled(run: Run) -> str:
    text = _SYNTAX.sub(r"\\\1", run.text).replace("\u2028", "\\\n")
    return _emphasized(text, "**" * run.bold)


def _emphasized(text: str, sign: str) -> str:
    """Text between signs of Markdown, which must touch its words."""
    core = text.strip()
    if not sign or not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{sign}{core}{sign}{after}"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Setting:
    """How a caption is set: the typeface, sizes and width in pixels, characters of a line."""

    family: str
    pixels: int
    line_spacing: float
    max_characters: int
    width: int
    verse: bool
    language: str

    def height_of(self, source: str) -> int:
        if self.width < 1 or self.pixels < 1:
            # Before the scene has its size.
            return 0
        breaker = LineBreaker(
            family=self.family,
            pixel_size=self.pixels,
            line_spacing=self.line_spacing,
            max_characters=0 if self.verse else self.max_characters,
            hanging_indent=HANGING_INDENT_EMS,
            width=self.width,
        )
        stanzas = breaker.iter_verse(source) if self.verse else breaker.iter_prose(source)
        return round(_height(stanzas))


def _height(stanzas: Iterator[Stanza]) -> float:
    total = 0.0
    for stanza in stanzas:
        total += stanza.space_before if total else 0.0
        total += sum(line.height for line in stanza.lines)
    return total


@QmlElement
@QmlSingleton
class CaptionRuler(QObject):
    """Cuts a caption to the whole sentences that a room holds, before it is laid out.

    ``source`` is Markdown, or verse; ``width`` and all heights are pixels.
    """

    @Slot(str, str, bool, str, int, float, int, int, int, int, result="QVariantMap")
    def fit(
        self,
        source: str,
        language: str,
        verse: bool,
        family: str,
        pixels: int,
        line_spacing: float,
        max_characters: int,
        width: int,
        room: int,
        reserve: int,
    ) -> dict[str, object]:
        """``text``: the sentences that fit, "" where not even one does; ``height`` of them.

        ``shortened`` says that there are more. ``hint`` says that words which tell of them have
        room below: a shortened caption leaves ``reserve``, unless it had no sentence then.
        """
        setting = _Setting(
            family=family,
            pixels=pixels,
            line_spacing=line_spacing,
            max_characters=max_characters,
            width=width,
            verse=verse,
            language=language,
        )
        text, height, shortened = _fit(source, setting, room, reserve)
        hint = shortened and text != ""
        if shortened and not text:
            text, height, shortened = _fit(source, setting, room, 0)
        return {"text": text, "height": height, "shortened": shortened, "hint": hint}

    @Slot(str, str, bool, str, int, float, int, int, bool, result=int)
    def height(
        self,
        source: str,
        language: str,
        verse: bool,
        family: str,
        pixels: int,
        line_spacing: float,
        max_characters: int,
        width: int,
        whole: bool,
    ) -> int:
        """The height of the first sentence, or of the whole caption (at most ``MAX_CAPTION``)."""
        setting = _Setting(
            family=family,
            pixels=pixels,
            line_spacing=line_spacing,
            max_characters=max_characters,
            width=width,
            verse=verse,
            language=language,
        )
        prefixes = _prefixes(source, language, verse)
        return _height_of(prefixes[-1 if whole else 0], setting) if prefixes else 0


@lru_cache(maxsize=64)
def _prefixes(source: str, language: str, verse: bool) -> tuple[str, ...]:
    return tuple(sentence_prefixes(source, language, verse=verse))


@lru_cache(maxsize=256)
def _height_of(source: str, setting: _Setting) -> int:
    return setting.height_of(source)


def _fit(source: str, setting: _Setting, room: int, reserve: int) -> tuple[str, int, bool]:
    if setting.width < 1 or not source.strip():
        return "", 0, False
    prefixes = _prefixes(source, setting.language, setting.verse)
    whole = prefixes[-1:] == (source,)
    if whole and _height_of(source, setting) <= room:
        return source, _height_of(source, setting), False
    shorter = prefixes[:-1] if whole else prefixes
    count = _last_that_fits(shorter, lambda one: _height_of(one, setting) <= room - reserve)
    if not count:
        return "", 0, True
    return shorter[count - 1], _height_of(shorter[count - 1], setting), True


def _last_that_fits(prefixes: Sequence[str], has_room: Callable[[str], bool]) -> int:
    """How many of the prefixes fit; each is higher than the one before it."""
    low, high = 0, len(prefixes)
    while low < high:
        middle = (low + high + 1) // 2
        if has_room(prefixes[middle - 1]):
            low = middle
        else:
            high = middle - 1
    return low
