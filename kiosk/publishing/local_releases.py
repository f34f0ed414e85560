"""The releases that a screen has taken from a store, proven and put together as plain folders.

    objects/3f/3fa9...-1767...   each file once, by its hash and its time
    manifests/NAME.json          the manifests of the releases that are kept
    trees/NAME/                  a release as a folder, of hard links to the objects
    shown                        a link to the tree that is shown
    history.json                 what was shown, and the highest sequence that was accepted

Objects are copied, never linked to the store: what an engine or anybody else changes there
afterwards changes nothing here. Every step leaves a folder from which the next start goes on.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain import Message
from kiosk.path_safety import RefusedFileError, open_below
from kiosk.publishing.files import UNFINISHED, copy_hashed, sync_folder, unfinished, write_whole
from kiosk.publishing.manifest import (
    FileEntry,
    Manifest,
    ReleaseError,
    manifest_bytes,
    read_manifest,
)
from kiosk.publishing.release_store import ReleaseStore
from kiosk.publishing.screen_settings import apply_screen_settings
from kiosk.publishing.store_folder import SHOWN

# Releases that are kept, the one on the screen among them.
KEPT = 3
# Left free on the disk, in bytes: logs, caches and the system need room.
FREE_BYTES = 64 * 2**20
# Of many files that have not arrived, so many are named.
_MOST_NAMED = 3
_HISTORY = "history.json"
# A file at which nothing has changed since it was found wrong is not read again.
_Stamp = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class History:
    """What was shown, the last one last, and the highest sequence that was accepted."""

    shown: tuple[str, ...] = ()
    sequence: int = 0


class LocalReleases:
    """The releases of one store for one screen, below ``folder``. Methods raise OSError.

    One thread uses it at a time.
    """

    def __init__(self, folder: Path, screen: str) -> None:
        self.folder, self._screen = folder, screen
        self._wrong: dict[str, _Stamp] = {}

    @property
    def view(self) -> Path:
        """The folder that is read: always of one whole release, or missing before the first."""
        return self.folder / SHOWN

    @property
    def shown(self) -> str:
        """The name of the release that is shown; "" before the first."""
        try:
            return os.path.basename(os.readlink(self.view))
        except OSError:
            return ""

    def manifest(self, name: str) -> Manifest | None:
        """The manifest of a release that was taken; None for any other."""
        try:
            return read_manifest((self.folder / "manifests" / f"{name}.json").read_bytes())
        except (OSError, ReleaseError):
            return None

    def history(self) -> History:
        """What was shown and accepted; nothing where that is damaged."""
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
            found = json.loads((self.folder / _HISTORY).read_bytes())
            names, sequence = found["shown"], found["sequence"]
            if type(sequence) is int and all(isinstance(name, str) for name in names):
                return History(tuple(names), sequence)
        return History()

    def accept(self, sequence: int) -> None:
        """Remember that nothing older counts from now on."""
        known = self.history()
        if sequence > known.sequence:
            self._save(History(known.shown, sequence))

    def take(
        self,
        release_store: ReleaseStore,
        name: str,
        manifest: Manifest,
        ending: Callable[[], bool] = bool,
    ) -> Path:
        """Copy and prove what is missing of a release, and put it together; returns its folder.

        Raises ReleaseError while a file has not arrived or is not the one that was published.
        ``ending`` is asked between two files whether to give up.
        """
        tree = self.folder / "trees" / name
        if tree.is_dir() and self.manifest(name) is not None:
            return tree
        for place in ("objects", "manifests", "trees"):
            (self.folder / place).mkdir(parents=True, exist_ok=True)
        missing = [one for one in manifest.files if not self._holds(one)]
        self._make_room(name, missing)
        faults = []
        for one in missing:
            if ending():
                raise ReleaseError(Message("the program ends"))
            if fault := self._fetch(release_store, one):
                faults.append(fault)
        if faults:
            raise ReleaseError(_faults_in_words(faults))
        self._assemble(tree, manifest.files)
        write_whole(self.folder / "manifests" / f"{name}.json", manifest_bytes(manifest))
        return tree

    def show(self, name: str) -> None:
        """Make a release that was taken the one that is read, in one step."""
        link = self.folder / f"{UNFINISHED}{SHOWN}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("trees", name), target_is_directory=True)
        os.replace(link, self.view)
        sync_folder(self.folder)
        known = self.history()
        names = (*(one for one in known.shown if one != name), name)
        self._save(History(names[-KEPT:], known.sequence))

    def collect_garbage(self, *, keep: Iterable[str] = (), kept: int = KEPT) -> None:
        """Remove the releases that are not among the last ``kept``, and objects none of them needs.

        ``keep`` stay in any case, and so does the one that is shown.
        """
        names = {*self.history().shown[-kept:], self.shown, *keep} - {""}
        needed = {
            _object_name(one)
            for name in names
            if (manifest := self.manifest(name))
            for one in manifest.files
        }
        kept_paths = [
            *(path for path in _entries(self.folder / "trees") if path.name in names),
            *(path for path in _entries(self.folder / "manifests") if path.stem in names),
        ]
        found = [
            *_entries(self.folder / "trees"),
            *_entries(self.folder / "manifests"),
            *(path for path in _entries(self.folder) if path.name.startswith(UNFINISHED)),
        ]
        for path in found:
            if path not in kept_paths:
                _remove(path)
        for folder in _entries(self.folder / "objects"):
            for path in _entries(folder):
                if f"{folder.name}/{path.name}" not in needed:
                    _remove(path)

    def _make_room(self, name: str, missing: list[FileEntry]) -> None:
        """Raises ReleaseError where the disk has no room for the files, before they fill it."""
        size = sum(one.size for one in missing)
        for kept in (KEPT, 1):
            free = shutil.disk_usage(self.folder).free
            if size + FREE_BYTES <= free:
                return
            # What is taken already of this release stays: its objects are needed by no tree yet.
            if not (self.folder / "manifests" / f"{name}.json").exists() and kept == 1:
                self._drop_older()
        free = shutil.disk_usage(self.folder).free
        if size + FREE_BYTES > free:
            raise ReleaseError(
                Message(
                    "needs {needed:,.0f} MB, and the disk has {free:,.0f} MB left",
                    needed=(size + FREE_BYTES) / 2**20,
                    free=free / 2**20,
                )
            )

    def _drop_older(self) -> None:
        """Give up the releases before the one that is shown."""
        self.collect_garbage(kept=1)

    def _holds(self, entry: FileEntry) -> bool:
        try:
            found = (self.folder / "objects" / _object_name(entry)).stat()
        except OSError:
            return False
        return found.st_size == entry.size

    def _fetch(self, release_store: ReleaseStore, entry: FileEntry) -> tuple[str, bool] | None:
        """Copy and prove one file; its path, and True where a wrong one is there, on failure."""
        name = release_store.object_name(entry.sha256)
        if entry.sha256 in self._wrong and self._wrong[entry.sha256] == _stamp(
            release_store.path / name
        ):
            return entry.path, True
        target = self.folder / "objects" / _object_name(entry)
        target.parent.mkdir(exist_ok=True)
        stamp = _stamp(release_store.path / name)
        try:
            descriptor = open_below(release_store.path, name, entry.size)
        except RefusedFileError:
            self._wrong[entry.sha256] = stamp
            return entry.path, True
        except (FileNotFoundError, NotADirectoryError):
            return entry.path, False
        with os.fdopen(descriptor, "rb") as source, suppress(_WrongFile):
            with unfinished(target) as out:
                if copy_hashed(source, out, entry.size) != (entry.size, entry.sha256):
                    raise _WrongFile
                out.flush()
                os.utime(out.fileno(), ns=(entry.mtime_ns, entry.mtime_ns))
            self._wrong.pop(entry.sha256, None)
            return None
        # Also a file that is still being written at its place, by an engine that does so.
        self._wrong[entry.sha256] = stamp
        return entry.path, True

    def _assemble(self, tree: Path, files: Iterable[FileEntry]) -> None:
        building = tree.with_name(f"{UNFINISHED}{tree.name}")
        _remove(building)
        building.mkdir()
        folders = {building}
        for one in files:
            path = building / one.path
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                below = path.parent.relative_to(building)
                folders |= {path.parent, *(building / one for one in below.parents)}
            _link(self.folder / "objects" / _object_name(one), path)
        apply_screen_settings(building, self._screen)
        for folder in sorted(folders, reverse=True):
            if folder.is_dir():
                sync_folder(folder)
        _remove(tree)
        os.replace(building, tree)
        sync_folder(tree.parent)

    def _save(self, history: History) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        record = {"shown": list(history.shown), "sequence": history.sequence}
        write_whole(self.folder / _HISTORY, json.dumps(record).encode("ascii"))


class _WrongFile(Exception):
    """A file's bytes are not those that were published."""


def _object_name(entry: FileEntry) -> str:
    """Where a file is kept: two files of one content and two times are two, for their readers."""
    return f"{entry.sha256[:2]}/{entry.sha256}-{entry.modified_ms}"


def _stamp(path: Path) -> _Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0, 0, 0
    # The time of the last write, also where an engine that writes in place sets the file's time.
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _link(source: Path, target: Path) -> None:
    """A second name of a file; a copy where the file system knows none."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _faults_in_words(faults: list[tuple[str, bool]]) -> Message:
    wrong = [path for path, is_wrong in faults if is_wrong]
    if wrong:
        return Message(
            "is not whole: {count} files differ from what was published ({names})",
            count=len(wrong),
            names=", ".join(wrong[:_MOST_NAMED]),
        )
    return Message(
        "is still arriving: {count} files are missing ({names})",
        count=len(faults),
        names=", ".join(path for path, _ in faults[:_MOST_NAMED]),
    )
