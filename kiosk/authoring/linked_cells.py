"""The addresses behind the words of a spreadsheet's cells ("Register here")."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse

from kiosk.domain.bounds import CELL_LETTERS, TABLE_COLUMNS, TABLE_ROWS

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# A cell by its letters and its number, or a range of cells.
_CELLS = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_FORMULA = re.compile(r"=?\s{0,3}HYPERLINK\(\s{0,3}\"([^\"]{1,2000})\"", re.IGNORECASE)
_WORDS = re.compile(r"[,;]\s{0,3}\"([^\"]{0,2000})\"\s{0,3}\)\s{0,3}$")

Links = dict[tuple[int, int], str]


class LinkedText(str):
    """A cell's words, and the ``address`` to which they lead."""

    __slots__ = ("address",)
    address: str

    def __new__(cls, words: str, address: str) -> "LinkedText":
        """The words of a cell, and what they lead to."""
        text = super().__new__(cls, words)
        text.address = address
        return text


def with_formula(cell: object) -> object:
    """The words of a cell that holds the formula of a link, as text; any other cell as it is."""
    if not isinstance(cell, str) or not (found := _FORMULA.match(cell)):
        return cell
    words = _WORDS.search(cell)
    return LinkedText(words[1] if words else found[1], found[1])


def links_of(archive: zipfile.ZipFile, part: str) -> Links:
    """(row, column) from 0 on -> address, of a sheet in a spreadsheet's archive.

    Its parts were found free of entities before. Raises what damaged archives raise.
    """
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    targets: dict[str, str] = {}
    if relations in archive.namelist():
        targets = {
            one.get("Id", ""): one.get("Target", "")
            for one in _elements(archive.read(relations), "Relationship")
            if one.get("Type", "").endswith("/hyperlink")
        }
    links: Links = {}
    for one in _elements(archive.read(part), "hyperlink", "c"):
        if one.tag.endswith("}c"):
            formula = next((below.text for below in one if below.tag.endswith("}f")), None)
            found = _FORMULA.match(formula or "")
            target = found[1] if found else ""
            where = one.get("r", "")
        else:
            target = targets.get(one.get(f"{_RELATIONS}id", ""), "")
            where = one.get("ref", "")
        if target and ":" in target[: CELL_LETTERS.limit]:
            links.update(dict.fromkeys(_places(where), target))
    return links


def _elements(content: bytes, *names: str) -> Iterator[Element]:
    """The elements of these names; what was read of others is given up at once."""
    for _, element in iterparse(io.BytesIO(content), events=("end",)):
        name = element.tag.rpartition("}")[2]
        if name in names:
            yield element
        # A cell's formula is looked at with its cell.
        if name not in ("f", "v", "t", "is"):
            element.clear()


def _places(cells: str) -> Iterator[tuple[int, int]]:
    found = _CELLS.fullmatch(cells)
    if not found:
        return
    first_row, first_column = int(found[2]) - 1, _column(found[1])
    last_row = int(found[4]) - 1 if found[4] else first_row
    last_column = _column(found[3]) if found[3] else first_column
    for row in range(first_row, min(last_row, TABLE_ROWS.limit + 1) + 1):
        for column in range(first_column, min(last_column, TABLE_COLUMNS.limit) + 1):
            yield row, column


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
