"""What the program and a decoder say to each other: frames over a socket or a pipe.

The program believes nothing of it: a frame is JSON or bytes, of at most the size that the reader
names, and nothing in it is run.
"""

from __future__ import annotations

import io
import json
import os
import socket
import struct
import sys
from typing import IO, Any, BinaryIO, TypeAlias

# True where an open file can be handed to another process.
CAN_PASS_FILES = hasattr(socket, "send_fds") and sys.platform != "win32"
# Bytes of a message; the longest holds the name of a file and why it cannot be shown.
MAX_MESSAGE_BYTES = 65_536
# Without a buffer, as ``Popen`` and ``socket.makefile`` give it.
RawStream: TypeAlias = IO[bytes] | io.RawIOBase
_HEAD = struct.Struct(">cQ")
_MESSAGE, _CONTENT = b"m", b"c"


class BrokenLinkError(Exception):
    """The other side has ended, or says what it must not."""


class Link:
    """One end of a connection: a stream socket, or a pipe for each direction."""

    def __init__(self, reader: RawStream, writer: RawStream, sock: socket.socket | None) -> None:
        self._reader, self._writer, self._socket = reader, writer, sock

    @classmethod
    def over_socket(cls, sock: socket.socket) -> Link:
        """The link over a connected socket, which it owns."""
        # Without buffers: one that reads ahead would take a passed file for a byte.
        return cls(sock.makefile("rb", buffering=0), sock.makefile("wb", buffering=0), sock)

    @classmethod
    def over_pipes(cls, reader: RawStream, writer: RawStream) -> Link:
        """The link over two pipes without buffers, which cannot pass files."""
        return cls(reader, writer, None)

    def send(self, message: dict[str, Any], file: int | None = None) -> None:
        """Send a message, and with it the descriptor of an open file. Raises BrokenLinkError."""
        coded = json.dumps(message).encode()
        self._write(_HEAD.pack(_MESSAGE, len(coded)) + coded)
        if file is not None and self._socket is not None:
            try:
                socket.send_fds(self._socket, [b"f"], [file])
            except (OSError, ValueError) as error:
                raise BrokenLinkError(str(error)) from None

    def send_content(self, content: bytes) -> None:
        """Send bytes. Raises BrokenLinkError."""
        self._write(_HEAD.pack(_CONTENT, len(content)))
        self._write(content)

    def receive(self, max_bytes: int = 0) -> dict[str, Any] | bytes:
        """The next message, or up to ``max_bytes`` bytes. Raises BrokenLinkError."""
        kind, size = _HEAD.unpack(self._read(_HEAD.size))
        if kind == _CONTENT and size <= max_bytes:
            return self._read(size)
        if kind != _MESSAGE or size > MAX_MESSAGE_BYTES:
            raise BrokenLinkError("a frame of another kind or size than was asked for")
        try:
            message = json.loads(self._read(size))
        except (ValueError, RecursionError):
            raise BrokenLinkError("a message that cannot be read") from None
        if not isinstance(message, dict):
            raise BrokenLinkError("a message of another kind")
        return message

    def receive_message(self) -> dict[str, Any]:
        """The next message. Raises BrokenLinkError."""
        message = self.receive()
        if isinstance(message, bytes):
            raise BrokenLinkError("bytes where a message was expected")
        return message

    def receive_file(self) -> BinaryIO:
        """The open file that follows a message. Raises BrokenLinkError."""
        if self._socket is None:
            raise BrokenLinkError("a pipe passes no files")
        try:
            _, descriptors, _, _ = socket.recv_fds(self._socket, 1, 1)
        except OSError as error:
            raise BrokenLinkError(str(error)) from None
        if not descriptors:
            raise BrokenLinkError("no file came")
        return os.fdopen(descriptors[0], "rb")

    def close(self) -> None:
        """Close this end; the other one reads its end."""
        for one in (self._reader, self._writer, self._socket):
            if one is not None:
                try:
                    one.close()
                except OSError:
                    # The other side has gone with bytes unread.
                    continue

    def _write(self, content: bytes) -> None:
        left = memoryview(content)
        try:
            while left:
                left = left[self._writer.write(left) or 0 :]
        except (OSError, ValueError) as error:
            raise BrokenLinkError(str(error)) from None

    def _read(self, size: int) -> bytes:
        content = bytearray(size)
        left = memoryview(content)
        try:
            while left:
                count = self._reader.readinto(left)  # type: ignore[union-attr]
                if not count:
                    raise BrokenLinkError("the other side has ended")
                left = left[count:]
        except (OSError, ValueError) as error:
            raise BrokenLinkError(str(error)) from None
        return bytes(content)
