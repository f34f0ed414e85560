"""The commands for many screens: fleet status, page, counts and advance."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from kiosk.cli.publisher import believed, guarded, no_store, refuse, signer
from kiosk.cli.terminal import said, shown
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.fleet.page import fleet_page
from kiosk.fleet.report import Fleet, Report, read_fleet
from kiosk.fleet.usage_counts import added_up, fleet_counts
from kiosk.publishing.files import write_whole
from kiosk.publishing.release_store import ReleaseStore, advanced
from kiosk.publishing.selection import Candidate, next_stage, still_needed
from kiosk.publishing.store_folder import REPORTS, is_store
from kiosk.status.durations import duration_text


def status(arguments: argparse.Namespace) -> int:
    """``kiosk fleet status``: EXIT_PROBLEMS where a screen needs a look, as ``kiosk status``."""
    fleet = _fleet(arguments)
    if fleet is None:
        return EXIT_USAGE
    now = datetime.now(UTC)
    needing = {name: one.alarms(now) for name, one in fleet.reports.items() if one.alarms(now)}
    if arguments.format == "json":
        records = [
            {**asdict(one), "age": one.age(now), "alarms": one.alarms(now)}
            for one in fleet.reports.values()
        ]
        print(json.dumps({"screens": records, "unread": list(fleet.unread)}, indent=2))
    else:
        _print_table(fleet, now)
    return EXIT_PROBLEMS if needing or fleet.unread else EXIT_OK


def _print_table(fleet: Fleet, now: datetime) -> None:
    wide = max(map(len, (*fleet.reports, *fleet.unread)), default=0)
    for name, one in fleet.reports.items():
        print(shown(f"{name:<{wide}}  {_line(one, now)}"))
        for reason in one.alarms(now):
            print(shown(f"    {reason}"))
    for name in fleet.unread:
        print(f"{shown(name):<{wide}}  its report cannot be read")


def _line(one: Report, now: datetime) -> str:
    waiting = f" (waits for {one.release_wanted})" if one.release_wanted else ""
    age = duration_text(one.age(now))
    return f"{one.release or 'no release'}{waiting}  {one.on_screen or '-'}  {age} ago"


def page(arguments: argparse.Namespace) -> int:
    """``kiosk fleet page``: write index.html of all screens; EXIT_USAGE where that fails."""
    fleet = _fleet(arguments)
    if fleet is None:
        return EXIT_USAGE
    out: Path = arguments.out

    def write() -> int:
        out.mkdir(parents=True, exist_ok=True)
        write_whole(out / "index.html", fleet_page(fleet, datetime.now(UTC)).encode("utf-8"))
        print(shown(out / "index.html"))
        return EXIT_OK

    return guarded(write)


def counts(arguments: argparse.Namespace) -> int:
    """``kiosk.fleet.usage_counts``: CSV of what was opened, added up by some of its columns."""
    fleet = _fleet(arguments)
    if fleet is None:
        return EXIT_USAGE
    by = arguments.by
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow((*by, "count"))
    for row, count in sorted(added_up(fleet_counts(fleet), by).items()):
        writer.writerow((*row, count))
    return EXIT_OK


def advance(arguments: argparse.Namespace) -> int:
    """``kiosk fleet advance``: open the next stage where the screens before it are well.

    EXIT_PROBLEMS while a stage waits.
    """
    release_store = ReleaseStore(arguments.destination)
    if not is_store(release_store.path):
        return refuse(no_store(release_store.path))
    return guarded(lambda: _advance(arguments, release_store))


def _advance(arguments: argparse.Namespace, release_store: ReleaseStore) -> int:
    sign, now = signer(arguments), datetime.now(UTC)
    fleet = _fleet(arguments, may_be_empty=True) or Fleet()
    reports = {name: one.for_stages() for name, one in fleet.reports.items()}
    waits, opened = [], []
    with release_store.publishing():
        before = believed(release_store, sign, arguments)
        live = []
        for one in before.live:
            number, why = next_stage(one, reports, now)
            if number > one.release.stage_number:
                one = Candidate(advanced(one.release, number, now), one.manifest)
                opened.append(one.release.name)
            elif why:
                waits.append((one.release.name, why))
            live.append(one)
        if opened:
            kept = [one.release for one in still_needed(live, now)]
            release_store.write_current(kept, now, sign, before.current)
    for name in opened:
        print(said(Message("{name}: the next stage is open", name=name)))
    for name, why in waits:
        print(said(Message("{name} waits: {why}", name=name, why=shown(why))))
    if not (opened or waits):
        print(said(Message("no stage waits")))
    return EXIT_PROBLEMS if waits else EXIT_OK


def _fleet(arguments: argparse.Namespace, *, may_be_empty: bool = False) -> Fleet | None:
    """The reports; None, with a message, where there are none."""
    folder: Path = arguments.reports or arguments.destination / REPORTS
    try:
        return read_fleet(folder)
    except OSError:
        if not may_be_empty:
            refuse(Message("no screen has reported to {folder} yet", folder=shown(folder)))
        return None
