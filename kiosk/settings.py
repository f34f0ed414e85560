"""The program's settings, read once from arguments and environment. Standard library only.

Every ``KIOSK_*`` variable and every variable of the service manager and of the session is read
here and nowhere else; tests/test_settings.py names the few other uses of the environment.
``VARIABLES`` lists the program's own; a test holds the table in docs/OPERATING.md against it.
"""

from __future__ import annotations

import logging
import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.keypad import EZ_ACCESS, KeyMap, read_keys

# Names that are used elsewhere as well, to set them for a child process.
MODE = "KIOSK_MODE"
RESTARTS = "KIOSK_RESTARTS"
RESTART_REASONS = "KIOSK_RESTART_REASONS"
INSTANCE = "KIOSK_SCREEN"
VOICE = "KIOSK_VOICE"

# Degrees clockwise by what may be written in KIOSK_ROTATE.
TURNS: Mapping[str, int] = {
    "": 0,
    "0": 0,
    "normal": 0,
    "90": 90,
    "right": 90,
    "180": 180,
    "inverted": 180,
    "270": 270,
    "left": 270,
}

# Each variable, who sets it, and what it means. FOLDER, MORE and OPTIONS are read by the service
# file only, and VOICE_LANGUAGE and VOICE_VOLUME are given to the operator's own voice.
VARIABLES: Mapping[str, str] = {
    "KIOSK_COUNTS": "`off` counts nothing",
    "KIOSK_FOLDER": "the exhibition's folder, for the service",
    "KIOSK_HOURS": "`ignore` leaves the screen on outside the opening hours",
    "KIOSK_KEYS": "the keys of a keypad, a jack or two switches, as in `jack-in=F13`; `off` "
    "for none (default: EZ Access)",
    "KIOSK_MEMORY_MB": "megabytes of memory above which the screen restarts at a quiet moment",
    "KIOSK_MODE": "set by the supervisor: `full`, `safe` or `poster`",
    "KIOSK_MORE": "further folders, for the service",
    "KIOSK_NAME": "the screen's name among others (default: the machine's, and KIOSK_SCREEN)",
    "KIOSK_OPTIONS": "further options of `kiosk supervise`, for the service",
    "KIOSK_POINTER": "set to anything, the mouse pointer stays visible",
    "KIOSK_REPORT_PICTURE": "`off` leaves the picture of the screen out of its reports",
    "KIOSK_REPORTS": "the folder of the reports (default: `reports` in the store); `off` for none",
    "KIOSK_RESTART_REASONS": "set by the supervisor: the restarts by reason, as in `crash=2`",
    "KIOSK_RESTARTS": "set by the supervisor: how often it has restarted the screen",
    "KIOSK_ROTATE": "how picture and touch are turned: `90` or `right` (clockwise), `180`, `270` "
    "or `left`",
    "KIOSK_RUNTIME": "the folder of the status file (default: the service's runtime folder)",
    "KIOSK_SCREEN": "set by the supervisor when it was given `--screen`: the screen's name",
    "KIOSK_SCREEN_OFF": "the command that switches the display off",
    "KIOSK_SCREEN_ON": "the command that switches the display on",
    "KIOSK_SIGN": "the OpenSSH key that signs what is published",
    "KIOSK_START_SECONDS": "seconds that a start may take before it counts as frozen (45)",
    "KIOSK_STATE": "the folder of the PIN (default: the service's state folder)",
    "KIOSK_TRUST": "allowed signers (ssh-keygen): only releases that they signed are shown",
    "KIOSK_VOICE": "a command that reads text aloud",
    "KIOSK_VOICE_LANGUAGE": "set for the command of KIOSK_VOICE: the language of the text",
    "KIOSK_VOICE_PITCH": "set for the command of KIOSK_VOICE: the pitch, -2 to 2",
    "KIOSK_VOICE_RATE": "set for the command of KIOSK_VOICE: the rate, -2 to 2",
    "KIOSK_VOICE_VOLUME": "set for the command of KIOSK_VOICE: the volume, 1 to 5",
    "KIOSK_WATCHDOG_SECONDS": "seconds without a sign of life that count as frozen (20)",
    "KIOSK_WELL_SECONDS": "seconds of running after which a crash counts as the first one (120)",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the operator asks for: the first fields by arguments, the others by the environment.

    Times are in seconds. A value that cannot be read counts as not set and is named in
    ``unreadable``, so that a typing error in /etc/default/kiosk does not keep the screen dark.
    """

    folder: Path = Path("gallery")
    further_folders: tuple[Path, ...] = ()
    start_time: datetime | None = None
    window_size: tuple[int, int] | None = None
    screen: str = ""
    language: str = ""
    # The store of releases whose present one ``folder`` leads to; None for a plain folder.
    release_store: Path | None = None

    mode: str = "full"
    supervised: bool = False
    restarts: int = 0
    restart_reasons: str = ""
    instance: str = ""
    # The screen's name in a fleet, "" where none was given.
    name: str = ""
    ignore_opening_hours: bool = False
    count_usage: bool = True
    display_on_command: str = ""
    display_off_command: str = ""
    # Degrees clockwise by which the program turns its picture: 0, 90, 180 or 270.
    turn: int = 0
    # What each key of a keypad does, by the kernel's number of the key.
    keys: KeyMap = field(default_factory=lambda: EZ_ACCESS)
    memory_limit_bytes: int | None = None
    show_pointer: bool = False
    well_seconds: float = 120.0
    watchdog_seconds: float = 20.0
    start_seconds: float = 45.0
    # Who may sign what is shown, None where nobody has to; and the key that a publisher signs with.
    trust: Path | None = None
    signing_key: Path | None = None
    # Where the screen reports: None for the place in the store.
    reports: Path | None = None
    send_reports: bool = True
    report_picture: bool = True
    # The service manager's folders: None where neither it nor the operator names one.
    runtime_directory: Path | None = None
    state_directory: Path | None = None
    service_state_directory: Path | None = None
    service_runtime_directory: Path | None = None
    user_runtime_directory: Path | None = None
    # The service manager's socket (sd_notify(3)), "" where it asked for no messages.
    notify_address: str = ""
    # The service's KIOSK_OPTIONS, which it has put into the arguments already.
    service_options: str = ""
    # The session: Qt's platform, and the display servers' names. "" where they are not set.
    qt_platform: str = ""
    wayland_display: str = ""
    x11_display: str = ""
    # Where sway takes commands; it sets this for what it starts.
    sway_socket: str = ""
    unreadable: tuple[str, ...] = ()

    @property
    def windowed(self) -> bool:
        """True when an ordinary window was asked for instead of the whole screen."""
        return self.window_size is not None

    @property
    def follows_opening_hours(self) -> bool:
        """True below the supervisor on the whole screen; a curator's window is on at any hour."""
        return self.supervised and not self.windowed

    def log_unreadable(self, log: logging.Logger) -> None:
        """Name each variable that cannot be read."""
        for name in self.unreadable:
            log.warning("%s cannot be read and is ignored", name)

    @property
    def has_display(self) -> bool:
        """True when the environment names a display server, or a platform that needs none."""
        return bool(self.x11_display or self.wayland_display or self.qt_platform)


def read_settings(
    environ: Mapping[str, str] | None = None,
    *,
    folder: Path = Path("gallery"),
    further_folders: tuple[Path, ...] = (),
    start_time: datetime | None = None,
    window_size: tuple[int, int] | None = None,
    screen: str = "",
    language: str = "",
    instance: str = "",
) -> Settings:
    """The settings as the environment and a command's arguments give them; raises nothing.

    ``instance`` takes precedence over KIOSK_SCREEN, where it is not empty.
    """
    found = os.environ if environ is None else environ
    unreadable: list[str] = []

    def number(name: str) -> float | None:
        written = found.get(name, "")
        if not written:
            return None
        try:
            value = float(written)
        except ValueError:
            value = -1.0
        if 0 <= value < float("inf"):
            return value
        unreadable.append(name)
        return None

    def seconds(name: str, default: float) -> float:
        value = number(name)
        return default if value is None else value

    def directory(*names: str) -> Path | None:
        # systemd separates several folders by colons; the first one is the service's own.
        paths = (found.get(name, "").partition(":")[0] for name in names)
        return next((Path(path) for path in paths if path), None)

    def file(name: str) -> Path | None:
        return Path(found[name]) if found.get(name) else None

    def turn(name: str) -> int:
        written = found.get(name, "").strip().casefold()
        if written not in TURNS:
            unreadable.append(name)
        return TURNS.get(written, 0)

    memory_mb = number("KIOSK_MEMORY_MB")
    return Settings(
        folder=folder,
        further_folders=further_folders,
        start_time=start_time,
        window_size=window_size,
        screen=screen,
        language=language,
        mode=found.get(MODE, "full"),
        supervised=MODE in found,
        restarts=int(number(RESTARTS) or 0),
        restart_reasons=found.get(RESTART_REASONS, ""),
        instance=instance or found.get(INSTANCE, ""),
        name=found.get("KIOSK_NAME", ""),
        ignore_opening_hours=found.get("KIOSK_HOURS") == "ignore",
        count_usage=found.get("KIOSK_COUNTS") != "off",
        display_on_command=found.get("KIOSK_SCREEN_ON", ""),
        display_off_command=found.get("KIOSK_SCREEN_OFF", ""),
        turn=turn("KIOSK_ROTATE"),
        keys=_keys(found.get("KIOSK_KEYS", ""), unreadable),
        memory_limit_bytes=None if memory_mb is None else int(memory_mb * 2**20),
        show_pointer="KIOSK_POINTER" in found,
        well_seconds=seconds("KIOSK_WELL_SECONDS", 120.0),
        watchdog_seconds=seconds("KIOSK_WATCHDOG_SECONDS", 20.0),
        start_seconds=seconds("KIOSK_START_SECONDS", 45.0),
        trust=file("KIOSK_TRUST"),
        signing_key=file("KIOSK_SIGN"),
        reports=None if found.get("KIOSK_REPORTS") == "off" else file("KIOSK_REPORTS"),
        send_reports=found.get("KIOSK_REPORTS") != "off",
        report_picture=found.get("KIOSK_REPORT_PICTURE") != "off",
        runtime_directory=directory("KIOSK_RUNTIME", "RUNTIME_DIRECTORY"),
        state_directory=directory("KIOSK_STATE", "STATE_DIRECTORY"),
        service_state_directory=directory("STATE_DIRECTORY"),
        service_runtime_directory=directory("RUNTIME_DIRECTORY"),
        user_runtime_directory=directory("XDG_RUNTIME_DIR"),
        notify_address=found.get("NOTIFY_SOCKET", ""),
        service_options=found.get("KIOSK_OPTIONS", ""),
        qt_platform=found.get("QT_QPA_PLATFORM", ""),
        wayland_display=found.get("WAYLAND_DISPLAY", ""),
        x11_display=found.get("DISPLAY", ""),
        sway_socket=found.get("SWAYSOCK", ""),
        unreadable=tuple(unreadable),
    )


def _keys(written: str, unreadable: list[str]) -> KeyMap:
    try:
        return read_keys(written)
    except ValueError:
        unreadable.append("KIOSK_KEYS")
        return EZ_ACCESS


def voice_command(environment: Mapping[str, str] | None = None) -> list[str]:
    """The operator's own voice as a program and its arguments; empty when none is set.

    Raises ValueError when a quotation in it is not closed.
    """
    return shlex.split((os.environ if environment is None else environment).get(VOICE, ""))


def speech_dispatcher_address(environment: Mapping[str, str] | None = None) -> Path | None:
    """The socket of speech-dispatcher; None where the environment names another kind of address.

    SPEECHD_ADDRESS, else the place in the user's runtime folder, as speech-dispatcher's own
    clients look for it.
    """
    found = os.environ if environment is None else environment
    method, _, path = found.get("SPEECHD_ADDRESS", "").partition(":")
    if method:
        return Path(path) if method == "unix_socket" and path else None
    runtime = found.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) if runtime else Path.home() / ".cache"
    return folder / "speech-dispatcher" / "speechd.sock"
