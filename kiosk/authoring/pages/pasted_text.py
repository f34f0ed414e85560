"""Events in the text of a page, as people copy it into a file: title, date, registration, words.

A date is known by the grammar that reads every other date of the folder; what stands before it is
a title, what follows belongs to the event until the next title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kiosk.authoring.headings import names_of, squeezed
from kiosk.authoring.pages.found_event import FoundEvent, is_boilerplate
from kiosk.authoring.row_values import known_status
from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import parse_when
from kiosk.domain import AllDay, Message, Timed
from kiosk.domain.bounds import PAGE_EVENTS, PAGE_LINES

_LONGEST_DATE, _LONGEST_TITLE = 200, 250
# Letters beside a date that are more than the name of a day or a zone.
_LEAST_BESIDE = 8
# Each part of a line costs a reading by the grammar of dates.
_MOST_CANDIDATES, _MOST_READINGS = 30, 12_000
_MAY_DATE = re.compile(r"\d|every|cada|demand|any ?time", re.IGNORECASE)
_LINK = re.compile(r"<?\b(?P<url>(?:https?://|www\.)[^\s<>\"]{1,2000})>?", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(
    r"\[([^\[\]]{0,200})\]\(<?([^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\))?)>?\)"
)
_REGISTERING = re.compile(
    r"\b(?:to register|register(?: (?:here|at|now|today|online|by|for|in)|:)|registration|rsvp"
    r"|sign[ -]?up|to enroll|to attend|tickets?|inscr[ií]b|inscripci[oó]n|reg[ií]str"
    r"|para asistir|eventbrite)",
    re.IGNORECASE,
)
_BARE_REGISTERING = re.compile(
    r"(?:please )?(?:to )?(?:register|rsvp|sign[ -]?up|inscr[ií]base|reg[ií]strese)\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:click (?:here|the link)|here|aqu[ií]|this link|link below)\b", re.IGNORECASE
)
# Marks of a list or a heading before a line's words.
_MARK = re.compile(r"^\s*+(?:#{1,6}\s++|[-*•·▪►▶–—]\s++|>\s++|\d{1,2}[.)]\s++)?")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?])\s++(?=[A-ZÁÉÍÓÚÑ¿¡\"“<])")
_AROUND = " ,|–—-•·:\t()"
_SEPARATORS = (" | ", " – ", " — ", " - ", " • ", " · ", ": ", "\t", ", ")
# Between two times that stand side by side, as calendars on the web print them.
_GAP = re.compile(r"(?:(?<=[ap]m)|(?<=[ap]\.m\.)|(?<=:\d\d)) (?=\d{1,2}:\d{2})", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w /&'-]{1,30}?)\s{0,2}:\s++(?P<value>\S.*)")
_ON_DEMAND = re.compile(
    r"\b(?:on[- ]demand|self[- ]paced|bajo demanda|a su propio ritmo)\b", re.IGNORECASE
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic)[a-z]{0,7}"
# The day that calendars on the web print beside an entry.
_DAY_TAG = re.compile(rf"(?:{_MONTHS}\.?(?: \d{{1,2}})?|\d{{1,2}})", re.IGNORECASE)
_DAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mi[eé]|jue|vie|s[aá]b|dom)[a-zé]{0,6}"
_LOOKS_DATED = re.compile(
    rf"\b(?:{_MONTHS}|{_DAY_NAME})\b\.?[^\n]{{0,20}}\d|\b\d{{1,2}}[/.]\d{{1,2}}\b", re.IGNORECASE
)
_LONGEST_DATE_LINE = 100
_TIME_LEFT = re.compile(r"\d[:.h]\d\d|\d ?[ap](?:\.? ?m)?\b|\bnoon\b", re.IGNORECASE)
_MAP = re.compile(r" ?\(?\b(?:map|mapa)\)?$", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:by|no later than|until|antes del?|hasta el) (?P<day>[^<>.;]{3,60}?)"
    r"(?= at\b| here\b| en\b| aqu[ií]\b|[<.;]|$)",
    re.IGNORECASE,
)
_DATE_LABELS = frozenset({"when", "date", "start time", "starts"})
_PRESENTED = re.compile(
    r"(?:presented|sponsored|offered|provided) by|presentad[oa] por|ofrecid[oa] por", re.IGNORECASE
)
_HOSTED = re.compile(r"(?:hosted|organi[sz]ed) by|organizad[oa] por", re.IGNORECASE)
_ONLINE = frozenset(
    {"webinar", "online", "virtual", "virtual event", "via zoom", "zoom", "online event", "on zoom"}
    | {"virtual panel", "online course", "en línea", "seminario web", "evento virtual"}
)


@dataclass(kw_only=True)
class _Line:
    """A line of the text; ``number`` counts from 1, ``starts_block`` after a blank line."""

    number: int
    text: str
    starts_block: bool
    links: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The line without addresses."""
        return " ".join(_LINK.sub(" ", self.text).split()).replace("( )", "").strip()


