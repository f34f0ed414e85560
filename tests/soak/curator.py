"""What the soak shows: a small exhibition that a curator changes, and its clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

WORKS = 12
# Four hours: the twelve hundred slides of the short form, of some twelve seconds each, then hold a
# night.
OPENS, CLOSES = 9, 13
_BEGAN = datetime(2026, 1, 13, OPENS, tzinfo=ZoneInfo("America/Los_Angeles"))
_SETTINGS = f"""title: Soak
timezone: America/Los_Angeles
languages: [en, es]
open:
  hours:
    Monday-Sunday: {OPENS}:00-{CLOSES}:00
"""


class FastClock:
    """Stands until it is moved. ``passed`` is in seconds."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        return (_BEGAN + timedelta(seconds=self.passed)).astimezone(_BEGAN.tzinfo)

    def monotonic(self) -> float:
        return 1000.0 + self.passed

    def to_morning(self) -> None:
        """On to the next opening."""
        now = self.now()
        self.passed += (
            (now + timedelta(days=1)).replace(hour=OPENS, minute=1) - now
        ).total_seconds()


def write_gallery(folder: Path, edition: int) -> str:
    """A small exhibition; with each edition one label and one picture are others. Returns the title
    that is new.
    """
    for name in ("works", "events"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    if not edition:
        (folder / "kiosk.yaml").write_text(_SETTINGS)
        for number in range(3):
            head = f"title: Event {number}\nwhen: 2099-01-1{number} 13:00-14:00\nregister: https://example.org/{number}\n"
            (folder / "events" / f"{number}.md").write_text(
                f"---\n{head}---\nWhat happens there.\n"
            )
        poem = "\n\n".join(
            "\n".join(f"The line {line} of the stanza {stanza}" for line in range(4))
            for stanza in range(12)
        )
        (folder / "works" / "poem.md").write_text(
            f"---\ntitle: A poem\nmedium: poetry\n---\n{poem}\n"
        )
    title = ""
    for number in range(WORKS):
        path = folder / "works" / f"{number:02}.jpg"
        if not edition or edition % WORKS == number:
            title = f"Work {number}, edition {edition}"
            Image.new("RGB", (1500, 1000), (40 + edition * 7 % 180, 60 + number * 9, 90)).save(path)
            path.with_suffix(".md").write_text(
                f"---\ntitle: {title}\nalt: A plain ground\nmedium: painting\n---\nWall text.\n"
            )
    return title
