"""Telephone numbers and personal addresses on labels, by which a person could be found.

docs/ACCESSIBILITY.md, 22.
"""

import re
from collections.abc import Iterator

from kiosk.check.make_problem import file_of, in_language, make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem

# A quick test that most labels fail: both a number and an address match it.
_PERHAPS = re.compile(r"@|\d\D?\d\D?\d")
# North America's ten digits, with or without separators, or any country's number with its +.
_PHONE = re.compile(
    r"(?<![\d/.-])(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}(?![\d-])"
    r"|(?<!\d)\+\d[\d .()-]{7,16}\d"
)
# Toll-free codes of the North American Numbering Plan; such a number is no person's own.
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@([\w-]++(?:\.[\w-]++)+)")
# Providers of personal addresses, and the first words of organisations' addresses.
_PERSONAL_HOST = re.compile(
    r"(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|proton|protonmail"
    r"|gmx|web|mail|zoho)\.\w+"
)
_ORGANISATION = re.compile(
    r"(info|contact|contacto|office|hello|hola|press|media|events|eventos|gallery|museum|studio"
    r"|library|archive|admin|help|support|mail|team|rights|permissions|collections?|exhibitions?"
    r"|education|outreach|programs?|tickets|store|shop)\b"
)
_FIELDS = ("title", "artist", "credit", "alt", "content_note")


def personal_contacts(result: LoadResult) -> Iterator[Problem]:
    """Telephone numbers and personal e-mail addresses in a label's fields and wall text.

    Numbers of the help line are allowed, and a written work may hold what its author wrote.
    """
    line = result.snapshot.exhibition.help_line
    allowed = {
        _digits(number) for number in (line.phone, line.text_number, line.tty, line.emergency)
    }
    for work in result.snapshot.works:
        texts = {key: getattr(work, key) for key in _FIELDS} | {"body": work.wall_text}
        for key, localized in texts.items():
            field = Message("the wall text") if key == "body" else Message("{key}:", key=key)
            for language, text in localized.values:
                for contact in _contacts_in(text, allowed):
                    yield make_problem(
                        result,
                        "contact-in-text",
                        file_of(result, work.file, language),
                        key,
                        Message(
                            "{field} shows '{contact}' to everybody in the lobby{language}",
                            field=field,
                            contact=contact,
                            language=in_language(result, language),
                        ),
                        Message("remove it, unless this person wants every visitor to have it"),
                    )


def _contacts_in(text: str, allowed: set[str]) -> Iterator[str]:
    if not _PERHAPS.search(text):
        return
    for number in _PHONE.findall(text):
        digits = _digits(number)
        if digits not in allowed and not digits.startswith(_TOLL_FREE):
            yield number.strip()
    for address in _EMAIL.finditer(text):
        personal = _PERSONAL_HOST.fullmatch(address[1].casefold())
        if personal or not _ORGANISATION.match(address[0].casefold()):
            yield address[0]


def _digits(number: str) -> str:
    """A number's digits, without North America's country code 1."""
    digits = re.sub(r"\D", "", number)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
