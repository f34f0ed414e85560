"""Folders of content, written as a curator would."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image


def save_picture(path: Path, size: tuple[int, int] = (1500, 1000), colour: str = "#6a4a5a") -> Path:
    """A plain picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_encoded_picture(path.suffix, size, colour))
    return path


@cache
def _encoded_picture(suffix: str, size: tuple[int, int], colour: str) -> bytes:
    """Tests write the same few pictures thousands of times."""
    encoded = BytesIO()
    Image.new("RGB", size, colour).save(encoded, Image.registered_extensions()[suffix.lower()])
    return encoded.getvalue()


def write_files(root: Path, files: dict[str, str]) -> Path:
    """Write files, by relative path and text, below ``root``; a text of "picture" makes a picture
    of that name.
    """
    root.mkdir(exist_ok=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text == "picture":
            save_picture(path)
        else:
            path.write_text(text, encoding="utf-8")
    return root
