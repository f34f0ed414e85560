"""The notices that stand now, read in a process of its own while nothing else shows them.

The supervisor's poster, and a start that waits for a share, cannot read the folder themselves: it
may hang, or be what the program fell over. The process reads the folders' notices twice a second,
each folder in a thread of its own, and prints what is to be shown as a line of JSON: the turns of
emergencies, and the bands of other notices, for which only the poster has room.

    python -m kiosk.app.emergency_reader FOLDER [FURTHER FOLDER ...]
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.domain import Exhibition, Notice, NoticeLevel
from kiosk.settings import Settings

log = logging.getLogger(__name__)

PERIOD_SECONDS = 0.5
# Seconds for the exhibition's languages and zone; a share may hang.
EXHIBITION_SECONDS = 1.5
# Bytes of address space.
MEMORY_LIMIT = 2 * 1024**3
# Milliseconds before an ended process is started again, and for which one set of words is shown.
RESTART_MS, TURN_MS = 2_000, 10_000
# Bytes of a line; the bounds of notices leave less.
MOST_BYTES = 512 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyWords:
    """An emergency in one language; ``sign`` says what it is, ``call`` whom to call in danger.

    ``issued`` is the hour of its issue. ``payload`` is what its code leads to and ``address`` that
    in readable form; "" without a code.
    """

    headline: str = ""
    text: str = ""
    sign: str = ""
    call: str = ""
    right_to_left: bool = False
    issued: str = ""
    payload: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """A notice that is no emergency: its headline and text, and both in a second language."""

    headline: str = ""
    text: str = ""
    second: str = ""
    right_to_left: bool = False


# What is shown at one time: one language, or two.
Turn = tuple[EmergencyWords, ...]


class EmergencyReader(QObject):
    """Starts the process, and again when it has ended; ``changed`` follows what is to be shown.

    What an ended process told last stays until another one tells something else.
    """

    changed = Signal()
    # The process's number, and a line that it told; b"" at its end.
    _told = Signal(int, bytes)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        flags = ["-P"] if sys.flags.safe_path else []
        folders = map(str, (settings.folder, *settings.further_folders))
        self._command = [sys.executable, *flags, "-m", "kiosk.app.emergency_reader", *folders]
        self._turns: tuple[Turn, ...] = ()
        self._bands: tuple[Band, ...] = ()
        self._at = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._restart = QTimer(self, singleShot=True, interval=RESTART_MS)
        self._restart.timeout.connect(self._start)
        self._turn_timer = QTimer(self, interval=TURN_MS)
        self._turn_timer.timeout.connect(self.take_turn)
        self._start()

    @property
    def turn(self) -> Turn:
        """What is to be shown now; empty without an emergency."""
        return self._turns[self._at % len(self._turns)] if self._turns else ()

    @property
    def band(self) -> Band | None:
        """The notice of the band now; None without one, and while an emergency stands."""
        return self._bands[self._at % len(self._bands)] if self._bands and not self._turns else None

    def close(self) -> None:
        """End the process. One that waits for a hanging share is left to end with that."""
        self._restart.stop()
        self._turn_timer.stop()
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    @Slot()
    def take_turn(self) -> None:
        """Show the next languages, or the next emergency."""
        self._at += 1
        self.changed.emit()

    @Slot()
    def _start(self) -> None:
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            log.error("The notices are not read: %s", error.strerror)
            self._restart.start()
            return
        self._process = process
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        """In a thread of its own: hand on what the process tells, until it ends."""
        assert process.stdout is not None
        with process.stdout as told, suppress(RuntimeError):
            # RuntimeError: this object has gone.
            while line := told.readline(MOST_BYTES):
                self._told.emit(process.pid, line)
            process.wait()
            self._told.emit(process.pid, b"")

    @Slot(int, bytes)
    def _take(self, pid: int, line: bytes) -> None:
        if self._process is None or self._process.pid != pid:
            return
        if not line:
            self._restart.start()
            return
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            found = json.loads(line)
            turns = tuple(_turns_from(found["turns"]))
            self._set_notices(turns, tuple(Band(**band) for band in found["bands"]))

    def _set_notices(self, turns: tuple[Turn, ...], bands: tuple[Band, ...]) -> None:
        if (turns, bands) == (self._turns, self._bands):
            return
        self._turns, self._bands, self._at = turns, bands, 0
        if len(turns) > 1 or len(bands) > 1:
            self._turn_timer.start()
        else:
            self._turn_timer.stop()
        self.changed.emit()


def _turns_from(found: Any) -> Iterator[Turn]:
    for turn in found:
        yield tuple(EmergencyWords(**words) for words in turn)


# The process


class _Folder:
    """The notices of one folder, as its thread read them last."""

    def __init__(self, root: Path, number: int, exhibition: Exhibition) -> None:
        self.notices: tuple[Notice, ...] = ()
        self._root, self._number, self._exhibition = root, number, exhibition
        threading.Thread(target=self._watch, name="notices", daemon=True).start()

    def _watch(self) -> None:
        from kiosk.content.notice_reader import NoticesReader, scan_notices

        reader, shown, last = NoticesReader(), None, None
        while True:
            with suppress(OSError):
                found = scan_notices(self._root, further=self._number > 0)
                # As in ``NoticeWatch``: two looks agree before a file is read. What was there
                # before this process is whole.
                agreed, last = last in (None, found.change_token), found.change_token
                if found.answers and agreed and last != shown:
                    self.notices = reader.read(found, self._exhibition)
                    shown = None if reader.has_unreadable else last
            time.sleep(PERIOD_SECONDS)


def standing_notices(
    notices: tuple[Notice, ...], exhibition: Exhibition, now: datetime, state: Path
) -> dict[str, object]:
    """The turns and bands of what stands at ``now``, by what staff decided in ``state``."""
    from kiosk.domain.notice import settled
    from kiosk.i18n.formatting import is_right_to_left_language
    from kiosk.schedule.notices import active_notices
    from kiosk.staff.notice_choices import NoticeChoices, fingerprint
    from kiosk.viewmodels.displayed.notice_words import (
        NO_WORDS,
        BandWords,
        emergency_turns,
        issued_at,
    )

    choices = NoticeChoices(state)
    known = settled(notices)
    taken_down = [one for one in known if fingerprint(one) in choices.taken_down]
    active = active_notices(known, now, put_up=choices.put_up, taken_down=taken_down)
    emergencies = [one for one in active if one.level is NoticeLevel.EMERGENCY]
    language = next(iter(exhibition.languages), "en")
    bands = [
        (one, BandWords.of(one, language, exhibition.languages))
        for one in active
        if one not in emergencies
    ]
    turns = [
        [
            asdict(
                EmergencyWords(
                    headline=words.headline,
                    text=words.text,
                    sign=words.sign,
                    call=words.call,
                    right_to_left=words.right_to_left,
                    issued=issued_at(turn.notice, now, turn.first.language),
                    payload=turn.payload,
                    address=turn.address,
                )
            )
            for words in (turn.first, turn.second)
            if words != NO_WORDS
        ]
        for turn in emergency_turns(emergencies, exhibition)
    ]
    return {
        "turns": turns,
        "bands": [
            asdict(
                Band(
                    headline=words.headline,
                    text=words.text or words.short,
                    second=words.second,
                    right_to_left=is_right_to_left_language(one.headline.language_for(language)),
                )
            )
            for one, words in bands
        ],
    }


def _exhibition_of(folder: Path, more: list[Path]) -> tuple[Path, Exhibition]:
    """Where the notices lie, and the languages and zone; a folder that hangs has none."""
    from kiosk.app.machine import content_cache_folder
    from kiosk.app.timeout import call_with_timeout
    from kiosk.content.cache.startup_cache import StartupCache
    from kiosk.content.exhibition import read_exhibition

    def read() -> tuple[Path, Exhibition] | None:
        if (folder / "kiosk.yaml").exists():
            return folder, read_exhibition(folder, [])[0]
        return None

    def remembered() -> tuple[Path, Exhibition] | None:
        found = StartupCache(folder, content_cache_folder(), more=more).last_good()
        return (found.snapshot.root, found.snapshot.exhibition) if found else None

    for way in (read, remembered):
        with suppress(Exception):
            answer = call_with_timeout(way, EXHIBITION_SECONDS)
            if answer is not None:
                return answer
    return folder, Exhibition()


def watch(
    folders: list[Path], state: Path, tell: Callable[[str], None], parent: int | None = None
) -> None:
    """Call ``tell`` with a line of JSON whenever other words are to be shown.

    Ends when the process ``parent`` has gone.
    """
    root, exhibition = _exhibition_of(folders[0].absolute(), folders[1:])
    roots = [root, *(one.absolute() for one in folders[1:])]
    watched = [_Folder(one, number, exhibition) for number, one in enumerate(roots)]
    zone, told = ZoneInfo(exhibition.timezone), ""
    while parent is None or os.getppid() == parent:
        notices = tuple(one for some in watched for one in some.notices)
        line = json.dumps(standing_notices(notices, exhibition, datetime.now(zone), state))
        if line != told:
            told = line
            tell(line)
        time.sleep(PERIOD_SECONDS / 2)


def main(folders: list[str]) -> int:
    """Print what is to be shown, until the reader ends."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    from kiosk.paths import state_folder
    from kiosk.settings import read_settings

    paths = [Path(one) for one in folders]
    state = state_folder(read_settings(folder=paths[0]))
    with suppress(BrokenPipeError):
        watch(paths, state, lambda line: print(line, flush=True), os.getppid())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
