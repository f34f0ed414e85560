"""Which of Debian's packages has a typeface for a sign."""

from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.domain.script_typefaces import RECOMMENDED, SCRIPTS, packages_for

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "packages"),
    [
        ("\u1780\u17d2\u1798", ["fonts-noto-core"]),
        ("\u0939\u093f\u0928", ["fonts-noto-core"]),
        ("\u0e44\u0e17\u0e22", ["fonts-noto-core"]),
        ("\U0001f600", ["fonts-noto-color-emoji"]),
        ("\u5317\U0001f600", ["fonts-noto-cjk", "fonts-noto-color-emoji"]),
        ("\u10a0", ["fonts-noto-core"]),
        ("", []),
    ],
)
def test_a_sign_has_its_package(text, packages):
    assert packages_for(text) == packages


def test_scripts_share_no_sign():
    ranges = sorted(one for script in SCRIPTS for one in script.ranges)
    assert all(last < first for (_, last), (first, _) in pairwise(ranges))


def test_the_package_recommends_the_usual_scripts():
    control = (ROOT / "packaging" / "deb.sh").read_text("utf-8")
    recommends = next(line for line in control.splitlines() if line.startswith("Recommends:"))
    assert {script.package for script in RECOMMENDED} <= set(
        recommends.partition(":")[2].replace(",", " ").split()
    )
    assert {"Khmer", "Devanagari", "Thai", "emoji"} == {script.name for script in RECOMMENDED}
