"""Make drafts of events from a page: saved HTML, JSON, a calendar, or text that was copied."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.authoring.drafts import Draft, draft, mark_in, slug, with_mark
from kiosk.authoring.dry_run import dry_run
from kiosk.authoring.headings import squeezed
from kiosk.authoring.import_table import Proposal, propose_rows
from kiosk.authoring.pages import calendar_file, pasted_text, schema_org, squarespace
from kiosk.authoring.pages.event_blocks import TITLE_TAGS, PageBlocks, blocks_in
from kiosk.authoring.pages.found_event import FoundEvent, UnreadablePageError
from kiosk.authoring.pages.grouping import group_copies
from kiosk.authoring.pages.html_page import HtmlPage, decode, page_in_archive, parse_json
from kiosk.authoring.pages.text_tables import is_of_events, tables_in
from kiosk.content.dates.date_reading import DateContext
from kiosk.content.dates.when import parse_when
from kiosk.content.events.calendar_selection import is_staff_title
from kiosk.content.exhibition import read_exhibition
from kiosk.content.front_matter.schema import EVENT
from kiosk.content.scan.file_groups import content_files
from kiosk.content.scan.folder_scan import scan
from kiosk.domain import AllDay, Exhibition, Message, Problem, Timed
from kiosk.domain.bounds import PAGE_BYTES, PAGE_EVENTS
from kiosk.path_safety import FileTooLargeError, read_below, read_head_below

PAGE_ENDINGS = frozenset(
    {
        ".html",
        ".htm",
        ".xhtml",
        ".mhtml",
        ".mht",
        ".json",
        ".jsonld",
        ".ics",
        ".ical",
        ".txt",
        ".md",
    }
    | {".text", ".markdown", ""}
)
# Files that people give and that are no pages, by their first bytes, with the next step.
_OTHERS = (
    (b"%PDF", Message("this is a PDF; copy its text into a .txt file and import that")),
    (
        b"PK\x03\x04",
        Message("this is a packed document; save it as plain text (.txt) and import that"),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        Message("this is a document of Word or Excel; save it as plain text (.txt)"),
    ),
    (b"bplist", Message("this is a web archive of Safari; save the page as 'Page Source' instead")),
    (b"{\\rtf", Message("this is a text with formats (RTF); save it as plain text (.txt)")),
)
_HEAD = 4096


def propose_page(source: Path, root: Path) -> Proposal:
    """Drafts for the events of a page. Raises UnreadablePageError."""
    source = source.resolve()
    exhibition, _ = read_exhibition(root, [])
    reader = _PageReader(source, exhibition)
    proposal = Proposal()
    events = reader.read(proposal)
    if reader.rows is not None:
        for rows in reader.rows:
            _add(proposal, propose_rows(rows, "event", root))
        return proposal
    _add_events(proposal, events, root, reader)
    return proposal


class _PageReader:
    """Reads one file by what its first bytes and its ending say."""

    def __init__(self, source: Path, exhibition: Exhibition) -> None:
        self._source = source
        self.exhibition = exhibition
        self.zone = ZoneInfo(exhibition.timezone)
        self.context = DateContext(
            zone=self.zone,
            reference_date=exhibition.opens,
            languages=exhibition.languages,
        )
        # The rows of tables, in a text that holds its events in tables.
        self.rows: list[list[list[object]]] | None = None

    def read(self, proposal: Proposal) -> list[FoundEvent]:
        """The events of the file, ungrouped."""
        try:
            raw = read_below(self._source.parent, self._source.name, PAGE_BYTES.limit)
        except FileTooLargeError as error:
            raise UnreadablePageError(
                Message(
                    "the file has {size:,} bytes, and {limit_in_words} are read",
                    size=error.size,
                    limit_in_words=PAGE_BYTES.limit_in_words,
                )
            ) from None
        except OSError as error:
            raise UnreadablePageError(
                Message("the file cannot be read: {strerror}", strerror=error.strerror)
            ) from None
        for beginning, message in _OTHERS:
            if raw.startswith(beginning):
                raise UnreadablePageError(message)
        if self._source.suffix.casefold() in (".mht", ".mhtml"):
            raw = page_in_archive(raw)
        text = decode(raw)
        head = text[:_HEAD].lstrip("\ufeff \t\r\n").casefold()
        if head.startswith("begin:vcalendar"):
            return self._read_calendar(proposal)
        if head.startswith(("{", "[")) and self._source.suffix.casefold() not in (".md", ".txt"):
            return self._read_json(text, proposal)
        if head.startswith("<") and re.search(
            r"<(?:!doctype html|html|head|body|div|script)\b", head
        ):
            return self._read_html(text, proposal)
        return self._read_text(text, proposal)

    def _read_calendar(self, proposal: Proposal) -> list[FoundEvent]:
        problems: list[Problem] = []
        language = self.exhibition.languages[0]
        events = calendar_file.read_events(self._source, self.zone, language, problems)
        proposal.notes.append((self._source.name, calendar_file.KEEP_CALENDAR))
        proposal.notes += [(f"line {one.line}", f"{one.message}; {one.hint}") for one in problems]
        return events

    def _read_json(self, text: str, proposal: Proposal) -> list[FoundEvent]:
        data = parse_json(text)
        if squarespace.is_squarespace(data):
            return squarespace.read_events(data, self.zone)
        events = schema_org.read_events(data, schema_org.Source(name="JSON-LD", zone=self.zone))
        if not events:
            proposal.notes.append(
                (
                    self._source.name,
                    Message(
                        "the data holds no events of schema.org or Squarespace; save "
                        "the events page of a Squarespace site by its address with "
                        "?format=json at its end"
                    ),
                )
            )
        return events

    def _read_html(self, text: str, proposal: Proposal) -> list[FoundEvent]:
        page = HtmlPage(text)
        source = schema_org.Source(name="JSON-LD", zone=self.zone, base=page.address)
        data: list[object] = []
        for number, script in enumerate(page.scripts(), start=1):
            try:
                data.append(parse_json(script))
            except UnreadablePageError as error:
                proposal.notes.append(
                    (f"script {number}", Message("{error}; it is passed over", error=error.args[0]))
                )
        events = schema_org.read_events(data, source)
        proposal.notes += [(self._source.name, note) for note in source.notes]
        if not events:
            source = replace(source, name="microdata", by_id={})
            events = schema_org.read_events(page.microdata(), source)
        if events:
            return events
        proposal.notes.append(
            (
                self._source.name,
                Message(
                    "the page holds no data about its events (schema.org), so "
                    "its text is read; look at each date and address"
                ),
            )
        )
        tables = [rows for rows in page.tables() if is_of_events(rows)]
        if tables:
            self.rows = tables
            return []
        return self._read_blocks(text, proposal) or self._read_text(page.text(), proposal)

    def _read_blocks(self, text: str, proposal: Proposal) -> list[FoundEvent]:
        """The events of entries with titles; none where the page's dates stand elsewhere."""
        best, others = list[FoundEvent](), list[str]()
        for tags in TITLE_TAGS:
            blocks = blocks_in(HtmlPage(text), tags, self._is_day)
            events, outside = self._events_of(blocks)
            if len(events) - len(outside) > len(best) - len(others):
                best, others = events, outside
            if best and not others:
                break
        if len(others) > len(best):
            return []
        proposal.notes += [
            (
                self._source.name,
                Message(
                    "'{words}' stands outside of the events that were found; see whether another"
                    " event is there",
                    words=line[:120],
                ),
            )
            for line in others
        ]
        return best

    def _is_day(self, words: str) -> bool:
        return pasted_text.day_in(words, self.context) == words.strip(" .")

    def _events_of(self, found: PageBlocks) -> tuple[list[FoundEvent], list[str]]:
        """The events of entries, and the lines with dates that belong to none of them."""
        events: list[FoundEvent] = []
        header, others = "", list[str]()
        for number, (before, block) in enumerate(found.blocks, start=1):
            for line in before:
                if typed := pasted_text.day_in(line, self.context):
                    header = typed
                    others.append(line.strip())
            where = f"entry {number}"
            if pasted_text.is_list(block.text, self.context):
                others += [block.text, block.text]
                continue
            event = pasted_text.read_block(
                block.title, block.link, block.text, header, self.context, where
            )
            if event is not None:
                events.append(event)
                if event.when.startswith(header) and header in others:
                    others.remove(header)
        others += [line.strip() for line in found.rest if pasted_text.day_in(line, self.context)]
        return events, others

    def _read_text(self, text: str, proposal: Proposal) -> list[FoundEvent]:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        tables = tables_in(text)
        if tables:
            self.rows = tables
            return []
        reading = pasted_text.read_events(text, self.context)
        if reading.is_cut:
            message = Message("the text is very long; only its first events are proposed")
            proposal.notes.append((self._source.name, message))
        if not reading.events:
            message = Message(
                "no line of the text is a date below or above a title; write "
                "each date on a line of its own, such as: Tuesday, January "
                "13, 2026, 1:00 PM - 2:00 PM"
            )
            proposal.notes.append((self._source.name, message))
        if reading.events and reading.lines_before:
            lines = reading.lines_before
            message = Message(
                "what stands before '{title}' is left out ({lines} lines)",
                title=reading.events[0].title,
                lines=lines,
            )
            proposal.notes.append((self._source.name, message))
        return reading.events


