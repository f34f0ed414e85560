"""Fetches derivatives in worker threads and hands their addresses to the screen."""

import logging
import queue
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Property, QObject, QSize, QTimer, QUrl, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.pictures.cache import Cache, Derived

QML_IMPORT_NAME = "KioskBridge"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

Box = tuple[int, int]
# What is seen now goes before what may be seen next.
NOW, NEXT = 0, 1
WORKERS = 2


@dataclass(order=True)
class _Order:
    urgency: int
    number: int
    master: Path = field(compare=False)
    box: Box = field(compare=False)


@QmlElement
@QmlUncreatable("the controller owns the only shelf")
class Shelf(QObject):
    """Keys to pictures. ``arrived`` and ``failed`` carry (key, width, height) of the box that was wanted."""

    arrived = Signal(str, int, int)
    failed = Signal(str)
    _done = Signal(object, object)

    def __init__(self, cache: Cache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._masters: dict[str, Path] = {}
        self._keys: dict[Path, str] = {}
        self._orders: queue.PriorityQueue[_Order] = queue.PriorityQueue()
        self._under_way: set[tuple[Path, Box]] = set()
        self._broken: set[Path] = set()
        self._number = 0
        self._done.connect(self._take_in)
        self._closing = False
        self._workers = [threading.Thread(target=self._fetch, name=f"pictures-{index}", daemon=True) for index in range(WORKERS)]
        for worker in self._workers:
            worker.start()

    def stock(self, masters: Mapping[str, Path]) -> None:
        """The pictures there are, by work; forgets failures, because files may have been mended."""
        self._masters = dict(masters)
        self._keys = {path: key for key, path in masters.items()}
        self._broken.clear()

    @property
    def busy(self) -> bool:
        """True while a picture that was asked for is still being made."""
        return bool(self._under_way)

    def is_broken(self, key: str) -> bool:
        """True when the picture of this work could not be decoded."""
        return self._masters.get(key) in self._broken

    def want(self, key: str, box: Box, *, urgency: int = NOW) -> Derived | None:
        """The derivative when it lies ready; else it is ordered, and ``arrived`` or ``failed`` tells the end."""
        master = self._masters.get(key)
        if master is None or min(box) < 1 or master in self._broken:
            return None
        found = self._cache.find(master, box)
        if found is None and (master, box) not in self._under_way:
            self._under_way.add((master, box))
            self._number += 1
            self._orders.put(_Order(urgency, self._number, master, box))
        return found

    def close(self) -> None:
        """End the workers; a picture that is being made is waited for."""
        self._closing = True
        for _ in self._workers:
            self._orders.put(_Order(NOW - 1, 0, Path(), (0, 0)))
        for worker in self._workers:
            worker.join()

    def _fetch(self) -> None:
        while True:
            order = self._orders.get()
            if self._closing:
                return
            error: Exception | None = None
            try:
                self._cache.get(order.master, order.box)
            except Exception as caught:  # noqa: BLE001 - a decoder may raise anything; it must not end the worker
                error = caught
            self._done.emit(order, error)

    def _take_in(self, order: _Order, error: Exception | None) -> None:
        self._under_way.discard((order.master, order.box))
        key = self._keys.get(order.master, "")
        if error is None:
            self.arrived.emit(key, *order.box)
            return
        if order.master not in self._broken:
            log.error("%s cannot be shown: %s", order.master.name, error)
        self._broken.add(order.master)
        self.failed.emit(key)


@QmlElement
class PictureSource(QObject):
    """One place for a picture: give it ``shelf``, ``work`` and ``box`` (pixels), take ``url`` and ``colour``.

    With ``steps`` above 1 the box is rounded up to that many pixels, so that places of nearly the same
    size share a derivative.
    """

    inputChanged = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf: Shelf | None = None
        self._work = ""
        self._box = QSize()
        self._steps = 1
        self._url = QUrl()
        self._failed = False
        # Layouts settle in several passes: one question after the last of them is enough.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    @Property(Shelf, notify=inputChanged)
    def shelf(self) -> Shelf | None:
        return self._shelf

    @shelf.setter
    def shelf(self, value: Shelf | None) -> None:
        if value is not self._shelf:
            self._shelf = value
            if value is not None:
                value.arrived.connect(self._on_arrived)
                value.failed.connect(self._on_failed)
            self._changed_input()

    @Property(str, notify=inputChanged)
    def work(self) -> str:
        return self._work

    @work.setter
    def work(self, value: str) -> None:
        if value != self._work:
            self._work = value
            # Nothing of the last work may stand in the next one's place, not even for a frame.
            self._url = QUrl()
            self._failed = False
            self.changed.emit()
            self._changed_input()

    @Property(QSize, notify=inputChanged)
    def box(self) -> QSize:
        return self._box

    @box.setter
    def box(self, value: QSize) -> None:
        if value != self._box:
            self._box = value
            self._changed_input()

    @Property(int, notify=inputChanged)
    def steps(self) -> int:
        return self._steps

    @steps.setter
    def steps(self, value: int) -> None:
        if value != self._steps:
            self._steps = max(1, value)
            self._changed_input()

    @Property(QUrl, notify=changed)
    def url(self) -> QUrl:
        return self._url

    @Property(bool, notify=changed)
    def failed(self) -> bool:
        return self._failed

    def _changed_input(self) -> None:
        self.inputChanged.emit()
        self._soon.start()

    def _wanted(self) -> Box:
        step = self._steps
        return -(-self._box.width() // step) * step, -(-self._box.height() // step) * step

    def _ask(self) -> None:
        if self._shelf is None or not self._work:
            return
        found = self._shelf.want(self._work, self._wanted())
        if found is not None:
            self._url = QUrl.fromLocalFile(str(found.path))
            self.changed.emit()
        elif self._shelf.is_broken(self._work):
            self._on_failed(self._work)

    def _on_arrived(self, key: str, width: int, height: int) -> None:
        if key == self._work and (width, height) == self._wanted():
            self._ask()

    def _on_failed(self, key: str) -> None:
        if key == self._work and not self._failed:
            self._failed = True
            self.changed.emit()
