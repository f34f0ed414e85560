"""Derivatives on disk, by content, size and pipeline: made once, found again, bounded, and gone when their work is."""

import errno
import logging
import shutil
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.paths import MEMORY, scratch
from kiosk.pictures import tiles
from kiosk.pictures.index import CacheIndex, Master
from kiosk.pictures.naming import PIPELINE, Derivative, Size, fit, name_of, tiles_of, width_of

log = logging.getLogger(__name__)

# Bytes of all derivatives together; the least recently used go first.
LIMIT = 2 * 1024**3
# And of those that a full or read-only disk has no room for, which then lie in memory.
SPARE_LIMIT = 256 * 1024**2
_NO_ROOM = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EDQUOT)


class Renderer(Protocol):
    """What makes derivatives: the functions of ``kiosk.pictures.derive``, or a workshop."""

    def derive(self, master: Path, box: Size, folder: Path) -> Derivative: ...

    def cut(self, master: Path, folder: Path) -> Derivative: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Derived:
    """A picture ready to be shown, and the average colour of the work (``rrggbb``)."""

    path: Path
    colour: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tiles:
    """A folder of tiles, named as ``kiosk.pictures.tiles.name`` says; the master's size in pixels."""

    folder: Path
    width: int
    height: int
    opaque: bool


