"""Print how much of the screen each work of the loop has, in each size of the screen.

    python tests/audit/art_shares.py [FOLDER] [--size 1920x1080]... [--text-size 1]

A written work has no share: it is set as a poster.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.content.load import load  # noqa: E402
from kiosk.offscreen import screenshots as shots  # noqa: E402
from kiosk.offscreen.tour import Step, steps  # noqa: E402
from kiosk.session import DisplaySettings, Screen  # noqa: E402
from kiosk.window.controller import Controller  # noqa: E402

AT = datetime(2026, 1, 13, 13, 10)
SIZES = ["1920x1080", "1080x1920"]


def share_of(row: dict[str, Any]) -> float:
    """The part of the screen, 0 to 1, that the row's picture takes."""
    _, _, wide, tall = row["pictures"][0]["box"]
    return float(wide * tall / (row["size"][0] * row["size"][1]))


def loop_rows(folder: Path, sizes: list[tuple[int, int]], scale: float) -> list[dict[str, Any]]:
    """The rows of the manifest of the loop's slides with pictures."""

    def only_loop(controller: Controller) -> Iterator[Step]:
        return (step for step in steps(controller) if step.screen == Screen.LOOP)

    # The rest of the tour is left out: it takes ten times as long.
    with (
        patch.object(shots, "steps", only_loop),
        patch.object(shots, "listening", lambda _: iter(())),
        patch.object(shots, "posters", lambda *_: iter(())),
    ):
        found = shots.screenshots(
            load(folder).snapshot,
            sizes=sizes,
            languages=["en"],
            display=DisplaySettings(text_scale=scale),
            at=AT,
        )
        return [row for row, _ in found if row["pictures"]]


def table(rows: list[dict[str, Any]], sizes: list[tuple[int, int]]) -> str:
    """The shares in per cent: a line a work, a column a size, and the medians."""
    shares = {(row["item"], tuple(row["size"])): row for row in rows}
    works = list(dict.fromkeys(row["item"] for row in rows))
    head = f"{'work':40} {'ratio':>6}" + "".join(f"{f'{w}x{h}':>12}" for w, h in sizes)
    lines = [head]
    for work in works:
        wide, tall = shares[work, sizes[0]]["pictures"][0]["master"]
        cells = "".join(f"{100 * share_of(shares[work, size]):11.1f}%" for size in sizes)
        lines.append(f"{work:40} {wide / tall:6.2f}{cells}")
    medians = [statistics.median(share_of(shares[work, size]) for work in works) for size in sizes]
    lines.append(f"{'median':40} {'':6}" + "".join(f"{100 * one:11.1f}%" for one in medians))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "gallery")
    parser.add_argument("--size", action="append", default=None)
    parser.add_argument("--text-size", type=float, default=1.0)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sizes = [tuple(map(int, size.split("x"))) for size in arguments.size or SIZES]
    pairs = [(size[0], size[1]) for size in sizes]
    print(table(loop_rows(arguments.folder, pairs, arguments.text_size), pairs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
