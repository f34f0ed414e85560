"""``kiosk doctor --dark`` on displays that obey, lie, fail, stay dark or say nothing."""

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess

from kiosk.cli.main import main
from kiosk.display_ways import CEC, DDCUTIL, OF_OPERATORS, OF_THE_SESSION, WLR_RANDR, way_of
from kiosk.doctor import dark_trial
from kiosk.doctor.dark_trial import Session, run, session_here, try_all, try_way, ways_here
from kiosk.doctor.display_checks import check_display_power
from kiosk.doctor.machine import Grade, Machine
from kiosk.settings import read_settings
from tests.faults.running_kiosk import needs_x, start_x

WAYS = (*OF_THE_SESSION, *OF_OPERATORS)
# What each program prints of a display that is dark, and of one that is lit.
SAYS = {
    "xset": ("DPMS is Enabled\n  Monitor is Off", "DPMS is Enabled\n  Monitor is On"),
    "swaymsg": ('[{"dpms": false, "power": false}]', '[{"dpms": true, "power": true}]'),
    "wlopm": ("HDMI-A-1 off", "HDMI-A-1 on"),
    "ddcutil": ("VCP D6 SNC x04", "VCP D6 SNC x01"),
    "cec-ctl": ("\tpwr-state: standby (0x01)", "\tpwr-state: on (0x00)"),
}
OFF = r"*' off '*|*off*|*'d6 4'*|*standby*"


@pytest.fixture
def display(tmp_path, monkeypatch):
    """Puts a program of that name into the path, which switches a display as ``kind`` says."""
    place = tmp_path / "bin"
    place.mkdir()
    monkeypatch.setenv("PATH", str(place), prepend=os.pathsep)
    monkeypatch.setattr(dark_trial, "OBEYS_SECONDS", 0.2)
    monkeypatch.setattr(dark_trial, "_POLL_SECONDS", 0.1)
    state = tmp_path / "lit"

    def make(name: str, kind: str = "obeys") -> Path:
        dark, lit = SAYS[name]
        (place / "dark").write_text(dark + "\n")
        (place / "lit").write_text(lit + "\n")
        state.touch()
        goes_dark, is_lit = kind in ("obeys", "stays dark", "silent"), kind in ("obeys", "silent")
        words = f"if [ -e {state} ]; then cat {place}/lit; else cat {place}/dark; fi"
        set_off = f"rm -f {state}" if goes_dark else ":"
        set_on = f"touch {state}" if is_lit else ":"
        tell = ":" if kind == "silent" else words
        (place / name).write_text(
            "#!/bin/sh\n"
            f'case "$*" in\n{OFF}) {set_off}; exit {int(kind == "fails")};;\n'
            f"*force*|*dpms*|*--on*|*setvcp*|*image-view-on*) {set_on};;\n"
            f"*) {tell};;\nesac\n"
        )  # fmt: skip
        (place / name).chmod(0o755)
        return state

    return make


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
@pytest.mark.parametrize(
    ("kind", "works", "words"),
    [
        ("obeys", True, "went dark and was lit again, and said so"),
        ("lies", False, "ended well, but the display stayed lit"),
        ("fails", False, "failed"),
        ("stays dark", False, "did not light it again"),
        ("silent", False, "nothing tells whether"),
    ],
)
def test_only_what_is_read_back_is_called_good(display, way, kind, works, words):
    lit = display(way.name, kind)
    trial = try_way(way, run)
    assert (trial.works, words in trial.words) == (works, True), trial.words
    assert trial.finding.grade is (Grade.GOOD if works else Grade.UNWISE)
    assert way.cost in trial.finding.what
    assert bool(trial.finding.mend) is not works
    assert lit.exists() is (kind != "stays dark"), "it is switched on again whatever happened"


@pytest.mark.parametrize("way", OF_THE_SESSION, ids=lambda way: way.name)
@pytest.mark.parametrize("kind", ["obeys", "lies", "fails"])
def test_the_programs_own_command_succeeds_only_where_the_display_obeys(display, way, kind):
    lit = display(way.name, kind)
    for on in (False, True):
        done = subprocess.run(QProcess.splitCommand(way.checked(on=on)), check=False)
        expected = kind == "obeys" or on
        assert (done.returncode == 0, lit.exists()) == (expected, on or kind != "obeys")


def test_one_output_of_several_that_stays_lit_is_not_dark():
    for way, told in (
        (OF_THE_SESSION[1], '[{"dpms": false}, {"dpms": true}]'),
        (OF_THE_SESSION[2], "HDMI-A-1 off\nHDMI-A-2 on\n"),
        (WLR_RANDR, "HDMI-A-1\n  Enabled: no\nHDMI-A-2\n  Enabled: yes\n"),
    ):
        assert way.is_on(told) is True
        assert way.is_on("") is None
    assert DDCUTIL.is_on("VCP D6 SNC x05") is False
    assert CEC.is_on("\tpwr-state: to-standby (0x03)") is None


