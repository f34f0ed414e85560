"""The program's own folders, also when the disk is full."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.app.machine import safe_mode_cache_folder
from kiosk.settings import read_settings
from kiosk.supervisor.notify import Listener


@pytest.fixture
def full(monkeypatch, tmp_path):
    """No temporary file can be made on the disk; ``memory`` has room."""

    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", nowhere)
    monkeypatch.setattr(paths, "SHARED_MEMORY", str(memory))
    return memory


def test_a_full_disk_falls_back_to_memory(full):
    assert paths.scratch("kiosk-x-").parent == full


def test_the_listeners_socket_is_the_services(full, monkeypatch, tmp_path_factory):
    # A socket's path has 107 bytes at most, so that the test's own folder may be too deep.
    folder = tmp_path_factory.mktemp("run")
    monkeypatch.setenv("RUNTIME_DIRECTORY", f"{folder}:/elsewhere")
    listener = Listener(read_settings())
    assert Path(listener.address).parent.parent == folder
    listener.close()
    assert list(folder.iterdir()) == []


def test_a_listener_without_a_place_for_its_socket_does_nothing(full, monkeypatch, caplog):
    for name in ("RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(paths, "SHARED_MEMORY", str(full / "nothing"))
    listener = Listener(read_settings())
    assert (listener.address, listener.receive(0.01)) == ("", [])
    assert "will not be noticed" in caplog.text
    listener.close()


@pytest.mark.skipif(os.name != "posix", reason="processes are told apart by their number")
def test_removes_the_folders_of_killed_processes_only(full):
    left = (
        f"from kiosk import paths; paths.SHARED_MEMORY = {str(full)!r}; "
        f"print(paths.scratch('kiosk-x-', {str(full)!r}))"
    )
    gone = Path(
        subprocess.run(
            [sys.executable, "-c", left], capture_output=True, text=True, check=True
        ).stdout.strip()
    )
    assert gone.is_dir()
    mine, other = paths.scratch("kiosk-x-"), paths.scratch("kiosk-y-")
    assert not gone.exists()
    again = paths.scratch("kiosk-x-")
    assert mine.is_dir()
    assert other.is_dir()
    assert again != mine


def test_safe_mode_always_uses_the_same_folder_and_empties_it(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = safe_mode_cache_folder(read_settings())
    folder.mkdir()
    (folder / "index.sqlite").write_bytes(b"spoiled")
    assert safe_mode_cache_folder(read_settings()) == folder
    assert not folder.exists()
    monkeypatch.setenv("KIOSK_SCREEN", "HDMI-1")
    assert safe_mode_cache_folder(read_settings()) != folder
