"""Durations in words."""

from __future__ import annotations


def duration_text(seconds: float) -> str:
    """A duration in its two largest units, for example ``1 d 1 h``."""
    left = max(0, int(seconds))
    parts: list[str] = []
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        count, left = divmod(left, size)
        if count or (unit == "s" and not parts):
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2])
