"""Images are written whole, and a failure is told."""

from pathlib import Path

from PIL import Image
from PySide6.QtGui import QImage

from kiosk.qt.images import write_png


def test_an_image_is_written_as_png(tmp_path: Path) -> None:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(0xFF204060)
    assert write_png(image, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as written:
        assert (written.format, written.size) == ("PNG", (3, 2))
        assert written.convert("RGB").getpixel((0, 0)) == (0x20, 0x40, 0x60)


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    assert not write_png(image, tmp_path / "none" / "a.png")