@pytest.mark.parametrize(("answers", "works"), [((True, True), True), ((False, True), False)])
def test_what_no_program_can_read_back_a_person_tells(answers, works):
    said, asked = iter(answers), []

    def ask(question: str) -> bool:
        asked.append(question)
        return next(said)

    own = way_of("true off", "true on")
    assert try_way(own, run, ask).works is works
    assert asked == ["Is the display dark now?", "Is the display lit again?"]
    assert not try_way(own, run).works, "and without a person nothing is claimed"


def test_commands_of_operators_are_read_back_by_their_program():
    own = way_of("/usr/bin/ddcutil --bus 3 setvcp d6 5", "ddcutil --bus 3 setvcp d6 1")
    assert (own.name, own.state) == ("ddcutil", DDCUTIL.state)
    assert way_of("wlr-randr --output DP-1 --off", "x").cost == WLR_RANDR.cost
    assert way_of("'unclosed", "x").state == ""


def machine(root: Path, files: tuple[str, ...], commands: tuple[str, ...]) -> Machine:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return Machine(root=root, which=lambda name: name if name in commands else None)


ALL = ("xset", "swaymsg", "wlopm", "ddcutil", "cec-ctl", "wlr-randr")


@pytest.mark.parametrize(
    ("environment", "files", "ways"),
    [
        ({"DISPLAY": ":0"}, (), ["xset"]),
        ({"WAYLAND_DISPLAY": "wayland-1"}, (), ["wlopm"]),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":1", "SWAYSOCK": "/s"}, (), ["swaymsg", "wlopm"]),
        ({}, ("dev/i2c-1", "dev/cec0"), ["ddcutil", "cec-ctl"]),
        ({}, ("run/kiosk/xauthority",), ["xset"]),
        ({}, ("run/kiosk/wayland-0", "run/kiosk/wayland-0.lock"), ["wlopm"]),
        ({}, ("run/kiosk/wayland-0", "run/kiosk/sway-ipc.9.7.sock"), ["swaymsg", "wlopm"]),
        ({"KIOSK_SCREEN_OFF": "a", "KIOSK_SCREEN_ON": "b", "DISPLAY": ":0"}, (), ["a", "xset"]),
        ({}, (), []),
    ],
)
def test_what_is_tried_follows_the_session_or_the_running_service(
    tmp_path, environment, files, ways
):
    settings, here = read_settings(environment), machine(tmp_path, files, ALL)
    session = session_here(settings, here)
    assert [way.name for way in ways_here(settings, here, session)] == ways
    assert ("env " in session.prefix) is any("run/kiosk" in name for name in files)
    assert (
        ways_here(settings, machine(tmp_path, (), ()), Session())
        == (ways_here(settings, here, Session(wayland=True))[: "a" in ways])
    )


def test_the_doctor_says_good_only_after_a_trial_that_succeeded(tmp_path, display, monkeypatch):
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    here = machine(tmp_path / "root", (), ("xset", "xinit"))
    settings = read_settings({"DISPLAY": ":0", "KIOSK_STATE": str(tmp_path / "state")})

    def told() -> list[tuple[str, str]]:
        found = check_display_power(here, tmp_path / "state")
        return [(finding.grade.value, finding.what) for finding in found]

    ((grade, what),) = told()
    assert (grade, "has not been tried" in what) == ("unwise", True)
    for kind, grade, words in (
        ("lies", "unwise", "did not switch it when it was tried on 2"),
        ("obeys", "good", "xset switched the display off and on when it was tried on 2"),
    ):
        display("xset", kind)
        list(try_all(settings, here))
        ((found, what),) = told()
        assert (found, words in what) == (grade, True), what
    for damaged in ("", "[]", '{"day": 1}', "[" * 90_000):
        (tmp_path / "state" / dark_trial.FILE).write_text(damaged)
        assert told()[0][0] == "unwise"


@needs_x
@pytest.mark.skipif(shutil.which("xset") is None, reason="needs xset (apt: x11-xserver-utils)")
def test_an_x_server_without_power_management_is_not_good(tmp_path, capsys, monkeypatch):
    """The real xset, on the real Xvfb, which has none: xset ends with 0."""
    monkeypatch.setattr(dark_trial, "OBEYS_SECONDS", 1.0)
    monkeypatch.setenv("KIOSK_STATE", str(tmp_path / "state"))
    for name in ("WAYLAND_DISPLAY", "KIOSK_SCREEN_OFF", "KIOSK_SCREEN_ON"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    server, name = start_x("640x480")
    try:
        monkeypatch.setenv("DISPLAY", name)
        assert main(["doctor", "--dark"]) == 1
    finally:
        server.terminate()
        server.wait()
    assert "ended well, but the display stayed lit" in capsys.readouterr().out
    kept = json.loads((tmp_path / "state" / dark_trial.FILE).read_text())
    assert kept["works"] == []
    assert ["xset dpms force off", "xset dpms force on"] in kept["fails"]
