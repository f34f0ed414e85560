"""One look at a folder: which files there are, how large, and when they were changed. Nothing is opened."""

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from errno import EACCES, ENOENT, ENOTDIR, EPERM
from pathlib import Path
from stat import S_ISREG

from kiosk.path_safety import is_inside

# A file's path, its size in bytes and its change time in nanoseconds: what differs when it was changed.
Stamp = tuple[str, int, int]

# What programs leave behind, and what a curator has put aside: none of it is content, and some of it changes all the time.
_DROPPINGS = re.compile(
    r"^[._]|^~\$|^thumbs\.db$|^desktop\.ini$|\.(tmp|part|partial|crdownload|bak|swp)$|~$"
    r"|conflicted copy|\.sync-conflict-",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FolderScan:
    """A folder as it was at one moment. Places and names are relative to ``root`` and have "/" between them; "" is the root.

    ``files`` and ``folders`` tell what lies at a place; a folder may also be ``odd``, which says why it is not gone into: a
    rule's name and what is to be said of it. ``answers`` is False when the folder is not there, or empty as the place of a
    stick that was pulled out, or a part of it could not be listed for a reason that may pass. ``further`` is True when it is
    not the exhibition's own folder but one that is given beside it.
    """

    root: Path
    further: bool = False
    files: dict[str, list[Stamp]] = field(default_factory=dict)
    folders: dict[str, list[str]] = field(default_factory=dict)
    skipped: dict[str, tuple[str, str]] = field(default_factory=dict)
    answers: bool = True

    def qualified_name(self, name: str) -> str:
        """How a name of this folder is called among those of all folders: relative in the exhibition's own, absolute in any other."""
        return f"{self.root.as_posix()}/{name}" if self.further else name

    @property
    def change_token(self) -> int:
        """Differs between two looks of this process when their marks do, and takes a tenth of the work; 0 when the folder does not answer.

        Sixty-four bits: that two states of a folder look alike by chance will not be seen on any wall.
        """
        if not self.answers:
            return 0
        return (
            hash(
                (
                    self.root,
                    frozenset(self.skipped.items()),
                    *((place, frozenset(self.files[place])) for place in sorted(self.files)),
                )
            )
            or 1
        )

    @property
    def fingerprint(self) -> str:
        """Differs when a file was changed, added or taken away, and is the same in every process; "" when the folder does not answer."""
        if not self.answers:
            return ""
        sum_of_all = hashlib.blake2b(
            str(self.root).encode("utf-8", "surrogatepass"), digest_size=32
        )
        for place in sorted(self.files):
            sum_of_all.update(repr(sorted(self.files[place])).encode("utf-8", "surrogatepass"))
        sum_of_all.update(repr(sorted(self.skipped.items())).encode("utf-8", "surrogatepass"))
        return sum_of_all.hexdigest()


def scan(root: Path, *, further: bool = False) -> FolderScan:
    """Look at a folder, and below it at whatever is not put aside. Never raises OSError."""
    found = FolderScan(root, further)
    try:
        answers = _scan_into(found, "", root.resolve()) and any(found.files.values())
    except (OSError, RuntimeError):
        answers = False
    return replace(found, answers=answers)


def change_token_of(scans: Sequence[FolderScan]) -> tuple[int, ...]:
    """Differs when anything in any of the folders has changed, in this process; empty when none of them answers."""
    glances = tuple(one.change_token for one in scans)
    return glances if any(glances) else ()


def fingerprint_of(scans: Sequence[FolderScan]) -> str:
    """Differs when anything in any of the folders has changed; "" when none of them answers."""
    marks = [one.fingerprint for one in scans]
    return (
        hashlib.blake2b("\n".join(marks).encode(), digest_size=32).hexdigest() if any(marks) else ""
    )


def _scan_into(found: FolderScan, place: str, real_root: Path) -> bool:
    files, folders, answers = (
        found.files.setdefault(place, []),
        found.folders.setdefault(place, []),
        True,
    )
    try:
        entries = os.scandir(found.root / place)
    except OSError as error:
        if error.errno in (EACCES, EPERM):
            found.skipped[place] = "unreadable", error.strerror or ""
            return bool(place)
        # Gone since it was listed; or a share that has lost its server, of which nothing can be said.
        return bool(place) and error.errno in (ENOENT, ENOTDIR)
    with entries:
        for entry in entries:
            if _DROPPINGS.search(entry.name):
                continue
            name = f"{place}/{entry.name}" if place else entry.name
            linked = entry.is_symlink()
            if linked and not is_inside(Path(entry.path), real_root):
                folders.append(name)
                found.skipped[name] = "link-out", ""
            elif entry.is_dir(follow_symlinks=not place):
                folders.append(name)
                answers &= _scan_into(found, name, real_root)
            elif linked and entry.is_dir():
                # What lies inside is read where it lies; followed, a link to a folder above itself would have no end.
                folders.append(name)
                found.skipped[name] = "link-folder", ""
            else:
                try:
                    stat = entry.stat()
                except OSError:
                    # Gone since it was listed, or a link to nothing; whoever reads it will say so.
                    files.append((name, 0, 0))
                    continue
                if S_ISREG(stat.st_mode):
                    files.append((name, stat.st_size, stat.st_mtime_ns))
                else:
                    # A pipe or a device would be waited for, perhaps for ever.
                    folders.append(name)
                    found.skipped[name] = "not-a-file", ""
    return answers
