"""docs/CONFORMANCE.md, its rows and the audit's rules agree, and each standard is there whole."""

from dataclasses import replace

from tests.audit.conformance import ROOT, faults, page, read_rows
from tests.audit.rules import RULES

WCAG = [
    "1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1", "1.3.2", "1.3.3",
    "1.3.4", "1.3.5", "1.4.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11",
    "1.4.12", "1.4.13", "2.1.1", "2.1.2", "2.1.4", "2.2.1", "2.2.2", "2.3.1", "2.4.1",
    "2.4.2", "2.4.3", "2.4.4", "2.4.5", "2.4.6", "2.4.7", "2.4.11", "2.5.1", "2.5.2",
    "2.5.3", "2.5.4", "2.5.7", "2.5.8", "3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3",
    "3.2.4", "3.2.6", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.7", "3.3.8", "4.1.2",
    "4.1.3",
]  # fmt: skip


def test_rows_rules_and_tests_agree():
    assert faults(*read_rows()) == []


def test_a_rule_without_its_row_and_a_row_without_its_rule_are_told():
    standards, own = read_rows()
    assert faults(standards, own[1:]) == [f"no row names the rule {own[0]}"]
    assert faults(standards, [*own, "no-such-rule"]) == ["there is no rule no-such-rule"]
    first = standards[0].rows[0]
    changed = replace(first, by=("tests/nowhere.py", "check no-such", "audit no-such"))
    parted = faults([replace(standards[0], rows=(changed,)), *standards[1:]], own)
    assert {"there is no rule no-such", f"{first.id}: there is no tests/nowhere.py"} <= set(parted)


def test_each_standard_is_there_whole():
    section_508, en_301_549, wcag = (
        [row.id for row in standard.rows] for standard in read_rows()[0]
    )
    assert wcag == WCAG
    assert {number.split(".")[0] for number in section_508} == {str(n) for n in range(402, 416)}
    assert {".".join(number.split(".")[:2]) for number in en_301_549} == {
        f"5.{number}" for number in range(1, 10)
    }


def test_the_page_is_made_from_them():
    made = page()
    assert (ROOT / "docs" / "CONFORMANCE.md").read_text("utf-8") == made
    assert all(f"| {rule.name} |" in made for rule in RULES)
