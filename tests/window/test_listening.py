"""Listening: read aloud by the system's voice or from a recording, followed on the screen, ended and reset like all else."""

import os
import stat

import pytest
from PySide6.QtTest import QTest

POEM = "---\ntitle: Two Doors\nmedium: poetry\nartist: A\ncredit: c\n---\n" + "\n\n".join(f"Line {n} of it." for n in range(40))
PROSE = "---\ntitle: Keys\nmedium: creative writing\ncredit: c\n---\nFirst sentence. Second one!\n\nAnd *a third* one."
KIOSK = "title: Heard\ntimezone: America/Los_Angeles\nlanguages: [en, es]\nhelp_line:\n  phone: 1-888-373-7888\n"


def program(path, text):
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def spoken(tmp_path, monkeypatch):
    """A voice that writes down what it says, and takes as long as the test lets it."""
    log, gate = tmp_path / "spoken", tmp_path / "gate"
    voice = program(
        tmp_path / "voice",
        f"#!/bin/sh\n{{ printf '%s|%s|' $KIOSK_VOICE_LANGUAGE $KIOSK_VOICE_VOLUME; cat; echo; }} >> {log}\n"
        f"while [ ! -e {gate} ]; do sleep 0.05; done\n",
    )
    monkeypatch.setenv("KIOSK_VOICE", str(voice))

    class Spoken:
        def lines(self, count):
            for _ in range(200):
                # A line counts once it is whole.
                if log.exists() and log.read_text().count("\n") >= count:
                    break
                QTest.qWait(20)
            return [line.split("|") for line in log.read_text().splitlines()]

        def go_on(self):
            gate.touch()

        def forget(self):
            log.write_text("")

    return Spoken()


def silence(visitor):
    """Wait until everything has been said."""
    for _ in range(200):
        QTest.qWait(20)
        if not visitor.stage.controller.aloud.reading:
            return
    raise AssertionError("it never ends")


@pytest.fixture
def visitor(make_visitor, write_folder, spoken):
    return make_visitor(folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE, "works/b.md": POEM}))


def test_it_reads_label_and_text_sentence_by_sentence_and_ends(visitor, spoken):
    visitor.visit.openWork("works/a")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Listen")
    words = [line[2] for line in spoken.lines(6)]
    assert words == ["Keys", "Creative writing", "c", "First sentence.", "Second one!", "And a third one."]
    silence(visitor)
    assert "Listen" in visitor.targets(), "at its end it can be asked for again"


def test_the_text_is_followed_by_a_mark_and_by_its_pages(visitor, spoken):
    visitor.visit.openWork("works/b")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Listen")
    assert visitor.visit.page == 0
    spoken.lines(30)
    visitor.settle()
    assert visitor.visit.page > 0
    block = visitor.stage.controller.aloud.block
    assert block >= 0


def test_it_is_stopped_repeated_louder_and_reset(visitor, spoken):
    visitor.visit.openWork("works/a")
    visitor.settle()
    visitor.touch("Listen")
    visitor.touch("Louder")
    visitor.touch("Again from the beginning")
    assert [line[:3] for line in spoken.lines(3)] == [["en", "3", "Keys"], ["en", "4", "Keys"], ["en", "4", "Keys"]]
    visitor.touch("Stop reading aloud")
    assert not visitor.stage.controller.aloud.reading
    visitor.touch("Listen")
    visitor.touch("Home")
    aloud = visitor.stage.controller.aloud
    assert (aloud.reading, aloud.volume) == (False, 3), "the next visitor finds it silent, and as loud as usual"


def test_whatever_moves_on_ends_it_and_the_language_is_the_text_s(visitor, spoken):
    visitor.visit.openWork("works/a")
    visitor.visit.speak("es")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Escuchar")
    lines = spoken.lines(6)
    assert {line[0] for line in lines[:3]} == {"es"}
    assert {line[0] for line in lines[3:]} == {"en"}, "what is not translated is spoken as what it is"
    silence(visitor)
    visitor.touch("Escuchar")
    visitor.visit.stepWork(1)
    visitor.settle()
    assert not visitor.stage.controller.aloud.reading


