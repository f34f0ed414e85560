"""The reasons for ``kiosk status`` to end with 1, each alone, in its words."""

import time
from dataclasses import replace

import pytest

from kiosk.cli.main import main
from kiosk.status.attention import reasons_to_look
from kiosk.status.program_status import ProgramStatus, write_status
from kiosk.status.unread_parts import UnreadPart

WELL = ProgramStatus(version="1", pid=2, clock="good", screen="HDMI-1 1920x1080")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"screen_missing": True, "screen": ""}, "no screen; it waits"),
        (
            {"screen_missing": True, "wanted_screen": "HDMI-9", "other_screens": "HDMI-1"},
            "no screen 'HDMI-9'; it waits for it (there are: HDMI-1)",
        ),
        ({"mode": "safe"}, "safe mode"),
        ({"set_aside": ("works/a.jpg",)}, "works/a.jpg"),
        ({"available": False, "last_read": time.time() - 7200}, "last read 2 h"),
        ({"available": False}, "not been read since the start"),
        ({"unread": (UnreadPart(part="works/closed", why="w"),)}, "works/closed"),
        ({"errors": 3}, "3 errors"),
        ({"failed_pictures": 2}, "2 pictures"),
        ({"clock": "has jumped"}, "has jumped"),
        ({"clock": "too old", "clock_known": False}, "no time: too old"),
        ({"exhibition_ended": True}, "has ended"),
        ({"help_line_outdated": True}, "help line"),
    ],
)
def test_each_reason_alone_is_told_and_ends_with_1(changed, words, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    status = replace(WELL, written=time.time())
    write_status(status, tmp_path)
    assert main(["status"]) == 0
    assert "look at:" not in capsys.readouterr().out
    write_status(replace(status, **changed), tmp_path)
    assert main(["status"]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("look at:")]
    assert len(told) == 1
    assert words in told[0]


def test_several_reasons_are_all_told_the_most_urgent_first():
    status = replace(WELL, screen_missing=True, errors=1, exhibition_ended=True)
    first, second, third = reasons_to_look(status)
    assert ("screen" in first, "errors" in second, "ended" in third) == (True, True, True)
