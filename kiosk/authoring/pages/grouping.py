"""Put the copies of a repeated event together: one file with several days, or with a repetition."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from kiosk.authoring.headings import squeezed
from kiosk.authoring.pages.found_event import FoundEvent, Span
from kiosk.domain import Message

# A list of more days than these is hard to read; where they are evenly apart, a rule says it.
_LISTED_DAYS = 3
_EVENLY = {
    timedelta(days=1): "every day",
    timedelta(days=7): "every week",
    timedelta(days=14): "every other week",
}


def group_copies(events: Sequence[FoundEvent]) -> list[FoundEvent]:
    """The events, with copies that differ in their day alone as one.

    Copies have the same words, hours and registration. Their own pages may differ; then no page is
    given, and that is told.
    """
    groups: dict[object, list[FoundEvent]] = {}
    for event in events:
        groups.setdefault(_group_key(event), []).append(event)
    return [_joined(members) for members in groups.values()]


def _group_key(event: FoundEvent) -> object:
    if not event.spans:
        typed = (event.when, event.repeats)
        return (squeezed(event.title), typed, event.keys.get("register", ""), event.identity)
    span = event.spans[0]
    length = span.last_day - span.first_day
    if length:
        # Several days each: no line of a date says it of more than one.
        return (squeezed(event.title), span, event.keys.get("register", ""))
    # The same event may stand on a page twice, once with its text and once without.
    return (
        squeezed(event.title),
        *(event.keys.get(key, "") for key in ("place", "register", "status", "timezone")),
        span.hours,
    )


def _joined(members: Sequence[FoundEvent]) -> FoundEvent:
    # What was found with most words is taken.
    members = sorted(members, key=lambda one: (-len(one.keys), -len(one.body)))
    event = members[0]
    for other in members[1:]:
        for key, value in other.keys.items():
            event.set(key, value, other.sources[key])
        if not event.body:
            event.set_body(other.body, other.sources.get("body", ""))
        event.notes += [note for note in other.notes if note not in event.notes]
    spans = sorted(
        {span for member in members for span in member.spans}, key=lambda one: one.first_day
    )
    links = {link for member in members if (link := member.keys.get("link"))}
    bodies = {member.body for member in members if member.body}
    if len(links) > 1:
        del event.keys["link"]
        event.notes.append(
            Message("its {count} days have pages of their own, so none is given", count=len(spans))
        )
    if len(bodies) > 1:
        event.notes.append(Message("its days have different texts; the longest one is taken"))
        event.body = max(bodies, key=len)
    event.aliases = [member.identity for member in members if member.identity]
    if len(spans) > 1:
        event.identity = squeezed(event.title)
        event.notes.append(
            Message("{count} entries of this title are joined into one file", count=len(spans))
        )
    event.spans = spans
    set_when(event)
    return event


def set_when(event: FoundEvent) -> None:
    """Write an event's spans as ``when:`` and ``repeats:``."""
    spans = event.spans
    if not spans:
        return
    event.when = spans[0].as_typed()
    if len(spans) == 1:
        return
    source = event.sources.get("when", "")
    event.sources["when"] = f"{source} of {len(spans)} entries"
    if rule := _even_rule(spans):
        event.repeats = f"{rule} until {spans[-1].first_day:%Y-%m-%d}"
        event.sources["repeats"] = event.sources["when"]
        return
    days = ", ".join(f"{span.first_day:%Y-%m-%d}" for span in spans)
    starts, ends = spans[0].hours
    hours = f"{starts} - {ends}" if ends else starts
    event.when = f"{days}, {hours}" if hours else days


def _even_rule(spans: Sequence[Span]) -> str:
    """The rule of days that are evenly apart; "" for others, and for few of them."""
    steps = {later.first_day - one.first_day for one, later in pairwise(spans)}
    if len(spans) < _LISTED_DAYS or len(steps) != 1:
        return ""
    return _EVENLY.get(steps.pop(), "")
