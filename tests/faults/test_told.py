"""What is wrong is told: by the exit status of ``kiosk status``, by the metric and in words, with a
look at the screen before, during and after.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.exit_codes import EXIT_CONFIG, EXIT_USAGE
from tests.faults.outputs import AS_ANOTHER_USER, needs_namespace
from tests.faults.running_kiosk import (
    LONG,
    ROOT,
    RunningKiosk,
    hold_for,
    long,
    needs_x,
    wait_for,
)
from tests.faults.screen_report import Report
from tests.faults.told import ask, gallery_in_order, metric, reasons, until_well

pytestmark = needs_x


@long
def test_a_folder_that_is_gone_or_emptied_is_told_and_shown_as_it_was(tmp_path, report: Report):
    folder = gallery_in_order(tmp_path / "gallery")
    with (
        RunningKiosk(tmp_path / "wall", folder=folder) as running,
        report.of("the folder is gone, then emptied", running) as row,
    ):
        until_well(running)
        row.before()
        assert reasons(running) == (0, [])
        assert metric(running, "content_available") == 1
        for word in ("gone", "emptied"):
            folder.rename(tmp_path / "elsewhere")
            if word == "emptied":
                folder.mkdir()
            running.until_state(lambda state: not state["available"])
            assert running.state()["errors"] == 0, "nothing in it is wrong"
            code, (told,) = reasons(running)
            assert code == 1
            assert str(folder) in told
            assert re.search(r"last read \d+ s ago", told)
            assert metric(running, "content_available") == 0
            assert 0 < time.time() - metric(running, "content_last_read_timestamp_seconds") < 60
            assert row.during(word) == "content"
            if word == "emptied":
                folder.rmdir()
            (tmp_path / "elsewhere").rename(folder)
            seconds = running.until_state(lambda state: state["available"])
            assert row.after(seconds, word) == "content"
            assert reasons(running) == (0, [])
        assert metric(running, "works") == 4


@needs_namespace
@long
@pytest.mark.parametrize("place", ["works", "works/inner", ""])
def test_a_folder_that_may_not_be_read_stays_on_the_screen_and_is_named(
    tmp_path, report: Report, place: str
):
    """As another user than root, who may read everything."""
    folder = gallery_in_order(tmp_path / "gallery")
    inner = folder / "works" / "inner"
    inner.mkdir()
    for name in ("02-vessel-rejoined.jpg", "02-vessel-rejoined.md"):
        (folder / "works" / name).rename(inner / name)
    running = RunningKiosk(tmp_path / "wall", folder=folder, wrap=tuple(AS_ANOTHER_USER))
    with running, report.of(f"{place or 'the folder'} may not be read", running) as row:
        until_well(running)
        row.before()
        closed = folder / place
        closed.chmod(0o000)
        try:
            running.until_state(lambda state: state["unread"])
            hold_for(6, lambda: running.state()["works"] == 4, running.log)
            code, told = reasons(running)
            assert code == 1
            assert any((place or str(folder)) in one for one in told), told
            assert metric(running, "content_unread") == 1
            assert metric(running, "content_available") == (1 if place else 0)
            assert row.during() == "content"
            _, text = ask(running, "status")
            assert "may not read it" in text
            if place:
                # The command that the log names is the one that mends it.
                os.kill(running.pid, signal.SIGKILL)
                running.until("content", 20)
                running.until_state(lambda state: state.get("works") == 4)
        finally:
            closed.chmod(0o755)
        seconds = running.until_state(lambda state: not state.get("unread") and state.get("read"))
        assert row.after(seconds) == "content"
        assert reasons(running) == (0, [])
        assert metric(running, "works") == 4


@long
def test_pictures_of_a_share_that_was_away_come_with_it(tmp_path, report: Report):
    """Nothing of them is in the cache, and nothing in the folder has changed when it comes back."""
    source = gallery_in_order(tmp_path / "source")
    share = tmp_path / "share"
    share.mkdir()

    def mount() -> None:
        call = ["mount", "--bind", str(source), str(share)]
        if subprocess.run(call, capture_output=True, check=False).returncode:
            pytest.skip("only root may mount a folder")

    mount()
    place = tmp_path / "wall"
    with RunningKiosk(place, folder=share) as running:
        until_well(running)
        wait_for(lambda: list((place / "cache" / "kiosk" / "folders").glob("*.memory")), 20)
        time.sleep(3)
    subprocess.run(["umount", "-l", str(share)], check=True)
    shutil.rmtree(place / "cache" / "kiosk" / "pictures")
    try:
        with (
            RunningKiosk(place, folder=share) as running,
            report.of("the share is away, and the cache empty", running) as row,
        ):
            running.until_state(lambda state: state.get("failed_pictures"), 30)
            code, told = reasons(running)
            assert code == 1
            assert any("pictures cannot be shown" in one for one in told)
            assert any(str(share) in one for one in told)
            assert metric(running, "pictures_failed") > 0
            assert row.during("the share is away") != "nothing"
            mount()
            seconds = running.until("content", 10)
            running.until_state(lambda state: not state["failed_pictures"], 15)
            assert row.after(seconds) == "content"
            assert reasons(running) == (0, [])
    finally:
        subprocess.run(["umount", "-l", str(share)], capture_output=True, check=False)


@needs_namespace
@long
def test_a_picture_that_may_not_be_opened_is_tried_again_without_any_change(
    tmp_path, report: Report
):
    """Neither its name nor its time changes: only trying again tells."""
    folder, place = gallery_in_order(tmp_path / "gallery"), tmp_path / "wall"
    wrap = tuple(AS_ANOTHER_USER)
    with RunningKiosk(place, folder=folder, wrap=wrap) as running:
        until_well(running)
        wait_for(lambda: list((place / "cache" / "kiosk" / "folders").glob("*.memory")), 20)
        time.sleep(3)
    shutil.rmtree(place / "cache" / "kiosk" / "pictures")
    pictures = sorted((folder / "works").glob("*.jpg"))
    for picture in pictures:
        picture.chmod(0o000)
    with (
        RunningKiosk(place, folder=folder, wrap=wrap) as running,
        report.of("pictures may not be opened", running) as row,
    ):
        running.until_state(lambda state: state.get("failed_pictures"), 30)
        code, told = reasons(running)
        assert code == 1
        assert any("pictures cannot be shown" in one for one in told)
        row.during()
        time.sleep(8)
        assert running.log.read_text().count(f"{pictures[0].name} cannot be shown") <= 1
        for picture in pictures:
            picture.chmod(0o644)
        seconds = running.until("content", 40)
        running.until_state(lambda state: not state["failed_pictures"], 30)
        assert row.after(seconds) == "content"
        assert "can be read again" in running.log.read_text()
        assert reasons(running) == (0, [])


@contextlib.contextmanager
def manager(place: Path):
    """A service manager's socket, and its address."""
    place.mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(place / "n"))
        listening.settimeout(0.1)
        yield listening, str(place / "n")


