"""How the check prints what it found, what a rule's page says, and how a rule is silenced."""

import ast
import json
import re
from datetime import date
from pathlib import Path

from kiosk.check import as_json, as_sarif, as_text, check, examine, rule_pages
from kiosk.content.load import load
from tests.check.passing import KIOSK, WORK

ROOT = Path(__file__).resolve().parents[2]


def test_reports(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "events/a.md": "---\ntitle: A\nwhen: soon\n---\n"})
    problems = check(load(root))
    text = as_text(problems)
    assert "events/a.md:3:7: error: " in text
    assert "[date]" in text
    assert text.splitlines()[-1].startswith("2 errors")
    report = json.loads(as_json(problems))
    assert report["counts"]["error"] == 2
    assert set(report["problems"][0]) == {
        "path",
        "line",
        "column",
        "severity",
        "rule",
        "message",
        "hint",
    }


# The methods of Report, with the severity that each gives.
LEVELS = {"error": "error", "warn": "warning", "info": "info", "fail": "error"}
# The functions that take a rule's severity from its page.
FROM_PAGE = {"make_problem", "problem_of_file", "_problem"}
# Rules whose names the program composes while it runs.
COMPOSED = {"missing-alt", "missing-credit", "missing-medium"}


def rules_in(source):
    """(rule, severity) of every problem that a module makes, found in its syntax tree."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from rules_of_call(node)
        elif isinstance(node, ast.Tuple) and len(node.elts) == 3:
            # A problem of a date: rule, message and hint.
            yield from ((rule, "warning") for rule in rule_names(node.elts[:1]))


def rules_of_call(call):
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    severities = [
        argument.attr.lower()
        for argument in arguments
        if isinstance(argument, ast.Attribute)
        and isinstance(argument.value, ast.Name)
        and argument.value.id == "Severity"
    ]
    for rule in rule_names(arguments):
        if name in FROM_PAGE and rule in rule_pages.rules():
            yield rule, rule_pages.rules()[rule].severity.value
        elif name in LEVELS and arguments and rule in rule_names(arguments[:1]):
            yield rule, LEVELS[name]
        elif severities:
            yield rule, severities[0]


def rule_names(nodes):
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z]+(-[a-z]+)*", node.value)
    ]


def test_every_rule_has_a_page_and_every_page_a_rule():
    rooms = [
        path.read_text("utf-8")
        for room in ("content", "check", "offscreen", "qr")
        for path in (ROOT / "kiosk" / room).rglob("*.py")
    ]
    for name, info in rule_pages.rules().items():
        # The names of the rules about missing keys are composed from the key.
        assert f'"{name}"' in "\n".join(rooms) or name in COMPOSED, name
        assert all(f"\n{word}: " in info.page for word in ("Why", "Do")), name
    found = {pair for source in rooms for pair in rules_in(source)}
    # A word with a hyphen is the name of a rule; a word without one is if it has a page.
    reported = {
        (rule, severity) for rule, severity in found if "-" in rule or rule in rule_pages.rules()
    }
    assert len(reported) > 70
    assert {rule for rule, _ in reported} <= rule_pages.rules().keys()
    wrong = {
        rule for rule, severity in reported if rule_pages.rules()[rule].severity.value != severity
    }
    assert wrong == set(), (
        "a page states another severity than the one by which the rule is silenced"
    )


def test_findings_of_dates_have_a_page_and_can_be_silenced(write_folder):
    whens = {
        "missing-year": "January 13, 1 PM - 2 PM",
        "twelve-am": "January 13, 2026, 12:00 AM - 2:00 AM",
        "time-order": "January 13, 2026, 3:00 PM - 1:00 PM",
        "days-swapped": "January 31 - 7, 2026",
        "ambiguous-date": "1/7/2026",
        "repeats-day": "January 13, 2026, 1:00 PM - 2:00 PM\n"
        "repeats: every Thursday until March 26, 2026",
    }
    files = {
        f"events/{rule}.md": f"---\ntitle: {rule}\nwhen: {when}\n---\n"
        for rule, when in whens.items()
    }
    silence = "open:\n  from: 2026-01-07\ncheck:\n  silence:\n" + "".join(
        f"    {rule}: we know\n" for rule in whens
    )
    found = examine(load(write_folder({"kiosk.yaml": KIOSK + silence, **files})))
    assert {problem.rule for problem in found.suppressed} == set(whens)
    assert found.shown == ()
    assert all(rule_pages.explain(rule) for rule in whens)


def test_the_severity_on_a_rule_page_is_the_reported_one(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": "titel: x\nlanguages: [e1]\n",
            "works/a.md": "---\ntitle: A\nmedium: photography\n---\n",
        }
    )
    for problem in check(load(root), today=date(2026, 1, 13)):
        assert rule_pages.rules()[problem.rule].severity is problem.severity


def test_a_rule_is_silenced_by_name_and_with_a_reason(write_folder):
    silence = (
        "check:\n  silence:\n    missing-alt: {}\n    missing-credt: typo\n"
        "    missing-picture: no\n"
    )
    label = WORK.replace("alt: Grass in wind\n", "")
    root = write_folder(
        {
            "kiosk.yaml": KIOSK + silence.format("The artist asked for none."),
            "works/a.jpg": "picture",
            "works/a.md": label,
        }
    )
    found = examine(load(root))
    assert [problem.rule for problem in found.suppressed] == ["missing-alt"]
    assert [(problem.rule, problem.line) for problem in found.shown] == [
        ("silence-unknown", 10),
        ("silence-unknown", 11),
    ]
    assert "write missing-credit: if that is meant" in found.shown[0].hint
    assert as_text((), silenced=1) == "No problems, 1 silenced in kiosk.yaml"
    root = write_folder({"kiosk.yaml": KIOSK + silence.format("")})
    assert {"silence-without-reason", "missing-alt"} <= {
        problem.rule for problem in check(load(root))
    }


def test_on_a_terminal_the_line_and_a_caret_under_the_place(write_folder):
    root = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/p.md": "---\ntitle: Écho 漢字 #5\nmedium: poetry\ncredit: c\n---\nx\n",
        }
    )
    lines = as_text(check(load(root)), source=root).splitlines()
    quoted = lines.index("    2 | title: Écho 漢字 #5")
    assert lines[quoted - 1].endswith("'#5' is read as a comment and left out [cut-by-hash]")
    # Each of the two signs takes two columns.
    assert lines[quoted + 1] == " " * (8 + 12 + 4 + 1) + "^"


def test_sarif_names_rules_places_and_levels(write_folder):
    root = write_folder({"kiosk.yaml": KIOSK, "events/a b.md": "---\ntitle: A\nwhen: soon\n---\n"})
    report = json.loads(as_sarif(check(load(root))))
    run = report["runs"][0]
    result = next(result for result in run["results"] if result["ruleId"] == "date")
    place = result["locations"][0]["physicalLocation"]
    assert (report["version"], result["level"]) == ("2.1.0", "error")
    assert (place["artifactLocation"]["uri"], place["region"]) == (
        "events/a%20b.md",
        {"startLine": 3, "startColumn": 7},
    )
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "date"


def test_sarif_has_the_shape_that_the_standard_demands(write_folder):
    """SARIF 2.1.0, sections 3.13 to 3.49: what is required, what has to be of a kind, and what has
    to fit together.
    """
    silence = "check:\n  silence:\n    no-such: x\n"
    files = {
        "kiosk.yaml": KIOSK + silence,
        "events/\u00fc #1%.md": "---\ntitle: A\nwhen: soon\n---\n",
        "works/a.md": "---\ntitle: A\n",
        "works/x.doc": "",
    }
    problems = check(load(write_folder(files)), today=date(2026, 7, 1))
    report = json.loads(as_sarif(problems))
    assert set(report) == {"$schema", "version", "runs"}
    (run,) = report["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "kiosk"
    identifiers = [rule["id"] for rule in driver["rules"]]
    assert len(identifiers) == len(set(identifiers)) > 3
    levels = {"none", "note", "warning", "error"}
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in levels
    assert len(run["results"]) == len(problems) > 3
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in levels
        assert identifiers[result["ruleIndex"]] == result["ruleId"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        # A reference relative to the folder (RFC 3986): only these signs, and no scheme, since no
        # colon.
        assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
        assert min(place["region"]["startLine"], place["region"]["startColumn"]) >= 1
