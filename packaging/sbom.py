"""Write what a package bundles: its bill of materials, its licences and Debian's copyright file.

    python packaging/sbom.py LOCK FOLDER OUT VERSION

LOCK is a file that packaging/lock.sh made, FOLDER holds what pip installed by it, and OUT gets

    sbom.cdx.json   CycloneDX 1.6: each package with its version, hashes and licence, and the
                    libraries that its wheel holds, as the wheel itself lists them
    licences/NAME/  the licences' texts, as far as a wheel brings them
    copyright       the same in Debian's form

Ends with 1 when the folder does not hold what the lock names.
"""

import email.parser
import hashlib
import json
import os
import re
import shutil
import sys
import uuid
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_LICENCE_FILES = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
# Names of licences as wheels write them, by the names of SPDX.
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "MIT License": "MIT",
}


class Pin(NamedTuple):
    name: str
    version: str
    hashes: tuple[str, ...]


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(text: str) -> list[Pin]:
    """The packages of a lock file, in its order."""
    starts = list(_PIN.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return [
        Pin(normalized(start[1]), start[2], tuple(_HASH.findall(text[start.end() : end])))
        for start, end in zip(starts, ends, strict=True)
    ]


def licence_of(metadata: Message) -> str:
    """By the names of SPDX where the wheel's words allow it, else as the wheel says it."""
    if expression := metadata.get("License-Expression"):
        return expression
    said = (metadata.get("License") or "").strip()
    if not said or "\n" in said or len(said) > 60:
        kinds = [kind.rpartition(" :: ")[2] for kind in metadata.get_all("Classifier") or []]
        names = [kind for kind in kinds if kind in _SPDX]
        said = names[0] if names else said.partition("\n")[0] or "unknown"
    return _SPDX.get(said, said)


def licence_entry(licence: str) -> list[dict[str, Any]]:
    spdx = re.fullmatch(r"[A-Za-z0-9.+-]+( (OR|AND|WITH) [A-Za-z0-9.+-]+)*", licence)
    return [{"expression": licence}] if spdx else [{"license": {"name": licence}}]


def bundled_by(info: Path) -> list[dict[str, Any]]:
    """The components of the lists that a wheel brings of what was built into it."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(info.glob("sboms/*.json")):
        for component in json.loads(file.read_text("utf-8")).get("components", ()):
            kept = ("type", "name", "version", "purl", "licenses", "hashes")
            entry = {key: component[key] for key in kept if component.get(key)}
            found[json.dumps([entry.get("name"), entry.get("version")])] = entry
    return [found[key] for key in sorted(found)]


def libraries_of(folder: Path, name: str) -> list[dict[str, Any]]:
    """Foreign libraries that a wheel carries as files of their own."""
    owned = {"pyside6-essentials": "PySide6/Qt/lib/libicu*"}
    pattern = owned.get(name, f"{name.replace('-', '_')}.libs/*")
    return [
        {
            "type": "file",
            "name": file.name,
            "hashes": [
                {"alg": "SHA-256", "content": hashlib.sha256(file.read_bytes()).hexdigest()}
            ],
        }
        for file in sorted(folder.glob(pattern))
    ]


def component(pin: Pin, folder: Path, info: Path, licence: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{pin.name}@{pin.version}",
        "name": pin.name,
        "version": pin.version,
        "purl": f"pkg:pypi/{pin.name}@{pin.version}",
        "licenses": licence_entry(licence),
        # One of them is the wheel's that was unpacked; which one depends on the processor.
        "properties": [{"name": "kiosk:locked-sha256", "value": value} for value in pin.hashes],
    }
    if inside := bundled_by(info) + libraries_of(folder, pin.name):
        entry["components"] = inside
    return entry


def copy_licences(info: Path, to: Path) -> bool:
    files = [file for file in info.rglob("*") if file.is_file() and "sboms" not in file.parts]
    files = [file for file in files if _LICENCE_FILES.search(str(file.relative_to(info)))]
    for file in files:
        to.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(
            file, to / "-".join(file.relative_to(info).parts[-2:]).removeprefix("licenses-")
        )
    return bool(files)


def sum_of_all(version: str, components: list[dict[str, Any]], moment: datetime) -> dict[str, Any]:
    kiosk = {"type": "application", "bom-ref": "kiosk", "name": "kiosk", "version": version}
    fonts = {"type": "data", "name": "typefaces", "licenses": licence_entry("OFL-1.1")}
    gallery = {"type": "data", "name": "sample exhibition", "licenses": licence_entry("CC0-1.0")}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # The same build has the same number.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'kiosk {version}')}",
        "version": 1,
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {**kiosk, "licenses": licence_entry("MIT")},
        },
        "components": [*components, fonts, gallery],
        "dependencies": [{"ref": "kiosk", "dependsOn": [entry["bom-ref"] for entry in components]}],
    }


def copyright_file(components: list[tuple[str, str, bool]]) -> str:
    """Debian's form; ``components`` are name, licence, and whether a text of it is there."""
    mit = (ROOT / "LICENSE").read_text("utf-8")
    holder = re.search(r"^Copyright (.*)$", mit, re.MULTILINE)
    text = "\n".join(f" {line}" if line.strip() else " ." for line in mit.strip().splitlines())
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        f"Files: *\nCopyright: {holder[1] if holder else 'the authors'}\nLicense: MIT\n{text}",
        "Files: usr/lib/kiosk/assets/fonts/*\nCopyright: as the files beside them say\n"
        "License: OFL-1.1\n See the licences beside the fonts.",
        "Files: usr/lib/kiosk/gallery/*\nCopyright: none; see LICENSE.md there\n"
        "License: CC0-1.0\n On Debian systems: /usr/share/common-licenses/CC0-1.0",
    ]
    for name, licence, has_text in components:
        where = (
            f"/usr/share/doc/kiosk/licences/{name}/" if has_text else "/usr/share/common-licenses/"
        )
        parts.append(
            f"Files: usr/lib/kiosk/lib/{name}\nCopyright: the authors of {name}\n"
            f"License: {licence}\n The text is in {where}"
        )
    return "\n\n".join(parts) + "\n"


def main() -> int:
    lock, folder, out, version = (
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        Path(sys.argv[3]),
        sys.argv[4],
    )
    installed = {}
    for info in folder.glob("*.dist-info"):
        metadata = email.parser.Parser().parsestr((info / "METADATA").read_text("utf-8"))
        installed[normalized(str(metadata["Name"]))] = (info, metadata)
    pins = [pin for pin in read_lock(lock.read_text("utf-8")) if pin.name in installed]
    wrong = set(installed) ^ {pin.name for pin in pins}
    wrong |= {pin.name for pin in pins if installed[pin.name][1]["Version"] != pin.version}
    if wrong:
        print(f"not as the lock says: {', '.join(sorted(wrong))}", file=sys.stderr)
        return 1
    components, told = [], []
    for pin in pins:
        info, metadata = installed[pin.name]
        licence = licence_of(metadata)
        components.append(component(pin, folder, info, licence))
        told.append((pin.name, licence, copy_licences(info, out / "licences" / pin.name)))
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    bom = json.dumps(sum_of_all(version, components, moment), indent=1, ensure_ascii=False)
    (out / "sbom.cdx.json").write_text(bom + "\n", "utf-8")
    (out / "copyright").write_text(copyright_file(told), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
