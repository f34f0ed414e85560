"""Get one address over https, within bounds of time, size and redirects.

Only https is spoken, also after a redirect, and every certificate is verified. A proxy of the
environment (``https_proxy``) and the certificates of ``SSL_CERT_FILE`` are used. Each request runs
in a thread of its own, which is left alone when the time is over: no step of a server, not even its
handshake, can hold the program longer.
"""

import http.client
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message as Headers
from typing import IO

from kiosk import __version__
from kiosk.content.pull_sources import refusal_of
from kiosk.domain import Message
from kiosk.domain.bounds import CALENDAR_BYTES

# Own numbers. A calendar of 8 MB takes 10 s over a slow line.
STEP_SECONDS, TOTAL_SECONDS = 15.0, 60.0
MOST_REDIRECTS = 5
_READ_SIZE = 1 << 16
_TYPES = frozenset(
    {"text/calendar", "application/calendar", "application/ics", "text/x-vcalendar", "text/plain"}
    | {"application/json", "application/ld+json", "text/json", "application/octet-stream"}
    | {"binary/octet-stream", "application/x-ics", "application/download", ""}
)
_LONGEST_HEADER = 500


class FetchError(Exception):
    """The address gave nothing that can be used; the message says why, in a lay person's words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server sent; ``body`` is None where nothing has changed since the last time."""

    body: bytes | None
    etag: str = ""
    modified: str = ""


@dataclass(kw_only=True)
class _Outcome:
    answer: Answer | None = None
    errors: list[Exception] = field(default_factory=list)


def fetch(address: str, etag: str = "", modified: str = "") -> Answer:
    """The answer of an address; ``etag`` and ``modified`` are those of the last one.

    Raises FetchError.
    """
    outcome = _Outcome()
    thread = threading.Thread(
        target=_work, args=(address, etag, modified, outcome), name="kiosk-pull", daemon=True
    )
    thread.start()
    thread.join(TOTAL_SECONDS)
    if thread.is_alive():
        raise FetchError(
            Message(
                "the server did not finish within {total_seconds:.0f} seconds",
                total_seconds=TOTAL_SECONDS,
            )
        )
    if outcome.answer is not None:
        return outcome.answer
    error = outcome.errors[0]
    raise error if isinstance(error, FetchError) else FetchError(_in_words(error))


@contextmanager
def open_address(address: str) -> Iterator[http.client.HTTPResponse]:
    """A file of any kind at an address, to be read in pieces. Raises FetchError.

    Each step of the server has STEP_SECONDS.
    """
    if why := refusal_of(address):
        raise FetchError(str(why))
    request = urllib.request.Request(address)
    request.add_header("User-Agent", f"kiosk-pull/{__version__}")
    request.add_header("Accept-Encoding", "identity")
    try:
        response = _opener().open(request, timeout=STEP_SECONDS)
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise FetchError(
            Message("{address}: {reason}", address=address, reason=_in_words(error))
        ) from error
    with response:
        if response.status != 200:
            raise FetchError(Message("the server answered {status}", status=response.status))
        if str(response.headers.get("Content-Encoding") or "identity").casefold() != "identity":
            raise FetchError(Message("the server sent it packed, which was not asked for"))
        yield response


def _work(address: str, etag: str, modified: str, outcome: _Outcome) -> None:
    try:
        outcome.answer = _get(address, etag, modified)
    except Exception as error:  # noqa: BLE001 - handed to the thread that waits
        outcome.errors.append(error)


class _HttpsRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, each to an address that could have been listed itself."""

    max_redirections = MOST_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request, or FetchError for an address that is not fetched."""
        if why := refusal_of(newurl):
            fp.close()
            shown = newurl[:_LONGEST_HEADER]
            raise FetchError(
                Message(
                    "it leads on to '{shown}', which is not fetched: {why}", shown=shown, why=why
                )
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """An opener that speaks https and nothing else: no http, no files, no FTP, no data."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _HttpsRedirects(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _get(address: str, etag: str, modified: str) -> Answer:
    if why := refusal_of(address):
        raise FetchError(str(why))
    request = urllib.request.Request(address)
    request.add_header("User-Agent", f"kiosk-pull/{__version__}")
    request.add_header("Accept", "text/calendar, application/json;q=0.9, */*;q=0.1")
    request.add_header("Accept-Encoding", "identity")
    if etag:
        request.add_header("If-None-Match", etag)
    if modified:
        request.add_header("If-Modified-Since", modified)
    try:
        response = _opener().open(request, timeout=STEP_SECONDS)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 304:
                return Answer(body=None, etag=etag, modified=modified)
        raise
    with response:
        if response.status != 200:
            raise FetchError(Message("the server answered {status}", status=response.status))
        _check_headers(response.headers)
        body = _read(response, response.headers)
        return Answer(
            body=body,
            etag=_header(response.headers, "ETag"),
            modified=_header(response.headers, "Last-Modified"),
        )


def _header(headers: Headers, name: str) -> str:
    """A header to be sent back the next time; "" for one that is long or has other signs."""
    value = str(headers.get(name) or "").strip()
    is_plain = value.isascii() and value.isprintable() and len(value) <= _LONGEST_HEADER
    return value if is_plain else ""


def _check_headers(headers: Headers) -> None:
    if str(headers.get("Content-Encoding") or "identity").strip().casefold() != "identity":
        raise FetchError(Message("the server sent it packed, which was not asked for"))
    kind = str(headers.get("Content-Type") or "").partition(";")[0].strip().casefold()
    if kind in ("text/html", "application/xhtml+xml"):
        raise FetchError(
            Message(
                "it is a web page and no calendar; perhaps one must log in "
                "there, or the address is that of the page instead of the "
                "calendar (.ics)"
            )
        )
    if kind not in _TYPES:
        raise FetchError(Message("it is of the type '{kind}' and no calendar", kind=kind[:60]))
    length = str(headers.get("Content-Length") or "")
    if length.isdigit() and not CALENDAR_BYTES.allows(int(length[:18])):
        raise _too_large()


def _read(response: http.client.HTTPResponse, headers: Headers) -> bytes:
    parts, size = [], 0
    while part := response.read1(_READ_SIZE):
        parts.append(part)
        size += len(part)
        if not CALENDAR_BYTES.allows(size):
            raise _too_large()
    length = str(headers.get("Content-Length") or "")
    if length.isdigit() and size != int(length[:18]):
        raise FetchError(
            Message("only {size:,} of {length} bytes arrived", size=size, length=length)
        )
    return b"".join(parts)


def _too_large() -> FetchError:
    return FetchError(
        Message(
            "it is too large; {limit_in_words} are read",
            limit_in_words=CALENDAR_BYTES.limit_in_words,
        )
    )


def _in_words(error: Exception) -> str:
    """Why a request failed, as an operator reads it."""
    if isinstance(error, urllib.error.HTTPError):
        words = {
            401: "one must log in there",
            403: "the server does not allow it",
            404: "there is nothing at this address any more",
            410: "there is nothing at this address any more",
            429: "the server asks to wait; fetch it less often",
        }.get(error.code)
        if 300 <= error.code < 400:
            return f"it leads on too often, or nowhere ({error.code})"
        return words or f"the server answered {error.code}"
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted: {reason.verify_message}"
    if isinstance(reason, TimeoutError):
        return f"the server did not answer within {STEP_SECONDS:.0f} seconds"
    if isinstance(reason, http.client.IncompleteRead):
        return "the answer ended before its end"
    if isinstance(reason, OSError) and reason.strerror:
        return f"the server cannot be reached: {reason.strerror}"
    return f"the server's answer cannot be read ({type(reason).__name__})"
