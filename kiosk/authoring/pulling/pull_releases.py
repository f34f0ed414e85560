"""Fetches the releases of a store that lies on the web, an object store or a CDN, over https.

Everything is verified before anything of the local store changes: the signature, each manifest by
its hash in ``current``, each object by its hash in a manifest. ``current`` is written last.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from kiosk.authoring.pulling.fetch import FetchError, open_address
from kiosk.domain import Message
from kiosk.domain.bounds import CURRENT_BYTES, MANIFEST_BYTES
from kiosk.path_safety import read_below
from kiosk.publishing.current import Current, read_current, split_signature
from kiosk.publishing.files import PIECE_BYTES, UNFINISHED, unfinished, write_whole
from kiosk.publishing.manifest import FileEntry, Manifest, ReleaseError, read_manifest, release_name
from kiosk.publishing.release_store import ReleaseStore
from kiosk.publishing.signatures import verify
from kiosk.publishing.store_folder import CURRENT, RELEASES

# A file has a minute, and a second for each so many bytes: 50 kB/s, a slow line.
_FILE_SECONDS, _BYTES_A_SECOND = 60.0, 50_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pulled:
    """What was fetched: the releases that count, and how many files and bytes came."""

    names: tuple[str, ...]
    files: int = 0
    size: int = 0


def pull_releases(
    address: str,
    release_store: ReleaseStore,
    trust: Path | None,
    progress: Progress = lambda done, total: None,
) -> Pulled:
    """Bring a local store to what counts at ``address``, the store's https address.

    Raises FetchError for what does not come, ReleaseError for what is not what was published or
    signed, and OSError. Objects that came stay for the next time.
    """
    data = fetch_bytes(_below(address, CURRENT), 2 * CURRENT_BYTES.limit)
    text, signature = split_signature(data)
    current = read_current(text)
    if trust is not None:
        verify(text, signature, trust)
    before = _before(release_store)
    if before is not None and current.sequence < before.sequence:
        raise ReleaseError(Message("is older than what was fetched already; nothing was changed"))
    release_store.prepare()
    manifests = {
        one.name: _manifest(address, release_store, one.name, one.sha256)
        for one in current.releases
    }
    wanted = {
        entry.sha256: entry
        for manifest, _ in manifests.values()
        for entry in manifest.files
        if not release_store.holds_object(entry)
    }
    for number, entry in enumerate(wanted.values(), start=1):
        _fetch_object(address, release_store, entry)
        progress(number, len(wanted))
    for name, (_, content) in manifests.items():
        write_whole(release_store.path / RELEASES / f"{name}.json", content)
    write_whole(release_store.path / CURRENT, data)
    names = tuple(one.name for one in current.releases)
    return Pulled(names, len(wanted), sum(entry.size for entry in wanted.values()))


def _before(release_store: ReleaseStore) -> Current | None:
    """What the local store says; nothing where that is damaged, so that it is mended."""
    with suppress(ReleaseError):
        signed = release_store.read_current()
        return signed.current if signed else None
    return None


def _below(address: str, name: str) -> str:
    return f"{address.rstrip('/')}/{quote(name)}"


def _manifest(
    address: str, release_store: ReleaseStore, name: str, sha256: str
) -> tuple[Manifest, bytes]:
    file = f"{RELEASES}/{name}.json"
    with suppress(OSError):
        data = read_below(release_store.path, file, MANIFEST_BYTES.limit)
        if hashlib.sha256(data).hexdigest() == sha256:
            return read_manifest(data), data
    data = fetch_bytes(_below(address, file), MANIFEST_BYTES.limit)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ReleaseError(Message("{file} is not the one that was published", file=file))
    manifest = read_manifest(data)
    if release_name(data, manifest.made) != name:
        raise ReleaseError(Message("{file} is not the one that was published", file=file))
    return manifest, data


def _fetch_object(address: str, release_store: ReleaseStore, entry: FileEntry) -> None:
    name = release_store.object_name(entry.sha256)
    target = release_store.path / name
    target.parent.mkdir(parents=True, exist_ok=True)
    for old in target.parent.glob(f"{UNFINISHED}*"):
        old.unlink(missing_ok=True)
    digest = hashlib.sha256()
    with unfinished(target) as out:

        def take(piece: bytes) -> None:
            digest.update(piece)
            out.write(piece)

        _fetch(_below(address, name), entry.size, take)
        if digest.hexdigest() != entry.sha256:
            raise ReleaseError(
                Message(
                    "is not whole: {count} files differ from what was published ({names})",
                    count=1,
                    names=entry.path,
                )
            )


def fetch_bytes(address: str, limit: int) -> bytes:
    """What is at an address, of at most ``limit`` bytes. Raises FetchError."""
    pieces: list[bytes] = []
    _fetch(address, limit, pieces.append)
    return b"".join(pieces)


def _fetch(address: str, limit: int, take: Callable[[bytes], object]) -> None:
    """Hand each piece of what is at an address to ``take``. Raises FetchError."""
    deadline = time.monotonic() + _FILE_SECONDS + limit / _BYTES_A_SECOND
    size = 0
    with open_address(address) as response:
        # A server that sends a byte now and then is cut at the end of the time.
        guard = threading.Timer(deadline - time.monotonic(), response.close)
        guard.daemon = True
        guard.start()
        try:
            while piece := response.read(min(PIECE_BYTES, limit + 1 - size)):
                size += len(piece)
                if size > limit:
                    raise FetchError(Message("{address} is larger than it may be", address=address))
                take(piece)
        except (OSError, ValueError) as error:
            raise FetchError(Message("{address} broke off", address=address)) from error
        finally:
            guard.cancel()
        length = str(response.headers.get("Content-Length") or "")
    if time.monotonic() > deadline or (length.isdigit() and size != int(length[:18])):
        raise FetchError(Message("{address} broke off", address=address))
