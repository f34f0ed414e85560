"""Takes the invitations of online meetings out of an entry's text, and finds the meeting's address.

A block is a run of lines that such a program writes, with blank lines and rules between them. It
is taken out if one of its lines is certain, or if it has the meeting's address or number with
others; outside of a block nothing is taken out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from kiosk.content.events.links import address_spans, unwrapped
from kiosk.content.events.meeting_addresses import is_help_address, is_meeting_address
from kiosk.content.events.meeting_words import (
    AFTER_INVITATION,
    CERTAIN,
    COUNTRY_NUMBER,
    GREETING,
    IN_BRACKETS,
    NUMBER_NAME,
    OR_DIAL,
    POSSIBLE,
    PROGRAM,
    TELEPHONE,
)

# Letters of a line that a program writes without addresses; own number, three times the longest.
_LONGEST_LINE = 400
# Letters of the words beside an address in an invitation of a language that is not known here.
_LONGEST_LABEL = 120
_RULE = re.compile(r"[-_=~:*─━═—–•. ]{8,}")
_TEAMS_RULE = re.compile(r"_{20,400}")
_GOOGLE_RULE = re.compile(r"-?::~:~::~:[~:]*-?")
_AROUND = " \t\u00a0*•·-–—>:：|.,!"
_VALUE = re.compile(
    r"(?P<name>[^:：]{2,60})\s?[:：] ?"
    r"(?P<value>[\d #*.-]{3,40}|\S{3,60}|[a-z]{4,12} [a-z]{3,12} after joining the meeting)"
    r"(?: ?\([^()]{1,80}\))?"
)
_VALUE_ALONE = re.compile(r"[\d #*.-]{3,40}|\S{3,60}")
_DIAL_STRING = re.compile(r".{0,40}\+?\d[\d ().-]{5,20},{1,4}[\d,*# ]{5,40}.{0,60}")
_NUMBER = re.compile(
    r"(?:\([a-z]{2,3}\) ?)?(?:[\w ()-]{2,40}: ?)?\(?\+?\(?\d[\d ().-]{6,22}#{0,2}"
    r"(?:,? ?\(?[^\W\d_].{0,60})?(?: pin: ?[\d #]{4,20})?"
)
_SYSTEM = re.compile(
    r"\d{8,13}(?:\.\d{1,10})*@\S{4,60}|\S{2,40}@(?:m\.webex\.com|vc\.\S{3,40}|\S*zoomcrc\.com)"
    r"|(?:[\w .()-]{2,40}: ?)?\d{1,3}(?:\.\d{1,3}){3}(?:##\d+)?(?: \([\w ./-]{2,40}\))?"
)


class _Line(IntEnum):
    TEXT = 0
    BLANK = 1
    RULE = 2
    FOREIGN = 3
    POSSIBLE = 4
    TELEPHONE = 5
    NUMBER = 6
    ADDRESS = 7
    CERTAIN = 8


@dataclass(frozen=True, kw_only=True)
class MeetingText:
    """A text without its invitations, and the meetings' addresses in the order of the text.

    ``unknown`` are lines between an invitation's rules that were taken out without being known.
    """

    text: str
    unknown: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def names_program(words: str) -> bool:
    """True for a place such as "Microsoft Teams Meeting"."""
    return PROGRAM.fullmatch(words.strip(_AROUND).casefold()) is not None


def without_meetings(
    text: str, guests: Iterable[str] = (), *, is_online: bool = False
) -> MeetingText:
    """The text without the blocks of its invitations, and without lines of guests' addresses.

    ``guests`` are addresses in lower case. ``is_online`` says that the entry's place is a meeting.
    """
    lines = text.split("\n")
    addresses = tuple(
        dict.fromkeys(
            found for line in lines for found in _addresses(line) if is_meeting_address(found)
        )
    )
    kinds = _kinds(lines)
    unknown = _within_rules(lines, kinds)
    for at in unknown:
        kinds[at] = _Line.POSSIBLE
    removed = [False] * len(lines)
    for first, last in _fenced(lines):
        removed[first : last + 1] = [True] * (last + 1 - first)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and kinds[end] is not _Line.TEXT:
            end += 1
        for at in _block(lines, kinds, start, end, is_online=is_online):
            removed[at] = True
        start = end + 1
    secrets = _secrets(lines, removed) if addresses or is_online else []
    for at in secrets:
        removed[at] = True
    known = frozenset(guests)
    for at, line in enumerate(lines):
        removed[at] = removed[at] or _only_guests(line, known)
    return MeetingText(
        text=_joined(lines, removed),
        addresses=addresses,
        unknown=tuple(
            lines[at].strip()
            for at in sorted({*unknown, *secrets})
            if removed[at] and not any(map(is_meeting_address, _addresses(lines[at])))
        ),
    )


def _secrets(lines: Sequence[str], removed: Sequence[bool]) -> list[int]:
    """Lines left with a meeting's number or password, or a number to dial that holds one.

    An invitation that is not known must not open a meeting to a hallway.
    """
    found: list[int] = []
    for at, line in enumerate(lines):
        bare = line.strip(_AROUND).casefold()
        named = _VALUE.fullmatch(bare)
        is_named = named is not None and NUMBER_NAME.fullmatch(named["name"].strip())
        if not removed[at] and (is_named or _DIAL_STRING.fullmatch(bare)):
            found.append(at)
    return found


def _addresses(line: str) -> list[str]:
    return [unwrapped(line[start:end]) for start, end in address_spans(line)]


def _joined(lines: Sequence[str], removed: Sequence[bool]) -> str:
    """The lines that stay, with one blank line where a block was."""
    if not any(removed):
        return "\n".join(lines)
    kept: list[str] = []
    gap = False
    for line, is_removed in zip(lines, removed, strict=True):
        if is_removed:
            gap = True
        elif not gap:
            kept.append(line)
        elif line.strip():
            while kept and not kept[-1].strip():
                kept.pop()
            kept += [*([""] if kept else []), line]
            gap = False
    while gap and kept and not kept[-1].strip():
        kept.pop()
    return "\n".join(kept)


def _fenced(lines: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Google's sections, which say that nobody should edit them, whatever their language."""
    rules = [at for at, line in enumerate(lines) if _GOOGLE_RULE.fullmatch(line.strip())]
    return zip(rules[::2], rules[1::2], strict=False)


