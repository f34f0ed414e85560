"""The comparison's process: ``python -m kiosk.studio.comparison.program``, with the words FOLDER
STORE NAME OUT LANGUAGE.

It draws the screens that differ between the release NAME and the folder into OUT, and writes
``changes.json``: the differences in words, the pictures, and what could not be done.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from kiosk.content.load import LoadResult, load
from kiosk.exit_codes import EXIT_FAILED, EXIT_OK
from kiosk.offscreen.changed_screens import LIST, ChangedScreen, changed_screens
from kiosk.publishing.local_releases import LocalReleases
from kiosk.publishing.manifest import ReleaseError
from kiosk.publishing.release_store import ReleaseStore
from kiosk.studio.model.edits.file_names import stem_of
from kiosk.studio.model.guidance.differences import Difference, FolderState, differences
from kiosk.studio.wording import said, use_language

# A folder with more items is drawn as far as its items have changed: all of it takes minutes.
_MOST_DRAWN_WHOLE = 60
# The screens that belong to no item, such as the wall and the programme.
_NO_ITEM = ""


def compare(folder: Path, release: Path, out: Path) -> Mapping[str, object]:
    """Compare two folders: their differences in words, and pictures below ``out``."""
    after, before = load(folder), load(release)
    found = differences(FolderState.of(before), FolderState.of(after))
    screens: tuple[ChangedScreen, ...] = ()
    if found and after.usable and before.usable:
        screens = changed_screens(
            after,
            before,
            out,
            languages=[after.snapshot.exhibition.languages[0]],
            only=_drawn_items(after, found),
        )
    # Those of what was changed first: an order or a count changes many others.
    keys = {_key_of(PurePosixPath(one.file)) for one in found}
    screens = tuple(sorted(screens, key=lambda one: one.item not in keys))
    return {
        "words": [said(one.words) for one in found],
        "screens": [asdict(one) for one in screens],
    }


def _drawn_items(after: LoadResult, found: Sequence[Difference]) -> Set[str] | None:
    """The items whose screens are drawn; None for all."""
    content = after.snapshot
    if len(content.works) + len(content.events) <= _MOST_DRAWN_WHOLE:
        return None
    return {_NO_ITEM, *(_key_of(PurePosixPath(one.file)) for one in found)}


def _key_of(path: PurePosixPath) -> str:
    return (path.parent / stem_of(path.name)).as_posix()


def main(words: Sequence[str]) -> int:
    """Compare what is named on the command line."""
    use_language(words[4])
    folder, out = Path(words[0]), Path(words[3])
    releases, name = ReleaseStore(Path(words[1])), words[2]
    try:
        with tempfile.TemporaryDirectory(prefix="kiosk-release-") as place:
            release = LocalReleases(Path(place), "").take(
                releases, name, releases.read_manifest(name)
            )
            found = compare(folder, release, out)
        out.mkdir(parents=True, exist_ok=True)
        text = json.dumps(found, ensure_ascii=False, indent=1)
        (out / LIST).write_text(text, encoding="utf-8")
    except ReleaseError as error:
        print(said(error.message), file=sys.stderr)
        return EXIT_FAILED
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return EXIT_FAILED
    return EXIT_OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
