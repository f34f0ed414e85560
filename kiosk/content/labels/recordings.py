"""Which of the recordings that labels and events name are there."""

import logging
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kiosk.content.scan.audio_format import is_recording
from kiosk.content.scan.folder_scan import FolderScan
from kiosk.domain import Event, Recording, Recordings, Work
from kiosk.domain.normal_form import normalized
from kiosk.path_safety import sibling_file

log = logging.getLogger(__name__)


def find_recordings(
    roots: Sequence[Path], records: Iterable[Work | Event], scans: Sequence[FolderScan] = ()
) -> Recordings:
    """The recordings of works and events, where they lie in one of the folders.

    ``roots`` are the folders, the exhibition's own first. Only files that are recordings by their
    first bytes are found, whatever they are called.
    """
    recorded = [record for record in records if record.audio]
    if not recorded:
        return {}
    scanned = {
        normalized(scan.qualified_name(name)): Recording(scan.root, scan.root / name)
        for scan in scans
        for files in scan.files.values()
        for name, _, mtime_ns in files
        if mtime_ns
    }
    found: dict[tuple[str, str], Recording] = {}
    for record in recorded:
        for _, name in record.audio.values:
            try:
                recording = _find(roots, record.file, name, scanned)
            except Exception as error:  # noqa: BLE001 - one item must not cost the others' recordings
                log.warning("a recording of %s cannot be looked for: %r", record.file, error)
                continue
            if recording is not None:
                found[record.file, name] = recording
    return found


def _find(
    roots: Sequence[Path], file: str, name: str, scanned: Mapping[str, Recording]
) -> Recording | None:
    """The recording that a file names; None where there is none."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(file), name))
    recording = scanned.get(normalized(beside))
    if recording is None or not is_recording(recording):
        # Also where the name is a link to a file of the same folder.
        recording = sibling_recording(roots, file, name)
    return recording if recording is not None and is_recording(recording) else None


def sibling_recording(roots: Sequence[Path], file: str, name: str) -> Recording | None:
    """The file ``name`` beside ``file``, with the one of ``roots`` in which it lies."""
    path = sibling_file(roots, file, name)
    inside = (root for root in roots if path is not None and path.is_relative_to(root.resolve()))
    root = next(inside, None)
    return Recording(root, path) if root is not None and path is not None else None
