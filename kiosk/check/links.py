"""Links: no code may lead nowhere, or where nobody meant it to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.content import LoadResult
from kiosk.domain import Problem, Severity

# ACCESS 27: version 5, about this many bytes at error level M.
MOST_BYTES = 80
# ACCESS 28.
SCHEMES = ("https", "mailto", "tel", "sms")
# RFC 2606 and RFC 6761: names that never lead anywhere.
_RESERVED = re.compile(r"(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$")
_SHORTENERS = frozenset({"bit.ly", "tinyurl.com", "t.co", "goo.gl", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "qrco.de"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link, and the file and key in which it stands."""

    url: str
    file: str
    key: str

    @property
    def host(self) -> str:
        """The host's name in small letters, "" when there is none."""
        try:
            return (urlsplit(self.url).hostname or "").casefold()
        except ValueError:
            return ""

    @property
    def scheme(self) -> str:
        """What stands before the first colon, in small letters."""
        head, colon, _ = self.url.partition(":")
        return head.casefold() if colon else ""


def links(result: LoadResult) -> Iterator[Link]:
    """Every link that becomes a code or may become one."""
    snapshot = result.snapshot
    for event in snapshot.events:
        if event.register:
            yield Link(url=event.register, file=event.file, key="register")
    linked = [(work.link, work.file) for work in snapshot.works]
    linked += [(resource.link, resource.file) for resource in snapshot.resources]
    for url, file in linked:
        if url:
            yield Link(url=url, file=file, key="link")


def problem(result: LoadResult, link: Link, severity: Severity, rule: str, message: str, hint: str) -> Problem:
    """A problem at the link's place."""
    line, column = result.marks.get((link.file, link.key), (1, 1))
    return Problem(path=link.file, line=line, column=column, severity=severity, rule=rule, message=message, hint=hint)


def placeholders(result: LoadResult) -> Iterator[Problem]:
    """Addresses that are reserved for examples."""
    for link in links(result):
        if _RESERVED.search(link.host):
            yield problem(
                result,
                link,
                Severity.WARNING,
                "placeholder-link",
                f"'{link.url}' is a placeholder and leads nowhere",
                "write the real address before the screen is shown to anyone",
            )


def schemes(result: LoadResult) -> Iterator[Problem]:
    """Only what a telephone may safely open; no white space, and a host for web addresses."""
    for link in links(result):
        if re.search(r"\s", link.url):
            yield problem(result, link, Severity.ERROR, "link-space", f"'{link.url}' holds a space", "write the address without spaces")
        elif link.scheme not in SCHEMES:
            yield problem(
                result,
                link,
                Severity.ERROR,
                "link-scheme",
                f"'{link.url}' does not begin with https://, mailto:, tel: or sms:",
                f"write https://{link.url.split('://')[-1]}",
            )
        elif link.scheme == "https" and "." not in link.host:
            yield problem(
                result, link, Severity.ERROR, "link-host", f"'{link.url}' names no host", "write for example https://www.cdss.ca.gov/..."
            )


def hosts(result: LoadResult) -> Iterator[Problem]:
    """Shorteners hide where a code leads; an allow-list, where given, is kept."""
    allowed = [host.casefold() for host in result.snapshot.exhibition.allowed_hosts]
    for link in links(result):
        if link.host in _SHORTENERS:
            yield problem(
                result,
                link,
                Severity.WARNING,
                "link-shortener",
                f"'{link.host}' hides where the code leads",
                "write the address to which it leads",
            )
        elif allowed and link.host and not any(link.host == host or link.host.endswith(f".{host}") for host in allowed):
            yield problem(
                result,
                link,
                Severity.ERROR,
                "link-not-allowed",
                f"'{link.host}' is not on the list of allowed hosts",
                "add it to codes: allow: in kiosk.yaml, or correct the address",
            )


def lengths(result: LoadResult) -> Iterator[Problem]:
    """Long addresses make dense codes, which do not scan from a distance."""
    for link in links(result):
        size = len(link.url.encode())
        if size > MOST_BYTES:
            yield problem(
                result,
                link,
                Severity.WARNING,
                "code-too-long",
                f"the address has {size} bytes; its code is too dense to scan from a metre away",
                f"use an address of at most {MOST_BYTES} letters, for example without what follows a ?",
            )


def shared(result: LoadResult) -> Iterator[Problem]:
    """Two events with one link: most often a line that was copied and not changed."""
    seen: dict[str, Link] = {}
    for link in links(result):
        if link.key != "register":
            continue
        first = seen.setdefault(link.url, link)
        if first is not link:
            yield problem(
                result,
                link,
                Severity.WARNING,
                "same-link",
                f"'{first.file}' has the same link",
                "write the link of this event",
            )
