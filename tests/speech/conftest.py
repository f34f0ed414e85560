"""A speech-dispatcher of a few lines, which writes down what it takes for commands and data."""

import socket
import threading

import pytest

from kiosk.speech.speech_engine import SpeechEngine

REPLIES = {
    b"SPEAK": b"230 OK RECEIVING DATA\r\n",
    b"LIST SYNTHESIS_VOICES": b"249-Ada\ten-us\tnone\r\n249-Eva\tes\tnone\r\n249 OK VOICE LIST\r\n",
}


class FakeDispatcher:
    """Serves one connection after the other; what it was told stands in lists."""

    def __init__(self, address) -> None:
        self.commands: list[bytes] = []
        self.texts: list[bytes] = []
        self.refuses: bytes = b""
        self.keeps_speaking = False
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(address))
        self._socket.listen()
        self._connections: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self._connections.append(connection)
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection) -> None:
        lines = connection.makefile("rb")
        data: list[bytes] | None = None
        try:
            for raw in lines:
                line = raw.rstrip(b"\r\n")
                if data is None:
                    data = self._on_command(connection, line)
                elif line == b".":
                    self.texts.append(b"\n".join(data))
                    data = None
                    number = str(len(self.texts)).encode()
                    connection.sendall(b"225-" + number + b"\r\n225 OK MESSAGE QUEUED\r\n")
                    if not self.keeps_speaking:
                        connection.sendall(b"702-" + number + b"\r\n702-1\r\n702 END\r\n")
                else:
                    data.append(line[1:] if line.startswith(b".") else line)
        except OSError:
            return

    def _on_command(self, connection, line: bytes) -> list[bytes] | None:
        self.commands.append(line)
        if self.refuses and line.startswith(self.refuses):
            connection.sendall(b"300 ERR INTERNAL\r\n")
            return None
        connection.sendall(REPLIES.get(line, b"208 OK\r\n"))
        return [] if line == b"SPEAK" else None

    def close(self) -> None:
        for one in (*self._connections, self._socket):
            one.close()


@pytest.fixture
def dispatcher(tmp_path, monkeypatch):
    address = tmp_path / "speechd.sock"
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{address}")
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    server = FakeDispatcher(address)
    yield server
    server.close()


@pytest.fixture
def make_engine(qapp):
    """Makes engines that belong to the application, as the screen's does."""
    made = []

    def make() -> SpeechEngine:
        made.append(SpeechEngine(qapp))
        return made[-1]

    yield make
    for engine in made:
        engine.close()
        engine.deleteLater()
    qapp.processEvents()
