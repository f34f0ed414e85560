"""The options that the service hands on: what is wrong among them is told in one line."""

import argparse
import socket

import pytest

from kiosk.cli.arguments import build_parser
from kiosk.cli.main import main
from kiosk.cli.options import wrong_word
from kiosk.settings import read_settings
from kiosk.supervisor.notify import WRONG_OPTIONS


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ("", ""),
        ("--language es", ""),
        ("--language=es --screen HDMI-1", ""),
        ("--windowed 800x600", ""),
        ("screen HDMI-1", "'screen' is no option"),
        ("--language es HDMI-1", "'HDMI-1' is no option"),
        ("--screen", "'--screen' has no value"),
        ("--language es --screen", "'--screen' has no value"),
    ],
)
def test_a_word_that_would_pass_for_the_folder_or_take_it_is_found(options, wrong):
    found = wrong_word(read_settings({"KIOSK_OPTIONS": options}))
    assert found == (f"KIOSK_OPTIONS: {wrong}" if wrong else "")


def test_each_option_of_supervise_takes_one_value():
    """``wrong_word`` relies on it."""
    (commands,) = [
        action
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    options = [one for one in commands.choices["supervise"]._actions if one.option_strings]
    values = [one.nargs for one in options if one.dest != "help"]
    assert values == [None] * len(values) != []


@pytest.mark.parametrize("words", [["--langauge", "es"], ["--windowed", "big"], ["--screen"]])
def test_below_the_service_wrong_options_are_one_line_and_a_message(
    words, tmp_path, monkeypatch, capsys
):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "n"))
        manager.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "n"))
        with pytest.raises(SystemExit) as end:
            main(["supervise", *words])
        name, _, message = manager.recv(4096).decode().partition("=")
    assert end.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert (name, line) == (WRONG_OPTIONS, f"kiosk: {message}")
    assert words[0] in line


def test_a_person_at_a_terminal_is_shown_the_usage(monkeypatch, capsys):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    with pytest.raises(SystemExit):
        main(["supervise", "--langauge", "es"])
    assert "usage: kiosk" in capsys.readouterr().err
