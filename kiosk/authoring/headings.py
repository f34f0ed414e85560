"""The headings that offices and museums give to the columns of their lists, and each one's key.

Besides the keys of a label or an event there are columns that several keys are made of, such as
``start time``, ``room`` or ``height``; ``row_cells`` joins them.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kiosk.authoring.heading_words import EVENTS, WORKS
from kiosk.content.front_matter.schema import EVENT, WORK, Keys, Kind
from kiosk.domain import Message

# Columns that are known and not taken over, with the reason.
_LEFT_OUT: Mapping[str, tuple[str, str]] = {
    "work": (
        "price; prices; retail price; sale price; asking price; cost; value; insurance value; nfs;"
        " precio; valor; valor de seguro; coste; costo",
        Message("the screen shows no prices; write it into the text where visitors should read it"),
    ),
    "work remarks": (
        "notes; note; remarks; comments; internal notes; condition; condition notes; location;"
        " storage location; phone; telephone; email; e-mail; address; sold; notas; observaciones;"
        " comentarios; ubicación; teléfono; correo; vendido",
        Message(
            "such columns are often for the house alone; name it 'Text' where visitors should read"
            " it"
        ),
    ),
    "event remarks": (
        "internal notes; staff notes; phone; telephone; staff; attendance; capacity; budget; setup;"
        " notas internas; teléfono; aforo; presupuesto",
        Message(
            "such columns are often for the house alone; name it 'Description' where visitors"
            " should read it"
        ),
    ),
}
# What may stand between the words of a heading, or be left out.
_SMALL_WORDS = frozenset(
    ("de", "del", "la", "el", "los", "las", "al", "en", "y", "of", "the", "for", "para", "por")
)
UNITS = ("in", "inch", "inches", "cm", "mm", "m", "ft", "feet", '"', "pulgadas", "px")
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{1,40}+)[)\]]\s*+$")
_AFTER_DOT = re.compile(r"\.(?P<inside>[a-z]{2,3}(?:-[a-z]{2,4})?)$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """What a heading stands for: a key, "" for none, in a language, "" for the folder's first.

    ``hint`` is what stands in brackets behind the name, such as a unit or an order of sides;
    ``left_out`` says why a known column is not taken over.
    """

    head: str
    key: str = ""
    language: str = ""
    hint: str = ""
    left_out: str = ""


def without_small_words(words: str) -> str:
    """A heading as ``squeezed`` gives it, without articles and prepositions: "Hora inicio"."""
    return "".join(squeezed(word) for word in words.split() if squeezed(word) not in _SMALL_WORDS)


def squeezed(words: str) -> str:
    """A heading's letters and digits, without capitals and accents."""
    plain = unicodedata.normalize("NFKD", words.replace("#", "number")).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def names_of(kind: str) -> Mapping[str, str]:
    """Squeezed heading -> key, for lists of works ("work") or of events ("event")."""
    table, keys = (EVENTS, EVENT) if kind == "event" else (WORKS, WORK)
    found = {squeezed(name): name for name in keys if keys[name].kind not in (Kind.KEYS,) and name}
    for spell in (squeezed, without_small_words):
        for key, names in table.items():
            for name in names.split(";"):
                if spelled := spell(name):
                    found.setdefault(spelled, key)
    return found


def _key_of(words: str, names: Mapping[str, str]) -> str:
    return names.get(squeezed(words)) or names.get(without_small_words(words) or "-", "")


@cache
def _reasons(kind: str) -> Mapping[str, str]:
    return {
        squeezed(name): reason
        for group, (names, reason) in _LEFT_OUT.items()
        if group.startswith(kind)
        for name in names.split(";")
    }


def column_of(head: str, kind: str) -> Column:
    """What a heading of a list of that kind stands for."""
    # "Dublin Core:Title", "dcterms:creator" of exports of repositories.
    plain = head.rpartition(":")[2].strip() or head.strip(": ")
    names = names_of(kind)
    # "When, as printed".
    if key := _key_of(plain, names) or _key_of(plain.partition(",")[0], names):
        return Column(head=head, key=key)
    if found := (_BRACKETS.search(plain) or _AFTER_DOT.search(plain.casefold())):
        name, inside = plain[: found.start()].rstrip(), found["inside"].strip()
        if key := _key_of(name, names):
            language = "" if inside.casefold() in UNITS else language_code(inside)
            return Column(head=head, key=key, language=language, hint=inside.casefold())
        plain = name
    return Column(head=head, left_out=_reasons(kind).get(squeezed(plain), ""))


@cache
def _language_names() -> Mapping[str, str]:
    """The names of languages in English and Spanish, squeezed, with their codes."""
    from babel import Locale

    found: dict[str, str] = {}
    for locale in ("en", "es"):
        for code, name in Locale(locale).languages.items():
            if len(code) in (2, 3):
                found.setdefault(squeezed(name), code)
    return found


def language_code(words: str) -> str:
    """The code of a language that is named by its code or in English or Spanish; "" otherwise."""
    from babel.localedata import exists

    if re.fullmatch(r"[a-z]{2,3}(?:-[a-z]{2,4})?", words.casefold()):
        code = words.casefold()
        return code if exists(code.partition("-")[0]) else ""
    return _language_names().get(squeezed(words), "")


def split_capitals(cell: object) -> str:
    """A heading as words: "CreditLine" as "Credit Line"."""
    return " ".join(_CAMEL.sub(" ", str(cell or "")).split())


def question_about(head: str, kind: str, keys: Keys) -> str:
    """What to ask about a heading that is not known, with the nearest known words."""
    near = difflib.get_close_matches(squeezed(head), list(names_of(kind)), n=2, cutoff=0.7)
    found = list(dict.fromkeys(names_of(kind)[name] for name in near))
    if found:
        hint = Message("did you mean {value}?", value=" or ".join(repr(name) for name in found))
    else:
        known = [name for name, about in keys.items() if about.kind is not Kind.KEYS]
        hint = Message("known are: {value}, file, text", value=", ".join(known))
    return Message(
        "the column '{value}' is not known and is left out; {hint}",
        value=head.casefold(),
        hint=hint,
    )


def known_columns(row: Sequence[object], kind: str) -> int:
    """How many different keys the cells of a row name."""
    found = (column_of(split_capitals(cell), kind).key for cell in row if cell)
    return len({key for key in found if key})


def kind_of(heads: Iterable[str]) -> str:
    """Whether a table's headings are those of a list of works or of events."""
    heads = [head for head in heads if head]
    works = {column_of(head, "work").key for head in heads}
    events = {column_of(head, "event").key for head in heads}
    of_works = works & {"medium", "alt", "artist", "dimensions", "file", "accession", "height"}
    of_events = events & {"when", "starts", "start time", "register", "repeats"}
    return "event" if of_events and not of_works - ({"artist"} & _only(events)) else "work"


def _only(events: set[str]) -> set[str]:
    """ "artist", where a list has a start and a place as well: an event's artist."""
    return {"artist"} if {"start time", "place"} <= events else set()
