"""The log's cap: the same line again and again is one line an hour, and no fault can fill a disk."""

import logging
import time
import traceback
from collections import OrderedDict

SAME_SECONDS = 3600.0
LINES_A_MINUTE = 200
_REMEMBERED = 500


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
