"""One page for all faults of a run."""

from collections.abc import Iterator

import pytest

from tests.faults.screen_report import Report


@pytest.fixture(scope="session")
def report() -> Iterator[Report]:
    made = Report()
    yield made
    made.write()
