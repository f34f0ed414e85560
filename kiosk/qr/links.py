"""Which links may become a code, and how their address is printed."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

# docs/ACCESSIBILITY.md, 28.
SCHEMES = ("https", "mailto", "tel", "sms")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+")
_PHONE = re.compile(r"(?<![\w@.])(\+?\(?\d[\d().\s-]{6,}\d)(?![\w@])")
# Scripts that are written together.
_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"CJK", "HANGUL"}),
    frozenset({"CJK", "BOPOMOFO"}),
)


def host_of(url: str) -> str:
    """The host's name in small letters, "" when there is none."""
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""


def scheme_of(url: str) -> str:
    """The part before the first colon, in lower case."""
    head, colon, _ = url.partition(":")
    return head.casefold() if colon else ""


def host_allowed(host: str, allowed: Sequence[str]) -> bool:
    """True for the hosts of an allow-list and all below them; an empty list allows every host."""
    return not allowed or any(
        host == name or host.endswith(f".{name}") for name in (name.casefold() for name in allowed)
    )


def may_be_code(url: str, allowed: Sequence[str] = ()) -> bool:
    """True when a telephone may safely open it; anything else is never made into a code."""
    scheme = scheme_of(url)
    if scheme not in SCHEMES or re.search(r"\s", url):
        return False
    if scheme != "https":
        return len(url) > len(scheme) + 1
    host = host_of(url)
    return "." in host and host_allowed(host, allowed)


def find_contacts(words: str) -> tuple[str, str]:
    """The first e-mail address and the first telephone number, as ``mailto:`` and ``tel:``.

    "" where there is none.
    """
    email, phone = _EMAIL.search(words), _PHONE.search(words)
    digits = re.sub(r"\D", "", phone[1]) if phone else ""
    plus = (
        "+"
        if phone and (phone[1].startswith("+") or (len(digits) == 11 and digits[0] == "1"))
        else ""
    )
    return f"mailto:{email[0]}" if email else "", f"tel:{plus}{digits}" if digits else ""


def readable_address(payload: str) -> str:
    """A payload's host and path, address or number, for people to check before they scan."""
    try:
        parts = urlsplit(payload)
        host = parts.hostname or ""
    except ValueError:
        return payload
    if parts.scheme in ("mailto", "tel", "sms"):
        return _turning(unquote(parts.path))
    words = f"{_shown_host(host).removeprefix('www.')}{parts.path.rstrip('/')}" or payload
    return _turning(words)


def _turning(words: str) -> str:
    """The words with zero width spaces (U+200B) where a long address may be broken.

    These are before @ and dots, and behind slashes.
    """
    return re.sub(r"(?<=/)|(?<=.)(?=[@.])", "\u200b", words)


def _shown_host(host: str) -> str:
    """An international name in its own letters where all of it is of one script, else as punycode.

    Letters of several scripts can imitate another name.
    """
    if host.isascii() and "xn--" not in host:
        return host
    try:
        plain = host.encode("idna").decode("ascii")
        shown = plain.encode("ascii").decode("idna")
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode("ascii")
    scripts = {unicodedata.name(sign, "UNKNOWN").split()[0] for sign in shown if sign.isalpha()}
    return shown if len(scripts) < 2 or any(scripts <= group for group in _TOGETHER) else plain
