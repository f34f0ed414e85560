"""Reading aloud by a voice or from a recording: following the text, stopping, and reset."""

import os
import stat

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.sounds import SOUND
from tests.window.conftest import MakeVisitor, Visitor

POEM = "---\ntitle: Two Doors\nmedium: poetry\nartist: A\ncredit: c\n---\n" + "\n\n".join(
    f"Line {n} of it." for n in range(40)
)
PROSE = (
    "---\ntitle: Keys\nmedium: creative writing\ncredit: c\n---\n"
    "First sentence. Second one!\n\nAnd *a third* one."
)
KIOSK = (
    "title: Heard\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
    "help_line:\n  phone: 1-888-373-7888\n"
)


def program(path, text):
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def spoken(tmp_path, monkeypatch):
    """A voice that logs what it says, and takes as long as the test lets it."""
    log, gate = tmp_path / "spoken", tmp_path / "gate"
    voice = program(
        tmp_path / "voice",
        "#!/bin/sh\nwords=$(cat)\n"
        "printf '%s|%s|%s\\n' $KIOSK_VOICE_LANGUAGE $KIOSK_VOICE_VOLUME "
        f'"$words" >> {log}\n'
        f"while [ ! -e {gate} ]; do sleep 0.05; done\n",
    )
    monkeypatch.setenv("KIOSK_VOICE", str(voice))

    class Spoken:
        def lines(self, count):
            for _ in range(200):
                # A line counts once it is complete.
                if log.exists() and log.read_text().count("\n") >= count:
                    break
                QTest.qWait(20)
            return [line.split("|") for line in log.read_text().splitlines()]

        def go_on(self):
            gate.touch()

        def forget(self):
            log.write_text("")

    return Spoken()


def wait_for_silence(visitor: Visitor):
    """Wait until the reading has ended."""
    for _ in range(200):
        QTest.qWait(20)
        if not visitor.app_window.controller.readAloud.active:
            return
    raise AssertionError("the reading does not end")


@pytest.fixture
def visitor(make_visitor: MakeVisitor, write_folder, spoken):
    return make_visitor(
        folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE, "works/b.md": POEM})
    )


def test_label_and_text_are_read_by_sentences(visitor: Visitor, spoken):
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
    wait_for_silence(visitor)
    assert "Listen" in visitor.targets(), "it can be started again"


def test_pages_turn_with_the_reading(visitor: Visitor, spoken):
    visitor.session.openWork("works/b")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Listen")
    assert visitor.session.page == 0
    spoken.lines(30)
    visitor.settle()
    assert visitor.session.page > 0
    block = visitor.app_window.controller.readAloud.block
    assert block >= 0


def test_reading_can_be_stopped_repeated_and_made_louder_and_home_resets_it(
    visitor: Visitor, spoken
):
    visitor.session.openWork("works/a")
    visitor.settle()
    # Wait for each line: a voice that is stopped at once logs nothing.
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
    assert not visitor.app_window.controller.readAloud.active
    visitor.touch("Listen")
    visitor.touch("Home")
    aloud = visitor.app_window.controller.readAloud
    assert (aloud.active, aloud.volume) == (False, 3), (
        "silent, and at the default volume, for the next visitor"
    )


def test_navigation_stops_the_reading_and_each_text_is_in_its_own_language(
    visitor: Visitor, spoken
):
    visitor.session.openWork("works/a")
    visitor.session.setLanguage("es")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Escuchar")
    lines = [(language, words) for language, _, words in spoken.lines(7)]
    label = [("en", "Keys"), ("es", "Escritura creativa"), ("en", "c"), ("es", "En inglés")]
    assert lines[:4] == label, "untranslated text is spoken in its own language"
    assert {language for language, _ in lines[4:]} == {"en"}
    wait_for_silence(visitor)
    visitor.touch("Escuchar")
    visitor.session.stepWork(1)
    visitor.settle()
    assert not visitor.app_window.controller.readAloud.active


