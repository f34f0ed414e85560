"""Notices in words: the band of one, and the turns in which an emergency's languages are shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk import i18n
from kiosk.domain import Exhibition, Notice
from kiosk.domain.notice import BAND_LETTERS
from kiosk.i18n.formatting import is_right_to_left_language, time_of_day
from kiosk.qr import CodeTarget, code_target
from kiosk.text import bidi_wrap, isolate, unbreakable_spans
from kiosk.typesetting.sentences import sentence_prefixes

# Letters. Two texts of this length have room side by side in the least size that is read from afar,
# on the narrowest screen (4:3); a longer one has the screen for itself, a page at a time.
SIDE_BY_SIDE_LETTERS = 200
PAGE_LETTERS = 300
_BREAKS = re.compile(r"(?<=[.!?…؟。])\s+|\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeWords:
    """One notice in one language. ``sign`` says what it is, ``call`` whom to call in danger."""

    language: str = ""
    headline: str = ""
    text: str = ""
    sign: str = ""
    call: str = ""
    right_to_left: bool = False

    @classmethod
    def of(cls, notice: Notice, language: str, emergency_number: str = "") -> "NoticeWords":
        """The words in ``language``, or in the notice's first one where it has none in that."""
        mirrored = is_right_to_left_language(language)
        with i18n.words_of(language):
            sign = i18n.tr("Emergency")
            call = i18n.tr("In danger, call %1") if emergency_number else ""
        number = isolate(emergency_number) if mirrored else emergency_number
        return cls(
            language=language,
            headline=bidi_wrap(_with_whole_numbers(notice.headline.get(language))),
            text=bidi_wrap(_with_whole_numbers(notice.text.get(language))),
            sign=sign,
            call=call.replace(" %1", f"\u00a0{number}").replace("%1", number),
            right_to_left=mirrored,
        )


NO_WORDS = NoticeWords()


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyTurn:
    """What an emergency shows at one time: one language, or two side by side.

    ``payload`` is what its code leads to and ``address`` that in readable form; "" without a code.
    """

    notice: Notice
    first: NoticeWords
    second: NoticeWords = NO_WORDS
    payload: str = ""
    address: str = ""


def emergency_turns(notices: Sequence[Notice], exhibition: Exhibition) -> tuple[EmergencyTurn, ...]:
    """The turns of all emergencies. The first language of each is in all of its turns.

    A text that is too long for half of the screen has its turns alone, and so has each language
    of a notice with a code.
    """
    turns: list[EmergencyTurn] = []
    for notice in notices:
        payload, address = _code(notice, exhibition)
        words = [
            NoticeWords.of(notice, language, exhibition.help_line.emergency)
            for language in _in_order(notice, exhibition.languages)
        ]
        first, others = words[0], words[1:]
        if payload or any(len(one.text) > SIDE_BY_SIDE_LETTERS for one in words):
            pairs = [(page, NO_WORDS) for one in words for page in _pages(one)]
        else:
            pairs = [(first, one) for one in others] or [(first, NO_WORDS)]
        turns += [
            EmergencyTurn(notice=notice, first=one, second=other, payload=payload, address=address)
            for one, other in pairs
        ]
    return tuple(turns)


def issued_at(notice: Notice, now: datetime, language: str) -> str:
    """The time of a notice's issue, by ``now``'s zone; "" when it is not known, or not of today."""
    if notice.issued is None:
        return ""
    issued = notice.issued.astimezone(now.tzinfo)
    return time_of_day(issued, language) if issued.date() == now.date() else ""


def _pages(words: NoticeWords) -> Iterator[NoticeWords]:
    """A text a page at a time, broken behind sentences where they are short enough."""
    pages = list(_page_texts(words.text))
    for number, text in enumerate(pages, start=1):
        count = f" {number}/{len(pages)}" if len(pages) > 1 else ""
        yield replace(words, text=text, sign=f"{words.sign}{count}")


def _page_texts(text: str) -> Iterator[str]:
    page = ""
    for part in _BREAKS.split(text):
        while len(part) > PAGE_LETTERS:
            if page:
                yield page
            cut = part.rfind(" ", 0, PAGE_LETTERS)
            cut = cut if cut > 0 else PAGE_LETTERS
            page, part = part[:cut].rstrip(), part[cut:].lstrip()
        if page and len(page) + len(part) >= PAGE_LETTERS:
            yield page
            page = ""
        page = f"{page} {part}".strip() if page else part
    if page:
        yield page


def _in_order(notice: Notice, languages: Sequence[str]) -> list[str]:
    """The notice's languages: those of the exhibition in its order, then any others."""
    own = notice.languages
    listed = [language for language in languages if language in own]
    return [*listed, *(one for one in own if one not in listed)]


def _code(notice: Notice, exhibition: Exhibition) -> tuple[str, str]:
    if not notice.link:
        return "", ""
    target = code_target(notice.link, exhibition.code_targets)
    return (target.payload, target.shown) if isinstance(target, CodeTarget) else ("", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class BandWords:
    """A notice in a band: its headline, its text in the visitor's language, and a second line.

    The second line is in another language of the exhibition; ``text`` is empty where it is long.
    ``short`` and ``short_second`` are for a band of one line: they end with the first sentence.
    """

    headline: str = ""
    text: str = ""
    short: str = ""
    second: str = ""
    short_second: str = ""
    second_language: str = ""

    @classmethod
    def of(cls, notice: Notice, language: str, languages: Sequence[str]) -> "BandWords":
        """The band for a visitor who reads ``language``."""
        shown = notice.headline.language_for(language)
        other = next((one for one in _in_order(notice, languages) if one != shown), "")
        second = short_second = _sentence(notice.headline.get(other)) if other else ""
        if other and notice.text.language_for(other) == other:
            text = _one_line(notice.text.get(other))
            short_second = f"{second} {_first_sentence(text, other)}".strip()
            second = f"{second} {text}" if len(text) <= BAND_LETTERS else second
        text = _one_line(notice.text.get(language))
        return cls(
            headline=bidi_wrap(_with_whole_numbers(notice.headline.get(language))),
            text=bidi_wrap(text) if len(text) <= BAND_LETTERS else "",
            short=bidi_wrap(_first_sentence(text, notice.text.language_for(language))),
            second=bidi_wrap(second),
            short_second=bidi_wrap(short_second),
            second_language=other,
        )


def _first_sentence(text: str, language: str) -> str:
    """The first sentence, "" where it is too long for a band."""
    first = next(iter(sentence_prefixes(text, language, verse=False)), "")
    return first if len(first) <= BAND_LETTERS else ""


def _one_line(text: str) -> str:
    return _with_whole_numbers(" ".join(text.split()))


def _with_whole_numbers(text: str) -> str:
    """The text with spaces and dashes that do not break a time or a telephone number."""
    parts, at = [], 0
    for start, end in unbreakable_spans(text):
        whole = re.sub(r"\s", "\u00a0", text[start:end])
        parts += [text[at:start], re.sub(r"([-–—])", "\\1\u2060", whole)]
        at = end
    return "".join([*parts, text[at:]])


def _sentence(words: str) -> str:
    """The words with a full stop, unless they end with a sign of their own."""
    return words if not words or not words[-1].isalnum() else f"{words}."
