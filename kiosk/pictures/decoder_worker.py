"""The process that decodes: takes open masters, returns encoded pictures, and may do nothing else.

Started by ``DecoderPool`` as ``python -P -m kiosk.pictures.decoder_worker PARENT MEMORY LINK``:
the program's process id, bytes of address space, and ``socket`` or ``pipes``. Everything that
decoding imports is imported and tried once; then the process gives its rights away.
"""

from __future__ import annotations

import contextlib
import io
import os
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from kiosk.domain import Message
from kiosk.pictures import open_picture, pdf_page, render
from kiosk.pictures.decoder_link import BrokenLinkError, Link
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.sources import open_file
from kiosk.sandbox import confine, end_with_parent, limit_resources

_MAX_REASON_LETTERS = 2_000

# Of all that computes, the window's thread comes first: it draws while new pictures are decoded.
NICENESS = 10


class Job:
    """One master to decode: the open file, what was asked, and the way back."""

    def __init__(self, file: BinaryIO, asked: Mapping[str, Any], link: Link, memory: int) -> None:
        self.file, self.asked, self.link, self._memory = file, asked, link, memory

    def admit(self, needed: int) -> None:
        """Wait until the program grants this memory (bytes). Raises MemoryError beyond the bound.

        Decoders in C end a process, or call a picture damaged, where they get no memory.
        """
        if needed > self._memory:
            raise MemoryError
        self.link.send({"needs": needed})
        self.link.receive_message()


def _derive(job: Job) -> None:
    left, right = job.asked["box"]
    made = render.render_picture(job.file, (left, right), job.admit)
    job.link.send(
        {
            "digest": made.digest,
            "width": made.width,
            "height": made.height,
            "opaque": made.opaque,
            "colour": made.colour,
            "size": made.size,
            "doubtful": made.is_doubtful,
        }
    )
    job.link.send_content(made.content)


def _make_tiles(job: Job) -> None:
    made = render.render_tiles(job.file, job.admit)
    job.link.send(
        {
            "digest": made.digest,
            "width": made.width,
            "height": made.height,
            "opaque": made.opaque,
        }
    )
    for content in made.contents:
        job.link.send_content(content)


def _examine_page(job: Job) -> None:
    """Draw the first page of a PDF once, and tell what it is like."""
    page = pdf_page.draw_page(job.file, pdf_page.EXAMINED_BOX, job.admit)
    job.link.send(
        {
            "size": page.size,
            "pages": page.pages,
            "fonts": page.fonts,
            "doubtful": page.is_doubtful,
        }
    )


Tasks = Mapping[str, Callable[[Job], None]]
TASKS: Tasks = {"derive": _derive, "tiles": _make_tiles, "page": _examine_page}


def main(tasks: Tasks = TASKS) -> int:
    """Decode until the program ends or wants no more."""
    parent, memory, kind = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    end_with_parent(parent)
    link = _open_link(kind)
    open_picture.load_all_decoders()
    pdf_page.load_pdfium()
    if kind == "socket":
        # Nobody's folder is kept from being unmounted.
        os.chdir("/")
    limit_resources(memory)
    if hasattr(os, "nice"):
        # The service allows no process to change how it is scheduled.
        with contextlib.suppress(PermissionError):
            os.nice(NICENESS)
    # Over pipes masters are opened here, which a confined process cannot do.
    confinement = confine() if kind == "socket" else None
    try:
        link.send({"confined": confinement})
        while True:
            asked = link.receive_message()
            if not _perform(asked, tasks, link, memory):
                return 0
    except BrokenLinkError:
        return 0


def _open_link(kind: str) -> Link:
    if kind == "socket":
        return Link.over_socket(socket.socket(fileno=0))
    return Link.over_pipes(io.FileIO(0, "rb"), io.FileIO(1, "wb"))


def _perform(asked: Mapping[str, Any], tasks: Tasks, link: Link, memory: int) -> bool:
    """Do one job; False when this process should be replaced."""
    try:
        if "master" in asked:
            file = open_file(Path(os.fsdecode(bytes.fromhex(asked["master"]))))
        else:
            file = link.receive_file()
        with file:
            tasks[asked["task"]](Job(file, asked, link, memory))
    except UnreadablePictureError as error:
        reason, advice = error.reason, error.advice
        link.send({"error": "unreadable", "reason": _parts(reason), "advice": _parts(advice)})
    except MemoryError:
        link.send({"error": "memory", "reason": ""})
        return False
    except (OSError, ValueError) as error:
        link.send({"error": "damaged", "reason": _short(error)})
    return True


def _parts(message: Message) -> dict[str, object]:
    """The template and the values of a message, for the program to say it in other languages."""
    short = message.shortened(_MAX_REASON_LETTERS)
    return {"template": short.template, "values": dict(short.values)}


def _short(error: Exception) -> str:
    return str(error)[:_MAX_REASON_LETTERS]


if __name__ == "__main__":
    sys.exit(main())