def test_reading_counts_as_activity(visitor: Visitor, spoken):
    visitor.session.openWork("works/a")
    visitor.settle()
    visitor.touch("Listen")
    visitor.wait(40)
    spoken.lines(1)
    spoken.go_on()
    spoken.lines(3)
    visitor.wait(40)
    assert not visitor.session.idlePrompt


def test_automatic_reading_reads_whatever_is_opened(visitor: Visitor, spoken):
    aloud = visitor.app_window.controller.readAloud
    visitor.session.openWork("works/a")
    visitor.settle()
    QTest.qWait(1000)
    assert not aloud.active, "automatic reading is off"
    visitor.session.toggleDisplayPanel()
    visitor.settle()
    visitor.touch("Read aloud")
    visitor.touch("Done")
    assert spoken.lines(1)[0][2] == "Keys"
    visitor.touch("Stop reading aloud")
    visitor.wait(2)
    QTest.qWait(1000)
    assert not aloud.active, "a stopped reading does not restart"
    visitor.session.stepWork(1)
    visitor.settle()
    assert spoken.lines(2)[1][2] == "Two Doors"
    visitor.session.show("wall")
    visitor.settle()
    assert spoken.lines(3)[2][2] == "Artworks. 2", "the wall says its name and the number of works"
    visitor.session.openWork("works/b")
    visitor.settle()
    assert spoken.lines(4)[3][2] == "Two Doors", "a work that is opened again is read again"
    visitor.touch("Home")
    assert not visitor.session.autoReadAloud, "home turns automatic reading off"
    visitor.session.openWork("works/a")
    visitor.settle()
    QTest.qWait(1000)
    assert not aloud.active


def read_automatically(visitor: Visitor):
    """Turn on automatic reading, as the display panel does."""
    visitor.session.setAutoReadAloud(True)
    visitor.settle()


def test_the_idle_prompt_is_read(visitor: Visitor, spoken):
    visitor.session.openWork("works/a")
    visitor.session.setLanguage("es")
    read_automatically(visitor)
    spoken.go_on()
    spoken.lines(6)
    wait_for_silence(visitor)
    spoken.forget()
    visitor.wait(200)
    assert visitor.session.idlePrompt
    assert [line[2] for line in spoken.lines(5)] == [
        "¿Sigue aquí?",
        "Tómese todo el tiempo que necesite. Toque en cualquier parte y todo quedará como está.",
        "Cuando la línea se haya desvanecido, la pantalla volverá a la exposición.",
        "Sí, aquí estoy",
        "Empezar de nuevo",
    ]
    wait_for_silence(visitor)
    visitor.wait(19)
    assert visitor.session.idlePrompt, "reading the prompt is no answer to it"
    spoken.forget()
    visitor.touch("Sí, aquí estoy")
    QTest.qWait(1000)
    assert visitor.session.screen == "work"
    assert spoken.lines(0) == [], "the work is not read again after the prompt"
    visitor.wait(200)
    assert visitor.session.idlePrompt
    assert spoken.lines(1)[0][2] == "¿Sigue aquí?", "each prompt is read"
    visitor.wait(21)
    assert visitor.session.screen == "loop"


def test_the_idle_prompt_is_read_to_a_visitor_who_has_listened_before(visitor: Visitor, spoken):
    spoken.go_on()
    visitor.session.openWork("works/a")
    visitor.settle()
    visitor.wait(200)
    assert visitor.session.idlePrompt
    QTest.qWait(300)
    assert not visitor.app_window.controller.readAloud.active
    visitor.touch("Yes, I am here")
    visitor.touch("Listen")
    spoken.lines(6)
    wait_for_silence(visitor)
    spoken.forget()
    visitor.wait(200)
    assert spoken.lines(1)[0][2] == "Still here?"
    visitor.wait(21)
    assert visitor.session.screen == "loop"
    visitor.touch("Artworks")
    visitor.touch("Keys")
    wait_for_silence(visitor)
    spoken.forget()
    visitor.wait(200)
    assert visitor.session.idlePrompt
    QTest.qWait(300)
    assert spoken.lines(0) == [], "the next visitor has not listened yet"