def test_while_it_reads_nobody_is_asked_whether_they_are_there(visitor, spoken):
    visitor.visit.openWork("works/a")
    visitor.settle()
    visitor.touch("Listen")
    visitor.wait(40)
    spoken.lines(1)
    spoken.go_on()
    spoken.lines(3)
    visitor.wait(40)
    assert not visitor.visit.asking


def test_chosen_in_the_panel_everything_that_is_opened_is_read_by_itself(visitor, spoken):
    aloud = visitor.stage.controller.aloud
    visitor.visit.openWork("works/a")
    visitor.settle()
    QTest.qWait(1000)
    assert not aloud.reading, "nobody asked for it"
    visitor.visit.togglePanel()
    visitor.settle()
    visitor.touch("Read aloud")
    visitor.touch("Done")
    assert spoken.lines(1)[0][2] == "Keys"
    visitor.touch("Stop reading aloud")
    visitor.wait(2)
    QTest.qWait(1000)
    assert not aloud.reading, "what was stopped stays silent"
    visitor.visit.stepWork(1)
    visitor.settle()
    assert spoken.lines(2)[1][2] == "Two Doors"
    visitor.visit.show("wall")
    visitor.settle()
    QTest.qWait(1000)
    assert not aloud.reading, "a wall of pictures has nothing to be read"
    visitor.visit.openWork("works/b")
    visitor.settle()
    assert spoken.lines(3)[2][2] == "Two Doors", "opened again, it is read again"
    visitor.touch("Home")
    assert not visitor.visit.aloud, "the next visitor finds it silent"
    visitor.visit.openWork("works/a")
    visitor.settle()
    QTest.qWait(1000)
    assert not aloud.reading


def test_a_panel_without_a_voice_offers_no_reading(make_visitor, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    visitor = make_visitor()
    visitor.visit.togglePanel()
    visitor.settle()
    assert "Read aloud" not in visitor.targets()
    assert "High contrast" in visitor.targets()


def test_a_recording_is_played_in_its_own_language_only(make_visitor, write_folder, spoken, tmp_path, monkeypatch):
    played = tmp_path / "played"
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin" / "mpv", f"#!/bin/sh\nfor last; do :; done\necho $last >> {played}\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    folder = write_folder(
        {"kiosk.yaml": KIOSK, "works/a.md": PROSE.replace("credit:", "audio: keys.mp3\ncredit:"), "works/keys.mp3": "sound"}
    )
    visitor = make_visitor(folder=folder)
    visitor.visit.openWork("works/a")
    visitor.settle()
    visitor.touch("Listen")
    for _ in range(100):
        QTest.qWait(20)
        if played.exists() and not visitor.stage.controller.aloud.reading:
            break
    assert played.read_text().strip() == str((folder / "works" / "keys.mp3").resolve())
    visitor.visit.speak("es")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Escuchar")
    assert spoken.lines(1)[0][0] == "es"


def test_without_a_voice_there_is_nothing_to_ask_for(make_visitor, write_folder, monkeypatch, tmp_path):
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE}))
    visitor.visit.openWork("works/a")
    visitor.stage.controller.aloud.prepare()
    visitor.settle()
    assert "Listen" not in visitor.targets()


def test_a_voice_is_offered_in_the_languages_that_it_has(make_visitor, write_folder, monkeypatch, tmp_path):
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin" / "espeak-ng", "#!/bin/sh\necho 'Pty Language       Age/Gender VoiceName'\necho ' 5  es-419  --/M  Spanish'\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE}))
    visitor.visit.openWork("works/a")
    visitor.stage.controller.aloud.prepare()
    for _ in range(100):
        QTest.qWait(20)
        if visitor.stage.controller.aloud._voice.speaks("es"):
            break
    visitor.settle()
    assert "Listen" not in visitor.targets()
    visitor.visit.speak("es")
    visitor.settle()
    assert "Escuchar" in visitor.targets()
