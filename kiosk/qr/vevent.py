"""An event as the payload of a code that adds it to a telephone's calendar."""

from datetime import UTC, date, datetime, timedelta

# Letters of the title: each byte makes the code denser (docs/ACCESSIBILITY.md, 30).
LONGEST_TITLE = 60
# Bytes that version 11, 61 modules, holds at error level M.
LARGEST = 251


def calendar_payload(
    title: str, starts: date, ends: date | None, place: str = "", url: str = ""
) -> str:
    """A VCALENDAR (RFC 5545) with one event and nothing that a telephone can do without.

    Instants carry a time zone and are written in UTC; of whole days ``ends`` is the last one.
    """
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
    if place:
        lines.append(f"LOCATION:{_escaped(_short(place, LONGEST_TITLE))}")
    ending = ["END:VEVENT", "END:VCALENDAR", ""]
    whole = "\r\n".join([*lines, f"URL:{url}", *ending])
    # The address is left out where it would make the code too dense.
    return whole if url and len(whole.encode()) <= LARGEST else "\r\n".join([*lines, *ending])


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _short(text: str, most: int) -> str:
    """Whole words, up to so many letters."""
    if len(text) <= most:
        return text
    head = text[: most - 1].rsplit(" ", 1)[0] or text[: most - 1]
    return head.rstrip(" ,;:-–—") + "…"


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", " ")):
        text = text.replace(sign, escaped)
    return text
