"""E-mail addresses and telephone numbers in running text."""

import re
import unicodedata
from collections.abc import Iterator

# Runs that hold an address or a number; each is looked at once, so that time grows with length.
_ADDRESS_RUN = re.compile(r"[\w.+@-]+")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_NUMBER_RUN = re.compile(r"[\d+(][\d().\s-]*")
# Digits of a number in running text; E.164 allows 15, and shorter ones may be a year or a room.
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
# What people write between digits; U+2066 and U+2069 isolate a number in a text.
_BETWEEN = re.compile(r"[\s().\u2010-\u2015\u2066\u2069-]")


def find_emails(words: str) -> Iterator[tuple[str, str]]:
    """Each e-mail address and its domain. A run with two @ is no address."""
    for run in _ADDRESS_RUN.finditer(words):
        name, at, rest = run[0].partition("@")
        domain = _DOMAIN.match(rest) if name and at and "@" not in rest else None
        if domain:
            yield f"{name}@{domain[0]}", domain[0]


def find_contacts(words: str) -> tuple[str, str]:
    """The first e-mail address and the first telephone number, as ``mailto:`` and ``tel:``.

    "" where there is none.
    """
    email = next((f"mailto:{address}" for address, _ in find_emails(words)), "")
    return email, next(map("tel:{}".format, _numbers(words)), "")


def number_address(scheme: str, typed: str) -> str:
    """A number that stands alone, as ``tel:`` or ``sms:`` in ASCII digits; "" for no number.

    Eleven digits that begin with a 1 are one of North America.
    """
    number = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        for sign in _BETWEEN.sub("", typed)
    )
    is_american = len(number) == 11 and number.isdigit() and number[0] == "1"
    return f"{scheme}:{'+' * (scheme == 'tel' and is_american)}{number}" if number else ""


def _numbers(words: str) -> Iterator[str]:
    """Telephone numbers in ASCII digits, with a leading + where it is typed or meant."""
    for run in _NUMBER_RUN.finditer(words):
        if words[max(0, run.start() - 1) : run.start()] in ("@", ".", "_") or (
            run.start() and words[run.start() - 1].isalnum()
        ):
            continue
        number = run[0].rstrip("().-+ \t\n")
        follows = words[run.start() + len(number) : run.start() + len(number) + 1]
        digits = "".join(str(unicodedata.decimal(sign)) for sign in number if sign.isdecimal())
        if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS or follows == "@" or follows.isalnum():
            continue
        plus = "+" if number.lstrip("(").startswith("+") else ""
        yield f"{plus or '+' * (len(digits) == 11 and digits[0] == '1')}{digits}"
