"""Where the text of each licence lies, for packaging/sbom.py: in the package, or in Debian."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What wheels do not bring; its README says where the texts are from.
GIVEN = ROOT / "packaging" / "licences"
# Where a package's texts lie on a machine, and those that each Debian has.
INSTALLED = "/usr/share/doc/kiosk/licences"
COMMON = "/usr/share/common-licenses"
# Debian's files by the names of SPDX. The lesser licence, version 3, builds upon the general one.
_COMMON_FILES = {
    "Apache-2.0": ("Apache-2.0",),
    "CC0-1.0": ("CC0-1.0",),
    "GPL-2.0-only": ("GPL-2",),
    "GPL-3.0-only": ("GPL-3",),
    "GPL-3.0-or-later": ("GPL-3",),
    "LGPL-2.1-or-later": ("LGPL-2.1",),
    "LGPL-3.0-only": ("LGPL-3", "GPL-3"),
    "LGPL-3.0-or-later": ("LGPL-3", "GPL-3"),
}
_LICENCE_FILES = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
# Parts of a wheel whose text stands in a file of all its parts: what their names begin with, the
# file, and the line above the text.
_PARTS = {
    "pillow": {
        "FreeType": ("LICENSE", "FREETYPE2"),
        "HarfBuzz": ("LICENSE", "HARFBUZZ"),
        "Little CMS 2": ("LICENSE", "LCMS2"),
        "OpenJPEG": ("LICENSE", "OPENJPEG"),
        "PIL.": ("LICENSE", "The Python Imaging Library (PIL) is"),
        "fribidi-shim": ("LICENSE", "The Python Imaging Library (PIL) is"),
        "libXau": ("LICENSE", "XAU"),
        "libavif": ("LICENSE", "LIBAVIF"),
        "libbrotli": ("LICENSE", "BROTLI"),
        "libfreetype": ("LICENSE", "FREETYPE2"),
        "libharfbuzz": ("LICENSE", "HARFBUZZ"),
        "libjpeg": ("LICENSE", "LIBJPEG"),
        "liblcms2": ("LICENSE", "LCMS2"),
        "liblzma": ("LICENSE", "LIBLZMA"),
        "libopenjp2": ("LICENSE", "OPENJPEG"),
        "libpng": ("LICENSE", "LIBPNG"),
        "libsharpyuv": ("LICENSE", "LIBWEBP"),
        "libtiff": ("LICENSE", "LIBTIFF"),
        "libwebp": ("LICENSE", "LIBWEBP"),
        "libxcb": ("LICENSE", "XCB"),
        "libzstd": ("LICENSE", "ZSTD"),
        "pillow": ("LICENSE", "The Python Imaging Library (PIL) is"),
        "raqm": ("LICENSE", "RAQM"),
        "zlib": ("LICENSE", "ZLIB"),
    },
    "pyside6-essentials": {"libicu": ("icu.txt", "UNICODE LICENSE V3")},
}
# Parts that a wheel names without a licence; its own list of licences has it.
_LICENCES = {
    "pi-heif": {"libheif": "LGPL-3.0-only", "libde265": "LGPL-3.0-only"},
}


def copied_texts(info: Path, name: str) -> dict[str, bytes]:
    """The texts of a package by the names of their files: its wheel's, and those given here."""
    texts = {}
    for file in sorted(info.rglob("*")):
        inside = file.relative_to(info)
        if file.is_file() and "sboms" not in inside.parts and _LICENCE_FILES.search(str(inside)):
            texts["-".join(inside.parts[-2:]).removeprefix("licenses-")] = _whole_text(file)
    for file in sorted((GIVEN / name).glob("*.txt")):
        texts[file.name] = file.read_bytes()
    return texts


def _whole_text(file: Path) -> bytes:
    """A text with the one that a line of it names put in its place: ``#include ./Apache-2.0.txt``.

    Raises OSError where that is not there.
    """
    lines = file.read_bytes().splitlines(keepends=True)
    return b"".join(
        (file.parent / os.fsdecode(line.split()[1])).read_bytes()
        if line.startswith(b"#include ./")
        else line
        for line in lines
    )


def common_texts(expression: str) -> list[str]:
    """Debian's texts for an expression of SPDX; of several choices each that Debian has whole."""
    found: list[str] = []
    for choice in expression.split(" OR "):
        terms = re.split(r" AND | WITH ", choice.strip("() "))
        if all(term in _COMMON_FILES for term in terms):
            found += [f"{COMMON}/{file}" for term in terms for file in _COMMON_FILES[term]]
    return list(dict.fromkeys(found))


def texts_of_part(owner: str, part: str, expression: str, texts: dict[str, bytes]) -> list[str]:
    """Where the text for a part of a package lies; empty when nowhere.

    ``texts`` are the owner's. A text in the package goes before a choice that Debian has.
    """
    if f"{part}.txt" in texts:
        return [f"{INSTALLED}/{owner}/{part}.txt"]
    for start, (file, heading) in _PARTS.get(owner, {}).items():
        lines = texts.get(file, b"").decode("utf-8", "replace").splitlines()
        if part.startswith(start) and any(line.startswith(heading) for line in lines):
            return [f"{INSTALLED}/{owner}/{file}"]
    for start, licence in _LICENCES.get(owner, {}).items():
        if part.startswith(start):
            return common_texts(licence)
    return common_texts(expression)
