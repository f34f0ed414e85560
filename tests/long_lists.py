"""Content with more of one kind than any exhibition has: what must not hold the GUI thread."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.domain import (
    DayHours,
    Event,
    Exhibition,
    Form,
    Localized,
    Page,
    Person,
    Resource,
    Series,
    Snapshot,
    Timed,
    Work,
)

ZONE = "America/Los_Angeles"
START = datetime(2026, 1, 13, 13, 10, tzinfo=ZoneInfo(ZONE))
WORDS = ("lorem", "ipsum", "dolor", "sit", "amet", "of", "the", "morning", "kept", "harvest")
TAGS = "en es ar de fr it pt nl sv da fi pl cs tr he fa zh ja ko vi"


def words(count: int, seed: int = 0) -> str:
    """So many words; a dozen texts of each length."""
    return _words(count, seed % 12)


@cache
def _words(count: int, seed: int) -> str:
    choose = random.Random(count * 1_000_003 + seed)
    return " ".join(choose.choice(WORDS) for _ in range(count))


def said(text: str) -> Localized:
    """A text in English."""
    return Localized.of([("en", text)])


def prose(count: int) -> str:
    """Paragraphs of about a hundred words."""
    return "\n\n".join(words(100, number) for number in range(count // 100))


def events(count: int, *, title: Callable[[int], str] = lambda number: f"Talk {number}") -> tuple:
    """Talks, one every two hours."""
    return tuple(
        Event(
            key=f"events/{number}",
            file=f"events/{number}.md",
            title=said(title(number)),
            when=Timed(
                starts=START + timedelta(hours=2 * number),
                ends=START + timedelta(hours=2 * number + 1),
            ),
            timezone=ZONE,
            place=said("The long room"),
            link=f"https://example.org/{number}",
            description=said(words(60, number)),
            people=(Person(name=f"Speaker {number}", role=said("artist")),),
        )
        for number in range(count)
    )


def daily_series(count: int) -> tuple[Event, ...]:
    """Guided tours, each every day at its own minute."""
    return tuple(
        replace(
            event,
            when=Series(
                source="BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//\r\nBEGIN:VEVENT\r\n"
                f"UID:{number}\r\nDTSTART;TZID={ZONE}:20260105T{8 + number // 60 % 12:02}"
                f"{number % 60:02}{number // 720:02}\r\nDURATION:PT30M\r\nRRULE:FREQ=DAILY\r\n"
                "END:VEVENT\r\nEND:VCALENDAR\r\n"
            ),
        )
        for number, event in enumerate(events(count))
    )


def resources(
    count: int, *, title: Callable[[int], str] = lambda number: f"Book {number}"
) -> tuple[Resource, ...]:
    """Books."""
    return tuple(
        Resource(
            key=f"resources/{number}",
            file=f"resources/{number}.md",
            title=said(title(number)),
            kind=said("Book"),
            by=said(f"Author {number}"),
            link=f"https://example.org/{number}",
            description=said(words(60, number)),
        )
        for number in range(count)
    )


def texts(
    count: int, *, title: Callable[[int], str] = lambda number: f"Text {number}", media: int = 3
) -> tuple[Work, ...]:
    """Written works."""
    return tuple(
        Work(
            key=f"works/{number}",
            file=f"works/{number}.md",
            title=said(title(number)),
            artist=said(f"Writer {number}"),
            medium_key=f"medium {number % media}",
            medium=said(f"Medium {number % media}"),
            body=said(words(120, number)),
            form=Form.VERSE if number % 2 else Form.PROSE,
            in_loop=number < 3,
        )
        for number in range(count)
    )


def long_title(number: int) -> str:
    """A title of 500 letters."""
    return f"{number} " + words(100, number)[:497]


def spaceless_title(number: int) -> str:
    """A title of 500 letters without a space."""
    return f"{number}" + "harvest" * 71


def exhibition(**changes: object) -> Exhibition:
    """The exhibition around the lists."""
    return replace(
        Exhibition(title=said("Long lists"), timezone=ZONE, place=said("The long room")), **changes
    )


def sections(count: int) -> tuple[Page, ...]:
    """Pages about the exhibition."""
    return tuple(
        Page(
            key=f"pages/{number}",
            file=f"pages/{number}.md",
            title=said(f"Section {number}"),
            body=said(words(80, number)),
        )
        for number in range(count)
    )


def few() -> Snapshot:
    """One of each: what the others are compared with."""
    return Snapshot(
        root=Path(__file__).parent,
        exhibition=exhibition(),
        works=texts(3),
        events=events(3),
        resources=resources(3),
        pages=sections(1),
    )


def everything_long() -> Snapshot:
    """All of it at once."""
    one = few()
    return replace(
        one,
        works=texts(
            1_500, title=lambda number: long_title(number) if number % 9 == 2 else f"T {number}"
        ),
        events=(*events(2_000), *daily_series(40)),
        resources=resources(300),
        pages=sections(200),
    )


# Each kind of long content by name.
LONG: dict[str, Callable[[], Snapshot]] = {
    "everything": everything_long,
    "few": few,
    "300 events": lambda: replace(few(), events=events(300)),
    "3,000 events": lambda: replace(few(), events=events(3_000)),
    "10,000 events": lambda: replace(few(), events=events(10_000)),
    "1,500 daily series": lambda: replace(few(), events=daily_series(1_500)),
    "300 resources": lambda: replace(few(), resources=resources(300)),
    "5,000 resources": lambda: replace(few(), resources=resources(5_000)),
    "5,000 texts": lambda: replace(few(), works=texts(5_000)),
    "1,000 media": lambda: replace(few(), works=texts(2_000, media=1_000)),
    "long titles": lambda: replace(
        few(),
        works=texts(500, title=long_title),
        events=events(300, title=long_title),
        resources=resources(300, title=long_title),
    ),
    "titles without spaces": lambda: replace(
        few(),
        works=texts(500, title=spaceless_title),
        events=events(300, title=spaceless_title),
        resources=resources(300, title=spaceless_title),
    ),
    "1,000 sections": lambda: replace(few(), pages=sections(1_000)),
    "100,000 words": lambda: replace(
        few(),
        works=tuple(replace(one, body=said(prose(100_000))) for one in texts(2)),
        events=tuple(replace(one, description=said(prose(100_000))) for one in events(2)),
        resources=tuple(replace(one, description=said(prose(100_000))) for one in resources(2)),
        pages=tuple(replace(one, body=said(prose(100_000))) for one in sections(1)),
    ),
    "20 languages": lambda: replace(few(), exhibition=exhibition(languages=tuple(TAGS.split()))),
    "hours": lambda: replace(
        few(),
        exhibition=exhibition(
            hours=tuple(
                DayHours(weekday=day, opens=time(hour), closes=time(hour, 30))
                for day in range(7)
                for hour in range(23)
            )
        ),
    ),
    "200 people": lambda: replace(
        few(),
        events=tuple(
            replace(one, people=tuple(Person(name=f"N {n}", role=said("r")) for n in range(200)))
            for one in events(3)
        ),
    ),
}
