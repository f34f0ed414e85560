"""Which entries of a calendar are for visitors: not those for few, and not what is no event."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.content.events.calendar_blocks import Block, unescaped
from kiosk.content.problems import Report
from kiosk.domain import CalendarFilter, Message

_WORD = re.compile(r"\w+")
# Scripts that are written without spaces: a word is found within others.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u2e80-\ud7ff\uf900-\ufaff]")
# Titles that a calendar program writes where it shares no words.
_ONLY_BUSY = frozenset(
    {
        *("busy", "free", "tentative", "away", "out of office", "working elsewhere", "no title"),
        *("private", "private appointment", "private event", "untitled", "untitled event"),
        *("ocupado", "ocupada", "no disponible", "fuera de la oficina", "provisional", "privado"),
        *("cita privada", "sin título", "beschäftigt", "gebucht", "abwesend", "mit vorbehalt"),
        *("privat", "privater termin", "kein titel", "frei", "occupé", "occupée", "absent"),
        *("absent du bureau", "provisoire", "privé", "rendez-vous privé", "sans titre", "occupato"),
        *("besetzt", "belegt", "impegnato", "prenotato", "bận"),
        *("bezet", "privé-afspraak", "indisponível", "忙碌", "予定あり"),
    }
)
# The last one is Apple's calendar server's, of which some programs write no CLASS.
_ACCESS = ("CLASS", "X-CALENDARSERVER-ACCESS")
# Marks of titles that say that an entry is for those who work there: in brackets anywhere, before a
# colon or a dash, and words that nothing else means.
_MARKS = (
    "hold|internal|intern[oa]|staff|staff only|confidential|confidencial|draft|borrador|placeholder"
    "|not public|do not publish|no publicar|solo personal|s[oó]lo para (?:el )?personal"
)
_STAFF = re.compile(
    rf"[(\[{{]\s?(?:{_MARKS})\s?[)\]}}]|^\W{{0,3}}(?:{_MARKS})(?:\s?[:|]|\s[-–—])\s"
    r"|\b(?:staff only|do not publish|not for publication|no publicar)\b"
    r"|^(?:staff|team) meeting\b|^reuni[oó]n (?:del? )?(?:personal|equipo)\b",
    re.IGNORECASE,
)
# Titles of what is not sure, or no more at its time.
_UNSURE = re.compile(
    r"[(\[]\s?(?:tbc|tbd|pending|tentative|provisional|por confirmar|pendiente)\s?[)\]]"
    r"|^\W{0,3}(?:tbc|tbd|pending|tentative|provisional|por confirmar|pendiente)(?:\s?:|\s[-–—])\s"
    r"|^\W{0,3}(?:moved to|rescheduled|new date)\b"
    r"|^\W{0,3}(?:cambio de fecha|trasladad[oa] al?|reprogramad[oa])\b",
    re.IGNORECASE,
)
# Categories that Outlook gives to what is no event for others.
_PERSONAL = frozenset({"personal", "private", "confidential", "privado", "privada", "confidencial"})
_BIRTHDAY = re.compile(
    r"['’]s birthday$|^(?:happy )?birthday\b|^cumplea[nñ]os de \w", re.IGNORECASE
)
_AWAY = ("OOF", "WORKINGELSEWHERE")
_QUOTED, _MOST_TITLES = 60, 5


class _Reason(StrEnum):
    BUSY = "busy"
    TENTATIVE = "tentative"
    AWAY = "away"
    STAFF = "staff"
    LEFT_OUT = "left-out"
    NOT_NAMED = "not-named"


@dataclass(kw_only=True)
class Selection:
    """The entries to show, and the UIDs of those that are not shown.

    ``hidden_changes`` are the lines at which changes of single times begin that are not shown.
    """

    shown: list[Block] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    hidden_changes: set[int] = field(default_factory=set)


def select_entries(
    blocks: Sequence[Block], calendar_filter: CalendarFilter, report: Report
) -> Selection:
    """Leave out what is private, busy time, unconfirmed, or not meant by ``calendar_filter``.

    Each kind is told once. A series of which one time is private is private as a whole; of one of
    which a time is left out for another reason, that time is not shown.
    """
    selection = Selection(hidden=_private(blocks, report))
    reasons: dict[_Reason, list[Block]] = {}
    masters: dict[str, list[Block]] = {}
    for block in blocks:
        if not block.is_change:
            masters.setdefault(block.uid, []).append(block)
    for block in blocks:
        if block.uid in selection.hidden:
            continue
        series = masters.get(block.uid, [])
        is_named = any(_is_matched(one, calendar_filter.only) for one in series)
        reason = _reason(block, calendar_filter, is_named=is_named)
        if reason is None:
            selection.shown.append(block)
            continue
        reasons.setdefault(reason, []).append(block)
        if block.is_change:
            selection.shown.append(block)
            selection.hidden_changes.add(block.line)
        elif len(series) == 1:
            selection.hidden.add(block.uid)
    selection.shown = [block for block in selection.shown if block.uid not in selection.hidden]
    _tell(reasons, calendar_filter, report)
    _tell_free(selection, report)
    return selection


def has_word(block: Block, word: str) -> bool:
    """True where a word of ``calendars:`` stands in the entry's title or one of its categories."""
    return _is_matched(block, (word,))


