"""One item that cannot be worded is left out and logged once; the others are shown."""

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.content.load import load
from kiosk.pictures import derive
from kiosk.pictures.cache import DerivativeCache
from kiosk.qt.keyed_list_model import KeyedListModel, LazyRows
from kiosk.schedule import OffsetClock
from kiosk.session import Screen
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.gallery.work import WorkViewState
from kiosk.viewmodels.info import resource_rows
from kiosk.viewmodels.info.exhibition import InfoViewState
from kiosk.window.controller import Controller

FILES = {
    "kiosk.yaml": "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n",
    **{f"works/{name}.md": f"---\ntitle: {name}\nmedium: poetry\n---\nA line\n" for name in "abc"},
    **{
        f"events/{name}.md": f"---\ntitle: {name}\nwhen: 2026-01-1{day} 13:00-14:00\n---\nx\n"
        for day, name in enumerate("abc", start=3)
    },
    **{f"resources/{name}.md": f"---\ntitle: {name}\n---\nx\n" for name in "abc"},
}


@pytest.fixture
def controller(qapp, write_folder, tmp_path: Path) -> Iterator[Controller]:
    made = Controller(
        load(write_folder(FILES)).snapshot,
        OffsetClock(datetime(2026, 1, 13, 12, tzinfo=ZoneInfo("America/Los_Angeles"))),
        DerivativeCache(tmp_path / "cache", derive),
        lambda _: None,
    )
    yield made
    made.readAloud.close()
    made.imageLoader.close()


def fail_for(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, wanted: str) -> None:
    """Let a function fail whose first argument has the key ``wanted``."""
    original = getattr(owner, name)

    def failing(item, *arguments, **named):
        if item.key == wanted:
            raise RuntimeError("too strange for words")
        return original(item, *arguments, **named)

    monkeypatch.setattr(owner, name, failing)


@pytest.mark.parametrize(
    ("owner", "name", "key"),
    [
        (WorkViewState, "of", "works/b"),
        (EventViewState, "of", "events/b"),
        (resource_rows, "resource_row", "resources/b"),
    ],
)
def test_an_item_that_fails_is_left_out_and_named_once(
    controller: Controller, monkeypatch, caplog, qtbot, owner, name, key
):
    fail_for(monkeypatch, owner, name, key)
    with caplog.at_level(logging.ERROR):
        for language in ("es", "en", "es"):
            controller.session.setLanguage(language)
            for screen in Screen:
                controller.session.show(screen)
            controller.session.openWork("works/b")
            controller.session.openEvent("events/b")
            controller.session.openResource("resources/b")
            qtbot.wait(20)
    assert list(controller.failures.reasons) == [key]
    named = [record for record in caplog.records if key in record.getMessage()]
    assert len(named) == 1
    catalogue = controller.session.catalogue
    kinds = {
        "works": [work for work, _ in catalogue.works],
        "events": list(catalogue.events),
        "resources": list(catalogue.resources),
    }
    for kind, keys in kinds.items():
        left_out = {key} & {f"{kind}/b"}
        assert set(keys) == {f"{kind}/{letter}" for letter in "abc"} - left_out
    assert [row["key"] for row in controller.board.programme.rows] == list(catalogue.events)


def test_an_item_that_failed_is_tried_again_with_new_content(
    controller: Controller, monkeypatch, qtbot
):
    with monkeypatch.context() as patch:
        fail_for(patch, EventViewState, "of", "events/b")
        controller.session.setLanguage("es")
        controller.session.openEvent("events/b")
        qtbot.waitUntil(lambda: "events/b" not in controller.session.catalogue.events)
    controller.set_content(controller.snapshot)
    assert "events/b" in controller.session.catalogue.events
    assert not controller.failures.reasons


def test_the_rest_of_the_exhibition_is_shown_when_its_facts_fail(
    controller: Controller, monkeypatch
):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no facts")

    monkeypatch.setattr(InfoViewState, "of", fail)
    controller.session.setLanguage("es")
    assert len(controller.session.catalogue.works) == 3
    assert len(controller.board.programme.rows) == 3


def test_rows_come_in_slices_and_end_as_if_set_at_once(qapp, qtbot, monkeypatch):
    monkeypatch.setattr("kiosk.qt.keyed_list_model.FIRST_SLICE_SECONDS", 0.0)
    monkeypatch.setattr("kiosk.qt.keyed_list_model.SLICE_SECONDS", 0.0)
    model = KeyedListModel(("title",))

    def lazily(keys: str, word: str) -> LazyRows:
        return LazyRows(
            keys=keys, make=lambda key: None if key == "x" else {"key": key, "title": word}
        )

    model.set_lazily(lazily("abcdefgh", "old"))
    assert len(model.rows) == 1
    assert not model.complete
    qtbot.waitUntil(lambda: model.complete)
    assert "".join(str(row["key"]) for row in model.rows) == "abcdefgh"
    model.set_lazily(lazily("hxgacz", "new"))
    assert not model.complete
    model.set_lazily(lazily("hxgac", "newer"))
    qtbot.waitUntil(lambda: model.complete)
    assert [tuple(row.values()) for row in model.rows] == [(key, "newer") for key in "hgac"]
    model.set_lazily(lazily("", ""))
    qtbot.waitUntil(lambda: model.complete)
    assert model.rows == []