@dataclass(kw_only=True)
class TextReading:
    """The events of a text, and how many lines before the first one were left out."""

    events: list[FoundEvent] = field(default_factory=list)
    lines_before: int = 0
    is_cut: bool = False


def read_events(text: str, context: DateContext) -> TextReading:
    """The events of a text, in its order."""
    return _TextReader(text, context).read()


def read_block(
    title: str, link: str, text: str, header: str, context: DateContext, where: str
) -> FoundEvent | None:
    """The event of one entry of a page; None where it has no date.

    ``header`` is a day above the entry, which counts where the entry has a time only.
    """
    return _TextReader(text, context).read_block(title, link, header, where)


def day_in(text: str, context: DateContext) -> str:
    """The date in a line, as it is typed; "" without one."""
    return next((typed for typed in _TextReader(text, context).dates if typed), "")


def is_list(text: str, context: DateContext) -> bool:
    """True for several dates, each with words beside it or with a time: each is an event."""
    reader = _TextReader(text, context)
    return reader.count_titled() > 1 or reader.count_timed_days() > 1


class _TextReader:
    def __init__(self, text: str, context: DateContext) -> None:
        all_lines = text.split("\n")
        self._is_cut = len(all_lines) > PAGE_LINES.limit
        self._context = context
        self._readings_left = _MOST_READINGS
        self._known: dict[str, bool] = {}
        self._lines = list(_lines(all_lines[: PAGE_LINES.limit]))
        self._dates = [self._date_in(number) for number in range(len(self._lines))]

    @property
    def dates(self) -> list[str]:
        """The date in each line that is not empty, as it is typed; "" without one."""
        return self._dates

    def count_titled(self) -> int:
        """How many lines have a date and a title beside it."""
        beside = (
            "".join(_beside(line.words, typed))
            for line, typed in zip(self._lines, self._dates, strict=True)
            if typed
        )
        return sum(1 for words in beside if len(words) >= _LEAST_BESIDE and not _is_time(words))

    def count_timed_days(self) -> int:
        """How many days the lines name together with a time."""
        timed = (typed for typed in self._dates if typed and _TIME_LEFT.search(typed))
        return len({self._first_day(typed) for typed in timed})

    def read_block(self, title: str, link: str, header: str, where: str) -> FoundEvent | None:
        """The event of an entry with this title; None without a date."""
        event = FoundEvent(identity=f"text {squeezed(title)[:80]}", place=where)
        event.set("title", title.strip('"“”«» '), where)
        if link.startswith("https://"):
            event.set_address("link", link, where)
        dated = [number for number, typed in enumerate(self._dates) if typed]
        clocks = [number for number, line in enumerate(self._lines) if _is_time(line.words)]
        if dated:
            best = max(dated, key=lambda number: (*self._says_more(number), -number))
            used = self._set_date(event, best, len(self._lines))
            used |= self._of_same_day(event, best, dated)
        elif header and clocks:
            joined = f"{header}, {_GAP.sub(' - ', self._lines[clocks[0]].words)}"
            if not self._is_date(joined):
                return None
            event.when, event.sources["when"], used = joined, where, {clocks[0]}
        else:
            return None
        # A time that the date has already.
        used |= set(clocks) if _TIME_LEFT.search(event.when) else set()
        self._set_words(event, [n for n in range(len(self._lines)) if n not in used])
        event.sources.update(dict.fromkeys((*event.keys, "when", "body"), where))
        return event

    def _says_more(self, number: int) -> tuple[bool, bool]:
        """Whether a date has a time, and whether it has a year."""
        typed = self._dates[number]
        return bool(_TIME_LEFT.search(typed)), bool(re.search(r"\b20\d\d\b", typed))

    def _of_same_day(self, event: FoundEvent, best: int, dated: Sequence[int]) -> set[int]:
        """The other lines with the same day; one with another day is told."""
        first = self._first_day(self._dates[best])
        same = {number for number in dated if self._first_day(self._dates[number]) == first}
        for number in dated:
            if number not in same:
                event.notes.append(
                    Message(
                        "it names another date, '{words}'; see which one is right",
                        words=self._lines[number].words[:120],
                    )
                )
        return same

    def _first_day(self, typed: str) -> object:
        match parse_when(typed, self._context).when:
            case Timed(starts=starts):
                return starts.date()
            case AllDay(first=first):
                return first
        return typed

    def read(self) -> TextReading:
        starts = self._starts()
        reading = TextReading(is_cut=self._is_cut or not self._readings_left)
        if starts:
            reading.lines_before = starts[0][0]
        for number, (first, title_lines) in enumerate(starts):
            if len(reading.events) >= PAGE_EVENTS.limit:
                reading.is_cut = True
                break
            end = starts[number + 1][0] if number + 1 < len(starts) else len(self._lines)
            reading.events.append(self._event(first, title_lines, end))
        return reading

    def _date_in(self, number: int) -> str:
        """The date of a line, as it is typed; "" without one."""
        words = self._lines[number].words
        if not 3 <= len(words) <= _LONGEST_DATE + _LONGEST_TITLE:
            return ""
        if not _MAY_DATE.search(words):
            return ""
        for candidate in islice(_candidates(words), _MOST_CANDIDATES):
            # A time that stays behind would be lost, or taken for a place.
            rest = words.replace(candidate, "", 1) if candidate in words else ""
            if not _TIME_LEFT.search(rest) and self._is_date(candidate):
                return candidate
        return ""

    def _is_date(self, words: str) -> bool:
        if len(words) > _LONGEST_DATE or not _MAY_DATE.search(words):
            return False
        if words not in self._known:
            if not self._readings_left:
                return False
            self._readings_left -= 1
            reading = parse_when(words, self._context)
            # "Monday - Friday, 9 AM - 5 PM" are hours of a house on most pages.
            is_assumed = any(rule == "assumed-repeat" for rule, _, _ in reading.warnings)
            self._known[words] = reading.when is not None and not is_assumed
        return self._known[words]

    def _starts(self) -> list[tuple[int, list[int]]]:
        """(first line, lines of the title) of each event, by the index of the line."""
        found: list[tuple[int, list[int]]] = []
        taken = -1
        leads = self._dates_lead()
        for number, typed in enumerate(self._dates):
            if number <= taken:
                continue
            if not typed:
                if self._is_undated_title(number, taken):
                    found.append((number, [number]))
                    taken = number
                continue
            if self._is_before_title(number, typed):
                found.append((number, [number]))
                taken = number
                continue
            title = self._title_after(number) if leads else self._title_before(number, taken)
            if title:
                found.append((min(*title, number), title))
                taken = max(*title, number)
            elif found and not found[-1][1]:
                taken = number
        return found

    def _dates_lead(self) -> bool:
        """True where the first date of the text stands above its title."""
        for number, typed in enumerate(self._dates):
            if typed:
                return not self._is_before_title(number, typed) and not self._title_before(
                    number, -1
                )
        return False

    def _is_before_title(self, number: int, typed: str) -> bool:
        """True where the title stands in the same line, before the date."""
        title, rest = _beside(self._lines[number].words, typed)
        if len(title) > 3:
            return _label_key(title) == ""
        # Behind the date stands its title, or its place below a title of its own.
        has_own = not self._lines[number].starts_block and self._title_before(number, number - 2)
        return len(rest) > 3 and not has_own and rest.casefold() not in _ONLINE

    def _title_before(self, number: int, taken: int) -> list[int]:
        """The line above a date that is its title."""
        for above in range(number - 1, max(taken, number - 6), -1):
            line = self._lines[above]
            if is_boilerplate(line.words) or self._dates[above]:
                continue
            found = _LABEL.fullmatch(line.words)
            if found and _label_key(found["label"]) not in ("", "title"):
                continue
            if _PRESENTED.match(line.words) or _HOSTED.match(line.words):
                continue
            return [above] if self._may_be_title(line) else []
        return []

    def _title_after(self, number: int) -> list[int]:
        for below in range(number + 1, min(number + 4, len(self._lines))):
            line = self._lines[below]
            if self._dates[below] or _is_time(line.words):
                continue
            if self._may_be_title(line) and not is_boilerplate(line.words):
                return [below]
        return []

    @staticmethod
    def _may_be_title(line: _Line) -> bool:
        words = line.words
        if not 3 <= len(words) <= _LONGEST_TITLE:
            return False
        ends_sentence = words.endswith((".", ";", ",")) and not words.endswith(("...", "Inc."))
        return not ends_sentence and not _BARE_REGISTERING.match(words)

    def _is_undated_title(self, number: int, taken: int) -> bool:
        """True for a title of which no date follows, but a way to register, or "on demand".

        Without this, its text would become a part of the event above it.
        """
        line = self._lines[number]
        if taken < 0 and not _ON_DEMAND.search(line.words):
            return False
        if not (line.starts_block and self._may_be_title(line)) or is_boilerplate(line.words):
            return False
        if _LABEL.fullmatch(line.words) or line.words.endswith((":", "!", "?")):
            return False
        if line.words.casefold().strip(" .") in _ONLINE:
            return False
        # What stands right below a date is a place or the like: an event above has ended its words.
        between = [self._lines[above] for above in range(taken + 1, number)]
        if taken >= 0 and not any(
            one.words.endswith((".", "!", "?")) or _REGISTERING.search(one.text) for one in between
        ):
            return False
        if not _is_capitalised(line.words):
            return False
        following = range(number + 1, min(number + 4, len(self._lines)))
        if any(self._dates[below] for below in following):
            return False
        is_on_demand = bool(_ON_DEMAND.search(line.words))
        return is_on_demand or any(
            _BARE_REGISTERING.match(self._lines[below].words) for below in following
        )

    def _event(self, first: int, title_lines: list[int], end: int) -> FoundEvent:
        title = self._lines[title_lines[0]]
        where = f"line {title.number}"
        event = FoundEvent(identity="", place=where)
        dated = next((number for number in range(first, end) if self._dates[number]), None)
        words = title.words
        if dated == title_lines[0]:
            before, after = _beside(words, self._dates[dated])
            words = before or after
        found = _LABEL.fullmatch(words)
        if found and _label_key(found["label"]) == "title":
            words = found["value"]
        event.set("title", words.strip('"“”«» '), where)
        if title.links and not _REGISTERING.search(title.text):
            event.set_address("link", title.links[0], where)
        event.identity = f"text {squeezed(event.title)[:80]}"
        used = {*title_lines}
        if dated is not None:
            used |= self._set_date(event, dated, end)
        elif _ON_DEMAND.search(
            " ".join(self._lines[n].words for n in range(first, min(first + 4, end)))
        ):
            event.when, event.sources["when"] = "on demand", where
            event.notes.append(
                Message("it has no date and says that it is on demand; see whether that is so")
            )
        self._set_words(event, [n for n in range(first, end) if n not in used])
        return event

    def _set_date(self, event: FoundEvent, dated: int, end: int) -> set[int]:
        """Set the date, with a time on a line of its own below it; the lines that were used."""
        event.when = self._dates[dated]
        event.sources["when"] = f"line {self._lines[dated].number}"
        used = {dated}
        rest = _beside(self._lines[dated].words, event.when)[1]
        if re.search(r"\w", rest) and rest != event.title and _label_key(rest) == "":
            _set_place(event, rest, event.sources["when"])
        for below in range(dated + 1, min(dated + 4, end)):
            words = _LABEL.sub(_value_of_date, self._lines[below].words)
            joined = f"{event.when}, {_GAP.sub(' - ', words)}"
            if not re.search(r"\d", words) or (self._dates[below] and not _is_time(words)):
                continue
            if _is_time(words) and self._is_date(joined):
                event.when = joined
                event.sources["when"] += f" and {self._lines[below].number}"
                used.add(below)
                break
        return used

    def _set_words(self, event: FoundEvent, numbers: Sequence[int]) -> None:
        paragraphs: list[str] = []
        for number in numbers:
            line = self._lines[number]
            where = f"line {line.number}"
            if self._set_labelled(event, line, where) or _DAY_TAG.fullmatch(line.words):
                continue
            if (found := _MAP.search(line.words)) and len(line.words) <= _LONGEST_TITLE:
                _set_place(event, line.words[: found.start()], where)
                continue
            self._tell_unread_date(event, line, where)
            if is_boilerplate(line.words) and not (line.links and _REGISTERING.search(line.text)):
                continue
            kept = self._without_registration(event, line, numbers, where)
            if kept:
                is_new = line.starts_block or not paragraphs
                paragraphs.append(f"\n\n{kept}" if is_new and paragraphs else kept)
        text = "\n".join(paragraphs).replace("\n\n\n", "\n\n")
        first = next((self._lines[number].number for number in numbers), 0)
        event.set_body(text, f"line {first} on")

    @staticmethod
    def _tell_unread_date(event: FoundEvent, line: _Line, where: str) -> None:
        """Tell a line that looks like a date and is none: an event of its own may begin there."""
        words = line.words
        if (
            len(words) <= _LONGEST_DATE_LINE
            and not words.endswith(".")
            and _LOOKS_DATED.search(words)
            and not _REGISTERING.search(line.text)
        ):
            event.notes.append(
                Message(
                    "{where} looks like a date that cannot be read: '{words}'; "
                    "see whether another event begins there",
                    where=where,
                    words=words,
                )
            )

    def _set_labelled(self, event: FoundEvent, line: _Line, where: str) -> bool:
        """Set a key of a line such as "Where: Hall" or "Presented by the house"."""
        words = line.words
        for pattern, key in ((_PRESENTED, "presented_by"), (_HOSTED, "hosted_by")):
            if (found := pattern.match(words)) and len(words) <= _LONGEST_TITLE:
                event.set(key, words[found.end() :].strip(" :"), where)
                return True
        if words.casefold().strip(" .") in _ONLINE:
            event.set("online", words.strip(" ."), where)
            return True
        found = _LABEL.fullmatch(words)
        key = _label_key(found["label"]) if found else ""
        if not found or not key or len(found["value"]) > _LONGEST_TITLE or key in _DATE_LABELS:
            return False
        if key == "status":
            if status := known_status(found["value"]):
                event.set("status", status, where)
            return True
        if key in ("place", "room"):
            _set_place(event, found["value"], where)
            return True
        if key in ("online", "contact", "price", "presented_by", "hosted_by", "people"):
            event.set(key, found["value"], where)
            return True
        return False

    def _without_registration(
        self, event: FoundEvent, line: _Line, numbers: Sequence[int], where: str
    ) -> str:
        """The line without its sentences about registering, whose address is set."""
        if not (_REGISTERING.search(line.text) or _BARE_REGISTERING.match(line.words)):
            return _shown(line.text)
        kept = []
        for sentence in _SENTENCE.split(line.text):
            words = " ".join(_LINK.sub(" ", sentence).split())
            links = [_address(found["url"]) for found in _LINK.finditer(sentence)]
            is_call = _BARE_REGISTERING.match(words) or _HERE.search(words)
            if not _REGISTERING.search(sentence) and not is_call:
                kept.append(sentence)
                continue
            if not links and is_call:
                links = self._links_below(line, numbers)
            for link in links[:1]:
                event.set_address("register", link, where)
            if is_call and not links and not event.keys.get("register"):
                event.notes.append(
                    Message(
                        "{where} asks to register and names no address: '{words}'; write register:",
                        where=where,
                        words=words[:120],
                    )
                )
            if not (links or is_call) or not self._set_deadline(event, words, where):
                kept.append(sentence)
        return _shown(" ".join(kept))

    def _set_deadline(self, event: FoundEvent, words: str, where: str) -> bool:
        """Set until when one can register; False where that is said and cannot be read."""
        found = _DEADLINE.search(words)
        if not found:
            return True
        if not self._is_date(found["day"].strip()):
            return False
        event.set("register_until", found["day"], where)
        return True

    def _links_below(self, line: _Line, numbers: Sequence[int]) -> list[str]:
        """The address on a line of its own after one that says "register here"."""
        for number in numbers:
            below = self._lines[number]
            if 0 < below.number - line.number <= 2 and below.links and len(below.words) < 20:
                return below.links
        return []


