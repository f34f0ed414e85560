"""The page of all screens in a real browser: axe's rules, every width, light and dark."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kiosk.fleet.page import fleet_page
from kiosk.fleet.report import Report, read_fleet, report_bytes
from tests.faults.running_kiosk import long
from tests.fleet.browser import PROGRAM, browser

AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
pytestmark = [
    long,
    pytest.mark.skipif(not PROGRAM, reason="needs Chromium (apt: chromium)"),
    pytest.mark.skipif(not AXE.is_file(), reason="needs axe (cd tests/fleet && npm install)"),
]
SIZES = ((320, 640), (768, 1024), (1366, 768), (1920, 1080), (3840, 2160))
NOW = datetime(2026, 1, 13, 21, tzinfo=UTC)
# Where the pictures are left to be looked at.
OUT = os.environ.get("KIOSK_PAGE_PICTURES", "")


def reports(folder: Path, count: int) -> None:
    """Screens that are well, one that waits, one that is silent, one with a clock ahead, and one
    whose report cannot be read."""
    folder.mkdir()
    for number in range(1, count + 1):
        name = (
            f"lobby-{number}"
            if number % 4
            else f"a-screen-with-a-very-long-name-{number}" + "x" * 25
        )
        place = folder / name
        place.mkdir()
        if number == 7:
            continue
        written = NOW.timestamp() - 40 + {5: -5000, 6: 4000}.get(number, 0)
        waits = number == 3
        problem = "2026-01-14-0000cdef is still arriving: 2 files are missing (works/" + "a" * 80
        (place / "status.json").write_bytes(
            report_bytes(
                Report(
                    screen=name,
                    written=written,
                    release="2026-01-13-0000abcd",
                    release_wanted="2026-01-14-0000cdef" if waits else "",
                    problems=(problem,) if waits else (),
                    on_screen="works/03-shore.jpg",
                    version="0.2.1",
                    uptime=86_000.0,
                    touch_age=65.0 if number % 2 else -1.0,
                    free_bytes=11 * 2**30,
                )
            )
        )
        if number != 2:
            picture = Image.new("RGB", (360, 202), (20 * number, 70, 90))
            ImageDraw.Draw(picture).ellipse((120, 40, 240, 160), fill=(230, 220, 200))
            picture.save(place / "screen.png")


def test_axe_finds_nothing_on_the_page_at_any_width(tmp_path: Path) -> None:
    axe = AXE.read_text("utf-8")
    with browser(tmp_path / "profile") as one:
        for count in (0, 1, 10):
            reports(tmp_path / f"reports-{count}", count)
            page = tmp_path / f"page-{count}.html"
            page.write_text(fleet_page(read_fleet(tmp_path / f"reports-{count}"), NOW), "utf-8")
            for width, height in SIZES:
                for scheme in ("light", "dark"):
                    one.show(page, width, height, scheme)
                    assert one.value("document.querySelectorAll('li').length >= 0")
                    wide = one.value("document.documentElement.scrollWidth")
                    assert wide <= width, (count, width, "scrolls sideways")
                    one.value(axe + ";1")
                    found = one.value(
                        "axe.run({resultTypes: ['violations', 'incomplete']}).then(found =>"
                        " [...found.violations, ...found.incomplete]"
                        ".map(rule => rule.id + ': ' + rule.nodes.map(node => node.html)))"
                    )
                    assert found == [], (count, width, scheme)
                    if OUT and count == 10:
                        one.picture(Path(OUT, f"{width}-{scheme}.png"))


def test_axe_would_find_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    reports(tmp_path / "reports", 2)
    text = fleet_page(read_fleet(tmp_path / "reports"), NOW)
    page.write_text(text.replace(' lang="en"', "").replace("alt=", "data-alt="), "utf-8")
    with browser(tmp_path / "profile") as one:
        one.show(page, 800, 600, "light")
        one.value(AXE.read_text("utf-8") + ";1")
        found = one.value("axe.run().then(found => found.violations.map(rule => rule.id))")
        assert {"html-has-lang", "image-alt"} <= set(found)
