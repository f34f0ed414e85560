"""Where the program's own files go, when the disk is full as well."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.app.machine import safe_folder
from kiosk.supervisor.notify import Listener


@pytest.fixture
def full(monkeypatch, tmp_path):
    """No temporary file can be made on the disk; ``memory`` has room."""

    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    memory = tmp_path / "memory"
    memory.mkdir()
    monkeypatch.setattr(paths.tempfile, "gettempdir", nowhere)
    monkeypatch.setattr(paths, "MEMORY", str(memory))
    return memory


def test_where_the_disk_is_full_memory_has_room(full):
    assert paths.scratch("kiosk-x-").parent == full


def test_a_keeper_listens_where_the_service_has_its_place_in_memory(full, monkeypatch, tmp_path):
    monkeypatch.setenv("RUNTIME_DIRECTORY", f"{tmp_path}:/elsewhere")
    listener = Listener()
    assert Path(listener.address).parent.parent == tmp_path
    listener.close()
    assert [path.name for path in tmp_path.iterdir()] == ["memory"]


def test_a_keeper_that_cannot_listen_keeps_all_the_same(full, monkeypatch, caplog):
    for name in ("RUNTIME_DIRECTORY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(paths, "MEMORY", str(full / "nothing"))
    listener = Listener()
    assert (listener.address, listener.hear(0.01)) == ("", [])
    assert "nobody will notice" in caplog.text
    listener.close()


@pytest.mark.skipif(os.name != "posix", reason="processes are told apart by their number")
def test_what_a_killed_program_left_goes_and_what_another_uses_stays(full):
    left = f"from kiosk import paths; paths.MEMORY = {str(full)!r}; print(paths.scratch('kiosk-x-', {str(full)!r}))"
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


def test_safe_mode_begins_with_an_empty_cache_and_always_the_same_one(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = safe_folder()
    folder.mkdir()
    (folder / "index.sqlite").write_bytes(b"spoiled")
    assert safe_folder() == folder
    assert not folder.exists()
    monkeypatch.setenv("KIOSK_SCREEN", "HDMI-1")
    assert safe_folder() != folder
