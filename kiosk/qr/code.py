"""QR codes as matrices, by segno."""

import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

# ISO/IEC 18004: four white modules on every side.
QUIET_ZONE = 4
# Under another name, segno itself can still be imported.
_PACKAGE = "_segno_without_writers"


@dataclass(frozen=True, kw_only=True, slots=True)
class QrCode:
    """A QR code: ``rows`` of modules, True for dark, without the quiet zone."""

    payload: str
    rows: tuple[tuple[bool, ...], ...]

    @property
    def modules(self) -> int:
        """Modules along one side, without the quiet zone."""
        return len(self.rows)


@lru_cache(maxsize=64)
def encode(payload: str) -> QrCode:
    """The code of a payload at error level M (docs/ACCESSIBILITY.md, 25).

    Raises ValueError when the payload is empty or too long.
    """
    if not payload:
        raise ValueError("a code needs a payload")
    made = _encoder().encode(payload, error="m", boost_error=False, micro=False)
    return QrCode(
        payload=payload, rows=tuple(tuple(bool(module) for module in row) for row in made.matrix)
    )


def _encoder() -> Any:
    """segno's encoder alone, loaded with the first code.

    segno itself imports its writers of files too, and with them Python's XML, mail, HTTP and TLS:
    45 ms of CPU time and 11 MB, of which a matrix needs nothing.
    """
    if _PACKAGE not in sys.modules:
        found = find_spec("segno")
        if found is None or found.submodule_search_locations is None:
            raise ImportError("segno is not installed")
        package = ModuleType(_PACKAGE)
        package.__path__ = list(found.submodule_search_locations)
        sys.modules[_PACKAGE] = package
    return import_module(f"{_PACKAGE}.encoder")


def module_size(modules: int, side: int, *, min_side: int = 0, max_side: int = 0) -> int:
    """Whole pixels per module so that code and quiet zone fit in ``side`` pixels; 0 if they do not.

    Where the code alone would be smaller than ``min_side`` pixels, code and quiet zone take up to
    ``max_side`` pixels instead.
    """
    fitting = side // (modules + 2 * QUIET_ZONE)
    return max(fitting, min(-(-min_side // modules), max_side // (modules + 2 * QUIET_ZONE)))


def required_side_mm(modules: int, distance_mm: float) -> float:
    """The side in millimetres that a code needs to be scanned from ``distance_mm``.

    It is a tenth of the distance, and more for dense codes (docs/ACCESSIBILITY.md, 26).
    """
    return max(distance_mm / 10, modules * distance_mm / 400)