def places_of_words(block: Block) -> tuple[str, ...]:
    """The entry's title and categories, in which those words are looked for."""
    return (block.title, *_categories(block))


def is_left_out(title: str, calendar_filter: CalendarFilter) -> bool:
    """True for a title with one of the words to leave out."""
    return any(_is_in(word, title) for word in calendar_filter.leave_out)


def _private(blocks: Sequence[Block], report: Report) -> set[str]:
    """The UIDs that are marked as private (RFC 5545, 3.8.1.3); told without a title."""
    marked = {
        block.uid: block
        for block in reversed(blocks)
        if any(block.value(name).strip().upper() not in ("", "PUBLIC") for name in _ACCESS)
    }
    if marked:
        count = len(marked)
        report.warn(
            "calendar-private",
            Message(
                "an entry is marked as private or confidential in the calendar program, and not"
                " shown"
            )
            if count == 1
            else Message(
                "{count:,} entries are marked as private or confidential in the calendar program,"
                " and not shown",
                count=count,
            ),
            Message("where the public may see it, mark it as public and export the calendar again"),
            line=min(block.line for block in marked.values()),
        )
    return set(marked)


def _reason(block: Block, calendar_filter: CalendarFilter, *, is_named: bool) -> _Reason | None:
    """Why an entry is not for visitors; None for one that is.

    ``is_named`` says that the series of a change is named by ``calendar_filter``.
    """
    busy = block.value("X-MICROSOFT-CDO-BUSYSTATUS").strip().upper()
    title = block.title.casefold().strip(" .:()")
    if _is_matched(block, calendar_filter.leave_out):
        return _Reason.LEFT_OUT
    if calendar_filter.only and not (is_named or _is_matched(block, calendar_filter.only)):
        return _Reason.NOT_NAMED
    if busy in _AWAY:
        return _Reason.AWAY
    if _is_for_staff(block):
        return _Reason.STAFF
    has_words = bool(block.value("DESCRIPTION").strip())
    if title in _ONLY_BUSY and not has_words:
        return _Reason.BUSY
    if not title and not has_words and not block.value("LOCATION").strip() and not block.is_change:
        return _Reason.BUSY
    is_tentative = block.value("STATUS").strip().upper() == "TENTATIVE" or busy == "TENTATIVE"
    if is_tentative or _UNSURE.search(block.title):
        return _Reason.TENTATIVE
    return None


def _is_for_staff(block: Block) -> bool:
    """True for a title with a mark for staff, and for a person's birthday of each year."""
    is_birthday = "FREQ=YEARLY" in block.value("RRULE").upper() and _BIRTHDAY.search(block.title)
    is_personal = any(one.strip().casefold() in _PERSONAL for one in _categories(block))
    return bool(is_birthday) or is_personal or is_staff_title(block.title)


def is_staff_title(title: str) -> bool:
    """True for a title that says that it is for staff, such as "Meeting (internal)"."""
    return _STAFF.search(title) is not None


def _is_matched(block: Block, words: Iterable[str]) -> bool:
    """True where a word stands in one of the entry's categories, or in its title."""
    places = places_of_words(block)
    return any(_is_in(word, place) for word in words for place in places)


