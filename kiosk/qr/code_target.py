"""The one decision whether an address may become a code, and what stands beside that code.

Every code goes through ``code_target``: links, registrations, contacts, the help line, and the
addresses within "Add to calendar". What it accepts, a browser (WHATWG's URL standard) reads as
exactly the ``payload`` and the ``host`` that it returns.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

from kiosk.domain import Message
from kiosk.qr.host_names import (
    Refusal,
    RefusedError,
    ascii_host,
    is_hidden,
    runs_leftward,
    shown_host,
    visible,
)

# docs/ACCESSIBILITY.md, 28.
SCHEMES = ("https", "mailto", "tel", "sms")
# Signs that people may take for a slash or a backslash, in any part of an address. Source: the
# confusables of U+002F and U+005C in UTS 39, and the combining strokes.
_SLASH_LIKE = frozenset(
    "\u2044\u2215\u29f8\uff0f\u2571\u27cb\u2cc6\u3033\u1735\u2041\u31d3\u2f03\U0001d23a\u29f6"
    "\u2afd\u2afb\u2216\u29f5\u29f9\u2572\u27cd\uff3c\ufe68\u0337\u0338\u20e5\u20eb"
)
_DOTS = frozenset({".", ".."})
# Signs that stay in each part; all others are percent-encoded. ' would be encoded in a query.
_IN_PATH, _IN_QUERY = "/%:@!$&'()*+,;=~", "/?%:@!$&()*+,;=~"
_MAIL_NAME = re.compile(r"[\w'~+-]+(?:\.[\w'~+-]+)*", re.ASCII)
# E.164 allows 15 digits; short numbers such as 711 have 3.
_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_SEPARATORS = str.maketrans("", "", "-.()")
# RFC 5321: octets before the @.
_LONGEST_MAIL_NAME = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeTarget:
    """What a code leads to: ``payload``, ASCII, is what the code holds.

    ``host`` is the ASCII name of the host that a telephone opens, or of a mail's domain; "" for a
    number. ``shown`` stands beside the code: host and path, address, or number, with zero-width
    spaces where it may be broken.
    """

    payload: str
    host: str
    shown: str


def code_target(url: str, allowed: Sequence[str] = ()) -> CodeTarget | Refusal:
    """What a code of this address leads to, or why there is none.

    ``allowed`` are the hosts and numbers of ``codes: allow:``; an empty list allows all.
    """
    return _code_target(url, tuple(allowed))


@lru_cache(maxsize=256)
def _code_target(url: str, allowed: tuple[str, ...]) -> CodeTarget | Refusal:
    try:
        _check_signs(url)
        scheme, rest = _scheme(url)
        target = _READERS[scheme](rest)
        _check_allowed(target, allowed)
    except RefusedError as error:
        return error.refusal
    return target


def _check_signs(url: str) -> None:
    if re.search(r"\s", url):
        raise RefusedError(
            Message("it contains a space"), Message("remove the space"), "link-space"
        )
    if sign := next(filter(is_hidden, url), ""):
        raise RefusedError(
            Message("it contains a hidden sign, U+{code:04X}", code=ord(sign)),
            Message("type the address again instead of pasting it"),
        )
    if sign := next((sign for sign in url if sign in _SLASH_LIKE), ""):
        raise RefusedError(
            Message(
                "'{sign}' (U+{code:04X}) looks like a slash and is none", sign=sign, code=ord(sign)
            ),
            Message("write / where a slash is meant, or copy the address from the browser"),
        )
    if "\\" in url:
        raise RefusedError(
            Message("a telephone reads a backslash as a slash, and may open another host"),
            Message("write / instead of \\"),
        )


def _scheme(url: str) -> tuple[str, str]:
    scheme, colon, rest = url.partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        raise RefusedError(
            Message("it does not begin with https://, mailto:, tel: or sms:"),
            _hint_of_scheme(url),
            "link-scheme",
        )
    return scheme.lower(), rest


def _hint_of_scheme(url: str) -> Message:
    likely = "https://" + url.rpartition("://")[2].strip("<>")
    return (
        Message("write {likely}", likely=likely)
        if isinstance(_code_target(likely, ()), CodeTarget)
        else Message("copy the whole address from the browser, such as https://www.cdss.ca.gov/...")
    )


def _web(rest: str) -> CodeTarget:
    if not rest.startswith("//") or rest.startswith("///"):
        raise RefusedError(
            Message("it contains no host name between two slashes and the next"),
            Message("copy the whole address from the browser, such as https://www.cdss.ca.gov/..."),
            "link-host",
        )
    authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    host = ascii_host(_host_of_authority(authority))
    before, hash_sign, fragment = rest[2 + len(authority) :].partition("#")
    path, question, query = before.partition("?")
    if any(_is_dots(part) for part in path.split("/")):
        raise RefusedError(
            Message("a telephone leaves out the parts '.' and '..' of its path"),
            Message("open the address in a browser, and copy it from there"),
        )
    plain = quote(path or "/", safe=_IN_PATH)
    payload = f"https://{host}{plain}"
    if question:
        payload += "?" + quote(query, safe=_IN_QUERY)
    if hash_sign:
        payload += "#" + quote(fragment, safe=_IN_QUERY)
    # A path in letters that run from right to left could change places with the host.
    shown_path = plain if runs_leftward(path) else path
    return CodeTarget(
        payload=payload, host=host, shown=_breakable(shown_host(host) + shown_path.rstrip("/"))
    )


def _host_of_authority(authority: str) -> str:
    """The host's name as it is written. Raises RefusedError for anything beside it."""
    if "@" in authority:
        opened = authority.rpartition("@")[2]
        raise RefusedError(
            Message(
                "a telephone opens '{opened}', and not what stands before the @",
                opened=visible(opened),
            ),
            Message("write only the host between https:// and the next slash"),
        )
    if "%" in authority:
        raise RefusedError(
            Message("its host is written with %, so that people cannot read it"),
            Message("write the host in plain letters, as the browser shows it"),
        )
    if authority.startswith("["):
        raise RefusedError(
            Message("its host is a number, so that people cannot see where it leads"),
            Message("write the host's name instead of its number"),
        )
    name, colon, port = authority.partition(":")
    if colon:
        raise RefusedError(
            Message("the port '{port}' stands behind its host", port=visible(port)),
            Message("write the address without :{port}", port=visible(port)),
        )
    return name


