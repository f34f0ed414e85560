"""What a damaged disk, or somebody, left in the program's own folders ends nothing at a start."""

from pathlib import Path

import pytest

from kiosk.content.cache.opening import read_opening
from kiosk.publishing.local_releases import LocalReleases
from kiosk.publishing.publish import HashCache
from kiosk.status.folders import SET_ASIDE_FILE
from kiosk.status.program_status import read_status
from kiosk.status.set_aside import _read
from kiosk.supervisor.restart_policy import RestartState
from kiosk.supervisor.restart_state_file import FILE, load_restart_state

HOSTILE = {
    "empty": b"",
    "zeros": bytes(4096),
    "levels": b"[" * 200_000,
    "closed levels": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "list": b"[1, null, [], {}]",
    "text": b'"saved_at"',
    "number": b"5",
    "infinite": b'{"saved_at": 1e999, "mode": "full", "crashes": 1e999, "pid": 1e999,'
    b' "shown": 1e999, "sequence": 1e999, "files": 1e999, "format": 1e999}',
    "digits": b'{"saved_at": ' + b"9" * 5_000 + b"}",
    "large": b'{"saved_at": ' + b"9" * 400 + b', "mode": "full", "pid": ' + b"9" * 400 + b"}",
    "surrogates": b'{"mode": "\\ud800", "saved_at": 1, "shown": ["\\ud800"], "sequence": 1}',
    "not UTF-8": b'{"mode": "\xff\xfe"}',
    "items": b'[{"folder": 1, "item": [], "activity": {}, "since": 1e999, "fingerprint": null}, 7]',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_reader_of_the_programs_own_files_raises(tmp_path: Path, name: str):
    tmp_path.chmod(0o700)
    for file in (FILE, SET_ASIDE_FILE, "opening", "hashes", "status.json", "history.json"):
        (tmp_path / file).write_bytes(HOSTILE[name])
    state = load_restart_state(tmp_path)
    assert state == RestartState()
    assert isinstance(_read(tmp_path / SET_ASIDE_FILE), list)
    assert read_opening(tmp_path / "opening") is None
    assert HashCache.restore(tmp_path / "hashes").known == {}
    status = read_status(tmp_path)
    assert status is None or (status.pid, name) == (0, "surrogates")
    assert LocalReleases(tmp_path, "hall").history().sequence in (0, 1)