def _lines(texts: Sequence[str]) -> Iterator[_Line]:
    after_blank = True
    for number, text in enumerate(texts, start=1):
        plain = _MARKDOWN_LINK.sub(r"\1 <\2>", text.replace("\u00a0", " ").strip())
        plain = _EMPHASIS.sub("", _MARK.sub("", plain, count=1))
        if not plain.strip():
            after_blank = True
            continue
        links = [_address(found["url"]) for found in _LINK.finditer(plain)]
        is_heading = text.lstrip().startswith("#")
        yield _Line(number=number, text=plain, starts_block=after_blank or is_heading, links=links)
        after_blank = False


def _candidates(words: str) -> Iterator[str]:
    """What of a line may be its date: all of it, without a label, or a part at one of its ends."""
    plain = words.strip(" .")
    yield plain
    yield _GAP.sub(" - ", plain)
    found = _LABEL.fullmatch(plain)
    if found:
        if _label_key(found["label"]) in _DATE_LABELS:
            yield found["value"].strip(" .")
        elif _label_key(found["label"]):
            return
    for separator in _SEPARATORS:
        parts = plain.split(separator)
        if not 2 <= len(parts) <= 8:
            continue
        for length in range(len(parts) - 1, 0, -1):
            for first in (0, *range(len(parts) - length, 0, -1)):
                yield separator.join(parts[first : first + length]).strip(" .()")


