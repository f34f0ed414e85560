"""The documents name what exists: files, commands and identifiers."""

import re
from pathlib import Path

import pytest

from kiosk.cli.arguments import build_parser

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
]
# Commands and words in back quotes that are no names of ours.
FOREIGN = {"lint-imports", "sd_notify", "left", "top", "id", "text", "activated", "required"}
SOURCES = "\n".join(
    path.read_text("utf-8")
    for folder in ("kiosk", "tests", "packaging")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".qml", ".sh", ".md") and ".venv" not in path.parts
)


def back_quoted(document: str) -> list[str]:
    text = re.sub(r"(?m)^    .*$", "", (ROOT / document).read_text("utf-8"))
    return re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_relative_links_lead_to_files(document):
    text = (ROOT / document).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert ((ROOT / document).parent / target).exists(), target


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_named_files_exist(document):
    for name in back_quoted(document):
        if re.fullmatch(r"[\w./-]+\.(py|qml|md|sh|toml)|[\w./-]+/", name):
            places = [ROOT / name, ROOT / "kiosk" / name, *(ROOT / "kiosk").rglob(Path(name).name)]
            assert any(place.exists() for place in places), name


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_named_identifiers_exist(document):
    for name in back_quoted(document):
        if re.fullmatch(r"[A-Za-z_]\w+", name) and name not in FOREIGN:
            assert re.search(rf"\b{name}\b", SOURCES), name


def test_the_readme_lists_every_command():
    usage = build_parser().format_help().partition("\ncommands:")[2]
    commands = set(re.findall(r"(?m)^    ([a-z-]+)(?: |$)", usage))
    assert len(commands) > 12
    text = (ROOT / "README.md").read_text("utf-8")
    # The supervisor starts the poster; people do not.
    assert {name for name in commands if f"`kiosk {name}" not in text} == {"poster"}


def test_each_promise_of_security_names_a_test_that_exists():
    rows = re.findall(
        r"(?m)^\| (.+) \| (.+) \|$", (ROOT / "docs" / "SECURITY.md").read_text("utf-8")
    )
    promises = [row for row in rows if row[0] not in ("promise", "---")]
    assert len(promises) > 20
    for promise, tests in promises:
        named = re.findall(r"`(?:python )?([\w/]+\.py)(?:::(\w+)| [^`]*)?`", tests)
        named += [(name, "") for name in re.findall(r"`(tests/\w+)`", tests)]
        assert named, promise
        for name, function in named:
            assert (ROOT / name).exists(), name
            if function:
                assert f"def {function}(" in (ROOT / name).read_text("utf-8"), function
    assert "docs/SECURITY.md" in (ROOT / "README.md").read_text("utf-8")


def test_every_stick_in_the_guide_is_mounted_without_programs_and_devices():
    guide = (ROOT / "docs" / "OPERATING.md").read_text("utf-8")
    mounts = re.findall(r"(?m)^.*/media/stick auto .*$|^ *mount .*/media/stick$", guide)
    assert len(mounts) == 2
    for line in mounts:
        assert "ro,nosuid,nodev,noexec" in line, line
    assert "UUID=" in "".join(mounts)
