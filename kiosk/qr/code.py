"""QR codes as matrices, by segno."""

from dataclasses import dataclass
from functools import lru_cache

# ISO/IEC 18004: four white modules on every side.
QUIET_ZONE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A QR code: ``rows`` of modules, True for dark, without the quiet zone."""

    payload: str
    rows: tuple[tuple[bool, ...], ...]

    @property
    def modules(self) -> int:
        """Modules along one side, without the quiet zone."""
        return len(self.rows)


@lru_cache(maxsize=64)
def encode(payload: str) -> Code:
    """The code of a payload at error level M (ACCESS 25). Raises ValueError when it is empty or too long."""
    if not payload:
        raise ValueError("a code needs a payload")
    # Loaded with the first code: it brings half of the standard library along.
    import segno

    made = segno.make(payload, error="m", boost_error=False, micro=False)
    return Code(
        payload=payload, rows=tuple(tuple(bool(module) for module in row) for row in made.matrix)
    )


def module_size(modules: int, side: int, *, least: int = 0, most: int = 0) -> int:
    """Whole pixels per module so that code and quiet zone fit in ``side`` pixels; 0 when they do not.

    Where the code alone would come out smaller than ``least`` pixels, it is made as large, as far as it fits in ``most``.
    """
    fitting = side // (modules + 2 * QUIET_ZONE)
    return max(fitting, min(-(-least // modules), most // (modules + 2 * QUIET_ZONE)))


def side_needed(modules: int, distance_mm: float) -> float:
    """Millimetres that a code's side needs to be scanned from a distance: a tenth of it, more for dense codes (ACCESS 26)."""
    return max(distance_mm / 10, modules * distance_mm / 400)
