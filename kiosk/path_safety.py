"""Checks that a path stays inside a folder. Imports little, because every start needs it."""

from collections.abc import Sequence
from pathlib import Path


def is_inside(path: Path, real_root: Path) -> bool:
    """False for a link to a place outside the folder, and for a link without an end."""
    try:
        return path.resolve().is_relative_to(real_root)
    except (OSError, RuntimeError):
        return False


def sibling_file(roots: Sequence[Path], file: str, name: str) -> Path | None:
    """The absolute path of ``name`` in the folder of ``file``; None outside of ``roots``.

    ``file`` is relative to the first of ``roots``, or absolute. None also when there is no such
    file.
    """
    try:
        path = (roots[0] / file).parent.joinpath(name).resolve()
        is_allowed = any(path.is_relative_to(root.resolve()) for root in roots)
        return path if is_allowed and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None
