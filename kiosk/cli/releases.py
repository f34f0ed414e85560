"""The commands for a store's releases: releases, diff, rollback and approve."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kiosk.cli.publisher import (
    believed,
    guarded,
    no_store,
    print_changes,
    print_published,
    refuse,
    signer,
    user_name,
)
from kiosk.cli.terminal import said, shown
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS
from kiosk.publishing.changes import changes, overtaking
from kiosk.publishing.current import CurrentRelease
from kiosk.publishing.manifest import Approval, Manifest, ReleaseError, Rollout, moment_text
from kiosk.publishing.publish import publish
from kiosk.publishing.release_store import ReleaseStore, find_release, unneeded_objects
from kiosk.publishing.store_folder import is_store


def releases(arguments: argparse.Namespace) -> int:
    """``kiosk releases DESTINATION``: list them; with ``--keep`` remove what is not needed."""
    release_store = ReleaseStore(arguments.destination)
    if not is_store(release_store.path):
        return refuse(no_store(release_store.path))
    return guarded(lambda: _list_releases(arguments, release_store))


def _list_releases(arguments: argparse.Namespace, release_store: ReleaseStore) -> int:
    signed = release_store.read_current()
    live = {one.name: one for one in signed.current.releases} if signed else {}
    approved: set[str] = set()
    now = datetime.now(UTC)
    rows, code = [], EXIT_OK
    for name in release_store.release_names():
        try:
            manifest = release_store.read_manifest(name)
        except (OSError, ReleaseError) as error:
            print(f"{name}: {_reason(error)}", file=sys.stderr)
            code = EXIT_PROBLEMS
            continue
        approved |= {manifest.approval.draft} if manifest.approval else set()
        rows.append((name, manifest, _state(manifest, live.get(name), now)))
    rows = [
        (name, one, "draft" if one.is_draft and name not in approved else state)
        for name, one, state in rows
    ]
    rows.sort(key=lambda row: (row[1].made, row[0] in live), reverse=True)
    if arguments.keep is not None:
        return _remove_old(release_store, rows, live, arguments.keep)
    if arguments.format == "json":
        records = [
            {
                "name": name,
                "made": moment_text(one.made),
                "by": one.by,
                "note": one.note,
                "state": state,
                "from": moment_text(one.starts),
                "until": moment_text(one.ends),
                "approved_by": one.approval.by if one.approval else "",
                "approved": moment_text(one.approval.at) if one.approval else None,
                "stages": [list(one_stage.screens) for one_stage in one.stages],
                "allowed": dict(one.allowed),
                "files": len(one.files),
            }
            for name, one, state in rows
        ]
        print(json.dumps(records, indent=2, ensure_ascii=False))
        return code
    for name, one, state in rows:
        made = one.made.astimezone(ZoneInfo(one.timezone)).strftime("%Y-%m-%d %H:%M")
        note = f"  {one.note}" if one.note else ""
        print(shown(f"{name}  {made}  {one.by:<10}  {state}{note}"))
        if one.approval is not None:
            at = f"{one.approval.at.astimezone(ZoneInfo(one.timezone)):%Y-%m-%d %H:%M}"
            words = Message("approved by {name} on {moment}", name=one.approval.by, moment=at)
            print(shown(f"    {said(words)}"))
        for rule, reason in one.allowed.items():
            print(shown(f"    {rule}: {reason}"))
    if not rows:
        print(said(Message("no release yet")))
    return code


def _state(manifest: Manifest, live: CurrentRelease | None, now: datetime) -> str:
    """A release's state in words: it counts, and for whom and when; or it does not."""
    if live is None:
        return "old"
    zone = ZoneInfo(manifest.timezone)
    words = []
    if manifest.starts and now < manifest.starts:
        words.append(f"from {manifest.starts.astimezone(zone):%Y-%m-%d %H:%M}")
    if manifest.ends:
        left = "until" if now < manifest.ends else "ended"
        words.append(f"{left} {manifest.ends.astimezone(zone):%Y-%m-%d %H:%M}")
    reached = manifest.stages[: live.stage_number + 1]
    if all(one_stage.screens for one_stage in reached):
        words.append("on " + ", ".join(name for one_stage in reached for name in one_stage.screens))
    if live.stage_number + 1 < len(manifest.stages):
        words.append(f"stage {live.stage_number + 1} of {len(manifest.stages)}")
    return "; ".join(words) or "current"


