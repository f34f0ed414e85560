"""Every screen of the sample exhibition, in the smallest matrix of the audit: each rule without a
finding, each code read back.

The codes are read from the pictures by a decoder that is not ours. The larger matrices are a
command: ``tests/audit/audit.py``, with and without ``--short``.
"""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.audit import report
from tests.audit.audit import SUITE, shoot_matrix
from tests.audit.rules import MEASURED_ELSEWHERE, ROOT, RULES, Finding, Row, Rule


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory, arabic_gallery: Path) -> list[Row]:
    """The rows of all screens, measured, each with the path of its small picture."""
    return shoot_matrix(SUITE, tmp_path_factory.mktemp("shots"), arabic_gallery)


def test_the_tour_reaches_every_screen(shots: list[Row]) -> None:
    for language in ("en", "es"):
        seen = {row["screen"] for row in shots if row["language"] == language}
        rooms = {
            "loop",
            "wall",
            "note",
            "work",
            "zoom",
            "board",
            "resources",
            "about",
            "help",
            "display",
        }
        others = {"still-here", "listening", "poster", "emergency", "speech", "scan"}
        assert seen == rooms | others
    works = {
        path.with_suffix("").name
        for path in (ROOT / "gallery" / "works").glob("*.md")
        if ".es" not in path.name
    }
    assert {row["item"].split("/")[-1] for row in shots if row["screen"] == "work"} == works
    assert sum(len(row["pictures"]) for row in shots) > 150
    assert sum(row["reach"] for row in shots) > 50


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_screen_keeps(shots: list[Row], rule: Rule) -> None:
    assert [(finding.row["file"], finding.what) for finding in rule.check(shots)] == []


def test_a_report_shows_each_finding_beside_its_screen(shots: list[Row], tmp_path: Path) -> None:
    found = {rule.name: [] for rule in RULES} | {
        "targets-are-large": [Finding(shots[0], "it is <small>", ([10, 10, 30, 30],))]
    }
    page = report.write(tmp_path, found, RULES, len(shots)).read_text("utf-8")
    assert "it is &lt;small&gt;" in page
    assert "For a person to judge" in page
    with Image.open(tmp_path / "finding-1.jpg") as picture, Image.open(shots[0]["path"]) as screen:
        assert picture.width / picture.height == pytest.approx(
            screen.width / screen.height, rel=0.01
        )


def test_the_report_names_tests_that_exist() -> None:
    named = re.findall(r"tests/[\w/]+\.py", " ".join(MEASURED_ELSEWHERE.values()))
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_a_telephone_reads_every_code_from_afar(shots: list[Row]) -> None:
    """Small, askew, blurred and in poor light; a code that stands on many screens is taken from one
    of each size.
    """
    codes = [
        (row["file"], code) for row in shots for code in row["codes"] if "photographed" in code
    ]
    missed = [
        (file, code["payload"]) for file, code in codes if code["photographed"] != code["payload"]
    ]
    assert missed == []
    assert len(codes) > 20
    sizes = {
        (code["payload"], code["module_px"], row["size"][0])
        for row in shots
        for code in row["codes"]
    }
    assert len(codes) >= len(sizes)


def test_every_code_on_every_screen_is_read_back(shots: list[Row]) -> None:
    coded = [row for row in shots if row["codes"]]
    assert {row["screen"] for row in coded} >= {"loop", "board", "resources", "help"}
    for row in coded:
        assert set(row["decoded"]) == {code["payload"] for code in row["codes"]}, row["file"]
