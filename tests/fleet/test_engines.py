"""Real engines carry releases to the real program: rsync over ssh, rclone, SMB and a stick.

The commands are those of the guides under docs/fleet, read from the pages.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from kiosk.publishing.manifest import ReleaseError
from kiosk.publishing.release_store import ReleaseStore
from tests.faults.running_kiosk import long
from tests.fleet.machines import Machine, Network, blocks, needs_programs, network, refused, until
from tests.publishing.stores import content_hashes

pytestmark = [long, pytest.mark.skipif(bool(refused()), reason=refused() or "machines can be made")]
LABEL = "---\ntitle: {0}\nartist: Ana Example\nyear: 2025\nmedium: poetry\n---\n\nOne line\n\ntwo\n"
EXHIBITION = {
    "kiosk.yaml": "title: Small Hours\ntimezone: America/Los_Angeles\nlanguages: [en]\n",
    "works/01-a.md": LABEL.format("First"),
    "works/02-b.md": LABEL.format("Second"),
}
FIRE = "---\ntitle: Leave the building\nlevel: emergency\n---\n\nNow.\n"
SETTINGS = "etc/default/kiosk"
# What the issue promises, in seconds from when an engine has delivered.
SHOWN_WITHIN, EMERGENCY_WITHIN = 60, 10
SCREENS = ("lobby-1", "lobby-2")


def for_screen(text: str, name: str) -> str:
    """A guide's commands, which are written for lobby-1, for another screen."""
    return text.replace("lobby-1", name)


def big_work(folder: Path, name: str, seed: int) -> None:
    """A picture whose object takes a while to carry: noise of some 2 MB."""
    Image.effect_noise((1400, 1000), 60 + seed).convert("RGB").save(
        folder / f"works/{name}.jpg", quality=95
    )
    (folder / f"works/{name}.md").write_text(
        LABEL.format(name).replace("poetry", "print").replace("two\n", "two\n\n")
    )


class Fleet:
    """A publisher, its screens, and a watch that no screen ever shows what was not published."""

    def __init__(self, net: Network, screens: tuple[str, ...] = SCREENS) -> None:
        self.net = net
        self.publisher = net.add("publisher")
        self.screens = [net.add(name) for name in screens]
        net.name_all()
        self.folder = self.publisher.place / "srv" / "exhibition"
        self.published: dict[str, dict[str, str]] = {}
        self.faults: list[str] = []
        self._ending = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        for path, text in EXHIBITION.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    def publish(self, commands: str = "", **variables: str) -> str:
        """Run a guide's publishing commands; the name of the release that counts then."""
        self.publisher.run(commands or "kiosk publish /srv/exhibition /srv/store", **variables)
        return self.note_published()

    def note_published(self) -> str:
        """Take note of what counts, so that it may hang; the name of the newest release."""
        store = ReleaseStore(self.publisher.store)
        signed = store.read_current()
        assert signed is not None
        for one in signed.current.releases:
            manifest = store.read_manifest(one.name)
            self.published[one.name] = {entry.path: entry.sha256 for entry in manifest.files}
        return signed.current.releases[0].name

    def start(self) -> None:
        for screen in self.screens:
            screen.start_kiosk()
        self.watch()

    def watch(self) -> None:
        """Begin to watch what hangs."""
        self._watch.start()

    def close(self) -> None:
        self._ending.set()
        if self._watch.is_alive():
            self._watch.join()

    def await_shown(self, name: str, screens: list[Machine], seconds: float) -> float:
        """Seconds until all of these screens show a release."""
        return until(
            lambda: all(one.shown() == name for one in screens),
            seconds,
            lambda: {one.name: one.status() for one in screens},
        )

    def _look(self) -> None:
        """What hangs is always the whole of a release that was published."""
        seen: dict[str, str] = {}
        while not self._ending.wait(0.3):
            for screen in self.screens:
                # By the machine's own view: its state may lie on a disk of its own.
                state = Path(f"/proc/{screen.pid}/root{screen.place}/state/releases")
                for view in state.glob("*/shown"):
                    try:
                        tree = view.parent / os.readlink(view)
                    except OSError:
                        continue
                    if seen.get(screen.name) != tree.name:
                        found = content_hashes(tree)
                        seen[screen.name] = tree.name
                        if found != self._expected(tree.name):
                            self.faults.append(f"{screen} shows {tree.name}, with {sorted(found)}")

    def _expected(self, name: str) -> dict[str, str]:
        """The files of a release, as they were published; none for any other."""
        if name not in self.published:
            # It came to the screen before its publication was noted.
            try:
                manifest = ReleaseStore(self.publisher.store).read_manifest(name)
            except (OSError, ReleaseError):
                return {}
            return {entry.path: entry.sha256 for entry in manifest.files}
        return self.published[name]


