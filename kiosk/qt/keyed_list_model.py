"""List models that keep their rows by key: new content moves rows instead of rebuilding them."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtQml import QmlElement

from kiosk.qt.qml import QmlUncreatable

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1

Row = dict[str, object]


@QmlElement
@QmlUncreatable("view models own the lists")
class KeyedListModel(QAbstractListModel):
    """Rows of named values, each with a unique ``key``. ``names`` are the other roles."""

    def __init__(self, names: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = ("key", *names)
        self._rows: list[Row] = []

    @property
    def rows(self) -> list[Row]:
        """The current rows."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Change into ``rows`` by the fewest removals, insertions and updates in order of keys."""
        wanted = {str(row["key"]) for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at]["key"] not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        for at, row in enumerate(rows):
            if at < len(self._rows) and self._rows[at]["key"] == row["key"]:
                if self._rows[at] != row:
                    self._rows[at] = row
                    self.dataChanged.emit(self.index(at), self.index(at))
                continue
            old = next(
                (i for i in range(at, len(self._rows)) if self._rows[i]["key"] == row["key"]), -1
            )
            if old >= 0:
                self.beginRemoveRows(QModelIndex(), old, old)
                del self._rows[old]
                self.endRemoveRows()
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
