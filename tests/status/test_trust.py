"""Whose status is believed, and which process is asked for a picture."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from kiosk.cli.main import main
from kiosk.settings import read_settings
from kiosk.status import program_status as states
from kiosk.status.folders import status_folder
from kiosk.supervisor.restart_policy import RestartState, RunMode
from kiosk.supervisor.restart_state_file import load_restart_state, save_restart_state

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners and signals are POSIX'")
ROOT_ONLY = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root gives files away"
)
PNG = b"\x89PNG\r\n\x1a\n"
# Catches the signal and answers with what stands in its third argument, as a program would.
PROGRAM = """
import os, pathlib, signal, sys, time
def answer(*_):
    place = pathlib.Path(sys.argv[2])
    (place / "next").write_bytes(b"\\x89PNG\\r\\n\\x1a\\npicture")
    (place / "next").replace(place / "screen.png")
signal.signal(signal.SIGUSR1, answer if sys.argv[1] != "deaf" else signal.SIG_DFL)
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    place = tmp_path / "run"
    place.mkdir()
    monkeypatch.setenv("KIOSK_RUNTIME", str(place))
    monkeypatch.setattr("kiosk.cli.operate.SCREENSHOT_SECONDS", 0.5)
    return place


@pytest.fixture
def start(run):
    """Starts a process that catches SIGUSR1 unless it is deaf."""
    started = []

    def start(kind: str, name: str = "kiosk") -> int:
        words = [sys.executable, "-c", PROGRAM, kind, str(run), name]
        started.append(subprocess.Popen(words, stdout=subprocess.PIPE))
        started[-1].stdout.readline()
        return started[-1].pid

    yield start
    for process in started:
        process.kill()
        process.communicate()


def write(run, **values) -> None:
    record = states.as_record(states.ProgramStatus(written=time.time(), clock="good"))
    (run / "status.json").write_text(json.dumps({**record, **values}))


def is_alive(pid: int) -> bool:
    return os.waitpid(pid, os.WNOHANG) == (0, 0)


def test_a_running_program_gives_its_picture(run, start, tmp_path, capsys):
    write(run, pid=start("hears"))
    out = tmp_path / "now.png"
    assert main(["screenshot", str(out)]) == 0
    assert out.read_bytes() == PNG + b"picture"
    assert not (run / "screen.png").exists()


def test_without_a_screen_no_picture_is_asked_for_and_the_reason_is_told(run, tmp_path, capsys):
    write(run, pid=os.getpid(), screen_missing=True, wanted_screen="HDMI-9")
    assert main(["screenshot", str(tmp_path / "now.png")]) == 2
    assert "no screen 'HDMI-9'" in capsys.readouterr().err
    assert not (tmp_path / "now.png").exists()