def carried(source: Path, target: Path) -> bool:
    """True when all of a store's releases are in a copy of it."""
    files = [one for part in ("objects", "releases", "current") for one in _files(source / part)]
    return all(
        (target / one.relative_to(source)).is_file()
        and (target / one.relative_to(source)).stat().st_size == one.stat().st_size
        for one in files
    )


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else [one for one in place.rglob("*") if one.is_file()]


class Rsync:
    """The publisher pushes to each screen by ssh."""

    guide = "RSYNC"

    def set_up(self, fleet: Fleet) -> None:
        publisher = fleet.publisher
        publisher.run(
            "mkdir -p /etc/ssh/test && ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/test/id"
        )
        key = publisher.run("cat /etc/ssh/test/id.pub")
        publisher.run(
            "printf 'IdentityFile /etc/ssh/test/id\\nStrictHostKeyChecking no\\n"
            "UserKnownHostsFile /dev/null\\nLogLevel ERROR\\n' > /etc/ssh/ssh_config"
        )
        for screen in fleet.screens:
            screen.run(
                "mkdir -p /run/sshd /etc/ssh/test && rm -f /etc/ssh/sshd_config"
                " && ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/test/host"
                ' && printf "%s" "$KEY" > /etc/ssh/test/authorized'
                " && printf 'HostKey /etc/ssh/test/host\\nStrictModes no\\n"
                "AuthorizedKeysFile /etc/ssh/test/authorized\\n' > /etc/ssh/sshd_config",
                KEY=key,
            )
            screen.start("sshd", "/usr/sbin/sshd -D -e")
            make, settings = blocks(self.guide, "Once on each screen")
            screen.run(make)
            (screen.place / SETTINGS).write_text(for_screen(settings, screen.name))

    def publish(self, fleet: Fleet) -> str:
        return fleet.publish(blocks(self.guide, "Each time")[0])

    def hand_out(self, fleet: Fleet) -> None:
        """Nothing lies between the publisher and the screens."""

    def carry(self, fleet: Fleet, screen: Machine, *, check: bool = True) -> None:
        line = blocks(self.guide, "Each time")[1]
        fleet.publisher.run(for_screen(line, screen.name), check=check)

    def mend(self, fleet: Fleet, screen: Machine) -> None:
        (line,) = blocks(self.guide, "When a screen tells that a file differs")
        fleet.publisher.run(for_screen(line, screen.name))

    def status(self, fleet: Fleet) -> str:
        fetch, look = blocks(self.guide, "What hangs where")
        for screen in fleet.screens:
            fleet.publisher.run(for_screen(fetch, screen.name))
        return fleet.publisher.run(look, check=False)


class Rclone:
    """The publisher copies to a remote, and each screen from it."""

    guide = "RCLONE"

    def set_up(self, fleet: Fleet) -> None:
        share = fleet.publisher.place.parent / "share"
        share.mkdir()
        (create,) = blocks(self.guide, "Once on each machine")
        for machine in (fleet.publisher, *fleet.screens):
            machine.run(f"mkdir -p /srv/share && mount --bind {share} /srv/share")
            machine.run(create)
        for screen in fleet.screens:
            make, settings = blocks(self.guide, "Once on each screen")
            screen.run(make)
            (screen.place / SETTINGS).write_text(for_screen(settings, screen.name))

    def publish(self, fleet: Fleet) -> str:
        (lines,) = blocks(self.guide, "Each time, on the publisher's machine")
        return fleet.publish(lines)

    def hand_out(self, fleet: Fleet) -> None:
        """What counts in the store is copied to the remote."""
        (lines,) = blocks(self.guide, "Each time, on the publisher's machine")
        fleet.publisher.run(lines.splitlines()[-1])

    def carry(self, fleet: Fleet, screen: Machine, *, check: bool = True) -> None:
        (lines,) = blocks(self.guide, "Every minute, on each screen")
        # As slow as a line of 4 Mbit/s; the remote is a folder here.
        screen.run(lines, check=check, RCLONE_BWLIMIT="500K" if screen.name in SLOW else "off")

    def mend(self, fleet: Fleet, screen: Machine) -> None:
        (line,) = blocks(self.guide, "When a screen tells that a file differs")
        screen.run(line)

    def status(self, fleet: Fleet) -> str:
        for screen in fleet.screens:
            self.carry(fleet, screen)
        (lines,) = blocks(self.guide, "What hangs where")
        return fleet.publisher.run(lines, check=False)


