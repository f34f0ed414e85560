"""An event as the payload of a code that adds it to a telephone's calendar."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from kiosk.qr.code_target import CodeTarget, code_target, may_be_code

# Letters of the title: each byte makes the code denser (docs/ACCESSIBILITY.md, 30).
LONGEST_TITLE = 60
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
_AROUND = "<>()[]{}\"'“”‘’«».,;!?"


def calendar_payload(
    title: str,
    starts: date,
    ends: date | None,
    place: str = "",
    url: str = "",
    *,
    allowed: Sequence[str] = (),
    daily_until: datetime | None = None,
) -> str:
    """A VCALENDAR (RFC 5545) with one event and nothing that a telephone can do without.

    Instants carry a time zone and are written in UTC; of whole days ``ends`` is the last one. With
    ``daily_until`` the event repeats each day, for the last time at that instant. An address that
    may not become a code is left out, also within title and place; ``allowed`` are the hosts and
    numbers of ``codes: allow:``.
    """
    title, place = (_safe_words(text, allowed) for text in (title, place))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(_short(title, LONGEST_TITLE))}",
    ]
    if isinstance(starts, datetime):
        lines.append(f"DTSTART:{_utc(starts)}")
        if isinstance(ends, datetime):
            lines.append(f"DTEND:{_utc(ends)}")
    else:
        lines.append(f"DTSTART;VALUE=DATE:{starts:%Y%m%d}")
        if ends is not None and ends > starts:
            lines.append(f"DTEND;VALUE=DATE:{ends + timedelta(days=1):%Y%m%d}")
    if daily_until is not None and daily_until.utcoffset() == _offset(starts):
        lines.append(f"RRULE:FREQ=DAILY;UNTIL={_utc(daily_until)}")
    if place:
        lines.append(f"LOCATION:{_escaped(_short(place, LONGEST_TITLE))}")
    ending = ["END:VEVENT", "END:VCALENDAR", ""]
    target = code_target(url, allowed)
    link = target.payload if isinstance(target, CodeTarget) else ""
    whole = "\r\n".join([*lines, f"URL:{link}", *ending])
    # The address is left out where it would make the code too dense.
    return whole if link and len(whole.encode()) <= LARGEST else "\r\n".join([*lines, *ending])


def _offset(moment: date) -> timedelta | None:
    """The offset from UTC; a rule in UTC is right only while the clocks do not change."""
    return moment.utcoffset() if isinstance(moment, datetime) else None


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
