"""What ``kiosk status`` and the metrics tell of a running kiosk."""

import contextlib
import io
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from kiosk.cli.main import main
from tests.faults.running_kiosk import ROOT, RunningKiosk, copy_gallery


def gallery_in_order(to: Path) -> Path:
    """A gallery about which there is nothing to tell: its help line was verified today."""
    folder = copy_gallery(to)
    yaml = folder / "kiosk.yaml"
    words = re.sub(r"verified_on:.*", f"verified_on: {date.today()}", yaml.read_text("utf-8"))  # noqa: DTZ011
    yaml.write_text(words, "utf-8")
    return folder


def ask(running: RunningKiosk, *words: str, runtime: Path | None = None) -> tuple[int, str]:
    """The exit status of a command of the program beside it, and what it prints."""
    given = {name: value for name, value in running._environment.items() if "KIOSK" in name}
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (given | {"KIOSK_RUNTIME": str(runtime or running.runtime)}).items():
            patch.setenv(name, value)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            code = main(list(words))
    return code, printed.getvalue()


def reasons(running: RunningKiosk) -> tuple[int, list[str]]:
    """The exit status of ``kiosk status``, and its reasons to look."""
    code, text = ask(running, "status")
    prefix = "look at:"
    lines = [line.removeprefix(prefix).strip() for line in text.splitlines()]
    return code, [line for line, raw in zip(lines, text.splitlines(), strict=True) if prefix in raw]


def told(running: RunningKiosk, pattern: str) -> str:
    """The reason to look that a pattern finds; ``kiosk status`` must end with 1 for it."""
    code, found = reasons(running)
    matching = [one for one in found if re.search(pattern, one)]
    assert (code, len(matching)) == (1, 1), f"{pattern}: {code}, {found}"
    return matching[0]


def status_with_its_clock(running: RunningKiosk) -> tuple[int, list[str]]:
    """As ``reasons``, of a command whose clock is the kiosk's: libfaketime gives each process one
    that begins anew.
    """
    now = datetime.fromtimestamp(float(str(running.state()["written"])) + 1)  # noqa: DTZ006
    clock = running.place / "time-of-status"
    clock.write_text(f"@{now:%Y-%m-%d %H:%M:%S}\n")
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "status"],
        env={**running._environment, "FAKETIME_TIMESTAMP_FILE": str(clock)},
        cwd=running.place,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = done.stdout.splitlines()
    return done.returncode, [
        line.removeprefix("look at:").strip() for line in lines if line.startswith("look at:")
    ]


def metric(running: RunningKiosk, name: str, **labels: str) -> float:
    """The value in the file that a node exporter would read."""
    text = (running.runtime / "kiosk.prom").read_text()
    words = ",".join(f'{label}="{value}"' for label, value in labels.items())
    start = f"kiosk_{name}{{{words}}} " if words else f"kiosk_{name} "
    (line,) = [one for one in text.splitlines() if one.startswith(start)]
    return float(line.removeprefix(start))


def until_well(running: RunningKiosk, seconds: float = 25.0) -> None:
    running.until("content", seconds)
    running.until_state(
        lambda state: (
            state.get("works") == 4
            and state.get("available")
            and state.get("read")
            and not state.get("unread")
            and not state.get("failed_pictures")
            and state.get("last_frame")
        ),
        seconds,
    )


def never_set(place: Path, library: Path) -> dict[str, str]:
    """The environment of a machine whose clock begins in 2001, until its file says otherwise."""
    (place / "time").write_text("@2001-01-01 00:00:00\n")
    (place / "sitecustomize.py").write_text(
        "import select, time\n"
        "time.sleep = lambda seconds: select.select([], [], [], seconds) and None\n"
    )
    return {
        "PYTHONPATH": f"{place}:{ROOT}",
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(place / "time"),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
