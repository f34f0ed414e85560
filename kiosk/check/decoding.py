"""Whether every picture can be decoded whole. What is known of a content is not decoded again."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kiosk.check.make_problem import problem_of_file
from kiosk.content.cache.pickle_files import read_pickle, write_pickle
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem
from kiosk.domain.design import LOGO_GROUND
from kiosk.pictures.damage import LEFT_OVER
from kiosk.pictures.decoder_pool import WORKERS, DecoderPool, DecodingFailedError
from kiosk.pictures.derive import EXAMINED_BOX
from kiosk.pictures.errors import COPY_AGAIN, SAVE_AS_JPEG, UnreadablePictureError
from kiosk.pictures.known_picture import FileStamp
from kiosk.pictures.render import digest_of, find_warning
from kiosk.pictures.sources import open_file
from kiosk.pictures.tint import channels, contrast

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
# Seconds that one check spends on pictures; the next one goes on with the others.
MAX_SECONDS = 600.0
# docs/ACCESSIBILITY.md, 6, of what is no text.
_LEAST_CONTRAST = 3.0
# Contents and files that are remembered; the oldest are forgotten.
_MOST_KNOWN = 50_000


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of a picture: why it cannot be decoded, and what to do; or why it may not be
    whole. These are empty for a good picture. ``colour`` is the average (``rrggbb``) of one that is
    transparent in parts.
    """

    reason: Message | str = ""
    advice: Message | str = ""
    warning: Message | str = ""
    colour: str = ""


class _Known:
    """Results by content, and contents by file; both are kept in the program's cache."""

    def __init__(self, place: Path) -> None:
        self._place = place
        kept = read_pickle(place)
        self.results: dict[str, Examined] = {}
        self.digests: dict[tuple[str, FileStamp], str] = {}
        if isinstance(kept, tuple) and len(kept) == 2:
            self.results, self.digests = kept
        self._before = len(self.results), len(self.digests)

    def digest(self, master: Path) -> str:
        """The content of a file; a file of the same size and time is not read again."""
        key = str(master), FileStamp.of(master)
        if key not in self.digests:
            with open_file(master) as file:
                self.digests[key] = digest_of(file)
        return self.digests[key]

    def save(self) -> None:
        """Write what is new."""
        if (len(self.results), len(self.digests)) == self._before:
            return
        for result in list(self.results)[:-_MOST_KNOWN]:
            del self.results[result]
        for file in list(self.digests)[:-_MOST_KNOWN]:
            del self.digests[file]
        write_pickle(self._place, (self.results, self.digests))


def damaged_pictures(
    result: LoadResult, place: Path, progress: Progress | None = None
) -> list[Problem]:
    """Problems of pictures that cannot be decoded, or not whole; ``place`` keeps what is known.

    Each is decoded in a process of its own with bounds of time and memory.
    """
    known = _Known(place)
    new: dict[str, Path] = {}
    files: list[tuple[str, str]] = []
    for file, master in _masters(result):
        try:
            digest = known.digest(master)
        except (OSError, UnreadablePictureError) as error:
            # It has gone since it was read, or its share has.
            log.warning("%s cannot be examined: %s", file, error)
            continue
        files.append((file, digest))
        if digest not in known.results:
            new.setdefault(digest, master)
    left_out = _examine_all(new, known.results, progress) if new else 0
    known.save()
    problems = [
        problem
        for file, digest in files
        if (found := known.results.get(digest))
        for problem in _problems_of(file, found)
    ]
    logos = {one.picture.file for one in result.snapshot.logos if one.picture}
    for file, digest in files:
        if file in logos and (found := known.results.get(digest)):
            problems += _pale_logo(file, found)
    if left_out:
        problems.append(
            problem_of_file(
                "not-looked-at",
                "",
                Message("pictures that were not decoded in ten minutes: {number}", number=left_out),
                Message("run the check again; it goes on with these"),
            )
        )
    return problems


def _masters(result: LoadResult) -> Iterator[tuple[str, Path]]:
    root = result.scans[0].root if result.scans else Path()
    for work in result.snapshot.works:
        yield from ((one.file, root / one.file) for one in work.all_pictures)
    for event in result.snapshot.events:
        # A PDF was drawn when it was read.
        drawn = (one.picture.file for one in event.pictures if not one.is_pdf)
        yield from ((file, root / file) for file in drawn)
    for logo in result.snapshot.logos:
        if logo.picture is not None:
            yield logo.picture.file, root / logo.picture.file


def _examine_all(
    new: dict[str, Path], results: dict[str, Examined], progress: Progress | None
) -> int:
    """Decode pictures, and add what became of each; returns how many there was no time for."""
    until = time.monotonic() + MAX_SECONDS
    pool, lock, done = DecoderPool(pauses=()), threading.Lock(), 0

    def one(digest: str, master: Path) -> None:
        nonlocal done
        found = _examined(pool, master) if time.monotonic() < until else None
        with lock:
            done += 1
            if found is not None:
                results[digest] = found
            if progress is not None:
                progress(done, len(new))

    before = len(results)
    try:
        with ThreadPoolExecutor(max_workers=WORKERS) as threads:
            list(threads.map(one, new.keys(), new.values()))
    finally:
        pool.close()
    return len(new) - (len(results) - before)


def _examined(pool: DecoderPool, master: Path) -> Examined:
    try:
        made = pool.run(
            "derive", master, lambda decoder: decoder.take_picture(EXAMINED_BOX), box=EXAMINED_BOX
        )
        colour = "" if made.opaque else made.colour
        if made.is_doubtful:
            return Examined(warning=LEFT_OVER, colour=colour)
        with open_file(master) as file:
            return Examined(warning=find_warning(file), colour=colour)
    except UnreadablePictureError as error:
        return Examined(reason=error.reason, advice=error.advice)
    except DecodingFailedError as error:
        return Examined(reason=Message("{reason}", reason=str(error)), advice=SAVE_AS_JPEG)
    except (OSError, ValueError) as error:
        reason = Message("it is damaged ({error})", error=str(error)[:200])
        return Examined(reason=reason, advice=COPY_AGAIN)


def _pale_logo(file: str, found: Examined) -> Iterator[Problem]:
    """A logo without a ground of its own that is as light as the one on which it stands."""
    if not found.colour:
        return
    against = contrast(channels(f"#{found.colour}"), channels(LOGO_GROUND))
    if against < _LEAST_CONTRAST:
        yield problem_of_file(
            "logo-contrast",
            file,
            Message(
                "this logo has a contrast of {against:.1f} to 1 to the light ground on which it"
                " stands",
                against=against,
            ),
            Message("ask for the logo in dark colours, or for one with a ground of its own"),
        )


def _problems_of(file: str, found: Examined) -> Iterator[Problem]:
    if found.reason:
        yield problem_of_file(
            "unreadable-picture",
            file,
            Message("the picture cannot be shown: {reason}", reason=found.reason),
            Message("{advice}", advice=found.advice),
        )
    if found.warning:
        yield problem_of_file(
            "picture-incomplete",
            file,
            Message("the picture may not be whole: {warning}", warning=found.warning),
            Message("look at it on the screen; if a part is missing, copy it here again"),
        )
