"""What changed since a publication, in words and pictures, and every act, to go back to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QSplitter, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.studio.viewmodels.comparison import Comparer, Comparison
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.publishing import Publisher, Release
from kiosk.studio.viewmodels.revisions import Revision
from kiosk.studio.views.parts import ROWS, SPACE, Heading, Words, button, named, scrolled
from kiosk.studio.views.screen_pairs import ScreenPairs
from kiosk.studio.views.sections import Section
from kiosk.studio.wording import said


class ChangesPage(Section):
    """The section of the changes. ``destination`` gives the folder of releases."""

    def __init__(self, exhibition: ExhibitionViewModel, destination: Callable[[], Path]) -> None:
        super().__init__()
        self._exhibition, self._destination = exhibition, destination
        self._publisher = Publisher(exhibition.folder, self)
        self.comparer = Comparer(exhibition.folder, self)
        self._releases: list[Release] = []
        self._revisions: list[Revision] = []
        self.since = QComboBox()
        named(self.since, said(Message("Publication")))
        self.words = QListWidget()
        self.words.setWordWrap(True)
        self.words.setStyleSheet(ROWS)
        named(self.words, said(Message("What changed since then")))
        self.told = Words(quiet=True)
        self.pairs = ScreenPairs()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setStyleSheet(ROWS)
        named(self.list, said(Message("Changes, the last one first")))
        self._compare = button(said(Message("&Show what changed")))
        self._to_release = button(
            said(Message("Go back to this &publication")),
            said(Message("All files become as they were published; one undo brings them back.")),
        )
        self._to_revision = button(
            said(Message("&Go back to after this change")),
            said(Message("One act, which can be undone.")),
        )
        self._undo = button(said(Message("&Undo the last one")))
        self._redo = button(said(Message("&Redo")))
        self._lay_out()
        self._undo.clicked.connect(exhibition.undo)
        self._redo.clicked.connect(exhibition.redo)
        self._compare.clicked.connect(self._on_compare)
        self._to_release.clicked.connect(self._on_to_release)
        self._to_revision.clicked.connect(self._on_to_revision)
        self.list.currentRowChanged.connect(lambda _: self._offer())
        self._publisher.listed.connect(self._list_releases)
        self.comparer.compared.connect(self._show)
        self.comparer.failed.connect(self._tell)

    def _lay_out(self) -> None:
        published = QWidget()
        upper = QVBoxLayout(published)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addWidget(Heading(said(Message("Since a publication")), 2))
        upper.addWidget(self.since)
        upper.addLayout(_row(self._compare, self._to_release))
        upper.addWidget(self.told)
        found = QSplitter(Qt.Orientation.Horizontal)
        found.addWidget(self.words)
        found.addWidget(self.pairs)
        found.setStretchFactor(0, 2)
        found.setStretchFactor(1, 3)
        upper.addWidget(found, 1)
        acts = QWidget()
        lower = QVBoxLayout(acts)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addWidget(Heading(said(Message("Every change")), 2))
        lower.addWidget(
            Words(
                said(
                    Message(
                        "Every change is written to the folder at once, and can be undone, also "
                        "tomorrow."
                    )
                ),
                quiet=True,
            )
        )
        lower.addWidget(self.list, 1)
        lower.addLayout(_row(self._undo, self._redo, self._to_revision))
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(published)
        halves.addWidget(acts)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(Heading(said(Message("Changes"))))
        layout.addWidget(halves, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))

    def begin(self) -> None:
        """List the publications that there are."""
        if not self._publisher.is_busy:
            self._publisher.list_releases(self._destination())

    def end(self) -> None:
        """Give up what is under way."""
        self._publisher.close()
        self.comparer.close()

    def refresh(self) -> None:
        """List the changes as they are now."""
        revisions = self._exhibition.revisions()
        if revisions != self._revisions:
            self._revisions = revisions
            self.list.clear()
            self.list.addItems([one.words for one in revisions])
        self._undo.setEnabled(bool(self._exhibition.undo_words))
        self._redo.setEnabled(bool(self._exhibition.redo_words))
        self._offer()

    def _list_releases(self, releases: list[Release]) -> None:
        self._releases = releases
        chosen = self.since.currentText()
        self.since.clear()
        self.since.addItems([one.words for one in releases])
        self.since.setCurrentIndex(max(0, self.since.findText(chosen)))
        self._tell("" if releases else said(Message("Nothing was published yet.")))

    def _chosen(self) -> Release | None:
        row = self.since.currentIndex()
        return self._releases[row] if 0 <= row < len(self._releases) else None

    def _on_compare(self) -> None:
        release = self._chosen()
        if release is not None:
            self._exhibition.save_now()
            self.comparer.compare(self._destination(), release.name)
            self._tell(said(Message("Both states are being drawn…")))

    def _show(self, comparison: Comparison) -> None:
        self.words.clear()
        self.words.addItems(list(comparison.words))
        self.pairs.show_pairs(comparison.screens)
        self._tell(
            said(
                Message(
                    "{count} differences, {screens} screens",
                    count=len(comparison.words),
                    screens=len(comparison.screens),
                )
            )
            if comparison.words
            else said(Message("Nothing differs."))
        )

    def _on_to_release(self) -> None:
        release = self._chosen()
        if release is not None:
            self._exhibition.go_back_to_release(self._destination(), release.name, release.words)

    def _on_to_revision(self) -> None:
        row = self.list.currentRow()
        # The first row is the state that is there.
        if 0 < row < len(self._revisions):
            self._exhibition.go_back(self._revisions[row].number)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self._offer()

    def _offer(self) -> None:
        can = bool(self._releases) and not self.comparer.is_busy
        self._compare.setEnabled(can)
        self._to_release.setEnabled(can)
        self._to_revision.setEnabled(self.list.currentRow() > 0)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
