"""The audit as a page that people read: every rule, its source, and beside each finding the screen
with its place marked.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from PIL import Image, ImageDraw

from tests.audit.rules import JUDGED_BY_PEOPLE, MEASURED_ELSEWHERE, Finding, Rule

# A page with more pictures is looked at by nobody.
MOST_SHOWN = 12

STYLE = """
body { font: 16px/1.5 sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem;
color: #15161a; background: #faf6ee }
h1, h2 { font-weight: 600 } h2 { margin-top: 3rem; border-top: 1px solid #7e7460;
padding-top: 1rem }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0 }
.kept { color: #2c5e2e } .broken { color: #9c1f1f; font-weight: 600 }
figure { display: inline-block; margin: 0 1rem 1.5rem 0; width: 560px; vertical-align: top }
img { max-width: 100% } figcaption { font-size: .9rem }
"""


def _marked(finding: Finding, out: Path, number: int) -> str:
    """The small picture of a finding's screen with its boxes outlined; the file's name."""
    with Image.open(finding.row["path"]) as opened:
        picture = opened.convert("RGB")
    pen = ImageDraw.Draw(picture)
    width, scale = 2, picture.width / finding.row["size"][0]
    for box in finding.boxes:
        x, y, wide, tall = (part * scale for part in box)
        pen.rectangle(
            (x - width, y - width, x + wide + width, y + tall + width),
            outline="#e0102a",
            width=width,
        )
    name = f"finding-{number}.jpg"
    picture.save(out / name, quality=80)
    return name


def _table(heading: str, rows: dict[str, str]) -> list[str]:
    cells = "".join(
        f"<tr><td>{escape(numbers)}</td><td>{escape(words)}</td></tr>"
        for numbers, words in rows.items()
    )
    return [f"<h2>{escape(heading)}</h2><table>{cells}</table>"]


def write(out: Path, findings: dict[str, list[Finding]], rules: list[Rule], screens: int) -> Path:
    """Write ``index.html`` and its pictures into ``out``; returns the page."""
    total = sum(map(len, findings.values()))
    page = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Audit of the "
        f"screens</title><style>{STYLE}</style>",
        f"<h1>Audit of the screens</h1><p>{screens} screens, {len(rules)} rules, {total} "
        "findings.</p>",
        "<table><tr><th>Number</th><th>Rule</th><th>Source</th><th>Findings</th></tr>",
    ]
    for one in rules:
        count = len(findings[one.name])
        state = (
            f"<a class=broken href='#{one.name}'>{count}</a>"
            if count
            else "<span class=kept>none</span>"
        )
        page.append(
            f"<tr><td>{one.number}</td><td>{escape(one.tells)}</td>"
            f"<td>{escape(one.source)}</td><td>{state}</td></tr>"
        )
    page.append("</table>")
    number = 0
    for one in rules:
        found = findings[one.name]
        if not found:
            continue
        page.append(
            f"<h2 id='{one.name}'>{escape(one.tells)}</h2><p>{escape(one.source)}; {len(found)} "
            "findings.</p>"
        )
        for finding in found[:MOST_SHOWN]:
            number += 1
            name = _marked(finding, out, number)
            words = f"{finding.row['file']}: {finding.what}"
            page.append(
                f"<figure><img src='{name}' "
                f"alt=''><figcaption>{escape(words)}</figcaption></figure>"
            )
        if len(found) > MOST_SHOWN:
            rest = "".join(
                f"<li>{escape(finding.row['file'])}: {escape(finding.what)}</li>"
                for finding in found[MOST_SHOWN:]
            )
            page.append(
                f"<details><summary>{len(found) - MOST_SHOWN} "
                f"more</summary><ul>{rest}</ul></details>"
            )
    page += _table("Held elsewhere, by behaviour", MEASURED_ELSEWHERE)
    page += _table("For a person to judge", JUDGED_BY_PEOPLE)
    file = out / "index.html"
    file.write_text("\n".join(page), encoding="utf-8")
    return file
