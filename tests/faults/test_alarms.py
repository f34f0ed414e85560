"""Each alarm is made to fire by doing the thing, and to go out by mending it: a running kiosk, the
node exporter that reads its metrics, and Prometheus with the alarms that are shipped.

The times of the alarms are shortened; ``promtool test rules`` holds the real ones.
"""

import contextlib
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from kiosk.publishing.store_folder import OBJECTS
from tests.faults.glass import Glass
from tests.faults.outputs import AS_ANOTHER_USER, needs_namespace
from tests.faults.running_kiosk import ROOT, RunningKiosk, long, needs_x
from tests.faults.told import gallery_in_order, never_set, until_well
from tests.publishing.stores import Publisher

RULES = ROOT / "packaging" / "monitoring" / "kiosk.rules.yml"
pytestmark = [
    needs_x,
    needs_namespace,
    long,
    pytest.mark.skipif(
        not (shutil.which("prometheus") and shutil.which("prometheus-node-exporter")),
        reason="needs Prometheus (apt: prometheus prometheus-node-exporter)",
    ),
]
# What the program itself takes to tell, and Prometheus to look.
SECONDS = 150.0
# Its memory does not grow on demand.
NOT_DONE = {"KioskMemory"}


def shortened(rules: str) -> str:
    """The same alarms after seconds instead of minutes."""
    rules = re.sub(r"\bfor: \d+[mh]$", "for: 1s", rules, flags=re.MULTILINE)
    for long_time, short in (("> 60", "> 12"), ("> 120", "> 30"), ("[1h]", "[90s]")):
        assert long_time in rules
        rules = rules.replace(long_time, short)
    return rules


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Watch:
    """The exporter and Prometheus, and the alarms that fire."""

    def __init__(self, place: Path, runtime: Path) -> None:
        place.mkdir()
        exporter, self._port = free_port(), free_port()
        (place / "kiosk.rules.yml").write_text(shortened(RULES.read_text()))
        (place / "prometheus.yml").write_text(
            "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
            "rule_files: [kiosk.rules.yml]\n"
            "scrape_configs:\n"
            "  - job_name: node\n"
            f"    static_configs: [{{targets: ['127.0.0.1:{exporter}']}}]\n"
        )
        runtime.mkdir(parents=True, exist_ok=True)
        calls = (
            [
                "prometheus-node-exporter",
                "--collector.disable-defaults",
                "--collector.textfile",
                f"--collector.textfile.directory={runtime}",
                f"--web.listen-address=127.0.0.1:{exporter}",
            ],
            [
                "prometheus",
                f"--config.file={place / 'prometheus.yml'}",
                f"--storage.tsdb.path={place / 'data'}",
                f"--web.listen-address=127.0.0.1:{self._port}",
            ],
        )
        self._log = (place / "log").open("wb")
        self._processes = [
            subprocess.Popen(call, stdout=self._log, stderr=self._log) for call in calls
        ]
        self.fired: set[str] = set()
        self.cleared: set[str] = set()

    def close(self) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(20)
        self._log.close()

    def firing(self) -> set[str]:
        address = f"http://127.0.0.1:{self._port}/api/v1/alerts"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                alerts = json.load(answer)["data"]["alerts"]
        except OSError:
            return {"(Prometheus does not answer)"}
        return {one["labels"]["alertname"] for one in alerts if one["state"] == "firing"}

    @contextlib.contextmanager
    def fires(self, *names: str) -> Iterator[None]:
        """The block does the thing and these alarms fire; after it they go out."""
        self.until(lambda found: not found & set(names), "quiet", names)
        yield
        self.await_end(*names)

    def await_alarms(self, *names: str) -> None:
        self.until(lambda found: found >= set(names), "done", names)
        self.fired |= set(names)

    def await_end(self, *names: str) -> None:
        self.until(lambda found: not found & set(names), "mended", names)
        self.cleared |= set(names)

    def until(self, met, what: str, names: tuple[str, ...]) -> None:
        end = time.monotonic() + SECONDS
        while not met(found := self.firing()):
            assert time.monotonic() < end, f"{what}: {names}, firing: {found}"
            time.sleep(0.5)


