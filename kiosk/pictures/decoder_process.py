"""The program's side of one decoder: starts it, asks it, believes little of it, and kills it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from kiosk.domain import Message
from kiosk.domain.message import restore_message
from kiosk.pictures import tiles
from kiosk.pictures.decoder_link import CAN_PASS_FILES, BrokenLinkError, Link
from kiosk.pictures.derivative_files import RenderedPicture, RenderedTiles
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.flyer import Flyer
from kiosk.pictures.naming import Size

# With -P nothing is imported from the working directory.
COMMAND = (sys.executable, "-P", "-m", "kiosk.pictures.decoder_worker")
# Seconds that a killed process may take to end; one that waits for a share may take longer.
_END_SECONDS = 1.0
_DIGEST, _COLOUR = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{6}")
_MAX_SIDE = 1_000_000
_MAX_REASON_LETTERS = 2_000
# Words, and names of values with a width or a kind of number.
_TEMPLATE = re.compile(r"(?:[^{}]|\{[a-z_]{1,40}(?::[,.0-9df]{1,9})?\})*")
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Processes that were killed and have not ended yet.
_ending: set[subprocess.Popen[bytes]] = set()


class TooMuchMemoryError(Exception):
    """A decoder would take more memory than it may."""


class DecoderProcess:
    """A decoder, and the connection to it. Used by one thread at a time; ``kill`` by any."""

    def __init__(
        self, memory: int, command: Sequence[str] = COMMAND, *, pass_files: bool = CAN_PASS_FILES
    ) -> None:
        self.is_expired = False
        # True while nothing is on the way from the decoder.
        self.is_idle = True
        self._has_begun = False
        self._pass_files = pass_files
        self._lock = threading.Lock()
        environment = {**os.environ, "MALLOC_ARENA_MAX": "1"}
        kind = "socket" if pass_files else "pipes"
        words = [*command, str(os.getpid()), str(memory), kind]
        if pass_files:
            ours, theirs = socket.socketpair()
            try:
                self._process = subprocess.Popen(
                    words,
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    env=environment,
                    start_new_session=True,
                )
            except BaseException:
                ours.close()
                raise
            finally:
                theirs.close()
            self._link = Link.over_socket(ours)
        else:
            self._process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                bufsize=0,
                start_new_session=True,
            )
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._link = Link.over_pipes(self._process.stdout, self._process.stdin)
        self.pid = self._process.pid

    def ask(self, task: str, master: Path, file: BinaryIO, **details: object) -> None:
        """Send an open master and what to do with it. Raises BrokenLinkError."""
        self.is_idle = False
        if not self._has_begun:
            self._link.receive_message()
            self._has_begun = True
        asked = {"task": task, **details}
        if self._pass_files:
            self._link.send(asked, file.fileno())
        else:
            asked["master"] = os.fsencode(master).hex()
            self._link.send(asked)

    def memory_needed(self) -> int | None:
        """Bytes that it wants before it decodes; None when it has an answer without them.

        Raises BrokenLinkError, and what ``answer`` raises.
        """
        needed = self.answer().get("needs")
        return needed if isinstance(needed, int) and needed >= 0 else None

    def begin(self) -> None:
        """Let it decode."""
        self._link.send({})

    def answer(self) -> dict[str, Any]:
        """Its next message.

        Raises BrokenLinkError, and what kept it from decoding: UnreadablePictureError, OSError,
        TooMuchMemoryError.
        """
        return self._without_error(self._link.receive_message())

    def take_picture(self, box: Size) -> RenderedPicture:
        """A picture that fits ``box`` (pixels). Raises as ``answer`` does."""
        head = self.answer()
        width, height = _pair(head.get("size"))
        if width > box[0] or height > box[1]:
            raise BrokenLinkError("a picture that does not fit")
        made = RenderedPicture(
            **_common(head),
            colour=_matching(_COLOUR, head.get("colour")),
            size=(width, height),
            is_doubtful=head.get("doubtful") is True,
            content=self._take_content(5 * width * height + 65_536, opaque=head["opaque"]),
        )
        self.is_idle = True
        return made

    def take_page(self) -> Flyer:
        """What the first page of a PDF is like. Raises as ``answer`` does."""
        head = self.answer()
        width, height = _pair(head.get("size"))
        pages, fonts = head.get("pages"), head.get("fonts")
        if not isinstance(pages, int) or not isinstance(fonts, list):
            raise BrokenLinkError("a page without its document")
        self.is_idle = True
        return Flyer(
            width=width,
            height=height,
            pages=pages,
            fonts=tuple(str(name) for name in fonts),
            is_doubtful=head.get("doubtful") is True,
        )

    def take_tiles(self) -> RenderedTiles:
        """Tiles, each of which is received when it is taken. Raises as ``answer`` does."""
        common = _common(self.answer())
        return RenderedTiles(**common, contents=self._tile_contents(**common))

    def _tile_contents(
        self, *, width: int, height: int, opaque: bool, digest: str
    ) -> Iterator[bytes]:
        for _ in tiles.all_levels(width, height):
            yield self._take_content(5 * tiles.SIDE**2 + 65_536, opaque=opaque)
        self.is_idle = True

    def _take_content(self, most: int, *, opaque: bool) -> bytes:
        """Bytes that begin as JPEG or PNG does; Qt must not be given another kind of file."""
        content = self._link.receive(most)
        if not isinstance(content, bytes):
            self._without_error(content)
            raise BrokenLinkError("a message where bytes were expected")
        if not content.startswith(_JPEG if opaque else _PNG):
            raise BrokenLinkError("bytes of another kind than was asked for")
        return content

    def _without_error(self, message: dict[str, Any]) -> dict[str, Any]:
        kind, reason = message.get("error"), str(message.get("reason"))
        if kind is None:
            return message
        if kind == "memory":
            # The process ends itself, so that what it took comes back.
            raise TooMuchMemoryError
        self.is_idle = True
        if kind == "unreadable":
            raise UnreadablePictureError(
                _message(message.get("reason")), _message(message.get("advice"))
            )
        # Without a number: no fault of a decoder means that the cache's disk is full.
        raise OSError(reason)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Kill it when what follows takes longer; ``is_expired`` tells then.

        The time is that of the monotonic clock: the wall clock may be set meanwhile.
        """
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _expire(self) -> None:
        self.is_expired = True
        self.kill()

    def kill(self) -> None:
        """Kill it with its whole process group. Whoever waits for it gets BrokenLinkError."""
        with self._lock:
            # Once it is waited for, its number may belong to another process.
            if self._process.returncode is None:
                with suppress(OSError):
                    if hasattr(os, "killpg"):
                        os.killpg(self._process.pid, signal.SIGKILL)
                    else:
                        self._process.kill()

    def end(self) -> int | None:
        """Kill it and close the connection; its exit code, None when it has not ended yet."""
        self.kill()
        self._link.close()
        with self._lock:
            try:
                self._process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                _ending.add(self._process)
            code: int | None = self._process.returncode
            return code