def _add(proposal: Proposal, other: Proposal) -> None:
    proposal.drafts += other.drafts
    proposal.notes += other.notes


def _without_staff(proposal: Proposal, events: Sequence[FoundEvent]) -> list[FoundEvent]:
    """The events that are for visitors by their titles; the others are told."""
    kept = []
    for event in events:
        if is_staff_title(event.title):
            message = Message(
                "'{title}' is left out: its title says that it is for staff", title=event.title
            )
            proposal.notes.append((event.place, message))
        else:
            kept.append(event)
    return kept


def _add_events(
    proposal: Proposal, events: Sequence[FoundEvent], root: Path, reader: _PageReader
) -> None:
    """Add a draft for each event that can be shown, and tell about the others."""
    if len(events) >= PAGE_EVENTS.limit:
        message = Message("only the first {amount} are proposed", amount=PAGE_EVENTS.amount)
        proposal.notes.append((events[0].place, message))
    events = _without_staff(proposal, events)
    grouped = group_copies([event for event in events if event.title])
    if untitled := sum(not event.title for event in events):
        proposal.notes.append(
            (
                events[0].place,
                Message("{untitled} entries without a title are left out", untitled=untitled),
            )
        )
    coming = [event for event in grouped if not _is_over(event, reader)]
    if over := len(grouped) - len(coming):
        message = Message(
            "{over} events that are over before the exhibition opens are left out", over=over
        )
        proposal.notes.append((events[0].place, message))
    _make_identities_unique(coming)
    known = imported_files(root)
    taken: set[str] = set()
    of_path: dict[str, FoundEvent] = {}
    for event in coming:
        one = _with_known_file(_draft_of(event, reader, taken), event, known, taken)
        taken.add(one.path)
        of_path[one.path] = event
        proposal.drafts.append(one)
    tried = dry_run(proposal.drafts, root)
    for path, event in of_path.items():
        proposal.notes += [
            (event.place, Message("'{title}': {message}", title=event.title, message=note))
            for note in event.notes
        ]
        for other, told in tried.problems:
            if other == path and path in tried.undated:
                left = Message("'{title}' is left out: {message}", title=event.title, message=told)
                proposal.notes.append((event.place, left))
            elif other == path:
                proposal.notes.append((path, told))
    proposal.drafts = [one for one in proposal.drafts if one.path not in tried.undated]