class DerivativeCache:
    """A folder of derivatives, which several programs may share. All methods may be called from any thread."""

    def __init__(
        self, folder: Path, maker: Renderer, *, limit: int = LIMIT, spare: bool = True
    ) -> None:
        self._place = folder
        self._folder = folder / f"v{PIPELINE}"
        self._maker = maker
        self._limit = limit
        self._folder.mkdir(parents=True, exist_ok=True)
        self._index = CacheIndex(self._folder / "index.sqlite")
        self._used: set[str] = set()
        self._may_spare = spare
        self._spare: DerivativeCache | None = None
        self._unwritten: dict[tuple[Path, Size], Derived] = {}
        self._lock = threading.Lock()

    def find(self, master: Path, box: Size) -> Derived | None:
        """The derivative that fits ``box`` (pixels), when it is there already and whole."""
        name, derived = self._look_up(master, box)
        if derived is not None:
            self._used.add(name)
            return derived
        unwritten = self._unwritten.get((master, box))
        if unwritten is not None and unwritten.path.exists():
            return unwritten
        return self._spare.find(master, box) if self._spare else None

    def last_rendition(self, master: Path, box: Size) -> Derived | None:
        """What was made of a master before it came to harm: in the size that fits ``box`` (pixels), else the nearest."""
        known = self._index.last(master)
        if known is None or not known.colour:
            return self._spare.last_rendition(master, box) if self._spare else None
        wanted = fit(known.width, known.height, *box)[0]
        sizes = sorted(
            (width_of(name), name) for name in self._index.names(known.digest) if width_of(name)
        )
        # A larger one is scaled down without loss; else the largest.
        for _, name in [*(pair for pair in sizes if pair[0] >= wanted), *reversed(sizes)]:
            if self._is_whole(name, self._folder / name):
                self._used.add(name)
                return Derived(path=self._folder / name, colour=known.colour)
        return None

    def colour(self, master: Path) -> str:
        """The work's average colour (``rrggbb``), once any derivative of it was made; else ""."""
        known = self._index.last(master)
        if known is not None and known.colour:
            return known.colour
        return self._spare.colour(master) if self._spare else ""

    def get(self, master: Path, box: Size) -> Derived:
        """The derivative that fits ``box`` (pixels), made now if need be.

        Raises OSError, ValueError, UnreadablePictureError or DecodingFailedError when the master cannot be decoded.
        """
        found = self.find(master, box)
        if found is not None:
            return found
        stat = master.stat()
        try:
            made = self._maker.derive(master, box, self._folder)
        except OSError as error:
            if not self._is_out_of_room(error):
                raise
            return self._spared().get(master, box)
        self._take_in(master, stat.st_mtime_ns, stat.st_size, made)
        derived = Derived(path=self._folder / made.name, colour=made.colour)
        if self._look_up(master, box)[1] is None:
            # The index could not be written; without this the same picture would be made again and again.
            self._unwritten[master, box] = derived
        return derived

    def find_tiles(self, master: Path) -> Tiles | None:
        """The master in tiles, when they are there already."""
        try:
            known = self._index.master(master)
        except OSError:
            return None
        if known is not None:
            name = tiles_of(known.digest)
            last = self._folder / name / tiles.name(0, tiles.Tile(0, 0), opaque=known.opaque)
            if self._index.size(name) is not None and last.exists():
                self._used.add(name)
                return Tiles(
                    folder=self._folder / name,
                    width=known.width,
                    height=known.height,
                    opaque=known.opaque,
                )
        return self._spare.find_tiles(master) if self._spare else None

    def get_tiles(self, master: Path) -> Tiles:
        """The master in tiles, cut now if need be. Raises as ``get`` does."""
        found = self.find_tiles(master)
        if found is not None:
            return found
        stat = master.stat()
        try:
            made = self._maker.cut(master, self._folder)
        except OSError as error:
            if not self._is_out_of_room(error):
                raise
            return self._spared().get_tiles(master)
        self._take_in(master, stat.st_mtime_ns, stat.st_size, made)
        return Tiles(
            folder=self._folder / made.name,
            width=made.width,
            height=made.height,
            opaque=made.opaque,
        )

    def discard(self, path: Path) -> None:
        """A derivative turned out to be damaged: it is made anew when it is asked for next."""
        if path.is_relative_to(self._folder):
            self._delete([str(path.relative_to(self._folder))])
        elif self._spare:
            self._spare.discard(path)

    def forget(self, root: Path, keep: Iterable[Path]) -> None:
        """Delete whatever was made of files below ``root`` that are not in ``keep``: withdrawn, deleted or replaced works."""
        keep = set(keep)
        for gone in [
            known
            for known in self._unwritten
            if known[0] not in keep and known[0].is_relative_to(root)
        ]:
            del self._unwritten[gone]
        for digest in self._index.forget(root, keep):
            shutil.rmtree(self._folder / digest[:2] / digest, ignore_errors=True)
        if self._spare:
            self._spare.forget(root, keep)

    def sweep(self) -> None:
        """Delete what belongs to nothing: other pipelines' derivatives, and what a crash left behind."""
        known = self._index.digests()
        for other in self._place.iterdir():
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True) if other.is_dir() else other.unlink(
                    missing_ok=True
                )
        an_hour_ago = time.time() - 3600
        for content in self._folder.glob("??/*"):
            # Another program may just be making it.
            if content.name not in known and content.stat().st_mtime < an_hour_ago:
                shutil.rmtree(content, ignore_errors=True)

    def close(self) -> None:
        """Remember what was used, and delete what lay in memory."""
        self._index.used(self._used)
        self._index.close()
        if self._spare:
            self._spare.close()
            shutil.rmtree(self._spare._place, ignore_errors=True)

    def _look_up(self, master: Path, box: Size) -> tuple[str, Derived | None]:
        try:
            known = self._index.master(master)
        except OSError:
            return "", None
        if known is None or not known.colour:
            return "", None
        name = name_of(known.digest, fit(known.width, known.height, *box), opaque=known.opaque)
        path = self._folder / name
        return name, Derived(path=path, colour=known.colour) if self._is_whole(name, path) else None

    def _take_in(self, master: Path, changed: int, size: int, made: Derivative) -> None:
        self._index.record(
            master,
            changed,
            size,
            Master(made.digest, made.colour, made.opaque, made.width, made.height),
        )
        with self._lock:
            used, self._used = self._used, set()
        self._index.used(used)
        # After the others, so that it is the last to go.
        self._index.add(made.name, made.digest, made.size)
        for digest in self._index.orphans():
            shutil.rmtree(self._folder / digest[:2] / digest, ignore_errors=True)
        self._delete([name for name in self._index.oldest_beyond(self._limit) if name != made.name])

    def _delete(self, names: list[str]) -> None:
        for name in names:
            path = self._folder / name
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        if names:
            self._index.remove(names)

    def _is_whole(self, name: str, path: Path) -> bool:
        try:
            return path.stat().st_size == self._index.size(name)
        except OSError:
            return False

    def _is_out_of_room(self, error: OSError) -> bool:
        if not self._may_spare or error.errno not in _NO_ROOM:
            return False
        return error.filename is None or Path(str(error.filename)).is_relative_to(self._folder)

    def _spared(self) -> "DerivativeCache":
        """Where derivatives go that the disk has no room for: memory, if the system has a place for that."""
        with self._lock:
            if self._spare is None:
                log.warning(
                    "the cache in %s cannot be written; pictures are kept in memory instead",
                    self._place,
                )
                self._spare = DerivativeCache(
                    scratch("kiosk-spare-", MEMORY), self._maker, limit=SPARE_LIMIT, spare=False
                )
            return self._spare
