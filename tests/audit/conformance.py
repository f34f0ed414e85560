"""Which accessibility criteria the program meets, how, and what shows it, as a page.

    python tests/audit/conformance.py > docs/CONFORMANCE.md

The rows stand in ``conformance.yaml``; the audit's rules come from ``rules.py``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.check.rule_pages import rules
from tests.audit import audit  # noqa: F401 (all rules)
from tests.audit.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
ROWS = ROOT / "tests" / "audit" / "conformance.yaml"
STATES = {
    "met": "met",
    "partly": "partly",
    "not met": "not met",
    "hardware": "needs hardware",
    "none": "does not apply",
}


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One row: ``by`` names what shows it, each with its kind before it."""

    id: str
    name: str
    state: str
    how: str
    by: tuple[str, ...] = ()

    def names(self, kind: str) -> list[str]:
        """Those of ``by`` that are of a kind: "audit" or "check"."""
        return [one.split(" ", 1)[1] for one in self.by if one.startswith(f"{kind} ")]


@dataclass(frozen=True, kw_only=True)
class Standard:
    """The rows of one standard, in its order."""

    name: str
    intro: str
    rows: tuple[Criterion, ...]


def read_rows() -> tuple[list[Standard], list[str]]:
    """The standards, and the audit's rules that no criterion asks for."""
    read = _text()
    standards = [
        Standard(
            name=one["name"],
            intro=one["intro"],
            rows=tuple(Criterion(**{**row, "by": tuple(row.get("by", ()))}) for row in one["rows"]),
        )
        for one in read["standards"]
    ]
    return standards, read["own"]


def _text() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(ROWS.read_text("utf-8"))
    return read


def faults(standards: list[Standard], own: list[str]) -> list[str]:
    """Where rows, rules and tests have parted; empty where they agree."""
    rows = [row for standard in standards for row in standard.rows]
    names = {rule.name for rule in RULES}
    cited = {name for row in rows for name in row.names("audit")}
    found = [f"no row names the rule {name}" for name in sorted(names - cited - set(own))]
    found += [f"there is no rule {name}" for name in sorted((cited | set(own)) - names)]
    found += [f"{name} is cited and own" for name in sorted(cited & set(own))]
    pages = rules()
    for row in rows:
        if row.state not in STATES:
            found.append(f"{row.id}: there is no state {row.state}")
        if (row.state == "none") == bool(row.by):
            found.append(f"{row.id}: a row has what shows it, or does not apply")
        for name in row.names("check"):
            if name not in pages:
                found.append(f"{row.id}: 'kiosk check' has no rule {name}")
        for one in row.by:
            known = one == "people" or one.startswith(("audit ", "check "))
            if not known and not (ROOT / one).is_file():
                found.append(f"{row.id}: there is no {one}")
    return found


def page() -> str:
    """The page as it stands in docs/CONFORMANCE.md."""
    standards, _own = read_rows()
    text = _text()
    lines = [text["head"]]
    rows = [row for standard in standards for row in standard.rows]
    counts = (
        f"{sum(row.state == state for row in rows)} {words}" for state, words in STATES.items()
    )
    lines += [f"In all {len(rows)} criteria: {', '.join(counts)}.", ""]
    for standard in standards:
        lines += [f"## {standard.name}", "", standard.intro.strip(), ""]
        lines += ["| criterion | state | how | shown by |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {row.id} {row.name} | {STATES[row.state]} | {row.how} | {_shown(row)} |"
            for row in standard.rows
        ]
        lines.append("")
    lines += [
        "## The audit's rules",
        "",
        text["rules"],
        "",
        "| rule | what it holds | criteria |",
        "| --- | --- | --- |",
    ]
    for rule in sorted(RULES, key=lambda rule: rule.name):
        citing = [row.id for row in rows if rule.name in row.names("audit")]
        lines.append(f"| {rule.name} | {rule.tells} | {', '.join(citing) or 'own'} |")
    return "\n".join(lines) + "\n"


def _shown(row: Criterion) -> str:
    words = [
        one if one == "people" or one.startswith(("audit ", "check ")) else f"`{one}`"
        for one in row.by
    ]
    return ", ".join(words)


if __name__ == "__main__":
    sys.stdout.write(page())