def _message(parts: object) -> Message:
    """A message of its template and values; the template names values and nothing in them."""
    match parts:
        case {"template": str(template), "values": dict(values)} if _TEMPLATE.fullmatch(template):
            with suppress(KeyError, ValueError, TypeError):
                return restore_message(template, values)
    return Message("{reason}", reason=str(parts)[:_MAX_REASON_LETTERS])


def forget_ended() -> None:
    """Take note of the processes that have ended since they were killed."""
    for process in tuple(_ending):
        if process.poll() is not None:
            _ending.discard(process)


def _common(head: dict[str, Any]) -> dict[str, Any]:
    """The checked fields that pictures and tiles share. Raises BrokenLinkError."""
    width, height = _pair((head.get("width"), head.get("height")))
    if not isinstance(head.get("opaque"), bool):
        raise BrokenLinkError("a picture without its kind")
    return {
        "digest": _matching(_DIGEST, head.get("digest")),
        "width": width,
        "height": height,
        "opaque": head["opaque"],
    }


def _matching(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise BrokenLinkError("a value that cannot be")
    return value


def _pair(values: object) -> Size:
    match values:
        case (int(width), int(height)) | [int(width), int(height)]:
            if 0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE:
                return width, height
    raise BrokenLinkError("a size that cannot be")
