"""A static page of all screens: one HTML file with its pictures in it, no script, no network."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from kiosk.domain.bounds import REPORT_PICTURE_BYTES
from kiosk.domain.control_characters import one_line
from kiosk.fleet.report import PICTURE_FILE, Fleet, Report, natural_order
from kiosk.status.durations import duration_text

_PNG = b"\x89PNG\r\n\x1a\n"
# Nothing is fetched, and nothing that came from a screen can run.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
# Contrast 7:1 and more, on light and on dark.
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1a17; --paper: #ffffff; --line: #8a857b;
  --alarm: #8a0f14; --well: #145a32; --quiet: #4a463f; }
@media (prefers-color-scheme: dark) { :root { --ink: #f2efe8; --paper: #17161b; --line: #8f8a80;
  --alarm: #ffb3ab; --well: #a8e6bf; --quiet: #c9c3b8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem clamp(1rem, 3vw, 4rem); max-width: 240rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .25rem 0; }
ul.screens { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: 1.5rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
ul.screens > li { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem;
  min-width: 0; }
ul.screens > li.alarm { border: 3px solid var(--alarm); padding: calc(1rem - 2px); }
img { display: block; width: 100%; height: auto; margin: .75rem 0; background: #000; }
.none { border: 1px dashed var(--line); padding: 1.5rem 1rem; margin: .75rem 0;
  color: var(--quiet); }
.state { font-weight: 600; }
.alarm .state, .reasons { color: var(--alarm); }
.well .state { color: var(--well); }
.reasons { margin: .5rem 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem;
  margin: .5rem 0 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
"""


def fleet_page(fleet: Fleet, now: datetime, title: str = "Screens") -> str:
    """The page, as HTML. Everything that came from a screen is escaped."""
    count = len(fleet.reports) + len(fleet.unread)
    looking = sum(bool(one.alarms(now)) for one in fleet.reports.values()) + len(fleet.unread)
    told = f"{looking} of {count} need a look" if looking else f"all {count} are well"
    made = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    cards = "\n".join(_cards(fleet, now))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{_text(title)}: {told}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{_text(title)}</h1>
<p>{told}. Made {made}.</p>
<ul class="screens">
{cards}
</ul>
</main>
</body>
</html>
"""


def _cards(fleet: Fleet, now: datetime) -> Iterator[str]:
    """Those that need a look first, then by name."""
    for name in fleet.unread:
        yield (
            f'<li class="alarm"><h2>{_text(name)}</h2><p class="state">Needs a look</p>'
            '<ul class="reasons"><li>its report cannot be read</li></ul></li>'
        )
    for report in sorted(
        fleet.reports.values(), key=lambda one: (not one.alarms(now), natural_order(one.screen))
    ):
        yield _card(fleet, report, now)


def _card(fleet: Fleet, report: Report, now: datetime) -> str:
    alarms = report.alarms(now)
    reasons = "".join(f"<li>{_text(one)}</li>" for one in alarms)
    listed = f'<ul class="reasons">{reasons}</ul>' if alarms else ""
    rows = (
        ("Release", report.release or "none"),
        ("Waiting for", report.release_wanted),
        ("Shows", report.on_screen),
        ("Reported", f"{duration_text(report.age(now))} ago"),
        ("Running for", duration_text(report.uptime)),
        ("Restarts", str(report.restarts)),
        ("Last touch", f"{duration_text(report.touch_age)} ago" if report.touch_age >= 0 else ""),
        ("Version", report.version),
        ("Free disk", f"{report.free_bytes / 2**30:.1f} GB" if report.free_bytes else ""),
    )
    data = "".join(f"<dt>{name}</dt><dd>{_text(text)}</dd>" for name, text in rows if text)
    return (
        f'<li class="{"alarm" if alarms else "well"}"><h2>{_text(report.screen)}</h2>'
        f'<p class="state">{"Needs a look" if alarms else "Well"}</p>'
        f"{listed}{_picture(fleet, report)}<dl>{data}</dl></li>"
    )


def _picture(fleet: Fleet, report: Report) -> str:
    data = fleet.file(report.screen, PICTURE_FILE, REPORT_PICTURE_BYTES.limit)
    if not data.startswith(_PNG):
        return '<p class="none">No picture of this screen.</p>'
    shown = f": {report.on_screen}" if report.on_screen else ""
    alt = _text(f"What {report.screen} shows{shown}")
    return f'<img alt="{alt}" src="data:image/png;base64,{base64.b64encode(data).decode("ascii")}">'


def _text(words: str) -> str:
    return escape(one_line(words), quote=True)
