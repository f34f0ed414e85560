"""The items that were set aside: the program fell three times over each of them.

The supervisor writes the list, the program reads its folder without these items, and the check
tells of them. An item comes back when one of its files changes, or when staff ask for it.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kiosk.domain import Message
from kiosk.paths import state_folder
from kiosk.settings import Settings
from kiosk.status.activity import Activity
from kiosk.status.folders import SET_ASIDE_FILE
from kiosk.status.program_status import replace_file

# The service's own state folder, which a curator's check may read and not write.
_SERVICE = Path("/var/lib/kiosk")


@dataclass(frozen=True, kw_only=True, slots=True)
class SetAsideItem:
    """One item of the content folder ``folder`` (an absolute path).

    ``item`` is one of its files as the content names it, ``activity`` what the program did with
    it when it fell, ``since`` seconds since 1970. ``fingerprint`` stands for the item's files at
    that time; "" until the program has seen them again.
    """

    folder: str
    item: str
    activity: str
    since: float
    fingerprint: str = ""

    @property
    def reason(self) -> Message:
        """Why it was set aside, as a sentence's end."""
        words = {
            Activity.READING: Message("read"),
            Activity.EXPANDING: Message("put on the agenda"),
            Activity.DECODING: Message("decoded"),
            Activity.LAYING_OUT: Message("laid out"),
            Activity.SHOWN: Message("shown"),
        }
        return Message(
            "the screen fell three times while this was being {activity}",
            activity=words.get(self.activity, self.activity),  # type: ignore[call-overload]
        )


def folders_with_items(settings: Settings) -> tuple[str, ...]:
    """The content folders (absolute paths) of which an item is set aside on this machine."""
    file = state_folder(settings) / SET_ASIDE_FILE
    items = _read(file if file.exists() else _SERVICE / SET_ASIDE_FILE)
    return tuple(dict.fromkeys(item.folder for item in items))


def fingerprint_of(stamps: Sequence[object]) -> str:
    """A fingerprint of an item's files by their names, sizes and times."""
    return hashlib.sha256(repr(sorted(map(repr, stamps))).encode("utf-8", "replace")).hexdigest()


class SetAsideList:
    """The items of one content folder, in a file of the state folder.

    A file that is missing or damaged counts as empty: more is shown then, not less.
    """

    def __init__(self, content: Path, settings: Settings, *, read_only: bool = False) -> None:
        self._content, self._read_only = content.absolute(), read_only
        self._file = state_folder(settings) / SET_ASIDE_FILE
        if read_only and not self._file.exists():
            self._file = _SERVICE / SET_ASIDE_FILE
        self._others: tuple[SetAsideItem, ...] = ()
        self.items: tuple[SetAsideItem, ...] = ()
        self.read()

    def read(self) -> None:
        """Read the file again."""
        found = _read(self._file)
        self.items = tuple(item for item in found if item.folder == str(self._content))
        self._others = tuple(item for item in found if item.folder != str(self._content))

    def add(self, item: str, activity: str) -> bool:
        """Set an item aside; False when that cannot be written."""
        kept = [one for one in self.items if one.item != item]
        added = SetAsideItem(
            folder=str(self._content), item=item, activity=activity, since=time.time()
        )
        return self._write((*kept, added))

    def remove(self, item: str) -> None:
        """Take an item back."""
        self._write([one for one in self.items if one.item != item])

    def clear(self) -> bool:
        """Take all items of this folder back, as staff ask for; False when that is not written."""
        # Another list of the same file may have been written since.
        self.read()
        return not self.items or self._write(())

    @property
    def token(self) -> int:
        """Differs after an item was set aside or taken back, by whatever program."""
        self.read()
        return hash(tuple((one.item, one.since) for one in self.items))

    def find(self, names: Iterable[str], fingerprint: str) -> SetAsideItem | None:
        """The entry that holds for an item with these files; None when it is to be read.

        An item whose files have changed since is taken back.
        """
        if not self.items:
            return None
        known = {self._normalized(name) for name in names}
        for one in self.items:
            if self._normalized(one.item) not in known:
                continue
            if one.fingerprint in ("", fingerprint):
                if not one.fingerprint:
                    self._change(one, replace(one, fingerprint=fingerprint))
                return one
            self._change(one, None)
        return None

    def holds(self, names: Iterable[str]) -> bool:
        """True for an item with these files that is set aside, whatever became of the files."""
        known = {self._normalized(name) for name in names}
        return any(self._normalized(one.item) in known for one in self.items)

    def _normalized(self, name: str) -> str:
        return str(self._content / name)

    def _change(self, one: SetAsideItem, other: SetAsideItem | None) -> None:
        changed = [other if item is one else item for item in self.items]
        self._write([item for item in changed if item is not None])

    def _write(self, items: Sequence[SetAsideItem]) -> bool:
        self.items = tuple(items)
        if self._read_only:
            return False
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            written = [asdict(item) for item in (*self._others, *self.items)]
            replace_file(self._file, json.dumps(written, indent=1))
            return True
        return False


def _read(file: Path) -> list[SetAsideItem]:
    try:
        found = json.loads(file.read_text("utf-8"))
        return [
            SetAsideItem(
                folder=str(one["folder"]),
                item=str(one["item"]),
                activity=str(one["activity"]),
                since=float(one["since"]),
                fingerprint=str(one["fingerprint"]),
            )
            for one in found
        ]
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return []
