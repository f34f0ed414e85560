"""A mounted copy of a folder that stalls when asked to, as a share whose server has gone.

Every access waits then: stat, open, read and listing alike, in whatever library makes it. The
kernel's own protocol for file systems in user space is spoken (FUSE, fuse(4)), read-only and with
nothing cached. Only root may mount it.

    python stalling_share.py FOLDER MOUNTPOINT      mounts, and serves until it is ended

A byte on its standard input stalls the share (``s``) or lets it answer again (``g``).
"""

from __future__ import annotations

import ctypes
import errno
import os
import select
import struct
import subprocess
import sys
import time
from pathlib import Path

_LOOKUP, _FORGET, _GETATTR, _OPEN, _READ, _STATFS, _RELEASE = 1, 2, 3, 14, 15, 17, 18
_INIT, _OPENDIR, _READDIR, _RELEASEDIR, _INTERRUPT, _BATCH_FORGET = 26, 27, 28, 29, 36, 42
# fuse_in_header: length, opcode, unique, nodeid, uid, gid, pid, padding.
_HEADER = struct.Struct("<IIQQIIII")
_ANSWER = struct.Struct("<IiQ")
# fuse_attr: inode, size, blocks, three times in seconds and in nanoseconds, mode, links, ids, rest.
_ATTRIBUTES = struct.Struct("<QQQqqqIIIIIIIIII")
_MOST = 1 << 17


class _Server:
    """Answers the kernel's questions from ``folder``; nodes are numbered in the order asked for."""

    def __init__(self, folder: Path, device: int) -> None:
        self._device = device
        self._paths = [folder, folder]
        self._nodes = {folder: 1}
        self._held: list[bytes] | None = None

    def run(self) -> None:
        while True:
            ready, _, _ = select.select([self._device, 0], [], [])
            if 0 in ready:
                word = os.read(0, 1)
                if not word:
                    return
                if word == b"s":
                    self._held = []
                else:
                    held, self._held = self._held or [], None
                    for question in held:
                        self._answer(question)
            if self._device in ready:
                try:
                    question = os.read(self._device, _MOST + 4096)
                except OSError as error:
                    if error.errno == errno.ENODEV:
                        return
                    continue
                if self._held is None:
                    self._answer(question)
                else:
                    self._held.append(question)

    def _answer(self, question: bytes) -> None:
        _, opcode, unique, node, *_ = _HEADER.unpack_from(question)
        if opcode in (_FORGET, _BATCH_FORGET, _INTERRUPT):
            return
        try:
            body, number = self._body(opcode, node, question[_HEADER.size :]), 0
        except OSError as error:
            body, number = b"", error.errno or errno.EIO
        try:
            os.write(self._device, _ANSWER.pack(_ANSWER.size + len(body), -number, unique) + body)
        except OSError:
            # Whoever asked has been killed meanwhile.
            return

    def _body(self, opcode: int, node: int, given: bytes) -> bytes:
        path = self._paths[node] if node < len(self._paths) else self._paths[0]
        if opcode == _INIT:
            # Version 7.31; writes and background requests as large as the kernel likes.
            return struct.pack("<IIIIHHIIHHI28x", 7, 31, _MOST, 0, 12, 9, _MOST, 1, 0, 0, 0)
        if opcode == _LOOKUP:
            child = path / os.fsdecode(given.rstrip(b"\0"))
            number = self._number(child, child.lstat())
            return struct.pack("<QQQQII", number, 0, 0, 0, 0, 0) + self._attributes(child, number)
        if opcode == _GETATTR:
            return struct.pack("<QII", 0, 0, 0) + self._attributes(path, node)
        if opcode in (_OPEN, _OPENDIR):
            return struct.pack("<QII", 0, 0, 0)
        if opcode == _READ:
            _, offset, size = struct.unpack_from("<QQI", given)
            with path.open("rb") as file:
                file.seek(offset)
                return file.read(size)
        if opcode == _READDIR:
            _, offset, size = struct.unpack_from("<QQI", given)
            return self._listed(path, offset, size)
        if opcode == _STATFS:
            return struct.pack("<QQQQQIII24x", 1, 0, 0, 1, 0, 4096, 255, 4096)
        if opcode in (_RELEASE, _RELEASEDIR):
            return b""
        raise OSError(errno.ENOSYS, "not offered")

    def _number(self, path: Path, _stat: os.stat_result) -> int:
        if path not in self._nodes:
            self._nodes[path] = len(self._paths)
            self._paths.append(path)
        return self._nodes[path]

    def _attributes(self, path: Path, number: int) -> bytes:
        stat = path.lstat()
        times = (stat.st_atime_ns, stat.st_mtime_ns, stat.st_ctime_ns)
        return _ATTRIBUTES.pack(
            number,
            stat.st_size,
            stat.st_blocks,
            *(at // 10**9 for at in times),
            *(at % 10**9 for at in times),
            stat.st_mode,
            stat.st_nlink,
            stat.st_uid,
            stat.st_gid,
            0,
            4096,
            0,
        )

    def _listed(self, path: Path, offset: int, size: int) -> bytes:
        entries = b""
        for place, name in enumerate(sorted(os.listdir(path))):
            if place < offset:
                continue
            raw = os.fsencode(name)
            entry = struct.pack("<QQII", place + 1, place + 1, len(raw), 0) + raw
            entry += b"\0" * (-len(entry) % 8)
            if len(entries) + len(entry) > size:
                break
            entries += entry
        return entries


class StallingShare:
    """Start with ``with``: ``place`` then shows ``folder``. Raises OSError where it may not be
    mounted.
    """

    def __init__(self, folder: Path, place: Path) -> None:
        self._folder, self.place = folder, place

    def __enter__(self) -> StallingShare:
        self.place.mkdir(parents=True, exist_ok=True)
        self._server = subprocess.Popen(
            [sys.executable, __file__, str(self._folder), str(self.place)], stdin=subprocess.PIPE
        )
        end = time.monotonic() + 10
        while not os.path.ismount(self.place):
            if self._server.poll() is not None or time.monotonic() > end:
                self.__exit__()
                raise OSError(errno.EPERM, "no file system can be mounted here")
            time.sleep(0.02)
        return self

    def stall(self) -> None:
        """Let every access wait from now on."""
        self._send(b"s")

    def go_on(self) -> None:
        """Answer all that waits, and whatever is asked from now on."""
        self._send(b"g")

    def _send(self, word: bytes) -> None:
        assert self._server.stdin is not None
        self._server.stdin.write(word)
        self._server.stdin.flush()

    def __exit__(self, *_: object) -> None:
        # Without its server the share answers with an error: whoever still waits is let go.
        self._server.kill()
        self._server.wait()
        if self._server.stdin is not None:
            self._server.stdin.close()
        subprocess.run(["umount", "-l", str(self.place)], capture_output=True, check=False)


def main() -> int:
    folder, place = (Path(word) for word in sys.argv[1:])
    device = os.open("/dev/fuse", os.O_RDWR)
    libc = ctypes.CDLL(None, use_errno=True)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other,default_permissions"
    if libc.mount(b"share", os.fsencode(place), b"fuse", 0, options.encode()):
        print(f"cannot mount: {os.strerror(ctypes.get_errno())}", file=sys.stderr)
        return 1
    _Server(folder, device).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
