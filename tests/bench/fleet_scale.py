"""What publishing to many screens costs: bytes published, carried, kept and reported.

    python tests/bench/fleet_scale.py > docs/fleet/SCALE.md

The sizes of a manifest, of ``current`` and of a report are those that the program writes, for an
exhibition of the size below; the rest is multiplication.
"""

from datetime import UTC, datetime

from kiosk.app.fleet_reporter import PICTURE_SECONDS
from kiosk.app.release_follower import PERIOD_SECONDS as LOOK_SECONDS
from kiosk.domain.bounds import REPORT_SCREENS
from kiosk.fleet.report import PERIOD_SECONDS, Report, report_bytes
from kiosk.publishing.current import Current, CurrentRelease, current_bytes
from kiosk.publishing.local_releases import KEPT
from kiosk.publishing.manifest import FileEntry, Manifest, manifest_bytes

SCREENS = (10, 1_000, 100_000)
WORKS, PICTURE_BYTES, LABEL_BYTES = 200, 4_000_000, 1_000
# A day's changes: one new picture and ten texts, in four releases.
RELEASES_A_DAY, NEW_PICTURES, EDITED_TEXTS = 4, 1, 10
# A picture of the glass at 360 pixels, as tests and walks had it.
GLASS_BYTES = 40_000
DAY = 86_400
NOW = datetime(2026, 1, 13, tzinfo=UTC)


def sizes() -> tuple[int, int, int]:
    """The bytes of a manifest, of ``current`` and of a report."""
    files = tuple(
        FileEntry(f"works/{number:03}-a-work-of-art.{ending}", size, "0" * 64, 1)
        for number in range(WORKS)
        for ending, size in (("jpg", PICTURE_BYTES), ("md", LABEL_BYTES))
    )
    manifest = len(manifest_bytes(Manifest(files=files, made=NOW)))
    release = CurrentRelease("2026-01-13-00000000", "0" * 64)
    # An Ed25519 signature of ssh-keygen has 295 bytes.
    current = len(current_bytes(Current(1, NOW, (release,)))) + 295
    return manifest, current, len(report_bytes(Report(screen="lobby-1", written=1.8e9)))


def amount(number: float) -> str:
    """Bytes in the largest fitting unit."""
    for unit in ("B", "KB", "MB", "GB"):
        if number < 1000:
            return f"{number:.3g} {unit}"
        number /= 1000
    return f"{number:.3g} TB"


def main() -> None:
    """Print the page."""
    manifest, current, report = sizes()
    first = WORKS * (PICTURE_BYTES + LABEL_BYTES) + manifest + current
    changes = NEW_PICTURES * PICTURE_BYTES + EDITED_TEXTS * LABEL_BYTES
    daily = changes + RELEASES_A_DAY * (manifest + current)
    reports = DAY / PERIOD_SECONDS * report + DAY / PICTURE_SECONDS * GLASS_BYTES
    kept = WORKS * (PICTURE_BYTES + LABEL_BYTES) + KEPT * (changes + manifest)
    print(
        f"""# Many screens

Made by `python tests/bench/fleet_scale.py > docs/fleet/SCALE.md`: an exhibition of {WORKS} works with pictures of {amount(PICTURE_BYTES)};
a day brings {NEW_PICTURES} new picture and {EDITED_TEXTS} edited texts in {RELEASES_A_DAY} releases. A manifest has {amount(manifest)},
`current` {amount(current)}, a report {amount(report)} once a minute and a picture of {amount(GLASS_BYTES)} every five minutes. No network was
measured: these are the bytes that any engine has to carry.

| screens | published at first | published a day | carried at first | carried a day | kept on a screen, beside the store | reports a day |
| --- | --- | --- | --- | --- | --- | --- |"""
    )
    for screens in SCREENS:
        cells = (first, daily, first * screens, daily * screens, kept, reports * screens)
        print(f"| {screens:,} | " + " | ".join(map(amount, cells)) + " |")
    print(
        f"""
What is published and what a screen keeps do not depend on the number of screens. A screen reads `current` from its own copy of the store
every {LOOK_SECONDS:.0f} s, and nothing over a network. Screens that fetch by `kiosk pull` once a minute ask for `current` only while nothing
changes: {DAY // 60:,} requests and {amount(DAY / 60 * current)} a day and screen, {DAY // 60 * SCREENS[-1] / DAY:,.0f} requests a second for {SCREENS[-1]:,} screens, which a CDN
answers and one small server does not.

**What breaks first.** Reports, not content: they are {reports / daily:.1f} times the bytes of a day's releases, in {DAY / PERIOD_SECONDS:,.0f} small
files a screen. `KIOSK_REPORT_PICTURE=off` leaves {amount(DAY / PERIOD_SECONDS * report)} a day and screen. `kiosk fleet status` and `page` read
at most {REPORT_SCREENS.limit:,} screens. Then the publisher's line: at 100,000 screens the first carriage has to come from engines that carry
from screen to screen (Syncthing), or from a cache between; one machine that serves each screen by rsync does not suffice.
Releases for named screens are bounded by `current` ([BOUNDS](../BOUNDS.md): current-releases)."""
    )


if __name__ == "__main__":
    main()
