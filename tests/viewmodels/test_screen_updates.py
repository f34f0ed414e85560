"""Each view model recomputes only when one of its own inputs changes."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.load import load
from kiosk.pictures import derive
from kiosk.pictures.cache import DerivativeCache
from kiosk.session import Screen, transitions
from kiosk.speech import spoken_content
from kiosk.viewmodels.board import board
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.board.month import MonthViewModel
from kiosk.viewmodels.gallery import gallery, preload
from kiosk.viewmodels.gallery.work import WorkViewState
from kiosk.viewmodels.info import resources
from kiosk.viewmodels.info.exhibition import InfoViewState
from kiosk.window.controller import Controller

FILES = {
    "kiosk.yaml": "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n",
    "works/a.md": "---\ntitle: First\nmedium: poetry\n---\nOne line\n",
    "works/b.md": "---\ntitle: Second\nmedium: poetry\n---\nAnother line\n",
    "events/e.md": "---\ntitle: Reading\nwhen: 2026-01-13 13:00-14:00\n---\nx\n",
    "events/f.md": "---\ntitle: Workshop\nwhen: 2026-01-20 13:00-14:00\n---\ny\n",
    "resources/r.md": "---\ntitle: Hotline\n---\nz\n",
}
COMPUTATIONS = {
    "event": (EventViewState, "of"),
    "info": (InfoViewState, "of"),
    "work": (WorkViewState, "of"),
    "month": (MonthViewModel, "update"),
    "resources": (resources, "resource_rows"),
    "codes": (board, "code_rows"),
    "media": (gallery, "media_rows"),
    "preload": (preload, "preload_rows"),
}


class ManualClock:
    """Moves only when a test moves it."""

    passed = 0.0

    def now(self):
        start = datetime(2026, 1, 13, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
        return start + timedelta(seconds=self.passed)

    def monotonic(self):
        return self.passed


@pytest.fixture
def counted(monkeypatch):
    """How often each part of the screens has been computed, by name."""
    counts = Counter()

    def count(name, function):
        def counting(*args, **keywords):
            counts[name] += 1
            return function(*args, **keywords)

        return counting

    for name, (owner, attribute) in COMPUTATIONS.items():
        counting = count(name, getattr(owner, attribute))
        is_class_method = attribute == "of"
        monkeypatch.setattr(
            owner, attribute, staticmethod(counting) if is_class_method else counting
        )
    return counts


@pytest.fixture
def make_controller(qapp, tmp_path, write_folder):
    made = []

    def make(languages=None, files=FILES):
        controller = Controller(
            load(write_folder(files)).snapshot,
            ManualClock(),
            DerivativeCache(tmp_path / "cache", derive),
            (languages if languages is not None else []).append,
        )
        made.append(controller)
        return controller

    yield make
    for controller in made:
        controller.readAloud.close()
        controller.imageLoader.close()


def signals_of(session):
    """The names of the session's signals that are emitted from now on, in order."""
    names = []
    for name in (
        "changed",
        "screenChanged",
        "displayChanged",
        "languageChanged",
        "catalogueChanged",
        "locationChanged",
        "zoomChanged",
        "loopChanged",
        "displayPanelChanged",
        "idlePromptChanged",
    ):
        getattr(session, name).connect(lambda name=name: names.append(name))
    return names


def test_turning_a_page_computes_nothing(make_controller, counted):
    controller = make_controller()
    controller.session.openWork("works/a")
    counted.clear()
    controller.session.turnPage(1)
    assert controller.session.page == 1
    assert counted == {}


def test_display_settings_and_panel_compute_nothing(make_controller, counted):
    session = make_controller().session
    session.show(Screen.BOARD)
    counted.clear()
    session.toggleDisplayPanel()
    session.setContrast(True)
    session.setTextScale(1.5)
    session.apply(transitions.show_idle_prompt)
    session.keepGoing()
    assert counted == {}


@pytest.mark.parametrize(
    ("kind", "property_name", "screen", "opened"),
    [
        ("works", "hasWorks", Screen.WALL, lambda session: session.openWork("works/b")),
        ("events", "hasEvents", Screen.BOARD, lambda session: session.openEvent("events/f")),
        ("resources", "hasResources", Screen.RESOURCES, None),
    ],
)
@pytest.mark.parametrize("way", ["renamed", "emptied"])
def test_a_folder_that_goes_takes_its_button_its_dots_and_its_count_along(
    make_controller, write_folder, kind, property_name, screen, opened, way
):
    controller = make_controller()
    session, root = controller.session, controller.snapshot.root
    slides = session.slideCount
    session.show(screen)
    if opened:
        opened(session)
    assert session.screen is not Screen.LOOP
    changes = signals_of(session)
    (root / kind).rename(root / f"_{kind}")
    if way == "emptied":
        (root / kind).mkdir()
    controller.set_content(load(root).snapshot)
    assert not session.property(property_name)
    assert changes.index("catalogueChanged") < changes.index("changed")
    assert session.screen is Screen.LOOP, "no empty list stays open"
    session.show(screen)
    assert session.screen is Screen.LOOP, "nor is one opened"
    if kind == "works":
        assert session.workCount == 0
        assert controller.loop.front_work.key == ""
    assert session.slideCount == {"works": 2, "events": 2, "resources": slides}[kind]
    if way == "emptied":
        (root / kind).rmdir()
    (root / f"_{kind}").rename(root / kind)
    controller.set_content(load(root).snapshot)
    assert session.property(property_name)
    assert session.slideCount == slides