def _is_dots(part: str) -> bool:
    return re.sub("%2e", ".", part, flags=re.IGNORECASE) in _DOTS


def _mail(rest: str) -> CodeTarget:
    address, question, parameters = rest.partition("?")
    name, at, domain = address.partition("@")
    if not at or "@" in domain or re.search("[,;]", address):
        raise RefusedError(
            Message("behind mailto: stands not exactly one e-mail address"),
            Message("write one address, for example mailto:library@cdss.ca.gov"),
        )
    if not _MAIL_NAME.fullmatch(name) or len(name) > _LONGEST_MAIL_NAME:
        raise RefusedError(
            Message(
                "the e-mail address has signs before its @ that not every mail program reads alike"
            ),
            Message("write letters, digits, dots, hyphens, _ or + before the @"),
        )
    host = ascii_host(domain)
    payload = f"mailto:{name}@{host}"
    if question:
        payload += "?subject=" + _subject(parameters)
    return CodeTarget(payload=payload, host=host, shown=_breakable(f"{name}@{shown_host(host)}"))


def _subject(parameters: str) -> str:
    """The subject, percent-encoded. Raises RefusedError for any other parameter."""
    key, _, value = parameters.partition("=")
    if key.lower() != "subject" or re.search("[&#;]", value):
        raise RefusedError(
            Message("a code for an e-mail may hold nothing behind the address but a subject"),
            Message("write the address alone, or with ?subject= and plain words"),
        )
    try:
        words = unquote_to_bytes(value).decode()
    except UnicodeDecodeError:
        words = "\n"
    if any(is_hidden(sign) and sign != " " for sign in words):
        raise RefusedError(
            Message("its subject holds a line end or a hidden sign"),
            Message("write a subject in one line"),
        )
    return quote(words, safe="")


