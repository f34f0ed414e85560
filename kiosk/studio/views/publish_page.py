"""Publishing: where to, from when, what it changes, and the releases there are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.publishing import Publisher, Release
from kiosk.studio.views.controls import LineEdit
from kiosk.studio.views.parts import ROWS, SPACE, Heading, Words, button, named, scrolled
from kiosk.studio.views.refusal_part import RefusalPart
from kiosk.studio.views.sections import Section
from kiosk.studio.wording import said


class PublishPage(Section):
    """The section of publishing. ``destination`` is where the exhibition was published last.

    ``field_wanted`` is emitted with a file and a key.
    """

    field_wanted = Signal(str, str)

    def __init__(self, exhibition: ExhibitionViewModel, destination: str) -> None:
        super().__init__()
        self._exhibition = exhibition
        self.publisher = Publisher(exhibition.folder, self)
        self.destination, self.starts, self.ends, self.note = (LineEdit() for _ in range(4))
        self.destination.setText(
            destination or str(exhibition.folder.with_name(_releases_folder(exhibition)))
        )
        self._browse = button(said(Message("&Browse…")))
        self._compare = button(said(Message("&What would change")))
        self._publish = button(said(Message("Publish &now")))
        self._back = button(said(Message("Let this one &count again")))
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
        named(self.report, said(Message("What the check and the publication say")))
        self.refusal = RefusalPart()
        self.releases = QListWidget()
        self.releases.setStyleSheet(ROWS)
        self.releases.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
        named(self.releases, said(Message("Releases, the last one first")))
        self._listed: list[Release] = []
        self._lay_out()
        self._browse.clicked.connect(self._choose)
        self._compare.clicked.connect(lambda: self.publisher.preview(self.store))
        self._publish.clicked.connect(self._on_publish)
        self._back.clicked.connect(self._on_back)
        self.destination.editingFinished.connect(lambda: self.publisher.list_releases(self.store))
        self.releases.currentRowChanged.connect(lambda _: self._offer())
        self.publisher.told.connect(self._tell)
        self.publisher.listed.connect(self._list)
        self.publisher.refused.connect(self.refusal.show_rules)
        self.publisher.busy.connect(self._offer)
        self.refusal.published.connect(self._publish_with)
        self.refusal.wanted.connect(self._go)
        self._offer()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        place = QHBoxLayout()
        place.addWidget(self.destination, 1)
        place.addWidget(self._browse)
        for text, control, row, help_ in (
            (
                Message("&Folder of releases"),
                self.destination,
                place,
                Message("On a share that the screens read; it is made where it is not there"),
            ),
            (
                Message("Goes u&p"),
                self.starts,
                self.starts,
                Message("February 1, 8:00 AM. Empty: at once."),
            ),
            (Message("G&oes"), self.ends, self.ends, Message("Empty: it stays.")),
            (Message("&Note"), self.note, self.note, Message("What it is for, in a few words.")),
        ):
            label = QLabel(said(text))
            label.setBuddy(control)
            named(control, said(text).replace("&", ""), said(help_))
            control.setPlaceholderText(said(help_))
            form.addRow(label, row)
        acts = QHBoxLayout()
        for act in (self._compare, self._publish):
            acts.addWidget(act)
        acts.addStretch(1)
        again = QHBoxLayout()
        again.addWidget(self._back)
        again.addStretch(1)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(Heading(said(Message("Publish"))))
        layout.addWidget(
            Words(
                said(
                    Message(
                        "A screen that shows the folder of releases takes a new one whole, and "
                        "nothing of it before. Errors stop a publication."
                    )
                ),
                quiet=True,
            )
        )
        layout.addLayout(form)
        layout.addLayout(acts)
        layout.addWidget(self.report, 2)
        layout.addWidget(self.refusal)
        layout.addWidget(Heading(said(Message("Releases")), 2))
        layout.addWidget(self.releases, 1)
        layout.addLayout(again)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))

    @property
    def store(self) -> Path:
        """The folder of releases that is named on the page."""
        return Path(self.destination.text().strip()).expanduser()

    def begin(self) -> None:
        """List the releases that there are."""
        if not self.publisher.is_busy:
            self.publisher.list_releases(self.store)

    def end(self) -> None:
        """Give up what is under way."""
        self.publisher.close()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, said(Message("Choose the folder of releases")), str(self.store.parent)
        )
        if chosen:
            self.destination.setText(chosen)
            self.publisher.list_releases(self.store)

    def _on_publish(self) -> None:
        self._publish_with({})

    def _go(self, name: str, line: int) -> None:
        problems = self._exhibition.problems_of(name)
        key = next((one.key for one in problems if one.line == line), "")
        self.field_wanted.emit(name, key)

    def _publish_with(self, reasons: dict[str, str]) -> None:
        self._exhibition.save_now()
        self.publisher.publish(
            self.store,
            starts=self.starts.text(),
            ends=self.ends.text(),
            note=self.note.text(),
            reasons=reasons,
        )

    def _on_back(self) -> None:
        row = self.releases.currentRow()
        if 0 <= row < len(self._listed):
            self.publisher.roll_back(self.store, self._listed[row].name)

    def _tell(self, words: str) -> None:
        self.report.setPlainText(words)
        self._offer()

    def _list(self, releases: list[Release]) -> None:
        self._listed = releases
        self.releases.clear()
        self.releases.addItems([release.words for release in releases])
        self._offer()

    def _offer(self) -> None:
        busy = self.publisher.is_busy
        self._publish.setEnabled(not busy)
        self._compare.setEnabled(not busy)
        self._back.setEnabled(not busy and self.releases.currentRow() >= 0)


def _releases_folder(exhibition: ExhibitionViewModel) -> str:
    return f"{exhibition.folder.name}-releases"
