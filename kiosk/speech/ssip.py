"""A client of speech-dispatcher: its protocol SSIP over its socket, without any program between.

A text is sent as data, after the server has said that it waits for data, and a line that begins
with a dot is sent with two. No text can therefore become a command. The protocol is described in
speech-dispatcher's manual, "SSIP".
"""

import logging
import os
import shutil
import socket
import struct
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QSocketNotifier, QTimer, Signal

log = logging.getLogger(__name__)

REPLY_SECONDS = 5
# A voice that is slower than three characters a second has stalled.
_FIRST_SECONDS, _CHARACTERS_A_SECOND = 30, 3
# espeak-ng's list of voices with all of their variants has 12,000 lines.
_MOST_LINES, _MOST_UNREAD_BYTES = 100_000, 2**20
_RECONNECT_ATTEMPTS, _RECONNECT_MS = 20, 100
_READY_FOR_DATA, _VOICES = b"230", b"249"
_END, _CANCELED = b"702", b"703"


def ssip_data(text: str) -> bytes:
    """The lines of ``text`` as SSIP data, with dots doubled, and the line that ends them."""
    lines = text.encode("utf-8", "ignore").splitlines()
    stuffed = [b"." + line if line.startswith(b".") else line for line in lines]
    return b"".join(line + b"\r\n" for line in stuffed) + b".\r\n"


@dataclass(slots=True)
class _Step:
    """One line or block of data to send, and what follows its reply."""

    data: bytes
    then: Callable[[bytes, list[bytes]], None]
    # The number of the text that it belongs to; 0 for what holds for the whole connection.
    utterance: int = 0


