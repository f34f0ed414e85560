"""Nothing is imported from the folder that one stands in, which may be an exhibition's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    *("yaml", "PIL", "PySide6", "shiboken6", "icalendar", "dateutil", "babel", "segno"),
    *("markdown_it", "platformdirs", "recurring_ical_events", "pi_heif", "openpyxl"),
    *("tzdata", "tests", "sitecustomize", "usercustomize", "antigravity"),
)

pytestmark = pytest.mark.programs


@pytest.fixture(scope="module")
def early(tmp_path_factory) -> set[str]:
    """What Python has imported before the first line of a module that -m starts."""
    folder = tmp_path_factory.mktemp("probe")
    (folder / "probe").mkdir()
    (folder / "probe" / "__main__.py").write_text("import sys\nprint(*sys.modules, sep='\\n')\n")
    done = subprocess.run(
        [sys.executable, "-m", "probe"], cwd=folder, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.fixture
def hostile(tmp_path, early) -> Path:
    """An exhibition with a Python file of the name of every module there is."""
    (tmp_path / "works").mkdir()
    (tmp_path / "kiosk.yaml").write_text("title: T\ntimezone: UTC\n")
    (tmp_path / "works" / "a.md").write_text(
        "---\ntitle: A\nmedium: poetry\ncredit: c\n---\nA line.\n"
    )
    for name in {*sys.stdlib_module_names, *PACKAGES} - early:
        (tmp_path / f"{name}.py").write_text(
            f"import os\nos.close(os.open({str(tmp_path / 'imported')!r}, os.O_CREAT))\n"
            f"raise SystemExit('imported {name}')\n"
        )
    return tmp_path


def run(hostile: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONSAFEPATH"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "KIOSK_RUNTIME": str(hostile / "run")}
    done = subprocess.run(
        words,
        cwd=hostile,
        capture_output=True,
        text=True,
        env=environment | variables,
        check=False,
        timeout=60,
    )
    assert not (hostile / "imported").exists(), done.stderr
    assert "imported " not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize(
    "command",
    [
        ["check", "."],
        ["agenda", "."],
        ["labels", ".", "--out", "labels.pdf"],
        ["status"],
        ["doctor", "."],
    ],
)
def test_commands_import_nothing_from_there(hostile, command):
    assert run(hostile, sys.executable, "-m", "kiosk", *command).returncode in (0, 1, 2)


def test_an_empty_part_of_the_python_path_names_no_folder(hostile):
    """A profile that says ``PYTHONPATH=$PYTHONPATH:/opt/x`` makes one.

    Python imports the two site modules before the program's first line.
    """
    for name in ("sitecustomize.py", "usercustomize.py"):
        # What this Python imports at each start was not written.
        (hostile / name).unlink(missing_ok=True)
    done = run(hostile, sys.executable, "-m", "kiosk", "agenda", ".", PYTHONPATH=f":{ROOT}")
    assert done.returncode == 0


def test_with_a_safe_path_nothing_of_that_name_is_run(hostile):
    """What remains without it is said in docs/SECURITY.md."""
    (hostile / "kiosk.py").write_text("raise SystemExit('imported kiosk')")
    assert run(hostile, sys.executable, "-P", "-m", "kiosk", "agenda", ".").returncode == 0


def test_the_supervisor_and_its_screen_import_nothing_from_there(hostile):
    """``timeout`` asks it to end after the screen has started."""
    done = run(
        hostile,
        *("timeout", "4", sys.executable, "-m", "kiosk", "supervise", ".", "--windowed", "800x600"),
    )
    assert "could not be started" not in done.stderr
    assert "crash" not in done.stderr


def test_a_checkout_that_is_not_installed_starts_from_its_own_folder(tmp_path):
    """Without the environment's reference to the checkout, and with a child process."""
    words = "import os, sys; sys.path.remove(os.environ['ROOT']); sys.path.insert(0, '')\n"
    words += "sys.argv = ['kiosk', '--version']; import runpy\n"
    words += "runpy.run_module('kiosk', run_name='__main__', alter_sys=True)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "ROOT": str(ROOT)},
        check=False,
    )
    assert done.stdout.startswith("kiosk "), done.stderr


@pytest.mark.parametrize("file", ["packaging/debian/kiosk", "packaging/setup.sh"])
def test_every_script_that_starts_the_program_says_so(file):
    lines = [line for line in (ROOT / file).read_text().splitlines() if "-m kiosk" in line]
    assert lines
    assert all("-P -m kiosk" in line for line in lines)
