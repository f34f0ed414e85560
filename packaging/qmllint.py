"""Lint every QML file with the types that Python gives it; any warning fails.

pyside6-metaobjectdump reads the classes, pyside6-qmltyperegistrar turns them into a .qmltypes file
in a temporary folder, and qmllint looks there. (``pyside6-project qmllint`` ends well even when
there are errors.)
"""

import json
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sysconfig.get_path("scripts"))
MODULE = "KioskViewModels"


def _mark_constants(dump: Path) -> None:
    """Mark what never notifies as constant: the dump leaves out ``constant=True``."""
    documents = json.loads(dump.read_text("utf-8"))
    for document in documents:
        for described in document["classes"]:
            for entry in described.get("properties", []):
                entry.setdefault("constant", "notify" not in entry)
    dump.write_text(json.dumps(documents), encoding="utf-8")


def main() -> int:
    """Return qmllint's exit code."""
    sources = [
        path
        for path in sorted((ROOT / "kiosk").rglob("*.py"))
        if "@QmlElement" in path.read_text("utf-8")
    ]
    files = sorted((ROOT / "kiosk" / "ui" / "KioskUi").rglob("*.qml"))
    with tempfile.TemporaryDirectory() as folder:
        module = Path(folder) / MODULE
        module.mkdir()
        dump = module / "types.json"
        # Base classes of our own have to be read before the classes that extend them.
        sources.sort(key=lambda path: path.name != "keyed_list_model.py")
        subprocess.run([BIN / "pyside6-metaobjectdump", "-o", dump, *sources], check=True)
        _mark_constants(dump)
        subprocess.run(
            [
                BIN / "pyside6-qmltyperegistrar",
                "--generate-qmltypes",
                module / "types.qmltypes",
                "-o",
                module / "unused.cpp",
                "--import-name",
                MODULE,
                "--major-version",
                "1",
                dump,
            ],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        (module / "qmldir").write_text(
            f"module {MODULE}\ntypeinfo types.qmltypes\ndepends QtQuick\ndepends QtQml.Models\n",
            encoding="utf-8",
        )
        linted = subprocess.run(
            [
                BIN / "pyside6-qmllint",
                "--max-warnings",
                "0",
                "-I",
                folder,
                "-I",
                ROOT / "kiosk" / "ui",
                *files,
            ],
            check=False,
        )
    print(f"{len(files)} QML files, {len(sources)} Python files with types")
    return linted.returncode


if __name__ == "__main__":
    sys.exit(main())
