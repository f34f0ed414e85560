"""Listening: read aloud by the system's voice or from a recording, followed on the screen, ended and reset like all else."""

import os
import stat

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

POEM = "---\ntitle: Two Doors\nmedium: poetry\nartist: A\ncredit: c\n---\n" + "\n\n".join(
    f"Line {n} of it." for n in range(40)
)
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
        f"#!/bin/sh\nwords=$(cat)\nprintf '%s|%s|%s\\n' $KIOSK_VOICE_LANGUAGE $KIOSK_VOICE_VOLUME \"$words\" >> {log}\n"
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
        if not visitor.stage.controller.readAloud.reading:
            return
    raise AssertionError("it never ends")


@pytest.fixture
def visitor(make_visitor, write_folder, spoken):
    return make_visitor(
        folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE, "works/b.md": POEM})
    )


def test_it_reads_label_and_text_sentence_by_sentence_and_ends(visitor, spoken):
    visitor.session.openWork("works/a")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Listen")
    words = [line[2] for line in spoken.lines(6)]
    assert words == [
        "Keys",
        "Creative writing",
        "c",
        "First sentence.",
        "Second one!",
        "And a third one.",
    ]
    silence(visitor)
    assert "Listen" in visitor.targets(), "at its end it can be asked for again"


def test_the_text_is_followed_by_a_mark_and_by_its_pages(visitor, spoken):
    visitor.session.openWork("works/b")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Listen")
    assert visitor.session.page == 0
    spoken.lines(30)
    visitor.settle()
    assert visitor.session.page > 0
    block = visitor.stage.controller.readAloud.block
    assert block >= 0


def test_it_is_stopped_repeated_louder_and_reset(visitor, spoken):
    visitor.session.openWork("works/a")
    visitor.settle()
    # Whoever is stopped before having said anything is not heard.
    visitor.touch("Listen")
    spoken.lines(1)
    visitor.touch("Louder")
    spoken.lines(2)
    visitor.touch("Again from the beginning")
    assert [line[:3] for line in spoken.lines(3)] == [
        ["en", "3", "Keys"],
        ["en", "4", "Keys"],
        ["en", "4", "Keys"],
    ]
    visitor.touch("Stop reading aloud")
    assert not visitor.stage.controller.readAloud.reading
    visitor.touch("Listen")
    visitor.touch("Home")
    aloud = visitor.stage.controller.readAloud
    assert (aloud.reading, aloud.volume) == (False, 3), (
        "the next visitor finds it silent, and as loud as usual"
    )


def test_whatever_moves_on_ends_it_and_the_language_is_the_text_s(visitor, spoken):
    visitor.session.openWork("works/a")
    visitor.session.setLanguage("es")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Escuchar")
    lines = [(language, words) for language, _, words in spoken.lines(7)]
    label = [("en", "Keys"), ("es", "Escritura creativa"), ("en", "c"), ("es", "En inglés")]
    assert lines[:4] == label, "what is not translated is spoken as what it is"
    assert {language for language, _ in lines[4:]} == {"en"}
    silence(visitor)
    visitor.touch("Escuchar")
    visitor.session.stepWork(1)
    visitor.settle()
    assert not visitor.stage.controller.readAloud.reading


def test_while_it_reads_nobody_is_asked_whether_they_are_there(visitor, spoken):
    visitor.session.openWork("works/a")
    visitor.settle()
    visitor.touch("Listen")
    visitor.wait(40)
    spoken.lines(1)
    spoken.go_on()
    spoken.lines(3)
    visitor.wait(40)
    assert not visitor.session.idlePrompt


