"""``kiosk agenda``: print what the board holds."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiosk.cli.folder import load_content, print_set_aside
from kiosk.cli.terminal import said, shown, use_language
from kiosk.domain import Message, Series, Status
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS, EXIT_USAGE
from kiosk.schedule.agenda import EntryState

if TYPE_CHECKING:
    from kiosk.cli.date_echo import DateEcho
    from kiosk.content.load import LoadResult
    from kiosk.schedule import AgendaEntry

DEFAULT_DAYS = 90
_STATES = {
    EntryState.NOW: Message("now"),
    EntryState.SOON: Message("soon"),
    EntryState.TODAY: Message("today"),
    EntryState.TOMORROW: Message("tomorrow"),
    EntryState.LATER: Message("later"),
    EntryState.ON_DEMAND: Message("on_demand"),
    EntryState.OBSERVANCE: Message("observance"),
}
_STATUSES = {
    Status.CANCELLED: Message("cancelled"),
    Status.POSTPONED: Message("postponed"),
    Status.FULL: Message("full"),
}


def agenda(arguments: argparse.Namespace) -> int:
    """Print the entries between ``--at`` and ``--until``, as text or JSON.

    The text has an entry for each series, and how each date was read; the JSON has one for each
    time of a series.

    EXIT_PROBLEMS when an item that is set aside is passed over, which is told on stderr.
    """
    from kiosk.check.translation import language_of_environment
    from kiosk.schedule import build_agenda

    result = load_content(arguments)
    if result is None:
        return EXIT_USAGE
    zone = ZoneInfo(result.snapshot.exhibition.timezone)
    code = EXIT_PROBLEMS if print_set_aside(result) else EXIT_OK
    at = _with_zone(arguments.at or datetime.now(zone), zone)
    until = _with_zone(arguments.until or at + timedelta(days=DEFAULT_DAYS), zone)
    is_json = arguments.format == "json"
    entries = build_agenda(
        result.snapshot.events,
        at,
        until,
        # A moment that was asked for may lie beyond the exhibition.
        last_day=None if arguments.until else result.snapshot.exhibition.last_listed_day,
        groups_series=not is_json,
    )
    if is_json:
        allowed = result.snapshot.exhibition.code_targets
        series = {one.key for one in result.snapshot.events if isinstance(one.when, Series)}
        found = {
            "at": at.isoformat(),
            "entries": [
                {**_row(entry, allowed), "series": _series_id(entry, series)} for entry in entries
            ],
            "series": _series(entries),
        }
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return code
    _print_text(result, entries, at, arguments.language or language_of_environment(os.environ))
    return code


def _print_text(
    result: LoadResult, entries: Sequence[AgendaEntry], at: datetime, language: str
) -> None:
    """Print the entries of the board, and below each how its date was read."""
    from kiosk.cli.date_echo import DateEcho

    use_language(language)
    print(said(Message("At {at}:", at=f"{at:%Y-%m-%d %H:%M %Z}")))
    with DateEcho(result, at, language) as echo:
        _print_entries(entries, echo)
    if not entries:
        print(f"  {said(Message('nothing'))}")


def _print_entries(entries: Sequence[AgendaEntry], echo: DateEcho) -> None:
    told: set[str] = set()
    for entry in entries:
        known = _STATUSES.get(entry.event.status)
        title = shown(entry.event.title) + (f" ({said(known)})" if known else "")
        print(f"  {said(_STATES[entry.state]):<10} {_time_text(entry):<36} {title}")
        if entry.event.key not in told:
            told.add(entry.event.key)
            for line in echo.of_event(entry.event):
                print(f"             {line}")


def _series_id(entry: AgendaEntry, series: Collection[str]) -> str | None:
    """The key of the series to which an entry belongs; a changed time belongs to it too."""
    key = entry.event.key
    while key and key not in series:
        key = key.rpartition("@")[0]
    return key or None


def _series(entries: Sequence[AgendaEntry]) -> list[dict[str, object]]:
    """The series among the entries, each with the starts of its entries."""
    found: dict[str, dict[str, object]] = {}
    starts: dict[str, list[str | None]] = {}
    for entry in entries:
        when = entry.event.when
        if not isinstance(when, Series):
            continue
        key = entry.event.key
        rule = when.rule
        starts.setdefault(key, []).append(_iso(entry.starts or entry.first_day))
        found[key] = {
            "id": key,
            "title": str(entry.event.title),
            "file": entry.event.file,
            "rule": rule.source if rule else "",
            "last_day": _iso(rule.last_day) if rule else None,
            "excluded": [day.isoformat() for day in rule.excluded] if rule else [],
            "starts": starts[key],
        }
    return list(found.values())


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
            times = f"{entry.starts:%H:%M}{end} {entry.starts:%Z}"
            return said(Message("{days}, daily {times}", days=days, times=times))
        return f"{entry.starts:%Y-%m-%d %H:%M}{end} {entry.starts:%Z}"
    if entry.first_day is not None:
        last = f" - {entry.last_day}" if entry.last_day != entry.first_day else ""
        return said(Message("{days}, all day", days=f"{entry.first_day}{last}"))
    return said(Message("any time"))
