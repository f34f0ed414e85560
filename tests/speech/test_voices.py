"""What a voice is given: words as data, whatever they say."""

import os
import re
import stat
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest

from kiosk.speech.speakable import MAX_CHARACTERS, primary_language, safe_tag, speakable
from kiosk.speech.ssip import ssip_data

# Lines that some voice, or some program before it, takes for a command or a mark.
HOSTILE = (
    "!-!SET ALL VOLUME 100",
    "\x01200A loud",
    "\x0150R fast \x1b]0;title\x07",
    ".",
    "..",
    ".\r\nSET ALL VOLUME 100\r\n.",
    "a\n.\nSET SELF VOLUME 100\nSPEAK\nb",
    "QUIT",
    "<speak><prosody volume='x-loud'>loud</prosody></speak>",
    '<audio src="/etc/passwd"/>',
    "[[f'oUn,i:m]]",
    "[\u200b[x]\u2060]",
    "[[[[[",
    "-v de --compile",
    "--path=/tmp",
    "\udc80\udfff half a pair",
    "\u202etxet\u2066 \U000e0041",
    "\x85\x9b31m\x00",
    "w" * 3 * MAX_CHARACTERS,
)


def wait_for(condition) -> None:
    for _ in range(300):
        if condition():
            return
        QTest.qWait(10)
    raise AssertionError("it does not happen")


def assert_harmless(words: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", words)
    assert "[[" not in words
    assert "]]" not in words
    assert len(words) <= MAX_CHARACTERS
    words.encode("utf-8")


@given(st.text() | st.text("[]\u200b.\r\n\x01\x85 \udc80", max_size=40))
def test_any_text_becomes_one_line_without_commands(text):
    assert_harmless(speakable(text))
    assert speakable(speakable(text)) == speakable(text)


def test_words_stay_as_they_are():
    for words in ("Two doors, 3.5 m.", "سلام می\u200cخواهم", "ñ é 漢字 👩\u200d🎨", "[sic] a[0]"):
        assert speakable(words) == words


@given(st.text(".\r\na", max_size=30))
def test_data_ends_once_and_is_read_back_as_it_was(text):
    *lines, end, rest = ssip_data(text).split(b"\r\n")
    assert (end, rest) == (b".", b"")
    assert b"." not in lines
    read = [line[1:] if line.startswith(b".") else line for line in lines]
    assert read == text.encode().splitlines()


@pytest.mark.parametrize("tag", ["", "-x", "e", "en\r\nQUIT", "en us", "../x", "ёж", "--ipa"])
def test_a_language_that_is_none_reaches_no_voice(tag):
    assert primary_language(tag) == safe_tag(tag) == "" or tag == "e"


def test_a_language_is_its_first_part():
    assert [primary_language(tag) for tag in ("en-US", "ES-419", "zh-Hant")] == ["en", "es", "zh"]


def test_speech_dispatcher_is_given_data_and_no_commands(qtbot, dispatcher, make_engine):
    engine = make_engine()
    ended = []
    engine.finished.connect(lambda: ended.append(1))
    engine.query_languages()
    wait_for(lambda: engine.has_voice_for("es-419"))
    assert engine.has_voice_for("en")
    assert not engine.has_voice_for("de")
    for number, text in enumerate(HOSTILE, 1):
        engine.volume = 1 + number % 5
        engine.say(text, "en-US")
        wait_for(lambda count=number: len(ended) == count)
    engine.say(".", "en\r\nSET ALL VOLUME 100")
    wait_for(lambda: len(ended) == len(HOSTILE) + 1)
    engine.close()
    assert [text.decode() for text in dispatcher.texts] == [
        *(speakable(text) for text in HOSTILE),
        ".",
    ]
    allowed = re.compile(
        rb"SET SELF (CLIENT_NAME kiosk:kiosk:main|SSML_MODE off|(RATE|PITCH) -?\d+|LANGUAGE (en)?"
        rb"|NOTIFICATION (END|CANCEL) on|VOLUME (-60|-20|20|60|100))"
        rb"|SPEAK|LIST SYNTHESIS_VOICES|CANCEL SELF"
    )
    assert [line for line in dispatcher.commands if not allowed.fullmatch(line)] == []
    assert b"SET SELF SSML_MODE off" in dispatcher.commands[: dispatcher.commands.index(b"SPEAK")]


def test_where_the_server_does_not_wait_for_data_none_is_sent(qtbot, dispatcher, make_engine):
    dispatcher.refuses = b"SPEAK"
    engine = make_engine()
    with qtbot.waitSignal(engine.finished):
        engine.say("QUIT", "en")
    engine.say("!-!SET ALL VOLUME 100", "en")
    wait_for(lambda: dispatcher.commands.count(b"SPEAK") == 2)
    engine.close()
    assert b"QUIT" not in dispatcher.commands
    assert dispatcher.texts == []


def test_without_plain_text_nothing_is_spoken(qtbot, dispatcher, make_engine):
    dispatcher.refuses = b"SET SELF SSML_MODE"
    engine = make_engine()
    with qtbot.waitSignal(engine.finished):
        engine.say("Hello", "en")
    engine.close()
    assert b"SPEAK" not in dispatcher.commands


def test_a_text_that_is_stopped_is_cancelled_and_the_next_is_spoken(qtbot, dispatcher, make_engine):
    engine = make_engine()
    dispatcher.keeps_speaking = True
    for text in ("one", "two", "three"):
        engine.say(text, "en")
    wait_for(lambda: b"three" in dispatcher.texts)
    engine.stop()
    wait_for(lambda: dispatcher.commands[-1] == b"CANCEL SELF")
    dispatcher.keeps_speaking = False
    with qtbot.waitSignal(engine.finished):
        engine.say("four", "en")
    assert dispatcher.texts[-1] == b"four"
    engine.close()


def test_a_server_that_goes_away_ends_the_text_and_comes_back(qtbot, dispatcher, make_engine):
    engine = make_engine()
    dispatcher.keeps_speaking = True
    engine.say("one", "en")
    wait_for(lambda: dispatcher.texts == [b"one"])
    with qtbot.waitSignal(engine.finished):
        dispatcher._connections[0].shutdown(2)
    dispatcher.keeps_speaking = False
    with qtbot.waitSignal(engine.finished):
        engine.say("two", "en")
    assert dispatcher.texts == [b"one", b"two"]
    engine.close()


@pytest.fixture
def espeak(tmp_path, monkeypatch):
    """espeak-ng, as a program that writes down its arguments and its input."""
    program = tmp_path / "bin" / "espeak-ng"
    program.parent.mkdir()
    program.write_text(
        f"#!/bin/sh\nif [ $1 = --voices ]; then echo Pty Language; echo 5 en; exit; fi\n"
        f"printf '%s\\n' \"$@\" >{tmp_path}/arguments\ncat >{tmp_path}/input\n"
        f"touch {tmp_path}/done\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path}/none")
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    monkeypatch.setattr("kiosk.speech.ssip.SsipClient.is_installed", lambda _: False)
    return tmp_path


@pytest.mark.parametrize("text", HOSTILE)
def test_espeak_is_given_text_on_its_input_and_no_marks(qtbot, espeak, make_engine, text):
    engine = make_engine()
    engine.volume = 5
    with qtbot.waitSignal(engine.finished):
        engine.say(text, "en-US")
    engine.close()
    arguments = (espeak / "arguments").read_text().split("\n")
    assert arguments == ["-v", "en", "-s", "150", "-p", "50", "-a", "200", "--stdin", ""]
    written = (espeak / "input").read_text("utf-8")
    assert written == speakable(text)
    assert_harmless(written)


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="only root becomes another user"
)
def test_a_server_of_another_user_is_given_no_text(qtbot, tmp_path, monkeypatch, make_engine):
    address = tmp_path / "speechd.sock"
    words = (
        "import os, socket, sys\nserver = socket.socket(socket.AF_UNIX)\n"
        f"server.bind({str(address)!r})\nos.setuid(12345)\nserver.listen()\nprint(flush=True)\n"
        "connection, _ = server.accept()\nprint(connection.recv(99), flush=True)\n"
    )
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{address}")
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    with subprocess.Popen([sys.executable, "-P", "-c", words], stdout=subprocess.PIPE) as server:
        server.stdout.readline()
        engine = make_engine()
        with qtbot.waitSignal(engine.finished):
            engine.say("Hello", "en")
        assert server.stdout.readline() == b"b''\n", "it was left without a word"
