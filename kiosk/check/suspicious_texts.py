"""Texts that visitors would see as nobody meant them: broken letters, drafts, typed markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.check.all_texts import texts_by_file
from kiosk.check.make_problem import file_of, make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem

_AROUND = 12
# Addresses hold question marks and signs of any kind.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def _message_of(rule: str, found: str) -> Message:
    match rule:
        case "broken-letters":
            return Message("letters are broken in '{found}'", found=found)
        case "turned-text":
            return Message(
                "an invisible sign turns the letters behind it round ({found})", found=found
            )
        case "draft-text":
            return Message("'{found}' looks like a draft or a note for somebody", found=found)
        case "alt-in-text":
            return Message("'{found}' stands in the text, where visitors read it", found=found)
    return Message("'{found}' is shown as it is typed", found=found)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What a rule looks for, in texts that hold one of ``signs`` (in small letters).

    Most texts have none of them, and a pattern takes a hundred times as long as a sign. Each
    pattern looks at a letter a bounded number of times.
    """

    rule: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


_ANY_CASE = re.IGNORECASE | re.MULTILINE
_PATTERNS = (
    # UTF-8 that was read as Windows-1252, and lost letters.
    _Pattern(
        "broken-letters",
        ("ã", "â", "\ufffd"),
        re.compile(
            r"Ã[\u0080-\u00bf\u0192\u201a-\u2122]|Â[\u00a0-\u00bf]|â€[\u0080-\u00bf\u2018-\u2122œž]|Ã\s"
            r"|\ufffd"
        ),
    ),
    # A question mark within a word.
    _Pattern(
        "broken-letters",
        ("?",),
        re.compile(r"\?(?<=[a-zñáéíóúü]\?)(?=[a-zñáéíóúü]{2})"),
    ),
    _Pattern("turned-text", ("\u202d", "\u202e"), re.compile(r"[\u202d\u202e]")),
    _Pattern(
        "draft-text",
        (
            *("tb", "t.b", "to be ", "por confirmar", "por definir", "untitled document", " here"),
            *("aqui", "aquí", "xxx", "??"),
        ),
        re.compile(
            r"^\W{0,3}(?:t\.?b\.?[adc]\.?|to be (?:announced|determined|confirmed)|por (?:confirmar"
            r"|definir)|untitled document|title here|(?:artist|title|name) (?:name )?here"
            r"|t[ií]tulo aqu[ií]|x{3,}|\?{2,})\W{0,3}$",
            _ANY_CASE,
        ),
    ),
    _Pattern(
        "draft-text",
        ("lorem ipsum", "sent from my ", "enviado desde mi "),
        re.compile(r"\b(?:lorem ipsum\b|sent from my \w|enviado desde mi \w)", _ANY_CASE),
    ),
    _Pattern(
        "draft-text",
        (" wrote:", "-----original"),
        re.compile(r"^(?:>? ?on [^\n]{4,80} wrote:\s?$|-----original message)", _ANY_CASE),
    ),
    _Pattern(
        "draft-text",
        tuple(
            f"{bracket}{word}"
            for bracket in "[({"
            for word in (
                *("note", "nota", "todo", "to do", "tk", "check", "revisar", "pendiente", "draft"),
                *("borrador", "insert", "fixme", "comment", "comentario"),
            )
        ),
        re.compile(
            r"[\[({](?:note|nota|todo|to do|tk|check|revisar|pendiente|draft|borrador|insert|fixme"
            r"|comment|comentario)\b[^\])}\n]{0,200}[\])}]",
            _ANY_CASE,
        ),
    ),
    _Pattern(
        "alt-in-text",
        ("alt text", "alternative text", "image description", "texto alternativo", "descripc"),
        re.compile(
            r"^\W{0,3}(?:alt(?:ernative)? text|image description|texto alternativo"
            r"|descripci[oó]n de (?:la )?imagen)\s?:[^\n]{0,60}",
            _ANY_CASE,
        ),
    ),
    _Pattern(
        "typed-markup",
        ("[^", "~~", "==", "\\", "$", "{{", "[/", "[b", "[i", "[u", "[c"),
        re.compile(
            r"\[\^\w{1,20}\]|~~[^~\n]{1,200}~~|==[^=\n]{1,200}==|\\(?:textit|textbf|emph|cite|ref)\{"
            r"|\$[^$\n]{0,60}[\^_\\][^$\n]{0,60}\$|\{\{[^{}\n]{1,80}\}\}|\[/?(?:b|i|u|url|img|caption)\b[^\]\n]{0,80}\]"
        ),
    ),
)
_HINTS = {
    "broken-letters": Message(
        "type these letters again, and save the file as UTF-8 (in Notepad: Save as, Encoding)"
    ),
    "turned-text": Message("type the line again; text that is copied from a web page may hold it"),
    "draft-text": Message("write what visitors should read, or take it out"),
    "alt-in-text": Message("write it as alt: among the keys, where a voice reads it"),
    "typed-markup": Message("write plain words: *so* for emphasis, **so** for strong words"),
}


def suspicious_texts(result: LoadResult) -> Iterator[Problem]:
    """The first place in each text that each rule finds."""
    for file, texts in texts_by_file(result):
        for key, localized in texts:
            for language, typed in localized.values:
                for rule, found in _found_in(_without_addresses(typed)).items():
                    yield make_problem(
                        result,
                        rule,
                        file_of(result, file, language) if file != "kiosk.yaml" else file,
                        key,
                        _message_of(rule, _quoted(rule, found)),
                        _HINTS[rule],
                    )


def _without_addresses(typed: str) -> str:
    if "://" not in typed and "www." not in typed:
        return typed
    return _ADDRESS.sub(lambda address: " " * len(address[0]), typed)


def _found_in(text: str) -> dict[str, re.Match[str]]:
    """What each rule finds first, in the order of the rules."""
    small = text.casefold()
    first: dict[str, re.Match[str]] = {}
    for one in _PATTERNS:
        if not any(sign in small for sign in one.signs):
            continue
        found = one.pattern.search(text)
        if found and (one.rule not in first or found.start() < first[one.rule].start()):
            first[one.rule] = found
    return first


def _quoted(rule: str, found: re.Match[str]) -> str:
    if rule == "turned-text":
        return f"U+{ord(found[0]):04X}"
    if rule != "broken-letters":
        return " ".join(found[0].split())[:60]
    around = found.string[max(0, found.start() - _AROUND) : found.end() + _AROUND]
    return " ".join(around.split())
