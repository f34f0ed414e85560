"""Everything that can be said about a folder before it hangs on a wall: one function a rule, and the reports."""

from kiosk.check.report import as_json, as_text
from kiosk.check.rules import check

__all__ = ["as_json", "as_text", "check"]
