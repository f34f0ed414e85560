"""Reads and checks the folder in a thread, as often as it changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from kiosk.check import Findings, examine
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import LoadResult, load
from kiosk.studio.model.guidance.checking import CheckedFolder, FieldProblem
from kiosk.studio.model.guidance.checklist import Step, checklist
from kiosk.studio.viewmodels.past_items import past_teller
from kiosk.studio.viewmodels.problems import ShownProblem, shown_problem

log = logging.getLogger(__name__)
JOIN_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was read of the folder, and what the check says of it; None until it was checked.

    ``steps`` are those of the checklist.
    """

    result: LoadResult
    problems: tuple[ShownProblem, ...] | None = None
    steps: tuple[Step, ...] = ()


class FolderReading(QObject):
    """Emits ``done`` with each ``Reading``, first without its problems, then with them.

    Of several requests that wait, one is obeyed.
    """

    done = Signal(object)
    # The number of the last request that was obeyed, in the order of ``done``.
    _ended = Signal(int)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._cache = ReadCache()
        self._condition = threading.Condition()
        self._closing = False
        # Numbers of requests: the last one, and the last one of which everything is known here.
        self._asked = self._obeyed = self._known = 0
        self._ended.connect(self._on_ended)
        self._thread = threading.Thread(target=self._run, name="folder-reading", daemon=True)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """True while a reading is under way or wanted."""
        return self._known != self._asked

    def request(self) -> None:
        """Read the folder; ``done`` follows."""
        with self._condition:
            self._asked += 1
            self._condition.notify()

    def close(self) -> None:
        """End the thread."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        while (number := self._next()) is not None:
            try:
                self._read()
            except Exception:
                log.exception("The folder could not be read; what is shown stays")
            if not self._closing:
                self._ended.emit(number)

    def _next(self) -> int | None:
        """Wait for a request; returns its number, None at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._asked != self._obeyed or self._closing)
            self._obeyed = self._asked
            return None if self._closing else self._obeyed

    def _on_ended(self, number: int) -> None:
        self._known = number

    def _read(self) -> None:
        result = load(self._folder, self._cache)
        if self._closing:
            return
        self.done.emit(Reading(result=result))
        zone = ZoneInfo(result.snapshot.exhibition.timezone)
        now = datetime.now(zone)
        checked = CheckedFolder(result=result, findings=examine(result, today=now.date()))
        is_past = past_teller(result.snapshot, now)
        past = frozenset(filter(is_past, checked.problems))
        keys = _keys_of(result, {problem.path for problem in checked.problems})
        problems = tuple(
            shown_problem(found, _field_of(found, keys), is_past=found.problem in past)
            for found in map(checked.at_its_field, checked.problems)
        )
        # What is over keeps no exhibition from being ready.
        present = tuple(one for one in checked.problems if one not in past)
        steps = checklist(replace(checked, findings=Findings(shown=present)), now.date())
        if not self._closing:
            self.done.emit(Reading(result=result, problems=problems, steps=steps))


def _field_of(found: FieldProblem, keys: Mapping[tuple[str, int], str]) -> str:
    """The field of a problem: of a key with keys below it, the one on the problem's line."""
    inner = keys.get((found.name, found.problem.line), "")
    return inner if inner.startswith(f"{found.key}.") else found.key


def _keys_of(result: LoadResult, files: Set[str]) -> dict[tuple[str, int], str]:
    """The key on each line of these files; of several on one line, the innermost."""
    found: dict[tuple[str, int], str] = {}
    for file, key in result.source_map:
        if file in files:
            place = (file, result.source_map[file, key][0])
            found[place] = max(found.get(place, ""), key, key=lambda one: one.count("."))
    return found
