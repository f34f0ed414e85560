"""The real program follows a store: through a cut, a tampered file, a kill and an emergency."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.running_kiosk import long, wait_for
from tests.publishing.stores import Publisher, content

BASE = {
    "kiosk.yaml": "title: Small Hours\ntimezone: America/Los_Angeles\nlanguages: [en]\n",
    "works/01-a.md": "---\ntitle: First\nmedium: poetry\n---\n\nOne line\n",
}


class Program:
    """``kiosk run`` of a store in a window of no screen, and who publishes to it."""

    publisher: Publisher
    first: str

    def __init__(self, place: Path, store: Path) -> None:
        self.place, self.store = place, store
        self.environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
            "KIOSK_STATE": str(place / "state"),
            "KIOSK_RUNTIME": str(place / "run"),
            "KIOSK_NAME": "lobby-1",
            "XDG_CACHE_HOME": str(place / "cache"),
        }
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "kiosk", "run", str(self.store), "--windowed", "640x360"]
        with (self.place / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)

    @property
    def status(self) -> dict:
        try:
            return json.loads((self.place / "run" / "status.json").read_text())
        except (OSError, ValueError):
            return {}

    @property
    def shown(self) -> dict[str, str]:
        (view,) = (self.place / "state" / "releases").glob("*/shown")
        return content(view)

    def await_release(self, name: str, seconds: float = 30.0) -> float:
        return wait_for(lambda: self.status.get("release") == name, seconds)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def program(tmp_path):
    publisher = Publisher(tmp_path / "published")
    first = publisher.publish(BASE)
    shutil.copytree(tmp_path / "published", tmp_path / "store")
    running = Program(tmp_path, tmp_path / "store")
    running.publisher, running.first = publisher, first
    yield running
    running.kill()


def carry(program: Program) -> None:
    shutil.copytree(program.publisher.store.path, program.store, dirs_exist_ok=True)


@long
def test_the_program_goes_from_release_to_release_whatever_happens_in_between(program):
    program.await_release(program.first)
    wait_for(lambda: program.status.get("works") == 1, 20)
    new = {**BASE, "works/02-b.md": BASE["works/01-a.md"].replace("First", "Second")}
    name = program.publisher.publish(new)
    # All but one object arrives, and that one cut.
    entry = program.publisher.store.read_manifest(name).by_path["works/02-b.md"]
    carry(program)
    place = program.store / program.publisher.store.object_name(entry.sha256)
    whole = place.read_bytes()
    place.write_bytes(whole[:10])
    wait_for(lambda: program.status.get("release_wanted") == name, 20)
    assert "works/02-b.md" in program.status["release_problem"]
    assert program.shown == BASE
    # Killed meanwhile, it shows the last release again.
    program.kill()
    program.start()
    wait_for(lambda: program.status.get("pid") == program.process.pid, 30)
    assert program.status["release"] == program.first
    place.write_bytes(whole)
    program.await_release(name)
    assert program.shown == new
    wait_for(lambda: program.status.get("works") == 2, 20)
    # An emergency, past a stage that is for others.
    fire = {**new, "notices/fire.md": "---\ntitle: Leave\nlevel: emergency\n---\n\nNow.\n"}
    began = time.monotonic()
    urgent = program.publisher.publish(fire, emergencies=("notices/fire",))
    carry(program)
    program.await_release(urgent, 10)
    assert time.monotonic() - began < 10
    assert (program.store / "reports/lobby-1/status.json").exists()
