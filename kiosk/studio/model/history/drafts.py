"""What a person is typing, kept on the disk before it is saved as an edit."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.content.front_matter.yaml_source import Value
from kiosk.path_safety import read_below
from kiosk.studio.model.documents.key_splices import KeyPath

# A field is saved when nothing was typed into it for so long.
PAUSE_SECONDS = 1.0
# Between two writes of a draft while a person types on.
KEEP_SECONDS = 0.75
_LARGEST_BYTES = 8 * 1024**2


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """What a field holds that is being typed.

    ``seen`` is the value with which typing began; ``typed_at`` and ``kept_at`` are in seconds since
    1970. ``is_refused`` is True for a text that cannot be saved as it is: it waits to be changed.
    """

    name: str
    path: KeyPath
    text: str
    seen: Value | None
    typed_at: float
    kept_at: float = 0.0
    is_refused: bool = False

    @property
    def is_kept(self) -> bool:
        """True when the disk has all of it."""
        return self.kept_at >= self.typed_at


class DraftFiles:
    """Drafts, each in a file of its own below ``folder``, which is made anew as it is typed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drafts: dict[tuple[str, KeyPath], Draft] = {}

    def restore(self, now: float) -> None:
        """Read what an earlier run kept and did not save."""
        names: list[str] = []
        with suppress(OSError):
            names = sorted(os.listdir(self._folder))
        for name in names:
            if not name.endswith(".json"):
                continue
            with suppress(OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
                found = json.loads(read_below(self._folder, name, _LARGEST_BYTES))
                path = tuple(found["path"])
                self._drafts[found["name"], path] = Draft(
                    name=found["name"],
                    path=path,
                    text=found["text"],
                    seen=found["seen"],
                    typed_at=now,
                    kept_at=now,
                )

    @property
    def all(self) -> tuple[Draft, ...]:
        """All drafts, the first typed first."""
        return tuple(self._drafts.values())

    def type(self, name: str, path: KeyPath, text: str, seen: Value | None, now: float) -> None:
        """Take what a field holds now. Raises OSError when it cannot be kept."""
        old = self._drafts.get((name, path))
        draft = Draft(
            name=name,
            path=path,
            text=text,
            seen=old.seen if old else seen,
            typed_at=now,
            kept_at=old.kept_at if old else 0.0,
        )
        self._drafts[name, path] = draft
        if now - draft.kept_at >= KEEP_SECONDS:
            self._keep(draft, now)

    def keep_due(self, now: float) -> None:
        """Write the drafts of which the disk does not have all. Raises OSError."""
        for draft in self.all:
            if not draft.is_kept and now - draft.kept_at >= KEEP_SECONDS:
                self._keep(draft, now)

    def resting(self, now: float) -> tuple[Draft, ...]:
        """The drafts into which nothing was typed for PAUSE_SECONDS."""
        return tuple(
            draft
            for draft in self.all
            if now - draft.typed_at >= PAUSE_SECONDS and not draft.is_refused
        )

    def refuse(self, draft: Draft) -> None:
        """Leave a draft alone until it is typed into again."""
        self._drafts[draft.name, draft.path] = replace(draft, is_refused=True)

    def close(self, draft: Draft) -> None:
        """Forget a draft that is saved."""
        self._drafts.pop((draft.name, draft.path), None)
        with suppress(OSError):
            self._file(draft).unlink(missing_ok=True)

    def _file(self, draft: Draft) -> Path:
        words = repr((draft.name, draft.path)).encode("utf-8", "surrogatepass")
        return self._folder / f"{hashlib.sha256(words).hexdigest()[:20]}.json"

    def _keep(self, draft: Draft, now: float) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._file(draft)
        unfinished = file.with_suffix(".part")
        content = {
            "name": draft.name,
            "path": draft.path,
            "text": draft.text,
            "seen": draft.seen,
        }
        with unfinished.open("wb") as out:
            out.write(json.dumps(content).encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
        os.replace(unfinished, file)
        self._drafts[draft.name, draft.path] = replace(draft, kept_at=now)
