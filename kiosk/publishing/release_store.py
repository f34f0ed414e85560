"""A store of releases as its files: objects by their hashes, manifests, and ``current``.

objects/3f/3fa9...       each file once, by its SHA-256
releases/NAME.json       a manifest
current                  which releases count, with its signature; written last
reports/SCREEN/          what the screens tell
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain import Message
from kiosk.domain.bounds import CURRENT_BYTES, CURRENT_RELEASES, MANIFEST_BYTES, PICTURE_BYTES
from kiosk.path_safety import open_below, read_below
from kiosk.publishing.current import (
    Current,
    CurrentRelease,
    current_bytes,
    read_current,
    split_signature,
)
from kiosk.publishing.files import UNFINISHED, copy_hashed, write_whole
from kiosk.publishing.manifest import (
    FileEntry,
    Manifest,
    ReleaseError,
    is_release_name,
    manifest_bytes,
    read_manifest,
    release_name,
)
from kiosk.publishing.selection import Candidate
from kiosk.publishing.store_folder import CURRENT, OBJECTS, RELEASES

_LOCK = ".publishing"
# The largest file of a folder that is read.
LARGEST_FILE = PICTURE_BYTES.limit


@dataclass(frozen=True, slots=True)
class Signed:
    """``current`` as it was carried: what it says, its bytes, and the signature behind them."""

    current: Current
    text: bytes
    signature: bytes


class ReleaseStore:
    """The store at ``path``. Methods raise OSError and ReleaseError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def object_name(self, digest: str) -> str:
        """The path of an object, from the store's folder on."""
        return f"{OBJECTS}/{digest[:2]}/{digest}"

    def read_current(self) -> Signed | None:
        """What counts now; None in a store without ``current``. Nothing is verified yet."""
        try:
            data = read_below(self.path, CURRENT, 2 * CURRENT_BYTES.limit)
        except FileNotFoundError:
            return None
        text, signature = split_signature(data)
        try:
            return Signed(read_current(text), text, signature)
        except ReleaseError as error:
            raise ReleaseError(
                Message("the file {file} {reason}", file=CURRENT, reason=error.message)
            ) from error

    def read_manifest(self, name: str, sha256: str = "") -> Manifest:
        """The manifest of a release; with ``sha256`` it has to be the one that is meant."""
        file = f"{RELEASES}/{name}.json"
        if not is_release_name(name):
            raise ReleaseError(Message("{name} is no release's name", name=name))
        try:
            data = read_below(self.path, file, MANIFEST_BYTES.limit)
        except FileNotFoundError as error:
            raise ReleaseError(Message("{file} is not there yet", file=file)) from error
        found = hashlib.sha256(data).hexdigest()
        if sha256 and found != sha256:
            raise ReleaseError(Message("{file} is not the one that was published", file=file))
        try:
            manifest = read_manifest(data)
        except ReleaseError as error:
            raise ReleaseError(
                Message("the file {file} {reason}", file=file, reason=error.message)
            ) from error
        if release_name(data, manifest.made) != name:
            raise ReleaseError(Message("{file} is not the one that was published", file=file))
        return manifest

    def manifest_hash(self, name: str) -> str:
        """The SHA-256 of a manifest's bytes."""
        return hashlib.sha256(
            read_below(self.path, f"{RELEASES}/{name}.json", MANIFEST_BYTES.limit)
        ).hexdigest()

    def candidates(self, current: Current) -> list[Candidate]:
        """The releases that count, with their manifests, in their order."""
        return [
            Candidate(one, self.read_manifest(one.name, one.sha256)) for one in current.releases
        ]

    def release_names(self) -> list[str]:
        """The names of all releases, drafts and old ones among them, the newest day first."""
        try:
            found = os.listdir(self.path / RELEASES)
        except FileNotFoundError:
            return []
        names = (name.removesuffix(".json") for name in found if name.endswith(".json"))
        return sorted(filter(is_release_name, names), reverse=True)

    # For the publisher

    def prepare(self) -> None:
        """Make the store's folders."""
        for name in (OBJECTS, RELEASES):
            (self.path / name).mkdir(parents=True, exist_ok=True)

    def holds_object(self, entry: FileEntry) -> bool:
        """True when the object is there with its size; its bytes are not read."""
        try:
            found = os.stat(f"{self.path}/{self.object_name(entry.sha256)}")
            return found.st_size == entry.size
        except OSError:
            return False

    def proves_object(self, entry: FileEntry) -> bool:
        """True when the object is there with the bytes that were published."""
        return _is_object(self.path / self.object_name(entry.sha256), entry.size, entry.sha256)

    def add_object(self, root: Path, path: str) -> tuple[int, str]:
        """Store a file of the folder ``root``; its size and hash, of what was stored."""
        place = self.path / OBJECTS
        descriptor = open_below(root, path, LARGEST_FILE)
        staging = place / f"{UNFINISHED}{os.getpid()}"
        try:
            with os.fdopen(descriptor, "rb") as source, open(staging, "wb") as out:
                size, digest = copy_hashed(source, out, LARGEST_FILE)
                out.flush()
                os.fsync(out.fileno())
            with suppress(OSError):
                # A stick's file system may have no such rights.
                staging.chmod(0o644)
            target = self.path / self.object_name(digest)
            target.parent.mkdir(exist_ok=True)
            # One that is right stays as it is: an engine would carry it again for its new time.
            if not _is_object(target, size, digest):
                os.replace(staging, target)
        finally:
            staging.unlink(missing_ok=True)
        return size, digest

    def write_manifest(self, manifest: Manifest) -> CurrentRelease:
        """Write a manifest whose objects are all there."""
        data = manifest_bytes(manifest)
        name = release_name(data, manifest.made)
        write_whole(self.path / RELEASES / f"{name}.json", data)
        return CurrentRelease(name, hashlib.sha256(data).hexdigest())

    def write_current(
        self,
        releases: Sequence[CurrentRelease],
        now: datetime,
        sign: Callable[[bytes], bytes] | None,
        before: Current | None,
    ) -> Current:
        """Make these the releases that count, in place of ``before``; the last step of all."""
        if not CURRENT_RELEASES.allows(len(releases)):
            raise ReleaseError(
                Message("more than {amount} would count", amount=CURRENT_RELEASES.amount)
            )
        least = before.sequence + 1 if before else 0
        # Never below the number of a store that was made before at this place.
        sequence = max(least, int(now.timestamp()))
        current = Current(sequence, now.astimezone(UTC).replace(microsecond=0), tuple(releases))
        text = current_bytes(current)
        write_whole(self.path / CURRENT, text + (sign(text) if sign else b""))
        return current

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Let one publisher write at a time, on one machine. Raises ReleaseError."""
        self.prepare()
        with open(self.path / _LOCK, "wb") as lock:
            try:
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:
                pass
            except OSError as error:
                if error.errno in (errno.EAGAIN, errno.EACCES):
                    raise ReleaseError(
                        Message("somebody else is publishing into {store}", store=self.path)
                    ) from error
            yield


def _is_object(path: Path, size: int, digest: str) -> bool:
    try:
        with path.open("rb") as found:
            return copy_hashed(found, None, size) == (size, digest)
    except OSError:
        return False


def hash_file(root: Path, path: str) -> tuple[int, str]:
    """The size and the hash of a file below a folder. Raises OSError."""
    with os.fdopen(open_below(root, path, LARGEST_FILE), "rb") as source:
        return copy_hashed(source, None, LARGEST_FILE)


def find_release(release_store: ReleaseStore, word: str) -> str:
    """The release that a person means by a name or its beginning or end. Raises ReleaseError."""
    names = release_store.release_names()
    found = [name for name in names if word and (name.startswith(word) or name.endswith(word))]
    if word in names:
        return word
    if len(found) == 1:
        return found[0]
    if not found:
        raise ReleaseError(Message("there is no release {word}", word=word))
    raise ReleaseError(
        Message("{word} may be {names}", word=word, names=", ".join(sorted(found)[:5]))
    )


def advanced(release: CurrentRelease, stage_number: int, now: datetime) -> CurrentRelease:
    """The same release with a further stage open."""
    return replace(release, stage_number=stage_number, opened=now.replace(microsecond=0))


def unneeded_objects(release_store: ReleaseStore, kept: Iterable[Manifest]) -> Iterator[Path]:
    """The objects that no kept release names."""
    needed = {one.sha256 for manifest in kept for one in manifest.files}
    for folder in sorted((release_store.path / OBJECTS).iterdir()):
        if len(folder.name) == 2 and folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if path.name not in needed)