def _with_known_file(
    one: Draft, event: FoundEvent, known: Mapping[str, str], taken: set[str]
) -> Draft:
    """The draft under the name that its file has in the folder, where an import wrote it before.

    An event that had one day, and has several now, was known by the page of that day.
    """
    for identity in (event.identity, *event.aliases, squeezed(event.title)):
        if known.get(identity, "") not in {"", *taken}:
            return replace(one, path=known[identity], known_as=identity)
    return one


def _days_of(event: FoundEvent, reader: _PageReader) -> tuple[date, date] | None:
    """The first and last day of an event that is no series; None where they are not known."""
    if event.repeats:
        return None
    if event.spans:
        return event.spans[0].first_day, event.spans[-1].last_day
    match parse_when(event.when, reader.context).when:
        case Timed(starts=starts, ends=ends):
            return starts.date(), (ends or starts).date()
        case AllDay(first=first, last=last):
            return first, last
    return None


def _is_over(event: FoundEvent, reader: _PageReader) -> bool:
    days, opens = _days_of(event, reader), reader.exhibition.opens
    return days is not None and opens is not None and days[1] < opens


def _make_identities_unique(events: Iterable[FoundEvent]) -> None:
    """Pages give one address to several events: then their titles tell them apart."""
    events = list(events)
    for event in events:
        event.identity = event.identity or squeezed(event.title)
    for more in ("title", "when"):
        seen = Counter(event.identity for event in events)
        for event in events:
            if seen[event.identity] > 1:
                words = squeezed(event.title)[:80] if more == "title" else event.when
                event.identity = f"{event.identity} {words}"
    for event in events:
        event.identity = " ".join(event.identity.split())[:300]


def _draft_of(event: FoundEvent, reader: _PageReader, taken: set[str]) -> Draft:
    keys = {"when": event.when, "repeats": event.repeats, **event.keys}
    order = {key: number for number, key in enumerate(EVENT)}
    keys = {key: keys[key] for key in sorted(keys, key=lambda key: order.get(key, len(order)))}
    days = _days_of(event, reader)
    first = re.match(r"\d{4}-\d{2}-\d{2}", event.when)
    day = f"{days[0]:%Y-%m-%d}" if days else first[0] if first else ""
    words = slug(event.title) or "event"
    stem = f"events/{day}-{words}" if day else f"events/{words}"
    path, number = f"{stem}.md", 2
    while path in taken:
        path, number = f"{stem}-{number}.md", number + 1
    one = draft(path, keys, event.body)
    sources = {"text" if key == "body" else key: where for key, where in event.sources.items()}
    found = tuple(
        (key, sources[key])
        for key in (*keys, "text")
        if key in sources and (keys.get(key) or key == "text")
    )
    return replace(with_mark(one, event.identity), sources=found)


def imported_files(root: Path) -> dict[str, str]:
    """Path by identity of every event's file that an import wrote, whatever it is called now."""
    found: dict[str, str] = {}
    for name, *_ in content_files(scan(root), "events", []):
        if not name.endswith(".md"):
            continue
        try:
            head = read_head_below(root, name, _HEAD).decode("utf-8", "replace")
        except OSError:
            continue
        if identity := mark_in(head.replace("\r\n", "\n"))[0]:
            found.setdefault(identity, name)
    return found
