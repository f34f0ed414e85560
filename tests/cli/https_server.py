"""An https server of the tests, on 127.0.0.1, and what it answers."""

import http.server
import ssl
import subprocess
import threading


class Server:
    """An https server whose ``answers`` by path are functions of the request handler."""

    def __init__(self, folder):
        self.answers, self.asked = {}, []
        self.ended = threading.Event()
        asked, answers = self.asked, self.answers

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append((self.path, dict(self.headers)))
                try:
                    answers[self.path](self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *words):
                """Say nothing."""

        class Listener(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address):
                """A client that goes away is no error here."""

        self._server = Listener(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        self._server.socket = context.wrap_socket(
            self._server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()


def run(*words, folder):
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True, timeout=30)


def sent(body, kind="text/calendar; charset=utf-8", status=200, **headers):
    """An answer with this body; ``Content_Length`` among the headers may lie."""

    def answer(handler):
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(headers.pop("Content_Length", len(body))))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer
