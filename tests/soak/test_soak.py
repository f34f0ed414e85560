"""The soak's short form: that it runs, and that nothing grows at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_six_hundred_slides(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    # So few slides are mostly the start's own growth: the limit only catches a leak of whole pictures, which would be ten times as much.
    call = [sys.executable, str(ROOT / "tests" / "soak" / "soak.py"), "--slides", "600", "--out", str(tmp_path), "--limit", "3000"]
    done = subprocess.run(call, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["frames"] >= 300
    assert (report["visits"], report["changes"]) == (24, 1)
    assert (tmp_path / "memory.svg").read_text().startswith("<svg")
