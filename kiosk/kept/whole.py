"""A folder as it was last read, to be shown again while nothing in it has changed."""

from dataclasses import dataclass

from kiosk.domain import Problem, Snapshot


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is shown and all that is reported of a folder whose files bore this ``mark``."""

    mark: str
    snapshot: Snapshot
    problems: tuple[Problem, ...]
