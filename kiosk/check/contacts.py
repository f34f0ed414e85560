"""Telephone numbers and personal addresses on labels: whoever hangs here must not be found through the wall (ACCESS 22)."""

import re
from collections.abc import Iterator

from kiosk.check.make_problem import file_of, in_language, make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity

# What neither a number nor an address can do without, which most labels are without.
_PERHAPS = re.compile(r"@|\d\D?\d\D?\d")
# North America's ten digits, with or without signs between them, and any country's with its +.
_PHONE = re.compile(
    r"(?<![\d/.-])(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}(?![\d-])|(?<!\d)\+\d[\d .()-]{7,16}\d"
)
# Free to call, and so nobody's own: NANP's toll-free codes.
_FREE = ("800", "833", "844", "855", "866", "877", "888")
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
# Where people have their own addresses, and what houses call theirs.
_PRIVATE = re.compile(
    r"(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|proton|protonmail|gmx|web|mail|zoho)\.\w+"
)
_HOUSE = re.compile(
    r"(info|contact|contacto|office|hello|hola|press|media|events|eventos|gallery|museum|studio|library|archive|admin|help|support|mail|team"
    r"|rights|permissions|collections?|exhibitions?|education|outreach|programs?|tickets|store|shop)\b"
)


def contacts(result: LoadResult) -> Iterator[Problem]:
    """Telephone numbers and personal e-mail addresses in titles, credits, notes and wall texts; an artist's own writing is theirs."""
    line = result.snapshot.exhibition.help_line
    known = {_digits(number) for number in (line.phone, line.text_number, line.tty, line.emergency)}
    for work in result.snapshot.works:
        fields = {
            key: getattr(work, key) for key in ("title", "artist", "credit", "alt", "content_note")
        } | {"body": work.wall_text}
        for key, text in fields.items():
            for language, words in text.values:
                if not _PERHAPS.search(words):
                    continue
                for found in _found(words, known):
                    where = "the wall text" if key == "body" else key
                    message = f"'{found}' stands in {where}{in_language(result, language)}, for everybody to read"
                    hint = "take it out, unless the person wants to be reached by any visitor"
                    yield make_problem(
                        result,
                        file_of(result, work.file, language),
                        key,
                        Severity.WARNING,
                        "contact-in-text",
                        message,
                        hint,
                    )


def _found(words: str, known: set[str]) -> Iterator[str]:
    for number in _PHONE.findall(words):
        digits = _digits(number)
        if digits not in known and not digits.startswith(_FREE):
            yield number.strip()
    for address in _EMAIL.finditer(words):
        if _PRIVATE.fullmatch(address[1].casefold()) or not _HOUSE.match(address[0].casefold()):
            yield address[0]


def _digits(number: str) -> str:
    """A number's digits, without North America's own 1."""
    digits = re.sub(r"\D", "", number)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
