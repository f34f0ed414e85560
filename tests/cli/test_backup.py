"""kiosk backup and kiosk restore: one machine's PIN, counts and settings come back on another."""

import json
import stat
from pathlib import Path

import pytest

from kiosk.app.usage_stats import read_counts
from kiosk.cli import backup
from kiosk.cli.main import main
from kiosk.domain.bounds import BACKUP_BYTES
from kiosk.staff import pin as pins

COUNTS = "day,kind,file,count\r\n2026-01-13,work,works/03-shore.md,7\r\n"
SETTINGS = "# Settings\n\nKIOSK_FOLDER=/srv/exhibition\nKIOSK_OPTIONS=--language es\n"


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Switches between machines, each with folders of its own: machine("new") makes one."""
    monkeypatch.setattr(pins, "_N", 2)
    monkeypatch.setattr(pins, "_P", 1)

    def switch(name: str) -> Path:
        place = tmp_path / name
        (place / "state").mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv("KIOSK_STATE", str(place / "state"))
        monkeypatch.setattr(backup, "SERVICE_SETTINGS", place / "settings")
        return place

    return switch


def fill(place: Path) -> None:
    pins.store_pin("271828", place / "state")
    (place / "state" / "counts.csv").write_bytes(COUNTS.encode())
    (place / "settings").write_text(SETTINGS)


def test_another_machine_gets_the_pin_the_counts_and_the_settings(machine, tmp_path, capsys):
    fill(machine("old"))
    file = tmp_path / "kiosk-backup.json"
    assert main(["backup", str(file)]) == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "the PIN's hash is in it"
    new = machine("new")
    (new / "settings").write_text("KIOSK_FOLDER=/srv/other\n")
    pins.store_pin("161803", new / "state")
    (new / "state" / "pin-tries").write_text("2")
    assert main(["restore", str(file)]) == 0
    assert (new / "settings").read_text() == SETTINGS
    assert read_counts(new / "state" / "counts.csv") == {
        ("2026-01-13", "work", "works/03-shore.md"): 7
    }
    lock = pins.PinLock(new / "state")
    assert lock.try_pin("271828")
    assert not lock.try_pin("161803")
    assert stat.S_IMODE((new / "state" / "pin").stat().st_mode) == 0o600
    assert stat.S_IMODE((new / "state" / "counts.csv").stat().st_mode) == 0o644
    assert capsys.readouterr().err == ""


def test_what_a_machine_does_not_have_is_not_saved_and_stays_as_it_is_elsewhere(machine, tmp_path):
    old = machine("old")
    (old / "settings").write_text(SETTINGS)
    file = tmp_path / "backup.json"
    assert main(["backup", str(file)]) == 0
    new = machine("new")
    fill(new)
    before = (new / "state" / "pin").read_text()
    assert main(["restore", str(file)]) == 0
    assert (new / "state" / "pin").read_text() == before


def test_a_machine_with_nothing_makes_no_file(machine, tmp_path, capsys):
    machine("bare")
    assert main(["backup", str(tmp_path / "backup.json")]) == 2
    assert "nothing to back up" in capsys.readouterr().err
    assert not (tmp_path / "backup.json").exists()


GOOD_PIN = pins.hash_pin("271828", bytes(16))
BAD = {
    "no JSON": b"PK\x03\x04",
    "no backup": b"[1, 2]",
    "newer": b'{"format": "kiosk-backup-2", "pin": ""}',
    "nothing": b'{"format": "kiosk-backup-1"}',
    "a number": b'{"format": "kiosk-backup-1", "pin": 271828}',
    "no hash": b'{"format": "kiosk-backup-1", "pin": "271828"}',
    "dear hash": json.dumps(
        {"format": "kiosk-backup-1", "pin": GOOD_PIN.replace("$5$", "$99999$")}
    ).encode(),
    "no table": b'{"format": "kiosk-backup-1", "counts": "<html>"}',
    "half": b'{"format": "kiosk-backup-1", "settings": "KIOSK_FOLDER=/x',
    "no text": b'{"format": "kiosk-backup-1", "settings": "KIOSK_FOLDER=\\u0000"}',
    "half a letter": b'{"format": "kiosk-backup-1", "settings": "KIOSK_FOLDER=\\ud800"}',
    "deep": b"[" * 100_000,
    "Latin": '{"format": "é"}'.encode("latin-1"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_backup_changes_nothing(machine, tmp_path, capsys, name):
    new = machine("new")
    fill(new)
    before = {path: path.read_bytes() for path in new.rglob("*") if path.is_file()}
    file = tmp_path / "backup.json"
    file.write_bytes(BAD[name])
    assert main(["restore", str(file)]) == 2
    assert "cannot be restored" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in new.rglob("*") if path.is_file()} == before


def test_a_file_beyond_its_bound_is_not_read_whole(machine, tmp_path, capsys):
    machine("new")
    file = tmp_path / "backup.json"
    with file.open("wb") as out:
        out.truncate(BACKUP_BYTES.limit * 4)
    assert main(["restore", str(file)]) == 2
    assert "larger than" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        "LD_PRELOAD=/media/stick/x.so",
        "PATH=/tmp",
        "export KIOSK_FOLDER=/x",
        "KIOSK_FOLDER=/x \\",
        "PYTHONPATH=/tmp",
        "# a remark that goes on \\",
    ],
)
def test_a_foreign_line_of_the_settings_is_left_out_and_told(machine, tmp_path, capsys, line):
    old = machine("old")
    (old / "settings").write_text(f"{SETTINGS}{line}\nKIOSK_HOURS=ignore\n")
    file = tmp_path / "backup.json"
    assert main(["backup", str(file)]) == 0
    new = machine("new")
    assert main(["restore", str(file)]) == 1
    assert (new / "settings").read_text() == f"{SETTINGS}KIOSK_HOURS=ignore\n"
    assert "left out line 5" in capsys.readouterr().err


def test_a_folder_that_others_may_write_gets_no_pin(machine, tmp_path, capsys):
    fill(machine("old"))
    file = tmp_path / "backup.json"
    assert main(["backup", str(file)]) == 0
    new = machine("new")
    (new / "state").chmod(0o777)
    assert main(["restore", str(file)]) == 2
    assert "others than its owner can write" in capsys.readouterr().err
    assert not (new / "state" / "pin").exists()


def test_missing_files_and_folders_are_told(machine, tmp_path, capsys):
    fill(machine("old"))
    assert main(["backup", str(tmp_path / "nowhere" / "backup.json")]) == 2
    assert main(["restore", str(tmp_path / "nowhere.json")]) == 2
    told = capsys.readouterr().err
    assert "cannot be written" in told
    assert "cannot be restored" in told
