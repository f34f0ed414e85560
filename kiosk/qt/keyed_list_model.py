"""List models that keep their rows by key: new content moves rows instead of rebuilding them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import thread_time

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtQml import QmlElement

from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.qt.turn import turn

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

Row = dict[str, object]
# Seconds of CPU time: the rows of a page or two are there at once, the others follow in slices in
# between which touches are answered.
FIRST_SLICE_SECONDS, SLICE_SECONDS = 0.010, 0.006


@dataclass(frozen=True, kw_only=True, slots=True)
class LazyRows:
    """Rows by their keys, each made when its turn has come; None leaves a row out."""

    keys: Sequence[str]
    make: Callable[[str], Row | None]


@QmlElement
@QmlUncreatable("view models own the lists")
class KeyedListModel(QAbstractListModel):
    """Rows of named values, each with a unique ``key``. ``names`` are the other roles.

    While ``complete`` is False, further rows follow.
    """

    completeChanged = Signal()

    def __init__(self, names: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ("key", *names)
        self._rows: list[Row] = []
        # The rows that are not in the list yet, and how many are.
        self._further: Iterator[Row] | None = None
        self._done = 0
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._take_further_rows)

    @Property(bool, notify=completeChanged)
    def complete(self) -> bool:
        return self._further is None

    @property
    def names(self) -> tuple[str, ...]:
        """The roles, ``key`` among them."""
        return self._names

    @property
    def rows(self) -> list[Row]:
        """The current rows."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Change into ``rows`` by the fewest removals, insertions and updates in order of keys."""
        self._keep_only({str(row["key"]) for row in rows})
        for at, row in enumerate(rows):
            self._place(at, row)

    def set_lazily(self, rows: LazyRows) -> None:
        """As ``set_rows``, but make and change the rows in slices, the first at once, or more of
        them where the turn has time left.

        Until the rest has its turn, it stays as it was.
        """
        keys = list(dict.fromkeys(rows.keys))
        self._keep_only(set(keys))
        made = (rows.make(key) for key in keys)
        was_complete = self.complete
        self._further, self._done = (row for row in made if row is not None), 0
        self._take_rows(min(FIRST_SLICE_SECONDS, turn.left))
        if self.complete != was_complete:
            self.completeChanged.emit()

    @Slot()
    def _take_further_rows(self) -> None:
        if not turn.admits(self):
            return
        self._take_rows(SLICE_SECONDS)
        if self.complete:
            self.completeChanged.emit()

    def _take_rows(self, seconds: float) -> None:
        began = thread_time()
        while self._further is not None:
            row = next(self._further, None)
            if row is None:
                self._further = None
                self._slices.stop()
                self._remove(self._done, len(self._rows) - 1)
                break
            self._place(self._done, row)
            self._done += 1
            if thread_time() >= began + seconds:
                self._slices.start()
                break
        turn.spend(thread_time() - began)

    def _keep_only(self, wanted: set[str]) -> None:
        """Remove the rows with other keys, neighbours at a time."""
        last = len(self._rows) - 1
        while last >= 0:
            first = last
            while first >= 0 and self._rows[first]["key"] not in wanted:
                first -= 1
            self._remove(first + 1, last)
            last = min(first, last - 1)

    def _remove(self, first: int, last: int) -> None:
        if first <= last:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _place(self, at: int, row: Row) -> None:
        """Bring a row to its place, above which the rows are done."""
        if at < len(self._rows) and self._rows[at]["key"] == row["key"]:
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        old = next(
            (i for i in range(at, len(self._rows)) if self._rows[i]["key"] == row["key"]), -1
        )
        if old >= 0:
            self._remove(old, old)
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows.insert(at, row)
        self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        first = Qt.ItemDataRole.UserRole
        return {first + at: QByteArray(name.encode()) for at, name in enumerate(self._names)}

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        at = role - Qt.ItemDataRole.UserRole
        if not index.isValid() or not 0 <= at < len(self._names):
            return None
        return self._rows[index.row()].get(self._names[at])