def _beside(words: str, typed: str) -> tuple[str, str]:
    """What stands before and behind the date of a line; nothing where the date is all of it."""
    if typed not in words:
        return "", ""
    before, _, after = words.partition(typed)
    return before.strip(_AROUND), after.strip(_AROUND)


def _label_key(label: str) -> str:
    """The key of an event that a label names; "" for other words."""
    return {"what": "title", "who": "people", "time": "start time", "via": "online"}.get(
        label.casefold().strip(" :"), names_of("event").get(squeezed(label), "")
    )


def _value_of_date(found: "re.Match[str]") -> str:
    return found["value"] if _label_key(found["label"]) in _DATE_LABELS else found[0]


def _is_time(words: str) -> bool:
    """True for a line with times of a day and nothing else."""
    rest = re.sub(
        r"\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?\s?m\.?|hrs?\.?|h)?|\b(?:noon|midnight|to|a|from|until|and"
        r"|mediod[ií]a|[PMCE][SD]?T|pacific|time|de|las)\b|[\s–—,().-]",
        "",
        words.casefold() if len(words) < 80 else words,
        flags=re.IGNORECASE,
    )
    return not rest and bool(re.search(r"\d|noon", words, re.IGNORECASE)) and len(words) < 80


def _is_capitalised(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_]{4,}", words)]
    return bool(long) and sum(word[0].isupper() for word in long) * 10 >= len(long) * 6


def _set_place(event: FoundEvent, words: str, where: str) -> None:
    words = _MAP.sub("", words).strip()
    plain = words.casefold().strip(" .")
    key = "online" if plain in _ONLINE or plain.startswith(("via zoom", "online")) else "place"
    if key == "place" and event.keys.get("place") and words not in event.keys["place"]:
        is_longer = event.keys["place"].casefold() in words.casefold()
        event.keys["place"] = words if is_longer else f"{event.keys['place']}, {words}"
        return
    event.set(key, words, where)


def _address(url: str) -> str:
    """An address of a text, without the signs of the sentence around it."""
    plain = url.rstrip(".,;:!?'»”’*")
    while plain.endswith(")") and plain.count(")") > plain.count("("):
        plain = plain[:-1].rstrip(".,;:!?")
    return f"https://{plain}" if plain.lower().startswith("www.") else plain


def _shown(text: str) -> str:
    """The words of a text that visitors read, with addresses as they were."""
    return re.sub(r"<((?:https?://|www\.)[^\s<>]{1,2000})>", r"\1", text).strip()
