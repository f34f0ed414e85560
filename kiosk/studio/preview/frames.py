"""What the two processes of the preview say to each other.

The studio writes one JSON object a line. The preview answers with packets: a line of JSON, which
says how many ``bytes`` follow, and these.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

# The longest line of JSON, in bytes: what is shown, and its size.
MOST_HEAD = 65_536
# A picture of 8K in four bytes a pixel.
MOST_BYTES = 7680 * 4320 * 4


class BrokenPacketError(Exception):
    """What came is no packet of the preview."""


def line_of(command: dict[str, Any]) -> bytes:
    """A command to the preview as one line."""
    return json.dumps(command, ensure_ascii=True).encode() + b"\n"


def packet_of(head: dict[str, Any], body: bytes = b"") -> bytes:
    """A packet of the preview."""
    return line_of({**head, "bytes": len(body)}) + body


class PacketReader:
    """Puts packets together from the parts in which they arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._head: dict[str, Any] | None = None

    def feed(self, data: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
        """The packets that are whole now. Raises BrokenPacketError for anything else."""
        self._buffer += data
        while (packet := self._next()) is not None:
            yield packet

    def _next(self) -> tuple[dict[str, Any], bytes] | None:
        if self._head is None:
            end = self._buffer.find(b"\n", 0, MOST_HEAD)
            if end < 0:
                if len(self._buffer) >= MOST_HEAD:
                    raise BrokenPacketError
                return None
            self._head = _head_of(bytes(self._buffer[:end]))
            del self._buffer[: end + 1]
        count = self._head["bytes"]
        if len(self._buffer) < count:
            return None
        head, self._head = self._head, None
        body = bytes(self._buffer[:count])
        del self._buffer[:count]
        return head, body


def _head_of(line: bytes) -> dict[str, Any]:
    try:
        head = json.loads(line)
    except ValueError as error:
        raise BrokenPacketError from error
    count = head.get("bytes") if isinstance(head, dict) else None
    if not isinstance(count, int) or not 0 <= count <= MOST_BYTES:
        raise BrokenPacketError
    assert isinstance(head, dict)
    return head
