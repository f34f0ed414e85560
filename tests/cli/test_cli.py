"""The program from the outside: what it prints and how it ends."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
GALLERY = ROOT / "gallery"


def kiosk(
    *arguments: str, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "kiosk", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(cwd), **environment},
    )


def test_help_tells_the_commands_examples_and_exit_codes():
    done = kiosk("--help")
    assert done.returncode == 0
    for word in ("run", "demo", "check", "agenda", "shots", "examples:", "exit codes:"):
        assert word in done.stdout


@pytest.mark.parametrize(
    "call", [[], ["sing"], ["run", "x", "--windowed", "big"], ["agenda", "--at", "soon"], ["shots"]]
)
def test_a_wrong_call_ends_with_2(call):
    done = kiosk(*call)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_sample_gallery_s_known_problems():
    """Its pictures and screens are looked at by the audit and by ``tests/check``."""
    done = kiosk("check", "gallery", "--no-look")
    assert done.returncode == 1
    line = next(
        n
        for n, text in enumerate(
            (GALLERY / "events/2026-01-27-best-practices.md").read_text().splitlines(), 1
        )
        if "when:" in text
    )
    assert f"events/2026-01-27-best-practices.md:{line}:" in done.stdout
    assert "Tuesday, not a Thursday" in done.stdout
    assert done.stdout.count("[placeholder-link]") >= 6
    assert "error:" not in done.stdout


@pytest.fixture
def unprintable(tmp_path):
    """A folder whose names and words few terminals can print."""
    (tmp_path / "works").mkdir()
    (tmp_path / "kiosk.yaml").write_text("title: T\ntimezone: UTC\nscrēen: 中\n", "utf-8")
    for name in (b"caf\xe9.md", b"bad\xff.jpg", b"\x1b[31mred.md", "中.txt".encode()):
        (tmp_path / "works" / os.fsdecode(name)).write_text("---\ntitle: a: b\n---\n")
    return tmp_path


def assert_printed(stdout, form):
    assert "\x1b" not in stdout
    assert "caf" in stdout
    if form != "text":
        assert json.loads(stdout)
    if form == "sarif":
        assert "works/caf%E9.md" in stdout


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_names_and_words_that_cannot_be_printed_end_no_check(
    unprintable, form, encoding, monkeypatch
):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding, "strict")
    monkeypatch.setattr("sys.stdout", terminal)
    assert main(["check", str(unprintable), "--no-look", "--format", form]) == 1
    terminal.flush()
    assert_printed(terminal.buffer.getvalue().decode(encoding), form)


@pytest.mark.parametrize(("form", "encoding"), [("text", "cp1252"), ("sarif", "ascii")])
def test_the_process_itself_prints_them_too(unprintable, form, encoding):
    environment = {"PYTHONIOENCODING": f"{encoding}:strict"}
    done = kiosk("check", str(unprintable), "--no-look", "--format", form, **environment)
    assert (done.returncode, done.stderr) == (1, "")
    assert_printed(done.stdout, form)


def test_check_as_json(capsys):
    main(["check", str(GALLERY), "--no-look", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert report["counts"]["error"] == 0
    assert any(problem["rule"] == "weekday-mismatch" for problem in report["problems"])


def test_exit_codes_of_check(write_folder, tmp_path, capsys):
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    file = tmp_path / "file"
    file.write_text("x")
    assert main(["check", str(file)]) == 2
    assert main(["check", str(write_folder({}))]) == 1
    good = write_folder(
        {
            "kiosk.yaml": (
                "title: T\ntimezone: UTC\nhelp_line:\n  phone: 1\n"
                f"  verified_on: {datetime.now(UTC).date()}\n"
            ),
            "works/p.md": "---\ntitle: P\nmedium: poetry\ncredit: c\n---\nx\n",
        }
    )
    assert main(["check", str(good)]) == 0
    capsys.readouterr()


def test_several_folders_are_read_as_one(write_folder, tmp_path, capsys):
    home = write_folder(
        {"kiosk.yaml": "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"}
    )
    write_folder(
        {
            "events/e.md": (
                "---\ntitle: Talk\nwhen: January 13, 2026, 1:00 PM - 2:00 PM\nplcae: Here\n---\n"
            )
        },
        tmp_path / "stick",
    )
    main(["agenda", str(home), str(tmp_path / "stick"), "--at", "2026-01-13 13:10"])
    assert "Talk" in capsys.readouterr().out
    done = kiosk("check", str(home), str(tmp_path / "stick"), "--no-look", HOME=str(tmp_path))
    assert (
        f"{(tmp_path / 'stick/events/e.md').as_posix()}:4:1: warning: 'plcae' is not a key"
        in done.stdout
    )


def test_no_folder_named_and_none_here(tmp_path):
    done = kiosk("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "gallery" in done.stderr


def test_agenda_at_the_demo_s_time():
    done = kiosk("agenda", "gallery", "--at", "2026-01-13 13:10", "--format", "json")
    assert done.returncode == 0
    agenda = json.loads(done.stdout)
    assert agenda["at"] == "2026-01-13T13:10:00-08:00"
    assert [entry["state"] for entry in agenda["entries"]] == [
        "now",
        "tomorrow",
        "later",
        "later",
        "later",
        "later",
        "on_demand",
    ]
    first = agenda["entries"][0]
    assert first == {
        "title": "Trafficking and Crime Victims Assistance Program Information Session",
        "file": "events/2026-01-13-tcvap.md",
        "starts": "2026-01-13T13:00:00-08:00",
        "ends": "2026-01-13T14:00:00-08:00",
        "all_day": False,
        "first_day": "2026-01-13",
        "last_day": "2026-01-13",
        "daily": False,
        "show": None,
        "state": "now",
        "status": "scheduled",
        "register": first["register"],
        "timezone": "America/Los_Angeles",
        "series": None,
    }
    assert first["register"].startswith("https://example.org/")


def test_agenda_on_the_observance(capsys):
    assert main(["agenda", str(GALLERY), "--at", "2026-01-11 09:00", "--format", "json"]) == 0
    entries = json.loads(capsys.readouterr().out)["entries"]
    states = {entry["title"]: entry["state"] for entry in entries}
    assert states["National Human Trafficking Awareness Day, #WearBlueDay"] == "observance"
    assert states["Schedriy Vechir Holiday Gala"] == "today"


def test_check_runs_without_qt(write_folder):
    label = f"---\ntitle: {'A long title ' * 30}\nmedium: poetry\n---\nx\n"
    files = {"kiosk.yaml": "title: T\ntimezone: UTC\n", "works/a.md": label}
    code = (
        "import sys\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] == 'PySide6': raise ImportError('blocked')\n"
        "sys.meta_path.insert(0, Block())\n"
        "from kiosk.cli.main import main\n"
        "sys.exit(main(['check', sys.argv[1]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(write_folder(files))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "were not looked at on the screen: Qt is not installed" in done.stdout


def test_run_without_a_display_says_so():
    done = kiosk("run", "gallery")
    assert done.returncode == 2
    assert "no display" in done.stderr
