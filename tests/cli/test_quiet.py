"""The check prints its report and nothing else, whatever the libraries below it say."""

import json
import logging
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from kiosk.check import rules
from kiosk.cli.main import main
from kiosk.cli.quiet import only_the_report
from tests.check.passing import KIOSK, PAGE
from tests.pictures import hostile

ROOT = Path(__file__).resolve().parents[2]


def test_log_lines_and_warnings_stay_away(write_folder, capfd, monkeypatch):
    root = write_folder({"kiosk.yaml": KIOSK, "works/w.md": PAGE})

    def loud(result):
        logging.getLogger("library").error("a log line")
        warnings.warn("a warning of Python", stacklevel=1)
        os.write(2, b"a library in C")
        raise RuntimeError("a fault")

    handlers = list(logging.getLogger().handlers)
    monkeypatch.setattr(rules, "RULES", (loud,))
    assert main(["check", str(root), "--no-look", "--format", "json"]) == 1
    out, err = capfd.readouterr()
    assert "not-checked" in {one["rule"] for one in json.loads(out)["problems"]}
    assert err == ""
    os.write(2, b"afterwards")
    assert capfd.readouterr().err == "afterwards"
    assert logging.getLogger().handlers == handlers, "the handler is gone"


def test_a_fault_of_the_command_itself_is_still_told():
    with pytest.raises(ZeroDivisionError), only_the_report():
        raise ZeroDivisionError


@pytest.mark.programs
def test_from_the_outside(tmp_path):
    """Damaged pictures and layouts, of which decoders and Qt have much to say."""
    works = tmp_path / "works"
    works.mkdir()
    (tmp_path / "kiosk.yaml").write_text(KIOSK)
    long_title = "Very long words without an end " * 20
    (works / "w.md").write_text(PAGE.replace("title: P", f"title: {long_title}"))
    for name in ("TIFF", "PNG", "JPEG", "GIF"):
        content = hostile.saved(name)
        (works / f"{name}.{name.lower()}").write_bytes(content[: len(content) // 2])
    found = subprocess.run(
        [sys.executable, "-m", "kiosk", "check", str(tmp_path), "--size", "1920x1080"],
        cwd=ROOT,
        env={**os.environ, "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stderr == ""
    assert "text-too-long" in found.stdout
    lines = found.stdout.splitlines()
    assert all(line.startswith("    ") or ": " in line for line in lines[:-1])
    assert " errors" in lines[-1]
