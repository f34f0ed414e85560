"""What the publisher's commands share: who signs, what counted before, and what is said."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.cli.terminal import said, shown
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_USAGE
from kiosk.publishing.changes import Change, ItemChange
from kiosk.publishing.current import Current, CurrentRelease
from kiosk.publishing.manifest import Manifest, ReleaseError
from kiosk.publishing.release_store import ReleaseStore, Signed
from kiosk.publishing.selection import Candidate

# Of what changes, so many items of one kind are listed by name.
MOST_LISTED = 200
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Before:
    """What counts in a store before a command changes it, as far as it may be believed."""

    current: Current | None
    live: tuple[Candidate, ...]

    @property
    def newest(self) -> Manifest | None:
        """The release that was published last."""
        return self.live[0].manifest if self.live else None


def signer(arguments: argparse.Namespace) -> Sign | None:
    """What signs ``current``: the key of --sign or KIOSK_SIGN; None where no key is named."""
    from kiosk.publishing.signatures import sign
    from kiosk.settings import read_settings

    key = arguments.sign or read_settings().signing_key
    return None if key is None else lambda data: sign(data, key)


def believed(
    release_store: ReleaseStore,
    sign: Sign | None,
    arguments: argparse.Namespace,
    *,
    mend: bool = False,
) -> Before:
    """What counts now. Raises ReleaseError for what this publisher may not sign along.

    With KIOSK_TRUST, ``current`` has to be signed by a key of that file; with a key alone, by it.
    With ``mend``, what was damaged is said and left out.
    """
    signed = _read_current(release_store, mend=mend)
    if signed is None:
        return Before(None, ())
    _require_own(signed, release_store, sign, arguments)
    live = []
    for one in signed.current.releases:
        try:
            live.append(Candidate(one, release_store.read_manifest(one.name, one.sha256)))
        except ReleaseError as error:
            if not mend:
                raise
            refuse(error.message)
    return Before(signed.current, tuple(live))


def _read_current(release_store: ReleaseStore, *, mend: bool) -> Signed | None:
    try:
        return release_store.read_current()
    except ReleaseError as error:
        if not mend:
            raise
        refuse(error.message)
        return None


def _require_own(
    signed: Signed,
    release_store: ReleaseStore,
    sign: Sign | None,
    arguments: argparse.Namespace,
) -> None:
    """Raises ReleaseError for what this publisher may not sign along."""
    from kiosk.publishing.signatures import own_trust, verify
    from kiosk.settings import read_settings

    settings = read_settings()
    key = arguments.sign or settings.signing_key
    if signed.signature and sign is None:
        raise ReleaseError(
            Message(
                "the releases of {store} are signed: name your key with --sign",
                store=release_store.path,
            )
        )
    if sign is not None and signed.signature:
        if settings.trust is not None:
            verify(signed.text, signed.signature, settings.trust)
        elif key is not None:
            with own_trust(key) as trust:
                verify(signed.text, signed.signature, trust)
    elif sign is not None and signed.current.releases and not arguments.sign_all:
        raise ReleaseError(
            Message(
                "the releases of {store} are not signed yet; --sign-all signs those that count, if "
                "they are yours",
                store=release_store.path,
            )
        )


def guarded(command: Callable[[], int]) -> int:
    """Run a command; what is refused, or cannot be read or written, is said in one line."""
    try:
        return command()
    except ReleaseError as error:
        return refuse(error.message)
    except OSError as error:
        return refuse(
            Message(
                "{file}: {reason}; what counted before still counts",
                file=shown(error.filename or ""),
                reason=error.strerror or str(error),
            )
        )


def refuse(message: Message, code: int = EXIT_USAGE) -> int:
    """Say on stderr why a command does nothing; returns its exit code."""
    print(f"kiosk: {said(message)}", file=sys.stderr)
    return code


def no_store(path: Path) -> Message:
    """What is said of a folder that is no store."""
    return Message(
        "{path} is no store of releases; 'kiosk publish FOLDER {path}' makes one", path=shown(path)
    )


def user_name() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def print_changes(differing: Sequence[ItemChange]) -> None:
    words = {
        Change.ADDED: Message("added"),
        Change.CHANGED: Message("changed"),
        Change.WITHDRAWN: Message("withdrawn or not shown"),
        Change.REMOVED: Message("removed"),
    }
    for change, word in words.items():
        keys = [one.key for one in differing if one.change is change]
        for key in keys[:MOST_LISTED]:
            print(f"{said(word)}: {shown(key)}")
        if len(keys) > MOST_LISTED:
            more = len(keys) - MOST_LISTED
            print(said(Message("{word}: {count} more", word=word, count=more)))
    if not differing:
        print(said(Message("nothing differs")))


def print_published(
    added: CurrentRelease, manifest: Manifest, zone: ZoneInfo, *, counts: bool
) -> None:
    if not counts:
        message = Message("{name} is a draft; 'kiosk approve' makes it count", name=added.name)
    elif manifest.starts:
        when = manifest.starts.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
        message = Message("{name} counts from {when}", name=added.name, when=when)
    elif manifest.stages[0].screens:
        screens = ", ".join(manifest.stages[0].screens)
        message = Message("{name} counts on {screens}", name=added.name, screens=screens)
    else:
        message = Message("{name} counts now", name=added.name)
    print(said(message))
