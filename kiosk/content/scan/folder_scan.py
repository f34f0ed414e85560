"""Scans a folder: which files it holds, how large they are, when they were changed.

A scan opens no file.
"""

import hashlib
import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from errno import EACCES, ENOENT, ENOTDIR, EPERM
from itertools import islice
from pathlib import Path
from stat import S_ISREG

from kiosk.content.interruption import each_step
from kiosk.content.permissions import is_closed, refusal
from kiosk.content.scan.change_times import changed_at, steady_devices
from kiosk.content.scan.names_token import NamesToken, names_token
from kiosk.content.scan.related_names import is_side_text
from kiosk.domain import Message
from kiosk.domain.bounds import FOLDER_DEPTH, FOLDER_FILES, PATH_BYTES
from kiosk.path_safety import is_inside

# A file's name, its size in bytes and its change time in nanoseconds since 1970, 0 while this user
# may not read it; see ``changed_at``. Two different states of a file differ in it.
Stamp = tuple[str, int, int]

# The sub-folders that are read, each with items of its own kind, in the order of reading.
KINDS = ("works", "events", "resources", "pages", "notices")
# Files that programs leave behind, and those that a curator has put aside: none of them is
# content, and some of them change all the time.
_IGNORED = re.compile(
    r"^[._]|^~\$|^thumbs\.db$|^desktop\.ini$|\.(tmp|part|partial|crdownload|bak|swp)$|~$"
    r"|conflicted copy|\.sync-conflict-",
    re.IGNORECASE,
)
# Names with these suffixes seldom need the regular expression, which takes half of a scan's time.
# FAT and exFAT store times in steps of 2 s and 10 ms, and Windows does not set those of a folder
# there when a file comes or goes. Only a time that is finer than that can be relied on.
_COARSE_STEP_NS = 10_000_000
# A folder that changed this shortly before it was listed may change again with the same time:
# systems step their clocks by up to 16 ms.
_SETTLED_NS = 1_000_000_000
_USUAL_SUFFIXES = (".jpg", ".md", ".png", ".jpeg", ".ics")


