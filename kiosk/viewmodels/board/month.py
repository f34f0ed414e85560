"""One month of the programme as a calendar, with the weekdays in the order of the language."""

from calendar import Calendar
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Exhibition, Timed
from kiosk.i18n import formatting
from kiosk.qt.keyed_list_model import KeyedListModel, Row
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import AgendaEntry
from kiosk.viewmodels.board.day_names import fitted, names_in_cell
from kiosk.viewmodels.board.programme_row import brief_name, day_entry_row

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

DAY_ROLES = ("day", "number", "column", "week", "count", "spoken", "isToday", "isOpen")
# An event that lasts longer is marked on its first day only.
MAX_MARKED_SPAN = timedelta(days=14)
# Of a weekday's width, that of a day of the weekend on which nothing takes place in the month.
EMPTY_WEEKEND = 0.45


@QmlElement
@QmlUncreatable("the board owns its month")
class MonthViewModel(QObject):
    """A month with its days in whole weeks, and the events of its chosen day.

    ``first`` is the first month that has events; ``previous`` and ``next`` are the neighbours with
    events. Months are written "2026-01", days "2026-01-13"; "" means that there is none.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = KeyedListModel(DAY_ROLES, self)
        self._weekdays = KeyedListModel(("words", "share"), self)
        self._texts = {
            "title": "",
            "first": "",
            "previous": "",
            "next": "",
            "day": "",
            "chosen": "",
        }
        self._events: dict[date, list[AgendaEntry]] = {}
        self._chosen_day: date | None = None
        self._today = date.min
        self._language, self._revision, self._weeks = "en", 0, 6

    def update(
        self,
        entries: Sequence[AgendaEntry],
        month: str,
        now: datetime,
        language: str,
        *,
        day: str = "",
        exhibition: Exhibition | None = None,
    ) -> None:
        """Show a month ("2026-01"); with "" only ``first`` is computed.

        ``day`` is the chosen one; without one it is today, or the month's first day with an event.
        """
        self._events, self._language = _by_day(entries), language
        self._today, self._chosen_day = now.date(), None
        months = sorted({f"{one:%Y-%m}" for one in self._events if one >= now.date()})
        texts = dict.fromkeys(self._texts, "") | {"first": months[0] if months else ""}
        rows: list[Row] = []
        if month:
            year, number = (int(part) for part in month.split("-"))
            texts["title"] = formatting.month_and_year(date(year, number, 1), language)
            texts["previous"] = next((other for other in reversed(months) if other < month), "")
            texts["next"] = next((other for other in months if other > month), "")
            first_weekday = formatting.locale_of(language).first_week_day
            days = list(Calendar(first_weekday).itermonthdates(year, number))
            rows = [
                # By its place, so that another month makes no place anew.
                {
                    "key": f"{at // 7}-{at % 7}",
                    "column": at % 7,
                    "week": at // 7,
                    **self._row(one, now.date(), exhibition),
                }
                for at, one in enumerate(days)
                if one.month == number
            ]
            self._weeks = len(days) // 7
            self._set_weekdays(first_weekday, [one for one in days if one.month == number])
            self._chosen_day = self._find_chosen(day, [one for one in days if one.month == number])
            texts |= self._words_of(self._chosen_day)
        self._days.set_rows(rows)
        self._texts = texts
        self._revision += 1
        self.changed.emit()

    def _find_chosen(self, day: str, days: Sequence[date]) -> date | None:
        if day and (wanted := date.fromisoformat(day)) in days and self._events.get(wanted):
            return wanted
        told = [one for one in days if self._events.get(one)]
        return next((one for one in told if one >= self._today), told[0] if told else None)

    def _words_of(self, chosen: date | None) -> dict[str, str]:
        if chosen is None:
            return {"day": "", "chosen": ""}
        words = formatting.long_date(chosen, self._language)
        if chosen == self._today:
            words = i18n.tr("Today")
        return {"day": words, "chosen": chosen.isoformat()}

    def _set_weekdays(self, first_weekday: int, days: Sequence[date]) -> None:
        names = formatting.weekday_names(self._language)
        busy = {day.weekday() for day in days if self._events.get(day)}
        order = [(first_weekday + step) % 7 for step in range(7)]
        shares = [1.0 if day < 5 or day in busy else EMPTY_WEEKEND for day in order]
        self._weekdays.set_rows(
            [
                {"key": str(day), "words": names[day], "share": share / sum(shares)}
                for day, share in zip(order, shares, strict=True)
            ]
        )

    def _row(self, day: date, today: date, exhibition: Exhibition | None) -> Row:
        count = len(self._events.get(day, []))
        spoken = f"{formatting.full_date(day, self._language)}, " + i18n.tr("events: %1").replace(
            "%1", str(count)
        )
        opens = exhibition.opens if exhibition else None
        closes = exhibition.closes if exhibition else None
        return {
            "day": day.isoformat(),
            "number": str(day.day),
            "count": count,
            "spoken": spoken,
            "isToday": day == today,
            "isOpen": opens is not None and closes is not None and opens <= day <= closes,
        }

    @Slot(str, float, int, int, int, result=str)
    def names(self, day: str, width: float, lines: int, pixels: int, revision: int) -> str:
        """The events of a day by name, in so many lines of ``width`` pixels; the rest are counted.

        ``revision`` is what the words go by besides: ``self.revision``.
        """
        entries = self._events.get(date.fromisoformat(day), [])
        names = [brief_name(entry.event, self._language) for entry in entries[:lines]]
        further = len(entries) - len(names)
        return "\n".join(names_in_cell(names, width, lines, pixels, further=further))

    @Slot(int, int, int, result="QVariantList")
    def entriesOn(self, page: int, count: int, revision: int) -> list[Row]:
        """The events of the chosen day on a page of ``count``; ``revision`` as for ``names``."""
        chosen = self._chosen_day
        if chosen is None or count < 1:
            return []
        shown = self._events.get(chosen, [])[page * count : (page + 1) * count]
        return [day_entry_row(entry, chosen, self._today, self._language) for entry in shown]

    @Slot(str, float, int, bool, result=str)
    def fitted(self, text: str, width: float, pixels: int, serif: bool) -> str:
        """As many words of a text as have room on a line, with an ellipsis for the others."""
        return fitted(text, width, 1, pixels, serif=serif)[0]

    @Property(int, notify=changed)
    def revision(self) -> int:
        """Another number after each change."""
        return self._revision

    @Property(KeyedListModel, constant=True)
    def days(self) -> KeyedListModel:
        return self._days

    @Property(KeyedListModel, constant=True)
    def weekdays(self) -> KeyedListModel:
        """The weekdays in order, each with its share of the width."""
        return self._weekdays

    @Property("QVariantList", notify=changed)
    def shares(self) -> list[float]:
        """The weekdays' shares of the width, in order."""
        return [float(str(row["share"])) for row in self._weekdays.rows]

    @Property(int, notify=changed)
    def weeks(self) -> int:
        return self._weeks

    @Property(int, notify=changed)
    def chosenCount(self) -> int:
        """How many events the chosen day has."""
        return len(self._events.get(self._chosen_day, [])) if self._chosen_day else 0

    @Property(str, notify=changed)
    def chosen(self) -> str:
        """The chosen day ("2026-01-13")."""
        return self._texts["chosen"]

    @Property(str, notify=changed)
    def chosenWords(self) -> str:
        """The chosen day in words."""
        return self._texts["day"]

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


def _by_day(entries: Sequence[AgendaEntry]) -> dict[date, list[AgendaEntry]]:
    """The entries of each day."""
    found: dict[date, list[AgendaEntry]] = {}
    for entry in entries:
        for first, last in _spans(entry):
            span = last - first if last - first <= MAX_MARKED_SPAN else timedelta()
            for number in range(span.days + 1):
                listed = found.setdefault(first + timedelta(days=number), [])
                if not listed or listed[-1].key != entry.key:
                    listed.append(entry)
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