def test_chosen_in_the_panel_everything_that_is_opened_is_read_by_itself(visitor, spoken):
    aloud = visitor.stage.controller.readAloud
    visitor.session.openWork("works/a")
    visitor.settle()
    QTest.qWait(1000)
    assert not aloud.reading, "nobody asked for it"
    visitor.session.togglePanel()
    visitor.settle()
    visitor.touch("Read aloud")
    visitor.touch("Done")
    assert spoken.lines(1)[0][2] == "Keys"
    visitor.touch("Stop reading aloud")
    visitor.wait(2)
    QTest.qWait(1000)
    assert not aloud.reading, "what was stopped stays silent"
    visitor.session.stepWork(1)
    visitor.settle()
    assert spoken.lines(2)[1][2] == "Two Doors"
    visitor.session.show("wall")
    visitor.settle()
    assert spoken.lines(3)[2][2] == "Artworks. 2", "a wall of pictures says where one is"
    visitor.session.openWork("works/b")
    visitor.settle()
    assert spoken.lines(4)[3][2] == "Two Doors", "opened again, it is read again"
    visitor.touch("Home")
    assert not visitor.session.autoReadAloud, "the next visitor finds it silent"
    visitor.session.openWork("works/a")
    visitor.settle()
    QTest.qWait(1000)
    assert not aloud.reading


def listen_to_all(visitor):
    """Have everything read aloud that is opened, as the panel would."""
    visitor.session.setAutoReadAloud(True)
    visitor.settle()


def test_the_question_before_the_screen_goes_home_is_heard(visitor, spoken):
    visitor.session.openWork("works/a")
    visitor.session.setLanguage("es")
    listen_to_all(visitor)
    spoken.go_on()
    spoken.lines(6)
    silence(visitor)
    spoken.forget()
    visitor.wait(200)
    assert visitor.session.idlePrompt
    assert [line[2] for line in spoken.lines(4)] == [
        "¿Sigue aquí?",
        "Tómese el tiempo que necesite. Si nadie toca la pantalla, volverá a la exposición.",
        "Sí, sigo aquí",
        "Empezar de nuevo",
    ]
    silence(visitor)
    visitor.wait(19)
    assert visitor.session.idlePrompt, "to be told is no answer"
    spoken.forget()
    visitor.touch("Sí, sigo aquí")
    QTest.qWait(1000)
    assert visitor.session.screen == "work"
    assert spoken.lines(0) == [], "what had been read is not begun again"
    visitor.wait(200)
    assert visitor.session.idlePrompt
    assert spoken.lines(1)[0][2] == "¿Sigue aquí?", "as often as it is asked"
    visitor.wait(21)
    assert visitor.session.screen == "loop"


def test_who_has_listened_once_hears_the_question_and_nobody_else(visitor, spoken):
    spoken.go_on()
    visitor.session.openWork("works/a")
    visitor.settle()
    visitor.wait(200)
    assert visitor.session.idlePrompt
    QTest.qWait(300)
    assert not visitor.stage.controller.readAloud.reading
    visitor.touch("Yes, go on")
    visitor.touch("Listen")
    spoken.lines(6)
    silence(visitor)
    spoken.forget()
    visitor.wait(200)
    assert spoken.lines(1)[0][2] == "Still here?"
    visitor.wait(21)
    assert visitor.session.screen == "loop"
    visitor.touch("Artworks")
    visitor.touch("Keys")
    silence(visitor)
    spoken.forget()
    visitor.wait(200)
    assert visitor.session.idlePrompt
    QTest.qWait(300)
    assert spoken.lines(0) == [], "the next visitor has not listened"


def test_the_control_that_the_keys_have_come_to_is_told(visitor, spoken):
    spoken.go_on()
    window = visitor.stage.window
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    visitor.session.openWork("works/a")
    visitor.settle()
    spoken.forget()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    QTest.qWait(300)
    assert spoken.lines(0) == [], "not to those who did not ask for it"
    listen_to_all(visitor)
    spoken.lines(6)
    silence(visitor)
    for _ in range(2):
        spoken.forget()
        QTest.keyClick(window, Qt.Key.Key_Tab)
        told = spoken.lines(1)[0][2]
        assert told.removesuffix(", selected") == window.activeFocusItem().property("name")
        assert not visitor.stage.controller.readAloud.reading, (
            "a name is no reading: the strip stays as it is"
        )
    visitor.session.togglePanel()
    visitor.settle()
    targets = visitor.targets()
    for name, words in (
        ("Text size 100%", "Text size 100%, selected"),
        ("High contrast", "High contrast"),
    ):
        spoken.forget()
        targets[name].forceActiveFocus()
        assert spoken.lines(1)[0][2] == words


