"""A screen with KIOSK_TRUST: unsigned, wrongly signed, tampered and replayed stores are refused."""

import shutil
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app import release_follower
from kiosk.app.release_follower import ReleaseFollower
from kiosk.cli.main import main
from kiosk.doctor.installation_checks import check_trust
from kiosk.doctor.machine import Grade
from kiosk.publishing.manifest import ReleaseError
from kiosk.publishing.release_store import ReleaseStore
from kiosk.publishing.signatures import sign, verify
from kiosk.publishing.store_folder import as_store, follows_store
from kiosk.settings import read_settings
from tests.publishing.stores import Publisher, content

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="needs ssh-keygen (apt: openssh-client)"
)
OLD = {"kiosk.yaml": "title: Old\n", "works/a.md": "A"}
NEW = {"kiosk.yaml": "title: New\n", "works/a.md": "B"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ana", "eve"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder / name]
        subprocess.run(command, check=True)
    return folder


@pytest.fixture
def trust(keys, tmp_path):
    file = tmp_path / "allowed_signers"
    file.write_text(f'ana namespaces="kiosk-release" {(keys / "ana.pub").read_text()}')
    return file


class Screen:
    """A screen that follows a store, without a window."""

    def __init__(self, folder: Path, place: Path, trust: Path | None) -> None:
        environment = {"KIOSK_STATE": str(place), "KIOSK_NAME": "lobby-1"}
        if trust:
            environment["KIOSK_TRUST"] = str(trust)
        self.settings = as_store(read_settings(environment, folder=folder))
        self.follower = ReleaseFollower(self.settings)
        self.follower.set_quiet(True)

    def look(self) -> str:
        """What it says when it looks once, "" where all is well."""
        self.follower.look_once()
        self.follower.flip_if_due()
        return self.follower.state.problem

    @property
    def content(self) -> dict[str, str]:
        return content(self.settings.folder)


def signing(keys, name="ana"):
    return lambda data: sign(data, keys / name)


def test_a_signature_is_by_whom_it_says_for_this_use_alone(keys, trust):
    signature = sign(b"text", keys / "ana")
    assert verify(b"text", signature, trust) == "ana"
    with pytest.raises(ReleaseError, match="not its own"):
        verify(b"another text", signature, trust)
    with pytest.raises(ReleaseError, match="does not list"):
        verify(b"text", sign(b"text", keys / "eve"), trust)
    with pytest.raises(ReleaseError, match="is not signed"):
        verify(b"text", b"", trust)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", keys / "ana"]
    other = subprocess.run(command, input=b"text", capture_output=True, check=True).stdout
    with pytest.raises(ReleaseError, match="not its own"):
        verify(b"text", other, trust)
    for damaged in (b"x", signature[:-60], signature.replace(b"A", b"B")):
        with pytest.raises(ReleaseError):
            verify(b"text", damaged, trust)


def test_nothing_is_shown_that_nobody_trusted_signed(keys, trust, tmp_path):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD, sign=signing(keys))
    screen = Screen(tmp_path / "store", tmp_path / "state", trust)
    assert screen.look() == ""
    assert screen.content == OLD
    publisher.publish(NEW, sign=signing(keys, "eve"))
    assert "is signed by a key that" in screen.look()
    publisher.publish(NEW)
    assert screen.look() == "is not signed, and this screen shows signed releases only"
    assert screen.content == OLD
    publisher.publish(NEW, sign=signing(keys))
    assert screen.look() == ""
    assert screen.content == NEW


def test_a_key_is_added_and_withdrawn_by_a_line(keys, trust, tmp_path):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD, sign=signing(keys, "eve"))
    screen = Screen(tmp_path / "store", tmp_path / "state", trust)
    assert "does not list" in screen.look()
    trust.write_text(trust.read_text() + f"eve {(keys / 'eve.pub').read_text()}")
    assert screen.look() == ""
    trust.write_text(trust.read_text().partition("\n")[0] + "\n")
    publisher.publish(NEW, sign=signing(keys, "eve"))
    assert "does not list" in screen.look()
    assert screen.content == OLD, "what hung already stays"


def test_an_older_state_of_the_store_is_refused_and_a_signed_rollback_is_not(
    keys, trust, tmp_path, monkeypatch
):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD, sign=signing(keys))
    shutil.copytree(tmp_path / "store", tmp_path / "replayed")
    publisher.publish(NEW, sign=signing(keys))
    screen = Screen(tmp_path / "store", tmp_path / "state", trust)
    assert screen.look() == ""
    newest = (tmp_path / "store/current").read_bytes()
    shutil.copy(tmp_path / "replayed/current", tmp_path / "store/current")
    assert "is older than what this screen has accepted already" in screen.look()
    again = Screen(tmp_path / "store", tmp_path / "state", trust)
    assert "is older" in again.look(), "a restart forgets nothing"
    assert again.content == NEW
    (tmp_path / "store/current").write_bytes(newest)
    assert again.look() == ""
    monkeypatch.setenv("KIOSK_TRUST", str(trust))
    assert main(["rollback", str(tmp_path / "store"), "--sign", str(keys / "ana")]) == 0
    assert again.look() == ""
    assert again.content == OLD


