"""The theme's table of layout tokens, and that no other file decides by the layout."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

# Registers the types that the theme imports.
import kiosk.window.app_window  # noqa: F401

UI = Path(__file__).resolve().parents[2] / "kiosk" / "ui"
THEME = UI / "KioskUi" / "Theme.qml"
MAY_DECIDE = {"Theme.qml", "ThemeSetter.qml"}
# Text scale, reach mode and whether the stage is tall, in the order of LayoutClass below.
CLASSES = [
    (words, reach, tall)
    for reach in (False, True)
    for tall in (False, True)
    for words in ("", "Large", "Immense")
]
ROW = re.compile(r"property \w+ (\w+):[^{};]*?token\(\{\s*([^{}]*?)\s*\}\)")
GROUP = re.compile(r"(\w+): ")


def rows() -> dict[str, list[str]]:
    """The groups that each token's row names, in the row's order."""
    found = ROW.findall(THEME.read_text("utf-8"))
    return {name: GROUP.findall(row) for name, row in found}


@pytest.fixture
def theme(qapp):
    engine = QQmlEngine()
    engine.addImportPath(str(UI))
    component = QQmlComponent(engine)
    text = b"import QtQml\nimport KioskUi\nQtObject { property QtObject theme: Theme }"
    component.setData(text, QUrl())
    holder = component.create()
    assert component.errors() == []
    theme = holder.property("theme")
    assert isinstance(theme, QObject)
    yield theme
    holder.deleteLater()
    engine.deleteLater()


def set_class(theme: QObject, words: str, reach: bool, tall: bool) -> None:
    for name in ("textScale", "layoutScale"):
        theme.setProperty(name, 1.25 if words == "Large" else 1.0)
    # At 4.2 pixels to a millimetre, capitals of 4.8 mm need type of 31 pixels; at 6, of 44.
    theme.setProperty("pixelsPerMm", 6.0 if words == "Immense" else 0.0)
    theme.setProperty("stageShape", 2 * reach + tall)


@pytest.mark.parametrize(("words", "reach", "tall"), CLASSES)
def test_every_row_has_a_value_in_every_layout_class(theme, words, reach, tall):
    # A row without a value throws, and any Qt warning fails the test.
    set_class(theme, words, reach, tall)
    member = f"{'Reach' if reach else ''}{'Tall' if tall else 'Wide'}{words}"
    declared = re.search(r"enum LayoutClass \{(.*?)\}", THEME.read_text("utf-8"), re.DOTALL)
    assert declared
    assert theme.property("layoutClass") == re.findall(r"\w+", declared[1]).index(member)
    groups = set(theme.property("groups"))
    assert [name for name, row in rows().items() if not groups & set(row)] == []


def test_the_last_group_of_a_row_that_holds_decides(theme):
    shares = {}
    for words, reach, tall in CLASSES:
        set_class(theme, words, reach, tall)
        shares[words, tall] = theme.property("listShare")
    assert shares == {
        ("", False): 0.39,
        ("Large", False): 0.39,
        ("Immense", False): 0.39,
        ("", True): 0.44,
        ("Large", True): 0.36,
        ("Immense", True): 0.44,
    }


def test_rows_name_known_groups_only():
    text = THEME.read_text("utf-8")
    known = set(re.findall(r'"(\w+)"', text[text.index("classGroups:") : text.index("listShare")]))
    assert len(rows()) > 40
    assert {group for row in rows().values() for group in row} <= known
    assert len(rows()) == text.count("token({"), "the pattern above reads every row"


DECISION = re.compile(
    r"(?:\bheight\b|\bHeight\b)[^;\n]{0,3}\s[<>]=?\s[\w.]*\b[wW]idth\b"
    r"|\b[wW]idth\s[<>]=?\s[\w.]*\b[hH]eight\b"
    r"|Theme\.(?:textScale|layoutClass|wordSize|groups|classGroups)\b"
    r"|\btextScale\s*[<>]"
)


def test_only_the_theme_looks_at_the_window_s_shape_and_the_text_scale():
    deciding = [
        f"{path.name}: {line.strip()}"
        for path in sorted(UI.rglob("*.qml"))
        if path.name not in MAY_DECIDE
        for line in path.read_text("utf-8").splitlines()
        if DECISION.search(line)
    ]
    assert deciding == []


@pytest.mark.parametrize(
    "line",
    [
        "wanted: root.session.reach && root.height > root.width",
        "visible: width >= parent.height",
        "size: Theme.textScale > 1.1 ? 2 : 1",
        "if (root.session.textScale >1.3)",
        "columns: Theme.layoutClass === Theme.Wide ? 2 : 1",
    ],
)
def test_the_pattern_finds_decisions_by_layout(line):
    assert DECISION.search(line)


def test_no_line_of_qml_is_longer_than_100_columns():
    long = [
        f"{path.name}:{number}"
        for path in sorted(UI.rglob("*.qml"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 100
    ]
    assert long == []
