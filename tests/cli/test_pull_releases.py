"""``kiosk pull STORE --from ADDRESS`` against a server of its own: whole and proven, or nothing."""

import shutil
import subprocess

import pytest

from kiosk.cli.main import main
from kiosk.publishing.release_store import ReleaseStore
from kiosk.publishing.signatures import sign
from tests.cli.https_server import sent
from tests.publishing.stores import Publisher

pytestmark = [
    pytest.mark.programs,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl (apt: openssl)"),
]
FIRST = {"kiosk.yaml": "t", "works/a.md": "A" * 3000}
SECOND = {"kiosk.yaml": "t", "works/a.md": "A" * 3000, "works/b.md": "B" * 500}
BINARY = "binary/octet-stream"


@pytest.fixture
def published(tmp_path):
    return Publisher(tmp_path / "published")


@pytest.fixture
def pull(tmp_path, server, published, monkeypatch):
    """Serve what is published, but for ``wrong`` answers by name, and pull once."""
    monkeypatch.delenv("KIOSK_TRUST", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    store = published.store.path

    def pull(wrong=None):
        server.answers.clear()
        server.asked.clear()
        for file in store.rglob("*"):
            if file.is_file():
                name = file.relative_to(store).as_posix()
                server.answers[f"/store/{name}"] = sent(file.read_bytes(), BINARY)
        server.answers.update({f"/store/{name}": one for name, one in (wrong or {}).items()})
        address = f"https://127.0.0.1:{server.port}/store"
        return main(["pull", str(tmp_path / "local"), "--from", address])

    return pull


def counting(tmp_path):
    signed = ReleaseStore(tmp_path / "local").read_current()
    return [one.name for one in signed.current.releases] if signed else []


def test_what_counts_is_fetched_and_only_what_is_missing(pull, published, server, tmp_path, capsys):
    first = published.publish(FIRST)
    assert pull() == 0
    assert counting(tmp_path) == [first]
    assert f"2 files with 0.0 MB came; these releases count: {first}" in capsys.readouterr().out
    local = ReleaseStore(tmp_path / "local")
    assert all(local.proves_object(one) for one in local.read_manifest(first).files)
    second = published.publish(SECOND)
    assert pull() == 0
    assert counting(tmp_path) == [second]
    assert sum("/objects/" in path for path, _ in server.asked) == 1
    assert pull() == 0
    assert [path for path, _ in server.asked] == ["/store/current"]


def test_nothing_changes_before_all_of_it_is_proven(pull, published, tmp_path, capsys):
    first = published.publish(FIRST)
    assert pull() == 0
    second = published.publish(SECOND)
    store = published.store
    entry = store.read_manifest(second).by_path["works/b.md"]
    name = store.object_name(entry.sha256)
    manifest = (store.path / f"releases/{second}.json").read_bytes()
    current = (store.path / "current").read_bytes()
    for wrong in (
        {name: sent(b"C" * 500, BINARY)},
        {name: sent(b"B" * 501, BINARY)},
        {name: sent(b"B" * 400, BINARY, Content_Length=500)},
        {name: sent(b"", BINARY, status=404)},
        {name: sent(b"B" * 500, BINARY, Content_Encoding="gzip")},
        {f"releases/{second}.json": sent(manifest.replace(b'"note": ""', b'"note": "x"'), BINARY)},
        {f"releases/{second}.json": sent(manifest[:-9], BINARY)},
        {"current": sent(current[:-9], BINARY)},
        {"current": sent(b"<html>log in</html>", "text/html")},
        {"current": sent(b"", BINARY, status=302, Location="http://127.0.0.1/current")},
    ):
        assert pull(wrong) == 1, wrong
        assert "what counted before still counts" in capsys.readouterr().err
        assert counting(tmp_path) == [first]
        assert not list((tmp_path / "local").rglob(".unfinished-*"))
    assert pull() == 0
    assert counting(tmp_path) == [second]


def test_only_what_a_trusted_key_signed_and_nothing_older_is_fetched(
    pull, published, tmp_path, monkeypatch, capsys
):
    def pull_with_trust():
        with monkeypatch.context() as patch:
            patch.setenv("KIOSK_TRUST", str(trust))
            return pull()

    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    trust = tmp_path / "allowed"
    trust.write_text(f'ana namespaces="kiosk-release" {(tmp_path / "key.pub").read_text()}')
    published.publish(FIRST)
    old = (published.store.path / "current").read_bytes()
    first = published.publish(SECOND, sign=lambda data: sign(data, key))
    store = published.store.path
    signed = (store / "current").read_bytes()
    assert pull_with_trust() == 0
    assert counting(tmp_path) == [first]
    (store / "current").write_bytes(old)
    assert pull_with_trust() == 1
    assert "is not signed" in capsys.readouterr().err
    (store / "current").write_bytes(signed.replace(first[-8:].encode(), b"00000000"))
    assert pull_with_trust() == 1
    assert pull() == 1, "an older one too, where nothing is signed"
    assert counting(tmp_path) == [first]
