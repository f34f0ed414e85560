"""Publishes a folder: its objects, then its manifest, then ``current``.

Whatever ends this in between leaves what counted before, and at most objects that nobody names.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from kiosk.publishing.changes import overtaking
from kiosk.publishing.current import Current, CurrentRelease
from kiosk.publishing.files import write_whole
from kiosk.publishing.manifest import FileEntry, Manifest
from kiosk.publishing.release_store import ReleaseStore, hash_file
from kiosk.publishing.selection import Candidate, still_needed

# A file's name, size in bytes and time in nanoseconds since 1970, as a scan has them.
Stamp = tuple[str, int, int]
# A file that changed so shortly before it was hashed may change again with the same time.
_SETTLED_NS = 2_000_000_000
_CACHE_FORMAT = 1


@dataclass(kw_only=True)
class HashCache:
    """The hashes of a folder's files by path, size, time and inode: what has not changed is not
    read again. Kept in ``file``; a missing or damaged one only costs time."""

    file: Path
    known: dict[str, list[object]] = field(default_factory=dict)

    @classmethod
    def restore(cls, file: Path) -> HashCache:
        """The cache as it was saved."""
        with suppress(
            OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError
        ):
            found = json.loads(file.read_bytes())
            if found["format"] == _CACHE_FORMAT and isinstance(found["files"], dict):
                return cls(file=file, known=found["files"])
        return cls(file=file)

    def hash_of(self, root: Path, path: str) -> str:
        """The hash of a file that has not changed since; "" for any other."""
        known = self.known.get(path)
        if not isinstance(known, list) or known[:-1] != self._stamp(root, path):
            return ""
        return str(known[-1])

    def remember(self, root: Path, path: str, digest: str) -> None:
        """Remember the hash of a file, unless it is so new that it may change unseen."""
        stamp = self._stamp(root, path)
        if stamp and time.time_ns() - stamp[1] > _SETTLED_NS:
            self.known[path] = [*stamp, digest]
        else:
            self.known.pop(path, None)

    def save(self, paths: Sequence[str]) -> None:
        """Save the hashes of these files; without room, nothing is saved."""
        kept = {path: self.known[path] for path in paths if path in self.known}
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(
                self.file, json.dumps({"format": _CACHE_FORMAT, "files": kept}).encode("utf-8")
            )

    @staticmethod
    def _stamp(root: Path, path: str) -> list[int]:
        try:
            # Of tens of thousands of files; joining paths as such takes as long as asking.
            found = os.stat(f"{root}/{path}")
        except OSError:
            return []
        return [found.st_size, found.st_mtime_ns, found.st_ino]


def store_files(
    release_store: ReleaseStore,
    root: Path,
    stamps: Sequence[Stamp],
    cache: HashCache,
    progress: Callable[[int, int], None] = lambda done, total: None,
    *,
    dry_run: bool = False,
    mend: bool = False,
) -> tuple[FileEntry, ...]:
    """Store the files of a folder that the store does not hold yet. Raises OSError.

    Unchanged files are neither read nor written. With ``dry_run`` nothing is stored. With ``mend``
    the stored files are read too, and those that are wrong are stored again.
    """
    holds = release_store.proves_object if mend else release_store.holds_object
    entries = []
    for number, (path, size, mtime_ns) in enumerate(stamps, start=1):
        modified = max(0, mtime_ns // 1_000_000)
        digest = cache.hash_of(root, path)
        entry = FileEntry(path, size, digest, modified)
        if not digest or not (dry_run or holds(entry)):
            size, digest = (
                hash_file(root, path) if dry_run else release_store.add_object(root, path)
            )
            cache.remember(root, path, digest)
            entry = FileEntry(path, size, digest, modified)
        entries.append(entry)
        progress(number, len(stamps))
    cache.save([path for path, *_ in stamps])
    return tuple(sorted(entries))


def publish(
    release_store: ReleaseStore,
    manifest: Manifest,
    live: Sequence[Candidate],
    now: datetime,
    *,
    sign: Callable[[bytes], bytes] | None = None,
    draft: bool = False,
    before: Current | None = None,
    overtakes: bool = False,
) -> tuple[CurrentRelease, Current | None]:
    """Write a release whose objects are stored, and make it count unless it is a ``draft``.

    A draft that was asked for by the folder reaches those that count with its withdrawals and
    emergency notices too (``overtakes``): these wait for nobody.

    ``live`` are the releases of ``before``, which counted until now. Withdrawals and emergency
    notices of the new one reach those too that stay beside it.
    """
    if draft:
        added = release_store.write_manifest(replace(manifest, is_draft=True))
        if not overtakes:
            return added, None
        beside = [_overtaken(release_store, one, manifest) for one in still_needed(live, now)]
        if beside == [one.release for one in live]:
            return added, None
        release_store.write_current(beside, now, sign, before)
        return added, None
    added = release_store.write_manifest(manifest)
    ours = Candidate(replace(added, opened=now.replace(microsecond=0)), manifest)
    beside = [
        _overtaken(release_store, one, manifest)
        for one in still_needed([ours, *live], now)
        if one is not ours
    ]
    return added, release_store.write_current([ours.release, *beside], now, sign, before)


def _overtaken(release_store: ReleaseStore, one: Candidate, newer: Manifest) -> CurrentRelease:
    """A release that counts, with the withdrawals and emergency notices of a newer one."""
    changed = overtaking(one.manifest, newer)
    if changed is None:
        return one.release
    written = release_store.write_manifest(changed)
    return replace(one.release, name=written.name, sha256=written.sha256)


def reasons_of(words: Sequence[str]) -> Mapping[str, str]:
    """``RULE=REASON`` by rule. Raises ValueError for a rule without a reason."""
    found: dict[str, str] = {}
    for word in words:
        rule, _, reason = word.partition("=")
        if not rule.strip() or not reason.strip():
            raise ValueError(word)
        found[rule.strip()] = reason.strip()
    return found