def _categories(block: Block) -> Iterable[str]:
    for value in block.values("CATEGORIES"):
        # Commas that belong to a name are escaped.
        for part in value.replace("\\,", "\x00").split(","):
            yield unescaped(part.replace("\x00", ","))


def _joined(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold()))


def _is_in(word: str, title: str) -> bool:
    wanted, words = _joined(word), _joined(title)
    if _UNSPACED.search(wanted):
        return wanted in words
    return bool(wanted) and f" {wanted} " in f" {words} "


def _titles(blocks: Sequence[Block]) -> str:
    """The first titles of entries, for a message, and how many there are."""
    titles = list(dict.fromkeys(block.title[:_QUOTED] or "..." for block in blocks))
    listed = ", ".join(f"'{title}'" for title in titles[:_MOST_TITLES])
    more = ", ..." if len(titles) > _MOST_TITLES else ""
    return f"{listed}{more}" + (f" ({len(blocks):,})" if len(blocks) > 1 else "")


def _tell(
    reasons: dict[_Reason, list[Block]], calendar_filter: CalendarFilter, report: Report
) -> None:
    if blocks := reasons.get(_Reason.BUSY):
        report.warn(
            "calendar-busy",
            Message(
                "entries that say only that somebody is busy or free, without other words, are not"
                " shown; their number is {count:,}",
                count=len(blocks),
            ),
            Message("share the calendar with all details, and export it again"),
            line=blocks[0].line,
        )
    if blocks := reasons.get(_Reason.AWAY):
        report.warn(
            "calendar-away",
            Message(
                "entries marked as out of office, which is said of a person, are not shown:"
                " {titles}",
                titles=_titles(blocks),
            ),
            Message(
                "where it is an event for visitors, show it as Busy in the calendar program, and"
                " export the calendar again"
            ),
            line=blocks[0].line,
        )
    if blocks := reasons.get(_Reason.STAFF):
        report.warn(
            "calendar-staff",
            Message(
                "entries whose titles or categories say that they are for staff or personal, such"
                " as a birthday, are not shown: {titles}",
                titles=_titles(blocks),
            ),
            Message(
                "where it is for visitors, take the mark out of its title in the calendar program,"
                " and export the calendar again"
            ),
            line=blocks[0].line,
        )
    if blocks := reasons.get(_Reason.TENTATIVE):
        report.warn(
            "calendar-tentative",
            Message(
                "entries that are tentative in the calendar program, or by their titles not sure or"
                " moved, are not shown: {titles}",
                titles=_titles(blocks),
            ),
            Message(
                "confirm them in the calendar program, or correct their times and titles, and"
                " export the calendar again"
            ),
            line=blocks[0].line,
        )
    if blocks := reasons.get(_Reason.LEFT_OUT):
        report.info(
            "calendar-left-out",
            Message(
                "the words of calendars: leave_out: in kiosk.yaml leave out {titles}",
                titles=_titles(blocks),
            ),
            Message("correct the words, if others are meant"),
            line=blocks[0].line,
        )
    if blocks := reasons.get(_Reason.NOT_NAMED):
        report.info(
            "calendar-left-out",
            Message(
                "without a word of calendars: only: in kiosk.yaml ({words}), these are left out:"
                " {titles}",
                words=", ".join(calendar_filter.only),
                titles=_titles(blocks),
            ),
            Message("correct the words, if others are meant"),
            line=blocks[0].line,
        )


def _tell_free(selection: Selection, report: Report) -> None:
    """Tell the entries at a time that are marked as free time; whole days are so by default."""
    blocks = [
        block
        for block in selection.shown
        if block.line not in selection.hidden_changes and _is_free(block)
    ]
    if blocks:
        report.info(
            "calendar-free",
            Message(
                "entries that are marked as free time in the calendar program are shown: {titles}",
                titles=_titles(blocks),
            ),
            Message(
                "where one is a note for staff, mark it as private, or leave it out by a word below"
                " calendars: leave_out: in kiosk.yaml"
            ),
            line=blocks[0].line,
        )


def _is_free(block: Block) -> bool:
    busy = block.value("X-MICROSOFT-CDO-BUSYSTATUS").strip().upper()
    is_free = block.value("TRANSP").strip().upper() == "TRANSPARENT" or busy == "FREE"
    return is_free and "T" in block.value("DTSTART").upper()
