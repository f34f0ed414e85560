"""What several rooms' tests share: folders of content, written as a curator would."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtGui import QGuiApplication

from kiosk.window.app_window import load_typefaces
from tests.folders import write_files

# How long an example takes is a benchmark's matter; on a busy machine it says nothing. The long
# profile is for packaging/nightly.sh: pytest --hypothesis-profile=long.
settings.register_profile("short", deadline=None, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=400)
settings.load_profile("short")

# An ordinary user of Debian 13 has 002, and the program trusts no folder of the tests that its
# group may write. tests/status/test_own_folders.py has the folders that the program makes itself.
os.umask(0o022)

ROOT = Path(__file__).resolve().parents[1]

WriteFolder = Callable[..., Path]

# What packaging/test.sh hands out first to its workers, without a window: each takes some twenty
# seconds or more, and begun last, one worker would be at it while the others wait.
LONGEST = (
    "tests/audit/test_screens.py",
    "tests/soak/",
    "tests/package/test_package.py",
    "tests/package/test_boot.py",
    "tests/package/test_wheel.py",
    "tests/hostile/",
    "tests/app/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the files that take longest to the front; each file's own order stays."""
    items.sort(
        key=lambda item: next(
            (place for place, name in enumerate(LONGEST) if item.nodeid.startswith(name)),
            len(LONGEST),
        )
    )


@pytest.fixture(scope="session")
def qapp(qapp: QGuiApplication) -> QGuiApplication:
    """The application with the program's typefaces, as every window of it has them.

    What is measured is kept (``lru_cache``), so that a test that measured without them would
    give its widths and heights to those after it.
    """
    load_typefaces()
    return qapp


@pytest.fixture
def write_folder(tmp_path: Path) -> WriteFolder:
    """``write_files`` into the gallery or another folder."""

    def write(files: dict[str, str], folder: Path | None = None) -> Path:
        return write_files(folder or tmp_path / "gallery", files)

    return write


@pytest.fixture(scope="session")
def arabic_gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample exhibition with a third language, which runs from right to left."""
    folder = tmp_path_factory.mktemp("arabic") / "gallery"
    shutil.copytree(ROOT / "gallery", folder)
    shutil.copytree(ROOT / "tests" / "arabic", folder, dirs_exist_ok=True)
    settings = folder / "kiosk.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("languages: [en, es]", "languages: [en, es, ar]"),
        "utf-8",
    )
    return folder
