"""What the poster says, read in a process of its own.

The poster is shown when all else has fallen, perhaps over the folder. The process may fall, hang
or run out of memory over the folder or the cache; the poster then says less. Only short plain
strings come back.

    python -m kiosk.app.poster_content FOLDER [FURTHER FOLDER ...]        prints JSON
"""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain import DayHours, Exhibition, HelpLine, Localized
from kiosk.settings import Settings

log = logging.getLogger(__name__)

# A machine that has just started may need seconds to read a cache of ten thousand works.
TIMEOUT_SECONDS = 8
# Bytes of address space.
MEMORY_LIMIT = 2 * 1024**3
# Letters of one line, and closed days: a poster has room for less.
MOST_LETTERS = 300
MOST_DAYS = 400


def read_poster_content(settings: Settings, timeout: float = TIMEOUT_SECONDS) -> Exhibition:
    """The exhibition as far as the poster needs it; an empty one where it cannot be read."""
    flags = ["-P"] if sys.flags.safe_path else []
    folders = map(str, (settings.folder, *settings.further_folders))
    command = [sys.executable, *flags, "-m", "kiosk.app.poster_content", *folders]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False
        )
        return _exhibition(json.loads(done.stdout))
    except Exception as error:  # noqa: BLE001 - whatever it is, a poster is shown
        log.error("The exhibition's name could not be read: %s", type(error).__name__)
        return Exhibition()


def _exhibition(found: Any) -> Exhibition:
    """The exhibition of what came back, line by line without what is wrong in it."""
    hours, closed = [], []
    with suppress(ValueError, TypeError, KeyError):
        for weekday, opens, closes in found["hours"][:7]:
            hours.append(
                DayHours(
                    weekday=int(weekday) % 7,
                    opens=time.fromisoformat(opens),
                    closes=time.fromisoformat(closes),
                )
            )
    with suppress(ValueError, TypeError, KeyError):
        closed = [date.fromisoformat(day) for day in found["closed_days"][:MOST_DAYS]]
    zone = str(found.get("timezone", "UTC"))
    try:
        ZoneInfo(zone)
    except Exception:  # noqa: BLE001 - a name from a damaged cache may raise anything
        zone = "UTC"
    return Exhibition(
        title=_text(found.get("title")),
        place=_text(found.get("place")),
        presented_by=_text(found.get("presented_by")),
        help_line=HelpLine(
            name=_text(found.get("help_name")), phone=_line(found.get("help_phone"))
        ),
        timezone=zone,
        hours=tuple(hours),
        closed_days=tuple(closed),
    )


def _line(words: object) -> str:
    """One short line of signs that can be drawn."""
    short = str(words or "")[:MOST_LETTERS]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in short).split())


def _text(words: object) -> Localized:
    return Localized.of([("en", _line(words))])


def main(folders: list[str]) -> int:
    """Print the exhibition of the cache, else of the folder."""
    with suppress(AttributeError, ValueError, OSError):
        # A share may hang, and nobody may be there to end this process.
        signal.alarm(TIMEOUT_SECONDS)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    from kiosk.app.machine import content_cache_folder
    from kiosk.content.cache.startup_cache import StartupCache
    from kiosk.content.exhibition import read_exhibition

    folder, *more = map(Path, folders)
    found = StartupCache(folder, content_cache_folder(), more=more).last_good()
    exhibition = found.snapshot.exhibition if found else read_exhibition(folder, [])[0]
    print(
        json.dumps(
            {
                "title": _line(exhibition.title),
                "place": _line(exhibition.place),
                "presented_by": _line(exhibition.presented_by),
                "help_name": _line(exhibition.help_line.name),
                "help_phone": _line(exhibition.help_line.phone),
                "timezone": exhibition.timezone,
                "hours": [
                    (one.weekday, one.opens.isoformat(), one.closes.isoformat())
                    for one in exhibition.hours
                ],
                "closed_days": [day.isoformat() for day in exhibition.closed_days[:MOST_DAYS]],
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