def heard(listening: socket.socket) -> str:
    words = []
    with contextlib.suppress(TimeoutError):
        while True:
            words.append(listening.recv(4096).decode())
    return "\n".join(words)


@long
def test_without_a_screen_the_service_is_ready_and_tells_that_there_is_none(
    tmp_path, report: Report
):
    running = RunningKiosk(tmp_path / "wall", folder=gallery_in_order(tmp_path / "gallery"))
    running.plugged = False
    with manager(tmp_path / "m") as (listening, address):
        running.environment = {"NOTIFY_SOCKET": address}
        with running, report.of("no screen at the start, then one, then none", running) as row:
            ready = ""

            def is_ready() -> bool:
                nonlocal ready
                ready += heard(listening)
                return "READY=1" in ready

            wait_for(is_ready, 20)
            for moment in ("at the start", "taken away"):
                running.until_state(lambda state: state.get("screen_missing"), 20)
                assert reasons(running) == (1, ["no screen; it waits for one"])
                assert metric(running, "screen_connected") == 0
                code, text = ask(running, "screenshot", str(tmp_path / "shot.png"))
                assert (code, not (tmp_path / "shot.png").exists()) == (EXIT_USAGE, True)
                assert "no screen" in text
                row.during(moment)
                running.plug()
                seconds = running.until("content")
                running.until_state(lambda state: not state["screen_missing"])
                assert row.after(seconds, moment) == "content"
                until_well(running)
                assert reasons(running) == (0, [])
                assert metric(running, "screen_connected") == 1
                if moment == "at the start":
                    running.unplug()
            assert running.state()["restarts"] == 0


