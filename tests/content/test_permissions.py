"""Who may not read what, and the command that mends it: as another user, and carried out."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.outputs import AS_ANOTHER_USER, needs_namespace

pytestmark = [
    needs_namespace,
    pytest.mark.skipif(os.name != "posix", reason="rights are POSIX'"),
]
ROOT = Path(__file__).parents[2]
READ = """
import sys
from pathlib import Path
from kiosk.content.load import load
import json
result = load(Path(sys.argv[1]))
print(json.dumps([[p.path, p.rule, str(p.message), str(p.hint)] for p in result.problems]))
"""


def problems_as_another_user(folder: Path) -> dict[str, list[str]]:
    """Rule, message and hint of each file's first problem, of what may not be read."""
    done = subprocess.run(
        [*AS_ANOTHER_USER, sys.executable, "-c", READ, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
    )
    rows = json.loads(done.stdout)
    return {path: rest for path, *rest in reversed(rows) if rest[0].startswith("unreadable")}


def test_each_closed_file_and_folder_is_told_with_the_command_that_opens_it(tmp_path):
    folder = tmp_path / "it's here"
    for name in ("works", "events", "pages"):
        (folder / name).mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: x\n")
    (folder / "works" / "a.jpg").write_bytes(b"x")
    (folder / "works" / "b.md").write_text("---\ntitle: b\n---\nb\n")
    (folder / "events" / "c.md").write_text("---\ntitle: c\nwhen: 2099-01-13 13:00\n---\nx\n")
    (folder / "pages" / "d.md").write_text("---\ntitle: d\n---\nx\n")
    closed = {
        "kiosk.yaml": 0o000,
        "works/a.jpg": 0o200,
        "works/b.md": 0o011,
        "events": 0o300,
        "pages/d.md": 0o000,
    }
    for name, mode in closed.items():
        (folder / name).chmod(mode)
    found = problems_as_another_user(folder)
    assert found.keys() == closed.keys()
    for name, mode in closed.items():
        rule, message, hint = found[name]
        assert rule == "unreadable"
        assert re.search(
            rf"the user \S+ may not read it; it belongs to \S+ and has mode {mode:o}$", message
        )
        (command,) = re.findall(r"type (chmod .*?); or ", hint)
        words = shlex.split(command)
        assert words == ["chmod", "u+rx" if name == "events" else "u+r", str(folder / name)]
        subprocess.run(words, check=True)
    left = problems_as_another_user(folder)
    assert left.keys() <= {"works/a.jpg"}, "it is no picture"
    assert "may not" not in str(left)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_else_is_opened_to_others_and_the_folder_on_the_way_is_named(tmp_path):
    folder = tmp_path / "exhibition"
    (folder / "works").mkdir(parents=True)
    (folder / "works" / "a.md").write_text("---\ntitle: a\n---\nx\n")
    (folder / "works" / "a.md").chmod(0o600)
    os.chown(folder / "works" / "a.md", 12345, 12345)
    ((_, message, hint),) = problems_as_another_user(folder).values()
    assert "12345" in message or "nobody" in message or "65534" in message
    assert f"chmod o+r {folder / 'works' / 'a.md'}" in hint
    (folder / "works" / "a.md").chmod(0o644)
    assert problems_as_another_user(folder) == {}


TWICE = """
import os, shlex, subprocess, sys
from pathlib import Path
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.content.scan.folder_scan import scan
folder, cache = Path(sys.argv[1]), Path(sys.argv[2])
def read():
    kept = ReadCache.restore(cache)
    result = load(folder, kept, last_good=True)
    kept.save(cache)
    return [str(work.title) for work in result.snapshot.works], scan(folder).change_token
closed = read()
label = folder / "works" / "a.md"
before = label.stat()
label.chmod(0o644)
assert (label.stat().st_mtime_ns, label.stat().st_size) == (before.st_mtime_ns, before.st_size)
opened = read()
assert closed[0] == [] and opened[0] == ["a"], (closed, opened)
assert closed[1] != opened[1], "the program would not read it"
"""


def test_a_file_that_is_opened_is_read_though_neither_size_nor_time_changes(tmp_path):
    """By a program that remembers what it read, as the screen and ``kiosk check`` do."""
    folder = tmp_path / "exhibition"
    (folder / "works").mkdir(parents=True)
    (folder / "kiosk.yaml").write_text("title: x\nlanguages: [en]\n")
    label = folder / "works" / "a.md"
    label.write_text("---\ntitle: a\nmedium: poetry\n---\nx\n")
    label.chmod(0o000)
    call = [sys.executable, "-c", TWICE, str(folder), str(tmp_path / "cache")]
    # A namespace takes root's right to read everything, and the owner may change the mode.
    subprocess.run([*AS_ANOTHER_USER, *call], check=True, cwd=ROOT, timeout=60)
