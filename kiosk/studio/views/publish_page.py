"""Publishing: where to, from when, what it changes, and the releases there are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
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

    ``field_wanted`` is emitted with a file and a key, ``proof_wanted`` when the proof is to be
    printed.
    """

    field_wanted = Signal(str, str)
    proof_wanted = Signal()

    def __init__(self, exhibition: ExhibitionViewModel, destination: str) -> None:
        super().__init__()
        self._exhibition = exhibition
        self.publisher = Publisher(exhibition.folder, self)
        self.destination, self.starts, self.ends, self.note = (LineEdit() for _ in range(4))
        self.destination.setText(
            destination or str(exhibition.folder.with_name(_releases_folder(exhibition)))
        )
        self.draft = QCheckBox(said(Message("As a &draft, which counts once it is approved")))
        self.approver = LineEdit()
        self._approve = button(
            said(Message("&Approve this draft")),
            said(Message("It then counts, and says who approved it and when.")),
        )
        self._proof = button(
            said(Message("Proof as PD&F, to be signed…")),
            said(Message("Every work and event as it will look, with a line to sign.")),
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
        self._approve.clicked.connect(self._on_approve)
        self._proof.clicked.connect(self.proof_wanted)
        self.approver.textChanged.connect(lambda _: self._offer())
        exhibition.changed.connect(self._follow_approval)
        self._follow_approval()
        self._compare.clicked.connect(lambda: self.publisher.preview(self.destination_folder))
        self._publish.clicked.connect(self._on_publish)
        self._back.clicked.connect(self._on_back)
        self.destination.editingFinished.connect(
            lambda: self.publisher.list_releases(self.destination_folder)
        )
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
        for act in (self._compare, self._publish, self._proof):
            acts.addWidget(act)
        acts.addStretch(1)
        again = QHBoxLayout()
        again.addWidget(self._back)
        approver = QLabel(said(Message("Appro&ved by")))
        approver.setBuddy(self.approver)
        named(self.approver, said(Message("Approved by")))
        for part in (approver, self.approver, self._approve):
            again.addWidget(part)
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
        layout.addWidget(self.draft)
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
    def destination_folder(self) -> Path:
        """The folder of releases that is named on the page."""
        return Path(self.destination.text().strip()).expanduser()

    def begin(self) -> None:
        """List the releases that there are."""
        if not self.publisher.is_busy:
            self.publisher.list_releases(self.destination_folder)

    def end(self) -> None:
        """Give up what is under way."""
        self.publisher.close()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self,
            said(Message("Choose the folder of releases")),
            str(self.destination_folder.parent),
        )
        if chosen:
            self.destination.setText(chosen)
            self.publisher.list_releases(self.destination_folder)

    def _on_publish(self) -> None:
        self._publish_with({})

    def _go(self, name: str, line: int) -> None:
        problems = self._exhibition.problems_of(name)
        key = next((one.key for one in problems if one.line == line), "")
        self.field_wanted.emit(name, key)

    def _publish_with(self, reasons: dict[str, str]) -> None:
        self._exhibition.save_now()
        self.publisher.publish(
            self.destination_folder,
            starts=self.starts.text(),
            ends=self.ends.text(),
            note=self.note.text(),
            reasons=reasons,
            draft=self.draft.isChecked(),
        )

    def _on_back(self) -> None:
        row = self.releases.currentRow()
        if 0 <= row < len(self._listed):
            self.publisher.roll_back(self.destination_folder, self._listed[row].name)

    def _on_approve(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.publisher.approve(self.destination_folder, chosen.name, self.approver.text())

    def _chosen(self) -> Release | None:
        row = self.releases.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _follow_approval(self) -> None:
        """Where the folder asks for an approval, every publication is a draft."""
        is_asked = self._exhibition.exhibition.needs_approval
        self.draft.setEnabled(not is_asked)
        if is_asked:
            self.draft.setChecked(True)

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
        chosen = self._chosen()
        self._back.setEnabled(not busy and chosen is not None and not chosen.is_draft)
        is_named = bool(self.approver.text().strip())
        can_approve = not busy and chosen is not None and chosen.is_draft
        self._approve.setEnabled(can_approve and is_named)


def _releases_folder(exhibition: ExhibitionViewModel) -> str:
    return f"{exhibition.folder.name}-releases"
