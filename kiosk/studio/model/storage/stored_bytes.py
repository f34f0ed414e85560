"""Contents of files by their digest, on the disk of the person who edits, written for good."""

import hashlib
import os
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path

# Bytes that are copied at once.
_STEP = 1 << 20
# Read in one go by the readers of texts.
_READ_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class StoredBytes:
    """Contents by their SHA-256 digest (hexadecimal), below ``folder``; none is ever changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Counted when it is first asked for, then kept in step.
        self._size: int | None = None

    @property
    def size(self) -> int:
        """Bytes of all contents together."""
        if self._size is None:
            self._size = sum(size for _, size in self._stored())
        return self._size

    def size_of(self, digest: str) -> int:
        """Bytes of a content; 0 for one that is gone."""
        try:
            return self.path(digest).stat().st_size
        except OSError:
            return 0

    def keep_only(self, digests: Container[str]) -> None:
        """Remove all other contents, and what a crash left half written."""
        for path, _ in list(self._stored()):
            if path.name not in digests:
                with suppress(OSError):
                    path.unlink()
        self._size = None

    def _stored(self) -> Iterator[tuple[Path, int]]:
        with suppress(OSError):
            for place in sorted(self._folder.iterdir()):
                each = sorted(place.iterdir()) if place.is_dir() else [place]
                for path in each:
                    with suppress(OSError):
                        yield path, path.stat().st_size

    def path(self, digest: str) -> Path:
        """Where a content lies."""
        return self._folder / digest[:2] / digest

    def add(self, content: bytes) -> str:
        """Keep a content; its digest. Raises OSError, and then keeps no part of it."""
        digest = hashlib.sha256(content).hexdigest()
        return digest if self.path(digest).exists() else self.add_parts(iter((content,)))

    def add_parts(self, parts: Iterator[bytes]) -> str:
        """Keep a content that comes in parts."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._folder / f"new-{os.getpid()}"
        digest = hashlib.sha256()
        try:
            with unfinished.open("wb") as file:
                for part in parts:
                    digest.update(part)
                    file.write(part)
                path = self.path(digest.hexdigest())
                # A content has its name only when the disk has all of it.
                is_known = path.exists()
                if not is_known:
                    file.flush()
                    os.fsync(file.fileno())
            if is_known:
                unfinished.unlink()
                return digest.hexdigest()
            path.parent.mkdir(exist_ok=True)
            os.replace(unfinished, path)
            sync_folder(path.parent)
            if self._size is not None:
                self._size += path.stat().st_size
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        return digest.hexdigest()

    def get(self, digest: str) -> bytes:
        """A content. Raises OSError when it is gone."""
        return b"".join(self.parts(digest))

    def parts(self, digest: str) -> Iterator[bytes]:
        """A content in parts of 1 MB."""
        return parts_of(os.open(self.path(digest), _READ_FLAGS))


def parts_of(descriptor: int) -> Iterator[bytes]:
    """What a descriptor holds, in parts; it is closed at the end."""
    with os.fdopen(descriptor, "rb") as file:
        while part := file.read(_STEP):
            yield part


def digest_of_bytes(raw: bytes) -> str:
    """The digest of a content, as ``StoredBytes`` gives it."""
    return hashlib.sha256(raw).hexdigest()


def digest_of(parts: Iterator[bytes]) -> str:
    """The digest of a content in parts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Have a folder's names written to the disk, where the system knows how."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
