"""Check a folder before it goes on a wall: one function for each rule, and the reports."""

from kiosk.check.report import as_json, as_sarif, as_text
from kiosk.check.rules import USUAL_SIZES, Findings, check, examine

__all__ = ["USUAL_SIZES", "Findings", "as_json", "as_sarif", "as_text", "check", "examine"]
