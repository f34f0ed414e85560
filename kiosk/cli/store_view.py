"""What the commands that read a folder do with a store: they read the release that counts in it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from kiosk.cli.terminal import said, shown
from kiosk.domain import Message
from kiosk.publishing.store_folder import is_store


def refuses_store(folder: Path | None) -> bool:
    """True, with a message, for a store: the command that asks writes into a folder."""
    if folder is None or not is_store(folder):
        return False
    message = Message(
        "{folder} is a store of releases, into which 'kiosk publish' alone writes; name the "
        "exhibition's folder",
        folder=shown(folder),
    )
    print(f"kiosk: {said(message)}", file=sys.stderr)
    return True


def readable_folder(folder: Path) -> tuple[Path | None, str]:
    """The folder itself, or for a store a copy of the release that counts, and its name.

    None, with a message, where no release can be read. That a release is read is said on stderr.
    """
    if not is_store(folder):
        return folder, ""
    from kiosk.publishing.manifest import ReleaseError

    try:
        view, name = _release_of(folder)
    except ReleaseError as error:
        print(f"kiosk: {shown(folder)}: {said(error.message)}", file=sys.stderr)
        return None, ""
    except OSError as error:
        print(f"kiosk: {shown(error.filename or folder)}: {error.strerror}", file=sys.stderr)
        return None, ""
    message = Message("the release {name} of {folder} is read", name=name, folder=shown(folder))
    print(said(message), file=sys.stderr)
    return view, name


def _release_of(folder: Path) -> tuple[Path, str]:
    """A proven copy of the release for this screen, in the user's cache. Raises ReleaseError."""
    from kiosk.paths import below_cache
    from kiosk.publishing.local_releases import LocalReleases
    from kiosk.publishing.manifest import ReleaseError
    from kiosk.publishing.release_store import ReleaseStore
    from kiosk.publishing.selection import choose
    from kiosk.publishing.signatures import verify
    from kiosk.publishing.store_folder import local_folder, screen_name
    from kiosk.settings import read_settings

    settings, release_store = read_settings(), ReleaseStore(folder.absolute())
    signed = release_store.read_current()
    if signed is None:
        raise ReleaseError(Message("the store {store} has no release yet", store=folder))
    if settings.trust is not None:
        verify(signed.text, signed.signature, settings.trust)
    screen = screen_name(settings)
    now = max(datetime.now(UTC), signed.current.made)
    chosen = choose(release_store.candidates(signed.current), screen, now)
    if chosen is None:
        raise ReleaseError(Message("no release is for this screen ({screen}) now", screen=screen))
    local = LocalReleases(below_cache("releases") / local_folder(settings, folder).name, screen)
    tree = local.take(release_store, chosen.release.name, chosen.manifest)
    local.collect_garbage(keep=(chosen.release.name,))
    return tree, chosen.release.name