def _remove_old(
    release_store: ReleaseStore,
    rows: list[tuple[str, Manifest, str]],
    live: dict[str, CurrentRelease],
    keep: int,
) -> int:
    """Remove all but ``keep`` releases and those that count, then objects that none names."""
    counting = [row for row in rows if row[0] in live]
    others = [row for row in rows if row[0] not in live]
    kept = [*counting, *others[: max(0, keep - len(counting))]]
    with release_store.publishing():
        objects = list(unneeded_objects(release_store, [row[1] for row in kept]))
        names = {row[0] for row in kept}
        for name, *_ in rows:
            if name not in names:
                (release_store.path / "releases" / f"{name}.json").unlink()
        size = 0
        for path in objects:
            size += path.stat().st_size
            path.unlink()
    print(
        said(
            Message(
                "{count} releases are kept; {number} objects with {megabytes:,.1f} MB were removed",
                count=len(kept),
                number=len(objects),
                megabytes=size / 2**20,
            )
        )
    )
    return EXIT_OK


def diff(arguments: argparse.Namespace) -> int:
    """``kiosk diff DESTINATION A B``: what differs between two releases, by item."""
    release_store = ReleaseStore(arguments.destination)
    if not is_store(release_store.path):
        return refuse(no_store(release_store.path))

    def compare() -> int:
        names = [find_release(release_store, word) for word in (arguments.a, arguments.b)]
        old, new = map(release_store.read_manifest, names)
        print_changes(changes(old, new))
        return EXIT_OK

    return guarded(compare)


def rollback(arguments: argparse.Namespace) -> int:
    """``kiosk rollback DESTINATION [NAME]``: make an older release count again, for all screens."""
    return guarded(lambda: _reissue(arguments, is_rollback=True))


def approve(arguments: argparse.Namespace) -> int:
    """``kiosk approve DESTINATION NAME``: make a draft count, as it was planned."""
    return guarded(lambda: _reissue(arguments, is_rollback=False))


def _reissue(arguments: argparse.Namespace, *, is_rollback: bool) -> int:
    """Publish the files of a release once more, with the withdrawals that came since."""
    release_store, now = ReleaseStore(arguments.destination), datetime.now(UTC)
    if not is_store(release_store.path):
        return refuse(no_store(release_store.path))
    sign = signer(arguments)
    with release_store.publishing():
        before = believed(release_store, sign, arguments)
        newest = before.newest
        if is_rollback and not arguments.name and (newest is None or not newest.replaces):
            return refuse(Message("there is no release before the present one"))
        word = arguments.name or (newest.replaces if newest else "")
        name = find_release(release_store, word)
        meant = release_store.read_manifest(name)
        if refused := _wrong_state(meant, name, is_rollback=is_rollback):
            return refuse(refused)
        # The release that was meant, less what has been withdrawn since.
        meant = (overtaking(meant, newest) if newest else None) or meant
        manifest = replace(
            meant,
            made=now.replace(microsecond=0),
            by=arguments.by or user_name(),
            note=arguments.note or (f"roll-back to {name}" if is_rollback else meant.note),
            replaces=before.live[0].release.name if before.live else "",
            is_draft=False,
            approval=meant.approval,
        )
        if not is_rollback:
            manifest = replace(
                manifest, by=meant.by, approval=Approval(manifest.by, manifest.made, name)
            )
        if is_rollback:
            manifest = replace(manifest, starts=None, ends=None, stages=(Rollout(),))
        missing = [one.path for one in manifest.files if not release_store.holds_object(one)]
        if missing:
            raise ReleaseError(
                Message("{name} is not whole any more: {path} is gone", name=name, path=missing[0])
            )
        print_changes(changes(newest, manifest))
        added, _ = publish(
            release_store, manifest, before.live, now, sign=sign, before=before.current
        )
    print_published(added, manifest, ZoneInfo(manifest.timezone), counts=True)
    return EXIT_OK


def _wrong_state(meant: Manifest, name: str, *, is_rollback: bool) -> Message | None:
    """Why a release cannot be approved, or cannot count again; None where it can."""
    if is_rollback and meant.is_draft:
        return Message("{name} is a draft; 'kiosk approve' makes it count", name=name)
    if not is_rollback and not meant.is_draft:
        return Message("{name} is no draft; 'kiosk rollback' makes it count again", name=name)
    return None


def _reason(error: OSError | ReleaseError) -> str:
    return said(error.message) if isinstance(error, ReleaseError) else str(error.strerror)
