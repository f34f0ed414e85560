"""Web addresses in a text: found whole, with their brackets, and unwrapped from a forwarder."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}
# Signs of the sentence around an address, where one ends with them.
_AFTER = ".,;:!?'’*_|\u2026"
# Programs that check or count clicks put their own address before the one that was typed.
_FORWARDERS = re.compile(
    r"https://(?:[\w-]+\.safelinks\.protection\.(?:outlook\.com|office365\.us)/.*"
    r"|(?:www\.)?google\.[a-z.]{2,6}/url)\?",
    re.IGNORECASE,
)
_URL_DEFENSE = re.compile(r"https://urldefense\.(?:com|us)/v3/__(?P<url>https?:/.+?)__;", re.I)


def address_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each web address of a text begins and ends.

    A bracket at its end belongs to the address if it opens within the address.
    """
    for found in _ADDRESS.finditer(text):
        yield found.start(), found.start() + len(_without_sentence(found[0]))


def _without_sentence(address: str) -> str:
    """The address without the signs of the sentence around it; linear in its length."""
    surplus = {sign: address.count(sign) - address.count(_PAIRS[sign]) for sign in _PAIRS}
    end = len(address)
    while end:
        sign = address[end - 1]
        if sign in _PAIRS and surplus[sign] > 0:
            surplus[sign] -= 1
        elif sign not in _AFTER:
            break
        end -= 1
    return address[:end]


def unwrapped(address: str) -> str:
    """The address to which a forwarder of Outlook, Google or Proofpoint leads."""
    if found := _URL_DEFENSE.match(address):
        target = found["url"]
        return target if "://" in target else target.replace(":/", "://", 1)
    if _FORWARDERS.match(address):
        query = parse_qs(urlsplit(address).query)
        for name in ("url", "q"):
            for target in query.get(name, ()):
                if _ADDRESS.fullmatch(target):
                    return target
    return address


def host_and_path(address: str) -> tuple[str, str]:
    """The host in lower case and the path with its query; two empty texts for no web address."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return "", ""
    query = f"?{parts.query}" if parts.query else ""
    return host, unquote(parts.path) + query
