"""What stopped a publication, rule by rule: go and mend it, or say why it may pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.domain import Message
from kiosk.studio.viewmodels.publishing import RefusedRule
from kiosk.studio.views.controls import LineEdit
from kiosk.studio.views.parts import SPACE, Heading, Words, button, named
from kiosk.studio.wording import said

_HELP = Message(
    "An error that is no mistake here may pass with a reason. The release keeps the reasons, for"
    " those who come after you."
)


class RefusalPart(QWidget):
    """The refused rules. ``wanted`` is emitted with a file and its line, ``published`` with the
    reasons by rule.
    """

    wanted = Signal(str, int)
    published = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._reasons: dict[str, LineEdit] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self.publish = button(said(Message("Publish with these &reasons")))
        self.publish.clicked.connect(lambda: self.published.emit(self._given()))
        acts = QHBoxLayout()
        acts.addWidget(self.publish)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Heading(said(Message("What stops it")), 2))
        layout.addWidget(Words(said(_HELP), quiet=True))
        layout.addLayout(self._list)
        layout.addLayout(acts)
        self.hide()

    def show_rules(self, rules: Sequence[RefusedRule]) -> None:
        """Show what stopped it; nothing where a release was made."""
        # A reason that was written stays while other errors are mended.
        given = self._given()
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._reasons = {}
        for rule in rules:
            self._list.addWidget(self._row(rule, given.get(rule.rule, "")))
        self.setVisible(bool(rules))
        self._offer()
        if rules:
            next(iter(self._reasons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, rule: RefusedRule, reason: str) -> QWidget:
        row = QFrame()
        line = LineEdit()
        line.setText(reason)
        line.textChanged.connect(lambda _: self._offer())
        name = said(Message("Why it may pass: {rule}", rule=rule.message))
        named(line, name)
        self._reasons[rule.rule] = line
        label = QLabel(said(Message("It may pass, because")))
        label.setBuddy(line)
        go = button(said(Message("Go there")), f"{rule.message} {rule.name}")
        go.clicked.connect(lambda: self.wanted.emit(rule.name, rule.line))
        many = Message("{message} ({count} times)", message=rule.message, count=rule.count)
        top = QHBoxLayout()
        top.addWidget(Words(said(many) if rule.count > 1 else rule.message), 1)
        top.addWidget(go, 0, Qt.AlignmentFlag.AlignTop)
        bottom = QHBoxLayout()
        bottom.addWidget(label)
        bottom.addWidget(line, 1)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(Words("  ".join(filter(None, (rule.hint, rule.name))), quiet=True))
        layout.addLayout(bottom)
        return row

    def _given(self) -> Mapping[str, str]:
        return {rule: text for rule, line in self._reasons.items() if (text := line.text().strip())}

    def _offer(self) -> None:
        """Every rule needs a reason before it is published."""
        self.publish.setEnabled(bool(self._reasons) and len(self._given()) == len(self._reasons))
