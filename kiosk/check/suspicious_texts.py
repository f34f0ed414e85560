"""Texts that visitors would see as nobody meant them: broken letters, drafts, typed markup."""

import re
from collections.abc import Iterator

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


# What each rule looks for. Each pattern looks at a letter a bounded number of times.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # UTF-8 that was read as Windows-1252, lost letters, and a question mark within a word.
    (
        "broken-letters",
        re.compile(
            r"Ã[\u0080-\u00bf\u0192\u201a-\u2122]|Â[\u00a0-\u00bf]|â€[\u0080-\u00bf\u2018-\u2122œž]|Ã\s"
            r"|\ufffd|(?<=[a-zñáéíóúü])\?(?=[a-zñáéíóúü]{2})"
        ),
    ),
    ("turned-text", re.compile(r"[\u202d\u202e]")),
    (
        "draft-text",
        re.compile(
            r"^\W{0,3}(?:t\.?b\.?[adc]\.?|to be (?:announced|determined|confirmed)|por (?:confirmar"
            r"|definir)|untitled document|title here|(?:artist|title|name) (?:name )?here"
            r"|t[ií]tulo aqu[ií]|x{3,}|\?{2,})\W{0,3}$"
            r"|\blorem ipsum\b|\bsent from my \w|\benviado desde mi \w"
            r"|^>? ?on [^\n]{4,80} wrote:\s?$|^-----original message"
            r"|[\[({](?:note|nota|todo|to do|tk|check|revisar|pendiente|draft|borrador|insert|fixme"
            r"|comment|comentario)\b[^\])}\n]{0,200}[\])}]",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        "alt-in-text",
        re.compile(
            r"^\W{0,3}(?:alt(?:ernative)? text|image description|texto alternativo"
            r"|descripci[oó]n de (?:la )?imagen)\s?:[^\n]{0,60}",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (
        "typed-markup",
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
                text = _ADDRESS.sub(lambda address: " " * len(address[0]), typed)
                for rule, pattern in _PATTERNS:
                    if found := pattern.search(text):
                        yield make_problem(
                            result,
                            rule,
                            file_of(result, file, language) if file != "kiosk.yaml" else file,
                            key,
                            _message_of(rule, _quoted(rule, text, found)),
                            _HINTS[rule],
                        )


def _quoted(rule: str, text: str, found: re.Match[str]) -> str:
    if rule == "turned-text":
        return f"U+{ord(found[0]):04X}"
    if rule != "broken-letters":
        return " ".join(found[0].split())[:60]
    around = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
    return " ".join(around.split())
