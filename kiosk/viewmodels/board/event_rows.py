"""The rows of the board's lists: its events, and the codes of the open one."""

from kiosk.qt.keyed_list_model import Row
from kiosk.viewmodels.board.event import USUAL_CODES, EventViewState
from kiosk.viewmodels.qml_enums import CodeKinds, to_qml

CODE_ROLES = ("words", "kind")


def code_rows(state: EventViewState) -> list[Row]:
    """One row for each kind of code; none where there is nothing to choose."""
    usual = sum(code.kind in USUAL_CODES for code in state.codes)
    if len(state.codes) == 1 and usual == 1:
        return []
    return [
        {
            "key": code.kind.value,
            "words": code.choice,
            "kind": to_qml(code.kind, CodeKinds.Value),
        }
        for code in state.codes
    ]
