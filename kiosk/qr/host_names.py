"""Names of hosts: as a telephone's browser reads them (WHATWG, UTS 46), and as people may see them.

A name is refused where a browser would open another name than the one that is written.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import idna

from kiosk.domain import Message

# DNS, RFC 1035: octets of a label and of a whole name.
LONGEST_LABEL, LONGEST_NAME = 63, 253
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
# Top-level domains are letters only, or begin with xn--.
_TOP_LEVEL = re.compile(r"[a-z]{2,}|xn--[a-z0-9-]+")
# What a browser reads as a number: decimal, octal with a leading 0, hexadecimal.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# LEFT-TO-RIGHT MARK, LEFT-TO-RIGHT ISOLATE, POP DIRECTIONAL ISOLATE.
_LRM, _LRI, _PDI = "\u200e", "\u2066", "\u2069"

# The first words of the Unicode names of letters that many readers know apart. Letters of any
# other script are shown as punycode. Source: the recommended scripts of UAX 31, table 5, less
# those whose letters look most like Latin ones.
# fmt: off
_SCRIPTS = frozenset({
    "LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC", "DEVANAGARI",
    "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM",
    "SINHALA", "THAI", "LAO", "TIBETAN", "MYANMAR", "ETHIOPIC", "KHMER", "CJK", "HIRAGANA",
    "KATAKANA", "KATAKANA-HIRAGANA", "BOPOMOFO", "HANGUL", "THAANA",
})
# fmt: on
# Scripts that are written together.
_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}),
    frozenset({"CJK", "HANGUL"}),
    frozenset({"CJK", "BOPOMOFO"}),
)
# Letters that look like Latin ones, like digits or like signs of an address. A label made of them
# alone, with accents or without, is shown as punycode. Source: the tables of Chromium's
# idn_spoof_checker.cc and confusables.txt of UTS 39, with the strokes among CJK signs.
_LOOK_ALIKES = frozenset(
    # Cyrillic, Greek, Armenian, Georgian
    "аысԁеԍһіюкјӏорԗԛѕԝхуъьҽпгѵѡєӕҫҝҟ"
    "αεγικνορτυχωηςϲϳ"
    "ագզէլհյոսւօ"
    "იოჽჿყძხ"
    # Hebrew, Arabic
    "דוחיןסטו"
    "اهٱەہ"
    # Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala
    "ठगऽटঠ০ਠਗਟટઠଠଟଃடபரஈவயఃఠదరಠದರഠടധനറഥപලගටදවඉ"
    # Thai, Lao, Myanmar, Khmer, Ethiopic
    "ทนบพรหเแดลปฟม"
    "ບພຟລຮເແ"
    "ဝပရဂငသတယဘထေ"
    "រេ"
    "ሀሁሃሠሰበነአዐዑቀተየዩህሂ"
    # CJK, kana, Bopomofo, Hangul
    "工口囗〇一二三丨丶丿乀乁乙亅亠冫匚凵冂丁卜八々"
    "ノソンハニエトロー"
    "ㄧㄨㄥㄈㄏㄒ"
    "ㅣㅡㅇㄱㄴㄷㅁㅅㅈ"
)
# Latin letters besides those that are a letter of a to z with accents.
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzßæœøđðłþħŋ")


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why an address may not become a code: the check's rule, the reason, and what to write."""

    rule: str
    reason: Message
    hint: Message


class RefusedError(Exception):
    """An address that may not become a code."""

    def __init__(self, reason: Message, hint: Message, rule: str = "link-unsafe") -> None:
        super().__init__(reason)
        self.refusal = Refusal(rule=rule, reason=reason, hint=hint)


@lru_cache(maxsize=512)
def ascii_host(typed: str) -> str:
    """The name that a browser opens, in ASCII and small letters.

    Raises RefusedError where that is another name than ``typed``, capitals apart, or no name of a
    host: a number, a port, an empty label, one that IDNA 2008 does not allow.
    """
    if sign := next((sign for sign in typed if sign in "%:[]@/\\?#"), ""):
        raise RefusedError(
            Message("'{sign}' stands in the name of its host", sign=sign),
            Message("write the name of the host alone"),
        )
    labels = _as_read(typed).split(".")
    if len(labels) < 2:
        raise _incomplete()
    if "" in labels:
        raise RefusedError(
            Message("its host begins or ends with a dot, or holds two in a row"),
            Message("write the host with one dot between its parts"),
        )
    if _NUMBER.fullmatch(labels[-1]):
        raise RefusedError(
            Message("its host is a number, so that people cannot see where it leads"),
            Message("write the host's name instead of its number"),
        )
    host = ".".join(map(_ascii_label, labels))
    if not _TOP_LEVEL.fullmatch(host.rpartition(".")[2]) or len(host) > LONGEST_NAME:
        raise _incomplete()
    _check_direction(host)
    return host


