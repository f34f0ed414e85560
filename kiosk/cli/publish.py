"""The publisher's commands: publish, releases, diff, rollback and approve."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.cli.quiet import only_the_report
from kiosk.cli.terminal import said, shown
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.publishing.changes import Change, ItemChange, changes, overtaking
from kiosk.publishing.current import Current, CurrentRelease
from kiosk.publishing.manifest import Manifest, ReleaseError, Rollout, moment_text
from kiosk.publishing.publish import HashCache, publish, reasons_of, store_files
from kiosk.publishing.release_store import ReleaseStore, find_release, unneeded_objects
from kiosk.publishing.selection import Candidate
from kiosk.publishing.store_folder import is_store

if TYPE_CHECKING:
    from kiosk.cli.publish_check import CheckedFolder
    from kiosk.domain import Problem

# Of what changes, so many items of one kind are listed by name.
_MOST_LISTED = 200
_MOST_PROBLEMS = 20
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class _Before:
    """What counts in a store before a command changes it, as far as it may be believed."""

    current: Current | None
    live: tuple[Candidate, ...]

    @property
    def newest(self) -> Manifest | None:
        """The release that was published last."""
        return self.live[0].manifest if self.live else None


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
        print(as_text(printed[:_MOST_LISTED]), file=sys.stderr)
    if more := len(errors) + len(warnings) - min(len(printed), _MOST_LISTED):
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
    zone = ZoneInfo(checked.timezone)
    starts, ends = (_moment(text, zone, now) for text in (arguments.starts, arguments.ends))
    if starts and ends and ends <= starts:
        raise ReleaseError(Message("--until is not behind --from"))
    sign = signer(arguments)
    dry_run = arguments.dry_run
    with _writing(release_store, dry_run=dry_run):
        before = believed(release_store, sign, arguments)
        bar = ProgressBar("storing files")
        try:
            files = store_files(
                release_store, folder, checked.stamps, _hash_cache(folder), bar, dry_run=dry_run
            )
        finally:
            bar.close()
        manifest = Manifest(
            files=files,
            made=now.replace(microsecond=0),
            by=arguments.by or _user(),
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
        _print_changes(differing)
        if arguments.preview is not None:
            _preview(arguments, has_release=before.newest is not None)
        if dry_run:
            print(said(Message("nothing was published (--dry-run)")))
            return EXIT_OK
        plain = not (starts or ends or arguments.draft or arguments.to)
        if before.newest and not differing and plain and _lasts(before.newest):
            print(said(Message("nothing differs from {name}", name=before.live[0].release.name)))
            return EXIT_OK
        added, current = publish(
            release_store,
            manifest,
            before.live,
            now,
            sign=sign,
            draft=arguments.draft,
            before=before.current,
        )
    _print_published(added, manifest, zone, counts=current is not None)
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


def releases(arguments: argparse.Namespace) -> int:
    """``kiosk releases DESTINATION``: list them; with ``--keep`` remove what is not needed."""
    release_store = ReleaseStore(arguments.destination)
    if not is_store(release_store.path):
        return refuse(no_store(release_store.path))
    return guarded(lambda: _list_releases(arguments, release_store))


def _list_releases(arguments: argparse.Namespace, release_store: ReleaseStore) -> int:
    signed = release_store.read_current()
    live = {one.name: one for one in signed.current.releases} if signed else {}
    now = datetime.now(UTC)
    rows, code = [], EXIT_OK
    for name in release_store.release_names():
        try:
            manifest = release_store.read_manifest(name)
        except (OSError, ReleaseError) as error:
            print(f"{name}: {_reason(error)}", file=sys.stderr)
            code = EXIT_PROBLEMS
            continue
        rows.append((name, manifest, _state(manifest, live.get(name), now)))
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
        for rule, reason in one.allowed.items():
            print(shown(f"    {rule}: {reason}"))
    if not rows:
        print(said(Message("no release yet")))
    return code


def _state(manifest: Manifest, live: CurrentRelease | None, now: datetime) -> str:
    """A release's state in words: it counts, and for whom and when; or it does not."""
    if live is None:
        return "draft or old"
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
        _print_changes(changes(old, new))
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
        # The release that was meant, less what has been withdrawn since.
        meant = (overtaking(meant, newest) if newest else None) or meant
        manifest = replace(
            meant,
            made=now.replace(microsecond=0),
            by=arguments.by or _user(),
            note=arguments.note or (f"roll-back to {name}" if is_rollback else meant.note),
            replaces=before.live[0].release.name if before.live else "",
        )
        if is_rollback:
            manifest = replace(manifest, starts=None, ends=None, stages=(Rollout(),))
        missing = [one.path for one in manifest.files if not release_store.holds_object(one)]
        if missing:
            raise ReleaseError(
                Message("{name} is not whole any more: {path} is gone", name=name, path=missing[0])
            )
        _print_changes(changes(newest, manifest))
        added, _ = publish(
            release_store, manifest, before.live, now, sign=sign, before=before.current
        )
    _print_published(added, manifest, ZoneInfo(manifest.timezone), counts=True)
    return EXIT_OK


def signer(arguments: argparse.Namespace) -> Sign | None:
    """What signs ``current``: the key of --sign or KIOSK_SIGN; None where no key is named."""
    from kiosk.publishing.signatures import sign
    from kiosk.settings import read_settings

    key = arguments.sign or read_settings().signing_key
    return None if key is None else lambda data: sign(data, key)


def believed(
    release_store: ReleaseStore, sign: Sign | None, arguments: argparse.Namespace
) -> _Before:
    """What counts now. Raises ReleaseError for what this publisher may not sign along.

    With KIOSK_TRUST, ``current`` has to be signed by a key of that file; with a key alone, by it.
    """
    from kiosk.publishing.signatures import own_trust, verify
    from kiosk.settings import read_settings

    signed = release_store.read_current()
    if signed is None:
        return _Before(None, ())
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
    return _Before(signed.current, tuple(release_store.candidates(signed.current)))


def _writing(release_store: ReleaseStore, *, dry_run: bool) -> AbstractContextManager[None]:
    return nullcontext() if dry_run else release_store.publishing()


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


def _reason(error: OSError | ReleaseError) -> str:
    return said(error.message) if isinstance(error, ReleaseError) else str(error.strerror)


def no_store(path: Path) -> Message:
    """What is said of a folder that is no store."""
    return Message(
        "{path} is no store of releases; 'kiosk publish FOLDER {path}' makes one", path=shown(path)
    )


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
    if destination.exists() and not is_store(destination) and any(destination.iterdir()):
        return Message(
            "{destination} holds other files; name an empty folder, or one that is not there",
            destination=shown(destination),
        )
    return None


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


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def _print_changes(differing: Sequence[ItemChange]) -> None:
    words = {
        Change.ADDED: Message("added"),
        Change.CHANGED: Message("changed"),
        Change.WITHDRAWN: Message("withdrawn or not shown"),
        Change.REMOVED: Message("removed"),
    }
    for change, word in words.items():
        keys = [one.key for one in differing if one.change is change]
        for key in keys[:_MOST_LISTED]:
            print(f"{said(word)}: {shown(key)}")
        if len(keys) > _MOST_LISTED:
            more = len(keys) - _MOST_LISTED
            print(said(Message("{word}: {count} more", word=word, count=more)))
    if not differing:
        print(said(Message("nothing differs")))


def _print_published(
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
