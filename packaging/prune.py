"""Remove from a folder of installed packages what no screen loads, and strip what is left.

    python packaging/prune.py FOLDER

Of Qt only the modules, plugins and QML modules that are named here stay, and every library that one
of them needs; of ICU's data, what holds for all languages (``icu_data.py``); of Babel's, what the
program words (``babel_data.py``). Whoever adds an import of another one adds it here too;
tests/package draws every screen with what is left. Needs readelf, strip, as and ld (Debian:
binutils, which dpkg-dev brings).
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import babel_data
import icu_data

# The Python modules of Qt. QtQml is not imported without QtNetwork, nor QtQuick without QtOpenGL.
MODULES = ("QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtQml", "QtQuick")
# QtQuick brings QtQml and its models in.
QML_MODULES = (
    "QtQml",
    "QtQml/Models",
    "QtQml/WorkerScript",
    "QtQuick",
    "QtQuick/Layouts",
    "QtQuick/Shapes",
    "QtQuick/Window",
)
PLUGINS = (
    # Pictures come from Pillow by way of the cache; PNG is part of QtGui.
    "imageformats/libqjpeg.so",
    "platforms/libqoffscreen.so",
    "platforms/libqwayland.so",
    "platforms/libqxcb.so",
    # Dead keys, for the search.
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    # The frame of a window in a Wayland desktop, without one of GTK's libraries.
    "wayland-decoration-client/libbradient.so",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so",
    "wayland-shell-integration/libxdg-shell.so",
    "xcbglintegrations/libqxcb-egl-integration.so",
    "xcbglintegrations/libqxcb-glx-integration.so",
)
_NEEDED = re.compile(r"^File: (?P<file>.*)$|\(NEEDED\).*\[(?P<needed>[^]]+)\]", re.MULTILINE)


def needed(files: Iterable[Path]) -> dict[Path, set[str]]:
    """The names of the libraries that each file asks the loader for."""
    listed = [str(file) for file in files]
    if not listed:
        return {}
    # With one file alone readelf would not say its name.
    call = ["readelf", "--wide", "--dynamic", *listed, "/dev/null"]
    told = subprocess.run(call, capture_output=True, text=True, check=False).stdout
    found: dict[Path, set[str]] = {}
    names: set[str] = set()
    for match in _NEEDED.finditer(told):
        if match["file"]:
            names = found.setdefault(Path(match["file"]), set())
        else:
            names.add(match["needed"])
    return found


def prune_modules(pyside: Path, qt: Path) -> None:
    """Remove Qt's Python modules and programs, but for those named above."""
    for entry in pyside.iterdir():
        if entry.is_dir():
            if entry != qt:
                shutil.rmtree(entry)
        elif entry.name.startswith("Qt") or not entry.name.endswith((".py", ".json")):
            module = entry.name.partition(".")[0]
            if module not in MODULES and not entry.name.startswith("libpyside6"):
                entry.unlink()
    for entry in qt.iterdir():
        if entry.name not in ("lib", "plugins", "qml"):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def prune_qt(packed: Path) -> None:
    pyside = packed / "PySide6"
    qt = pyside / "Qt"
    prune_modules(pyside, qt)
    kept = {qt / "plugins" / name for name in PLUGINS}
    for file in [*qt.glob("plugins/**/*"), *qt.glob("qml/**/*")]:
        module = file.parent.relative_to(qt / "qml") if file.is_relative_to(qt / "qml") else None
        is_kept = file in kept or (module and module.as_posix() in QML_MODULES)
        if file.is_file() and (not is_kept or file.suffix == ".qmltypes"):
            file.unlink()
    missing = sorted(str(file) for file in kept if not file.is_file())
    if missing:
        raise SystemExit(f"prune: Qt has no longer {', '.join(missing)}")
    prune_libraries(packed, qt / "lib")
    for file in qt.glob("lib/libicudata.so.*"):
        icu_data.shorten_library(file)


def prune_libraries(packed: Path, folder: Path) -> None:
    """Remove the libraries of a folder that nothing else needs, directly or by another."""
    libraries = {file.name: file for file in folder.iterdir()}
    wanted: set[str] = set()
    asking = [file for file in packed.rglob("*.so*") if file.parent != folder]
    while asking:
        names = set().union(*needed(asking).values()) & set(libraries) - wanted
        wanted |= names
        asking = [libraries[name] for name in names]
    for name in set(libraries) - wanted:
        libraries[name].unlink()


def prune_pillow(packed: Path) -> None:
    """Remove what draws letters into pictures, and with it two libraries; no screen does that."""
    for name in ("_imagingft", "_imagingtk"):
        for file in packed.glob(f"PIL/{name}.*"):
            file.unlink()
    prune_libraries(packed, packed / "pillow.libs")


def strip(packed: Path) -> None:
    """Remove symbols that only debuggers read, where some are left."""
    libraries = [str(file) for file in packed.rglob("*.so*") if file.is_file()]
    call = ["readelf", "--wide", "--section-headers", *libraries]
    told = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    parts = re.split(r"^File: (.*)$", told, flags=re.MULTILINE)[1:]
    full = [
        file
        for file, sections in zip(parts[::2], parts[1::2], strict=True)
        if " .symtab " in sections or " .debug_" in sections
    ]
    if full:
        subprocess.run(["strip", "--strip-unneeded", *full], check=True)


def main() -> None:
    packed = Path(sys.argv[1])
    prune_qt(packed)
    for file in list(packed.rglob("*.pyi")):
        file.unlink()
    for folder in [*packed.rglob("__pycache__"), *packed.glob("*/test"), *packed.glob("*/tests")]:
        shutil.rmtree(folder)
    for file in list(packed.glob("*/.gitignore")):
        file.unlink()
    prune_pillow(packed)
    babel_data.shorten(packed / "babel" / "locale-data")
    # pip's lists of files are no longer true.
    for file in list(packed.glob("*.dist-info/RECORD")):
        file.unlink()
    strip(packed)
    for folder in sorted(packed.rglob("*"), reverse=True):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()


if __name__ == "__main__":
    main()
