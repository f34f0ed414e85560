"""What is wrong with the folder is told: by the exit status of ``kiosk status``, by the metric and
in words, with a look at the screen before, during and after.

``test_told_service.py`` does the same for screens, the service and the clock.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.faults.outputs import AS_ANOTHER_USER, needs_namespace
from tests.faults.running_kiosk import (
    ROOT,
    RunningKiosk,
    hold_for,
    long,
    needs_x,
    wait_for,
)
from tests.faults.screen_report import Report
from tests.faults.told import ask, gallery_in_order, metric, reasons, told, until_well

pytestmark = needs_x
EMERGENCY = (0x8F, 0x10, 0x14)


@long
def test_a_folder_that_is_gone_or_emptied_is_told_and_shown_as_it_was(tmp_path, report: Report):
    folder = gallery_in_order(tmp_path / "gallery")
    with (
        RunningKiosk(tmp_path / "wall", folder=folder) as running,
        report.of("the folder is gone, then emptied", running) as row,
    ):
        until_well(running)
        assert row.before() == "content"
        assert reasons(running) == (0, [])
        assert metric(running, "content_available") == 1
        for word in ("gone", "emptied"):
            folder.rename(tmp_path / "elsewhere")
            if word == "emptied":
                folder.mkdir()
            running.until_state(lambda state: not state["available"])
            assert running.state()["errors"] == 0, "nothing in it is wrong"
            # A picture that was wanted meanwhile is another reason.
            assert str(folder) in told(running, r"last read \d+ s ago")
            assert metric(running, "content_available") == 0
            assert 0 < time.time() - metric(running, "content_last_read_timestamp_seconds") < 60
            assert row.during(word) == "content"
            if word == "emptied":
                folder.rmdir()
            (tmp_path / "elsewhere").rename(folder)
            seconds = running.until_state(
                lambda state: state["available"] and not state["failed_pictures"]
            )
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
        assert row.before() == "content"
        assert reasons(running) == (0, [])
        closed = folder / place
        closed.chmod(0o000)
        try:
            running.until_state(lambda state: state["unread"])
            hold_for(6, lambda: running.state()["works"] == 4, running.log)
            told(running, re.escape(place or str(folder)))
            assert metric(running, "content_unread") == 1
            assert metric(running, "content_available") == (1 if place else 0)
            assert row.during() == "content"
            _, text = ask(running, "status")
            assert "may not read it" in text
            if place:
                # The command that the log names is the one that mends it.
                restarted(running)
                running.until_state(lambda state: state.get("works") == 4)
                running.until("content", 20)
        finally:
            closed.chmod(0o755)
        seconds = running.until_state(lambda state: not state.get("unread") and state.get("read"))
        running.until("content", 10)
        assert row.after(seconds) == "content"
        assert reasons(running) == (0, [])
        assert metric(running, "works") == 4


def restarted(running: RunningKiosk) -> None:
    """Kill the program, and wait for the first frame of the next one."""
    pid = running.pid
    os.kill(pid, signal.SIGKILL)
    running.until_state(
        lambda state: state.get("pid") not in (None, pid) and state.get("last_frame"), 40
    )


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
    running = RunningKiosk(place, folder=share)
    with report.of("the share is away, and the cache empty", running) as row:
        with running:
            well_and_remembered(running)
            assert row.before() == "content"
            assert reasons(running) == (0, [])
        subprocess.run(["umount", "-l", str(share)], check=True)
        shutil.rmtree(place / "cache" / "kiosk" / "pictures")
        row.goes_on(running := RunningKiosk(place, folder=share))
        try:
            with running:
                running.until_state(lambda state: state.get("failed_pictures"), 30)
                told(running, "pictures cannot be shown")
                told(running, str(share))
                assert metric(running, "pictures_failed") > 0
                assert row.during("the share is away") == "words"
                mount()
                seconds = running.until("content", 10)
                running.until_state(lambda state: not state["failed_pictures"], 15)
                assert row.after(seconds) == "content"
                assert reasons(running) == (0, [])
                assert metric(running, "pictures_failed") == 0
        finally:
            subprocess.run(["umount", "-l", str(share)], capture_output=True, check=False)


def well_and_remembered(running: RunningKiosk) -> None:
    """Until all is read, and kept for the next start."""
    until_well(running)
    folders = running.place / "cache" / "kiosk" / "folders"
    wait_for(lambda: list(folders.glob("*.memory")), 20)
    time.sleep(3)


@needs_namespace
@long
def test_a_picture_that_may_not_be_opened_is_tried_again_without_any_change(
    tmp_path, report: Report
):
    """Neither its name nor its time changes: only trying again tells."""
    folder, place = gallery_in_order(tmp_path / "gallery"), tmp_path / "wall"
    wrap = tuple(AS_ANOTHER_USER)
    running = RunningKiosk(place, folder=folder, wrap=wrap)
    pictures = sorted((folder / "works").glob("*.jpg"))
    with report.of("pictures may not be opened", running) as row:
        with running:
            well_and_remembered(running)
            assert row.before() == "content"
            assert reasons(running) == (0, [])
        shutil.rmtree(place / "cache" / "kiosk" / "pictures")
        for picture in pictures:
            picture.chmod(0o000)
        row.goes_on(running := RunningKiosk(place, folder=folder, wrap=wrap))
        with running:
            running.until_state(lambda state: state.get("failed_pictures"), 30)
            told(running, "pictures cannot be shown")
            assert metric(running, "pictures_failed") > 0
            assert row.during() == "words"
            time.sleep(8)
            assert running.log.read_text().count(f"{pictures[0].name} cannot be shown") <= 1
            for picture in pictures:
                picture.chmod(0o644)
            seconds = running.until("content", 40)
            running.until_state(lambda state: not state["failed_pictures"], 30)
            assert row.after(seconds) == "content"
            assert "can be read again" in running.log.read_text()
            assert reasons(running) == (0, [])


def close_to_another_user(path: Path) -> None:
    """As files of somebody else that have mode 600; only root can give files away."""
    if os.geteuid() == 0:
        os.chown(path, 12345, 12345)
        path.chmod(0o600)
    else:
        path.chmod(0o000)


def check_as_another_user(folder: Path) -> str:
    """What ``kiosk check`` says to the user under whom the program runs."""
    call = [*AS_ANOTHER_USER, sys.executable, "-m", "kiosk", "check", str(folder)]
    done = subprocess.run(
        [*call, "--no-look", "--language", "en"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout


def commands_told(said: str) -> list[str]:
    """The commands in what the check says of files that its user may not read."""
    found = re.findall(
        r"the user \S+ may not read it; it belongs to \S+ and has mode \d+ .*\n"
        r" +on the screen's machine, as root or the owner, type (chmod .*?); or ",
        said,
    )
    assert len(found) == said.count("may not read it"), said
    return found


@needs_namespace
@long
def test_files_of_mode_600_are_told_with_the_command_that_mends_it(tmp_path, report: Report):
    """A label that was shown, and a work that comes new, as Syncthing makes them."""
    folder = gallery_in_order(tmp_path / "gallery")
    running = RunningKiosk(tmp_path / "wall", folder=folder, wrap=tuple(AS_ANOTHER_USER))
    with running, report.of("files have mode 600", running) as row:
        until_well(running)
        assert row.before() == "content"
        assert reasons(running) == (0, [])
        label = folder / "works" / "02-vessel-rejoined.md"
        new = [folder / "works" / f"05-new{ending}" for ending in (".jpg", ".md")]
        for made, source in zip(new, (label.with_suffix(".jpg"), label), strict=True):
            shutil.copy(source, made)
        for path in (label, *new):
            close_to_another_user(path)
        running.until_state(lambda state: state["errors"])
        hold_for(6, lambda: running.state()["works"] == 4, running.log)
        told(running, "errors in the folder; kiosk check tells them")
        assert metric(running, "content_errors") > 0
        assert row.during() == "content"
        # A work's picture is told once its label can be read.
        mended: list[str] = []
        while commands := commands_told(check_as_another_user(folder)):
            assert len(mended) < 2 * len(new), mended
            for command in commands:
                words = shlex.split(command)
                mended.append(words[-1])
                subprocess.run(words, check=True)
        assert sorted(mended) == sorted(map(str, (label, *new)))
        seconds = running.until_state(lambda state: not state["errors"] and state["works"] == 5)
        assert row.after(seconds) == "content"
        assert metric(running, "content_errors") == 0
        assert reasons(running) == (0, [])


def is_alarm(running: RunningKiosk) -> bool:
    return running.grab_screen().getpixel((4, 300)) == EMERGENCY


@needs_namespace
@long
def test_notices_that_may_not_be_read_stand_as_they_did_and_are_told(tmp_path, report: Report):
    """Their folder is closed, then one of them: the emergency stays, after a restart too."""
    folder = gallery_in_order(tmp_path / "gallery")
    notices = folder / "notices"
    notices.mkdir()
    running = RunningKiosk(tmp_path / "wall", folder=folder, wrap=tuple(AS_ANOTHER_USER))
    with running, report.of("the notices may not be read", running) as row:
        until_well(running)
        assert row.before() == "content"
        fire = notices / "fire.md"
        fire.write_text("---\ntitle: Leave now.\nlevel: emergency\n---\nUse the east stair.\n")
        wait_for(lambda: is_alarm(running), 5)
        assert reasons(running) == (0, [])
        try:
            for closed in (notices, fire):
                # It is in the memory for the next start by then.
                time.sleep(6)
                mode = closed.stat().st_mode & 0o777
                closed.chmod(0o000)
                running.until_state(lambda state: state["unread"] or state["errors"])
                if closed == notices:
                    told(running, "^not read: notices$")
                    assert metric(running, "content_unread") == 1
                else:
                    told(running, "errors in the folder")
                    assert metric(running, "content_errors") > 0
                    assert "may not read it" in check_as_another_user(folder)
                hold_for(4, lambda: is_alarm(running), running.log)
                restarted(running)
                wait_for(lambda: is_alarm(running), 15)
                row.during(f"{closed.name} is closed, and the program was restarted")
                closed.chmod(mode)
                running.until_state(
                    lambda state: state.get("read") and not state["unread"] and not state["errors"]
                )
                assert reasons(running) == (0, [])
        finally:
            notices.chmod(0o755)
        fire.unlink()
        seconds = running.until("content", 10)
        assert row.after(seconds) == "content"
        assert reasons(running) == (0, [])


@long
def test_a_notice_and_an_event_that_cannot_be_understood_are_told(tmp_path, report: Report):
    """They are not shown; everything else is."""
    folder = gallery_in_order(tmp_path / "gallery")
    wrong = {
        "notices/lift.md": "---\ntitle: The lift is out of order\nlevel: purple\n---\nx\n",
        "events/talk.md": "---\ntitle: A talk\nwhen: the day after yesterday\n---\nx\n",
    }
    with (
        RunningKiosk(tmp_path / "wall", folder=folder) as running,
        report.of("a notice and an event cannot be understood", running) as row,
    ):
        until_well(running)
        assert row.before() == "content"
        for name, text in wrong.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)
            running.until_state(lambda state: state["errors"] and state["read"])
            assert reasons(running)[0] == 1
            assert metric(running, "content_errors") > 0
            _, text = ask(running, "check", str(folder), "--no-look", "--language", "en")
            assert name in text
            assert row.during(name) == "content"
            (folder / name).unlink()
            seconds = running.until_state(lambda state: not state["errors"])
            assert row.after(seconds, name) == "content"
            assert reasons(running) == (0, [])
            assert metric(running, "content_errors") == 0


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
        running.until("words", 10)
        row.during("that it has ended")
        told(running, "the exhibition has ended")
        told(running, "help line")
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
def test_status_and_check_count_alike_by_level(tmp_path, report: Report):
    folder = gallery_in_order(tmp_path / "gallery")
    with (
        RunningKiosk(tmp_path / "wall", folder=folder) as running,
        report.of("an error and a warning in the folder", running) as row,
    ):
        until_well(running)
        assert row.before() == "content"
        state = running.state()
        assert counted(running) == (0, state["warnings"], state["advice"])
        bad = folder / "works" / "no-picture.jpg"
        bad.write_text("no picture")
        past = folder / "events" / "past.md"
        past.parent.mkdir()
        past.write_text("---\ntitle: Past\nwhen: 2020-01-13 13:00\n---\nx\n")
        usual = state["warnings"]
        assert isinstance(usual, int)
        running.until_state(lambda state: state["errors"] and state["warnings"] != usual)
        error, warning, advice = counted(running)
        state = running.state()
        assert warning > usual
        assert (error, warning, advice) == (state["errors"], state["warnings"], state["advice"])
        assert metric(running, "content_errors") == error > 0
        assert metric(running, "content_warnings") == warning > 0
        assert metric(running, "content_advice") == advice
        told(running, f"^{error} errors in the folder; kiosk check tells them")
        assert row.during() == "content"
        bad.unlink()
        past.unlink()
        seconds = running.until_state(
            lambda state: not state["errors"] and state["warnings"] == usual
        )
        assert row.after(seconds) == "content"
        assert reasons(running) == (0, [])


def counted(running: RunningKiosk) -> tuple[int, int, int]:
    """The errors, warnings and pieces of advice that ``kiosk check`` counts."""
    folder = str(running.folder)
    _, text = ask(running, "check", folder, "--no-look", "--language", "en")
    said = re.findall(r"^\d.* (?:errors?|warnings?|info)\b.*$", text, re.M)[-1:]
    found = {
        word: int(number) for one in said for number, word in re.findall(r"(\d+) (\w+?)s?\b", one)
    }
    return found.get("error", 0), found.get("warning", 0), found.get("info", 0)
