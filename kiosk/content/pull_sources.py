"""The calendars that ``kiosk pull`` fetches, as ``kiosk.yaml`` lists them; no screen does."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.content.front_matter.document import Document
from kiosk.domain import Message
from kiosk.domain.bounds import PULLED_CALENDARS

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
# The line of a fetched calendar that its office has emptied: it was empty twice in a row.
EMPTIED = "X-KIOSK-PULL-EMPTY:twice"
# An address of a web page that programs also write so: Apple's and Google's calendars.
_OTHER_SCHEME = re.compile(r"webcals?:", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class PullSource:
    """One calendar: the name of its file in events/ without ".ics", and its https address."""

    name: str
    address: str


def read_pull_sources(main: Document) -> tuple[PullSource, ...]:
    """The calendars of ``pull:``; what cannot be fetched is reported and left out."""
    section = main.section("pull")
    found = []
    for name in section.values:
        typed = section.text(name)
        line, column = section.position(name)
        if not _NAME.fullmatch(name):
            section.report.error(
                "pull",
                Message("'{name}' cannot be the name of a file; it is not fetched", name=name),
                Message("write a short name of letters, digits and hyphens, such as county"),
                line=line,
                column=column,
            )
            continue
        address = _OTHER_SCHEME.sub("https:", typed, count=1)
        if why := refusal_of(address):
            section.report.error(
                "pull",
                Message("the calendar '{name}' is not fetched: {why}", name=name, why=why),
                Message("write the whole address, such as https://www.example.org/events.ics"),
                line=line,
                column=column,
            )
            continue
        found.append(PullSource(name=name, address=address))
    if not PULLED_CALENDARS.allows(len(found)):
        line, column = main.position("pull")
        what = Message("there are {count:,} calendars to fetch", count=len(found))
        main.report.beyond(
            PULLED_CALENDARS, what, Message("take some out"), line=line, column=column
        )
    return tuple(found[: PULLED_CALENDARS.limit])


def refusal_of(address: str) -> str:
    """Why an address is not fetched; "" for https with a host, and no name or password in it."""
    if any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in address):
        return Message("its address holds a sign that no address has")
    if not address.isascii():
        return Message("its address holds letters that an address has only when it is encoded")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return Message("its address cannot be read")
    if parts.scheme != "https":
        return Message("its address does not begin with https://")
    if not parts.hostname or port == 0:
        return Message("its address names no host")
    if parts.username is not None or parts.password is not None:
        return Message("its address holds a name or a password")
    return ""
