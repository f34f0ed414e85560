"""The settings are read in one place, and docs/OPERATING.md lists them all."""

import re
from pathlib import Path

import pytest

from kiosk.settings import VARIABLES, Settings, read_settings

ROOT = Path(__file__).resolve().parents[1]


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


def test_no_other_module_reads_a_variable_of_the_program():
    reads = re.compile(r"""environ(?:\.get\(|\[)\s*["']KIOSK_|["']KIOSK_\w+["'] in os\.environ""")
    modules = (ROOT / "kiosk").rglob("*.py")
    found = [str(path) for path in modules if reads.search(path.read_text("utf-8"))]
    assert found == []


def test_every_variable_that_the_code_names_is_listed():
    used = set()
    for path in (ROOT / "kiosk").rglob("*.py"):
        used |= set(re.findall(r"[\"'](KIOSK_[A-Z_]+)[\"']", path.read_text("utf-8")))
    assert used <= set(VARIABLES)


def test_the_operators_guide_lists_the_same_variables_in_the_same_words():
    guide = (ROOT / "docs" / "OPERATING.md").read_text("utf-8")
    table = dict(re.findall(r"^\| `(KIOSK_\w+)` \| (.+?) \|$", guide, re.MULTILINE))
    assert table == VARIABLES
