"""Holds the reading of calendars against ical.js, over calendars that are made from seeds.

    cd tests/calendars && npm install --no-package-lock && cd ../..
    python tests/calendars/compare.py --calendars 500 [--seed 1]
    python tests/calendars/compare.py --record

What ical.js finds and the board does not, or the other way round, is printed with its seed, unless
the check tells a problem of the file. ``--record`` writes the answers to ``recorded.json``, with
which ``test_recorded.py`` holds the reading where there is no Node.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from kiosk.content.load import load  # noqa: E402
from kiosk.domain import AllDay, Event, Series, Timed  # noqa: E402
from kiosk.schedule.occurrences import occurrences  # noqa: E402
from tests.calendars.generated import FIRST, HOME, LAST, calendar_of  # noqa: E402

RECORDED = HERE / "recorded.json"
# Seeds of the recorded answers: a second of the suite.
RECORDED_SEEDS = range(1, 41)
_ZONE = ZoneInfo(HOME)


def expected(seeds: Sequence[int]) -> dict[int, list[str]]:
    """What ical.js finds in the calendar of each seed. Raises OSError without Node."""
    wanted = [
        {"text": calendar_of(seed).replace("\n", "\r\n"), "until": f"{LAST + timedelta(days=2)}"}
        for seed in seeds
    ]
    done = subprocess.run(
        ["node", str(HERE / "expand.js")],
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        check=True,
    )
    return {
        seed: sorted(filter(None, map(_from_ical_js, found)))
        for seed, found in zip(seeds, json.loads(done.stdout), strict=True)
    }


def _from_ical_js(found: dict[str, str]) -> str:
    kind, _, start = found["start"].partition(":")
    _, _, end = found["end"].partition(":")
    words = f"{found['title']} {found['status'].lower()}"
    if kind == "day":
        last = date.fromisoformat(end) - timedelta(days=1)
        return _line(date.fromisoformat(start), last, words)
    starts, ends = (
        datetime.fromtimestamp(int(one), UTC)
        if kind == "utc"
        else datetime.fromisoformat(one).replace(tzinfo=_ZONE)
        for one in (start, end)
    )
    return _line(starts, ends, words)


def _line(starts: date, ends: date | None, words: str) -> str:
    """One occurrence; "" outside of the window."""
    if isinstance(starts, datetime):
        local = starts.astimezone(_ZONE)
        until = f"{ends.astimezone(_ZONE):%H:%M}" if isinstance(ends, datetime) else ""
        day, text = local.date(), f"{local:%Y-%m-%d %H:%M}-{until}"
    else:
        day, text = starts, f"{starts}..{ends}"
    return f"{text} {words}" if FIRST <= day <= LAST else ""


def read(seeds: Sequence[int], folder: Path) -> dict[int, tuple[list[str], list[str]]]:
    """What the program reads of each seed's calendar: the occurrences, and the rules told."""
    (folder / "events").mkdir()
    (folder / "kiosk.yaml").write_text(f"title: T\ntimezone: {HOME}\n", "utf-8")
    for seed in seeds:
        (folder / f"events/{seed}.ics").write_text(calendar_of(seed), "utf-8")
    result = load(folder)
    found: dict[int, tuple[list[str], list[str]]] = {seed: ([], []) for seed in seeds}
    for event in result.snapshot.events:
        found[int(Path(event.file).stem)][0].extend(filter(None, _of_event(event)))
    for problem in result.problems:
        if problem.path.endswith(".ics") and problem.rule != "calendar-empty":
            found[int(Path(problem.path).stem)][1].append(problem.rule)
    return {seed: (sorted(lines), told) for seed, (lines, told) in found.items()}


def _of_event(event: Event) -> list[str]:
    status = {"scheduled": "confirmed"}.get(str(event.status), str(event.status))
    words = f"{event.title} {status}"
    begin = datetime.combine(FIRST, time(), _ZONE)
    end = datetime.combine(LAST, time(23, 59), _ZONE)
    times = occurrences(event, begin, end) if isinstance(event.when, Series) else [event.when]
    lines = []
    for when in times:
        if isinstance(when, Timed):
            lines.append(_line(when.starts, when.ends, words))
        elif isinstance(when, AllDay):
            lines.append(_line(when.first, when.last, words))
    return lines


def differences(
    wanted: dict[int, list[str]], found: dict[int, tuple[list[str], list[str]]]
) -> list[str]:
    """The silent faults: each seed whose occurrences differ, without a problem that is told."""
    return [
        f"seed {seed}\n  not shown: {sorted(set(lines) - set(found[seed][0]))}\n"
        f"  shown: {sorted(set(found[seed][0]) - set(lines))}"
        for seed, lines in wanted.items()
        if lines != found[seed][0] and not found[seed][1]
    ]


def main() -> int:
    """Compare, or record. 0 without a silent fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calendars", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", action="store_true")
    given = parser.parse_args()
    if given.record:
        answers = expected(RECORDED_SEEDS)
        RECORDED.write_text(json.dumps(answers, indent=0, ensure_ascii=False) + "\n", "utf-8")
        print(f"{len(answers)} calendars recorded")
        return 0
    seeds = range(given.seed, given.seed + given.calendars)
    wanted = expected(seeds)
    with tempfile.TemporaryDirectory() as folder:
        found = read(seeds, Path(folder))
    faults = differences(wanted, found)
    told = sum(bool(rules) for _, rules in found.values())
    times = sum(map(len, wanted.values()))
    print("\n".join(faults))
    print(f"{given.calendars} calendars, {times} times: {len(faults)} silent faults, {told} told")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