def test_a_plain_folder_and_a_stick_without_a_signature_are_refused_in_words(trust, tmp_path):
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "kiosk.yaml").write_text("title: T\n")
    environment = {"KIOSK_STATE": str(tmp_path / "state"), "KIOSK_TRUST": str(trust)}
    assert follows_store(read_settings(environment, folder=folder))
    screen = Screen(folder, tmp_path / "state", trust)
    assert "is a plain folder, which nobody can sign" in screen.look()
    assert not screen.settings.folder.exists()
    Publisher(tmp_path / "stick").publish(OLD)
    stick = Screen(tmp_path / "stick", tmp_path / "state", trust)
    assert stick.look() == "is not signed, and this screen shows signed releases only"
    assert Screen(tmp_path / "none", tmp_path / "state", trust).look().endswith("is not there")


def test_a_publisher_signs_nothing_along_that_is_not_its_own(keys, tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("KIOSK_TRUST", raising=False)
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD)
    publisher.publish(NEW)
    ours = ["--sign", str(keys / "ana")]
    assert main(["rollback", str(tmp_path / "store"), *ours]) == 2
    assert "are not signed yet" in capsys.readouterr().err
    assert main(["rollback", str(tmp_path / "store"), *ours, "--sign-all"]) == 0
    assert main(["rollback", str(tmp_path / "store")]) == 2
    assert "name your key with --sign" in capsys.readouterr().err
    assert main(["rollback", str(tmp_path / "store"), "--sign", str(keys / "eve")]) == 2
    assert "does not list" in capsys.readouterr().err


def test_a_visitor_is_not_disturbed_and_an_emergency_does_not_wait(tmp_path):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD)
    screen = Screen(tmp_path / "store", tmp_path / "state", None)
    screen.follower.set_quiet(False)
    assert screen.look() == ""
    assert screen.content == OLD, "before the first release nobody is disturbed"
    publisher.publish(NEW)
    screen.look()
    assert screen.content == OLD
    asked = []
    screen.follower.on_ready = lambda: asked.append(screen.follower.flip_if_due())
    screen.follower.set_quiet(True)
    assert asked == [True]
    assert screen.content == NEW
    screen.follower.set_quiet(False)
    fire = {**NEW, "notices/fire.md": "leave"}
    publisher.publish(fire, emergencies=("notices/fire",))
    screen.look()
    assert screen.content == fire


def test_two_publishers_that_never_saw_each_other_give_one_of_the_two_releases(tmp_path):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD)
    shutil.copytree(tmp_path / "store", tmp_path / "second")
    other = Publisher(tmp_path / "second")
    other.now = publisher.now
    publisher.publish(NEW)
    third = {**OLD, "works/c.md": "C"}
    other.publish(third)
    # The engine keeps one of two files of one name, and the objects of both.
    shutil.copytree(tmp_path / "second", tmp_path / "store", dirs_exist_ok=True)
    (tmp_path / "store/current.sync-conflict-20260113-120000-ABCDEFG").write_bytes(b"x")
    screen = Screen(tmp_path / "store", tmp_path / "state", None)
    assert screen.look() == ""
    assert screen.content == third


def test_a_clock_that_is_behind_or_ahead_shows_nothing_unproven(tmp_path, monkeypatch):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD)
    planned = publisher.now + timedelta(hours=2)
    publisher.publish(NEW, starts=planned)
    screen = Screen(tmp_path / "store", tmp_path / "state", None)

    class Clock(datetime):
        shift = timedelta()

        @classmethod
        def now(cls, tz=None):
            return publisher.now.astimezone(UTC) + cls.shift

    monkeypatch.setattr(release_follower, "datetime", Clock)
    for hours, shown in ((-1, OLD), (0, OLD), (1, OLD), (3, NEW), (-1, OLD)):
        Clock.shift = timedelta(hours=hours)
        assert screen.look() == ""
        assert screen.content == shown, hours


def test_a_follower_in_its_thread_shows_what_comes_and_ends(tmp_path):
    publisher = Publisher(tmp_path / "store")
    publisher.publish(OLD)
    screen = Screen(tmp_path / "store", tmp_path / "state", None)
    screen.follower.on_ready = screen.follower.flip_if_due
    screen.follower.start()
    end = time.monotonic() + 10
    while not screen.follower.state.shown and time.monotonic() < end:
        time.sleep(0.02)
    screen.follower.close()
    assert screen.content == OLD
    assert "release-follower" not in [one.name for one in threading.enumerate()]


def test_the_objects_of_a_store_are_where_the_guide_says(tmp_path):
    Publisher(tmp_path / "store").publish(OLD)
    store = ReleaseStore(tmp_path / "store")
    names = [one.name for one in (tmp_path / "store/objects").rglob("*") if one.is_file()]
    assert sorted(store.object_name(name) for name in names) == sorted(
        f"objects/{name[:2]}/{name}" for name in names
    )


def test_the_doctor_tells_what_keeps_signed_releases_from_the_screen(trust, tmp_path, monkeypatch):
    def found(path):
        settings = read_settings({"KIOSK_TRUST": str(path)} if path else {})
        return [(one.grade, one.what) for one in check_trust(settings)]

    assert found(None) == []
    assert [grade for grade, _ in found(trust)] == [Grade.GOOD]
    assert "is not there" in found(tmp_path / "none")[0][1]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "ssh-keygen is missing" in found(trust)[0][1]
