"""Debian's typefaces for the scripts that the program's own ones do not have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_NOTO = "fonts-noto-core"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptTypeface:
    """``ranges`` are first and last code points of a script or of signs. ``package`` is Debian's
    package with a typeface for them, ``files`` are names by which one is found below
    /usr/share/fonts.
    """

    name: str
    ranges: tuple[tuple[int, int], ...]
    package: str
    files: tuple[str, ...]

    def has(self, sign: str) -> bool:
        """True for a sign of this script."""
        return any(first <= ord(sign) <= last for first, last in self.ranges)


SCRIPTS = (
    ScriptTypeface(
        name="Khmer",
        ranges=((0x1780, 0x17FF), (0x19E0, 0x19FF)),
        package=_NOTO,
        files=("NotoSansKhmer*", "NotoSerifKhmer*", "KhmerOS*"),
    ),
    ScriptTypeface(
        name="Devanagari",
        ranges=((0x0900, 0x097F), (0xA8E0, 0xA8FF)),
        package=_NOTO,
        files=("NotoSansDevanagari*", "NotoSerifDevanagari*", "Lohit-Devanagari*"),
    ),
    ScriptTypeface(
        name="Thai",
        ranges=((0x0E00, 0x0E7F),),
        package=_NOTO,
        files=("NotoSansThai*", "NotoSerifThai*", "Loma*", "Garuda*"),
    ),
    ScriptTypeface(
        name="emoji",
        ranges=((0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF)),
        package="fonts-noto-color-emoji",
        files=("NotoColorEmoji*",),
    ),
    ScriptTypeface(
        name="Lao", ranges=((0x0E80, 0x0EFF),), package=_NOTO, files=("NotoSansLao*", "Phetsarath*")
    ),
    ScriptTypeface(
        name="Arabic",
        ranges=((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFEFC)),
        package=_NOTO,
        files=("NotoSansArabic*", "NotoNaskhArabic*", "DejaVuSans.ttf"),
    ),
    ScriptTypeface(
        name="Chinese, Japanese and Korean",
        ranges=((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x323AF)),
        package="fonts-noto-cjk",
        files=("NotoSansCJK*", "wqy-*"),
    ),
)
# Those that the package recommends: the languages of its visitors, and what people paste.
RECOMMENDED = SCRIPTS[:4]


def packages_for(signs: Iterable[str]) -> list[str]:
    """Debian's packages with typefaces for some signs; Noto's for any other script."""
    found = [
        next((script.package for script in SCRIPTS if script.has(sign)), _NOTO) for sign in signs
    ]
    return list(dict.fromkeys(found))
