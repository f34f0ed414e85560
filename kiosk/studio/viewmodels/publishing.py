"""Publishing: runs the program's own publisher's commands, and says what came of it.

They check the folder, write a release whole or not at all, and are the same in a terminal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, QProcess, Signal

from kiosk.domain import Message, Severity
from kiosk.exit_codes import EXIT_OK, EXIT_PROBLEMS
from kiosk.studio.own_processes import offscreen_process, start_module
from kiosk.studio.viewmodels.problems import sentence
from kiosk.studio.wording import language, said

# Letters of what a command says that are shown.
_MOST_LETTERS = 8_000
# What the window calls the options of the command.
_LABELS = {"--from": Message("Goes up"), "--until": Message("Goes"), "--note": Message("Note")}
_NOTHING = Message("Nothing was published.")


@dataclass(frozen=True, kw_only=True)
class Release:
    """One release of a store, as ``kiosk releases`` lists it."""

    name: str
    made: str
    by: str
    note: str
    state: str
    approved_by: str = ""
    approved: str = ""

    @property
    def is_draft(self) -> bool:
        """True for one that waits to be approved."""
        return self.state == "draft"

    @property
    def words(self) -> str:
        """The release in one line."""
        approval = Message(
            "approved by {name} on {moment}",
            name=self.approved_by,
            moment=_moment(self.approved),
        )
        state = said(Message("draft, not approved yet")) if self.is_draft else self.state
        parts = (
            *(_moment(self.made), self.by, state),
            said(approval) if self.approved_by else "",
            self.note,
        )
        return "  ".join(filter(None, parts))


def _moment(text: str) -> str:
    return text.replace("T", " ").removesuffix("Z")


@dataclass(frozen=True, kw_only=True)
class RefusedRule:
    """What stopped a publication: the errors of one rule of the check.

    ``message`` and ``hint`` are the first one's, at ``name`` and ``line``; ``count`` says how many
    there are.
    """

    rule: str
    count: int
    message: str
    hint: str
    name: str
    line: int


class Publisher(QObject):
    """Publishes one folder. ``told`` is emitted with what a command said, ``listed`` with the
    releases of the store, and ``refused`` with the rules whose errors stopped a publication: none
    once one was made.
    """

    told = Signal(str)
    listed = Signal(list)
    refused = Signal(list)
    # A command begins.
    busy = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._process: QProcess | None = None
        self._then: Callable[[int, str, str], None] = lambda *_: None

    @property
    def is_busy(self) -> bool:
        """True while a command is under way."""
        return self._process is not None

    def preview(self, destination: Path) -> None:
        """Say what a publication would change."""
        self._run(["publish", str(self._folder), str(destination), "--dry-run"], self._tell)

    def publish(
        self,
        destination: Path,
        *,
        starts: str = "",
        ends: str = "",
        note: str = "",
        draft: bool = False,
        reasons: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Check the folder and publish it; ``starts`` and ``ends`` are moments in words.

        A ``draft`` counts once it is approved. ``reasons`` say for each rule why its errors may
        pass; the release keeps them.
        """
        words = ["publish", str(self._folder), str(destination)]
        if draft:
            words.append("--draft")
        for option, value in (("--from", starts), ("--until", ends), ("--note", note)):
            if value.strip():
                words.append(f"{option}={value.strip()}")
        words += [f"--allow={rule}={reason.strip()}" for rule, reason in reasons.items()]

        def finish(code: int, out: str, err: str) -> None:
            if code == EXIT_PROBLEMS:
                check = ["check", str(self._folder), "--format", "json"]
                self._run(check, lambda _code, found, _err: self._refuse(found, err, reasons))
                return
            self._finish(destination, code, out, err)

        self._run(words, finish)

    def _refuse(self, found: str, err: str, reasons: Mapping[str, str]) -> None:
        """Say which errors stopped it, in the window's words."""
        rules = refused_rules(found)
        if all(one.rule in reasons for one in rules):
            cause = _cause_of(err)[-_MOST_LETTERS:]
            self.told.emit("\n\n".join(filter(None, (said(_NOTHING), cause))))
            return
        count = sum(one.count for one in rules if one.rule not in reasons)
        self.told.emit(
            said(
                Message(
                    "Nothing was published. Errors stop it ({count}): mend them, or say why they"
                    " may pass.",
                    count=count,
                )
            )
        )
        self.refused.emit(rules)

    def approve(self, destination: Path, name: str, by: str) -> None:
        """Let a draft count; ``by`` is who approves it."""
        words = ["approve", str(destination), name, f"--by={by.strip()}"]
        self._run(words, lambda code, out, err: self._finish(destination, code, out, err))

    def roll_back(self, destination: Path, name: str) -> None:
        """Let an older release count again."""
        words = ["rollback", str(destination), name]
        self._run(words, lambda code, out, err: self._finish(destination, code, out, err))

    def list_releases(self, destination: Path) -> None:
        """List the releases of a store; one that is not there yet has none."""
        if destination.is_dir():
            self._run(["releases", str(destination), "--format", "json"], self._list)
        else:
            self.listed.emit([])

    def close(self) -> None:
        """Give up what is under way; a release is written whole or not at all."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)

    def _run(self, words: Sequence[str], then: Callable[[int, str, str], None]) -> None:
        if self._process is not None:
            return
        self._then = then
        self._process = process = offscreen_process(self, language())
        process.finished.connect(self._on_finished)
        if "--format" not in words:
            self.told.emit(said(Message("The folder is being checked…")))
        self.busy.emit()
        start_module(process, "kiosk", *words)

    def _on_finished(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        out, err = (
            bytes(part.data()).decode("utf-8", "replace").strip()
            for part in (process.readAllStandardOutput(), process.readAllStandardError())
        )
        process.deleteLater()
        self._then(code, out, err)

    def _tell(self, _code: int, out: str, err: str) -> None:
        self.told.emit("\n\n".join(filter(None, (out, err)))[-_MOST_LETTERS:])

    def _finish(self, destination: Path, code: int, out: str, err: str) -> None:
        is_done = code == EXIT_OK
        heading = Message("Published.") if is_done else _NOTHING
        parts = (out, err if is_done else _cause_of(err))
        self.told.emit(
            "\n\n".join(filter(None, (said(heading), *(part[-_MOST_LETTERS:] for part in parts))))
        )
        if is_done:
            self.refused.emit([])
        self.list_releases(destination)

    def _list(self, code: int, out: str, _err: str) -> None:
        try:
            found = json.loads(out) if out else []
        except ValueError:
            found = []
        keys = ("name", "made", "by", "note", "state", "approved_by", "approved")
        self.listed.emit(
            [Release(**{key: str(one.get(key) or "") for key in keys}) for one in found]
        )


def refused_rules(report: str) -> list[RefusedRule]:
    """The rules with errors in the check's JSON."""
    try:
        problems = json.loads(report)["problems"] if report else []
    except (ValueError, KeyError, TypeError):
        return []
    found: dict[str, RefusedRule] = {}
    for one in problems:
        rule = str(one.get("rule", ""))
        if one.get("severity") != Severity.ERROR:
            continue
        before = found.get(rule)
        found[rule] = (
            replace(before, count=before.count + 1)
            if before
            else RefusedRule(
                rule=rule,
                count=1,
                message=sentence(str(one.get("message", ""))),
                hint=sentence(str(one.get("hint", ""))),
                name=str(one.get("path", "")),
                line=int(one.get("line", 1)),
            )
        )
    return list(found.values())


def _cause_of(err: str) -> str:
    """What a command said, without its name and in the words of the window's fields."""
    for option, label in _LABELS.items():
        err = err.replace(option, f"“{said(label)}”")
    *lines, last = err.splitlines() or [""]
    return "\n".join((*lines, sentence(last.removeprefix("kiosk: "))))
