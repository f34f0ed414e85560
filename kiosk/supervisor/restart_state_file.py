"""Keeps the restart state in a file, so that a restarted supervisor goes on where the last was.

Without it, a display server that crashes again and again with everything below it would never
come to safe mode.
"""

import json
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from kiosk.status.program_status import make_own_folder, replace_file, require_own_folder
from kiosk.supervisor.restart_policy import POSTER_SECONDS, RestartState, RunMode

FILE = "restart-state.json"


def save_restart_state(state: RestartState, folder: Path) -> None:
    """Write the state into ``folder``. A disk that cannot be written is ignored."""
    with suppress(OSError):
        make_own_folder(folder, 0o755)
        written = {**asdict(state), "saved_at": time.monotonic()}
        replace_file(folder / FILE, json.dumps(written))


def load_restart_state(folder: Path) -> RestartState:
    """The saved state, if it is younger than the time after which the full program is retried.

    Else, and where the file is missing or damaged, the state of a first start.
    """
    try:
        require_own_folder(folder)
        found = json.loads((folder / FILE).read_text("utf-8"))
        saved_at = float(found.pop("saved_at"))
        mode = RunMode(found.pop("mode"))
        state = RestartState(mode, **{name: int(value) for name, value in found.items()})
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OverflowError,
    ):
        return RestartState()
    # Where every mode has crashed, the display server is another one now and all modes are tried
    # again. A saved moment in the future is from before the machine's last start.
    recent = 0 <= time.monotonic() - saved_at < POSTER_SECONDS
    return state if recent and not state.exhausted else RestartState()


def delete_restart_state(folder: Path) -> None:
    """Begin again at the next start: the program ended as it was asked to."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)