def _within_rules(lines: Sequence[str], kinds: Sequence[_Line]) -> list[int]:
    """The lines of text between two rules of Teams' own, the first of which its name follows."""
    rules = [at for at, line in enumerate(lines) if _TEAMS_RULE.fullmatch(line.strip())]
    found: list[int] = []
    for first, last in pairwise(rules):
        inside = range(first + 1, last)
        head = next((lines[at].casefold() for at in inside if lines[at].strip()), "")
        is_teams = "microsoft teams" in head and len(head) <= _LONGEST_LINE
        addresses = (one for at in inside for one in _addresses(lines[at]))
        if is_teams and (
            any(map(is_meeting_address, addresses))
            or any(kinds[at] is _Line.NUMBER for at in inside)
        ):
            found += [at for at in inside if kinds[at] is _Line.TEXT]
    return found


def _block(
    lines: Sequence[str], kinds: Sequence[_Line], start: int, end: int, *, is_online: bool
) -> range:
    """The lines of a run that are an invitation; none where nothing proves it."""
    found = kinds[start:end]
    numbers, addresses = found.count(_Line.NUMBER), found.count(_Line.ADDRESS)
    details = sum(kind >= _Line.POSSIBLE for kind in found)
    if not (
        _Line.CERTAIN in found
        or (addresses and numbers)
        or (addresses and details > 2)
        or ((is_online or details > 2) and numbers > 1)
    ):
        return range(0)
    # What is above the first sure line and could be a person's stays.
    while start < end and kinds[start] in (_Line.BLANK, _Line.POSSIBLE, _Line.TELEPHONE):
        following = next((kind for kind in kinds[start + 1 : end] if kind is not _Line.BLANK), None)
        if following is _Line.CERTAIN and GREETING.fullmatch(lines[start].strip().casefold()):
            break
        start += 1
    while start < end and kinds[end - 1] is _Line.BLANK:
        end -= 1
    return range(start, end)


def _kinds(lines: Sequence[str]) -> list[_Line]:
    kinds: list[_Line] = []
    invites = dials = names = False
    for line in lines:
        kind = _kind(line, invites=invites, dials=dials)
        if kind is _Line.TEXT and names and _VALUE_ALONE.fullmatch(line.strip()):
            kind = _Line.NUMBER
        names = NUMBER_NAME.fullmatch(line.strip(_AROUND).casefold()) is not None
        kinds.append(kind)
        if kind is _Line.TEXT:
            invites = dials = False
        elif kind is _Line.CERTAIN:
            invites, dials = True, False
        elif kind is _Line.BLANK:
            # A list of telephone numbers follows its heading after a blank line at most.
            dials = (
                dials and kinds[-2:-1] == [_Line.TELEPHONE] and _is_heading(lines[len(kinds) - 2])
            )
        elif kind is not _Line.RULE:
            dials = kind is _Line.TELEPHONE
    return _settled(kinds)


