"""What is on display is selected by a thread: the screen answers while a programme is expanded."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain import Snapshot
from kiosk.pictures import derive
from kiosk.pictures.cache import DerivativeCache
from kiosk.schedule import agenda
from kiosk.session import Screen
from kiosk.status import activity
from kiosk.status.activity import Activity
from kiosk.viewmodels.displayed import content_selector, programme
from kiosk.viewmodels.displayed.programme import ClockReading, Programme
from kiosk.window.controller import Controller
from tests.long_lists import START, daily_series, events, few


class ManualClock:
    """Moves only when a test moves it."""

    def __init__(self) -> None:
        self.passed = timedelta()

    def now(self) -> datetime:
        return START + self.passed

    def monotonic(self) -> float:
        return self.passed.total_seconds()


class Gate:
    """Holds back each agenda until it is opened; counts those that were asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_open = threading.Event()
        self.threads: list[threading.Thread] = []
        original = agenda.build_agenda

        def build(*arguments, **named):
            self.threads.append(threading.current_thread())
            assert self.is_open.wait(30)
            return original(*arguments, **named)

        monkeypatch.setattr(programme, "build_agenda", build)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    monkeypatch.setattr(content_selector, "START_WAIT_SECONDS", 0.05)
    made = Gate(monkeypatch)
    yield made
    made.is_open.set()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def make(qapp, tmp_path: Path, clock: ManualClock) -> Iterator[Callable[[Snapshot], Controller]]:
    made: list[Controller] = []

    def make_controller(snapshot: Snapshot) -> Controller:
        cache = DerivativeCache(tmp_path / "cache", derive)
        made.append(Controller(snapshot, clock, cache, lambda _: None, background=True))
        return made[-1]

    yield make_controller
    for controller in made:
        controller.close()


def test_a_start_shows_the_works_before_the_programme(make, gate, qtbot: QtBot):
    controller = make(few())
    assert len(controller.session.catalogue.works) == 3
    controller.session.show(Screen.BOARD)
    assert controller.session.catalogue.events == ()
    # It would say that no events are announced.
    assert controller.session.screen is Screen.LOOP
    gate.is_open.set()
    qtbot.waitUntil(lambda: len(controller.session.catalogue.events) == 3)
    assert controller.board.openEvent.title == "Talk 0"
    assert threading.main_thread() not in gate.threads


def test_a_quick_programme_is_there_at_once(make):
    controller = make(few())
    assert len(controller.session.catalogue.events) == 3
    assert not controller.is_selecting


def test_new_content_follows_and_the_last_one_stays(make, monkeypatch, qtbot: QtBot):
    controller = make(few())
    gate = Gate(monkeypatch)
    for count in (10, 20, 30):
        controller.set_content(replace(few(), events=events(count)))
    assert len(controller.session.catalogue.events) == 3
    assert controller.is_selecting
    gate.is_open.set()
    qtbot.waitUntil(lambda: not controller.is_selecting)
    assert len(controller.session.catalogue.events) == 30
    assert len(gate.threads) <= 2, "what waited behind another one was selected for nothing"


def test_a_work_goes_without_the_programme_made_again(make, monkeypatch, qtbot: QtBot):
    controller = make(few())
    gate = Gate(monkeypatch)
    controller.set_content(replace(controller.snapshot, works=controller.snapshot.works[:2]))
    qtbot.waitUntil(lambda: len(controller.session.catalogue.works) == 2)
    assert gate.threads == []
    assert len(controller.session.catalogue.events) == 3
    gate.is_open.set()


def test_midnight_is_no_stall(make, clock: ManualClock, monkeypatch, qtbot: QtBot):
    controller = make(replace(few(), events=daily_series(2)))
    # A loaded machine may take longer for it than a start waits.
    qtbot.waitUntil(lambda: len(controller.session.catalogue.events) > 0)
    first = controller.session.catalogue.events[0]
    gate = Gate(monkeypatch)
    clock.passed = timedelta(days=1)
    for _ in range(3):
        controller._on_tick()
    assert controller.session.catalogue.events[0] == first
    gate.is_open.set()
    qtbot.waitUntil(lambda: controller.session.catalogue.events[0] != first)
    assert len(gate.threads) == 1


def test_what_fails_is_left_out_and_tried_again_with_new_content(make, monkeypatch, qtbot: QtBot):
    controller = make(few())
    controller.failures.guard("events/1", lambda: 1 / 0, 0)
    qtbot.waitUntil(lambda: len(controller.session.catalogue.events) == 2)
    controller.set_content(controller.snapshot)
    qtbot.waitUntil(lambda: len(controller.session.catalogue.events) == 3)


def test_the_end_does_not_wait_for_a_long_programme(make, monkeypatch):
    expanded: list[str] = []
    has_begun = threading.Event()
    go_on = threading.Event()
    original = agenda._entries

    def expand(event, *arguments):
        expanded.append(event.key)
        has_begun.set()
        assert go_on.wait(30)
        return original(event, *arguments)

    monkeypatch.setattr(content_selector, "START_WAIT_SECONDS", 0.0)
    monkeypatch.setattr(content_selector, "JOIN_SECONDS", 0.0)
    monkeypatch.setattr(agenda, "_entries", expand)
    controller = make(replace(few(), events=daily_series(50)))
    assert has_begun.wait(30)
    controller.close()
    go_on.set()
    controller._selector._thread.join(30)
    assert len(expanded) == 1


def test_each_event_is_noted_while_it_is_expanded(tmp_path: Path, monkeypatch):
    """The supervisor sets the event aside over which the program falls again and again."""
    record = activity.ActivityRecord(tmp_path, tmp_path)
    monkeypatch.setattr(activity, "_record", record)
    noted: list[tuple[str, bytes]] = []
    original = agenda._entries

    def expand(event, *arguments):
        found = activity._read(record._map, list(Activity).index(Activity.EXPANDING))
        noted.append((event.file, found))
        return original(event, *arguments)

    monkeypatch.setattr(agenda, "_entries", expand)
    now = datetime(2026, 1, 13, 12, tzinfo=ZoneInfo("UTC"))
    Programme.of(events(3), ClockReading(now=now))
    assert [(file.encode(), file.encode()) for file, _ in noted] == [
        (file.encode(), found) for file, found in noted
    ]
    assert len(noted) == 3
