"""What is counted by day, and that nothing else is recorded."""

import os
import subprocess
import sys
import time
from pathlib import Path

from kiosk.app.usage_stats import UsageStats, read_counts, stats_file
from kiosk.settings import read_settings
from tests.window.conftest import MakeVisitor

ROOT = Path(__file__).resolve().parents[2]


def test_openings_are_counted_by_day_and_added_up(make_visitor: MakeVisitor, tmp_path):
    file = tmp_path / "counts.csv"
    visitor = make_visitor()
    for _ in range(2):
        counts = UsageStats(visitor.app_window, visitor.clock, file)
        visitor.session.stepWork(1)
        visitor.session.openWork("works/01-what-the-morning-kept")
        visitor.session.goHome()
        visitor.session.openWork("works/01-what-the-morning-kept")
        visitor.session.stepWork(1)
        visitor.session.openEvent("events/2026-01-13-tcvap")
        visitor.session.goHome()
        visitor.clock.passed += 86_400
        counts.close()
    lines = file.read_text().splitlines()
    assert lines[0] == "day,kind,file,count"
    assert "2026-01-13,work,works/01-what-the-morning-kept,2" in lines
    assert "2026-01-14,work,works/01-what-the-morning-kept,2" in lines
    assert any(",code,events/2026-01-13-tcvap,1" in line for line in lines)
    assert [path.name for path in tmp_path.iterdir() if path.suffix] == ["counts.csv"]


def test_two_screens_of_one_machine_share_a_file_without_loss(
    make_visitor: MakeVisitor, tmp_path, monkeypatch
):
    """The other program writes between this one's reading and writing: it has to wait."""
    file = tmp_path / "counts.csv"
    other = (
        "import sys; from kiosk.app import usage_stats; from pathlib import Path\n"
        "file = Path(sys.argv[1])\n"
        "with usage_stats._locked(file.parent):\n"
        "    file.write_text('day,kind,file,count\\n2026-01-13,work,other,5\\n')\n"
    )
    running = []

    def slow(path):
        found = read_counts(path)
        running.append(subprocess.Popen([sys.executable, "-c", other, str(path)], cwd=ROOT))
        time.sleep(1)
        assert not path.exists(), "the other program waits for the lock"
        return found

    monkeypatch.setattr("kiosk.app.usage_stats.read_counts", slow)
    visitor = make_visitor()
    counts = UsageStats(visitor.app_window, visitor.clock, file)
    visitor.session.openWork("works/01-what-the-morning-kept")
    counts.close()
    assert running[0].wait(10) == 0
    assert read_counts(file)["2026-01-13", "work", "other"] == 5


def test_staff_may_read_the_file_whatever_the_services_umask(make_visitor: MakeVisitor, tmp_path):
    before = os.umask(0o077)
    try:
        visitor = make_visitor()
        counts = UsageStats(visitor.app_window, visitor.clock, tmp_path / "counts.csv")
        visitor.session.openWork("works/01-what-the-morning-kept")
        counts.close()
    finally:
        os.umask(before)
    assert (tmp_path / "counts.csv").stat().st_mode & 0o777 == 0o644


def test_the_slideshows_own_turns_are_not_counted(make_visitor: MakeVisitor, tmp_path):
    visitor = make_visitor()
    counts = UsageStats(visitor.app_window, visitor.clock, tmp_path / "counts.csv")
    for _ in range(3):
        visitor.wait(60)
    counts.close()
    assert not (tmp_path / "counts.csv").exists()


def test_a_damaged_file_and_a_missing_folder_are_survived(
    make_visitor: MakeVisitor, tmp_path, caplog
):
    file = tmp_path / "counts.csv"
    file.write_text("day,kind,file,count\nrubbish\n2026-01-13,work,w,many\n2026-01-13,work,w,3\n")
    assert read_counts(file) == {("2026-01-13", "work", "w"): 3}
    visitor = make_visitor()
    counts = UsageStats(visitor.app_window, visitor.clock, tmp_path / "no" / "such" / "folder.csv")
    visitor.session.openWork("works/02-vessel-rejoined")
    counts.close()
    assert "cannot be written" in caplog.text


def test_nothing_is_counted_without_a_service_or_when_switched_off(monkeypatch, tmp_path):
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    assert stats_file(read_settings()) is None
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    assert stats_file(read_settings()) == tmp_path / "counts.csv"
    monkeypatch.setenv("KIOSK_COUNTS", "off")
    assert stats_file(read_settings()) is None