class Smb:
    """The publisher's machine shares the store; the screens mount it, or copy by rclone."""

    guide = "SMB"

    def __init__(self) -> None:
        self._mounts = "cifs" in Path("/proc/filesystems").read_text()

    def set_up(self, fleet: Fleet) -> None:
        publisher, password = fleet.publisher, "a password of the test"
        make, shares, *more = blocks(self.guide, "Once on the server")
        publisher.run("mkdir -p /run/samba && printf '[global]\\n' > /etc/samba/smb.conf")
        publisher.run(make, PASSWORD=password)
        text = "\n".join((shares, *more)).replace("'", "'\\''")
        publisher.run(f"printf '%s\\n' '{text}' >> /etc/samba/smb.conf")
        publisher.start("smbd", "/usr/sbin/smbd --foreground --no-process-group --debug-stdout")
        until(
            lambda: "store" in publisher.run("smbclient -g -N -L localhost 2>&1", check=False),
            30,
            lambda: (publisher.place / "smbd.log").read_text()[-2000:],
        )
        for screen in fleet.screens:
            if self._mounts:
                (lines,) = blocks(self.guide, "Once on each screen, mounted")
                screen.run(
                    "mkdir -p /srv/store /srv/kiosk-reports"
                    f" && printf 'username=lobby\\npassword={password}\\n' > /etc/kiosk-share"
                )
                text = lines.replace(",uid=kiosk", "")
                screen.run(f"printf '%s\\n' '{text}' >> /etc/fstab && mount -a -t cifs")
            else:
                make, _ = blocks(self.guide, "Once on each screen, copied")
                screen.run(make, PASSWORD=password)
            (settings,) = blocks(self.guide, "On each screen")
            (screen.place / SETTINGS).write_text(for_screen(settings, screen.name))

    def publish(self, fleet: Fleet) -> str:
        (line,) = blocks(self.guide, "Each time, on the publisher's machine")
        return fleet.publish(line)

    def hand_out(self, fleet: Fleet) -> None:
        """Nothing lies between the publisher and the screens."""

    def carry(self, fleet: Fleet, screen: Machine, *, check: bool = True) -> None:
        if not self._mounts:
            _, lines = blocks(self.guide, "Once on each screen, copied")
            screen.run(
                lines,
                check=check,
                RCLONE_RETRIES="1",
                RCLONE_LOW_LEVEL_RETRIES="1",
                RCLONE_TIMEOUT="5s",
                RCLONE_CONTIMEOUT="5s",
            )

    def mend(self, fleet: Fleet, screen: Machine) -> None:
        (line,) = blocks(self.guide, "When a screen tells that a file differs")
        screen.run(line)
        self.carry(fleet, screen)

    def status(self, fleet: Fleet) -> str:
        for screen in fleet.screens:
            self.carry(fleet, screen)
        (line,) = blocks(self.guide, "What hangs where")
        return fleet.publisher.run(line, check=False)


SLOW: set[str] = set()
Engine = Rsync | Rclone | Smb


@contextmanager
def fleet_of(place: Path, *screens: str) -> Iterator[Fleet]:
    with network(place) as net:
        fleet = Fleet(net, screens or SCREENS)
        try:
            yield fleet
        finally:
            fleet.close()
            SLOW.clear()


@pytest.mark.parametrize(
    "engine",
    [
        pytest.param(Rsync, marks=needs_programs(rsync="rsync", sshd="openssh-server")),
        pytest.param(Rclone, marks=needs_programs(rclone="rclone")),
        pytest.param(
            Smb,
            marks=needs_programs(smbd="samba", smbclient="smbclient", rclone="rclone"),
        ),
    ],
)
def test_two_screens_by_an_engine_through_its_faults(engine: type[Engine], tmp_path: Path) -> None:
    with fleet_of(tmp_path / "net") as fleet:
        one = engine()
        one.set_up(fleet)
        first = one.publish(fleet)
        fleet.start()
        for screen in fleet.screens:
            one.carry(fleet, screen)
        fleet.await_shown(first, fleet.screens, SHOWN_WITHIN)
        second = through_a_cut(one, fleet, first)
        third = through_tampering(one, fleet, second)
        through_an_emergency(one, fleet, third)
        assert fleet.faults == []


def through_a_cut(one: Engine, fleet: Fleet, before: str) -> str:
    """The line of one screen is slow, and is cut in the middle of an object."""
    cut, other = fleet.screens
    big_work(fleet.folder, "03-c", 1)
    name = one.publish(fleet)
    one.carry(fleet, other)
    fleet.await_shown(name, [other], SHOWN_WITHIN)
    fleet.net.slow(cut, "4mbit")
    SLOW.add(cut.name)
    carrying = threading.Thread(target=one.carry, args=(fleet, cut), kwargs={"check": False})
    carrying.start()
    time.sleep(2.5)
    fleet.net.cut(cut)
    end_engines(fleet, cut)
    carrying.join()
    assert not carried(fleet.publisher.store, cut.store), "the line was cut too late"
    time.sleep(5)
    assert cut.shown() == before
    fleet.net.mend(cut)
    fleet.net.slow(cut, "")
    SLOW.clear()
    one.carry(fleet, cut)
    fleet.await_shown(name, fleet.screens, SHOWN_WITHIN)
    return name