@pytest.fixture
def watch(tmp_path) -> Iterator[Watch]:
    made = Watch(tmp_path / "watch", tmp_path / "wall" / "run")
    yield made
    made.close()


@contextlib.contextmanager
def in_yaml(folder: Path, *changes: tuple[str, str]) -> Iterator[None]:
    yaml = folder / "kiosk.yaml"
    before = yaml.read_text("utf-8")
    after = before
    for pattern, words in changes:
        after, number = re.subn(pattern, words, after, count=1)
        assert number == 1
    yaml.write_text(after, "utf-8")
    yield
    yaml.write_text(before, "utf-8")


def spoiled_png() -> bytes:
    """A picture with a good head, and data behind it that cannot be decoded."""
    made = io.BytesIO()
    Image.effect_noise((300, 200), 50).convert("RGB").save(made, "PNG")
    spoiled = bytearray(made.getvalue())
    spoiled[len(spoiled) // 2] ^= 0x55
    return bytes(spoiled)


def test_each_alarm_fires_when_the_thing_is_done_and_goes_out_when_it_is_mended(tmp_path, watch):
    folder = gallery_in_order(tmp_path / "gallery")
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)

    def kiosk(**environment: str) -> RunningKiosk:
        made = RunningKiosk(tmp_path / "wall", folder=folder, wrap=tuple(AS_ANOTHER_USER))
        made.environment = {"KIOSK_WATCHDOG_SECONDS": "60", **environment}
        return made

    with kiosk() as running:
        until_well(running, 40)
        folder_alarms(watch, folder)
        screen_alarms(watch, running)
        date_alarms(watch, folder)
        set_aside_alarm(watch, running, folder)
        pictures_alarm(watch, running, folder)
        # An end that a person asks for forgets the falls, so that the next start is a full one.
        crashes(watch, running)
    watch.await_alarms("KioskNotRunning")
    with kiosk() as running:
        until_well(running, 40)
        watch.await_end("KioskNotRunning", "KioskDegraded", "KioskRestarts")
    if library is not None:
        with kiosk(**never_set(tmp_path, library)) as running:
            running.until_state(lambda state: state.get("last_frame"), 40)
            watch.await_alarms("KioskClock")
            (tmp_path / "time").write_text("+0d\n")
            watch.await_end("KioskClock")
    release_alarm(watch, tmp_path)
    names = set(re.findall(r"- alert: (\w+)", RULES.read_text()))
    without = set() if library else {"KioskClock"}
    assert watch.fired == names - NOT_DONE - without
    assert watch.cleared == watch.fired


def folder_alarms(watch: Watch, folder: Path) -> None:
    with watch.fires("KioskContentUnavailable"):
        folder.rename(folder.with_name("elsewhere"))
        watch.await_alarms("KioskContentUnavailable")
        folder.with_name("elsewhere").rename(folder)
    with watch.fires("KioskContentUnread", "KioskContentErrors"):
        (folder / "works").chmod(0o000)
        watch.await_alarms("KioskContentUnread", "KioskContentErrors")
        (folder / "works").chmod(0o755)


def screen_alarms(watch: Watch, running: RunningKiosk) -> None:
    with watch.fires("KioskNoScreen"):
        running.unplug()
        watch.await_alarms("KioskNoScreen")
        running.plug()
    until_well(running, 40)
    with watch.fires("KioskPictureStuck"), closing(Glass(running.display)) as glass:
        glass.cover(running.grab_screen().rotate(180), stays_in_front=True)
        watch.await_alarms("KioskPictureStuck")
    until_well(running, 40)
    with watch.fires("KioskSilent", "KioskFrozen"):
        os.kill(running.pid, signal.SIGSTOP)
        watch.await_alarms("KioskSilent", "KioskFrozen")
        os.kill(running.pid, signal.SIGCONT)


