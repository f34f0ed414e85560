"""What a case of the fuzz is: files, and what has to come of them once they are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.domain import Problem, Snapshot


class Reading:
    """What the program has read of a folder, by title, by file and by place."""

    def __init__(self, snapshot: Snapshot, problems: Iterable[Problem]) -> None:
        self.snapshot = snapshot
        self.problems = tuple(problems)
        kinds = (snapshot.works, snapshot.events, snapshot.resources, snapshot.pages)
        self._items = [item for kind in kinds for item in kind]
        self.titles = {text for item in self._items for _, text in item.title.values}
        self.by_title = {str(item.title): item for item in self._items}
        self._told: dict[str, list[Problem]] = {}
        for one in self.problems:
            self._told.setdefault(one.path, []).append(one)
        self._by_file: dict[str, list[object]] = {}
        for item in self._items:
            self._by_file.setdefault(item.file, []).append(item)

    def told(self, *paths: str) -> bool:
        """True when something was told of one of the files."""
        return any(path in self._told for path in paths)

    def of_file(self, path: str) -> list[object]:
        """The items of a file."""
        return self._by_file.get(path, [])


Verify = Callable[[Reading], None]


def _nothing(_: Reading) -> None:
    pass


@dataclass(kw_only=True)
class Case:
    """Files by name, what makes those that are no files, and what has to come of them."""

    kind: str
    files: dict[str, bytes] = field(default_factory=dict)
    verify: Verify = _nothing
    # Titles that may never be shown.
    never: set[str] = field(default_factory=set)
    act: Callable[[Path], None] = lambda _: None
    after: Case | None = None

    def write(self, folder: Path) -> list[Path]:
        """Write it; gives what is to be removed. A name that the system refuses is left out."""
        for name, content in self.files.items():
            path = folder / name
            with suppress(OSError, ValueError):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        self.act(folder)
        return [folder / Path(*Path(name).parts[:2]) for name in self.files]


def quoted(text: str) -> str:
    """A text as a value of YAML, whatever it holds."""
    return json.dumps(text.encode("utf-8", "replace").decode())
