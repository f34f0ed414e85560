"""The program's log: one line for each event, and a limit, so that no fault can fill a disk."""

import atexit
import faulthandler
import logging
import sys
import threading
import time
import traceback
from collections import OrderedDict
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from kiosk.status.log_format import log_format

REPEAT_SECONDS = 3600.0
LINES_A_MINUTE = 200
_REMEMBERED_LINES = 500
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def configure_logging(screen: str = "") -> None:
    """Log to stderr from now on, including Qt's messages and uncaught exceptions.

    With the name of a ``screen``, each line carries it: several screens have one journal. A crash
    below Python prints Python's stack.
    """
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format=log_format(screen))
    logging.getLogger().handlers[0].addFilter(RateLimit())
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(
        args.exc_type, args.exc_value, args.exc_traceback
    )
    qInstallMessageHandler(_log_qt_message)
    # Python's handler must not be called while the interpreter shuts down.
    atexit.register(qInstallMessageHandler, None)
    if not faulthandler.is_enabled():
        faulthandler.enable()


def _log_uncaught(
    kind: type[BaseException], error: BaseException | None, where: TracebackType | None
) -> None:
    if issubclass(kind, (KeyboardInterrupt, SystemExit)) or error is None:
        return
    logging.getLogger("kiosk").critical("Uncaught exception", exc_info=(kind, error, where))


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(
        _LEVELS.get(kind, logging.WARNING), "%s", message
    )


class RateLimit(logging.Filter):
    """Passes the same line once an hour, and at most LINES_A_MINUTE lines a minute.

    A repeated line says how often it was held back.
    """

    def __init__(self) -> None:
        super().__init__()
        # Each line's last time and how often it was held back since.
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._minute_began, self._lines = time.monotonic(), 0

    def filter(self, record: logging.LogRecord) -> bool:
        """True when the line is to be written. Turns the record into one line."""
        now = time.monotonic()
        message = _flatten(record)
        last, held_back = self._seen.get(message, (now - REPEAT_SECONDS, 0))
        if now - last < REPEAT_SECONDS:
            self._seen[message] = (last, held_back + 1)
            return False
        if now - self._minute_began >= 60:
            self._minute_began, self._lines = now, 0
        self._lines += 1
        if self._lines > LINES_A_MINUTE:
            return False
        self._seen[message] = (now, 0)
        self._seen.move_to_end(message)
        if len(self._seen) > _REMEMBERED_LINES:
            self._seen.popitem(last=False)
        if held_back:
            record.msg = f"{message} ({held_back} more times in the hour before)"
        return True


def _flatten(record: logging.LogRecord) -> str:
    """Put message and traceback on one line, which journalctl and grep show whole; return it."""
    message = " ".join(record.getMessage().splitlines())
    if record.exc_info:
        lines = "".join(traceback.format_exception(*record.exc_info)).splitlines()
        message = f"{message}: {' | '.join(line.strip() for line in lines)}"
        record.exc_info = record.exc_text = None
    record.msg, record.args = message, ()
    return message