@dataclass(frozen=True, slots=True)
class FolderScan:
    """A folder at one moment. Names are relative to ``root``, with "/" in them; "" is the root.

    ``files`` and ``folders`` list what lies in each folder. ``skipped`` says why the scan did not
    go into a place: a check rule's name and the words of its message. ``answers`` is False when
    the folder is missing, or empty as a mount point without its disk, or cannot be listed.
    ``unanswered`` are the folders in it that could not be listed for a reason that may pass, with
    or because they are closed to this user (these are in ``skipped`` too), with the reason: nothing
    is known of what lies there. ``further`` is True for a folder that is shown
    beside the exhibition's own. ``names_tokens`` has an entry for each folder whose names are the
    same while its token is. ``steady`` are the devices whose change times hold.
    """

    root: Path
    further: bool = False
    files: dict[str, list[Stamp]] = field(default_factory=dict)
    folders: dict[str, list[str]] = field(default_factory=dict)
    skipped: dict[str, tuple[str, str]] = field(default_factory=dict)
    answers: bool = True
    unanswered: dict[str, str] = field(default_factory=dict)
    names_tokens: dict[str, NamesToken] = field(default_factory=dict, compare=False)
    steady: frozenset[int] = field(default=frozenset(), compare=False)

    def holds_unanswered(self, name: str) -> bool:
        """True for a place of which nothing is known, because a folder does not answer."""
        return any(name == place or name.startswith(f"{place}/") for place in self.unanswered)

    @property
    def closed(self) -> Iterator[str]:
        """The folders and files that this user may not read, and folders that do not answer."""
        yield from self.skipped
        yield from self.unanswered
        for stamps in self.files.values():
            yield from (name for name, _, changed in stamps if not changed)

    def qualified_name(self, name: str) -> str:
        """A name that is unique among all folders: absolute for a further one."""
        return f"{self.root.as_posix()}/{name}" if self.further else name

    @property
    def change_token(self) -> int:
        """Differs between two scans of this process when anything changed; 0 without an answer.

        Takes a tenth of the time of ``fingerprint``. A collision of 64 bits is not a practical
        risk.
        """
        if not self.answers:
            return 0
        return (
            hash(
                (
                    self.root,
                    frozenset(self.skipped.items()),
                    frozenset(self.unanswered.items()),
                    *((place, frozenset(self.files[place])) for place in sorted(self.files)),
                )
            )
            or 1
        )

    @property
    def fingerprint(self) -> str:
        """As ``change_token``, but the same in every process; "" without an answer."""
        if not self.answers:
            return ""
        digest = hashlib.blake2b(str(self.root).encode("utf-8", "surrogatepass"), digest_size=32)
        for place in sorted(self.files):
            digest.update(repr(sorted(self.files[place])).encode("utf-8", "surrogatepass"))
        skipped = sorted(self.skipped.items()), sorted(self.unanswered.items())
        digest.update(repr(skipped).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def names_fingerprint(self, below: Sequence[str]) -> str:
        """Differs when a name came or went in these sub-folders; see ``names_fingerprint``."""
        return _fingerprint_of_names(
            {
                place: [
                    name.rpartition("/")[2]
                    for name in (*(stamp[0] for stamp in files), *self.folders[place])
                ]
                for place, files in self.files.items()
                if place.partition("/")[0] in below
            }
        )

    def names_tokens_below(self, below: Sequence[str]) -> dict[str, NamesToken] | None:
        """The tokens of these sub-folders and those in them; None if one of them has none."""
        places = [place for place in self.files if place.partition("/")[0] in below]
        if not self.names_tokens.keys() >= set(places):
            return None
        return {place: self.names_tokens[place] for place in places}


def scan(root: Path, *, further: bool = False) -> FolderScan:
    """Scan a folder and those below it, without the ignored names. Never raises OSError."""
    found = FolderScan(root, further, steady=steady_devices())
    try:
        answers = _scan_into(found, "", root.resolve()) and any(found.files.values())
    except (OSError, RuntimeError):
        answers = False
    return replace(found, answers=answers)


def scan_place(root: Path, place: str, *, further: bool = False) -> FolderScan:
    """Scan one sub-folder alone.

    ``answers`` is False when the root cannot be listed, or is empty as a mount point without its
    disk.
    """
    found = FolderScan(root, further, steady=steady_devices())
    try:
        names = set(islice(os.listdir(root), FOLDER_FILES.limit))
        is_read = place not in names or _scan_into(found, place, root.resolve())
        answers = bool(names) and is_read
    except (OSError, RuntimeError):
        answers = False
    return replace(found, answers=answers)


def names_fingerprint(root: Path, below: Sequence[str]) -> str:
    """``FolderScan.names_fingerprint`` of a folder as it is now, without the cost of a scan.

    The names are listed, and no file is asked for its size or time.
    """
    names: dict[str, list[str]] = {}
    for place in below:
        _list_names(root, place, names)
    return _fingerprint_of_names(names)


def have_same_names(root: Path, below: Sequence[str], tokens: Mapping[str, NamesToken]) -> bool:
    """True when no name came or went in these sub-folders since a scan that gave ``tokens``.

    One call of ``stat`` for each folder: no folder is listed, however many files it holds.
    """
    return all(names_token(f"{root}/{place}") == tokens.get(place) for place in {*below, *tokens})


def change_token_of(scans: Sequence[FolderScan]) -> tuple[int, ...]:
    """The change tokens of several folders; empty when none of them answers."""
    tokens = tuple(one.change_token for one in scans)
    return tokens if any(tokens) else ()


def fingerprint_of(scans: Sequence[FolderScan]) -> str:
    """One fingerprint of several folders; "" when none of them answers."""
    fingerprints = [one.fingerprint for one in scans]
    if not any(fingerprints):
        return ""
    return hashlib.blake2b("\n".join(fingerprints).encode(), digest_size=32).hexdigest()


def _fingerprint_of_names(names: Mapping[str, Sequence[str]]) -> str:
    """One fingerprint of the names in each folder; empty folders do not count."""
    digest = hashlib.blake2b(digest_size=16)
    for place in sorted(names):
        if names[place]:
            joined = "\n".join((place, *sorted(names[place]), ""))
            digest.update(joined.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _is_reliable(token: NamesToken) -> bool:
    """True when the next name that comes or goes will change this token."""
    is_fine = token[0] % _COARSE_STEP_NS != 0
    return is_fine and time.time_ns() - max(token) > _SETTLED_NS


def _list_names(root: Path, place: str, names: dict[str, list[str]]) -> None:
    found = names[place] = []
    # Beyond the bound the fingerprint is that of no scan, and the folder is scanned again.
    if not FOLDER_FILES.allows(_count(names)):
        return
    try:
        entries = os.scandir(f"{root}/{place}")
    except OSError:
        return
    with entries:
        for entry in entries:
            name = entry.name
            if not _is_ignored(name, place):
                found.append(name)
                below = f"{place}/{name}"
                if entry.is_dir(follow_symlinks=False) and not _beyond_path_bounds(
                    below, is_folder=True
                ):
                    _list_names(root, below, names)


def _is_ignored(name: str, place: str) -> bool:
    """True for what is no content in the folder ``place``, and can hold no withdrawal."""
    usual = name.endswith(_USUAL_SUFFIXES) and name[0] not in "._~"
    if usual and "onflict" not in name and "ONFLICT" not in name:
        return False
    if _IGNORED.search(name) is None:
        return False
    # A conflict's copy or an editor's backup of a label may hold a withdrawal.
    return not (_holds_works(place) and is_side_text(name))


def _holds_works(place: str) -> bool:
    return place == "works" or place.startswith("works/")


def _scan_into(found: FolderScan, place: str, real_root: Path) -> bool:
    """Scan one folder and those below it; False when a part of it does not answer."""
    found.files.setdefault(place, [])
    found.folders.setdefault(place, [])
    # Taken before the names are listed: a name that comes meanwhile makes it outdated.
    token = names_token(found.root / place)
    if token is not None and _is_reliable(token):
        found.names_tokens[place] = token
    try:
        entries = os.scandir(found.root / place)
    except OSError as error:
        if error.errno in (EACCES, EPERM):
            reason = refusal(found.root / place, error)
            found.skipped[place] = "unreadable", reason
            # Somebody has changed the rights: what lies there may be as it was.
            found.unanswered[place] = Message("cannot be read: {reason}", reason=reason)
            return bool(place)
        # Gone since it was listed; or a share that lost its server, of which nothing is known.
        if place and error.errno not in (ENOENT, ENOTDIR):
            found.unanswered[place] = error.strerror or type(error).__name__
        return bool(place)
    answers = True
    with entries:
        for entry in each_step(_within_bound(found, place, entries)):
            answers &= _scan_entry(found, place, entry, real_root)
    return answers


def _within_bound(
    found: FolderScan, place: str, entries: "Iterator[os.DirEntry[str]]"
) -> "list[os.DirEntry[str]]":
    """The entries of one folder that are read, less those beyond the bound of the whole folder."""
    room = FOLDER_FILES.limit - _count(found.files) - _count(found.folders)
    # Of a folder without an end, more names than these are not even sorted.
    listed = islice(entries, 4 * FOLDER_FILES.limit)
    kept = [entry for entry in listed if not _is_ignored(entry.name, place)]
    if len(kept) <= room:
        return kept
    # By name, and all files of an item or none: a label may hold a withdrawal of its picture.
    kept.sort(key=lambda entry: entry.name.casefold())
    first_left = kept[max(0, room)]
    stem = _stem(first_left.name)
    name = f"{place}/{first_left.name}" if place else first_left.name
    found.folders[place].append(name)
    found.skipped[name] = (
        "beyond-bound",
        Message(
            "the folder holds more than {amount}; this file and those behind it are not read",
            amount=FOLDER_FILES.amount,
        ),
    )
    return [entry for entry in kept[: max(0, room)] if _stem(entry.name) != stem]


def _count(names: Mapping[str, Sequence[object]]) -> int:
    return sum(map(len, names.values()))


def _stem(name: str) -> str:
    return name.casefold().partition(".")[0]


def _beyond_path_bounds(name: str, *, is_folder: bool) -> str:
    """Why a file or folder with this path is passed over; "" for one within the bounds."""
    if is_folder and not FOLDER_DEPTH.allows(name.count("/")):
        return Message(
            "this folder lies more than {amount} deep, and is passed over",
            amount=FOLDER_DEPTH.amount,
        )
    # A character has at most four bytes.
    if len(name) > PATH_BYTES.limit // 4 and not PATH_BYTES.allows(len(os.fsencode(name))):
        return Message(
            "the path is longer than {amount}, and this is passed over", amount=PATH_BYTES.amount
        )
    return ""


def _is_folder(entry: "os.DirEntry[str]", *, follow_links: bool) -> bool:
    """True for a folder. A link that cannot be followed is none; it spoils nothing beside it."""
    try:
        return entry.is_dir(follow_symlinks=follow_links)
    except OSError:
        if not entry.is_symlink():
            raise
        return False


def _scan_entry(found: FolderScan, place: str, entry: "os.DirEntry[str]", real_root: Path) -> bool:
    files, folders = found.files[place], found.folders[place]
    name = f"{place}/{entry.name}" if place else entry.name
    linked = entry.is_symlink()
    is_folder = _is_folder(entry, follow_links=not place)
    if reason := _beyond_path_bounds(name, is_folder=is_folder):
        folders.append(name)
        found.skipped[name] = "beyond-bound", reason
    elif linked and not is_inside(Path(entry.path), real_root):
        folders.append(name)
        found.skipped[name] = "link-out", ""
    elif is_folder:
        folders.append(name)
        return _scan_into(found, name, real_root)
    elif linked and _is_folder(entry, follow_links=True):
        # Its content is read where it lies. A link to a folder above itself would have no end.
        folders.append(name)
        found.skipped[name] = "link-folder", ""
    else:
        try:
            stat = entry.stat()
        except OSError:
            # Gone since it was listed, or a link to nothing; the reader will report it.
            files.append((name, 0, 0))
            return True
        if S_ISREG(stat.st_mode):
            # Neither size nor time changes with the rights.
            closed = is_closed(entry.path, stat)
            changed = changed_at(name, stat, found.steady)
            files.append((name, stat.st_size, 0 if closed else changed))
        else:
            # Reading a pipe or a device may wait for ever.
            folders.append(name)
            found.skipped[name] = "not-a-file", ""
    return True
