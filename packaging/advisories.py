"""Compare a lock with published advisories, without a network.

    python packaging/advisories.py LOCK ADVISORIES...

An advisory file is JSON as OSV (https://ossf.github.io/osv-schema/) or pip-audit write it: one
advisory, a list of them, an object with ``vulns``, or pip-audit's report with ``dependencies``. A
folder stands for every .json file below it, as an unpacked export of OSV has them.

Prints a line for each locked package with a known fault. Ends with 0 when there is none, with 1
when there are some, and with 2 when a file cannot be read or holds no advisories: an empty answer
must not look like a good one.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from sbom import read_lock

from packaging.version import InvalidVersion, Version


class Unreadable(Exception):
    """A file that holds no advisories in a form that is known here."""


def advisory_files(places: list[str]) -> Iterator[Path]:
    for place in map(Path, places):
        files = sorted(place.rglob("*.json")) if place.is_dir() else [place]
        if not files:
            raise Unreadable(f"{place}: no .json file is below this folder")
        yield from files


def advisories(file: Path) -> Iterator[dict[str, Any]]:
    """Advisories in OSV's form; a line of pip-audit's report becomes one for its one version."""
    try:
        told = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Unreadable(f"{file}: {error}") from error
    if isinstance(told, dict) and isinstance(told.get("dependencies"), list):
        yield from audited(told["dependencies"])
        return
    if isinstance(told, dict):
        told = told.get("vulns", [told])
    if not isinstance(told, list) or not all(
        isinstance(one, dict) and one.get("id") and "affected" in one for one in told
    ):
        raise Unreadable(f"{file}: neither OSV's form nor pip-audit's")
    yield from told


def audited(dependencies: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for line in dependencies:
        for fault in line.get("vulns", ()):
            package = {"name": line["name"], "ecosystem": "PyPI"}
            affected = {"package": package, "versions": [line["version"]]}
            fixed = ", ".join(fault.get("fix_versions", ()))
            yield {**fault, "affected": [affected], "fixed": fixed}


def same(version: Version, text: str) -> bool:
    try:
        return version == Version(text)
    except InvalidVersion:
        return False


def in_range(version: Version, events: list[dict[str, str]]) -> bool:
    """Whether the last event at or before the version lets the fault in.

    ``last_affected`` names the last version with the fault, ``fixed`` and ``limit`` the first one
    without it. A version that cannot be read counts as affected: nobody is told that all is well.
    """
    inside = False
    try:
        ordered = sorted(
            ((Version(text), kind) for event in events for kind, text in event.items()),
            key=lambda event: event[0],
        )
    except InvalidVersion:
        return True
    for at, kind in ordered:
        if kind == "introduced" and version >= at:
            inside = True
        if (kind in ("fixed", "limit") and version >= at) or (
            kind == "last_affected" and version > at
        ):
            inside = False
    return inside


def fault_in(name: str, version: Version, advisory: dict[str, Any]) -> str | None:
    """The versions that mend the fault, "" when none is named; None when it is not affected."""
    for affected in advisory["affected"]:
        package = affected.get("package", {})
        if package.get("ecosystem") != "PyPI" or canonicalize_name(package["name"]) != name:
            continue
        ranges = [one for one in affected.get("ranges", ()) if one.get("type") != "GIT"]
        if any(same(version, text) for text in affected.get("versions", ())) or any(
            in_range(version, one["events"]) for one in ranges
        ):
            mended = [
                event["fixed"] for one in ranges for event in one["events"] if "fixed" in event
            ]
            return advisory.get("fixed") or ", ".join(mended)
    return None


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    pins = read_lock(Path(sys.argv[1]).read_text("utf-8"))
    if not pins:
        print(f"{sys.argv[1]}: no package is pinned here", file=sys.stderr)
        return 2
    looked = 0
    found = set()
    try:
        for file in advisory_files(sys.argv[2:]):
            for advisory in advisories(file):
                looked += 1
                if advisory.get("withdrawn"):
                    continue
                for pin in pins:
                    mended = fault_in(pin.name, Version(pin.version), advisory)
                    if mended is not None:
                        names = " ".join([advisory["id"], *advisory.get("aliases", ())])
                        way = f"mended in {mended}" if mended else "no version mends it yet"
                        found.add(f"{pin.name} {pin.version}: {names}; {way}")
    except (Unreadable, KeyError, TypeError) as error:
        print(f"not read: {error}", file=sys.stderr)
        return 2
    for line in sorted(found):
        print(line)
    print(f"{len(pins)} packages, {looked} advisories, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
