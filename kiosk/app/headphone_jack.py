"""Headphones that are in at the start, and those in a jack of the machine itself.

A keypad tells its jack by keys, and only when something is put in or pulled out. What was told last
is kept in the status folder, which the machine forgets when it is switched off: after a restart of
the program speech goes on. A jack of the machine is a switch of the kernel (``SW_HEADPHONE_INSERT``
of ``input-event-codes.h``), whose state can be asked for.
"""

from __future__ import annotations

import logging
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier

from kiosk.keypad import KeypadAction
from kiosk.settings import Settings
from kiosk.status.folders import status_folder
from kiosk.window.keypad_navigation import KeypadNavigation

log = logging.getLogger(__name__)

FILE = "headphones"
INPUT = Path("/dev/input")
# Devices that are looked at, and events that are read at a time.
MOST_DEVICES, MOST_EVENTS = 64, 64
# struct input_event of a 64-bit kernel: seconds, microseconds, type, code, value.
EVENT = struct.Struct("@llHHi")
EV_SW, SW_HEADPHONE_INSERT = 0x05, 0x02
# Bytes for the bits of all switches.
_BITS = 8


def _read_request(number: int) -> int:
    """The number of an ioctl of input devices that reads ``_BITS`` bytes."""
    return 2 << 30 | _BITS << 16 | ord("E") << 8 | number


# EVIOCGBIT(EV_SW) and EVIOCGSW of linux/input.h.
HAS_SWITCHES, SWITCHES = _read_request(0x20 + EV_SW), _read_request(0x1B)
Ask = Callable[[int, int], bytes]


def _ask(device: int, request: int) -> bytes:
    """What a device answers. Raises OSError."""
    import fcntl

    return fcntl.ioctl(device, request, bytes(_BITS))


def is_inserted(device: int, ask: Ask = _ask) -> bool | None:
    """Whether headphones are in the jack of an open input device; None where it has no jack."""
    try:
        if not _has_bit(ask(device, HAS_SWITCHES)):
            return None
        return _has_bit(ask(device, SWITCHES))
    except OSError:
        return None


def _has_bit(bits: bytes) -> bool:
    return bool(bits[SW_HEADPHONE_INSERT // 8] >> SW_HEADPHONE_INSERT % 8 & 1)


def changes_in(events: bytes) -> Iterator[bool]:
    """The changes of a jack among events as the kernel hands them out; others are passed over."""
    whole = len(events) - len(events) % EVENT.size
    for _, _, kind, code, value in EVENT.iter_unpack(events[:whole]):
        if (kind, code) == (EV_SW, SW_HEADPHONE_INSERT):
            yield bool(value)


class HeadphoneJack(QObject):
    """Tells ``keypad`` what is in a jack at the start, and follows the machine's own jacks.

    A device that may not be read is passed over: the keys of a keypad reach the window.
    """

    def __init__(
        self, keypad: KeypadNavigation, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keypad = keypad
        self._file = status_folder(settings) / FILE
        self._notifiers: dict[int, QSocketNotifier] = {}
        inserted = [self._follow(path) for path in _devices()]
        keypad.plugged_changed.connect(self._remember)
        if any(inserted) or self._file.exists():
            keypad.on_pressed(KeypadAction.JACK_IN)

    def close(self) -> None:
        """Follow no device any more."""
        for device in list(self._notifiers):
            self._drop(device)

    def _remember(self, plugged: bool) -> None:
        with suppress(OSError):
            if plugged:
                self._file.touch()
            else:
                self._file.unlink(missing_ok=True)

    def _follow(self, path: Path) -> bool:
        """Follow the jack of a device, if it has one; returns whether headphones are in it."""
        try:
            device = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError:
            return False
        inserted = is_inserted(device)
        if inserted is None:
            os.close(device)
            return False
        notifier = QSocketNotifier(device, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda: self._read(device))
        self._notifiers[device] = notifier
        return inserted

    def _read(self, device: int) -> None:
        try:
            events = os.read(device, MOST_EVENTS * EVENT.size)
        except BlockingIOError:
            return
        except OSError:
            # It was unplugged.
            events = b""
        if not events:
            self._drop(device)
        for inserted in changes_in(events):
            action = KeypadAction.JACK_IN if inserted else KeypadAction.JACK_OUT
            self._keypad.on_pressed(action)

    def _drop(self, device: int) -> None:
        notifier = self._notifiers.pop(device)
        notifier.setEnabled(False)
        notifier.deleteLater()
        os.close(device)


def _devices() -> list[Path]:
    try:
        return sorted(INPUT.glob("event*"))[:MOST_DEVICES]
    except OSError:
        return []
