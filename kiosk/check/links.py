"""Links: no code may lead nowhere, or where nobody meant it to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Problem, Severity
from kiosk.qr import SCHEMES, contacts, encode, host_allowed, host_of, scheme_of, side_needed

# ACCESS 27: version 5, about this many bytes at error level M.
MOST_BYTES = 80
# RFC 2606 and RFC 6761: names that never lead anywhere.
_RESERVED = re.compile(r"(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$")
# Of mail programs, advertisers and social networks.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_hs(?:enc|mi)|mkt_tok|vero_id|yclid",
    re.IGNORECASE,
)
# ACCESS: the scanning distance.
DISTANCE_MM = 1000.0
_SHORTENERS = frozenset(
    {
        "bit.ly",
        "tinyurl.com",
        "t.co",
        "goo.gl",
        "ow.ly",
        "is.gd",
        "buff.ly",
        "rebrand.ly",
        "qrco.de",
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link, and the file and key in which it stands."""

    url: str
    file: str
    key: str

    @property
    def host(self) -> str:
        """The host's name in small letters, "" when there is none."""
        return host_of(self.url)

    @property
    def domain(self) -> str:
        """The host, or of an e-mail address what stands behind its sign."""
        return self.host or (
            self.url.rpartition("@")[2].casefold() if self.scheme == "mailto" else ""
        )

    @property
    def scheme(self) -> str:
        """What stands before the first colon, in small letters."""
        return scheme_of(self.url)


def links(result: LoadResult) -> Iterator[Link]:
    """Every link that becomes a code or may become one."""
    snapshot = result.snapshot
    for event in snapshot.events:
        if event.register:
            yield Link(url=event.register, file=event.file, key="register")
    linked = [(work.link, work.file) for work in snapshot.works]
    linked += [(event.link, event.file) for event in snapshot.events]
    linked += [(resource.link, resource.file) for resource in snapshot.resources]
    for url, file in linked:
        if url:
            yield Link(url=url, file=file, key="link")
    for resource in snapshot.resources:
        if _is_email(resource.email):
            yield Link(url=f"mailto:{resource.email}", file=resource.file, key="email")
    for event in snapshot.events:
        if email := contacts(event.contact)[0]:
            yield Link(url=email, file=event.file, key="contact")


def _is_email(words: str) -> bool:
    return bool(words) and contacts(words)[0] == f"mailto:{words}"


def emails(result: LoadResult) -> Iterator[Problem]:
    """Addresses to write to that are none, so that their codes lead nowhere."""
    for resource in result.snapshot.resources:
        if resource.email and not _is_email(resource.email):
            message, hint = (
                f"'{resource.email}' is not an e-mail address",
                "write just the address, for example library@cdss.ca.gov",
            )
            yield make_problem(
                result, resource.file, "email", Severity.ERROR, "email-address", message, hint
            )
    for event in result.snapshot.events:
        if "@" in event.contact and not contacts(event.contact)[0]:
            message, hint = (
                f"'{event.contact}' holds no e-mail address that can be read",
                "write it in full, for example events@cdss.ca.gov",
            )
            yield make_problem(
                result, event.file, "contact", Severity.ERROR, "email-address", message, hint
            )


def problem(
    result: LoadResult, link: Link, severity: Severity, rule: str, message: str, hint: str
) -> Problem:
    """A problem at the link's place."""
    return make_problem(result, link.file, link.key, severity, rule, message, hint)


def placeholders(result: LoadResult) -> Iterator[Problem]:
    """Addresses that are reserved for examples."""
    for link in links(result):
        if _RESERVED.search(link.domain):
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
            yield problem(
                result,
                link,
                Severity.ERROR,
                "link-space",
                f"'{link.url}' holds a space",
                "write the address without spaces",
            )
        elif link.scheme not in SCHEMES:
            yield problem(
                result,
                link,
                Severity.ERROR,
                "link-scheme",
                f"'{link.url}' does not begin with https://, mailto:, tel: or sms:",
                f"write https://{link.url.split('://')[-1].strip('<> ')}",
            )
        elif link.scheme == "https" and "." not in link.host:
            yield problem(
                result,
                link,
                Severity.ERROR,
                "link-host",
                f"'{link.url}' names no host",
                "write for example https://www.cdss.ca.gov/...",
            )


def hosts(result: LoadResult) -> Iterator[Problem]:
    """Shorteners hide where a code leads; an allow-list, where given, is kept."""
    allowed = result.snapshot.exhibition.allowed_hosts
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
        elif link.host and not host_allowed(link.host, allowed):
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
        if size <= MOST_BYTES:
            continue
        try:
            modules = encode(link.url).modules
            dense = f"its code of {modules} x {modules} modules needs {side_needed(modules, DISTANCE_MM):.0f} mm to scan from a metre"
        except ValueError:
            dense = "no code can hold it"
        yield problem(
            result,
            link,
            Severity.WARNING,
            "code-too-long",
            f"the address has {size} bytes; {dense}",
            f"use an address of at most {MOST_BYTES} letters, for example without what follows a ?",
        )


def tracking(result: LoadResult) -> Iterator[Problem]:
    """Parameters that tell a server who sent the visitor; they also make the code denser."""
    for link in links(result):
        try:
            names = [
                name for name, _ in parse_qsl(urlsplit(link.url).query, keep_blank_values=True)
            ]
        except ValueError:
            continue
        if found := [name for name in names if _TRACKING.fullmatch(name)]:
            yield problem(
                result,
                link,
                Severity.INFO,
                "link-tracking",
                f"'{', '.join(found)}' in the address only tells who sent the visitor",
                f"leave it out: {link.url.partition('?')[0]}, if the address works without it",
            )


def shared(result: LoadResult) -> Iterator[Problem]:
    """Two events with one link: most often a line that was copied and not changed."""
    seen: dict[str, Link] = {}
    for link in links(result):
        if link.key != "register":
            continue
        first = seen.setdefault(link.url, link)
        # A calendar's series has one link for all its occurrences.
        if first.file != link.file:
            yield problem(
                result,
                link,
                Severity.WARNING,
                "same-link",
                f"'{first.file}' has the same link",
                "write the link of this event",
            )
