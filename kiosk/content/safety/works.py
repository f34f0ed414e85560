"""The safety keys of a work whose label can be read: found in each of its files, and reported."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kiosk.content.front_matter.document import Document, text_of
from kiosk.content.front_matter.schema import NULLS
from kiosk.content.front_matter.translations import Translations
from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.permissions import refusal, step_to_allow
from kiosk.content.problems import Report
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.keys import find_in_body, keys_in_unread_text, keys_in_value
from kiosk.content.safety.searchable_text import searchable_text
from kiosk.content.safety.unread_files import plain_text_of
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Message, Work


@dataclass(frozen=True, kw_only=True, slots=True)
class _Trouble:
    """A safety key without effect, and the problem to report of it."""

    finding: SafetyFinding
    report: Report
    rule: str
    message: Message
    hint: Message
    line: int = 1
    column: int = 1

    def add_to_report(self) -> None:
        self.report.error(self.rule, self.message, self.hint, line=self.line, column=self.column)


def read_withdrawn(texts: Translations) -> bool:
    """True when the label or any translation says ``withdrawn``.

    A value that is neither yes nor no is reported, and counts as yes.
    """
    # A list, not a generator: the value is read in each document, also behind the first yes.
    return any(
        [
            document.flag("withdrawn", default=False, in_doubt=True)
            for document in texts.documents.values()
        ]
    )


def find_in_labels(
    root: Path,
    group: FileGroup,
    texts: Translations,
    work: Work,
    before: object,
    *,
    withdrawn: bool,
) -> SafetyFinding | None:
    """The reason to hide a work that has just been read; None when nothing asks for that.

    Each key without effect is reported. ``before`` is how the work was last shown.
    """
    troubles = [
        trouble
        for document in texts.documents.values()
        if (trouble := _find_in_document(document)) is not None
    ]
    for trouble in troubles:
        trouble.add_to_report()
    if withdrawn:
        return SafetyFinding.WITHDRAWN
    if troubles:
        return troubles[0].finding
    if any(_note_lost(one.values.get("content_note", "")) for one in texts.documents.values()):
        # The value has been reported where it was read.
        return SafetyFinding.NOTE_LOST
    if _dates_lost(texts.main, work):
        return SafetyFinding.DATES_LOST
    unread = _Unread(root, work, texts.main.report)
    for name in (*texts.unread, *group.unread_texts):
        if trouble := unread.find_in(name):
            trouble.add_to_report()
            return trouble.finding
    # What a file says that cannot be opened is not known: the work stays as it was.
    return compare(work, before, readable=False) if unread.closed else None


def compare(work: Work, before: object, *, readable: bool) -> SafetyFinding:
    """The finding on a work that nothing asks to hide; ``before`` is how it was last shown.

    ``readable`` is False when its picture cannot be read.
    """
    known = before if isinstance(before, Work) else None
    has_new_note = bool(work.content_note) and not (known and known.content_note)
    if readable:
        return SafetyFinding.NOTE_ADDED if has_new_note else SafetyFinding.READABLE
    if has_new_note:
        return SafetyFinding.UNREADABLE_NOTE
    dates = work.shown_from, work.shown_until
    if known and any(dates) and dates != (known.shown_from, known.shown_until):
        return SafetyFinding.UNREADABLE_DATES
    return SafetyFinding.UNREADABLE


def _find_in_document(document: Document) -> _Trouble | None:
    if trouble := _find_within_values(document):
        return trouble
    if _note_lost(document.values.get("content_note", "")):
        return None
    return _find_in_document_body(document)


def _note_lost(value: Value) -> bool:
    """True for a content note that is there and has no text."""
    return bool(value) and value not in list(NULLS) and not text_of(value)


def _find_within_values(document: Document) -> _Trouble | None:
    dropped = {"a key that is given twice": list[Value](document.dropped)}
    for key, value in {**document.values, **dropped}.items():
        if key in ("withdrawn", "content_note") or not (within := keys_in_value(value)):
            continue
        line, column = document.position(key)
        return _Trouble(
            finding=_finding_of(within),
            report=document.report,
            rule="key-in-text",
            message=Message(
                "a withdrawal or a content note stands within '{key}', where it has no effect; "
                "the work is not shown",
                key=key,
            ),
            hint=Message("begin its line without spaces"),
            line=line,
            column=column,
        )
    return None


def _find_in_document_body(document: Document) -> _Trouble | None:
    found = find_in_body(document.body)
    if found is None:
        return None
    return _Trouble(
        finding=_finding_of({found.key}),
        report=document.report,
        rule="key-in-text",
        message=Message(
            "'{typed}' stands in the text, where it has no effect; the work is not shown",
            typed=found.typed[:40],
        ),
        hint=Message(
            "move it up among the keys, between the two lines of ---, as {key}: {value}",
            key=found.key,
            value=found.value or "...",
        ),
        line=document.body_line + found.line,
    )


def _dates_lost(main: Document, work: Work) -> bool:
    """True when the work is to be shown on certain days only, and these cannot be read."""
    typed = main.values.get("show", "")
    if not isinstance(typed, dict):
        return typed not in list(NULLS)
    return any(
        typed.get(key) and day is None
        for key, day in (("from", work.shown_from), ("until", work.shown_until))
    )


class _Unread:
    """Searches files that may belong to a work, and are not read as its label.

    ``closed`` is True when one of them could not be opened.
    """

    def __init__(self, root: Path, work: Work, report: Report) -> None:
        self._root, self._work, self._report = root, work, report
        self.closed = False

    def find_in(self, name: str) -> _Trouble | None:
        """A withdrawal, or a note that the work has not."""
        keys, unreadable = self._keys_in(name)
        last = PurePosixPath(name).name
        if "withdrawn" not in keys and ("content_note" not in keys or self._work.content_note):
            return None
        return _Trouble(
            finding=_finding_of(keys),
            report=self._report,
            rule="asked-in-vain",
            message=Message(
                "'{name}' may be the label of this work, and it cannot be read; it may say that the"
                " work is withdrawn or needs a content note, so the work is not shown",
                name=last,
            )
            if unreadable
            else Message(
                "'{name}' may belong to this work but is not read, so a withdrawal or content"
                " note in it has no effect; the work is not shown",
                name=last,
            ),
            hint=Message(
                "save '{name}' as plain text; if it is no label of this work, put _ before its"
                " name",
                name=last,
            )
            if unreadable
            else Message(
                "write it into the label and delete that file; or mend the file, add its"
                " language in kiosk.yaml under languages:, or give it the name of the picture"
            ),
        )

    def _keys_in(self, name: str) -> tuple[set[str], bool]:
        """The safety keys in a file, and whether it is in a format that cannot be read."""
        try:
            text = searchable_text(self._root, name)
        except OSError as error:
            self.closed = True
            file = self._root / name
            if all(problem.path != name for problem in self._report.problems):
                Report(path=name, problems=self._report.problems).error(
                    "unreadable",
                    Message(
                        "the file cannot be read: {reason}",
                        reason=refusal(self._root / name, error),
                    ),
                    Message(
                        "{step}; the work stays as it was until then",
                        step=step_to_allow(file, error),
                    ),
                )
            return set(), False
        # Nobody writes a label in a word processor's format and calls it .md on purpose.
        is_label = name.casefold().endswith(".md")
        if text is None or (is_label and plain_text_of(self._root, (name,)) is None):
            return {"withdrawn"}, True
        return keys_in_unread_text(text), False


def _finding_of(keys: set[str]) -> SafetyFinding:
    return SafetyFinding.WITHDRAWN_IN_DOUBT if "withdrawn" in keys else SafetyFinding.NOTE_LOST
