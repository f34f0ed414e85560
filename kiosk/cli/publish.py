"""``kiosk publish``: the check as gate, what changes, and a release in the store."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.cli.publisher import (
    MOST_LISTED,
    believed,
    guarded,
    print_changes,
    print_published,
    refuse,
    signer,
    user_name,
)
from kiosk.cli.quiet import only_the_report
from kiosk.cli.terminal import said, shown
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.publishing.changes import changes
from kiosk.publishing.manifest import Manifest, ReleaseError, Rollout
from kiosk.publishing.publish import HashCache, publish, reasons_of, store_files
from kiosk.publishing.release_store import ReleaseStore
from kiosk.publishing.store_folder import REPORTS, is_store

if TYPE_CHECKING:
    from kiosk.cli.publish_check import CheckedFolder
    from kiosk.domain import Problem

_MOST_PROBLEMS = 20


def publish_folder(arguments: argparse.Namespace) -> int:
    """``kiosk publish FOLDER DESTINATION``; EXIT_PROBLEMS when the check stops it."""
    from kiosk.cli.publish_check import check_for_release

    folder, release_store = arguments.folder, ReleaseStore(arguments.destination)
    if (refused := _refused_places(folder, release_store.path)) is not None:
        return refuse(refused)
    try:
        allowed = reasons_of(arguments.allow)
    except ValueError as error:
        return refuse(
            Message(
                "--allow {word} has no reason; write --allow RULE=REASON, which is kept in the "
                "release",
                word=str(error),
            )
        )
    with only_the_report():
        checked = check_for_release(folder, with_layout=not arguments.no_look)
    _print_problems(checked.problems)
    if not checked.is_usable:
        return EXIT_USAGE
    if stopping := _stopping(checked.problems, allowed):
        rules = ", ".join(sorted(stopping))
        return refuse(
            Message(
                "nothing was published: mend the errors, or let them pass with a reason, as in "
                "--allow {rule}=REASON ({rules})",
                rule=min(stopping),
                rules=rules,
            ),
            EXIT_PROBLEMS,
        )
    return guarded(lambda: _publish_results(arguments, release_store, checked, allowed))


def _print_problems(problems: Sequence[Problem]) -> None:
    """Print the errors, and the first warnings: of thousands, 'kiosk check' tells the others."""
    from kiosk.check import as_text
    from kiosk.domain import Severity

    errors = [one for one in problems if one.severity is Severity.ERROR]
    warnings = [one for one in problems if one.severity is Severity.WARNING]
    printed = [*errors, *warnings[: max(0, _MOST_PROBLEMS - len(errors))]]
    if printed:
        print(as_text(printed[:MOST_LISTED]), file=sys.stderr)
    if more := len(errors) + len(warnings) - min(len(printed), MOST_LISTED):
        print(said(Message("{count} more; 'kiosk check' tells them", count=more)), file=sys.stderr)


def _publish_results(
    arguments: argparse.Namespace,
    release_store: ReleaseStore,
    checked: CheckedFolder,
    allowed: Mapping[str, str],
) -> int:
    from kiosk.cli.curate import ProgressBar
    from kiosk.cli.publish_check import withdrawn_items

    folder, now = arguments.folder, datetime.now(UTC)
    is_draft = arguments.draft or checked.needs_approval
    zone = ZoneInfo(checked.timezone)
    starts, ends = (_moment(text, zone, now) for text in (arguments.starts, arguments.ends))
    if starts and ends and ends <= starts:
        raise ReleaseError(Message("--until is not behind --from"))
    sign = signer(arguments)
    dry_run = arguments.dry_run
    with _writing(release_store, dry_run=dry_run):
        before = believed(release_store, sign, arguments, mend=arguments.mend)
        bar = ProgressBar("storing files")
        try:
            files = store_files(
                release_store,
                folder,
                checked.stamps,
                _hash_cache(folder),
                bar,
                dry_run=dry_run,
                mend=arguments.mend,
            )
        finally:
            bar.close()
        manifest = Manifest(
            files=files,
            made=now.replace(microsecond=0),
            by=arguments.by or user_name(),
            note=arguments.note,
            title=checked.title,
            timezone=checked.timezone,
            starts=starts,
            ends=ends,
            stages=_stages(arguments),
            allowed=allowed,
            withdrawn=withdrawn_items([one.path for one in files], checked.seen),
            emergencies=tuple(sorted(checked.emergencies)),
            replaces=before.live[0].release.name if before.live else "",
        )
        differing = changes(before.newest, manifest)
        print_changes(differing)
        if arguments.preview is not None:
            _preview(arguments, has_release=before.newest is not None)
        if dry_run:
            print(said(Message("nothing was published (--dry-run)")))
            return EXIT_OK
        plain = not (starts or ends or is_draft or arguments.to)
        if before.newest and not differing and plain and _lasts(before.newest):
            print(said(Message("nothing differs from {name}", name=before.live[0].release.name)))
            return EXIT_OK
        added, current = publish(
            release_store,
            manifest,
            before.live,
            now,
            sign=sign,
            draft=is_draft,
            before=before.current,
            overtakes=checked.needs_approval,
        )
    print_published(added, manifest, zone, counts=current is not None)
    if checked.needs_approval and (manifest.withdrawn or manifest.emergencies):
        print(
            said(Message("withdrawals and emergency notices of it count now, and wait for nobody"))
        )
    return EXIT_OK


def _preview(arguments: argparse.Namespace, *, has_release: bool) -> None:
    """Write the pictures of the screens that change. Raises ReleaseError and OSError."""
    from kiosk.cli.preview import write_preview
    from kiosk.cli.store_view import readable_folder

    out: Path = arguments.preview
    if out.exists() and any(out.iterdir()):
        raise ReleaseError(Message("{out} is not empty", out=shown(out)))
    before = readable_folder(arguments.destination)[0] if has_release else None
    count = write_preview(arguments.folder, before, out)
    print(
        said(Message("{count} pictures of changed screens in {out}", count=count, out=shown(out)))
    )


def _lasts(manifest: Manifest) -> bool:
    return manifest.ends is None and manifest.starts is None and manifest.stages == (Rollout(),)


def _writing(release_store: ReleaseStore, *, dry_run: bool) -> AbstractContextManager[None]:
    return nullcontext() if dry_run else release_store.publishing()


def _refused_places(folder: Path, destination: Path) -> Message | None:
    if is_store(folder):
        return Message(
            "{folder} is a store of releases; publish the exhibition's folder", folder=shown(folder)
        )
    if not folder.is_dir():
        return Message("there is no folder {folder}", folder=shown(folder))
    inner, outer = destination.resolve(), folder.resolve()
    if inner.is_relative_to(outer) or outer.is_relative_to(inner):
        return Message("the store and the folder have to lie beside each other, not in each other")
    if (
        destination.exists()
        and not is_store(destination)
        and any(map(_is_foreign, destination.iterdir()))
    ):
        return Message(
            "{destination} holds other files; name an empty folder, or one that is not there",
            destination=shown(destination),
        )
    return None


def _is_foreign(path: Path) -> bool:
    """True for what lies in no store: it may hold an engine's hidden files, and reports."""
    return not path.name.startswith(".") and path.name != REPORTS


