"""Whether a path stays inside a folder. It needs nothing, so that a start need not load what reads folders."""

from collections.abc import Sequence
from pathlib import Path


def is_inside(path: Path, real_root: Path) -> bool:
    """True unless the path is a link to a place outside the folder, or a link without an end."""
    try:
        return path.resolve().is_relative_to(real_root)
    except (OSError, RuntimeError):
        return False


def sibling_file(roots: Sequence[Path], file: str, name: str) -> Path | None:
    """The file ``name`` beside another of the folders, whole; None when there is none, or it would lead out of them.

    ``file`` is relative to the first of ``roots``, or absolute.
    """
    try:
        path = (roots[0] / file).parent.joinpath(name).resolve()
        return (
            path
            if any(path.is_relative_to(root.resolve()) for root in roots) and path.is_file()
            else None
        )
    except (OSError, ValueError, RuntimeError):
        return None
