"""Write images to files."""

from pathlib import Path

from PySide6.QtGui import QImage, QImageWriter


def write_png(image: QImage, path: Path, *, quality: int = -1) -> bool:
    """Write ``image`` to ``path``; return whether that worked.

    A ``quality`` from 0 to 100 trades size for speed. QImageWriter is used because the type stubs
    of ``QImage.save`` ask for a format in bytes, which it refuses.
    """
    writer = QImageWriter(str(path), b"png")
    writer.setQuality(quality)
    return writer.write(image)
