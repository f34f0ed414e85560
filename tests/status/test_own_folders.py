"""The folders that the program makes are its user's alone, whatever the user's umask is.

An ordinary user of Debian 13 has 002: what is made without a mode can be written by a group.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.staff import pin as pins
from kiosk.status.program_status import distrust_of_folder, make_own_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX'")
OTHERS = stat.S_IWGRP | stat.S_IWOTH


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0o002)
    yield
    os.umask(before)


def test_the_folder_of_the_pin_takes_it_and_lets_nobody_else_write(tmp_path: Path):
    folder = tmp_path / "state" / "kiosk"
    pins.store_pin("271828", folder)
    assert folder.stat().st_mode & (OTHERS | stat.S_IROTH) == 0
    assert stat.S_IMODE((folder / "pin").stat().st_mode) == 0o600


def test_the_folder_of_the_status_is_trusted(tmp_path: Path):
    folder = tmp_path / "run" / "HDMI-1"
    make_own_folder(folder, 0o755)
    assert distrust_of_folder(folder) == ""
    assert not folder.stat().st_mode & OTHERS
    assert not folder.parent.stat().st_mode & OTHERS
