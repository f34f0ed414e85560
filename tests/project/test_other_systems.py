"""What only POSIX has is missing on Windows: nothing asks for it while a module is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Of each module, names that Python on Windows has not. The standard library and the packages are
# imported first, as those of this system.
LACKING = """
import asyncio, concurrent.futures, http.client, importlib, os, pkgutil, signal, socket, subprocess
import sys, tempfile, traceback, urllib.request, zoneinfo
import icalendar.cal, markdown_it, PIL.Image, PIL.ImageCms, platformdirs.unix, segno, yaml
import PySide6.QtCore, PySide6.QtGui, PySide6.QtNetwork, PySide6.QtQml, PySide6.QtQuick
import kiosk

missing = {
    os: "chown fchmod fchown fork geteuid getuid killpg memfd_create mkfifo pidfd_open setsid"
    " posix_fallocate sysconf uname wait4 waitid"
    " O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_PATH",
    signal: "SIGALRM SIGCHLD SIGHUP SIGKILL SIGSTOP SIGUSR1 SIGUSR2 pthread_sigmask setitimer",
    socket: "AF_UNIX SOCK_CLOEXEC",
}
for module, names in missing.items():
    for name in names.split():
        delattr(module, name)
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for found in pkgutil.walk_packages(kiosk.__path__, "kiosk."):
    if not found.name.endswith("__main__"):
        try:
            importlib.import_module(found.name)
        except Exception:
            print(found.name, traceback.format_exc(limit=-1))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="takes away what Linux has")
def test_every_module_is_imported_without_what_only_posix_has():
    done = subprocess.run(
        [sys.executable, "-c", LACKING], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
