"""Where the program's own files lie: beside the package in a checkout, else where a wheel puts data files."""

import sysconfig
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent
_INSTALLED = Path(sysconfig.get_path("data")) / "share" / "kiosk"


def _find(name: str) -> Path:
    beside = _CHECKOUT / name
    return beside if beside.is_dir() else _INSTALLED / name


def fonts_folder() -> Path:
    """The folder of the shipped typefaces (TTF)."""
    return _find("assets") / "fonts"


def sample_gallery() -> Path:
    """The sample exhibition's folder."""
    return _find("gallery")
