"""Reads and writes the files of the exhibition's folder: each whole, or not at all."""

import errno
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.domain.bounds import LABEL_BYTES, PICTURE_BYTES
from kiosk.path_safety import RefusedFileError, open_below, read_below
from kiosk.studio.model.storage.stored_bytes import digest_of, parts_of, sync_folder

# Errors of a system that makes no second name for a file.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES})

# A file that is being written; one that is left of a crash is as old as this, in seconds.
_UNFINISHED = re.compile(r"\..+\.\d+\.studio\.part")
_OLD_SECONDS = 3600.0
# How long another window's write of one name is waited for, and how often that is tried.
_LOCK_SECONDS, _LOCK_STEP = 2.0, 0.01


class FolderFiles:
    """The files below ``root``, by names relative to it; each method raises OSError."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def is_there(self) -> bool:
        """False while the folder is gone, as with a disk that was unplugged."""
        return self.root.is_dir()

    def read(self, name: str) -> bytes | None:
        """The bytes of a text file; None for no file."""
        self._must_be_there()
        try:
            return read_below(self.root, name, LABEL_BYTES.limit)
        except FileNotFoundError:
            return None

    def parts(self, name: str) -> Iterator[bytes]:
        """The bytes of a file of any kind, in parts."""
        return parts_of(open_below(self.root, name, PICTURE_BYTES.limit))

    def digest(self, name: str) -> str | None:
        """The digest of a file; None for no file."""
        self._must_be_there()
        try:
            return digest_of(self.parts(name))
        except FileNotFoundError:
            return None

    def replace(self, name: str, parts: Iterator[bytes], expected: str) -> None:
        """Write another content over a file.

        ``expected`` is the digest of the content that is replaced. Raises FileChangedError when
        another one stands there.
        """
        path = self._path(name)
        if path.exists() and not os.access(path, os.W_OK):
            # A rename would replace a file that its owner has made read-only.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
        unfinished = self._unfinished(path, parts)
        try:
            with suppress(OSError):
                os.chmod(unfinished, path.stat().st_mode & 0o777)
            with self._locked():
                if self.digest(name) != expected:
                    raise FileChangedError(name)
                os.replace(unfinished, path)
        except BaseException:
            _remove(unfinished)
            raise
        sync_folder(path.parent)

    def create(self, name: str, parts: Iterator[bytes]) -> None:
        """Write a new file. Raises FileExistsError when there is one of that name."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._unfinished(path, parts)
        try:
            _name_once(unfinished, path)
        finally:
            _remove(unfinished)
        sync_folder(path.parent)

    def remove(self, name: str, expected: str) -> None:
        """Take a file away whose content is ``expected``. Raises FileChangedError."""
        path = self._path(name)
        with self._locked():
            if self.digest(name) != expected:
                raise FileChangedError(name)
            path.unlink()
        sync_folder(path.parent)

    def move(self, name: str, new_name: str) -> None:
        """Give a file another name. Raises FileExistsError when there is one of that name."""
        path, target = self._path(name), self._path(new_name)
        self._must_be_there()
        if not os.path.lexists(path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with self._locked():
            if os.path.lexists(target) and not path.samefile(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new_name)
            os.rename(path, target)
        sync_folder(target.parent)
        sync_folder(path.parent)

    def clear_unfinished(self, now: float) -> None:
        """Take away what a crash left half written; ``now`` is in seconds since 1970."""
        for place, _folders, names in os.walk(self.root):
            for name in names:
                if _UNFINISHED.fullmatch(name):
                    path = Path(place, name)
                    with suppress(OSError):
                        if now - path.stat().st_mtime > _OLD_SECONDS:
                            path.unlink()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other windows of the studio from writing names of the folder meanwhile.

        The lock is on the folder itself, so that nothing is left in it. A file system that has no
        such locks is used without.
        """
        descriptor = -1
        try:
            with suppress(OSError, ImportError):
                import fcntl

                descriptor = os.open(self.root, os.O_RDONLY)
                _lock(lambda: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB))
            yield
        finally:
            if descriptor >= 0:
                os.close(descriptor)

    def _must_be_there(self) -> None:
        if not self.is_there:
            raise FileNotFoundError(errno.ENOTDIR, "the folder is gone", str(self.root))

    def _path(self, name: str) -> Path:
        """Where a file is written; of a link inside the folder, what it leads to."""
        if not is_safe_name(name):
            raise RefusedFileError("its name leads out of the folder", name)
        path = self.root / name
        root = self.root.resolve()
        real = path.resolve() if path.is_symlink() else path.parent.resolve() / path.name
        if not real.is_relative_to(root):
            raise RefusedFileError("it lies outside of the folder", name)
        return real

    def _unfinished(self, path: Path, parts: Iterator[bytes]) -> Path:
        """The content in a file beside ``path`` that the reader of the folder passes over."""
        self._must_be_there()
        unfinished = path.with_name(f".{path.name[:200]}.{os.getpid()}.studio.part")
        try:
            with unfinished.open("wb") as file:
                for part in parts:
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            _remove(unfinished)
            raise
        return unfinished


class FileChangedError(OSError):
    """Another content stands in a file than the one that was to be replaced."""

    def __init__(self, name: str) -> None:
        super().__init__(errno.EBUSY, "it has just been changed", name)


def _lock(take: Callable[[], None]) -> None:
    """Take a lock, trying for _LOCK_SECONDS. Raises OSError where there are no locks."""
    until = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            take()
        except BlockingIOError:
            if time.monotonic() > until:
                return
            time.sleep(_LOCK_STEP)
        else:
            return


def is_safe_name(name: str) -> bool:
    """True for a relative name, with forward slashes, that stays inside the folder."""
    parts = name.split("/")
    return bool(name) and not any(part in ("", ".", "..") or "\0" in part for part in parts)


def _name_once(unfinished: Path, path: Path) -> None:
    """Give a written file its name, unless that is taken."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        os.rename(unfinished, path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