def _number(scheme: str) -> Callable[[str], CodeTarget]:
    def read(rest: str) -> CodeTarget:
        number = rest.translate(_SEPARATORS)
        if not _NUMBER.fullmatch(number):
            raise RefusedError(
                Message(
                    "behind {scheme}: stands something else than a telephone number", scheme=scheme
                ),
                Message("write digits alone, for example {scheme}:+18883737888", scheme=scheme),
            )
        return CodeTarget(payload=f"{scheme}:{number}", host="", shown=number)

    return read


_READERS: Mapping[str, Callable[[str], CodeTarget]] = {
    "https": _web,
    "mailto": _mail,
    "tel": _number("tel"),
    "sms": _number("sms"),
}


def _check_allowed(target: CodeTarget, allowed: tuple[str, ...]) -> None:
    if not allowed:
        return
    if target.host and not host_allowed(target.host, allowed):
        raise RefusedError(
            Message(
                "'{host}' is not among the hosts that codes: allow: lists in kiosk.yaml",
                host=target.host,
            ),
            Message("correct the address, or add its host to the list"),
            "link-not-allowed",
        )
    if not target.host and _digits(target.shown) not in map(_allowed_number, allowed):
        raise RefusedError(
            Message(
                "'{shown}' is not among the numbers that codes: allow: lists in kiosk.yaml",
                shown=target.shown,
            ),
            Message("correct the number, or add it to the list"),
            "link-not-allowed",
        )


def host_allowed(host: str, allowed: Sequence[str]) -> bool:
    """True for the hosts of an allow-list and all below them; an empty list allows every host.

    ``host`` is an ASCII name. An entry that is no name of a host allows nothing.
    """
    names = [name for name in map(_allowed_host, allowed) if name]
    return not allowed or any(host == name or host.endswith(f".{name}") for name in names)


@lru_cache(maxsize=256)
def _allowed_host(entry: str) -> str:
    name = entry.strip().removeprefix("https://").removeprefix("*").removeprefix(".").rstrip("/")
    try:
        return ascii_host(name)
    except RefusedError:
        # A whole top-level domain, such as gov.
        return name.lower() if re.fullmatch(r"[a-zA-Z]{2,63}", name) else ""


def is_allow_entry(entry: str) -> bool:
    """True for an entry of an allow-list that names a host or a number."""
    return bool(_allowed_host(entry) or _allowed_number(entry))


@lru_cache(maxsize=256)
def _allowed_number(entry: str) -> str:
    number = re.sub(r"^(?:tel|sms):|[\s().-]", "", entry)
    return _digits(number) if _NUMBER.fullmatch(number) else ""


def _digits(number: str) -> str:
    """A number's digits, without North America's country code 1."""
    digits = number.removeprefix("+")
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def may_be_code(url: str, allowed: Sequence[str] = ()) -> bool:
    """True when a telephone may safely open it; anything else is never made into a code."""
    return isinstance(code_target(url, allowed), CodeTarget)


def readable_address(url: str) -> str:
    """The words beside the code of an address; "" for one that may not become a code."""
    target = code_target(url)
    return target.shown if isinstance(target, CodeTarget) else ""


def _breakable(words: str) -> str:
    """The words with zero width spaces (U+200B) where a long address may be broken.

    These are before @ and dots, and behind slashes.
    """
    return re.sub(r"(?<=/)|(?<=.)(?=[@.])", "\u200b", words)
