"""The manifest of one release: which files with which hashes, who made it, when, for which screens.

Its bytes never change, and their SHA-256 is the release's identity. Its JSON Schema is
``docs/fleet/manifest.schema.json``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kiosk.domain import Message
from kiosk.domain.bounds import MANIFEST_BYTES, MANIFEST_FILES, PATH_BYTES, RELEASE_STAGES

FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_SCREEN = re.compile(r"[\w][\w.-]{0,62}")
# A name has at most so many letters of the hash behind the day: 32 bits tell a day's releases
# apart, and ``current`` names the whole hash.
_HASH_LETTERS = 8
_MOST_LETTERS = 2000
# Nanoseconds of a file's time that come from its hash; see ``FileEntry.mtime_ns``.
_MILLISECOND_NS = 1_000_000
_LAST_MS = 253_402_300_799_000


class ReleaseError(Exception):
    """Something carried or asked for that is refused; ``message`` says what, in words."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True, order=True)
class FileEntry:
    """One file: its path with forward slashes, size in bytes, SHA-256, and time of its last change
    in milliseconds since 1970."""

    path: str
    size: int
    sha256: str
    modified_ms: int = 0

    @property
    def mtime_ns(self) -> int:
        """The time that a screen gives its copy, in nanoseconds since 1970.

        The part below a millisecond comes from the hash: two states of a file differ in it, also
        where a program has given both the same size and time.
        """
        return self.modified_ms * _MILLISECOND_NS + int(self.sha256[:8], 16) % _MILLISECOND_NS


@dataclass(frozen=True, slots=True)
class Rollout:
    """Some screens that a release goes to; none named are all. ``after_seconds`` counts from when
    the screens of the stages before it reported that it hangs."""

    screens: tuple[str, ...] = ()
    after_seconds: int = 0

    def holds(self, screen: str) -> bool:
        """True when the screen is one of them."""
        return not self.screens or screen in self.screens


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a release, when (in UTC), and the name of the draft that was approved."""

    by: str
    at: datetime
    draft: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """One release. ``made``, ``starts`` and ``ends`` are moments in UTC; None is open.

    ``allowed`` are the rules whose errors the publisher let pass, with the reasons. ``withdrawn``
    and ``emergencies`` are keys of items, such as "works/03-shore": a screen takes a change of
    them at once. ``is_draft`` is True for one that does not count before it is approved; the
    release that then counts has the ``approval``. ``replaces`` is the name of the release before
    it, "" for the first.
    """

    files: tuple[FileEntry, ...]
    made: datetime
    by: str = ""
    note: str = ""
    title: str = ""
    timezone: str = "UTC"
    starts: datetime | None = None
    ends: datetime | None = None
    stages: tuple[Rollout, ...] = (Rollout(),)
    allowed: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    emergencies: tuple[str, ...] = ()
    replaces: str = ""
    is_draft: bool = False
    approval: Approval | None = None

    @property
    def due(self) -> datetime:
        """From when on it takes precedence: its start, or when it was made."""
        return max(self.starts, self.made) if self.starts else self.made

    @property
    def by_path(self) -> dict[str, FileEntry]:
        """Its files by their paths."""
        return {one.path: one for one in self.files}


def release_name(data: bytes, made: datetime) -> str:
    """The short name of a release: the day in UTC and the beginning of its manifest's hash."""
    return f"{made:%Y-%m-%d}-{hashlib.sha256(data).hexdigest()[:_HASH_LETTERS]}"


def is_release_name(text: str) -> bool:
    """True for what ``release_name`` may give, so that it is safe as a file's name."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}", text) is not None


def is_screen_name(text: str) -> bool:
    """True for a name that a screen may have, so that it is safe as a folder's name."""
    return _SCREEN.fullmatch(text) is not None


