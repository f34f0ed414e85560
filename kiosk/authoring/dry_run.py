"""Read drafts as the kiosk would, before any of them is written."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.authoring.drafts import Draft
from kiosk.content.load import load
from kiosk.domain import Message
from kiosk.domain.bounds import KIOSK_YAML_BYTES
from kiosk.path_safety import read_below

# Rules that a draft breaks only because it is read without its picture and without other files.
_IGNORED_RULES = frozenset({"missing-picture", "empty-work", "orphan-translation"})


@dataclass(frozen=True, kw_only=True)
class DryRun:
    """``problems`` are (file, message) of each draft's problems; ``undated`` are the paths of
    events that would not be shown, since their dates cannot be read.
    """

    problems: list[tuple[str, str]]
    undated: frozenset[str]


def dry_run(drafts: Sequence[Draft], root: Path) -> DryRun:
    """Read the drafts with the folder's kiosk.yaml, as the kiosk would."""
    with tempfile.TemporaryDirectory(prefix="kiosk-import-") as scratch:
        place = Path(scratch)
        with suppress(OSError):
            settings = read_below(root, "kiosk.yaml", KIOSK_YAML_BYTES.limit)
            (place / "kiosk.yaml").write_bytes(settings)
        for one in drafts:
            path = place / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(one.text, encoding="utf-8", newline="\n")
        paths = {one.path for one in drafts}
        result = load(place)
    shown = {event.file for event in result.snapshot.events}
    return DryRun(
        problems=[
            (problem.path, Message("{message}; {hint}", message=problem.message, hint=problem.hint))
            for problem in result.problems
            if problem.path in paths and problem.rule not in _IGNORED_RULES
        ],
        undated=frozenset(
            path for path in paths if path.startswith("events/") and _is_main(path, paths)
        )
        - shown,
    )


def _is_main(path: str, paths: set[str]) -> bool:
    """False for the translation of another draft: "a.es.md" beside "a.md"."""
    stem, _, language = path.removesuffix(".md").rpartition(".")
    return not (language and f"{stem}.md" in paths)
