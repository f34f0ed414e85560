"""Exhibitions as the studio has them open, without a window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel

Open = Callable[[Path], ExhibitionViewModel]


@pytest.fixture
def open_exhibition(qtbot, tmp_path: Path) -> Iterator[Open]:
    """Open folders, and wait until they are read and checked."""
    opened: list[ExhibitionViewModel] = []

    def open_(folder: Path) -> ExhibitionViewModel:
        exhibition = ExhibitionViewModel(folder, tmp_path / "journals")
        opened.append(exhibition)
        qtbot.waitUntil(lambda: exhibition.is_read and not exhibition.is_busy, timeout=20_000)
        return exhibition

    yield open_
    for exhibition in opened:
        exhibition.close()
