"""The table of bounds: complete, in use, and the same as in the documents."""

import re
from pathlib import Path

import pytest

from kiosk.check.rule_pages import rules
from kiosk.content.problems import Report
from kiosk.domain import bounds
from kiosk.domain.bounds import BOUNDS, Bound

ROOT = Path(__file__).resolve().parents[2]
NAMES = {value: name for name, value in vars(bounds).items() if isinstance(value, Bound)}


def test_the_document_is_up_to_date():
    assert (ROOT / "docs/BOUNDS.md").read_text("utf-8") == bounds.as_markdown()


def test_every_bound_is_named_once_and_says_what_happens_beyond_it():
    assert len({one.name for one in BOUNDS}) == len(BOUNDS) == len(NAMES) > 25
    for one in BOUNDS:
        assert one.limit > 0
        assert all((one.applies_to, one.unit, one.beyond, one.reason))


def test_every_bound_is_in_use():
    sources = "\n".join(
        path.read_text("utf-8")
        for path in (ROOT / "kiosk").rglob("*.py")
        if path.name != "bounds.py"
    )
    assert [name for name in NAMES.values() if not re.search(rf"\b{name}\b", sources)] == []


def test_a_problem_names_the_bound():
    report = Report(path="works/a.md")
    report.beyond(bounds.TITLE_LETTERS, "the title has 1,200 letters")
    (problem,) = report.problems
    assert (problem.rule, problem.severity) == ("beyond-bound", "error")
    assert problem.message == (
        "the title has 1,200 letters, and at most 1,000 letters are read; the rest is cut off, with"
        " an ellipsis"
    )


def test_the_rule_has_a_page():
    assert "docs/BOUNDS.md" in rules()["beyond-bound"].page


@pytest.mark.parametrize(
    ("limit", "unit", "amount"),
    [
        (2 * 1024**2, "bytes", "2 MB"),
        (256 * 1024, "bytes", "256 KB"),
        (3 * 1024**3, "bytes", "3 GB"),
        (900, "bytes", "900 bytes"),
        (65_536, "letters", "65,536 letters"),
    ],
)
def test_amounts_are_written_as_people_read_them(limit, unit, amount):
    one = Bound(name="x", applies_to="x", limit=limit, unit=unit, beyond="x", reason="x")
    assert one.amount == amount
    assert one.allows(limit)
    assert not one.allows(limit + 1)
    assert not one.allows(float("nan"))