def _incomplete() -> RefusedError:
    return RefusedError(
        Message("it contains no complete host name"),
        Message("copy the whole address from the browser, such as https://www.cdss.ca.gov/..."),
        "link-host",
    )


def _as_read(typed: str) -> str:
    """The name in small letters as a browser maps it. Raises RefusedError for another name."""
    if typed.isascii():
        return typed.lower()
    written = unicodedata.normalize("NFC", typed)
    try:
        read = idna.uts46_remap(written, std3_rules=False, transitional=False)
    except idna.IDNAError:
        raise _no_name() from None
    # The sign of Kelvin is canonically a K.
    becomes_ascii = any(
        not sign.isascii() and unicodedata.normalize("NFC", sign).isascii() for sign in typed
    )
    if becomes_ascii or read != unicodedata.normalize("NFC", written.lower()):
        raise RefusedError(
            Message(
                "a telephone opens '{read}' instead of the host that is written", read=visible(read)
            ),
            Message("write the host with plain letters and full stops, as the browser shows it"),
        )
    return read


def _no_name() -> RefusedError:
    return RefusedError(
        Message("its host contains signs that no name of a host has"),
        Message("copy the address from the browser's line; a host has letters, digits and hyphens"),
    )


def _ascii_label(label: str) -> str:
    if len(label) > LONGEST_LABEL:
        raise _no_name()
    if label.isascii() and not label.startswith("xn--"):
        if not _LABEL.fullmatch(label):
            raise _no_name()
        return label
    try:
        written = idna.ulabel(label)
        plain = idna.alabel(written).decode("ascii")
    except (idna.IDNAError, UnicodeError, IndexError):
        raise _no_name() from None
    # A label of ASCII letters needs no xn--, and no other has two hyphens in a row. IDNA allows
    # hidden letters between some others.
    if (
        (label.isascii() and plain != label)
        or written.isascii()
        or "--" in written
        or any(map(is_hidden, written))
    ):
        raise _no_name()
    return plain


def _check_direction(host: str) -> None:
    """RFC 5893: where one label runs from right to left, all labels keep the rule."""
    labels = list(map(_written, host.split(".")))
    if any(map(runs_leftward, labels)):
        try:
            for label in labels:
                idna.check_bidi(label, check_ltr=True)
        except idna.IDNAError:
            raise _no_name() from None


def _written(label: str) -> str:
    return idna.ulabel(label) if label.startswith("xn--") else label


def runs_leftward(text: str) -> bool:
    """True for a text with a sign that runs from right to left, or an Arabic digit."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text)


def shown_host(host: str) -> str:
    """The ASCII name of a host as people see it, in its own letters where they cannot mislead.

    A label that mixes scripts, or looks like one of another script, is shown as punycode. Labels
    that run from right to left are isolated, so that all labels keep their order.
    """
    labels = [_shown_label(label) for label in host.split(".")]
    if not any(map(runs_leftward, labels)):
        return ".".join(labels)
    return _LRM + ".".join(
        f"{_LRI}{label}{_PDI}" if runs_leftward(label) else label for label in labels
    )


def _shown_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    written = _written(label)
    others = [sign for sign in written if not (sign.isascii() and (sign.isdigit() or sign == "-"))]
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in others}
    clear = scripts <= _SCRIPTS and (
        len(scripts) == 1 or any(scripts <= group for group in _TOGETHER)
    )
    if not clear or any(unicodedata.category(sign)[0] not in "LM" for sign in others):
        return label
    if scripts == {"LATIN"}:
        return written if _LATIN.issuperset(map(_base, others)) else label
    return label if all(_base(sign) in _LOOK_ALIKES for sign in others) else written


def _base(sign: str) -> str:
    """The letter without its accents."""
    return unicodedata.normalize("NFD", sign)[0]


def is_hidden(sign: str) -> bool:
    """True for a sign that has no ink or changes the order of others.

    These are white space, controls, zero-width and bidirectional signs, unassigned and private
    code points, and others that Unicode calls default ignorable.
    """
    return unicodedata.category(sign)[0] in "CZ" or sign in _IGNORABLE


_IGNORABLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u2800"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)


def visible(text: str) -> str:
    """The text with its hidden signs written as ``U+202E``, at most 80 signs of it."""
    shown = "".join(
        f"U+{ord(sign):04X}" if is_hidden(sign) and sign != " " else sign for sign in text[:81]
    )
    return shown if len(text) <= 80 else shown[:79] + "…"