def date_alarms(watch: Watch, folder: Path) -> None:
    today = date.today()  # noqa: DTZ011
    tomorrow, past = today + timedelta(days=1), today - timedelta(days=100)
    with (
        watch.fires("KioskExhibitionEnds"),
        in_yaml(folder, ("open:", f"open:\n  until: {tomorrow}")),
    ):
        watch.await_alarms("KioskExhibitionEnds")
    ended = ("open:", f"open:\n  until: {past}"), ("verified_on:.*", f"verified_on: {past}")
    with watch.fires("KioskExhibitionEnded", "KioskHelpLineOutdated"), in_yaml(folder, *ended):
        watch.await_alarms("KioskExhibitionEnded", "KioskHelpLineOutdated")


def set_aside_alarm(watch: Watch, running: RunningKiosk, folder: Path) -> None:
    """Set aside as the supervisor does it: that needs three falls over one item."""
    add = (
        "import sys; from pathlib import Path; from kiosk.settings import read_settings;"
        "from kiosk.status.set_aside import SetAsideList;"
        "SetAsideList(Path(sys.argv[1]), read_settings()).add(sys.argv[2], 'shown')"
    )
    call = [sys.executable, "-c", add, str(folder), "works/02-vessel-rejoined.jpg"]
    with watch.fires("KioskItemsSetAside"):
        subprocess.run([*AS_ANOTHER_USER, *call], env=running._environment, check=True)
        watch.await_alarms("KioskItemsSetAside")
        clear = [sys.executable, "-m", "kiosk", "set-aside", str(folder), "--clear"]
        subprocess.run(clear, env=running._environment, check=True, capture_output=True)
    until_well(running, 40)


def pictures_alarm(watch: Watch, running: RunningKiosk, folder: Path) -> None:
    with watch.fires("KioskPicturesFailed"):
        (folder / "works" / "00-spoiled.png").write_bytes(spoiled_png())
        (folder / "works" / "00-spoiled.md").write_text("---\ntitle: Spoiled\nalt: x\n---\nx\n")
        watch.await_alarms("KioskPicturesFailed")
        for ending in ("png", "md"):
            (folder / "works" / f"00-spoiled.{ending}").unlink()
    until_well(running, 40)


def crashes(watch: Watch, running: RunningKiosk) -> None:
    for _ in range(5):
        pid = running.pid
        os.kill(pid, signal.SIGKILL)
        running.until_state(
            lambda state, pid=pid: state.get("pid") not in (None, pid) and state.get("last_frame"),
            40,
        )
    assert running.state()["mode"] == "safe"
    watch.await_alarms("KioskDegraded", "KioskRestarts")


def release_alarm(watch: Watch, place: Path) -> None:
    """A new release arrives without its files, and then with them."""
    publisher, share = Publisher(place / "desk"), place / "share"
    publisher.publish({"kiosk.yaml": "title: One\n", "works/a.md": "---\ntitle: A\n---\nx\n"})
    shutil.copytree(publisher.store.path, share)
    running = RunningKiosk(place / "wall", folder=share, wrap=tuple(AS_ANOTHER_USER))
    running.environment = {"KIOSK_STATE": str(place / "state")}
    with running:
        running.until_state(lambda state: state.get("works") == 1 and state.get("read"), 40)
        with watch.fires("KioskReleaseWaiting"):
            publisher.publish(
                {"kiosk.yaml": "title: Two\n", "works/b.md": "---\ntitle: B\n---\ny\n"}
            )
            late = shutil.ignore_patterns(OBJECTS)
            shutil.copytree(publisher.store.path, share, dirs_exist_ok=True, ignore=late)
            watch.await_alarms("KioskReleaseWaiting")
            shutil.copytree(publisher.store.path, share, dirs_exist_ok=True)
