"""``kiosk backup`` and ``kiosk restore``: the PIN, the counts and the settings of one machine.

A backup is one JSON file of texts. It holds no paths and no rights, so that restoring it can
write nothing but these three files. The content folder is no part of it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kiosk.cli.terminal import shown
from kiosk.domain.bounds import BACKUP_BYTES
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.paths import SERVICE_SETTINGS, state_folder
from kiosk.settings import read_settings
from kiosk.staff.pin import is_hash, write_for_owner
from kiosk.status.program_status import replace_file
from kiosk.version import version

_FORMAT = "kiosk-backup-1"
_NAMES = ("settings", "pin", "counts")
_IN_WORDS = {
    "settings": "the settings",
    "pin": "the PIN's hash",
    "counts": "the counts",
}
_COUNTS_HEADER = "day,kind,file,count"
# Other names in the settings' file, such as LD_PRELOAD, would change how programs start.
_OWN_SETTING = re.compile(r"\s*(?:[#;].*|(?:KIOSK|QT|QSG|WLR|LIBSEAT)_[A-Z0-9_]+=.*)?")


class BackupError(ValueError):
    """A file that is no backup; the message completes "FILE cannot be restored: ..."."""


def backup(arguments: argparse.Namespace) -> int:
    """``kiosk backup FILE``; EXIT_USAGE when nothing is there or the file cannot be written."""
    texts = {}
    for name, path in _places().items():
        try:
            texts[name] = path.read_text("utf-8")
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            return _refuse(f"{shown(path)} cannot be read: {_reason(error)}")
    if not texts:
        return _refuse(f"there is nothing to back up in {shown(state_folder(read_settings()))}")
    record = {"format": _FORMAT, "version": version(), **texts}
    written = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
    if not BACKUP_BYTES.allows(len(written.encode("utf-8"))):
        return _refuse(f"the counts are too large: {shown(_places()['counts'])}")
    try:
        _write_private(arguments.file, written)
    except OSError as error:
        return _refuse(f"{shown(arguments.file)} cannot be written: {_reason(error)}")
    held = ", ".join(_IN_WORDS[name] for name in texts)
    print(f"{shown(arguments.file)} holds {held}; keep it where you keep the PIN")
    return EXIT_OK


def restore(arguments: argparse.Namespace) -> int:
    """``kiosk restore FILE``.

    EXIT_USAGE when the file is no backup, and nothing is changed then; EXIT_PROBLEMS when a line
    of its settings was left out.
    """
    try:
        texts = read_backup(arguments.file)
    except (OSError, BackupError) as error:
        return _refuse(f"{shown(arguments.file)} cannot be restored: {_reason(error)}")
    left_out: list[tuple[int, str]] = []
    if "settings" in texts:
        texts["settings"], left_out = _own_settings(texts["settings"])
    places = _places()
    for name, text in texts.items():
        try:
            if name == "settings":
                replace_file(places[name], text)
            else:
                write_for_owner(places[name].parent, places[name].name, text)
                _open_to_staff(places[name], name)
        except OSError as error:
            where = shown(error.filename or places[name])
            return _refuse(f"{where}: {_reason(error)}; try it as root")
        print(f"restored {_IN_WORDS[name]}: {shown(places[name])}")
    for number, line in left_out:
        print(
            f"kiosk: left out line {number} of the settings, which is none of the kiosk's: "
            f"{shown(line)}",
            file=sys.stderr,
        )
    return EXIT_PROBLEMS if left_out else EXIT_OK


def read_backup(file: Path) -> dict[str, str]:
    """The texts of a backup by name. Raises OSError and BackupError."""
    with file.open("rb") as opened:
        found = opened.read(BACKUP_BYTES.limit + 1)
    if not BACKUP_BYTES.allows(len(found)):
        raise BackupError(f"it is larger than {BACKUP_BYTES.limit:,} bytes")
    try:
        record = json.loads(found)
    except (ValueError, RecursionError) as error:
        raise BackupError("it was not made by 'kiosk backup', or is damaged") from error
    if not isinstance(record, dict) or record.get("format") != _FORMAT:
        raise BackupError("it was not made by 'kiosk backup', or by a newer version")
    texts = {name: record[name] for name in _NAMES if name in record}
    for name, text in texts.items():
        if not isinstance(text, str) or "\0" in text or not _is_sound(name, text):
            raise BackupError(f"{_IN_WORDS[name]} in it are damaged")
    if not texts:
        raise BackupError("nothing is in it")
    return texts


def _is_sound(name: str, text: str) -> bool:
    if name == "pin":
        return is_hash(text)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return name != "counts" or text.startswith(_COUNTS_HEADER)


def _own_settings(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The settings without the lines that set foreign variables, and these lines by number."""
    kept, left_out = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        # systemd joins a line that ends with a backslash to the next one.
        if _OWN_SETTING.fullmatch(line) and not line.endswith("\\"):
            kept.append(line)
        else:
            left_out.append((number, line))
    return "\n".join(kept), left_out


def _places() -> Mapping[str, Path]:
    state = state_folder(read_settings())
    return {"settings": SERVICE_SETTINGS, "pin": state / "pin", "counts": state / "counts.csv"}


def _write_private(file: Path, text: str) -> None:
    """Write a new file as a whole or not at all, for this user only. Raises OSError."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with open(os.open(unfinished, flags, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            # A stick is pulled out soon after.
            os.fsync(out.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _open_to_staff(path: Path, name: str) -> None:
    """Staff read the counts, whatever the service's umask keeps from them."""
    if name == "counts":
        with suppress(NotImplementedError):
            path.chmod(0o644, follow_symlinks=False)


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _refuse(why: str) -> int:
    print(f"kiosk: {why}", file=sys.stderr)
    return EXIT_USAGE
