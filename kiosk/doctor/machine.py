"""The machine as the checks see it, and what a check finds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_COMMAND_SECONDS = 5


class Grade(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    UNWISE = "unwise"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check; ``mend`` says what to do, "" where nothing needs to be done."""

    grade: Grade
    what: str
    mend: str = ""


def run_command(command: str) -> str | None:
    """A command's standard output; None where it cannot be run or gives no answer in time."""
    try:
        done = subprocess.run(
            command.split(), capture_output=True, text=True, timeout=_COMMAND_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine that is checked; tests replace its parts.

    Files are read below ``root``. ``ask`` runs a command, as ``run_command`` does, and ``which``
    finds its path.
    """

    root: Path = Path("/")
    ask: Callable[[str], str | None] = run_command
    which: Callable[[str], str | None] = shutil.which

    def text(self, path: str) -> str:
        """A file's text; "" where it cannot be read."""
        try:
            return (self.root / path).read_text("utf-8", errors="replace").strip()
        except OSError:
            return ""

    def has(self, command: str) -> bool:
        """True when the command is installed."""
        return self.which(command) is not None

    def devices(self, pattern: str) -> list[Path]:
        """The device files below /dev that match a pattern, sorted."""
        return sorted((self.root / "dev").glob(pattern))

    def is_enabled(self, unit: str) -> str:
        """What systemd says of a unit, for example ``enabled``; "" where it has no such unit."""
        return (self.ask(f"systemctl is-enabled {unit}") or "").strip()

    def service_setting(self, name: str) -> str:
        """A variable's value in /etc/default/kiosk; "" where it is not set there."""
        value = ""
        for line in self.text("etc/default/kiosk").splitlines():
            key, _, written = line.partition("=")
            if key.strip() == name:
                value = written.strip().strip("\"'")
        return value
