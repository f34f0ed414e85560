"""Content is opened through ``kiosk.path_safety`` alone: no link, pipe or device is followed."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "kiosk"
# The rooms that are given paths of content.
ROOMS = ("content", "check", "printing", "authoring", "schedule", "offscreen", "studio/model")
OPENERS = {"open", "read_text", "read_bytes", "copyfile", "copy", "copytree", "fromfile"}
# What is opened there and is no content of the folder, with the reason.
ALLOWED = {
    ("content/cache/pickle_files.py", "open"): "the program's own cache",
    ("content/cache/opening.py", "read_bytes"): "the program's own cache",
    ("content/scan/change_times.py", "open"): "the list of mounts, which the system makes",
    ("content/safety/searchable_text.py", "open"): "a part of an archive, opened below the folder",
    ("check/rule_pages.py", "read_text"): "a file of the program",
    ("check/translation.py", "open"): "a file of the program",
    ("printing/pdf_writer.py", "open"): "the output",
    ("authoring/drafts.py", "open"): "a new file, which must not be there",
    ("authoring/pulling/pulled_file.py", "open"): "a new file, which must not be there",
    ("authoring/pulling/fetch.py", "open"): "an address of the web",
    ("offscreen/changed_screens.py", "read_bytes"): "the list that the tour has just written",
    ("studio/model/beginning.py", "open"): "an exhibition, which opens its files below the folder",
    ("studio/model/history/drafts.py", "open"): "the journal's own file",
    ("studio/model/storage/folder_files.py", "open"): "a new file, which takes the old one's place",
    ("studio/model/history/journal.py", "open"): "the journal's own file",
    ("studio/model/storage/stored_bytes.py", "open"): "the journal's own file",
}


def opened_in(source):
    """The names of the functions that open a file, as they are called in a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            if isinstance(function, ast.Name) and function.id == "open":
                name = "open"
            if name in OPENERS:
                yield name


def test_content_is_opened_in_one_place():
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        for name in opened_in(path.read_text("utf-8"))
    }
    assert found == set(ALLOWED)


def test_the_search_knows_every_way_to_open_a_file():
    calls = (
        "open(p)",
        "p.open()",
        "io.open(p)",
        "os.open(p, 0)",
        "p.read_text()",
        "p.read_bytes()",
    )
    assert [list(opened_in(call)) for call in calls] == [
        ["open"],
        ["open"],
        ["open"],
        ["open"],
        ["read_text"],
        ["read_bytes"],
    ]
