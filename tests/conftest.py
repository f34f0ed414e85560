"""What several rooms' tests share: folders of content, written as a curator would."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from PIL import Image

# How long an example takes is a benchmark's matter; on a busy machine it says nothing.
settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")

ROOT = Path(__file__).resolve().parents[1]

WriteFolder = Callable[..., Path]


def save_picture(path: Path, size: tuple[int, int] = (1500, 1000), colour: str = "#6a4a5a") -> Path:
    """A plain picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return path


@pytest.fixture
def write_folder(tmp_path: Path) -> WriteFolder:
    """Writes files, by relative path and text, into the gallery or another folder; a text of
    "picture" makes a picture of that name.
    """

    def write(files: dict[str, str], folder: Path | None = None) -> Path:
        root = folder or tmp_path / "gallery"
        root.mkdir(exist_ok=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text == "picture":
                save_picture(path)
            else:
                path.write_text(text, encoding="utf-8")
        return root

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