def test_automatic_reading_names_the_control_with_keyboard_focus(visitor: Visitor, spoken):
    spoken.go_on()
    window = visitor.app_window.window
    window.requestActivate()
    assert QTest.qWaitForWindowActive(window)
    visitor.session.openWork("works/a")
    visitor.settle()
    spoken.forget()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    QTest.qWait(300)
    assert spoken.lines(0) == [], "only with automatic reading"
    read_automatically(visitor)
    spoken.lines(6)
    wait_for_silence(visitor)
    for _ in range(2):
        spoken.forget()
        QTest.keyClick(window, Qt.Key.Key_Tab)
        name = spoken.lines(1)[0][2]
        assert name.removesuffix(", selected") == window.activeFocusItem().property("name")
        assert not visitor.app_window.controller.readAloud.active, (
            "the name of a control does not count as reading"
        )
    visitor.session.toggleDisplayPanel()
    visitor.settle()
    targets = visitor.targets()
    for name, words in (
        ("Text size 100%", "Text size 100%, selected"),
        ("High contrast", "High contrast"),
    ):
        spoken.forget()
        targets[name].forceActiveFocus()
        assert spoken.lines(1)[0][2] == words


def test_lists_wall_and_loop_announce_themselves(make_visitor: MakeVisitor, write_folder, spoken):
    spoken.go_on()
    event = "---\ntitle: Talk {0}\nwhen: 2026-01-{0} 13:00-14:00\nplace: Hall\n---\nx\n"
    resource = "---\ntitle: Book {0}\nlink: https://example.org/{0}\n---\ny\n"
    files = {f"events/{n}.md": event.format(n) for n in (20, 21)} | {
        f"resources/{n}.md": resource.format(n) for n in (1, 2, 3)
    }
    visitor = make_visitor(
        folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE, "works/b.md": POEM, **files})
    )
    read_automatically(visitor)
    assert spoken.lines(1)[0][2] in ("Keys", "Two Doors"), "in the loop the work on its slide"
    for move, first in (
        (lambda: visitor.session.show("wall"), "Artworks. 2"),
        (lambda: visitor.session.filterWall("poetry"), "Artworks. Poetry. 1"),
        (lambda: visitor.session.show("board"), "Events. 2"),
        (lambda: visitor.session.openEvent("events/21"), "Events. 2 of 2"),
        (lambda: visitor.session.show("resources"), "Resources. 1 of 3"),
        (lambda: visitor.session.show("about"), "Heard"),
    ):
        wait_for_silence(visitor)
        spoken.forget()
        move()
        visitor.settle()
        assert spoken.lines(1)[0][2] == first
    visitor.session.setReach(True)
    wait_for_silence(visitor)
    spoken.forget()
    visitor.session.show("resources")
    visitor.settle()
    assert [line[2] for line in spoken.lines(4)] == ["Resources. 3", "Book 1", "Book 2", "Book 3"]
    wait_for_silence(visitor)
    visitor.wait(95)
    assert visitor.session.idlePrompt, "the prompt still appears after a list was read"


def test_on_standby_the_poster_is_read_and_not_the_poem_behind_it(
    make_visitor: MakeVisitor, write_folder, spoken
):
    spoken.go_on()
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": KIOSK, "works/b.md": POEM}))
    visitor.session.openWork("works/b")
    visitor.session.goHome()
    assert visitor.session.state.loop.on_standby
    read_automatically(visitor)
    assert spoken.lines(1)[0][2] == "Heard"


