"""Links: no QR code may lead nowhere or to another place than the curator means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from kiosk.check.make_problem import make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem, Snapshot
from kiosk.qr import (
    CodeTarget,
    Refusal,
    code_target,
    encode,
    find_contacts,
    is_allow_entry,
    number_address,
    required_side_mm,
    visible,
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
    def target(self) -> CodeTarget | Refusal:
        """What its code leads to where all hosts are allowed, or why it may not become one."""
        return code_target(self.url)

    @property
    def host(self) -> str:
        """The ASCII name of its host, or of an e-mail's domain; "" when there is none."""
        return self.target.host if isinstance(self.target, CodeTarget) else ""


def links(result: LoadResult) -> Iterator[Link]:
    """Every link that becomes a code or may become one."""
    snapshot = result.snapshot
    for event in snapshot.events:
        if event.register:
            yield Link(url=event.register, file=event.file, key="register")
    linked = [(work.link, work.file) for work in snapshot.works]
    linked += [(event.link, event.file) for event in snapshot.events]
    linked += [(resource.link, resource.file) for resource in snapshot.resources]
    linked += [(notice.link, notice.file) for notice in snapshot.notices]
    for url, file in linked:
        if url:
            yield Link(url=url, file=file, key="link")
    if snapshot.exhibition.programme:
        yield Link(url=snapshot.exhibition.programme, file="kiosk.yaml", key="programme")
    yield from _contacts(snapshot)


def _contacts(snapshot: Snapshot) -> Iterator[Link]:
    """The e-mail addresses and telephone numbers that become codes."""
    for resource in snapshot.resources:
        if _is_email(resource.email):
            yield Link(url=f"mailto:{resource.email}", file=resource.file, key="email")
    for event in snapshot.events:
        for url in filter(None, find_contacts(event.contact)):
            yield Link(url=url, file=event.file, key="contact")
    line = snapshot.exhibition.help_line
    for key, url in (
        ("phone", number_address("tel", line.phone)),
        ("text_number", number_address("sms", line.text_number)),
    ):
        # A number of one or two digits has no code, and is nothing else either.
        if url and not url.partition(":")[2].isdigit():
            yield Link(url=url, file="kiosk.yaml", key=f"help_line.{key}")


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
                Message("'{email}' is not an e-mail address", email=resource.email),
                Message("write only the address, for example library@cdss.ca.gov"),
            )
    for event in result.snapshot.events:
        if "@" in event.contact and not find_contacts(event.contact)[0]:
            yield make_problem(
                result,
                "email-address",
                event.file,
                "contact",
                Message("'{contact}' contains no complete e-mail address", contact=event.contact),
                Message("write the address in full, for example events@cdss.ca.gov"),
            )


def placeholders(result: LoadResult) -> Iterator[Problem]:
    """Addresses that are reserved for examples."""
    for link in links(result):
        if _RESERVED.search(link.host):
            yield _problem(
                result,
                "placeholder-link",
                link,
                Message("'{url}' is an example address and leads nowhere", url=link.url),
                Message("write the real address before visitors see the screen"),
            )


def refused(result: LoadResult) -> Iterator[Problem]:
    """Addresses that may not become a code, each with its reason."""
    for link in links(result):
        target = code_target(link.url, result.snapshot.exhibition.code_targets)
        if isinstance(target, Refusal):
            message = Message(
                "'{url}' does not become a code: {reason}",
                url=visible(link.url),
                reason=target.reason,
            )
            yield _problem(result, target.rule, link, message, target.hint)


def shorteners(result: LoadResult) -> Iterator[Problem]:
    """Link shorteners."""
    for link in links(result):
        if link.host in _SHORTENERS:
            yield _problem(
                result,
                "link-shortener",
                link,
                Message("the link shortener '{host}' hides where the code leads", host=link.host),
                Message("write the address to which it redirects"),
            )


def allow_list(result: LoadResult) -> Iterator[Problem]:
    """Entries of ``codes: allow:`` that name neither a host nor a number."""
    for entry in result.snapshot.exhibition.allowed_hosts:
        if not is_allow_entry(entry):
            yield make_problem(
                result,
                "allow-entry",
                "kiosk.yaml",
                "codes.allow",
                Message(
                    "'{entry}' is neither a host nor a telephone number and allows nothing",
                    entry=visible(entry),
                ),
                Message("write a host such as ca.gov, or a number such as +1 888 373 7888"),
            )


def code_sizes(result: LoadResult) -> Iterator[Problem]:
    """Addresses so long that their dense codes cannot be scanned from a distance."""
    for link in links(result):
        payload = link.target.payload if isinstance(link.target, CodeTarget) else ""
        size = len(payload)
        if size > MOST_BYTES:
            yield _problem(
                result,
                "code-too-long",
                link,
                Message(
                    "the address has {size} letters; {width}",
                    size=size,
                    width=_size_of_code(payload),
                ),
                Message(
                    "use an address of at most {most} characters, for example without the "
                    "part after a ?",
                    most=MOST_BYTES,
                ),
            )


def _size_of_code(url: str) -> Message:
    try:
        modules = encode(url).modules
    except ValueError:
        return Message("no QR code can hold it")
    side = required_side_mm(modules, DISTANCE_MM)
    return Message(
        "its code of {modules} x {modules} modules must be {side:.0f} mm wide to be "
        "scanned from one metre",
        modules=modules,
        side=side,
    )


def is_tracking(parameter: str) -> bool:
    """True for a parameter that only tells a server who sent the visitor."""
    return _TRACKING.fullmatch(parameter) is not None


def tracking_parameters(result: LoadResult) -> Iterator[Problem]:
    """Parameters that tell a server who sent the visitor, and make the code denser."""
    for link in links(result):
        try:
            query = parse_qsl(urlsplit(link.url).query, keep_blank_values=True)
        except ValueError:
            continue
        if found := [name for name, _ in query if is_tracking(name)]:
            yield _problem(
                result,
                "link-tracking",
                link,
                Message(
                    "'{names}' in the address only tracks where the visitor came from",
                    names=", ".join(found),
                ),
                Message(
                    "remove it: {address}, if the address works without it",
                    address=link.url.partition("?")[0],
                ),
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
                Message("'{file}' has the same link for registration", file=first.file),
                Message("write the link of this event"),
            )


def _problem(result: LoadResult, rule: str, link: Link, message: Message, hint: Message) -> Problem:
    return make_problem(result, rule, link.file, link.key, message, hint)
