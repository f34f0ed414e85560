"""Derivatives on disk, named by content, size and pipeline, within a bound of bytes."""

import errno
import logging
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kiosk.paths import SHARED_MEMORY, scratch
from kiosk.pictures import tiles
from kiosk.pictures.index import CacheIndex, Master
from kiosk.pictures.known_picture import FileStamp, KnownPicture, pack_sizes
from kiosk.pictures.naming import PIPELINE, Derivative, Size, fit, name_of, size_of, tiles_of
from kiosk.status import activity
from kiosk.status.activity import Activity

log = logging.getLogger(__name__)

# Bytes of all derivatives together; the least recently used go first.
CACHE_LIMIT_BYTES = 2 * 1024**3
# Bytes of the derivatives that a full or read-only disk has no room for; they lie in memory.
FALLBACK_LIMIT_BYTES = 256 * 1024**2
_NO_ROOM = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.EDQUOT)


class Renderer(Protocol):
    """Makes derivatives: the functions of ``kiosk.pictures.derive``, or a ``DecoderPool``."""

    def derive(self, master: Path, box: Size, folder: Path) -> Derivative: ...

    def make_tiles(self, master: Path, folder: Path) -> Derivative: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendition:
    """A picture file ready to be shown, and the average colour of the work (``rrggbb``)."""

    path: Path
    colour: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TileSet:
    """A folder of tiles, which ``kiosk.pictures.tiles.name`` names; the master's size in pixels."""

    folder: Path
    width: int
    height: int
    opaque: bool


