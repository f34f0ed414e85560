"""Small pictures of the works, decoded in processes without rights, as on the screen."""

from __future__ import annotations

import contextlib
import queue
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from kiosk.paths import below_cache
from kiosk.pictures.cache import DerivativeCache
from kiosk.pictures.decoder_pool import DecoderPool, DecodingFailedError
from kiosk.pictures.errors import UnreadablePictureError

# Pixels of the box into which a thumbnail fits, for screens of twice the usual density.
THUMBNAIL_BOX = (400, 280)
JOIN_SECONDS = 2.0


class Thumbnails(QObject):
    """Emits ``loaded`` with a picture's path and its thumbnail; a null image for one that cannot
    be decoded.
    """

    loaded = Signal(Path, QImage)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[tuple[Path, int], QImage] = {}
        self._asked: set[tuple[Path, int]] = set()
        self._queue: queue.SimpleQueue[tuple[Path, int] | None] = queue.SimpleQueue()
        self._pool = DecoderPool([folder])
        self._closing = False
        self._made.connect(self._on_made)
        self._thread = threading.Thread(target=self._run, name="thumbnails", daemon=True)
        self._thread.start()

    _made = Signal(object, QImage)

    def get(self, picture: Path) -> QImage | None:
        """The thumbnail where it is there already; else it is loaded."""
        try:
            wanted = (picture, picture.stat().st_mtime_ns)
        except OSError:
            return None
        known = self._known.get(wanted)
        if known is None and wanted not in self._asked:
            self._asked.add(wanted)
            self._queue.put(wanted)
        return known

    def close(self) -> None:
        """End the thread and the decoders."""
        self._closing = True
        self._queue.put(None)
        self._pool.close()
        self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        cache = DerivativeCache(below_cache("pictures"), self._pool)
        with contextlib.closing(cache):
            while not self._closing and (wanted := self._queue.get()) is not None:
                image = QImage()
                with contextlib.suppress(
                    OSError, ValueError, UnreadablePictureError, DecodingFailedError
                ):
                    image = QImage(str(cache.get(wanted[0], THUMBNAIL_BOX).path))
                if not self._closing:
                    self._made.emit(wanted, image)

    def _on_made(self, wanted: tuple[Path, int], image: QImage) -> None:
        self._known[wanted] = image
        self._asked.discard(wanted)
        self.loaded.emit(wanted[0], image)