def _stopping(problems: Iterable[Problem], allowed: Iterable[str]) -> set[str]:
    """The rules whose errors stop a publication."""
    from kiosk.domain import Severity

    errors = {one.rule for one in problems if one.severity is Severity.ERROR}
    return errors - set(allowed)


def _hash_cache(folder: Path) -> HashCache:
    from kiosk.content.cache.pickle_files import name_for
    from kiosk.paths import below_cache

    return HashCache.restore(below_cache("publishing") / f"{name_for(folder)}.json")


def _moment(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """A moment as people write it, in the folder's zone. Raises ReleaseError."""
    from kiosk.content.dates.date_reading import DateContext
    from kiosk.content.dates.when import parse_when
    from kiosk.domain import AllDay, Timed

    if not text:
        return None
    local = now.astimezone(zone)
    reading = parse_when(text, DateContext(zone=zone, reference_date=local.date()))
    if isinstance(reading.when, Timed) and reading.when.ends is None:
        return reading.when.starts.astimezone(UTC)
    if isinstance(reading.when, AllDay) and reading.when.first == reading.when.last:
        day = reading.when.first
        return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    reason = reading.error[1] if reading.error else Message("is no single moment")
    raise ReleaseError(
        Message(
            "'{text}' is not a time ({reason}); write for example \"February 1, 2027, 8:00 AM\"",
            text=text,
            reason=reason,
        )
    )


def _stages(arguments: argparse.Namespace) -> tuple[Rollout, ...]:
    """The stages of --to, --then and --after. Raises ReleaseError."""
    first = () if not arguments.to else arguments.to
    stages = [Rollout(tuple(name for name in first if name != "all"))]
    waits = list(arguments.after)
    for number, names in enumerate(arguments.then):
        wait = waits[min(number, len(waits) - 1)] if waits else 0
        stages.append(Rollout(() if "all" in names else tuple(names), wait))
    if "all" in first:
        stages[0] = Rollout()
    if arguments.then and not stages[0].screens:
        raise ReleaseError(Message("--then follows --to with the names of screens"))
    return tuple(stages)
