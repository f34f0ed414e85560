"""The settings are read in one place, and docs/OPERATING.md lists them all."""

import ast
import re
from pathlib import Path

import pytest

from kiosk.settings import VARIABLES, Settings, read_settings

ROOT = Path(__file__).resolve().parents[1]

_QT = "Qt reads its own variables; they have to be set before the QGuiApplication exists"
_LANGUAGE = "the language of a report is that of the terminal, as gettext reads it"
_CHILD = "a child process inherits the environment, with what it is told beside it"
# (module, function) of each use of the environment, and why it is there.
OTHER_USES = {
    ("app/graphics.py", "prepare_environment"): _QT,
    ("app/graphics.py", "choose_renderer"): _QT,
    ("app/poster.py", "run_poster"): _QT,
    ("offscreen/layout_check.py", "offscreen"): _QT,
    ("offscreen/screenshots.py", "_offscreen_application"): _QT,
    ("__main__.py", "forget_working_folder"): _CHILD,
    ("cli/main.py", "main"): _CHILD,
    ("supervisor/notify_proxy.py", "_environment"): _CHILD,
    ("supervisor/supervisor.py", "_environment"): _CHILD,
    ("speech/speech_engine.py", "_start"): _CHILD,
    ("pictures/decoder_process.py", "__init__"): _CHILD,
    ("version.py", "_git"): _CHILD,
    ("app/touch_check.py", "run_touch_check"): _QT,
    ("cli/curate.py", "check"): _LANGUAGE,
    ("cli/agenda.py", "agenda"): _LANGUAGE,
    ("studio/app.py", "desktop_language"): _LANGUAGE,
    ("studio/own_processes.py", "offscreen_process"): _CHILD,
    ("cli/main.py", "_language_of"): _LANGUAGE,
    (
        "offscreen/screenshots.py",
        "_silent_voice",
    ): "shows the Listen button, by a voice for as long",
}


def test_an_empty_environment_gives_the_defaults():
    assert read_settings({}) == Settings()


def test_each_value_is_read_with_its_type():
    settings = read_settings(
        {
            "KIOSK_MODE": "safe",
            "KIOSK_RESTARTS": "3",
            "KIOSK_SCREEN": "HDMI-1",
            "KIOSK_HOURS": "ignore",
            "KIOSK_COUNTS": "off",
            "KIOSK_MEMORY_MB": "900",
            "KIOSK_POINTER": "",
            "KIOSK_WELL_SECONDS": "0",
            "KIOSK_WATCHDOG_SECONDS": "0.5",
            "RUNTIME_DIRECTORY": "/run/one:/run/two",
            "STATE_DIRECTORY": "/var/lib/kiosk",
            "KIOSK_STATE": "/own",
        },
        window_size=(1280, 720),
    )
    assert (settings.mode, settings.supervised, settings.restarts) == ("safe", True, 3)
    assert (settings.instance, settings.windowed, settings.show_pointer) == ("HDMI-1", True, True)
    assert (settings.ignore_opening_hours, settings.count_usage) == (True, False)
    assert settings.memory_limit_bytes == 900 * 2**20
    assert (settings.well_seconds, settings.watchdog_seconds) == (0.0, 0.5)
    assert settings.runtime_directory == Path("/run/one")
    assert settings.state_directory == Path("/own")
    assert settings.service_state_directory == Path("/var/lib/kiosk")


@pytest.mark.parametrize("written", ["many", "-1", "inf", "nan"])
def test_an_unreadable_number_is_named_and_its_default_holds(written):
    """A typing error in /etc/default/kiosk must not keep the screen dark."""
    names = ("KIOSK_MEMORY_MB", "KIOSK_RESTARTS", "KIOSK_WATCHDOG_SECONDS")
    settings = read_settings(dict.fromkeys(names, written))
    assert sorted(settings.unreadable) == sorted(names)
    assert (settings.memory_limit_bytes, settings.restarts, settings.watchdog_seconds) == (
        None,
        0,
        20.0,
    )


def environment_uses(source: str) -> set[str]:
    """The functions, or "" for the module, in which a module uses the environment."""
    names = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}
    names |= {"QProcessEnvironment", "qgetenv", "qputenv", "qEnvironmentVariable"}
    found = set()

    def visit(node: ast.AST, function: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            function = node.name
        named = getattr(node, "attr", None) or getattr(node, "id", None)
        if named in names:
            found.add(function)
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            found.update("" for alias in node.names if alias.name in names)
        for child in ast.iter_child_nodes(node):
            visit(child, function)

    visit(ast.parse(source), "")
    return found


def test_the_guard_sees_every_way_to_the_environment():
    for source in (
        "import os\ndef f(): return os.environ['A']",
        "import os\ndef f(name): return os.environ.get(name)",
        "import os as system\ndef f(): return 'A' in system.environ",
        "import os\ndef f(): return os.getenv('A')",
        "import os\nclass C:\n    def f(self): os.environ['A'] = ''",
        "def f(): return QProcessEnvironment.systemEnvironment()",
    ):
        assert environment_uses(source) == {"f"}, source
    assert environment_uses("from os import environ") == {""}
    assert environment_uses("import os\ndef f(environment): os.getpid()") == set()


def test_no_other_module_uses_the_environment():
    found = {
        (str(path.relative_to(ROOT / "kiosk")), function)
        for path in (ROOT / "kiosk").rglob("*.py")
        if path.name != "settings.py"
        for function in environment_uses(path.read_text("utf-8"))
    }
    assert found <= set(OTHER_USES), "read it in kiosk/settings.py, or add it with its reason"


def test_every_variable_that_the_code_names_is_listed():
    used = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        used |= set(re.findall(r"[\"'](KIOSK_[A-Z_]+)[\"']", path.read_text("utf-8")))
    assert used <= set(VARIABLES)


def test_the_operators_guide_lists_the_same_variables_in_the_same_words():
    guide = (ROOT / "docs" / "OPERATING.md").read_text("utf-8")
    table = dict(re.findall(r"^\| `(KIOSK_\w+)` \| (.+?) \|$", guide, re.MULTILINE))
    assert table == VARIABLES


@pytest.mark.parametrize(
    ("written", "turn"),
    [("", 0), ("0", 0), ("90", 90), ("right", 90), ("LEFT", 270), (" 270 ", 270), ("180", 180)],
)
def test_the_picture_is_turned_as_written(written, turn):
    settings = read_settings({"KIOSK_ROTATE": written})
    assert (settings.turn, settings.unreadable) == (turn, ())


@pytest.mark.parametrize("written", ["45", "-90", "up", "90deg"])
def test_another_turn_is_told_and_not_taken(written):
    settings = read_settings({"KIOSK_ROTATE": written})
    assert (settings.turn, settings.unreadable) == (0, ("KIOSK_ROTATE",))