@long
def test_a_screen_that_was_named_is_waited_for_and_nothing_is_drawn_over_another(
    tmp_path, report: Report
):
    running = RunningKiosk(tmp_path / "wall", folder=gallery_in_order(tmp_path / "gallery"))
    running.arguments = ["--screen", "RIGHT"]
    base, running.runtime = running.runtime, running.runtime / "RIGHT"
    running.environment = {"KIOSK_RUNTIME": str(base)}
    with running, report.of("--screen names one that is not there", running) as row:
        running.until_state(lambda state: state.get("screen_missing"), 20)
        hold_for(3, lambda: running.seen() == "nothing", running.log)
        row.during("no screen RIGHT")
        code, text = ask(running, "status", runtime=base)
        assert code == 1
        assert "no screen 'RIGHT'; it waits for it (there are: screen)" in text
        assert metric(running, "screen_connected", screen="RIGHT") == 0
        code, text = ask(running, "screenshot", str(tmp_path / "shot.png"), runtime=base)
        assert code == EXIT_USAGE
        assert "RIGHT" in text
        running.xrandr("--setmonitor", "RIGHT", "960/254x1080/286+960+0", "screen")
        running.xrandr("--setmonitor", "LEFT", "960/254x1080/286+0+0", "none")
        seconds = running.until_state(
            lambda state: state.get("screen") == "RIGHT 960x1080" and state.get("last_frame"), 20
        )
        row.after(seconds, "on the right half")
        left = running.grab_screen().crop((0, 0, 900, 1080))
        assert max(high for _, high in left.getextrema()) == 0
        running.until_state(lambda state: state.get("read"))
        assert metric(running, "screen_connected", screen="RIGHT") == 1
        assert ask(running, "status", runtime=base)[0] == 0
        lines = [line for line in running.log.read_text().splitlines() if " kiosk" in line]
        assert lines
        assert all(re.match(r"\w+ \[RIGHT\] kiosk", line) for line in lines), lines


@long
def test_an_x_server_that_is_killed_is_counted_with_its_reason(tmp_path):
    """The service starts all of it again; a supervisor that is killed is another reason."""
    if shutil.which("xinit") is None:
        pytest.skip("needs xinit (apt: xinit)")
    folder, place = gallery_in_order(tmp_path / "gallery"), tmp_path / "wall"
    running = RunningKiosk(place, folder=folder)
    display = f":{200 + os.getpid() % 700}"
    kiosk = [sys.executable, "-m", "kiosk"]
    running.program = [
        *kiosk,
        *("launch", "--", "xinit", *kiosk, "supervise", str(folder), "--"),
        *(shutil.which("Xvfb") or "", display, "-screen", "0", "1280x720x24", "-nolisten", "tcp"),
    ]

    def started() -> None:
        """What a program left that fell is older."""
        began = time.time()
        running.until_state(
            lambda state: (
                state.get("started", 0) > began - 5 and state.get("last_frame") and state["read"]
            ),
            30,
        )

    def find(words: str) -> list[int]:
        call = ["pgrep", "--session", str(running._program.pid), "--full", words]
        found = subprocess.run(call, capture_output=True, text=True, check=False)
        return [int(word) for word in found.stdout.split()]

    with running:
        started()
        assert metric(running, "restarts_total", reason="display_server") == 0
        os.kill(find(f"Xvfb {display}")[-1], signal.SIGKILL)
        running._program.wait(20)
        time.sleep(5)
    with running:
        started()
        assert metric(running, "restarts_total", reason="display_server") == 1
        assert metric(running, "restarts_total", reason="crash") == 0
        (supervisor,) = [
            one
            for one in find("kiosk supervise")
            if b"xinit" not in Path(f"/proc/{one}/cmdline").read_bytes()
        ]
        os.kill(supervisor, signal.SIGKILL)
        running._program.wait(20)
        time.sleep(5)
    with running:
        started()
        assert metric(running, "restarts_total", reason="display_server") == 1
        assert metric(running, "restarts_total", reason="supervisor") == 1
        _, text = ask(running, "status")
        assert "1 display server" in text


