"""Has derivatives and tiles made in worker threads, and hands their addresses to the screen."""

import itertools
import logging
import queue
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.pictures.cache import DerivativeCache, Derived, Tiles
from kiosk.qt.qml import QmlUncreatable

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

Box = tuple[int, int]
# What is seen now goes before what may be seen next, and that before what only sharpens a closer look.
NOW, NEXT, CLOSER, CHORES = range(4)
_LEAVE = -1
WORKERS = 2


@dataclass(order=True)
class _Request:
    """``box`` is None for tiles; orders of one urgency are taken newest first, because a visitor has moved on since the others.

    ``stock`` tells what the shelf was stocked with when it was given.
    """

    urgency: int
    number: int
    stock: int = field(compare=False, default=0)
    master: Path = field(compare=False, default=Path())
    box: Box | None = field(compare=False, default=None)
    chore: Callable[[], object] | None = field(compare=False, default=None)


class _Cancelled(Exception):
    """Nobody waits for it any more."""


@QmlElement
@QmlUncreatable("the controller owns the only shelf")
class ImageLoader(QObject):
    """Keys to pictures. ``arrived`` carries (key, width, height) of the box that was wanted; ``cut`` the key of a work in tiles."""

    ready = Signal(str, int, int)
    tiles_ready = Signal(str)
    failed = Signal(str)
    catalogue_changed = Signal()
    _done = Signal(object, object)

    def __init__(self, cache: DerivativeCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        # Files below the first root by work and back: as paths, those of ten thousand works would take 5 MB more.
        self._root = Path()
        self._files: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._orders: queue.PriorityQueue[_Request] = queue.PriorityQueue()
        self._under_way: set[tuple[Path, Box | None]] = set()
        self._waiting: Counter[tuple[Path, Box]] = Counter()
        self._broken: set[Path] = set()
        # Those that cannot be read any more, of which something was made before.
        self._held: set[Path] = set()
        self._uncut: set[Path] = set()
        self._told: set[Path] = set()
        self._numbers = itertools.count()
        self._stock = 0
        self._done.connect(self._on_done)
        self._closing = False
        self._workers = [
            threading.Thread(target=self._work, name=f"pictures-{index}", daemon=True)
            for index in range(WORKERS)
        ]
        for worker in self._workers:
            worker.start()

    def set_catalogue(
        self, root: Path, files: Mapping[str, str], *, whole: bool, below: Sequence[Path] = ()
    ) -> None:
        """The pictures there are, by work: relative to ``root``, or absolute.

        When they are the whole, what was made of any other in the folders ``below`` is deleted. Failures are forgotten, because
        files may have been mended.
        """
        self._stock += 1
        self._root = root
        self._files = dict(files)
        self._keys = {file: key for key, file in files.items()}
        for marked in (self._broken, self._held, self._uncut):
            marked.clear()
        if whole:
            self._orders.put(
                _Request(
                    CHORES,
                    -next(self._numbers),
                    chore=partial(self._forget_others, root, below, self._files.values()),
                )
            )
        self.catalogue_changed.emit()

    def sweep(self) -> None:
        """Tidy the cache when there is nothing else to do."""
        self._orders.put(_Request(CHORES, -next(self._numbers), chore=self._cache.sweep))

    @property
    def busy(self) -> bool:
        """True while a picture that was asked for is still being made."""
        return bool(self._under_way)

    def is_broken(self, key: str) -> bool:
        """True when the picture of this work could not be decoded."""
        return bool(self._broken) and self._master(key) in self._broken

    def find(self, key: str, box: Box) -> Derived | None:
        """The derivative when it lies ready."""
        master = self._master(key)
        if master is None or min(box) < 1 or master in self._broken:
            return None
        return (
            self._cache.last_rendition(master, box)
            if master in self._held
            else self._cache.find(master, box)
        )

    def colour(self, key: str) -> str:
        """The work's average colour (``rrggbb``), or "" while it is not known."""
        master = self._master(key)
        return self._cache.colour(master) if master is not None else ""

    def request(self, key: str, box: Box, *, urgency: int = NOW) -> Path | None:
        """Order a derivative; ``arrived`` or ``failed`` tells the end. Returns the master, to be given to ``leave``."""
        master = self._master(key)
        if master is None or min(box) < 1 or master in self._broken:
            return None
        self._waiting[master, box] += 1
        self._order(urgency, master, box)
        return master

    def cancel(self, master: Path, box: Box) -> None:
        """Wait no longer; what nobody waits for is not made."""
        self._waiting[master, box] -= 1
        if self._waiting[master, box] <= 0:
            del self._waiting[master, box]

    def find_tiles(self, key: str) -> Tiles | None:
        """The work in tiles when they lie ready."""
        master = self._master(key)
        return None if master is None else self._cache.find_tiles(master)

    def request_tiles(self, key: str) -> None:
        """Have the work cut into tiles; ``cut`` tells when it is."""
        master = self._master(key)
        if master is not None and master not in self._broken and master not in self._uncut:
            self._order(CLOSER, master, None)

    def discard(self, path: Path) -> None:
        """A derivative cannot be read: it is made anew when it is wanted next."""
        log.warning("a derivative is damaged and will be made anew: %s", path.name)
        self._cache.discard(path)

    def close(self) -> None:
        """End the workers; a picture that is being made is waited for."""
        self._closing = True
        for _ in self._workers:
            self._orders.put(_Request(_LEAVE, 0))
        for worker in self._workers:
            worker.join()
        self._cache.close()

    def _master(self, key: str) -> Path | None:
        file = self._files.get(key)
        return None if file is None else self._root / file

    def _key(self, master: Path) -> str:
        """The work of a picture; "" when it is no longer there."""
        inside = (
            self._keys.get(master.relative_to(self._root).as_posix())
            if master.is_relative_to(self._root)
            else None
        )
        return inside or self._keys.get(master.as_posix(), "")

    def _forget_others(self, root: Path, below: Sequence[Path], files: Iterable[str]) -> None:
        keep = {root / file for file in files}
        for folder in below:
            self._cache.forget(folder, keep)

    def _order(self, urgency: int, master: Path, box: Box | None) -> None:
        if (master, box) not in self._under_way:
            self._under_way.add((master, box))
            self._orders.put(_Request(urgency, -next(self._numbers), self._stock, master, box))

    def _work(self) -> None:
        while True:
            order = self._orders.get()
            if self._closing:
                return
            error: Exception | None = None
            try:
                if order.chore is not None:
                    order.chore()
                elif order.box is None:
                    self._cache.get_tiles(order.master)
                elif self._waiting.get((order.master, order.box)):
                    self._cache.get(order.master, order.box)
                else:
                    error = _Cancelled()
            except Exception as caught:  # noqa: BLE001 - a decoder may raise anything; it must not end the worker
                error = caught
            if not self._closing:
                self._done.emit(order, error)

    def _on_done(self, order: _Request, error: Exception | None) -> None:
        if order.chore is not None:
            if error is not None:
                log.error("the cache could not be tidied: %s", error)
            return
        self._under_way.discard((order.master, order.box))
        key = self._key(order.master)
        if isinstance(error, _Cancelled) or (error is not None and order.stock != self._stock):
            # Somebody may have come back for it in the meantime; or what failed may have been mended.
            if order.box is None or self._waiting.get((order.master, order.box)):
                self._order(order.urgency, order.master, order.box)
        elif order.box is None:
            if error is not None:
                # A work without tiles is shown from its derivative: a closer look is softer then.
                log.error("%s cannot be shown closer: %s", order.master.name, error)
                self._uncut.add(order.master)
            self.tiles_ready.emit(key)
        elif error is None:
            self._told.discard(order.master)
            self.ready.emit(key, *order.box)
        elif self._cache.last_rendition(order.master, order.box) is not None:
            self._tell_once(
                order.master, "%s cannot be read any more, and is shown as it last was: %s", error
            )
            self._held.add(order.master)
            self.ready.emit(key, *order.box)
        else:
            self._tell_once(order.master, "%s cannot be shown: %s", error)
            self._broken.add(order.master)
            self.failed.emit(key)

    def _tell_once(self, master: Path, words: str, error: Exception | None) -> None:
        if self._key(master) and master not in self._told:
            self._told.add(master)
            log.error(words, master.name, error)
