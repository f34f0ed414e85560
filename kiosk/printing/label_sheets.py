"""The sheets on which wall labels are printed. Without Qt: the command line lists them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A label sheet: columns, rows, and size, first corner and steps in millimetres.

    ``cut_lines`` prints lines along which to cut.
    """

    paper: str
    columns: int
    rows: int
    size: tuple[float, float]
    first: tuple[float, float]
    step: tuple[float, float]
    cut_lines: bool = False


# Sizes as their makers print them: Avery 5163 and 5164 (letter), L7165 and L7168 (A4).
SHEETS = {
    "letter": Sheet(
        paper="letter",
        columns=1,
        rows=2,
        size=(190.0, 124.0),
        first=(12.95, 15.7),
        step=(190.0, 124.0),
        cut_lines=True,
    ),
    "a4": Sheet(
        paper="a4",
        columns=1,
        rows=2,
        size=(184.0, 132.0),
        first=(13.0, 16.5),
        step=(184.0, 132.0),
        cut_lines=True,
    ),
    "avery-5163": Sheet(
        paper="letter", columns=2, rows=5, size=(101.6, 50.8), first=(4.0, 12.7), step=(105.6, 50.8)
    ),
    "avery-5164": Sheet(
        paper="letter", columns=2, rows=3, size=(101.6, 84.7), first=(4.0, 12.7), step=(105.6, 84.7)
    ),
    "avery-l7165": Sheet(
        paper="a4", columns=2, rows=4, size=(99.1, 67.7), first=(4.65, 13.1), step=(101.6, 67.7)
    ),
    "avery-l7168": Sheet(
        paper="a4", columns=1, rows=2, size=(199.6, 143.5), first=(5.2, 5.0), step=(199.6, 143.5)
    ),
}
