"""Opens files so that they stay inside a folder. Imports little, because every start needs it."""

import errno
import os
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from stat import S_ISREG

# A pipe or a device is opened without waiting for its other end, and a link is not followed.
_FILE_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_FOLDER_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
# Windows opens nothing relative to a folder's descriptor.
_HAS_OPENAT = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
# A link may lead to a link; more than these are a circle (Linux allows 40).
_MAX_LINKS = 8
_READ_SIZE = 1 << 20


class RefusedFileError(OSError):
    """A file that is not opened; ``strerror`` completes "the file cannot be read: ..."."""

    def __init__(self, reason: str, name: str) -> None:
        super().__init__(errno.EPERM, reason, name)


class FileTooLargeError(RefusedFileError):
    """A file beyond its bound; ``size`` is in bytes."""

    def __init__(self, name: str, size: int, max_bytes: int) -> None:
        super().__init__(f"it has {size:,} bytes, and at most {max_bytes:,} are read", name)
        self.size = size


def open_below(
    root: Path, name: str, max_bytes: int, *, stamp: tuple[int, int] | None = None
) -> int:
    """A descriptor for reading the regular file ``name`` below the folder ``root``.

    ``name`` is relative to ``root`` with forward slashes, or absolute and below it. Each part of
    the path is opened relative to the descriptor of the folder before it, so that nothing that is
    exchanged meanwhile leads out of ``root``. A link is followed only to a place inside. With
    ``stamp`` (size in bytes and change time in nanoseconds, from a scan) a file that has changed
    since is refused. The caller closes the descriptor. Never waits for a pipe.

    Raises FileTooLargeError above ``max_bytes``, RefusedFileError for anything that is no regular
    file or lies outside, and OSError where the system refuses.
    """
    if "\0" in name:
        raise RefusedFileError("its name holds a character that no file name may hold", name)
    descriptor = _open_beneath(root, name) if _HAS_OPENAT else _open_resolved(root, name)
    try:
        found = os.fstat(descriptor)
        if not S_ISREG(found.st_mode):
            raise RefusedFileError("it is no file but a folder, a pipe or a device", name)
        if found.st_size > max_bytes:
            raise FileTooLargeError(name, found.st_size, max_bytes)
        if stamp is not None and stamp != (found.st_size, found.st_mtime_ns):
            raise RefusedFileError("it has just been changed", name)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def read_below(root: Path, name: str, max_bytes: int) -> bytes:
    """The bytes of a file, opened by ``open_below``; raises the same.

    A file that grows while it is read is too large as well.
    """
    return _read(open_below(root, name, max_bytes), name, max_bytes, whole=True)


def read_head_below(root: Path, name: str, max_bytes: int) -> bytes:
    """The first ``max_bytes`` bytes of a file of any size, opened by ``open_below``."""
    return _read(open_below(root, name, 1 << 62), name, max_bytes, whole=False)


def _read(descriptor: int, name: str, max_bytes: int, *, whole: bool) -> bytes:
    with os.fdopen(descriptor, "rb") as file:
        parts, size = [], 0
        while part := file.read(min(_READ_SIZE, max_bytes + 1 - size)):
            parts.append(part)
            size += len(part)
            if size > max_bytes:
                if whole:
                    raise FileTooLargeError(name, size, max_bytes)
                break
    return b"".join(parts)[:max_bytes]


def _parts_below(root: Path, name: str) -> list[str]:
    """The parts of a path below ``root``. Raises RefusedFileError."""
    if not os.path.isabs(name):
        return name.split("/")
    for base in (root.absolute(), root.resolve()):
        if Path(name).is_relative_to(base):
            return list(Path(name).relative_to(base).parts)
    raise RefusedFileError("it lies outside of the folder", name)


def _open_beneath(root: Path, name: str) -> int:
    """Walk from the root's descriptor, a part at a time, by ``openat``."""
    pending = deque(_parts_below(root, name))
    links = 0
    with ExitStack() as closing:
        folders = [os.open(root, _FOLDER_FLAGS & ~getattr(os, "O_NOFOLLOW", 0))]
        closing.callback(os.close, folders[0])
        while pending:
            part = pending.popleft()
            if part in ("", "."):
                continue
            if part == "..":
                if len(folders) == 1:
                    raise RefusedFileError("it lies outside of the folder", name)
                folders.pop()
                continue
            try:
                opened = os.open(
                    part, _FOLDER_FLAGS if pending else _FILE_FLAGS, dir_fd=folders[-1]
                )
            except OSError as error:
                target = _link_target(part, folders[-1], error, name)
                links += 1
                if links > _MAX_LINKS:
                    raise RefusedFileError("its links have no end", name) from None
                if os.path.isabs(target):
                    del folders[1:]
                pending.extendleft(reversed(_parts_below(root, target)))
                continue
            if not pending:
                return opened
            closing.callback(os.close, opened)
            folders.append(opened)
    raise RefusedFileError("it is no file but a folder, a pipe or a device", name)


def _link_target(part: str, folder: int, error: OSError, name: str) -> str:
    """Where the link leads that could not be opened; raises a better ``error`` for other things."""
    if error.errno == errno.ENXIO:
        raise RefusedFileError("it is no file but a folder, a pipe or a device", name) from None
    if error.errno not in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
        raise error
    try:
        return os.readlink(part, dir_fd=folder)
    except OSError:
        raise error from None


def _open_resolved(root: Path, name: str) -> int:
    path = root.joinpath(*_parts_below(root, name)).resolve()
    if not path.is_relative_to(root.resolve()):
        raise RefusedFileError("it lies outside of the folder", name)
    return os.open(path, _FILE_FLAGS)


def is_inside(path: Path, real_root: Path) -> bool:
    """False for a link to a place outside the folder, and for a link without an end."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError):
        return False
    # From Python 3.13 on, a link without an end is left as it is, and raises nothing.
    return real.is_relative_to(real_root) and not real.is_symlink()


def sibling_file(roots: Sequence[Path], file: str, name: str) -> Path | None:
    """The absolute path of ``name`` in the folder of ``file``; None outside of ``roots``.

    ``file`` is relative to the first of ``roots``, or absolute. None also when there is no such
    file.
    """
    try:
        path = (roots[0] / file).parent.joinpath(name).resolve()
        is_allowed = any(path.is_relative_to(root.resolve()) for root in roots)
        return path if is_allowed and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None
