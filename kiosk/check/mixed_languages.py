"""One text in two languages: whoever chose one of them has to read past the other.

A sentence counts only where its script, or several of its small words, leave no doubt.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kiosk.check.all_texts import texts_by_file
from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem

# Words of a sentence, how many of them are small words of its language, and their least share.
_LEAST_WORDS, _LEAST_SMALL, _LEAST_SHARE = 5, 3, 0.28
# Different words among them that no other language of the list has.
_LEAST_OWN = 2
# Words of a language in a text, and their share of it: less is a quotation or a name.
_LEAST_IN_TEXT, _SHARE_OF_TEXT = 10, 0.15
# Letters of another script that count as a word, and their share of a sentence.
_LETTERS_OF_WORD, _OF_SCRIPT = 3, 0.7
# Letters of a text that are looked at.
_MOST_LETTERS = 20_000
_SENTENCE = re.compile(r"(?<=[.!?…。！？؟])\s+|[\n|]|\s/\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"[\"“«„][^\"”»]{0,400}[\"”»]|(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True)
class _Language:
    name: Message
    small_words: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LANGUAGES = {
    "en": _Language(
        Message("English"),
        _words(
            "the and of to in is are for with that this you your we our on at from by be will have"
            " has it as an or not their they who was were can all please"
        ),
    ),
    "es": _Language(
        Message("Spanish"),
        _words(
            "el la los las de del y en que un una para con por se su sus es son al lo como más este"
            " esta estos nuestro nuestra nuestros usted ustedes sobre puede favor fue ser"
            " a o e u como más no al lo le les también cómo qué cuando entre desde hasta"
        ),
    ),
    "fr": _Language(
        Message("French"),
        _words(
            "le la les à a des du et est une un dans pour avec sur que qui au aux vous nous ce"
            " cette votre notre sont par de pas plus être leur"
        ),
    ),
    "de": _Language(
        Message("German"),
        _words(
            "der die das und ist ein eine einen den dem des mit für auf von zu im wir sie nicht"
            " auch sich unsere bei werden sind"
        ),
    ),
    "pt": _Language(
        Message("Portuguese"),
        _words(
            "o a os as do da dos das e em que um uma para com por se sua seu não é são ao no na"
            " mais como nossa nosso você pela pelo"
        ),
    ),
    "it": _Language(
        Message("Italian"),
        _words(
            "il lo la gli le a e di del della dei e in che un una per con è sono al alla come più"
            " questo questa nostro nostra si da nel nella"
        ),
    ),
    "vi": _Language(
        Message("Vietnamese"),
        _words(
            "và của là các cho một những được trong với không có này người chúng tôi để đến về"
            " từ vào quý vị xin"
        ),
    ),
    "tl": _Language(
        Message("Tagalog"),
        _words("ang ng sa mga na ay at para ito kung mula namin natin inyong kayo po hindi may"),
    ),
}
_SCRIPTS = {
    "ar": (Message("Arabic letters"), re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufeff]")),
    "he": (Message("Hebrew letters"), re.compile(r"[\u0590-\u05ff]")),
    "ru": (Message("Cyrillic letters"), re.compile(r"[\u0400-\u052f]")),
    "el": (Message("Greek letters"), re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    "hy": (Message("Armenian letters"), re.compile(r"[\u0530-\u058f]")),
    "hi": (Message("Indian letters"), re.compile(r"[\u0900-\u0dff]")),
    "th": (Message("Thai letters"), re.compile(r"[\u0e00-\u0e7f]")),
    "ko": (Message("Korean letters"), re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    "zh": (
        Message("Chinese or Japanese letters"),
        re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"),
    ),
}
_SMALL_WORDS = Counter(word for one in _LANGUAGES.values() for word in one.small_words)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def mixed_languages(result: LoadResult) -> Iterator[Problem]:
    """Wall texts, descriptions and pages of which parts are surely in another language."""
    languages = result.snapshot.exhibition.languages
    verse = {work.file for work in result.snapshot.works if work.body}
    for file, texts in texts_by_file(result):
        for key, localized in texts:
            if key != "body" or file in verse:
                # Authors may write a work in two languages.
                continue
            for language, typed in localized.values:
                found = languages_of(typed)
                if len(found) > 1:
                    yield _problem(result, file, language, found, languages)


def _problem(
    result: LoadResult, file: str, language: str, found: list[str], languages: tuple[str, ...]
) -> Problem:
    own = language.partition("-")[0]
    others = [one for one in found if one != own] or found
    message = Message(
        "the text is in several languages: {first} and {second}",
        first=_name_of(found[0]),
        second=_name_of(found[1]),
    )
    path = PurePosixPath(file)
    if path.suffix == ".ics":
        hint = Message(
            "keep one language in the calendar; or write the event as a file, with the other"
            " language beside it: event.md and event.{language}.md",
            language=others[0],
        )
    elif others[0] in languages:
        hint = Message(
            "move that part to {translation}", translation=f"{path.stem}.{others[0]}{path.suffix}"
        )
    else:
        hint = Message(
            "move that part to {translation}, and add the language to languages: in kiosk.yaml",
            translation=f"{path.stem}.{others[0]}{path.suffix}",
        )
    return make_problem(result, "several-languages", file, "body", message, hint)


def _name_of(code: str) -> Message:
    return _LANGUAGES[code].name if code in _LANGUAGES else _SCRIPTS[code][0]


def languages_of(text: str) -> list[str]:
    """The languages in which parts of a text surely are; that of the most words first."""
    words: Counter[str] = Counter()
    plain = _QUOTED.sub(" ", text[:_MOST_LETTERS])
    for sentence in _SENTENCE.split(plain):
        code, count = _language_of(sentence)
        words[code] += count
    total = sum(words.values())
    del words[""]
    return [
        code
        for code, count in words.most_common()
        if count >= max(_LEAST_IN_TEXT, total * _SHARE_OF_TEXT)
    ]


def _language_of(sentence: str) -> tuple[str, int]:
    """The language of a sentence, "" where it is in doubt, and its number of words."""
    latin = len(_LATIN.findall(sentence))
    for code, (_, letters) in _SCRIPTS.items():
        found = len(letters.findall(sentence))
        if found and found >= _OF_SCRIPT * (found + latin):
            return code, found // _LETTERS_OF_WORD
    words = [word.casefold() for word in _WORD.findall(sentence)]
    if len(words) < _LEAST_WORDS:
        return "", len(words)
    scores = sorted(
        ((_score(words, language.small_words), code) for code, language in _LANGUAGES.items()),
        reverse=True,
    )
    (best, code), (second, _) = scores[0], scores[1]
    small = [word for word in words if word in _LANGUAGES[code].small_words]
    own = {word for word in small if _SMALL_WORDS[word] == 1}
    is_sure = (
        len(small) >= max(_LEAST_SMALL, _LEAST_SHARE * len(words))
        and second * 2 <= best
        and len(own) >= _LEAST_OWN
    )
    return (code if is_sure else ""), len(words)


def _score(words: list[str], small: frozenset[str]) -> int:
    """The small words of a language; one that no other language has counts twice."""
    return sum(2 if _SMALL_WORDS[word] == 1 else 1 for word in words if word in small)