class SsipClient(QObject):
    """Speaks one text at a time over one connection.

    ``finished`` follows when a text was spoken, was refused, or the server is gone; it never
    follows within ``say``. ``languages_known`` brings the languages of the voices, an empty set
    where the server cannot be reached.
    """

    finished = Signal()
    languages_known = Signal(frozenset)

    def __init__(self, address: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._socket: socket.socket | None = None
        self._notifiers: list[QSocketNotifier] = []
        self._steps: deque[_Step] = deque()
        # The first step was sent, and its reply is awaited.
        self._waiting = False
        self._unsent, self._unread = b"", b""
        self._reply: list[bytes] = []
        # Counts the texts; a number that is not the latest one belongs to a text that was stopped.
        self._utterance = 0
        self._speaking = False
        self._message = b""
        self._reply_timer = QTimer(self, interval=REPLY_SECONDS * 1000, singleShot=True)
        self._reply_timer.timeout.connect(self._on_timeout)
        self._speech_timer = QTimer(self, singleShot=True)
        self._speech_timer.timeout.connect(self._on_timeout)
        self._daemon: QProcess | None = None
        self._attempts_left = 0

    @staticmethod
    def is_installed(address: Path) -> bool:
        """True where the server runs, or can be started."""
        return address.is_socket() or shutil.which("speech-dispatcher") is not None

    # What the engine asks for

    def query_languages(self) -> None:
        """List the voices' languages; starts the server where it does not run."""
        if self._connect():
            self._list_voices()
        elif shutil.which("speech-dispatcher") and self._daemon is None:
            self._daemon = QProcess(self)
            self._daemon.finished.connect(self._after_spawn)
            self._daemon.errorOccurred.connect(
                lambda error: (
                    self.languages_known.emit(frozenset())
                    if error is QProcess.ProcessError.FailedToStart
                    else None
                )
            )
            self._attempts_left = _RECONNECT_ATTEMPTS
            arguments = ["--spawn", "--communication-method", "unix_socket"]
            self._daemon.start(
                "speech-dispatcher", [*arguments, "--socket-path", str(self._address)]
            )
        else:
            self.languages_known.emit(frozenset())

    def _after_spawn(self) -> None:
        if self._connect():
            self._list_voices()
        elif self._attempts_left > 0:
            self._attempts_left -= 1
            QTimer.singleShot(_RECONNECT_MS, self, self._after_spawn)
        else:
            self.languages_known.emit(frozenset())

    def _list_voices(self) -> None:
        self._add(b"LIST SYNTHESIS_VOICES\r\n", self._on_voices)

    def say(self, text: str, language: str, *, volume: int, rate: int, pitch: int) -> None:
        """Speak ``text``, which has no line breaks; the others run from -100 to 100."""
        self.stop()
        self._utterance += 1
        number = self._utterance
        self._speaking = True
        if not self._connect():
            QTimer.singleShot(0, self, lambda: self._finish(number))
            return
        seconds = _FIRST_SECONDS + len(text) // _CHARACTERS_A_SECOND
        self._speech_timer.start(seconds * 1000)
        self._add(f"SET SELF LANGUAGE {language}\r\n".encode("ascii"), number=number)
        for name, value in (("VOLUME", volume), ("RATE", rate), ("PITCH", pitch)):
            bounded = max(-100, min(100, value))
            self._add(f"SET SELF {name} {bounded}\r\n".encode("ascii"), number=number)

        def on_ready(code: bytes, _lines: list[bytes]) -> None:
            # Without this reply the server would take the text for commands.
            if code == _READY_FOR_DATA:
                self._steps.appendleft(_Step(ssip_data(text), on_queued, number))
            else:
                self._finish(number)

        def on_queued(code: bytes, lines: list[bytes]) -> None:
            if number != self._utterance or not self._speaking:
                return
            if code.startswith(b"2") and len(lines) > 1:
                self._message = lines[0]
            else:
                self._finish(number)

        self._add(b"SPEAK\r\n", on_ready, number)

    def stop(self) -> None:
        """Stop at once what is spoken."""
        speaking, self._speaking, self._message = self._speaking, False, b""
        self._speech_timer.stop()
        if speaking and self._socket is not None:
            # What has not been sent yet need not be sent. What is being sent is cancelled once the
            # server has it.
            self._steps = deque(
                step
                for place, step in enumerate(self._steps)
                if not step.utterance or (self._waiting and place == 0)
            )
            self._add(b"CANCEL SELF\r\n")

    def close(self) -> None:
        """Stop, and leave the server."""
        self.stop()
        self._disconnect()

    # The connection

    def _connect(self) -> bool:
        if self._socket is not None:
            return True
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.setblocking(False)
            connection.connect(str(self._address))
            if not _is_own_server(connection):
                log.warning("%s belongs to another user; it is not used", self._address)
                raise PermissionError
        except (OSError, ValueError):
            connection.close()
            return False
        self._socket = connection
        kinds = (
            (QSocketNotifier.Type.Read, self._on_readable),
            (QSocketNotifier.Type.Write, self._flush),
        )
        for kind, slot in kinds:
            notifier = QSocketNotifier(connection.fileno(), kind, self)
            notifier.activated.connect(slot)
            self._notifiers.append(notifier)
        self._add(b"SET SELF CLIENT_NAME kiosk:kiosk:main\r\n")
        self._add(b"SET SELF SSML_MODE off\r\n", self._must_hold)
        self._add(b"SET SELF NOTIFICATION END on\r\n", self._must_hold)
        self._add(b"SET SELF NOTIFICATION CANCEL on\r\n", self._must_hold)
        return True

    def _disconnect(self) -> None:
        self._reply_timer.stop()
        for notifier in self._notifiers:
            notifier.setEnabled(False)
            notifier.deleteLater()
        self._notifiers.clear()
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        self._steps.clear()
        self._reply.clear()
        self._waiting = False
        self._unsent = self._unread = b""

    def _on_timeout(self) -> None:
        log.warning("speech-dispatcher does not answer")
        self._drop()

    def _drop(self) -> None:
        """Give the connection up; the next text makes a new one."""
        listing = any(step.then == self._on_voices for step in self._steps)
        self._disconnect()
        if listing:
            self.languages_known.emit(frozenset())
        self._finish(self._utterance)

    def _finish(self, number: int) -> None:
        if self._speaking and number == self._utterance:
            self._speaking, self._message = False, b""
            self._speech_timer.stop()
            self.finished.emit()

    # Sending: one step at a time, the next one after the reply

    def _add(
        self,
        data: bytes,
        then: Callable[[bytes, list[bytes]], None] = lambda *_: None,
        number: int = 0,
    ) -> None:
        self._steps.append(_Step(data, then, number))
        self._send_next()

    def _send_next(self) -> None:
        if not self._waiting and self._steps:
            self._waiting = True
            self._unsent += self._steps[0].data
            self._reply_timer.start()
            self._flush()

    def _flush(self) -> None:
        if self._socket is None:
            return
        try:
            while self._unsent:
                self._unsent = self._unsent[self._socket.send(self._unsent) :]
        except BlockingIOError:
            pass
        except OSError:
            # Within a call of say; what reads sees the end as well.
            self._unsent = b""
        if len(self._notifiers) > 1:
            self._notifiers[1].setEnabled(bool(self._unsent))

    # Receiving

    def _on_readable(self) -> None:
        connection = self._socket
        if connection is None:
            return
        try:
            received = connection.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        if not received:
            self._drop()
            return
        *lines, self._unread = (self._unread + received).split(b"\n")
        for line in lines:
            # The texts' end may have closed this connection and made another one.
            if self._socket is not connection:
                return
            self._on_line(line.rstrip(b"\r"))
        if len(self._unread) > _MOST_UNREAD_BYTES or len(self._reply) > _MOST_LINES:
            self._drop()

    def _on_line(self, line: bytes) -> None:
        code, mark, words = line[:3], line[3:4], line[4:]
        self._reply.append(words)
        if mark == b"-":
            return
        reply, self._reply = self._reply, []
        if code.startswith(b"7"):
            if code in (_END, _CANCELED) and self._message and reply[0] == self._message:
                self._finish(self._utterance)
            return
        if not self._waiting or not self._steps:
            # No question was asked: this is no server that the texts could be given to.
            self._drop()
            return
        self._reply_timer.stop()
        step = self._steps.popleft()
        self._waiting = False
        step.then(code, reply)
        self._send_next()

    def _must_hold(self, code: bytes, _lines: list[bytes]) -> None:
        if not code.startswith(b"2"):
            log.warning("speech-dispatcher refuses a setting that plain text needs")
            self._drop()

    def _on_voices(self, code: bytes, lines: list[bytes]) -> None:
        tags = {line.split(b"\t", 2)[1] for line in lines if code == _VOICES and b"\t" in line}
        self.languages_known.emit(
            frozenset(tag.decode("utf-8", "replace").split("-")[0].casefold() for tag in tags)
        )


def _is_own_server(connection: socket.socket) -> bool:
    """True when the server runs as this user or as root."""
    option = getattr(socket, "SO_PEERCRED", None)
    if option is None:
        return True
    _, user, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, option, 12))
    return user in (os.geteuid(), 0)
