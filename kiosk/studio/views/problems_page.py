"""All problems in one list; each leads to its field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from kiosk.domain import Message
from kiosk.studio.model.edits.staging import SETTINGS
from kiosk.studio.model.guidance.checklist import Step, StepName, is_ready
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel
from kiosk.studio.viewmodels.problems import (
    GROUPS,
    SEVERITIES,
    ShownProblem,
    by_severity,
    sentence,
)
from kiosk.studio.views.parts import ROWS, SPACE, Heading, Words, button, named
from kiosk.studio.views.sections import Section
from kiosk.studio.wording import said

_READY = Message("Ready to hang")
_NOT_READY = Message("Not ready to hang yet")


# Where a step is done that names no field of its own.
_PLACES = {
    StepName.TITLE: (SETTINGS, "title"),
    StepName.DAYS: (SETTINGS, "open.until"),
    StepName.LANGUAGES: (SETTINGS, "languages"),
    StepName.HELP_LINE: (SETTINGS, "help_line.verified_on"),
    StepName.WORKS: ("works/", ""),
    StepName.EVENTS: ("events/", ""),
}


def _step_words(step: Step) -> str:
    """A step of the checklist: done, to be done, or to be done if it is wanted."""
    sign = "✓" if step.is_done else "○"
    words = f"{sign}  {sentence(step.words)}"
    return words if step.is_done or step.is_needed else f"{words} {said(Message('(if you like)'))}"


def _spoken(step: Step) -> str:
    state = Message("Done") if step.is_done else Message("To do")
    return f"{said(state)}: {_step_words(step)[1:].strip()}"


def _place_of(step: Step) -> tuple[str, str]:
    """The file and the field at which a step is done; two empty words for none."""
    if step.problems:
        return step.problems[0].name, step.problems[0].key
    return _PLACES.get(step.name, ("", ""))


class ProblemsPage(Section):
    """The section of the problems. ``field_wanted`` is emitted with a file and a key."""

    field_wanted = Signal(str, str)

    def __init__(self, exhibition: ExhibitionViewModel) -> None:
        super().__init__()
        self._exhibition = exhibition
        self._shown: tuple[ShownProblem, ...] = ()
        # By the rows of the list; None for a heading.
        self._rows: list[ShownProblem | None] = []
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setStyleSheet(ROWS)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        named(self.list, said(Message("Problems")), said(Message("Enter goes to the field")))
        self._go = button(said(Message("&Go to the field")))
        self._remedy = button(said(Message("&Do it for me")))
        self._none = Words(said(Message("The check finds nothing.")))
        self._heading = Heading()
        self.checklist = QListWidget()
        self.checklist.setStyleSheet(ROWS)
        self.checklist.setWordWrap(True)
        self.checklist.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        named(
            self.checklist,
            said(Message("Steps until it is ready to hang")),
            said(Message("Enter goes to the place where a step is done")),
        )
        self._steps: tuple[Step, ...] = ()
        row = QHBoxLayout()
        row.addWidget(self._go)
        row.addWidget(self._remedy)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.addWidget(self._heading)
        layout.addWidget(self.checklist, 1)
        layout.addWidget(Heading(said(Message("Problems")), 2))
        layout.addWidget(self._none)
        layout.addWidget(self.list, 2)
        layout.addLayout(row)
        self.checklist.itemActivated.connect(lambda _: self._go_to_step())
        self.list.itemActivated.connect(lambda _: self._follow())
        self.list.currentRowChanged.connect(lambda _: self._offer())
        self._go.clicked.connect(self._follow)
        self._remedy.clicked.connect(self._mend)

    def refresh(self) -> None:
        """List what is wrong now."""
        self._show_steps(tuple(self._exhibition.steps))
        new = tuple(by_severity(self._exhibition.problems()))
        if new != self._shown or not self.list.count():
            chosen = self._chosen
            self._shown = new
            self._fill(chosen)
        self.list.setVisible(bool(new))
        self._none.setVisible(not new)
        self._offer()

    def _show_steps(self, steps: tuple[Step, ...]) -> None:
        self._heading.setText(said(_READY if is_ready(steps) else _NOT_READY))
        if steps == self._steps:
            return
        self._steps = steps
        place = max(self.checklist.currentRow(), 0)
        self.checklist.clear()
        for step in steps:
            item = QListWidgetItem(_step_words(step))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(step))
            self.checklist.addItem(item)
        self.checklist.setCurrentRow(min(place, len(steps) - 1))

    def _fill(self, chosen: ShownProblem | None) -> None:
        """List the problems below the headings of their groups."""
        self.list.clear()
        self._rows = []
        for group, heading in GROUPS.items():
            problems = [one for one in self._shown if one.group is group]
            if not problems:
                continue
            self._add_heading(f"{said(heading)}  {len(problems)}")
            for problem in problems:
                item = QListWidgetItem(self._words(problem))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self._words(problem))
                self.list.addItem(item)
                self._rows.append(problem)
        known = chosen is not None and chosen in self._rows
        self.list.setCurrentRow(self._rows.index(chosen) if known else min(1, len(self._rows) - 1))

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        # The arrow keys pass over it.
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setWeight(font.Weight.DemiBold)
        item.setFont(font)
        item.setForeground(self.palette().color(QPalette.ColorRole.WindowText))
        self.list.addItem(item)
        self._rows.append(None)

    def _words(self, problem: ShownProblem) -> str:
        place = ", ".join(filter(None, (problem.name, problem.key)))
        severity = sentence(SEVERITIES[problem.severity])
        return "\n".join(filter(None, (f"{severity}: {problem.message}", problem.hint, place)))

    @property
    def _chosen(self) -> ShownProblem | None:
        place = self.list.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

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

    def _go_to_step(self) -> None:
        place = self.checklist.currentRow()
        if 0 <= place < len(self._steps):
            name, key = _place_of(self._steps[place])
            if name:
                self.field_wanted.emit(name, key)

    def _mend(self) -> None:
        if self._chosen is not None:
            self._exhibition.remedy(self._chosen)