def start_with_options(place: Path, *words: str, options: str) -> tuple[int, str, float]:
    """The service's call with these options; exit status, what it says, and seconds."""
    kiosk = [sys.executable, "-m", "kiosk"]
    began = time.monotonic()
    with manager(place / "m") as (_, address):
        done = subprocess.run(
            [*kiosk, "launch", "--", "sh", "-c", '"$@"; exit 0', "server", *kiosk, *words],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "NOTIFY_SOCKET": address,
                "KIOSK_OPTIONS": options,
                "KIOSK_RUNTIME": str(place / "run"),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    shutil.rmtree(place / "m")
    return done.returncode, done.stdout + done.stderr, time.monotonic() - began


@pytest.mark.parametrize(
    "options",
    [
        "--langauge es",
        pytest.param("screen HDMI-1", marks=long),
        pytest.param("--windowed big", marks=long),
        pytest.param("--screen", marks=long),
    ],
)
def test_a_wrong_word_among_the_options_is_told_and_ends_in_the_failure_state(tmp_path, options):
    """Each start is later than the one before, and the last is not tried again."""
    words = ("supervise", *options.split(), "/srv/exhibition")
    tries = 5
    if not LONG:
        (tmp_path / "run").mkdir(mode=0o755)
        (tmp_path / "run" / "wrong-options").write_text("4\n")
        tries = 1
    codes, took = [], []
    for _ in range(tries):
        code, said, seconds = start_with_options(tmp_path, *words, options=options)
        codes.append(code)
        took.append(seconds)
        (line,) = [one for one in said.splitlines() if "are wrong" in one]
        assert "/etc/default/kiosk" in line
        assert len(said.splitlines()) <= 2, said
    assert codes == [*[EXIT_USAGE] * (tries - 1), EXIT_CONFIG]
    assert took[:-1] == sorted(took[:-1])
    assert "systemctl restart kiosk" in line
    assert not (tmp_path / "run" / "wrong-options").exists()


@long
def test_an_exhibition_that_has_ended_and_an_old_help_line_are_told(tmp_path, report: Report):
    folder = gallery_in_order(tmp_path / "gallery")
    yaml = (folder / "kiosk.yaml").read_text("utf-8")
    with (
        RunningKiosk(tmp_path / "wall", folder=folder) as running,
        report.of("the exhibition has ended", running) as row,
    ):
        until_well(running)
        assert row.before() == "content"
        past = date.today() - timedelta(days=100)  # noqa: DTZ011
        changed = yaml.replace("open:", f"open:\n  until: {past}")
        changed = re.sub(r"verified_on:.*", f"verified_on: {past}", changed)
        (folder / "kiosk.yaml").write_text(changed, "utf-8")
        running.until_state(lambda state: state.get("exhibition_ended"), 20)
        row.during()
        code, told = reasons(running)
        assert code == 1
        assert "the exhibition has ended" in told
        assert any("help line" in one for one in told)
        assert metric(running, "exhibition_ended") == metric(running, "help_line_outdated") == 1
        days = (time.time() - metric(running, "exhibition_end_timestamp_seconds")) / 86_400
        assert 97 < days < 101
        (folder / "kiosk.yaml").write_text(yaml, "utf-8")
        seconds = running.until_state(lambda state: not state.get("exhibition_ended"), 20)
        until_well(running)
        assert row.after(seconds) == "content"
        assert reasons(running) == (0, [])
        assert metric(running, "exhibition_ended") == metric(running, "help_line_outdated") == 0
        assert metric(running, "exhibition_end_timestamp_seconds") == 0


@long
def test_status_and_check_count_alike_by_level(tmp_path):
    folder = gallery_in_order(tmp_path / "gallery")
    (folder / "works" / "no-picture.jpg").write_text("no picture")
    (folder / "events").mkdir()
    (folder / "events" / "past.md").write_text("---\ntitle: Past\nwhen: 2020-01-13 13:00\n---\nx\n")
    with RunningKiosk(tmp_path / "wall", folder=folder) as running:
        running.until_state(lambda state: state.get("read"), 30)
        _, text = ask(running, "check", str(folder), "--no-look", "--language", "en")
        (said,) = re.findall(r"^\d.* (?:errors?|warnings?|info)\b.*$", text, re.M)[-1:]
        found = {word: int(number) for number, word in re.findall(r"(\d+) (\w+?)s?\b", said)}
        state = running.state()
        assert (found["error"], found["warning"], found.get("info", 0)) == (
            state["errors"],
            state["warnings"],
            state["advice"],
        )
        assert metric(running, "content_warnings") == found["warning"] > 0
        code, told = reasons(running)
        assert code == 1
        assert f"{found['error']} errors in the folder; kiosk check tells them" in told


@long
def test_a_clock_that_was_never_set_is_told(tmp_path, report: Report):
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        pytest.skip("needs libfaketime (apt: libfaketime)")
    running = RunningKiosk(tmp_path / "wall", folder=gallery_in_order(tmp_path / "gallery"))
    running.environment = {
        "LD_PRELOAD": str(library),
        "FAKETIME": "@2001-01-01 00:00:00",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with running, report.of("the clock was never set", running) as row:
        running.until("content", 40)
        running.until_state(lambda state: state.get("read"), 30)
        row.during()
        assert metric(running, "clock_known") == metric(running, "clock_good") == 0
        # The command beside it has a faked time of its own, which begins later.
        _, text = ask(running, "status")
        assert "no time: the machine's clock shows a date before this program was built" in text
        assert "help line" not in text.partition("look at:")[2], "no day is known to judge it by"