@pytest.mark.parametrize("pid", [1, 0, -1, True, 2**40, 1.5, "2", None])
def test_a_number_that_is_no_program_s_is_not_signalled(run, pid, tmp_path, monkeypatch, capsys):
    def kill(*_: object) -> None:
        raise AssertionError("a signal was sent")

    monkeypatch.setattr(os, "kill", kill)
    monkeypatch.setattr(signal, "pidfd_send_signal", kill)
    write(run, pid=pid)
    assert main(["screenshot", str(tmp_path / "now.png")]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(("kind", "name"), [("deaf", "kiosk"), ("hears", "other")])
def test_another_process_is_left_alone(run, start, tmp_path, capsys, kind, name):
    pid = start(kind, name)
    write(run, pid=pid)
    assert main(["screenshot", str(tmp_path / "now.png")]) == 2
    assert not (run / "screen.png").exists()
    assert is_alive(pid)


@pytest.mark.parametrize(
    "values",
    [
        {"written": "now"},
        {"written": float("nan")},
        {"works": "\x1b[2J"},
        {"started": [1]},
        {"read": 1},
        {"folder": 7},
        {"memory": -(10**30)},
        {"restarts": 1e400},
    ],
)
def test_a_status_with_other_types_is_none(run, values, capsys):
    write(run, **values)
    assert states.read_status(run) is None
    assert main(["status"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_status_file_is_neither_a_link_nor_a_pipe_nor_endless(run, tmp_path):
    write(run)
    (run / "status.json").rename(tmp_path / "elsewhere")
    (run / "status.json").symlink_to(tmp_path / "elsewhere")
    assert states.read_status(run) is None
    (run / "status.json").unlink()
    os.mkfifo(run / "status.json")
    assert states.read_status(run) is None
    (run / "status.json").unlink()
    (run / "status.json").write_text("[" * 10**6)
    assert states.read_status(run) is None


def test_the_picture_is_no_link_and_what_lies_at_its_place_is_not_followed(
    run, start, tmp_path, capsys
):
    secret, target = tmp_path / "secret", tmp_path / "target"
    secret.write_text("secret")
    target.write_text("target")
    write(run, pid=start("deaf"))
    (run / "screen.png").symlink_to(secret)
    os.utime(run / "screen.png", (time.time() + 60,) * 2, follow_symlinks=False)
    from kiosk.cli.operate import _copy_picture

    with pytest.raises(OSError, match="symbolic"):
        _copy_picture(run / "screen.png", tmp_path / "out.png")
    (run / "screen.png").unlink()
    (run / "screen.png").write_bytes(b"no picture")
    with pytest.raises(OSError, match="no picture"):
        _copy_picture(run / "screen.png", tmp_path / "out.png")
    (run / "screen.png").write_bytes(PNG)
    (tmp_path / "out.png").symlink_to(target)
    _copy_picture(run / "screen.png", tmp_path / "out.png")
    assert target.read_text() == "target"
    assert (tmp_path / "out.png").read_bytes() == PNG


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A place like /tmp, in which this user's folder is looked for as a last resort."""
    place = tmp_path / "tmp"
    place.mkdir()
    place.chmod(0o1777)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(place))
    for name in ("KIOSK_RUNTIME", "RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR", "KIOSK_SCREEN"):
        monkeypatch.delenv(name, raising=False)
    return place


@pytest.mark.parametrize("screen", ["", "HDMI-1"])
def test_a_folder_in_a_shared_place_is_its_user_s_alone(shared, screen):
    folder = status_folder(read_settings(instance=screen))
    states.write_status(states.ProgramStatus(asked_screen=screen), folder)
    base = shared / f"kiosk-{os.geteuid()}"
    assert base.stat().st_mode & 0o777 == 0o700
    assert states.read_status(folder) is not None


@ROOT_ONLY
@pytest.mark.parametrize("screen", ["", "HDMI-1"])
def test_a_folder_that_another_user_made_is_told_and_not_used(shared, screen, tmp_path, capsys):
    base = shared / f"kiosk-{os.geteuid()}"
    base.mkdir()
    folder = base / screen
    folder.mkdir(exist_ok=True)
    write(folder, pid=os.getpid(), asked_screen=screen)
    for path in (base, folder, folder / "status.json"):
        os.chown(path, 12345, 12345)
    before = sorted(path.name for path in folder.iterdir())
    settings = read_settings(instance=screen)
    assert states.read_status(status_folder(settings)) is None
    with pytest.raises(PermissionError):
        states.write_status(states.ProgramStatus(asked_screen=screen), folder)
    save_restart_state(RestartState(RunMode.POSTER), folder)
    assert load_restart_state(folder) == RestartState()
    assert sorted(path.name for path in folder.iterdir()) == before
    for command in (["status"], ["screenshot", str(tmp_path / "now.png")]):
        options = ["--screen", screen] if screen else []
        assert main([*command, *options]) == 2
        assert "another user" in capsys.readouterr().err


@ROOT_ONLY
def test_root_reads_the_status_of_the_service_s_user(tmp_path, monkeypatch, capsys):
    """Its runtime folder lies in a folder of root, where nobody else could make it."""
    (tmp_path / "kiosk").mkdir(mode=0o755)
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path / "kiosk"))
    write(tmp_path / "kiosk")
    for path in (tmp_path / "kiosk", tmp_path / "kiosk" / "status.json"):
        os.chown(path, 12345, 12345)
    assert main(["status"]) == 0
    (tmp_path / "kiosk").chmod(0o777)
    assert main(["status"]) == 2
    assert "others" in capsys.readouterr().err
