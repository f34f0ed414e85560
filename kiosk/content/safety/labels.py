"""The safety keys of a work whose label can be read: found in each of its files, and reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kiosk.content.front_matter.document import Document, text_of
from kiosk.content.front_matter.schema import NULLS
from kiosk.content.front_matter.translations import Translations
from kiosk.content.front_matter.yaml_source import Value
from kiosk.content.problems import Report
from kiosk.content.safety.decisions import SafetyFinding
from kiosk.content.safety.keys import find_in_body, is_within, keys_in_unread_text
from kiosk.content.safety.unread_files import plain_text_of
from kiosk.content.scan.file_groups import FileGroup
from kiosk.domain import Work


@dataclass(frozen=True, kw_only=True, slots=True)
class _Trouble:
    """A safety key without effect, and the problem to report of it."""

    finding: SafetyFinding
    rule: str
    message: str
    hint: str
    line: int = 1
    column: int = 1

    def report_to(self, report: Report) -> None:
        report.error(self.rule, self.message, self.hint, line=self.line, column=self.column)


def is_withdrawn(texts: Translations) -> bool:
    """True when the label or any translation says so; a value that is neither yes nor no is yes."""
    # A list, not a generator: each file's value is to be read and reported.
    return any(
        [
            document.flag("withdrawn", default=False, in_doubt=True)
            for document in texts.documents.values()
        ]
    )


def find_in_labels(
    root: Path, group: FileGroup, texts: Translations, work: Work, *, withdrawn: bool
) -> SafetyFinding:
    """The finding on a work that has just been read; a key without effect is reported."""
    findings = [_find_and_report(document) for document in texts.documents.values()]
    unclear = next((finding for finding in findings if finding is not None), None)
    if withdrawn:
        return SafetyFinding.WITHDRAWN
    if unclear is not None:
        return unclear
    if _dates_lost(texts.main, work):
        return SafetyFinding.DATES_LOST
    if trouble := _find_in_unread(root, (*texts.unread, *group.unread_texts), work):
        trouble.report_to(texts.main.report)
        return trouble.finding
    return SafetyFinding.READABLE


def _find_and_report(document: Document) -> SafetyFinding | None:
    if trouble := _find_within_values(document):
        trouble.report_to(document.report)
        return trouble.finding
    if _note_lost(document.values.get("content_note", "")):
        # The document has reported the value.
        return SafetyFinding.NOTE_LOST
    if trouble := _find_in_document_body(document):
        trouble.report_to(document.report)
        return trouble.finding
    return None


def _note_lost(value: Value) -> bool:
    """True for a content note that is there and has no text."""
    return bool(value) and value not in list(NULLS) and not text_of(value)


def _find_within_values(document: Document) -> _Trouble | None:
    for key, value in document.values.items():
        if key not in ("withdrawn", "content_note") and is_within(value):
            line, column = document.position(key)
            return _Trouble(
                finding=SafetyFinding.WITHDRAWN_IN_DOUBT,
                rule="key-in-text",
                message=f"a withdrawal or a content note stands within '{key}', where it has no"
                " effect; the work is not shown",
                hint="begin its line without spaces",
                line=line,
                column=column,
            )
    return None


def _find_in_document_body(document: Document) -> _Trouble | None:
    found = find_in_body(document.body)
    if found is None:
        return None
    in_doubt = found.key == "withdrawn"
    return _Trouble(
        finding=SafetyFinding.WITHDRAWN_IN_DOUBT if in_doubt else SafetyFinding.NOTE_LOST,
        rule="key-in-text",
        message=f"'{found.typed[:40]}' stands in the text, where it has no effect;"
        " the work is not shown",
        hint="move it up among the keys, between the two lines of ---, as"
        f" {found.key}: {found.value or '...'}",
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


def _find_in_unread(root: Path, names: Iterable[str], work: Work) -> _Trouble | None:
    """A withdrawal, or a note that the work has not, in a file that may belong to the work."""
    for name in names:
        text = plain_text_of(root, (name,))
        keys = keys_in_unread_text(text) if text is not None else {"withdrawn"}
        if "withdrawn" in keys or ("content_note" in keys and not work.content_note):
            return _Trouble(
                finding=SafetyFinding.WITHDRAWN_IN_DOUBT
                if "withdrawn" in keys
                else SafetyFinding.NOTE_LOST,
                rule="asked-in-vain",
                message=f"'{PurePosixPath(name).name}' may belong to this work but is not read, so"
                " a withdrawal or content note in it has no effect; the work is not shown",
                hint="mend that file, add its language in kiosk.yaml under languages:, or give it"
                " the name of the picture",
            )
    return None
