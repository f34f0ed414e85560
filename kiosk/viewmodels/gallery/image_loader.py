"""Finds ready pictures in memory, has others made in worker threads, and tells when they are."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.domain import Picture, Snapshot
from kiosk.path_safety import RefusedFileError
from kiosk.pictures.cache import DerivativeCache, Rendition, TileSet
from kiosk.pictures.known_picture import FileStamp, KnownPicture
from kiosk.pictures.naming import size_of
from kiosk.qt.qml import QmlUncreatable

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

Box = tuple[int, int]
WORKERS = 2
# A worker that waits for a share without an answer is left behind after so many seconds.
JOIN_SECONDS = 10.0
# The pauses before a file is tried again that could not be read; the last one for ever after.
RETRY_SECONDS = (2.0, 4.0, 8.0, 15.0, 30.0, 60.0)


class Urgency(IntEnum):
    """The order in which workers take up requests."""

    STOP = 0
    # One question to the index may spare many requests.
    INDEX = 1
    NOW = 2
    # Pictures that a visitor may open next.
    NEXT = 3
    # Tiles, which only sharpen a closer look.
    CLOSER = 4
    TASK = 5


@dataclass(order=True)
class _Request:
    """One piece of work: a ``task``, or a picture's derivative, or its tiles when ``box`` is None.

    Among requests of one urgency the newest comes first, because a visitor has moved on since the
    others were made. ``catalogue`` is the number of the catalogue at the time of the request.
    """

    urgency: int
    number: int
    catalogue: int = field(compare=False, default=0)
    master: Path = field(compare=False, default=Path())
    box: Box | None = field(compare=False, default=None)
    task: Callable[[], object] | None = field(compare=False, default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Outcome:
    """The outcome of a request.

    ``stamp`` is the master's at that time, None when it could not be reached; ``known`` are its
    cached derivatives now. After an ``error``, both ``known`` and ``rendition`` are the last good
    ones. ``loaded`` is what the index holds of the masters with these ``stamps``.
    """

    stamp: FileStamp | None = None
    rendition: Rendition | None = None
    tiles: TileSet | None = None
    known: KnownPicture | None = None
    stamps: Mapping[Path, FileStamp] = field(default_factory=dict)
    loaded: Mapping[Path, KnownPicture] | None = None
    removed: Sequence[str] = ()
    cancelled: bool = False
    error: Exception | None = None


@QmlElement
@QmlUncreatable("the controller owns the only image loader")
class ImageLoader(QObject):
    """Works' keys to picture files.

    ``ready`` and ``failed`` tell the end of a request: the key, and the box (pixels) that was
    asked for; ``tiles_ready`` tells that a work has its tiles. ``catalogue_changed`` tells that
    the cached derivatives may have changed. ``mended`` tells that a picture whose file could not be
    read can be shown now: such a file is tried again with growing pauses, and by
    ``retry_unreachable`` at once.

    Look-ups (``find``, ``find_tiles``, ``colour``) are answered from memory. Workers keep that
    memory up to date: they alone touch the content folder, the cache and its index.
    """

    ready = Signal(str, int, int)
    tiles_ready = Signal(str)
    failed = Signal(str)
    mended = Signal(str)
    catalogue_changed = Signal()
    _done = Signal(object, object)

    def __init__(self, cache: DerivativeCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._root = Path()
        # Pictures by work, and works by picture file. Files are text: paths would take 5 MB more
        # for ten thousand works.
        self._pictures: dict[str, Picture] = {}
        self._keys: dict[str, str] = {}
        # Cached derivatives by picture file; and those outside of the cache's own folder or its
        # index, because the disk is full.
        self._known: dict[str, KnownPicture] = {}
        self._unrecorded: dict[tuple[str, Box], Rendition] = {}
        self._unrecorded_tiles: dict[str, TileSet] = {}
        self._requests: queue.PriorityQueue[_Request] = queue.PriorityQueue()
        self._under_way: set[tuple[Path, Box | None]] = set()
        self._waiting: Counter[tuple[Path, Box]] = Counter()
        self._broken: set[str] = set()
        # Pictures that cannot be read any more, and are shown as they last were.
        self._retained: set[str] = set()
        self._without_tiles: set[str] = set()
        # Files that the system refused to read, such as those of a share that is away, with the box
        # that was asked for last; and those among them whose tiles were asked for.
        self._unreachable: dict[str, Box] = {}
        self._tiles_unreachable: set[str] = set()
        self._retrying: set[tuple[Path, Box]] = set()
        self._retries = 0
        self._retry_timer = QTimer(self, singleShot=True)
        self._retry_timer.timeout.connect(self._retry_first)
        self._logged: set[Path] = set()
        self._damaged: deque[Path] = deque()
        self._discarding = threading.Lock()
        self._numbers = itertools.count()
        self._catalogue = 0
        self._done.connect(self._on_done)
        self._closing = False
        self._workers = [
            threading.Thread(target=self._run_worker, name=f"pictures-{index}", daemon=True)
            for index in range(WORKERS)
        ]
        for worker in self._workers:
            worker.start()

    def set_catalogue(
        self,
        root: Path,
        pictures: Mapping[str, Picture],
        *,
        is_complete: bool,
        given_folders: Sequence[Path] = (),
    ) -> None:
        """Replace the pictures, by work; their files are relative to ``root``, or absolute.

        If the catalogue ``is_complete``, derivatives of all other files below ``given_folders``
        are deleted. Failures are forgotten, because files may have been mended.

        The first call reads the cached derivatives of these pictures from the index, so that the
        first one is there with the first frame; later calls leave that to a worker.
        """
        self._catalogue += 1
        unread = self._carry_over(root, pictures)
        self._root, self._pictures = root, dict(pictures)
        self._keys = {picture.file: key for key, picture in pictures.items()}
        for files in (
            *(self._broken, self._retained, self._without_tiles),
            *(self._unreachable, self._tiles_unreachable),
        ):
            files.clear()
        self._retry_timer.stop()
        self._retries = 0
        if unread:
            stamps = {root / file: stamp for file, stamp in unread.items()}
            if self._catalogue == 1:
                self._add_known(stamps, self._cache.known_pictures(stamps))
            else:
                self._add_task(partial(self._read_index, stamps), Urgency.INDEX)
        if is_complete:
            self._add_task(partial(self._prune, root, given_folders, list(self._keys)))
        self.catalogue_changed.emit()

    def sweep(self) -> None:
        """Tidy the cache when there is nothing else to do."""
        self._add_task(self._cache.sweep)

    @property
    def busy(self) -> bool:
        """True while a picture that was asked for is still being made."""
        return bool(self._under_way)

    def is_broken(self, key: str) -> bool:
        """True when the picture of this work could not be decoded."""
        if not self._broken:
            return False
        picture = self._pictures.get(key)
        return picture is not None and picture.file in self._broken

    @property
    def broken(self) -> frozenset[str]:
        """The works whose pictures could not be decoded."""
        if not self._broken:
            return frozenset()
        return frozenset(
            key for key, picture in self._pictures.items() if picture.file in self._broken
        )

    def find(self, key: str, box: Box) -> Rendition | None:
        """The derivative that fits ``box`` (pixels) when it is cached."""
        picture = self._pictures.get(key)
        if picture is None or min(box) < 1 or picture.file in self._broken:
            return None
        file = picture.file
        if (unrecorded := self._unrecorded.get((file, box))) is not None:
            return unrecorded
        known = self._known.get(file)
        if known is None:
            return None
        name = known.nearest(box) if file in self._retained else known.name_for(box)
        if not name:
            return None
        self._cache.mark_used(name)
        return Rendition(path=self._cache.folder / name, colour=known.colour)

    def colour(self, key: str) -> str:
        """The work's average colour (``rrggbb``), or "" while it is not known."""
        picture = self._pictures.get(key)
        known = self._known.get(picture.file) if picture is not None else None
        return known.colour if known is not None else ""

    def request(self, key: str, box: Box, *, urgency: Urgency = Urgency.NOW) -> Path | None:
        """Have a derivative made; ``ready`` or ``failed`` tells the end.

        Returns the master, to be given to ``cancel``; None when there is nothing to be made.
        """
        master = self._master(key)
        if master is None or min(box) < 1 or self.is_broken(key):
            return None
        self._waiting[master, box] += 1
        self._add_request(urgency, master, box)
        return master

    def cancel(self, master: Path, box: Box) -> None:
        """End one wait for a derivative; one that nothing waits for is not made."""
        self._waiting[master, box] -= 1
        if self._waiting[master, box] <= 0:
            del self._waiting[master, box]

    def find_tiles(self, key: str) -> TileSet | None:
        """The work's tiles if they are cached."""
        picture = self._pictures.get(key)
        if picture is None:
            return None
        known = self._known.get(picture.file)
        if known is not None and known.has_tiles:
            return self._cache.tile_set(known)
        return self._unrecorded_tiles.get(picture.file)

    def request_tiles(self, key: str) -> None:
        """Have the work's tiles made; ``tiles_ready`` tells when they are."""
        master = self._master(key)
        if (
            master is not None
            and not self.is_broken(key)
            and self._pictures[key].file not in self._without_tiles
        ):
            self._add_request(Urgency.CLOSER, master, None)

    @Slot()
    def retry_unreachable(self) -> None:
        """Try all pictures again whose files could not be read: their folder answers again."""
        self._retry_timer.stop()
        self._retries = 0
        self._without_tiles -= self._tiles_unreachable
        self._tiles_unreachable.clear()
        for file in list(self._unreachable):
            self._retry(file)

    def _retry_first(self) -> None:
        """Try one picture again: while it fails, others of its folder would too."""
        self._retries += 1
        for file in list(self._unreachable)[:1]:
            self._retry(file)

    def _retry(self, file: str) -> None:
        key = self._keys.get(file)
        if key is None:
            return
        master, box = self._root / file, self._unreachable[file]
        # Nothing waits for a picture that is left out: the retry waits in its place.
        self._waiting[master, box] += 1
        self._retrying.add((master, box))
        self._add_request(Urgency.NEXT, master, box)

    def _note_unreachable(self, file: str, box: Box) -> None:
        self._unreachable.setdefault(file, box)
        if not self._retry_timer.isActive():
            pause = RETRY_SECONDS[min(self._retries, len(RETRY_SECONDS) - 1)]
            self._retry_timer.start(round(pause * 1000))

    def discard(self, path: Path) -> None:
        """Delete a derivative that cannot be read; it is made again when it is wanted next."""
        log.warning("a derivative is damaged and will be made again: %s", path.name)
        for place, rendition in list(self._unrecorded.items()):
            if rendition.path == path:
                del self._unrecorded[place]
        if path.is_relative_to(self._cache.folder):
            self._forget_removed([path.relative_to(self._cache.folder).as_posix()])
        self._damaged.append(path)
        # Whichever request comes first deletes it, so that it is not found again before.
        self._add_task(lambda: None)

    def close(self) -> None:
        """End the workers; wait up to JOIN_SECONDS for each picture that is being made."""
        self._closing = True
        self._retry_timer.stop()
        for _ in self._workers:
            self._requests.put(_Request(Urgency.STOP, 0))
        for worker in self._workers:
            worker.join(JOIN_SECONDS)
        self._cache.close()

    # The table of cached derivatives

    def _carry_over(self, root: Path, pictures: Mapping[str, Picture]) -> dict[str, FileStamp]:
        """Keep what is known of unchanged files; return the stamps of all others."""
        before = {
            picture.file: _stamp(picture)
            for picture in self._pictures.values()
            if root == self._root and picture.file not in self._retained
        }
        unread: dict[str, FileStamp] = {}
        known: dict[str, KnownPicture] = {}
        for picture in pictures.values():
            entry = self._known.get(picture.file) if root == self._root else None
            if before.get(picture.file) != _stamp(picture):
                unread[picture.file] = _stamp(picture)
                entry = entry.without_derivatives() if entry is not None else None
            if entry is not None:
                known[picture.file] = entry
        self._known = known
        stay = known.keys() - unread.keys()
        self._unrecorded = {
            key: rendition for key, rendition in self._unrecorded.items() if key[0] in stay
        }
        self._unrecorded_tiles = {
            file: tiles for file, tiles in self._unrecorded_tiles.items() if file in stay
        }
        return unread

    def _add_known(
        self, stamps: Mapping[Path, FileStamp], loaded: Mapping[Path, KnownPicture]
    ) -> None:
        """Take what was read from the index, unless the file or the table has changed since."""
        for master, known in loaded.items():
            key = self._key(master)
            if not key or _stamp(self._pictures[key]) != stamps[master]:
                continue
            file = self._pictures[key].file
            entry = self._known.get(file)
            if entry is None or not (entry.sizes or entry.has_tiles):
                self._known[file] = known

    def _forget_removed(self, names: Iterable[str]) -> None:
        """Take derivatives that were deleted out of the table."""
        gone: dict[bytes, list[str]] = {}
        for name in names:
            gone.setdefault(bytes.fromhex(name.split("/")[1]), []).append(name)
        if not gone:
            return
        for file, known in self._known.items():
            for name in gone.get(known.digest, ()):
                size = size_of(name)
                known = known.without(size) if size else known._replace(has_tiles=False)
                self._known[file] = known

    def _master(self, key: str) -> Path | None:
        picture = self._pictures.get(key)
        return None if picture is None else self._root / picture.file

    def _key(self, master: Path) -> str:
        """The work of a picture; "" when the work is no longer there."""
        inside = (
            self._keys.get(master.relative_to(self._root).as_posix())
            if master.is_relative_to(self._root)
            else None
        )
        return inside or self._keys.get(master.as_posix(), "")

    def _files(self, key: str) -> tuple[str, ...]:
        """The picture file of a work; empty when the work is no longer there."""
        return (self._pictures[key].file,) if key else ()

    # Requests

    def _add_request(self, urgency: int, master: Path, box: Box | None) -> None:
        if (master, box) not in self._under_way:
            self._under_way.add((master, box))
            number = -next(self._numbers)
            self._requests.put(_Request(urgency, number, self._catalogue, master, box))

    def _add_task(self, task: Callable[[], object], urgency: int = Urgency.TASK) -> None:
        self._requests.put(_Request(urgency, -next(self._numbers), self._catalogue, task=task))

    # In the workers

    def _run_worker(self) -> None:
        while True:
            request = self._requests.get()
            if self._closing:
                return
            outcome = self._perform(request)
            if not self._closing:
                self._done.emit(request, outcome)

    def _perform(self, request: _Request) -> _Outcome:
        try:
            self._discard_damaged()
            if request.task is not None:
                result = request.task()
                outcome = result if isinstance(result, _Outcome) else _Outcome()
            elif request.box is not None and not self._waiting.get((request.master, request.box)):
                outcome = _Outcome(cancelled=True)
            else:
                outcome = self._make(request.master, request.box)
        except Exception as error:  # noqa: BLE001 - a decoder may raise anything; the worker goes on
            outcome = self._last_good(request, error)
        return replace(outcome, removed=self._cache.take_removed())

    def _make(self, master: Path, box: Box | None) -> _Outcome:
        stamp = FileStamp.of(master)
        tiles = self._cache.get_tiles(master) if box is None else None
        rendition = self._cache.get(master, box) if box is not None else None
        known = self._cache.known_pictures({master: stamp}).get(master)
        return _Outcome(stamp=stamp, rendition=rendition, tiles=tiles, known=known)

    def _last_good(self, request: _Request, error: Exception) -> _Outcome:
        if request.box is None:
            return _Outcome(error=error)
        return _Outcome(
            error=error,
            rendition=self._cache.last_rendition(request.master, request.box),
            known=self._cache.last_known(request.master),
        )

    def _read_index(self, stamps: Mapping[Path, FileStamp]) -> _Outcome:
        return _Outcome(stamps=stamps, loaded=self._cache.known_pictures(stamps))

    def _prune(self, root: Path, below: Sequence[Path], files: Iterable[str]) -> None:
        keep = {root / file for file in files}
        for folder in below:
            self._cache.prune(folder, keep)

    def _discard_damaged(self) -> None:
        with self._discarding:
            while self._damaged:
                self._cache.discard(self._damaged.popleft())

    # Back in the window's thread

    @Slot(object, object)
    def _on_done(self, request: _Request, outcome: _Outcome) -> None:
        self._forget_removed(outcome.removed)
        if request.task is not None:
            self._on_task_done(request, outcome)
            return
        self._under_way.discard((request.master, request.box))
        if request.box is not None and (request.master, request.box) in self._retrying:
            self._retrying.discard((request.master, request.box))
            self.cancel(request.master, request.box)
        key = self._key(request.master)
        if outcome.cancelled or self._is_outdated(request, outcome, key):
            # The picture may have been requested again, and a file that failed may be mended.
            if request.box is None or self._waiting.get((request.master, request.box)):
                self._add_request(request.urgency, request.master, request.box)
            return
        if key:
            self._store(self._pictures[key].file, request.box, outcome)
        if request.box is None:
            self._on_tiles_done(request, outcome, key)
        else:
            self._on_rendition_done(request, request.box, outcome, key)

    def _on_task_done(self, request: _Request, outcome: _Outcome) -> None:
        if outcome.error is not None:
            log.error("the cache could not be tidied: %s", outcome.error)
        elif outcome.loaded is not None:
            self._add_known(outcome.stamps, outcome.loaded)
            self.catalogue_changed.emit()

    def _is_outdated(self, request: _Request, outcome: _Outcome, key: str) -> bool:
        """True when an older catalogue was in force, and the file is not known to be the same."""
        if request.catalogue == self._catalogue:
            return False
        if outcome.error is not None:
            return True
        return bool(key) and outcome.stamp != _stamp(self._pictures[key])

    def _store(self, file: str, box: Box | None, outcome: _Outcome) -> None:
        """Take what a worker made, or last made, into the table."""
        if outcome.known is not None:
            self._known[file] = outcome.known
        elif outcome.rendition is not None and outcome.rendition.colour:
            self._known[file] = KnownPicture(
                digest=b"", colour=outcome.rendition.colour, opaque=True, width=1, height=1
            )
        known = self._known.get(file)
        if outcome.tiles is not None:
            self._unrecorded_tiles.pop(file, None)
            if known is None or not known.has_tiles:
                self._unrecorded_tiles[file] = outcome.tiles
        if box is not None and outcome.rendition is not None:
            self._unrecorded.pop((file, box), None)
            name = ""
            if known is not None:
                name = known.nearest(box) if outcome.error is not None else known.name_for(box)
            if self._cache.folder / name != outcome.rendition.path:
                self._unrecorded[file, box] = outcome.rendition

    def _on_tiles_done(self, request: _Request, outcome: _Outcome, key: str) -> None:
        if outcome.error is not None:
            # A work without tiles is shown from its derivative: a closer look is softer then.
            log.error("%s cannot be shown closer: %s", request.master.name, outcome.error)
            self._without_tiles.update(self._files(key))
            if _may_pass(outcome.error):
                self._tiles_unreachable.update(self._files(key))
        self.tiles_ready.emit(key)

    def _on_rendition_done(self, request: _Request, box: Box, outcome: _Outcome, key: str) -> None:
        if outcome.error is None:
            self._logged.discard(request.master)
            self._on_reached(key)
            self.ready.emit(key, *box)
            return
        was_broken = self.is_broken(key)
        if _may_pass(outcome.error):
            for file in self._files(key):
                self._note_unreachable(file, box)
        if outcome.rendition is not None:
            words = "%s cannot be read any more, and is shown as it last was: %s"
            self._log_once(request.master, words, outcome.error)
            self._retained.update(self._files(key))
            self.ready.emit(key, *box)
        else:
            self._log_once(request.master, "%s cannot be shown: %s", outcome.error)
            self._broken.update(self._files(key))
            if not was_broken:
                self.failed.emit(key)

    def _on_reached(self, key: str) -> None:
        """A file could be read: what could not be before is shown, and others are tried too."""
        for file in self._files(key):
            if self._unreachable.pop(file, None) is None:
                continue
            log.info("%s can be read again", file)
            self._retained.discard(file)
            if file in self._broken:
                self._broken.discard(file)
                self.mended.emit(key)
            self.retry_unreachable()

    def _log_once(self, master: Path, words: str, error: Exception) -> None:
        if self._key(master) and master not in self._logged:
            self._logged.add(master)
            log.error(words, master.name, error)


def _may_pass(error: Exception) -> bool:
    """True for a failure of the file system, which says nothing about the picture."""
    return isinstance(error, OSError) and not isinstance(error, RefusedFileError)


def pictures_by_work(snapshot: Snapshot) -> dict[str, Picture]:
    """The pictures of a snapshot by the keys of their works; all others by their own keys."""
    own = {work.key: work.picture for work in snapshot.works if work.picture}
    further = {one.key: one.picture for work in snapshot.works for one in work.further}
    further |= {one.key: one.picture for event in snapshot.events for one in event.pictures}
    return own | further | {one.key: one.picture for one in snapshot.logos if one.picture}


def _stamp(picture: Picture) -> FileStamp:
    return FileStamp(picture.size_bytes, picture.mtime_ns)
