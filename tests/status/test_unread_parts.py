"""What ``kiosk status`` says of the parts of the folder that are not being read."""

import time

import pytest

from kiosk.cli.main import main
from kiosk.status.metrics import as_metrics
from kiosk.status.program_status import ProgramStatus, read_status, write_status
from kiosk.status.unread_parts import MOST_PARTS, UnreadPart, UnreadParts

PART = UnreadPart(
    part="works/far\x1b[31m", why="does not answer: Input/output error", retained=2, since=1e9
)


def test_a_part_keeps_the_time_at_which_it_was_first_unread(monkeypatch):
    parts = UnreadParts()
    monkeypatch.setattr(time, "time", lambda: 100.0)
    parts.set([UnreadPart(part="a", why="x")])
    monkeypatch.setattr(time, "time", lambda: 200.0)
    parts.set([UnreadPart(part="a", why="y"), UnreadPart(part="b", why="z" * 1000)])
    assert [(one.part, one.since) for one in parts.parts] == [("a", 100.0), ("b", 200.0)]
    parts.set([])
    parts.set(UnreadPart(part=str(number), why="") for number in range(2 * MOST_PARTS))
    assert len(parts.parts) == MOST_PARTS
    assert parts.parts[0].since == 200.0


def test_the_status_names_part_time_reason_and_what_is_kept(tmp_path, monkeypatch, capsys):
    status = ProgramStatus(version="1", pid=2, written=time.time(), unread=(PART,))
    write_status(status, tmp_path)
    assert read_status(tmp_path) == status
    monkeypatch.setenv("KIOSK_RUNTIME", str(tmp_path))
    main(["status"])
    text = capsys.readouterr().out
    (line,) = [line for line in text.splitlines() if line.startswith("not read:")]
    for words in (
        "works/far",
        "Input/output error",
        "since 2001-09-",
        "2 still shown",
    ):
        assert words in line
    assert "\x1b" not in text
    assert "kiosk_content_unread 1" in as_metrics(status)


@pytest.mark.parametrize("broken", ['[{"part": 1}]', '["x"]', '[{"part": "a"}]', "3"])
def test_a_status_that_nobody_can_have_written_is_not_believed(tmp_path, broken):
    write_status(ProgramStatus(version="1", pid=2, unread=(PART,)), tmp_path)
    file = tmp_path / "status.json"
    text = file.read_text("utf-8")
    start = text.index('"unread": ') + len('"unread": ')
    file.write_text(text[:start] + broken + "}", "utf-8")
    assert read_status(tmp_path) is None
