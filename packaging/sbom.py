"""Write what a package bundles: its bill of materials, its licences and Debian's copyright file.

    python packaging/sbom.py LOCK FOLDER OUT VERSION

LOCK is a file that packaging/lock.sh made, FOLDER holds what pip installed by it, and OUT gets

    sbom.cdx.json   CycloneDX 1.6: each package with its version, hashes and licence, and the
                    libraries that its wheel holds, as the wheel itself lists them
    licences/NAME/  the licences' texts: those of the wheel, and those of packaging/licences
    copyright       the same in Debian's form

Ends with 1 when the folder does not hold what the lock names, or when the licence of a package or
of a part of one has no text, neither here nor among those that each Debian has.
"""

import email.parser
import hashlib
import json
import os
import re
import sys
import uuid
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple

from licence_texts import COMMON, INSTALLED, common_texts, copied_texts, texts_of_part

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# Names of licences as wheels write them, by the names of SPDX.
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    # pypdfium2, and PDFium in it; the texts of PDFium's own parts are in the wheel.
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
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


def with_texts(entry: dict[str, Any], places: list[str]) -> dict[str, Any]:
    told = [{"name": "kiosk:licence-text", "value": place} for place in places]
    return {**entry, "properties": [*entry.get("properties", ()), *told]}


def expression_of(entry: dict[str, Any]) -> str:
    """All that a component says of its licence."""
    said = [one.get("expression") or one["license"].get("id", "") for one in entry["licenses"]]
    return " AND ".join(said)


def component(
    pin: Pin, folder: Path, info: Path, licence: str, texts: dict[str, bytes]
) -> dict[str, Any]:
    """A package with its parts; each says where the text of its licence lies, or has no property
    "kiosk:licence-text".
    """
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
    places = [f"{INSTALLED}/{pin.name}/{file}" for file in texts]
    if inside := bundled_by(info) + libraries_of(folder, pin.name):
        entry["components"] = []
        for part in inside:
            said = expression_of(part) if part.get("licenses") else ""
            found = texts_of_part(pin.name, part["name"], said, texts)
            entry["components"].append(with_texts(part, found))
    return with_texts(entry, places + common_texts(licence))


def without_text(components: list[dict[str, Any]]) -> list[str]:
    """The names of the packages and parts whose licence has no text."""
    every = [*components, *(part for entry in components for part in entry.get("components", ()))]
    return [
        f"{entry['name']} {entry.get('version', '')}".strip()
        for entry in every
        if not any(one["name"] == "kiosk:licence-text" for one in entry["properties"])
    ]


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


def places_of(entry: dict[str, Any]) -> list[str]:
    """Where the texts of a package and of its parts lie."""
    every = [entry, *entry.get("components", ())]
    told = [one for part in every for one in part["properties"]]
    return [one["value"] for one in told if one["name"] == "kiosk:licence-text"]


def copyright_file(components: list[dict[str, Any]]) -> str:
    """Debian's form."""
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
    for entry in components:
        places = {
            place if place.startswith(COMMON) else f"{INSTALLED}/{entry['name']}/"
            for place in places_of(entry)
        }
        where = "\n".join(f"  {place}" for place in sorted(places))
        parts.append(
            f"Files: usr/lib/kiosk/lib/{entry['name']}\nCopyright: the authors of {entry['name']}\n"
            f"License: {expression_of(entry)}\n The text, and those of its parts, are in\n{where}"
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
    components = []
    for pin in pins:
        info, metadata = installed[pin.name]
        texts = copied_texts(info, pin.name)
        components.append(component(pin, folder, info, licence_of(metadata), texts))
        for name, text in texts.items():
            file = out / "licences" / pin.name / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
    if bare := without_text(components):
        print(f"no text of the licence of: {', '.join(bare)}", file=sys.stderr)
        return 1
    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    bom = json.dumps(sum_of_all(version, components, moment), indent=1, ensure_ascii=False)
    (out / "sbom.cdx.json").write_text(bom + "\n", "utf-8")
    (out / "copyright").write_text(copyright_file(components), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
