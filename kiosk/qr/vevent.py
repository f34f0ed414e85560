"""An event as the payload of a code that adds it to a telephone's calendar."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kiosk.qr.code_target import CodeTarget, code_target, may_be_code

# Letters of the title: each byte makes the code denser (docs/ACCESSIBILITY.md, 30).
LONGEST_TITLE = 60
SHORT_TITLE = 32
# Bytes that version 11, 61 modules, holds at error level M.
LARGEST = 251
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Joiners are spelling in several languages; other format characters change how a text is read.
_JOINERS = "\u200c\u200d"
# Beginnings of what telephones take for an address wherever it stands in a text.
_ADDRESS = re.compile(
    r"(?:www\.|(?:https?|ftp|file|mailto|tel|sms|smsto|mms|mmsto|facetime|geo|maps|javascript|data"
    r"|intent|market|wifi|whatsapp|skype|webcal|itms|itms-apps|callto):)",
    re.IGNORECASE,
)
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT")
_AROUND = "<>()[]{}\"'“”‘’«».,;!?"


@dataclass(frozen=True, kw_only=True, slots=True)
class Repetition:
    """How an event repeats.

    ``rule`` is an RRULE without COUNT and UNTIL. The last time is on ``last_day`` or before; none
    is on the days of ``excluded``.
    """

    rule: str
    last_day: date | None = None
    excluded: tuple[date, ...] = ()


def calendar_payload(
    title: str,
    starts: date,
    ends: date | None,
    place: str = "",
    url: str = "",
    *,
    allowed: Sequence[str] = (),
    repetition: Repetition | None = None,
) -> str:
    """A VCALENDAR (RFC 5545) with one event and nothing that a telephone can do without.

    Instants carry a time zone and are written in UTC. Where the event repeats, they are written in
    their zone, since a weekday in UTC may be another. Of whole days ``ends`` is the last one. A
    rule is left out where it makes the code too dense, never its exceptions alone. An address that
    may not become a code is left out, also within title and place; ``allowed`` are the hosts and
    numbers of ``codes: allow:``.
    """
    title, place = (_safe_words(text, allowed) for text in (title, place))
    summary = f"SUMMARY:{_escaped(_short(title, LONGEST_TITLE))}"
    where = [f"LOCATION:{_escaped(_short(place, LONGEST_TITLE))}"] if place else []
    target = code_target(url, allowed)
    link = [f"URL:{target.payload}"] if isinstance(target, CodeTarget) else []
    once = _times(starts, ends)
    # What would make the code too dense is left out: the address, the place, the rule.
    choices = [[summary, *once, *where, *link], [summary, *once, *where]]
    if repetition is not None:
        again = _repeated_times(starts, ends, repetition, in_zone=True)
        dense = _repeated_times(starts, ends, repetition, in_zone=False)
        short = f"SUMMARY:{_escaped(_short(title, SHORT_TITLE))}"
        choices[:0] = [
            [summary, *again, *where, *link],
            [summary, *again, *where],
            [summary, *dense, *where],
            [summary, *dense],
            [short, *dense],
        ]
    payloads = [
        "\r\n".join([*_HEAD, *lines, "END:VEVENT", "END:VCALENDAR", ""]) for lines in choices
    ]
    fitting = (payload for payload in payloads if len(payload.encode()) <= LARGEST)
    return next(fitting, payloads[-1])


def _times(starts: date, ends: date | None) -> list[str]:
    if isinstance(starts, datetime):
        last = [f"DTEND:{_utc(ends)}"] if isinstance(ends, datetime) else []
        return [f"DTSTART:{_utc(starts)}", *last]
    last = [f"DTEND;VALUE=DATE:{ends + timedelta(days=1):%Y%m%d}"] if ends and ends > starts else []
    return [f"DTSTART;VALUE=DATE:{starts:%Y%m%d}", *last]


def _repeated_times(
    starts: date, ends: date | None, repetition: Repetition, *, in_zone: bool
) -> list[str]:
    """The lines of a series, with times in their zone, or in the zone of the telephone.

    The second is shorter, and says the same wherever the event takes place.
    """
    last_day = repetition.last_day
    excluded = [
        day
        for day in repetition.excluded
        if _day_of(starts) <= day and (last_day is None or day <= last_day)
    ]
    rule = f"RRULE:{repetition.rule}"
    if not isinstance(starts, datetime):
        end = f";UNTIL={last_day:%Y%m%d}" if last_day else ""
        days = ",".join(f"{day:%Y%m%d}" for day in excluded)
        left_out = [f"EXDATE;VALUE=DATE:{days}"] if days else []
        return [*_times(starts, ends), f"{rule}{end}", *left_out]
    key = getattr(starts.tzinfo, "key", "")
    zone = f";TZID={key}" if in_zone and key else ""
    lines = [f"DTSTART{zone}:{starts:%Y%m%dT%H%M%S}"]
    if isinstance(ends, datetime) and zone:
        lines.append(f"DTEND{zone}:{ends.astimezone(starts.tzinfo):%Y%m%dT%H%M%S}")
    elif isinstance(ends, datetime):
        lines.append(
            f"DURATION:PT{(ends.astimezone(UTC) - starts.astimezone(UTC)) // timedelta(minutes=1)}M"
        )
    if last_day is not None:
        last = datetime.combine(last_day, time(23, 59, 59), starts.tzinfo)
        rule += f";UNTIL={_utc(last) if zone else f'{last:%Y%m%dT%H%M%S}'}"
    lines.append(rule)
    if excluded:
        days = ",".join(f"{day:%Y%m%d}T{starts:%H%M%S}" for day in excluded)
        lines.append(f"EXDATE{zone}:{days}")
    return lines


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _safe_words(text: str, allowed: Sequence[str]) -> str:
    """The text without hidden signs and without addresses that may not become a code."""
    lines = _LINE_ENDS.split("".join(map(_safe_sign, text)))
    kept = (
        " ".join(word for word in line.split() if not _is_refused(word, allowed)) for line in lines
    )
    return "\n".join(filter(None, kept))


def _safe_sign(sign: str) -> str:
    if _LINE_ENDS.match(sign):
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Zs"):
        return " "
    return "" if kind in ("Cf", "Cs", "Co", "Cn") and sign not in _JOINERS else sign


def _is_refused(word: str, allowed: Sequence[str]) -> bool:
    """True for an address that may not become a code; a telephone makes links of addresses."""
    bare = word.strip(_AROUND)
    if "://" in bare or _ADDRESS.match(bare):
        return not may_be_code(f"https://{bare}" if bare[:4].lower() == "www." else bare, allowed)
    # A bare name of a host or an e-mail address, which without an allow-list may be any.
    meant = f"mailto:{bare}" if "@" in bare else f"https://{bare}"
    return bool(allowed) and may_be_code(meant) and not may_be_code(meant, allowed)


def _short(text: str, most: int) -> str:
    """Whole words, up to so many letters."""
    if len(text) <= most:
        return text
    head = text[: most - 1].rsplit(" ", 1)[0] or text[: most - 1]
    return head.rstrip(" ,;:-–—\n") + "…"


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(sign, escaped)
    return text
