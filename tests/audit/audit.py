"""The audit of every screen:  python tests/audit/audit.py --out DIR

All screens of the sample exhibition, with a third language that runs from right to left, in 1080p
and 4K, both ways up, at usual, larger and large text, plain and in high contrast, in reach mode,
and on screens whose size is known; every rule of ``rules`` and ``pixels`` on each; the report is
``DIR/index.html``. Returns 1 when there is a finding. ``--short`` is the reduced matrix that the
tests use.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

# Each of these adds its rules to RULES when it is imported.
from tests.audit import (  # noqa: F401
    codes,
    grid,
    languages,
    notices,
    pixels,
    programme,
    report,
    typography,
    works,
    written,
)
from tests.audit.physical_sizes import inches_of
from tests.audit.programmes import COUNTS, ITEMS, write_events
from tests.audit.rules import BOTTOM_MM, GALLERY, ROOT, RULES, Finding, Row
from tests.audit.shooting import END, ONLY, shoot

CONTENT = Path(__file__).parent / "content"
AT = ["--at", "2026-01-13 13:10"]
TEXT_SIZES = ("1", "1.25", "1.5")
HD, HD_TALL, UHD, UHD_TALL = "1920x1080", "1080x1920", "3840x2160", "2160x3840"

# The works of the calls whose name ends with "few": the widest and the highest picture, one with a
# content note, two poems and the longest text.
FEW = ("04-", "07-", "14-", "17-", "19-", "22-")
# Those of "fewest": the widest picture, and a poem.
FEWEST = ("04-", "07-")
WORKS = {"few": FEW, "fewest": FEWEST}
# The items of the calls whose name ends with "glimpse": the fewest works, some of the programme,
# and the wall, About, Help and the display panel, which have none.
GLIMPSE = (
    *("", "works/04-the-long-shore", "works/07-small-instructions"),
    *("list", "month", "events/2026-01-28-panel"),
)
# name -> what kiosk shots is called with. Where a name tells inches, kiosk.yaml does too; where it
# has the word "noticed", two notices stand in the band of every screen.
SHORT = {
    "en": ["--language", "en", "--size", HD],
    "es large": ["--language", "es", "--size", HD_TALL, "--text-size", "1.5", "--contrast"],
    "es low few": ["--language", "es", "--size", HD_TALL, "--text-size", "1.5", "--reach"],
    "ar large few": ["--language", "ar", "--size", HD_TALL, "--text-size", "1.5"],
    "en large few": ["--language", "en", "--size", HD, "--text-size", "1.5"],
    # At 4K everything has the size that it has at HD, so one language is enough here.
    "en uhd fewest": ["--language", "en", "--size", UHD],
    "en tall few": ["--language", "en", "--size", HD_TALL, "--contrast"],
    "es larger few": ["--language", "es", "--size", HD, "--text-size", "1.25"],
    "en 24in few": ["--language", "en", "--size", HD_TALL],
    "es 24in large few": ["--language", "es", "--size", HD, "--text-size", "1.5"],
    "es 24in low few": ["--language", "es", "--size", HD_TALL, "--text-size", "1.5", "--reach"],
    "en 32in large few": ["--language", "en", "--size", HD, "--text-size", "1.5"],
    "ar noticed fewest": ["--language", "ar", "--size", HD_TALL],
}
# What the suite has time for: each language, direction, size, text size, contrast and reach once.
SUITE = {
    name: SHORT[name]
    for name in (
        "en",
        "es low few",
        "ar large few",
        "en large few",
        "en tall few",
        "es larger few",
        "es 24in low few",
        "ar noticed fewest",
    )
} | {"en uhd fewest glimpse": SHORT["en uhd fewest"]}
WHOLE = (
    {
        " ".join((language, size, scale, *(word[2:] for word in (contrast, reach) if word))): [
            *("--language", language, "--size", size, "--text-size", scale),
            *([contrast] if contrast else []),
            *([reach] if reach else []),
        ]
        for language in ("en", "es", "ar")
        for size in (HD, HD_TALL, UHD, UHD_TALL)
        for scale in TEXT_SIZES
        for contrast in ("", "--contrast")
        for reach in (("", "--reach") if size in (HD_TALL, UHD_TALL) else ("",))
    }
    | {
        " ".join((language, size, inches, scale, *([reach[2:]] if reach else []))): [
            *("--language", language, "--size", size, "--text-size", scale),
            *([reach] if reach else []),
        ]
        for language in ("en", "es")
        for inches in ("24in", "32in", "43in")
        for size in (HD, HD_TALL)
        for scale in ("1", "1.5")
        for reach in (("", "--reach") if size == HD_TALL else ("",))
    }
    | {
        f"{language} {size} {scale} noticed few": [
            *("--language", language, "--size", size, "--text-size", scale),
        ]
        for language in ("en", "es", "ar")
        for size in (HD, HD_TALL, UHD, UHD_TALL)
        for scale in ("1", "1.25", "1.5")
    }
)

# The board with few and with many events (``programmes``), by count, language, size and text size.
PROGRAMMES = {
    f"{count}events {language} {size} {scale} fewest": [
        *("--language", language, "--size", size, "--text-size", scale),
    ]
    for count in COUNTS
    for language in ("en", "es", "ar")
    for size in (HD, HD_TALL, UHD, UHD_TALL)
    for scale in ("1", "1.5")
}
WHOLE |= PROGRAMMES


def arabic(folder: Path) -> Path:
    """Write the sample exhibition with Arabic as a third language below ``folder``."""
    gallery = folder / "gallery"
    shutil.copytree(GALLERY, gallery)
    shutil.copytree(ROOT / "tests" / "arabic", gallery, dirs_exist_ok=True)
    settings = gallery / "kiosk.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("languages: [en, es]", "languages: [en, es, ar]"),
        "utf-8",
    )
    return gallery


def variant(
    folder: Path,
    gallery: Path,
    inches: float,
    starts: tuple[str, ...] = (),
    *,
    noticed: bool = False,
    events: int | None = None,
) -> Path:
    """``gallery`` below ``folder``, with only those works whose names begin with one of ``starts``.

    It has the code of the whole programme and two emergencies, which are screens of their own; with
    ``noticed`` also two notices that stand in a band. With ``events`` it has so many, and no
    others. With ``inches`` above 0 it is on a screen of that diagonal, whose lower edge is as high
    above the floor as the rules say.
    """
    told = ("-noticed" if noticed else "") + (f"-{events}" if events is not None else "")
    copy = folder / f"{gallery.parent.name}-{inches:g}-{len(starts) or 'all'}{told}"
    if copy.exists():
        return copy
    shutil.copytree(gallery, copy)
    shutil.copytree(CONTENT, copy, dirs_exist_ok=True)
    for file in (copy / "notices").iterdir():
        banded = file.name.startswith(("closed", "change"))
        untold = ".ar." in file.name and not (copy / "kiosk.ar.yaml").exists()
        if untold or (banded and not noticed):
            file.unlink()
    with (copy / "kiosk.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\nprogramme: https://example.org/events\n")
    for file in (copy / "works").iterdir() if starts else ():
        if not file.name.startswith(starts):
            file.unlink()
    if events is not None:
        write_events(copy, events)
    if inches:
        with (copy / "kiosk.yaml").open("a", encoding="utf-8") as settings:
            settings.write(f"\nscreen:\n  diagonal_inches: {inches:g}\n  bottom_mm: {BOTTOM_MM}\n")
    return copy


def shoot_matrix(calls: dict[str, list[str]], out: Path, gallery_with_arabic: Path) -> list[Row]:
    """The rows of all ``calls``, rendered and measured below ``out``."""
    whole = {}
    for name, call in calls.items():
        source = gallery_with_arabic if "ar" in call else GALLERY
        words = name.split()
        starts = next((WORKS[word] for word in words if word in WORKS), ())
        events = events_of(name)
        folder = variant(
            out, source, inches_of(name), starts, noticed="noticed" in words, events=events
        )
        # Without events no screen shows a programme; About has the bar, and frames.
        items = GLIMPSE if "glimpse" in words else ITEMS if events else ("group",)
        only = [] if events is None and "glimpse" not in words else [ONLY, *items, END]
        whole[name] = [*only, str(folder), *AT, *call]
    return [
        {
            **row,
            "inches": inches_of(name),
            "noticed": "noticed" in name.split(),
            "events": events_of(name),
        }
        for name, rows in shoot(whole, out).items()
        for row in rows
    ]


def looks(words: list[str]) -> dict[str, list[str]]:
    """The parts of the whole whose names have these words, by their names without a text size."""
    found: dict[str, list[str]] = {}
    for name in WHOLE:
        parts = name.split()
        if all(word in parts for word in words):
            look = " ".join(part for part in parts if part not in TEXT_SIZES)
            found.setdefault(look, []).append(name)
    return found


def events_of(name: str) -> int | None:
    """The number in the "40events" of a call's name; None where the sample's own are shown."""
    counts = (word.removesuffix("events") for word in name.split() if word.endswith("events"))
    return next((int(count) for count in counts if count.isdecimal()), None)


def examine(rows: list[Row]) -> dict[str, list[Finding]]:
    """All findings, by the names of the rules."""
    return {rule.name: list(rule.check(rows)) for rule in RULES}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="where the report is written")
    parser.add_argument("--short", action="store_true", help="the reduced matrix")
    only = "of the whole the parts with these words, such as: ar 3840x2160 reach"
    parser.add_argument("--only", nargs="*", default=[], metavar="WORD", help=only)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    findings: dict[str, list[Finding]] = {rule.name: [] for rule in RULES}
    screens = 0
    with tempfile.TemporaryDirectory(prefix="kiosk-audit-") as scratch:
        gallery = arabic(Path(scratch))
        if arguments.short:
            rows = shoot_matrix(SHORT, Path(scratch) / "shots", gallery)
            screens, findings = len(rows), examine(rows)
            page = report.write(arguments.out, findings, RULES, screens)
        else:
            # The text sizes of one look together, since rules compare them; not all looks at once,
            # whose pictures would need some gigabytes. Those with findings are kept for the report.
            for look, names in looks(arguments.only).items():
                place = Path(scratch) / "shots"
                rows = shoot_matrix({name: WHOLE[name] for name in names}, place, gallery)
                screens += len(rows)
                part = examine(rows)
                kept = {str(finding.row["path"]) for found in part.values() for finding in found}
                for rule, found in part.items():
                    findings[rule] += found
                for row in rows:
                    if str(row["path"]) not in kept:
                        row["path"].unlink()
                print(
                    f"{look}: {len(rows)} screens, {sum(map(len, part.values()))} findings",
                    flush=True,
                )
            page = report.write(arguments.out, findings, RULES, screens)
    for each in RULES:
        print(f"{each.number:8} {each.name:40} {len(findings[each.name]) or 'none'}")
    total = sum(map(len, findings.values()))
    print(
        f"{screens} screens, {len(RULES)} rules, {total} findings, {time.monotonic() - began:.0f} "
        f"s: {page}"
    )
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
