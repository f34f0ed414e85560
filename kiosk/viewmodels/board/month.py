"""One month of the programme as a calendar, with the weekdays in the order of the language."""

from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Timed
from kiosk.i18n import formatting
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import AgendaEntry

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

DAY_ROLES = ("number", "count", "spoken", "entry", "inside", "isToday")
# An event that lasts longer is marked on its first day only.
MAX_MARKED_SPAN = timedelta(days=14)


@QmlElement
@QmlUncreatable("the board owns its month")
class MonthViewModel(QObject):
    """A month with its days in whole weeks.

    ``first`` is the first month that has events; ``previous`` and ``next`` are the neighbours with
    events. Months are written "2026-01"; "" means that there is none.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = KeyedListModel(DAY_ROLES, self)
        self._weekdays = KeyedListModel(("words",), self)
        self._texts = {"title": "", "first": "", "previous": "", "next": ""}

    def update(
        self, entries: Sequence[AgendaEntry], month: str, now: datetime, language: str
    ) -> None:
        """Show a month ("2026-01"); with "" only ``first`` is computed."""
        events = _by_day(entries)
        months = sorted({f"{day:%Y-%m}" for day in events if day >= now.date()})
        texts = {"title": "", "first": months[0] if months else "", "previous": "", "next": ""}
        rows: list[Row] = []
        if month:
            year, number = (int(part) for part in month.split("-"))
            texts["title"] = formatting.month_and_year(date(year, number, 1), language)
            texts["previous"] = next((other for other in reversed(months) if other < month), "")
            texts["next"] = next((other for other in months if other > month), "")
            first_weekday = formatting.locale_of(language).first_week_day
            rows = [
                _row(day, events.get(day, []), day.month == number, day == now.date(), language)
                for day in Calendar(first_weekday).itermonthdates(year, number)
            ]
            names = formatting.weekday_names(language)
            order = [(first_weekday + step) % 7 for step in range(7)]
            self._weekdays.set_rows([{"key": str(day), "words": names[day]} for day in order])
        self._days.set_rows(rows)
        if texts != self._texts:
            self._texts = texts
            self.changed.emit()

    @Property(KeyedListModel, constant=True)
    def days(self) -> KeyedListModel:
        return self._days

    @Property(KeyedListModel, constant=True)
    def weekdays(self) -> KeyedListModel:
        return self._weekdays

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._texts["title"]

    @Property(str, notify=changed)
    def first(self) -> str:
        return self._texts["first"]

    @Property(str, notify=changed)
    def previous(self) -> str:
        return self._texts["previous"]

    @Property(str, notify=changed)
    def next(self) -> str:
        return self._texts["next"]


def _by_day(entries: Sequence[AgendaEntry]) -> dict[date, list[str]]:
    """The keys of the entries of each day."""
    found: dict[date, list[str]] = {}
    for entry in entries:
        for first, last in _spans(entry):
            span = last - first if last - first <= MAX_MARKED_SPAN else timedelta()
            for number in range(span.days + 1):
                keys = found.setdefault(first + timedelta(days=number), [])
                if entry.key not in keys[-1:]:
                    keys.append(entry.key)
    return found


def _spans(entry: AgendaEntry) -> Iterator[tuple[date, date]]:
    """The first and the last day of an entry; of a series, those of each time."""
    for when in entry.times:
        if isinstance(when, Timed):
            yield when.starts.date(), (when.ends or when.starts).date()
        else:
            yield when.first, when.last
    if not entry.times and entry.first_day is not None and entry.last_day is not None:
        yield entry.first_day, entry.last_day


def _row(day: date, keys: list[str], inside: bool, is_today: bool, language: str) -> Row:
    day_entries = keys if inside else []
    spoken = f"{formatting.full_date(day, language)}, " + i18n.tr("events: %1").replace(
        "%1", str(len(day_entries))
    )
    return {
        "key": day.isoformat(),
        "number": str(day.day),
        "count": len(day_entries),
        "spoken": spoken,
        "entry": day_entries[0] if day_entries else "",
        "inside": inside,
        "isToday": is_today,
    }
