"""What was on the screen before, during and after each fault, looked at and put on a page with its
pictures.

The page is ``index.html`` in KIOSK_FAULTS_REPORT, or below ``out/faults``.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
_SMALL = (480, 270)
_WHEN = ("before", "during", "after")
_HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>What was on the screen</title>
<style>body{font:15px/1.5 sans-serif;margin:2em;color:#1c1a17;background:#faf8f4}table{border-collapse:collapse}
td,th{padding:.5em 1em .5em 0;vertical-align:top;text-align:left;border-top:1px solid #ddd6c8}img{width:240px;display:block;background:#000}
td.bad{color:#a01010}</style><h1>What was on the screen</h1>
<p>Each fault was done to the real program on an X server of its own; the pictures were taken from that server, not from the program.</p>
<table><tr><th>fault<th>before<th>during<th>after<th>seconds</tr>
"""


class HasScreen(Protocol):
    """What has a screen."""

    def grab_screen(self) -> Image.Image: ...

    def seen(self) -> str: ...


class Row:
    """One fault: ``before``, ``during`` and ``after`` look at the screen, keep a picture and return
    the word for what is there.
    """

    def __init__(self, fault: str, running: HasScreen) -> None:
        self.fault, self._display = fault, running
        self.looks: list[tuple[str, str, str, Image.Image]] = []
        self.seconds: float | None = None
        self.good = False

    def goes_on(self, running: HasScreen) -> None:
        """From now on this screen is looked at, as after a start of everything."""
        self._display = running

    def before(self, note: str = "") -> str:
        return self._look("before", note)

    def during(self, note: str = "") -> str:
        """May be looked at more than once."""
        return self._look("during", note)

    def after(self, seconds: float, note: str = "") -> str:
        """``seconds`` is how long it took to come back."""
        self.seconds = seconds
        return self._look("after", note)

    def _look(self, when: str, note: str) -> str:
        word, image = self._display.seen(), self._display.grab_screen()
        image.thumbnail(_SMALL)
        self.looks.append((when, word, note, image))
        return word

    def words(self, when: str) -> str:
        return ", then ".join(
            word + (f" ({note})" if note else "") for at, word, note, _ in self.looks if at == when
        )

    def line(self) -> str:
        parts = (f"{when} {self.words(when)}" for when in _WHEN if self.words(when))
        return f"{self.fault}: {', '.join(parts)}" + (
            "" if self.seconds is None else f"; {self.seconds:.1f} s"
        )


class Report:
    """The page; every test adds its rows, also one that fails."""

    def __init__(self) -> None:
        self.folder = Path(os.environ.get("KIOSK_FAULTS_REPORT") or ROOT / "out" / "faults")
        self._rows: list[Row] = []

    @contextmanager
    def of(self, fault: str, running: HasScreen) -> Iterator[Row]:
        row = Row(fault, running)
        self._rows.append(row)
        try:
            yield row
            row.good = True
        finally:
            print(f"\n{row.line()}")

    def write(self) -> None:
        """The page, its pictures, and the same as JSON."""
        if not self._rows:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for number, row in enumerate(self._rows):
            cells = dict.fromkeys(_WHEN, "")
            for count, (when, word, note, image) in enumerate(row.looks):
                words = re.sub(r"[^a-z0-9]+", "-", row.fault.lower()).strip("-")[:40]
                name = f"{number:02}-{words}-{count}-{when}.jpg"
                image.save(self.folder / name, quality=80)
                cells[when] += f'<img src="{name}" alt="">{html.escape(word)} {html.escape(note)}'
            told = "" if row.seconds is None else f"{row.seconds:.1f}"
            mark = "" if row.good else ' class="bad"'
            fault = html.escape(row.fault) + ("" if row.good else " &ndash; not as it should be")
            rows.append(
                f"<tr><td{mark}>{fault}"
                + "".join(f"<td>{cell}" for cell in cells.values())
                + f"<td>{told}</tr>\n"
            )
        (self.folder / "index.html").write_text(
            _HEAD + "".join(rows) + "</table></html>\n", "utf-8"
        )
        listed = []
        for row in self._rows:
            looks = {when: row.words(when) for when in _WHEN}
            listed.append({"fault": row.fault, "good": row.good, "seconds": row.seconds, **looks})
        (self.folder / "report.json").write_text(json.dumps(listed, indent=1) + "\n")
