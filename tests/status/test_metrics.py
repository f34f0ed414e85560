"""The metrics: their form, their page, their alarms and the dashboard."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.status.metrics import INFO, METRICS, as_metrics
from kiosk.status.program_status import ProgramStatus, read_status, write_status
from kiosk.status.restart_reasons import RestartReason, restarts_as_text, restarts_from_text
from kiosk.status.unread_parts import UnreadPart

ROOT = Path(__file__).parents[2]
MONITORING = ROOT / "packaging" / "monitoring"
NAMES = {f"kiosk_{name}" for name in (*(one.name for one in METRICS), INFO[0])}
needs_promtool = pytest.mark.skipif(
    shutil.which("promtool") is None, reason="needs promtool (apt: prometheus)"
)
AWKWARD = ProgramStatus(
    version='1.0~git"',
    content="a\\b\nc",
    asked_screen='HDMI "1"\\ \udcff',
    unread=(UnreadPart(part="works", why="closed"),),
    restart_reasons={"crash": 2},
    written=1.7e9,
)


def promtool(*arguments: str, given: str = "") -> None:
    done = subprocess.run(
        ["promtool", *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@needs_promtool
@pytest.mark.parametrize("status", [ProgramStatus(), AWKWARD])
def test_prometheus_finds_nothing_to_say_about_the_metrics(status):
    promtool("check", "metrics", given=as_metrics(status))


def test_the_file_is_replaced_as_a_whole(tmp_path):
    write_status(AWKWARD, tmp_path)
    first = (tmp_path / "kiosk.prom").stat().st_ino
    with (tmp_path / "kiosk.prom").open() as opened:
        write_status(ProgramStatus(), tmp_path)
        assert opened.read() == as_metrics(AWKWARD), "who reads it goes on with the old one"
    assert (tmp_path / "kiosk.prom").stat().st_ino != first
    assert {path.name for path in tmp_path.iterdir()} == {"kiosk.prom", "status.json"}


def test_each_metric_has_help_and_type_once():
    lines = as_metrics(AWKWARD).splitlines()
    for name in NAMES:
        assert sum(line.startswith(f"# HELP {name} ") for line in lines) == 1
        assert sum(line.startswith(f"# TYPE {name} ") for line in lines) == 1
        assert any(re.match(rf"{name}(\{{| )", line) for line in lines), name


def test_restarts_are_counted_by_reason_from_the_start_and_pass_on_as_text(tmp_path):
    text = as_metrics(AWKWARD)
    for reason in RestartReason:
        (line,) = re.findall(rf'kiosk_restarts_total\{{reason="{reason.value}".*', text)
        assert line.endswith(" 2" if reason is RestartReason.CRASH else " 0")
    counts = {"crash": 2, "display_server": 10}
    assert restarts_from_text(restarts_as_text(counts)) == counts
    assert restarts_from_text("crash=x other=2 =3 crash=1 crash=99999999999999999999") == {
        "crash": 1
    }
    write_status(AWKWARD, tmp_path)
    assert read_status(tmp_path) == AWKWARD
    written = json.loads((tmp_path / "status.json").read_text())
    for broken in ([], {"crash": "2"}, {"crash": -1}, 3):
        changed = {**written, "restart_reasons": broken}
        (tmp_path / "status.json").write_text(json.dumps(changed))
        assert read_status(tmp_path) is None


def test_the_page_lists_each_metric_with_its_help_and_the_alarms_that_ask_for_it():
    page = (ROOT / "docs" / "MONITORING.md").read_text()
    rows = re.findall(
        r"^\| `kiosk_(\w+)`(?: by ([^|]+))? \| (\w+) \| ([^|]+) \| ([^|]+) \|$", page, re.M
    )
    alarms = alarms_by_metric()
    expected = [(one.name, one.kind, one.help) for one in METRICS] + [INFO]
    assert [(name, kind, text) for name, _, kind, text, _ in rows] == expected
    labels = {name: re.findall("`(\\w+)`", label) for name, label, *_ in rows}
    assert {name: found for name, found in labels.items() if found} == {
        **{one.name: [one.label] for one in METRICS if one.label},
        INFO[0]: ["version", "content", "mode", "release"],
    }
    for name, *_, listed in rows:
        assert set(re.findall(r"`(\w+)`", listed)) == alarms.get(f"kiosk_{name}", set()), name
    reasons = re.findall(r"^\| `([a-z_]+)` \| [^|]+ \|$", page, re.M)
    assert reasons == [reason.value for reason in RestartReason]
    told = re.findall(r"^\| `(Kiosk\w+)` \|", page, re.M)
    assert set(told) == {name for names in alarms.values() for name in names}


def alarms_by_metric() -> dict[str, set[str]]:
    """Which alarms ask for which metric, by the rules' own text."""
    found: dict[str, set[str]] = {}
    text = (MONITORING / "kiosk.rules.yml").read_text()
    for part in text.split("- alert: ")[1:]:
        name, _, rest = part.partition("\n")
        expression = rest[rest.index("expr:") :].partition("\n        labels:")[0]
        metrics = set(re.findall(r"\bkiosk_\w+", expression))
        assert metrics, name
        for metric in metrics:
            found.setdefault(metric, set()).add(name)
    return found


def test_alarms_and_dashboard_ask_for_metrics_that_there_are():
    assert alarms_by_metric().keys() <= NAMES
    board = json.loads((MONITORING / "dashboard.json").read_text())
    asked = {
        name
        for panel in board["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\bkiosk_\w+", target["expr"])
    }
    assert asked == NAMES, "the dashboard shows all of them"
    for panel in board["panels"]:
        for target in panel["targets"]:
            for selector in re.findall(r"\bkiosk_\w+(\{[^}]*\})?", target["expr"]):
                assert "$instance" in selector
                assert "$screen" in selector
    assert {one["name"] for one in board["templating"]["list"]} == {
        "datasource",
        "instance",
        "screen",
    }


def test_each_alarm_has_a_test_in_which_it_fires_and_one_in_which_it_does_not():
    text = (MONITORING / "kiosk.rules.test.yml").read_text()
    names = re.findall(r"- alert: (\w+)", (MONITORING / "kiosk.rules.yml").read_text())
    assert sorted(re.findall(r"- name: (\w+)", text)) == sorted(names)
    for part in text.split("- name: ")[1:]:
        quiet = part.count("exp_alerts: []")
        assert quiet >= 2, "before and after"
        assert part.count("exp_alerts:") > quiet


@needs_promtool
def test_the_alarms_are_valid_and_pass_their_own_tests():
    promtool("check", "rules", str(MONITORING / "kiosk.rules.yml"))
    promtool("test", "rules", str(MONITORING / "kiosk.rules.test.yml"))
