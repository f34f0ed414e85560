"""What holds for the whole house: sizes of rooms, pinned packages, translations."""

import ast
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sysconfig.get_path("scripts"))


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def test_qmldir_names_every_file():
    folder = ROOT / "kiosk" / "ui" / "KioskUi"
    named = {line.split()[-1] for line in (folder / "qmldir").read_text("utf-8").splitlines()[1:]}
    assert named == {
        str(path.relative_to(folder)) for path in folder.rglob("*.qml") if path.name != "Main.qml"
    }


def test_pyside_survives_20_000_void_calls():
    """6.12.0 lost a reference to None with each of them and aborted on Python 3.11 after about
    5,000.
    """
    code = (
        "from PySide6.QtCore import QTimer\n"
        "t = QTimer()\nfor _ in range(20000): t.stop()\nprint('alive')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive")


@pytest.mark.parametrize(
    "name", ["requirements-wall.txt", "requirements.txt", "requirements-dev.txt"]
)
def test_every_package_is_pinned_with_hashes(name):
    text = (ROOT / "packaging" / name).read_text("utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(packages) > 5
    for package in packages:
        assert re.match(r"[a-z0-9._-]+==", package), package
        assert "--hash=sha256:" in package, package
    assert "://" not in text
    assert "--find-links" not in text


def test_the_wall_is_locked_to_the_same_packages_without_the_curator_s():
    def packages(name):
        text = (ROOT / "packaging" / name).read_text("utf-8")
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))

    wall, whole = packages("requirements-wall.txt"), packages("requirements.txt")
    assert whole.keys() - wall.keys() == {"openpyxl", "et-xmlfile", "lxml"}
    assert wall.items() <= whole.items() <= packages("requirements-dev.txt").items()


def test_no_machine_s_paths_and_no_registry_in_any_file():
    # Written in two parts, so that this file does not find itself.
    forbidden = [
        "/ro" + "ot/",
        "/wo" + "rk/",
        "/ho" + "me/",
        "pypi." + "org",
        "pythonhosted." + "org",
        "registry." + "npmjs",
    ]
    for path in tracked():
        if path.suffix in (".py", ".qml", ".md", ".sh", ".toml", ".txt", ".yaml", ".ts", ""):
            text = path.read_text("utf-8", errors="ignore")
            assert [word for word in forbidden if word in text] == [], path


I18N = ROOT / "kiosk" / "ui" / "i18n"
# Languages that a native reader has not read yet: Qt's own mark for that is type="unfinished" on
# each text. Taking a language out of this list asks for every mark to be gone.
DRAFTS = {"ar"}
LANGUAGES = sorted(path.stem.removeprefix("kiosk_") for path in I18N.glob("*.ts"))


def translations(file: Path) -> dict[tuple[str, str], ElementTree.Element]:
    """(context, source) -> translation, of all that is in a .ts file."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): translation
        for context in ElementTree.parse(file).getroot().iter("context")
        for message in context.iter("message")
        if (translation := message.find("translation")) is not None
    }


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """(context, source) of every text that the program and its QML translate."""
    fresh = tmp_path_factory.mktemp("i18n") / "kiosk_en.ts"
    script = (ROOT / "packaging" / "translations.sh").read_text("utf-8")
    rooms = re.findall(r"\bkiosk/\w+(?= )", script)
    assert {"kiosk/i18n", "kiosk/viewmodels"} <= set(rooms)
    files = [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    files += sorted((ROOT / "kiosk" / "ui" / "KioskUi").rglob("*.qml"))
    command = [BIN / "pyside6-lupdate", "-locations", "none", *files, "-ts", fresh]
    subprocess.run(command, check=True, capture_output=True)
    return set(translations(fresh))


def test_texts_are_collected_from_qml_and_from_python(collected):
    sources = {source for _, source in collected}
    assert len(collected) > 150
    assert {"Presented by", "That was not the PIN."} <= sources


def test_no_python_text_is_outside_the_folders_that_are_collected(collected):
    """A call of ``tr`` in a folder that translations.sh leaves out would never be translated."""
    sources = {source for _, source in collected}
    found = {
        argument.value
        for path in (ROOT / "kiosk").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("tr", "translate")
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert found
    assert {text for text in found if text not in sources and " " in text} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language, collected):
    found = translations(I18N / f"kiosk_{language}.ts")
    assert set(found) == collected, "run packaging/translations.sh and translate what is new"
    empty = [key for key, text in found.items() if not "".join(text.itertext()).strip()]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_is_marked_as_one_in_every_text_and_a_finished_language_in_none(language):
    kinds = {text.get("type") for text in translations(I18N / f"kiosk_{language}.ts").values()}
    assert kinds == ({"unfinished"} if language in DRAFTS else {None})


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_the_same_in_every_translation(language):
    """A text without its %1 would lose the visitor's number, date or title."""
    for (_, source), text in translations(I18N / f"kiosk_{language}.ts").items():
        for written in [form.text or "" for form in text.iter("numerusform")] or [text.text or ""]:
            asked, given = (set(re.findall(r"%\d|%n|\{\w*\}", each)) for each in (source, written))
            # A plural form for one or two may name the number by its word.
            assert given == asked or (given < asked and "%n" in asked), (source, written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_translation_is_of_this_source(language, tmp_path):
    compiled = tmp_path / "compiled.qm"
    source = I18N / f"kiosk_{language}.ts"
    command = [BIN / "pyside6-lrelease", "-silent", source, "-qm", compiled]
    subprocess.run(command, check=True, capture_output=True)
    shipped = I18N / f"kiosk_{language}.qm"
    assert compiled.read_bytes() == shipped.read_bytes(), "run packaging/translations.sh"
