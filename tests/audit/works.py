"""Rules of works: whole, in their own proportions, and with nothing over them."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from tests.audit.rules import GALLERY, Finding, Row, inside, rule, share


@rule("18", "Civ. Code 987, 17 USC 106A")
def works_are_whole(rows: list[Row]) -> Iterator[Finding]:
    """A work is whole, in its own proportions within 0.5 per cent, and on the screen."""
    aspects = {}
    for path in (GALLERY / "works").glob("*.jpg"):
        with Image.open(path) as picture:
            aspects[f"works/{path.stem}"] = picture.width / picture.height
    for row in rows:
        for picture in row["pictures"]:
            wide, tall = picture["box"][2:]
            # A whole pixel more or less on a small picture is rounding, not distortion.
            slack = max(0.005, 0.75 / min(wide, tall)) * aspects[picture["work"]]
            wrong = abs(wide / tall - aspects[picture["work"]]) > slack
            if wrong or not picture["ready"] or not inside(picture["box"], row["size"]):
                yield Finding(
                    row, f"{picture['work']} is cropped, distorted or missing", (picture["box"],)
                )


@rule("18", "Civ. Code 987, 17 USC 106A")
def nothing_covers_a_work(rows: list[Row]) -> Iterator[Finding]:
    """No control lies on a work, but the work itself, which can be touched."""
    for row in rows:
        for picture in row["pictures"]:
            for target in row["targets"]:
                if target["outlined"] and share(target["box"], picture["box"]):
                    yield Finding(
                        row,
                        f"'{target['name']}' covers {picture['work']}",
                        (target["box"], picture["box"]),
                    )
