"""Pictures of the screens that a publication changes, for ``kiosk publish --preview``."""

from __future__ import annotations

import filecmp
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo


def write_preview(folder: Path, before: Path | None, out: Path) -> int:
    """Render every screen of ``folder`` into ``out``, and leave those that differ from ``before``.

    ``before`` is the release that counts, as a folder; None leaves all. Returns how many are left.
    Raises OSError.
    """
    from kiosk.content.load import load
    from kiosk.offscreen.screenshots import take_screenshots
    from kiosk.session import DisplaySettings

    result = load(folder)
    # At one moment, or the clock alone would differ.
    at = datetime.now(ZoneInfo(result.snapshot.exhibition.timezone)).replace(
        second=0, microsecond=0
    )
    size = [(1920, 1080)]
    take_screenshots(result, out=out, sizes=size, languages=[], display=DisplaySettings(), at=at)
    if before is not None:
        with tempfile.TemporaryDirectory(prefix="kiosk-preview-") as place:
            take_screenshots(
                load(before),
                out=Path(place),
                sizes=size,
                languages=[],
                display=DisplaySettings(),
                at=at,
            )
            for picture in sorted(out.rglob("*.png")):
                other = Path(place, picture.relative_to(out))
                if other.exists() and filecmp.cmp(picture, other, shallow=False):
                    picture.unlink()
        # It lists all pictures, also those that are gone.
        (out / "manifest.json").unlink(missing_ok=True)
    return len(list(out.rglob("*.png")))
