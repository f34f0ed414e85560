"""Problems as a compiler prints them, and as JSON."""

import json
from collections import Counter
from collections.abc import Sequence

from kiosk.domain import Problem, Severity


def counts(problems: Sequence[Problem]) -> dict[str, int]:
    """How many problems of each severity there are."""
    found = Counter(problem.severity.value for problem in problems)
    return {severity.value: found[severity.value] for severity in Severity}


def as_text(problems: Sequence[Problem]) -> str:
    """One problem after the other, ``path:line:column: severity: message [rule]`` and its hint, then the sum."""
    lines = []
    for problem in problems:
        place = f"{problem.path or '.'}:{problem.line}:{problem.column}"
        lines.append(f"{place}: {problem.severity}: {problem.message} [{problem.rule}]")
        if problem.hint:
            lines += [f"    {part}" for part in problem.hint.split("\n")]
    found = counts(problems)
    total = ", ".join(f"{number} {name if name == 'info' or number == 1 else name + 's'}" for name, number in found.items() if number)
    lines.append(total or "No problems.")
    return "\n".join(lines)


def as_json(problems: Sequence[Problem]) -> str:
    """``{"problems": [...], "counts": {...}}``."""
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity.value,
            "rule": problem.rule,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows, "counts": counts(problems)}, ensure_ascii=False, indent=2)