def test_untranslated_text_is_marked_and_spoken_in_its_own_language(
    make_visitor: MakeVisitor, write_folder, spoken
):
    event = (
        "---\ntitle: A Talk\nwhen: 2026-01-20 13:00-14:00\nplace: Upper Hall\nonline: Online\n"
        "hosted_by: Friends\n---\nAbout keys.\n"
    )
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
        wait_for_silence(visitor)
        return {words: language for language, _, words in lines}

    note = heard(lambda: visitor.session.openWork("works/a"), 3)
    assert note == {"Llaves": "es", "En inglés": "es", "It tells of loss.": "en"}
    assert "En inglés" in visitor.texts()
    work = heard(visitor.session.reveal, 8)
    assert work["Ana Ruiz"] == "es", "a name has no language; it is spoken in the visitor's"
    assert (
        work["Llaves"],
        work["Escritura creativa"],
        work["En inglés"],
        work["First sentence."],
    ) == ("es", "es", "es", "en")
    talk = heard(lambda: visitor.session.openEvent("events/e"), 9)
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


def test_without_a_voice_the_panel_does_not_offer_reading(
    make_visitor: MakeVisitor, monkeypatch, tmp_path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    visitor = make_visitor()
    visitor.session.toggleDisplayPanel()
    visitor.settle()
    assert "Read aloud" not in visitor.targets()
    assert "High contrast" in visitor.targets()


def test_a_recording_is_played_only_in_its_own_language(
    make_visitor: MakeVisitor, write_folder, spoken, tmp_path, monkeypatch
):
    played = tmp_path / "played"
    (tmp_path / "bin").mkdir()
    program(
        tmp_path / "bin" / "mpv",
        f"#!/bin/sh\nfor last; do :; done\necho $last >> {played}; cat >>{played}\n",
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    folder = write_folder(
        {
            "kiosk.yaml": KIOSK,
            "works/a.md": PROSE.replace("credit:", "audio: keys.mp3\ncredit:"),
            "works/keys.mp3": SOUND,
        }
    )
    visitor = make_visitor(folder=folder)
    visitor.session.openWork("works/a")
    visitor.settle()
    visitor.touch("Listen")
    for _ in range(100):
        QTest.qWait(20)
        if played.exists() and not visitor.app_window.controller.readAloud.active:
            break
    assert played.read_bytes() == b"fd://0\n" + SOUND.encode()
    visitor.session.setLanguage("es")
    visitor.settle()
    spoken.go_on()
    visitor.touch("Escuchar")
    assert spoken.lines(2)[1][::2] == ["es", "Escritura creativa"]


def test_without_a_voice_a_work_does_not_offer_reading(
    make_visitor: MakeVisitor, write_folder, monkeypatch, tmp_path
):
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE}))
    visitor.session.openWork("works/a")
    visitor.app_window.controller.readAloud.prepare()
    visitor.settle()
    assert "Listen" not in visitor.targets()


def test_reading_is_offered_in_the_languages_of_the_voice(
    make_visitor: MakeVisitor, write_folder, monkeypatch, tmp_path
):
    monkeypatch.delenv("KIOSK_VOICE", raising=False)
    (tmp_path / "bin").mkdir()
    program(
        tmp_path / "bin" / "espeak-ng",
        "#!/bin/sh\necho 'Pty Language       Age/Gender VoiceName'\n"
        "echo ' 5  es-419  --/M  Spanish'\n",
    )
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    visitor = make_visitor(folder=write_folder({"kiosk.yaml": KIOSK, "works/a.md": PROSE}))
    visitor.session.openWork("works/a")
    visitor.app_window.controller.readAloud.prepare()
    for _ in range(100):
        QTest.qWait(20)
        if visitor.app_window.controller.readAloud._engine.has_voice_for("es"):
            break
    visitor.settle()
    assert "Listen" not in visitor.targets()
    visitor.session.setLanguage("es")
    visitor.settle()
    assert "Escuchar" in visitor.targets()