def test_lists_wall_and_loop_say_where_one_is(make_visitor, write_folder, spoken):
    spoken.go_on()
    event = "---\ntitle: Talk {0}\nwhen: 2026-01-{0} 13:00-14:00\nplace: Hall\n---\nx\n"
    resource = "---\ntitle: Book {0}\nlink: https://example.org/{0}\n---\ny\n"
    files = {f"events/{n}.md": event.format(n) for n in (20, 21)} | {
        f"resources/{n}.md": resource.format(n) for n in (1, 2, 3)
    }
    visitor = make_visitor(
        folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE, "works/b.md": POEM, **files})
    )
    listen_to_all(visitor)
    assert spoken.lines(1)[0][2] in ("Keys", "Two Doors"), "in the loop the work that stands there"
    for move, first in (
        (lambda: visitor.session.show("wall"), "Artworks. 2"),
        (lambda: visitor.session.filterWall("poetry"), "Artworks. Poetry. 1"),
        (lambda: visitor.session.show("board"), "Events. 1 of 2"),
        (lambda: visitor.session.openEvent("events/21"), "Events. 2 of 2"),
        (lambda: visitor.session.show("resources"), "Resources. 1 of 3"),
        (lambda: visitor.session.show("about"), "Heard"),
    ):
        silence(visitor)
        spoken.forget()
        move()
        visitor.settle()
        assert spoken.lines(1)[0][2] == first
    visitor.session.setReach(True)
    silence(visitor)
    spoken.forget()
    visitor.session.show("resources")
    visitor.settle()
    assert [line[2] for line in spoken.lines(4)] == ["Resources. 3", "Book 1", "Book 2", "Book 3"]
    silence(visitor)
    visitor.wait(95)
    assert visitor.session.idlePrompt, "what is read of a list by itself keeps nobody here"


def test_what_is_not_translated_is_spoken_and_marked_as_what_it_is(
    make_visitor, write_folder, spoken
):
    event = "---\ntitle: A Talk\nwhen: 2026-01-20 13:00-14:00\nplace: Upper Hall\nonline: Online\nhosted_by: Friends\n---\nAbout keys.\n"
    files = {
        "kiosk.yaml": KIOSK + "  name: The Line\n  note: Day and night.\n",
        "works/a.md": PROSE.replace(
            "credit:", "artist: Ana Ruiz\ncontent_note: It tells of loss.\ncredit:"
        ),
        "works/a.es.md": "---\ntitle: Llaves\n---\n",
        "events/e.md": event,
        "resources/r.md": "---\ntitle: A Book\nkind: Book\n---\nOf doors.\n",
        "pages/about.md": "---\ntitle: About\n---\nIt is here.\n",
    }
    visitor = make_visitor(folder=write_folder(files))
    spoken.go_on()
    visitor.session.setLanguage("es")

    def heard(move, count):
        spoken.forget()
        move()
        visitor.settle()
        visitor.touch("Escuchar")
        lines = spoken.lines(count)
        silence(visitor)
        return {words: language for language, _, words in lines}

    note = heard(lambda: visitor.session.openWork("works/a"), 3)
    assert note == {"Llaves": "es", "En inglés": "es", "It tells of loss.": "en"}
    assert "En inglés" in visitor.texts()
    work = heard(visitor.session.reveal, 8)
    assert work["Ana Ruiz"] == "es", (
        "a name is no language's; it is said as those who listen say it"
    )
    assert (
        work["Llaves"],
        work["Escritura creativa"],
        work["En inglés"],
        work["First sentence."],
    ) == ("es", "es", "es", "en")
    talk = heard(lambda: visitor.session.show("board"), 9)
    assert [talk[words] for words in ("A Talk", "Upper Hall", "About keys.")] == ["en"] * 3
    assert [
        talk[words] for words in ("Eventos. 1 de 1", "En línea", "En inglés", "Organiza: Friends")
    ] == ["es"] * 4
    assert "<i>En inglés</i>" in visitor.texts()
    book = heard(lambda: visitor.session.show("resources"), 5)
    assert (book["Book"], book["A Book"], book["En inglés"], book["Of doors."]) == (
        "en",
        "en",
        "es",
        "en",
    )
    assert "<i>En inglés</i>" in visitor.texts()
    about = heard(lambda: visitor.session.show("about"), 3)
    assert (about["En inglés"], about["It is here."]) == ("es", "en")
    assert "<i>En inglés</i>" in visitor.texts()
    line = heard(lambda: visitor.session.show("help"), 3)
    assert (line["The Line"], line["Day and night."]) == ("en", "en")
    visitor.session.setLanguage("en")
    visitor.settle()
    for screen in ("about", "resources", "board", "help"):
        visitor.session.show(screen)
        visitor.settle()
        assert not any("English" in text for text in visitor.texts()), screen