def test_opening_another_work_computes_this_work_only(make_controller, counted):
    controller = make_controller()
    controller.session.openWork("works/a")
    counted.clear()
    controller.session.stepWork(1)
    assert controller.work.title == "Second"
    # Home's slide behind the screen depends on the works that were opened.
    assert set(counted) <= {"work", "preload"}


def test_opening_another_event_computes_no_event_again(make_controller, counted):
    controller = make_controller()
    controller.session.show(Screen.BOARD)
    controller.session.openEvent("events/f")
    controller.session.back()
    counted.clear()
    controller.session.openEvent("events/f")
    assert controller.board.openEvent.title == "Workshop"
    assert counted == {"codes": 1}
    controller.session.showMonth("2026-01")
    assert controller.board.month.title == "January 2026"
    assert counted == {"codes": 1, "month": 1}


def test_the_speech_script_is_built_again_only_for_another_subject(make_controller, monkeypatch):
    built = []
    build_script = spoken_content.build_script

    def count(context):
        built.append(context.state)
        return build_script(context)

    monkeypatch.setattr(spoken_content, "build_script", count)
    controller = make_controller()
    session = controller.session
    session.openWork("works/a")
    built.clear()
    session.turnPage(1)
    session.zoomTo(1.0)
    session.toggleDisplayPanel()
    session.setContrast(True)
    assert controller.readAloud.available is False
    assert built == []
    for change in (
        lambda: session.stepWork(1),
        lambda: session.setLanguage("es"),
        lambda: session.apply(transitions.show_idle_prompt),
        lambda: session.keepGoing(),
        lambda: session.setReach(True),
        lambda: controller.set_content(controller.snapshot),
        lambda: session.goHome(),
    ):
        built.clear()
        change()
        assert len(built) >= 1


def test_another_language_computes_every_screen_after_it_is_installed(make_controller, counted):
    installed = []
    controller = make_controller(installed)
    controller.session.openWork("works/a")
    counted.clear()
    seen = []
    controller.info.changed.connect(lambda: seen.append(list(installed)))
    controller.session.setLanguage("es")
    assert set(counted) == set(COMPUTATIONS) - {"preload"}
    assert installed == ["en", "es"]
    assert seen == [["en", "es"]], "words are translated before they are asked for"
    assert controller.info.today == "Martes, 13 de enero"


def test_new_content_computes_every_screen(make_controller, counted, write_folder):
    controller = make_controller()
    controller.session.openWork("works/a")
    counted.clear()
    files = {**FILES, "resources/r.md": "---\ntitle: Helpline\n---\nz\n"}
    controller.set_content(load(write_folder(files)).snapshot)
    assert set(counted) == set(COMPUTATIONS)
    assert controller.resources.openResource.title == "Helpline"


def test_the_next_day_is_told_without_a_touch(make_controller):
    controller = make_controller()
    controller.slideshow_timer._clock.passed += 86_400
    controller.slideshow_timer.check_deadlines()
    assert controller.info.today == "Wednesday, January 14"
    assert [row["key"] for row in controller.board.programme.rows] == ["events/f"]


def test_each_property_of_the_session_has_its_own_signal(make_controller):
    session = make_controller().session
    names = signals_of(session)
    for step, expected in (
        (lambda: session.openWork("works/a"), ["screenChanged", "locationChanged", "changed"]),
        (lambda: session.turnPage(1), ["locationChanged", "changed"]),
        (lambda: session.toggleDisplayPanel(), ["displayPanelChanged", "changed"]),
        (lambda: session.setContrast(True), ["displayChanged", "locationChanged", "changed"]),
        (lambda: session.apply(transitions.show_idle_prompt), ["idlePromptChanged", "changed"]),
        (lambda: session.turnPage(1), []),
    ):
        names.clear()
        step()
        assert names == expected


def test_the_number_of_slides_follows_the_content_of_an_untouched_screen(
    make_controller, write_folder
):
    """A visit that stands as before still has another catalogue behind it."""
    session = make_controller().session
    before = session.slideCount
    names = signals_of(session)
    files = {**FILES, "works/c.md": "---\ntitle: Third\nmedium: poetry\n---\nA line\n"}
    make = load(write_folder(files)).snapshot
    session.parent().set_content(make)
    assert session.slideCount == before + 1
    assert {"catalogueChanged", "locationChanged"} <= set(names)


def test_the_slide_behind_a_screen_stays_home_when_the_crossfade_ends_late(make_controller):
    controller = make_controller()
    loop = controller.loop
    controller.session.openWork("works/a")
    behind = loop.slideB if loop.front == 0 else loop.slideA
    home = (behind.kind, behind.page, behind.work.key)
    loop.prepareNext()
    assert (behind.kind, behind.page, behind.work.key) == home
