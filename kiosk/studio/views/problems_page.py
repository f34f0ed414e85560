"""All problems in one list; each leads to its field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from kiosk.domain import Message
from kiosk.studio.model.guidance.checklist import Step, is_ready
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.problems import SEVERITIES, ShownProblem, by_severity, sentence
from kiosk.studio.views.parts import ROWS, SPACE, Heading, Words, button, named
from kiosk.studio.views.sections import Section
from kiosk.studio.wording import said

_READY = Message("Ready to hang")
_NOT_READY = Message("Not ready to hang yet")


def _step_words(step: Step) -> str:
    """A step of the checklist: done, to be done, or to be done if it is wanted."""
    sign = "✓" if step.is_done else "○"
    words = f"{sign}  {sentence(step.words)}"
    return words if step.is_done or step.is_needed else f"{words} {said(Message('(if you like)'))}"


class ProblemsPage(Section):
    """The section of the problems. ``field_wanted`` is emitted with a file and a key."""

    field_wanted = Signal(str, str)

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__()
        self._exhibition = exhibition
        self._shown: tuple[ShownProblem, ...] = ()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setStyleSheet(ROWS)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(self.list, said(Message("Problems")), said(Message("Enter goes to the field")))
        self._go = button(said(Message("&Go to the field")))
        self._remedy = button(said(Message("&Do it for me")))
        self._none = Words(said(Message("The check finds nothing.")))
        self._heading, self._checklist = Heading(), Words()
        row = QHBoxLayout()
        row.addWidget(self._go)
        row.addWidget(self._remedy)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self._heading)
        layout.addWidget(self._checklist)
        layout.addWidget(Heading(said(Message("Problems")), 2))
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.list.itemActivated.connect(lambda _: self._follow())
        self.list.currentRowChanged.connect(lambda _: self._offer())
        self._go.clicked.connect(self._follow)
        self._remedy.clicked.connect(self._mend)

    def refresh(self) -> None:
        """List what is wrong now."""
        steps = self._exhibition.steps
        self._heading.setText(said(_READY if is_ready(steps) else _NOT_READY))
        self._checklist.setText("\n".join(map(_step_words, steps)))
        new = tuple(by_severity(self._exhibition.problems()))
        if new != self._shown or not self.list.count():
            place = self.list.currentRow()
            self._shown = new
            self.list.clear()
            for problem in new:
                item = QListWidgetItem(self._words(problem))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self._words(problem))
                self.list.addItem(item)
            self.list.setCurrentRow(min(max(place, 0), len(new) - 1))
        self.list.setVisible(bool(new))
        self._none.setVisible(not new)
        self._offer()

    def _words(self, problem: ShownProblem) -> str:
        place = ", ".join(filter(None, (problem.name, problem.key)))
        severity = sentence(SEVERITIES[problem.severity])
        return "\n".join(filter(None, (f"{severity}: {problem.message}", problem.hint, place)))

    @property
    def _chosen(self) -> ShownProblem | None:
        place = self.list.currentRow()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def _offer(self) -> None:
        chosen = self._chosen
        self._go.setEnabled(chosen is not None)
        self._remedy.setEnabled(chosen is not None and bool(chosen.remedy))
        if chosen is not None and chosen.remedy:
            self._remedy.setText(chosen.remedy)
            self._remedy.setAccessibleName(chosen.remedy)

    def _follow(self) -> None:
        if self._chosen is not None:
            self.field_wanted.emit(self._chosen.name, self._chosen.key)

    def _mend(self) -> None:
        if self._chosen is not None:
            self._exhibition.remedy(self._chosen)