def test_a_panel_without_a_voice_offers_no_reading(make_visitor, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    visitor = make_visitor()
    visitor.session.togglePanel()
    visitor.settle()
    assert "Read aloud" not in visitor.targets()
    assert "High contrast" in visitor.targets()


def test_a_recording_is_played_in_its_own_language_only(
    make_visitor, write_folder, spoken, tmp_path, monkeypatch
):
    played = tmp_path / "played"
    (tmp_path / "bin").mkdir()
    program(tmp_path / "bin" / "mpv", f"#!/bin/sh\nfor last; do :; done\necho $last >> {played}\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    folder = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.md": PROSE.replace("credit:", "audio: keys.mp3\ncredit:"),
            "works/keys.mp3": "sound",
        }
    )
    visitor = make_visitor(folder=folder)
    visitor.session.openWork("works/a")
    visitor.settle()
    visitor.touch("Listen")
    for _ in range(100):
        QTest.qWait(20)
        if played.exists() and not visitor.stage.controller.readAloud.reading:
            break
    assert played.read_text().strip() == str((folder / "works" / "keys.mp3").resolve())
    visitor.session.setLanguage("es")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Escuchar")
    assert spoken.lines(2)[1][::2] == ["es", "Escritura creativa"]


def test_without_a_voice_there_is_nothing_to_ask_for(
    make_visitor, write_folder, monkeypatch, tmp_path
):
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE}))
    visitor.session.openWork("works/a")
    visitor.stage.controller.readAloud.prepare()
    visitor.settle()
    assert "Listen" not in visitor.targets()


def test_a_voice_is_offered_in_the_languages_that_it_has(
    make_visitor, write_folder, monkeypatch, tmp_path
):
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    (tmp_path / "bin").mkdir()
    program(
        tmp_path / "bin" / "espeak-ng",
        "#!/bin/sh\necho 'Pty Language       Age/Gender VoiceName'\necho ' 5  es-419  --/M  Spanish'\n",
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE}))
    visitor.session.openWork("works/a")
    visitor.stage.controller.readAloud.prepare()
    for _ in range(100):
        QTest.qWait(20)
        if visitor.stage.controller.readAloud._engine.has_voice_for("es"):
            break
    visitor.settle()
    assert "Listen" not in visitor.targets()
    visitor.session.setLanguage("es")
    visitor.settle()
    assert "Escuchar" in visitor.targets()