class DerivativeCache:
    """A folder of derivatives, which several processes may share.

    All methods may be called from any thread. Only ``tile_set`` and ``mark_used`` touch neither a
    disk nor the index; all others belong in a worker once the window is shown.
    """

    def __init__(
        self,
        folder: Path,
        renderer: Renderer,
        *,
        limit: int = CACHE_LIMIT_BYTES,
        may_fall_back: bool = True,
    ) -> None:
        self._parent = folder
        self.folder = folder / f"v{PIPELINE}"
        self._renderer = renderer
        self._limit = limit
        self.folder.mkdir(parents=True, exist_ok=True)
        self._index = CacheIndex(self.folder / "index.sqlite")
        self._used: set[str] = set()
        self._removed: deque[str] = deque()
        self._may_fall_back = may_fall_back
        self._fallback_cache: DerivativeCache | None = None
        # Derivatives that the index could not record.
        self._unrecorded: dict[tuple[Path, Size], Rendition] = {}
        self._lock = threading.Lock()

    def known_pictures(self, masters: Mapping[Path, FileStamp]) -> dict[Path, KnownPicture]:
        """Cached derivatives of these masters; the masters themselves are not read.

        A master whose stamp differs from the recorded one has its last colour and no derivatives.
        Derivatives that are damaged are left out.
        """
        found: dict[Path, KnownPicture] = {}
        recorded = self._index.masters(masters)
        files = self._index.files(
            master.digest for path, (stamp, master) in recorded.items() if stamp == masters[path]
        )
        for path, (stamp, master) in recorded.items():
            names = files.get(master.digest, []) if stamp == masters[path] else []
            found[path] = self._known_picture(master, names)
        return found

    def last_known(self, master: Path) -> KnownPicture | None:
        """Cached derivatives of a master as it was last read; None if there are none.

        The file may have changed or gone since.
        """
        last = self._index.last_master(master)
        if last is None or not last.colour:
            return None
        return self._known_picture(last, self._index.files([last.digest]).get(last.digest, []))

    def find(self, master: Path, box: Size) -> Rendition | None:
        """The derivative that fits ``box`` (pixels), when it is there already and whole."""
        name, rendition = self._look_up(master, box)
        if rendition is not None:
            self.mark_used(name)
            return rendition
        unrecorded = self._unrecorded.get((master, box))
        if unrecorded is not None and unrecorded.path.exists():
            return unrecorded
        return self._fallback_cache.find(master, box) if self._fallback_cache else None

    def last_rendition(self, master: Path, box: Size) -> Rendition | None:
        """A derivative of a master that was made before the master was damaged or went away.

        It is the one that fits ``box`` (pixels), else the nearest.
        """
        last = self.last_known(master)
        if last is None:
            cache = self._fallback_cache
            return cache.last_rendition(master, box) if cache else None
        name = last.nearest(box)
        if not name:
            return None
        self.mark_used(name)
        return Rendition(path=self.folder / name, colour=last.colour)

    def get(self, master: Path, box: Size) -> Rendition:
        """The derivative that fits ``box`` (pixels), made now if need be.

        Raises OSError, ValueError, UnreadablePictureError or DecodingFailedError when the master
        cannot be decoded.
        """
        found = self.find(master, box)
        if found is not None:
            return found
        stamp = FileStamp.of(master)
        try:
            with activity.during_further(Activity.DECODING, str(master)):
                made = self._renderer.derive(master, box, self.folder)
        except OSError as error:
            if not self._is_out_of_room(error):
                raise
            return self._fall_back().get(master, box)
        self._record(master, stamp, made)
        rendition = Rendition(path=self.folder / made.name, colour=made.colour)
        if self._look_up(master, box)[1] is None:
            # Without this the same picture would be made again and again.
            self._unrecorded[master, box] = rendition
        return rendition

    def find_tiles(self, master: Path) -> TileSet | None:
        """The tiles of a master, when they are there already."""
        try:
            known = self._index.master(master)
        except OSError:
            return None
        if known is not None:
            name = tiles_of(known.digest)
            if self._index.size(name) is not None and self._has_tiles(known):
                self.mark_used(name)
                return self._tile_set(known)
        return self._fallback_cache.find_tiles(master) if self._fallback_cache else None

    def get_tiles(self, master: Path) -> TileSet:
        """The tiles of a master, made now if need be. Raises as ``get`` does."""
        found = self.find_tiles(master)
        if found is not None:
            return found
        stamp = FileStamp.of(master)
        try:
            with activity.during_further(Activity.DECODING, str(master)):
                made = self._renderer.make_tiles(master, self.folder)
        except OSError as error:
            if not self._is_out_of_room(error):
                raise
            return self._fall_back().get_tiles(master)
        self._record(master, stamp, made)
        return self._tile_set(made)

    def tile_set(self, known: KnownPicture) -> TileSet:
        """The tiles of a picture that has some, from memory alone."""
        return TileSet(
            folder=self.folder / tiles_of(known.digest.hex()),
            width=known.width,
            height=known.height,
            opaque=known.opaque,
        )

    def mark_used(self, name: str) -> None:
        """Count a derivative as used now, so that others are deleted before it."""
        self._used.add(name)

    def take_removed(self) -> list[str]:
        """Names of the derivatives that were deleted since this was last called."""
        removed = []
        while self._removed:
            removed.append(self._removed.popleft())
        return removed

    def discard(self, path: Path) -> None:
        """Delete a damaged derivative: it is made again when it is asked for next."""
        if path.is_relative_to(self.folder):
            self._delete([str(path.relative_to(self.folder))])
        elif self._fallback_cache:
            self._fallback_cache.discard(path)

    def prune(self, root: Path, keep: Iterable[Path]) -> None:
        """Delete every derivative of a master below ``root`` that is not in ``keep``.

        These are of works that were withdrawn, deleted or replaced.
        """
        keep = set(keep)
        gone = [
            known
            for known in self._unrecorded
            if known[0] not in keep and known[0].is_relative_to(root)
        ]
        for known in gone:
            del self._unrecorded[known]
        for digest in self._index.prune(root, keep):
            shutil.rmtree(self.folder / digest[:2] / digest, ignore_errors=True)
        if self._fallback_cache:
            self._fallback_cache.prune(root, keep)

    def sweep(self) -> None:
        """Delete the derivatives of other pipelines, and files that a crash left behind."""
        known = self._index.digests()
        for other in self._parent.iterdir():
            if other == self.folder:
                continue
            if other.is_dir():
                shutil.rmtree(other, ignore_errors=True)
            else:
                other.unlink(missing_ok=True)
        an_hour_ago = time.time() - 3600
        for content in self.folder.glob("??/*"):
            # Another program may just be making it.
            if content.name not in known and content.stat().st_mtime < an_hour_ago:
                shutil.rmtree(content, ignore_errors=True)

    def close(self) -> None:
        """Record what was used, and delete the derivatives that lie in memory."""
        self._index.mark_used(self._used)
        self._index.close()
        if self._fallback_cache:
            self._fallback_cache.close()
            shutil.rmtree(self._fallback_cache._parent, ignore_errors=True)

    def _known_picture(self, master: Master, files: Iterable[tuple[str, int]]) -> KnownPicture:
        sizes: list[Size] = []
        has_tiles = False
        for name, length in files:
            size = size_of(name)
            if size is None:
                has_tiles = self._has_tiles(master)
            elif master.colour and self._is_whole(name, length):
                sizes.append(size)
        return KnownPicture(
            digest=bytes.fromhex(master.digest),
            colour=master.colour,
            opaque=master.opaque,
            width=master.width,
            height=master.height,
            sizes=pack_sizes(sizes),
            has_tiles=has_tiles,
        )

    def _tile_set(self, master: Master | Derivative) -> TileSet:
        return TileSet(
            folder=self.folder / tiles_of(master.digest),
            width=master.width,
            height=master.height,
            opaque=master.opaque,
        )

    def _has_tiles(self, master: Master) -> bool:
        first = tiles.name(0, tiles.Tile(0, 0), opaque=master.opaque)
        return os.path.exists(f"{self.folder}/{tiles_of(master.digest)}/{first}")

    def _look_up(self, master: Path, box: Size) -> tuple[str, Rendition | None]:
        try:
            known = self._index.master(master)
        except OSError:
            return "", None
        if known is None or not known.colour:
            return "", None
        name = name_of(known.digest, fit(known.width, known.height, *box), opaque=known.opaque)
        if not self._is_whole(name, self._index.size(name)):
            return name, None
        return name, Rendition(path=self.folder / name, colour=known.colour)

    def _record(self, master: Path, stamp: FileStamp, made: Derivative) -> None:
        self._index.record(
            master,
            stamp,
            Master(made.digest, made.colour, made.opaque, made.width, made.height),
        )
        # Other threads may add to the set meanwhile; copying it and taking a set from it are one
        # step each to them.
        used = self._used.copy()
        self._used.difference_update(used)
        self._index.mark_used(used)
        # After the others, so that it is the last to go.
        self._index.add_file(made.name, made.digest, made.size)
        for digest in self._index.orphans():
            shutil.rmtree(self.folder / digest[:2] / digest, ignore_errors=True)
        self._delete([name for name in self._index.oldest_beyond(self._limit) if name != made.name])

    def _delete(self, names: list[str]) -> None:
        self._removed.extend(names)
        for name in names:
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        if names:
            self._index.remove_files(names)

    def _is_whole(self, name: str, length: int | None) -> bool:
        try:
            return os.stat(f"{self.folder}/{name}").st_size == length
        except OSError:
            return False

    def _is_out_of_room(self, error: OSError) -> bool:
        if not self._may_fall_back or error.errno not in _NO_ROOM:
            return False
        return error.filename is None or Path(str(error.filename)).is_relative_to(self.folder)

    def _fall_back(self) -> "DerivativeCache":
        """The cache for derivatives that the disk has no room for; in memory if there is some."""
        with self._lock:
            if self._fallback_cache is None:
                log.warning(
                    "the cache in %s cannot be written; pictures are kept in memory instead",
                    self._parent,
                )
                self._fallback_cache = DerivativeCache(
                    scratch("kiosk-fallback-", SHARED_MEMORY),
                    self._renderer,
                    limit=FALLBACK_LIMIT_BYTES,
                    may_fall_back=False,
                )
            return self._fallback_cache
