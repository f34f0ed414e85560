"""Links: no QR code may lead nowhere or to another place than the curator means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Problem
from kiosk.qr import (
    SCHEMES,
    encode,
    find_contacts,
    host_allowed,
    host_of,
    required_side_mm,
    scheme_of,
)

# docs/ACCESSIBILITY.md, 27: a code of version 5 holds about this many bytes at level M.
MOST_BYTES = 80
# RFC 2606 and RFC 6761: names that are reserved and never lead anywhere.
_RESERVED = re.compile(r"(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$")
# Parameters of mail programs, advertisers and social networks.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_hs(?:enc|mi)|mkt_tok|vero_id|yclid",
    re.IGNORECASE,
)
# The distance from which a code is scanned.
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
    """A link, and the file and key that hold it."""

    url: str
    file: str
    key: str

    @property
    def host(self) -> str:
        """The host's name in small letters, "" when there is none."""
        return host_of(self.url)

    @property
    def domain(self) -> str:
        """The host, or the part of an e-mail address after its @."""
        return self.host or (
            self.url.rpartition("@")[2].casefold() if self.scheme == "mailto" else ""
        )

    @property
    def scheme(self) -> str:
        """The part before the first colon, in small letters."""
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
        if email := find_contacts(event.contact)[0]:
            yield Link(url=email, file=event.file, key="contact")


def _is_email(text: str) -> bool:
    return bool(text) and find_contacts(text)[0] == f"mailto:{text}"


def email_addresses(result: LoadResult) -> Iterator[Problem]:
    """Malformed e-mail addresses, whose codes would lead nowhere."""
    for resource in result.snapshot.resources:
        if resource.email and not _is_email(resource.email):
            yield make_problem(
                result,
                "email-address",
                resource.file,
                "email",
                f"'{resource.email}' is not an e-mail address",
                "write only the address, for example library@cdss.ca.gov",
            )
    for event in result.snapshot.events:
        if "@" in event.contact and not find_contacts(event.contact)[0]:
            yield make_problem(
                result,
                "email-address",
                event.file,
                "contact",
                f"'{event.contact}' contains no complete e-mail address",
                "write the address in full, for example events@cdss.ca.gov",
            )


def placeholders(result: LoadResult) -> Iterator[Problem]:
    """Addresses that are reserved for examples."""
    for link in links(result):
        if _RESERVED.search(link.domain):
            yield _problem(
                result,
                "placeholder-link",
                link,
                f"'{link.url}' is an example address and leads nowhere",
                "write the real address before visitors see the screen",
            )


def schemes(result: LoadResult) -> Iterator[Problem]:
    """Addresses with white space, with a scheme that is not safe to open, or without a host."""
    for link in links(result):
        if re.search(r"\s", link.url):
            message = f"'{link.url}' contains a space"
            yield _problem(result, "link-space", link, message, "remove the space")
        elif link.scheme not in SCHEMES:
            yield _problem(
                result,
                "link-scheme",
                link,
                f"'{link.url}' does not begin with https://, mailto:, tel: or sms:",
                f"write https://{link.url.split('://')[-1].strip('<> ')}",
            )
        elif link.scheme == "https" and "." not in link.host:
            yield _problem(
                result,
                "link-host",
                link,
                f"'{link.url}' contains no host name",
                "copy the whole address from the browser, such as https://www.cdss.ca.gov/...",
            )


def hosts(result: LoadResult) -> Iterator[Problem]:
    """Link shorteners, and hosts that the exhibition's list of allowed hosts does not hold."""
    allowed = result.snapshot.exhibition.allowed_hosts
    for link in links(result):
        if link.host in _SHORTENERS:
            yield _problem(
                result,
                "link-shortener",
                link,
                f"the link shortener '{link.host}' hides where the code leads",
                "write the address to which it redirects",
            )
        elif link.host and not host_allowed(link.host, allowed):
            yield _problem(
                result,
                "link-not-allowed",
                link,
                f"'{link.host}' is not among the hosts that codes: allow: lists in kiosk.yaml",
                "correct the address, or add its host to the list",
            )


def code_sizes(result: LoadResult) -> Iterator[Problem]:
    """Addresses so long that their dense codes cannot be scanned from a distance."""
    for link in links(result):
        size = len(link.url.encode())
        if size > MOST_BYTES:
            yield _problem(
                result,
                "code-too-long",
                link,
                f"the address has {size} bytes; {_size_of_code(link.url)}",
                f"use an address of at most {MOST_BYTES} characters, for example without the part"
                " after a ?",
            )


def _size_of_code(url: str) -> str:
    try:
        modules = encode(url).modules
    except ValueError:
        return "no QR code can hold it"
    side = required_side_mm(modules, DISTANCE_MM)
    return (
        f"its code of {modules} x {modules} modules must be {side:.0f} mm wide to be scanned from"
        " one metre"
    )


def tracking_parameters(result: LoadResult) -> Iterator[Problem]:
    """Parameters that tell a server who sent the visitor, and make the code denser."""
    for link in links(result):
        try:
            query = parse_qsl(urlsplit(link.url).query, keep_blank_values=True)
        except ValueError:
            continue
        if found := [name for name, _ in query if _TRACKING.fullmatch(name)]:
            yield _problem(
                result,
                "link-tracking",
                link,
                f"'{', '.join(found)}' in the address only tracks where the visitor came from",
                f"remove it: {link.url.partition('?')[0]}, if the address works without it",
            )


def shared_links(result: LoadResult) -> Iterator[Problem]:
    """Two events with one link for registration: usually a line that was copied."""
    first_of: dict[str, Link] = {}
    for link in links(result):
        if link.key != "register":
            continue
        first = first_of.setdefault(link.url, link)
        # A calendar's series has one link for all its occurrences.
        if first.file != link.file:
            yield _problem(
                result,
                "same-link",
                link,
                f"'{first.file}' has the same link for registration",
                "write the link of this event",
            )


def _problem(result: LoadResult, rule: str, link: Link, message: str, hint: str) -> Problem:
    return make_problem(result, rule, link.file, link.key, message, hint)
