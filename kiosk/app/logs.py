"""The program's log: one line an event, whoever tells it, and a cap, so that no fault can fill a disk."""

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

SAME_SECONDS = 3600.0
LINES_A_MINUTE = 200
_REMEMBERED = 500
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def begin() -> None:
    """Log to stderr from now on, also what Qt has to say and what nobody has caught; a crash below Python says where Python was."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger().handlers[0].addFilter(Cap())
    sys.excepthook = _uncaught
    threading.excepthook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)
    qInstallMessageHandler(_of_qt)
    # What Qt says while the interpreter goes away has nobody to hear it.
    atexit.register(qInstallMessageHandler, None)
    if not faulthandler.is_enabled():
        faulthandler.enable()


def _uncaught(
    kind: type[BaseException], error: BaseException | None, where: TracebackType | None
) -> None:
    if issubclass(kind, (KeyboardInterrupt, SystemExit)) or error is None:
        return
    logging.getLogger("kiosk").critical("nobody caught this", exc_info=(kind, error, where))


def _of_qt(kind: QtMsgType, where: QMessageLogContext, words: str) -> None:
    logging.getLogger(f"qt.{where.category or 'default'}").log(
        _LEVELS.get(kind, logging.WARNING), "%s", words
    )


class Cap(logging.Filter):
    """Lets a line through once an hour, and at most so many lines a minute; says how many it held back."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._minute, self._lines = time.monotonic(), 0

    def filter(self, record: logging.LogRecord) -> bool:
        """True when the line is to be written."""
        now = time.monotonic()
        words = " ".join(record.getMessage().splitlines())
        if record.exc_info:
            lines = "".join(traceback.format_exception(*record.exc_info)).splitlines()
            words = f"{words}: {' | '.join(line.strip() for line in lines)}"
            record.exc_info = record.exc_text = None
        # One event, one line: journalctl and grep show it whole.
        record.msg, record.args = words, ()
        when, held = self._seen.get(words, (now - SAME_SECONDS, 0))
        if now - when < SAME_SECONDS:
            self._seen[words] = (when, held + 1)
            return False
        if now - self._minute >= 60:
            self._minute, self._lines = now, 0
        self._lines += 1
        if self._lines > LINES_A_MINUTE:
            return False
        self._seen[words] = (now, 0)
        self._seen.move_to_end(words)
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        if held:
            record.msg = f"{words} ({held} more times in the hour before)"
        return True