def moment_text(moment: datetime | None) -> str | None:
    """A moment as the manifest writes it: UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def read_moment(text: object) -> datetime | None:
    """The moment of ``moment_text``. Raises ValueError for anything else."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise ValueError("a moment is a text")
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is stored: JSON in UTF-8, the files by path, one a line."""
    head: dict[str, object] = {
        "format": FORMAT,
        "made": moment_text(manifest.made),
        "by": manifest.by,
        "note": manifest.note,
        "title": manifest.title,
        "timezone": manifest.timezone,
        "from": moment_text(manifest.starts),
        "until": moment_text(manifest.ends),
        "stages": [
            {"screens": list(one.screens), "after_seconds": one.after_seconds}
            for one in manifest.stages
        ],
        "allowed": dict(manifest.allowed),
        "withdrawn": list(manifest.withdrawn),
        "emergencies": list(manifest.emergencies),
        "replaces": manifest.replaces,
        "draft": manifest.is_draft,
        "approval": _approval_record(manifest.approval),
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    files = ",\n  ".join(
        json.dumps(
            {
                "path": one.path,
                "size": one.size,
                "sha256": one.sha256,
                "modified_ms": one.modified_ms,
            }
        )
        for one in sorted(manifest.files)
    )
    text = "{\n " + ",\n ".join(lines) + ',\n "files": [\n  ' + files + "\n ]\n}\n"
    return text.encode("ascii")


def _approval_record(approval: Approval | None) -> dict[str, object] | None:
    if approval is None:
        return None
    return {"by": approval.by, "at": moment_text(approval.at), "draft": approval.draft}


def read_manifest(data: bytes) -> Manifest:
    """The manifest of bytes that anybody may have carried. Raises ReleaseError."""
    if not MANIFEST_BYTES.allows(len(data)):
        raise ReleaseError(Message("is larger than {amount}", amount=MANIFEST_BYTES.amount))
    try:
        found = json.loads(data)
        if found["format"] != FORMAT:
            raise ReleaseError(Message("was made by a newer version of this program"))
        return _manifest(found)
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise ReleaseError(Message("is no manifest, or is damaged")) from error


def _manifest(found: Any) -> Manifest:
    files = found["files"]
    if not MANIFEST_FILES.allows(len(files)):
        raise ReleaseError(Message("names more than {amount}", amount=MANIFEST_FILES.amount))
    if not RELEASE_STAGES.allows(len(found["stages"])) or not found["stages"]:
        raise ReleaseError(Message("has more than {amount}", amount=RELEASE_STAGES.amount))
    entries = tuple(_entry(one) for one in files)
    require_separate(one.path for one in entries)
    made = read_moment(found["made"])
    if made is None:
        raise ValueError("no moment")
    return Manifest(
        files=entries,
        made=made,
        by=_text(found["by"]),
        note=_text(found["note"]),
        title=_text(found["title"]),
        timezone=_text(found["timezone"]),
        starts=read_moment(found["from"]),
        ends=read_moment(found["until"]),
        stages=tuple(_rollout(one) for one in found["stages"]),
        allowed={_text(rule): _text(reason) for rule, reason in found["allowed"].items()},
        withdrawn=tuple(map(_text, found["withdrawn"])),
        emergencies=tuple(map(_text, found["emergencies"])),
        replaces=_text(found["replaces"]),
        is_draft=found.get("draft", False) is True,
        approval=_approval(found.get("approval")),
    )


def _approval(found: Any) -> Approval | None:
    if found is None:
        return None
    at = read_moment(found["at"])
    if at is None:
        raise ValueError("no moment")
    return Approval(_text(found["by"]), at, _text(found["draft"]))


def _entry(one: Any) -> FileEntry:
    path, size, digest, modified = one["path"], one["size"], one["sha256"], one["modified_ms"]
    if type(size) is not int or type(modified) is not int or size < 0:
        raise ValueError("no number")
    if not 0 <= modified <= _LAST_MS or not _HASH.fullmatch(digest):
        raise ValueError("no time, or no hash")
    if not is_safe_path(path):
        raise ReleaseError(Message("names a file outside of the release"))
    return FileEntry(path, size, digest, modified)


def _rollout(one: Any) -> Rollout:
    screens, after = tuple(map(_text, one["screens"])), one["after_seconds"]
    if type(after) is not int or after < 0 or not all(map(is_screen_name, screens)):
        raise ValueError("no stage")
    return Rollout(screens, after)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _MOST_LETTERS:
        raise ValueError("no text, or too long a one")
    return value


def is_safe_path(path: object) -> bool:
    """True for a relative path, with forward slashes, that stays below the folder it is put in."""
    if not isinstance(path, str) or not path or "\0" in path or "\\" in path:
        return False
    if not PATH_BYTES.allows(len(path.encode("utf-8", "surrogateescape"))):
        return False
    parts = path.split("/")
    return not any(part in ("", ".", "..") for part in parts)


def require_separate(paths: Iterable[str]) -> None:
    """Raises ValueError when a path is named twice, or is a file and a folder."""
    seen = set[str]()
    above = set[str]()
    for path in paths:
        if path in seen:
            raise ValueError("a path is named twice")
        seen.add(path)
        parts = path.split("/")
        above |= {"/".join(parts[:count]) for count in range(1, len(parts))}
    if seen & above:
        raise ValueError("a path is a file and a folder")