def _settled(kinds: Sequence[_Line]) -> list[_Line]:
    """What the lines with another host's address or unknown words are: parts of what stands around.

    Else they are text. One pass from the end: a description may have thousands of such lines.
    """
    outside = (_Line.TEXT, _Line.BLANK)
    parts = (_Line.RULE, _Line.TELEPHONE, _Line.NUMBER, _Line.ADDRESS, _Line.CERTAIN)
    settled, has_part_behind = list(kinds), False
    for at in range(len(kinds) - 1, -1, -1):
        kind = kinds[at]
        if kind is _Line.FOREIGN:
            is_inside = at > 0 and kinds[at - 1] not in outside
            settled[at] = _Line.POSSIBLE if is_inside and has_part_behind else _Line.TEXT
        elif kind in outside:
            has_part_behind = False
        has_part_behind |= kind in parts
    return settled


def _is_heading(line: str) -> bool:
    return re.search(r"\d{3}", line) is None


def _kind(line: str, *, invites: bool, dials: bool) -> _Line:
    bare = line.strip()
    if not bare:
        return _Line.BLANK
    if _RULE.fullmatch(bare) and sum(not sign.isspace() for sign in bare) >= 8:
        return _Line.RULE
    words, addresses = bare, _addresses(bare)
    for start, end in reversed(list(address_spans(bare))):
        words = words[:start] + words[end:]
    if len(words) > _LONGEST_LINE:
        return _Line.TEXT
    words = re.sub(r"<(?:tel:[^<>]{0,80}|mailto:[^<>]{0,80})?>|\(\s*\)|\[\s*\]", " ", words)
    words = re.sub(r"\s+", " ", words.replace("\u00a0", " ")).casefold()
    if invites and AFTER_INVITATION.fullmatch(words.strip(_AROUND)):
        return _Line.POSSIBLE
    kinds = [
        _kind_of_words(part, dials=dials)
        for part in words.replace(" · ", "|").split("|")
        if part.strip(_AROUND)
    ]
    if _Line.TEXT in kinds and not (addresses and len(words) <= _LONGEST_LABEL):
        return _Line.TEXT
    if any(not (is_meeting_address(one) or is_help_address(one)) for one in addresses):
        # A bare address of another host is a curator's.
        return _Line.FOREIGN if kinds else _Line.TEXT
    if _Line.TEXT in kinds:
        return _Line.FOREIGN
    best = max(kinds, default=_Line.POSSIBLE)
    if best is not _Line.CERTAIN and any(map(is_meeting_address, addresses)):
        return _Line.ADDRESS
    return best


def _kind_of_words(words: str, *, dials: bool) -> _Line:
    words = words.strip(" ")
    bare = words.strip(_AROUND)
    if CERTAIN.fullmatch(bare):
        return _Line.CERTAIN
    if PROGRAM.fullmatch(bare):
        return _Line.NUMBER
    named = _VALUE.fullmatch(words.lstrip(_AROUND))
    if named and NUMBER_NAME.fullmatch(named["name"].strip()):
        return _Line.NUMBER
    if NUMBER_NAME.fullmatch(bare) or _SYSTEM.fullmatch(bare) or IN_BRACKETS.fullmatch(bare):
        return _Line.POSSIBLE
    if (
        COUNTRY_NUMBER.fullmatch(bare)
        or _DIAL_STRING.fullmatch(words)
        or (dials and _NUMBER.fullmatch(bare))
    ):
        return _Line.TELEPHONE
    if OR_DIAL.fullmatch(bare):
        return _Line.TELEPHONE
    parts = [part.strip(_AROUND) for part in re.split(r" ?[:：] ", bare)]
    if len(parts) > 1 and all(POSSIBLE.fullmatch(part) for part in parts):
        return _Line.POSSIBLE
    if POSSIBLE.fullmatch(bare):
        return _Line.TELEPHONE if TELEPHONE.fullmatch(bare) else _Line.POSSIBLE
    return _Line.TEXT


def _only_guests(line: str, guests: frozenset[str]) -> bool:
    """True for a line of nothing but addresses of people who are invited."""
    if "@" not in line or not guests:
        return False
    words = re.split(r"[\s,;<>]+", line.casefold().replace("mailto:", "").strip(" ,;<>"))
    return all(word in guests for word in words)
