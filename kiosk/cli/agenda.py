"""``kiosk agenda``: print what the board holds."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.cli.folder import load_content, print_set_aside
from kiosk.cli.terminal import shown
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE

if TYPE_CHECKING:
    from kiosk.schedule import AgendaEntry

DEFAULT_DAYS = 90


def agenda(arguments: argparse.Namespace) -> int:
    """Print the entries between ``--at`` and ``--until``, as text or JSON.

    EXIT_PROBLEMS when an item that is set aside is passed over, which is told on stderr.
    """
    from kiosk.schedule import build_agenda

    result = load_content(arguments)
    if result is None:
        return EXIT_USAGE
    zone = ZoneInfo(result.snapshot.exhibition.timezone)
    code = EXIT_PROBLEMS if print_set_aside(result) else EXIT_OK
    at = _with_zone(arguments.at or datetime.now(zone), zone)
    until = _with_zone(arguments.until or at + timedelta(days=DEFAULT_DAYS), zone)
    entries = build_agenda(result.snapshot.events, at, until)
    if arguments.format == "json":
        allowed = result.snapshot.exhibition.code_targets
        rows = [_row(entry, allowed) for entry in entries]
        print(json.dumps({"at": at.isoformat(), "entries": rows}, ensure_ascii=False, indent=2))
        return code
    print(f"At {at:%Y-%m-%d %H:%M %Z}:")
    for entry in entries:
        print(f"  {entry.state.value:<10} {_time_text(entry):<36} {shown(entry.event.title)}")
    if not entries:
        print("  nothing")
    return code


def _with_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _row(entry: AgendaEntry, allowed: tuple[str, ...]) -> dict[str, object]:
    from kiosk.qr import CodeTarget, code_target

    event = entry.event
    target = code_target(event.register if entry.can_register else "", allowed)
    return {
        "title": str(event.title),
        "file": event.file,
        "starts": _iso(entry.starts or entry.first_day),
        "ends": _iso(entry.ends or (entry.last_day if entry.all_day else None)),
        "all_day": entry.all_day,
        "first_day": _iso(entry.first_day),
        "last_day": _iso(entry.last_day),
        "daily": entry.is_daily,
        "show": event.show.isoformat("minutes") if event.show else None,
        "state": entry.state.value,
        "status": event.status.value,
        "register": target.payload if isinstance(target, CodeTarget) else "",
        "timezone": event.timezone,
    }


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _time_text(entry: AgendaEntry) -> str:
    if entry.starts is not None:
        end = f" - {entry.ends:%H:%M}" if entry.ends else ""
        if entry.is_daily:
            days = f"{entry.first_day} - {entry.last_day}"
            return f"{days}, daily {entry.starts:%H:%M}{end} {entry.starts:%Z}"
        return f"{entry.starts:%Y-%m-%d %H:%M}{end} {entry.starts:%Z}"
    if entry.first_day is not None:
        last = f" - {entry.last_day}" if entry.last_day != entry.first_day else ""
        return f"{entry.first_day}{last}, all day"
    return "any time"