def through_tampering(one: Engine, fleet: Fleet, before: str) -> str:
    """Somebody changes a stored file, and its size and time stay."""
    wronged, other = fleet.screens
    (fleet.folder / "works/01-a.md").write_text(LABEL.format("First, again"))
    name = one.publish(fleet)
    wronged.kill_kiosk()
    one.carry(fleet, wronged)
    manifest = ReleaseStore(fleet.publisher.store).read_manifest(name)
    digest = manifest.by_path["works/01-a.md"].sha256
    tamper(wronged.store / ReleaseStore(wronged.store).object_name(digest))
    wronged.start_kiosk()
    until(lambda: "differ" in str(wronged.status().get("release_problem")), 60, wronged.status)
    assert wronged.shown() == before
    one.mend(fleet, wronged)
    one.carry(fleet, other)
    fleet.await_shown(name, fleet.screens, SHOWN_WITHIN)
    return name


def through_an_emergency(one: Engine, fleet: Fleet, before: str) -> None:
    """An emergency notice, the release before it again, and what hangs where."""
    notices = fleet.folder / "notices"
    notices.mkdir()
    (notices / "fire.md").write_text(FIRE)
    urgent = one.publish(fleet)
    for screen in fleet.screens:
        one.carry(fleet, screen)
        fleet.await_shown(urgent, [screen], EMERGENCY_WITHIN)
    back = fleet.publish(f"kiosk rollback /srv/store {before}")
    one.hand_out(fleet)
    for screen in fleet.screens:
        one.carry(fleet, screen)
    fleet.await_shown(back, fleet.screens, SHOWN_WITHIN)
    until(lambda: one.status(fleet).count(back) == 2, 120, lambda: one.status(fleet))


def end_engines(fleet: Fleet, screen: Machine) -> None:
    """End what carries, where it waits for a line that is cut."""
    for machine in (fleet.publisher, screen):
        machine.run(
            "for one in /proc/[0-9]*; do case $(cat $one/comm) in rsync | ssh | rclone)"
            " kill -9 ${one#/proc/};; esac; done",
            check=False,
        )


def tamper(path: Path) -> None:
    """Change a file's bytes, and neither its size nor its time."""
    found, data = path.stat(), path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


@needs_programs(**{"mkfs.ext4": "e2fsprogs"})
def test_a_screen_by_a_stick(tmp_path: Path) -> None:
    image = tmp_path / "stick.img"
    image.write_bytes(bytes(24 * 2**20))
    subprocess.run(["mkfs.ext4", "-q", str(image)], check=True)
    found = subprocess.run(
        ["losetup", "--find", "--show", str(image)], capture_output=True, text=True, check=False
    )
    if found.returncode:
        pytest.skip(f"no loop device: {found.stderr}")
    stick = found.stdout.strip()
    try:
        with fleet_of(tmp_path / "net", "lobby-1") as fleet:
            through_the_stick(fleet, stick)
    finally:
        subprocess.run(["losetup", "--detach", stick], check=True)


def through_the_stick(fleet: Fleet, stick: str) -> None:
    (screen,) = fleet.screens
    publishing, copying = blocks("STICK", "On the publisher's machine")
    plugging, settings, pulling = blocks("STICK", "On the screen")
    (screen.place / SETTINGS).write_text(settings)
    first = fleet.publish(publishing)
    fleet.publisher.run(copying, STICK=stick)
    screen.run(plugging, STICK=stick)
    fleet.start()
    fleet.await_shown(first, [screen], SHOWN_WITHIN)
    # Pulled out, the release stays.
    screen.run(pulling)
    # The next copy is cut in the middle of an object.
    big_work(fleet.folder, "03-c", 2)
    second = fleet.publish(publishing)
    fleet.publisher.run(copying, STICK=stick)
    fleet.publisher.run('mount "$STICK" /media/stick', STICK=stick)
    manifest = ReleaseStore(fleet.publisher.store).read_manifest(second)
    digest = manifest.by_path["works/03-c.jpg"].sha256
    place = ReleaseStore(Path("/media/stick/store")).object_name(digest)
    fleet.publisher.run(f"truncate -s 100000 /media/stick/store/{place} && umount /media/stick")
    screen.run(plugging, STICK=stick)
    until(lambda: screen.status().get("release_wanted") == second, 60, screen.status)
    assert screen.shown() == first
    screen.run(pulling)
    # Killed without the stick, it starts with what it has.
    screen.kill_kiosk()
    screen.start_kiosk()
    until(lambda: screen.shown() == first and screen.status().get("works"), 60, screen.status)
    fleet.publisher.run(copying, STICK=stick)
    screen.run(plugging, STICK=stick)
    fleet.await_shown(second, [screen], SHOWN_WITHIN)
    assert fleet.faults == []
