"""What a built studio holds besides the modules that PyInstaller finds by their imports."""

from __future__ import annotations

import subprocess
from pathlib import Path

# Their tables are read at run time: languages, zones, the parts of an iCalendar.
PACKAGES_WITH_DATA = ("babel", "tzdata", "icalendar")
# The pages of the screen use Qt Quick; these of Qt's modules nobody here loads.
EXCLUDED = ["tkinter", "pytest", "numpy", "IPython"]
# Files beside the program's code that it reads: what is looked up from the checkout's top.
_FOLDERS = ("assets/fonts", "assets/icons", "gallery")
_CODE = (".py", ".pyc", ".po", ".ts")


def tracked(root: Path, *places: str) -> list[Path]:
    """The files that git knows below some places, relative to the checkout."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", *places], capture_output=True, check=True
    ).stdout
    return [Path(name) for name in listed.decode("utf-8").split("\0") if name]


def modules(root: Path) -> list[str]:
    """Every module of the program: many are imported late, by name, or run in own processes."""
    found = (path for path in tracked(root, "kiosk") if path.suffix == ".py")
    parts = (path.with_suffix("").parts for path in found)
    return sorted({".".join(one[:-1] if one[-1] == "__init__" else one) for one in parts})


def data(root: Path) -> list[tuple[Path, Path]]:
    """Files with the folder into which each goes, as the program looks for them."""
    files = [path for path in tracked(root, "kiosk") if path.suffix not in _CODE]
    files += tracked(root, *_FOLDERS)
    return [(root / path, path.parent) for path in files]
