"""``kiosk pull STORE --from ADDRESS``: the releases of a store on the web, into a local one."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk.cli.publisher import guarded, no_store, refuse
from kiosk.cli.terminal import said
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS
from kiosk.publishing.release_store import ReleaseStore
from kiosk.publishing.store_folder import is_store


def pull_releases(arguments: argparse.Namespace) -> int:
    """EXIT_PROBLEMS where something does not come or is refused; what counted still counts then."""
    folder: Path | None = arguments.folder
    if folder is None or arguments.into is not None:
        return refuse(Message("name the store that is fetched into, as in kiosk pull /srv/store"))
    if (folder / "kiosk.yaml").exists() or (
        folder.is_dir() and not is_store(folder) and any(map(_is_seen, folder.iterdir()))
    ):
        return refuse(no_store(folder))
    return guarded(lambda: _pull(arguments.address, ReleaseStore(folder)))


def _is_seen(path: Path) -> bool:
    return not path.name.startswith(".")


def _pull(address: str, release_store: ReleaseStore) -> int:
    from kiosk.authoring.pulling.fetch import FetchError
    from kiosk.authoring.pulling.pull_releases import pull_releases as fetch_releases
    from kiosk.cli.curate import ProgressBar
    from kiosk.publishing.manifest import ReleaseError
    from kiosk.settings import read_settings

    bar = ProgressBar("fetching files")
    try:
        pulled = fetch_releases(address, release_store, read_settings().trust, bar)
    except (FetchError, ReleaseError) as error:
        bar.close()
        reason = error.message if isinstance(error, ReleaseError) else error
        refuse(Message("{reason}; what counted before still counts", reason=reason))
        return EXIT_PROBLEMS
    finally:
        bar.close()
    print(
        said(
            Message(
                "{count} files with {megabytes:,.1f} MB came; these releases count: {names}",
                count=pulled.files,
                megabytes=pulled.size / 2**20,
                names=", ".join(pulled.names) or "-",
            )
        )
    )
    return EXIT_OK
