"""Notices on the glass: the band on every screen, the turn of the loop, and an emergency."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.app.display_power import DisplayPower
from kiosk.app.night_mode import NightMode
from kiosk.domain import Localized, Notice, NoticeLevel
from kiosk.domain.bounds import NOTICE_HEADLINE_LETTERS, NOTICE_TEXT_LETTERS
from kiosk.qt.item_info import Role, has_role
from kiosk.session import Screen, SlideKind, transitions
from tests.window.conftest import MakeVisitor, Visitor

CLOSED = Notice(
    key="notices/closed",
    file="notices/closed.md",
    level=NoticeLevel.CLOSED,
    headline=Localized.of([("en", "Closed today"), ("es", "Cerrado hoy")]),
    text=Localized.of([("en", "Open again tomorrow."), ("es", "Abrimos mañana.")]),
)
FIRE = replace(
    CLOSED,
    key="notices/fire",
    level=NoticeLevel.EMERGENCY,
    headline=Localized.of([("en", "Leave the building now."), ("es", "Salga del edificio ahora.")]),
    text=Localized.of([("en", "Use the east stair."), ("es", "Use la escalera este.")]),
)


def sentence(letters: int) -> str:
    """Words of usual length, as many letters as a bound allows."""
    return ("Meet your group at the corner " * letters)[: letters - 1].rstrip() + "."


def longest(**values: object) -> Notice:
    """A notice whose words are as long as their bounds."""
    headline = sentence(NOTICE_HEADLINE_LETTERS.limit)
    text = sentence(NOTICE_TEXT_LETTERS.limit)
    return replace(
        FIRE,
        headline=Localized.of([("en", headline), ("es", headline)]),
        text=Localized.of([("en", text), ("es", text)]),
        **values,  # type: ignore[arg-type]
    )


def show(visitor: Visitor, *notices: Notice) -> None:
    visitor.app_window.controller.set_notices(notices)
    visitor.settle()


def words_on_screen(visitor: Visitor) -> list[QQuickItem]:
    """The visible text items, those below an emergency left out."""
    found: list[QQuickItem] = []

    def walk(item: QQuickItem) -> None:
        if not item.isVisible() or not item.isEnabled():
            return
        if has_role(item, Role.Text) and item.property("text"):
            found.append(item)
        for child in item.childItems():
            walk(child)

    walk(visitor.app_window.window.contentItem())
    return found


def test_the_band_stands_on_every_screen_and_covers_nothing(make_visitor: MakeVisitor):
    visitor = make_visitor(size=(1920, 1080))
    show(visitor, CLOSED)
    for screen in Screen:
        if screen is Screen.WORK:
            visitor.session.openWork(visitor.session.catalogue.works[0][0])
        else:
            visitor.session.show(screen)
        visitor.settle()
        texts = visitor.texts()
        assert "Closed today" in texts, screen
        assert "Open again tomorrow." in texts, screen
        bands = visitor.app_window.window.findChildren(QQuickItem)
        band = next(item for item in bands if item.property("hasWords") is not None)
        bottom = band.mapToScene(QPointF(0, band.height())).y()
        assert (136 <= bottom < 180) if screen is Screen.LOOP else (72 <= bottom < 100), screen
        others = [
            item.mapToScene(QPointF()).y()
            for item in words_on_screen(visitor)
            if not band.isAncestorOf(item)
        ]
        assert min(others) >= bottom, screen
    show(visitor)
    assert "Closed today" not in visitor.texts()


def test_it_has_a_turn_of_the_loop(make_visitor: MakeVisitor):
    visitor = make_visitor()
    before = visitor.session.catalogue.playlist
    show(visitor, CLOSED)
    playlist = visitor.session.catalogue.playlist
    turns = [slide for slide in playlist if slide.kind is SlideKind.NOTICE]
    assert turns
    assert tuple(slide for slide in playlist if slide not in turns) == before
    visitor.session.apply(transitions.go_to_slide, playlist.index(turns[0]))
    visitor.settle()
    assert visitor.texts().count("Closed today") == 2
    # A touch on it opens nothing.
    visitor.session.openSlide()
    assert visitor.session.screen is Screen.LOOP
    show(visitor)
    assert visitor.session.catalogue.playlist == before


def emergency_words(visitor: Visitor) -> list[QQuickItem]:
    """The visible languages of an emergency."""
    found = visitor.app_window.window.findChildren(QQuickItem)
    return [
        item for item in found if item.property("shownTextSize") is not None and item.isVisible()
    ]


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1024, 768)])
def test_an_emergency_is_whole_and_alone(make_visitor: MakeVisitor, size):
    visitor = make_visitor(size=size)
    session, unit = visitor.session, min(size) / 1080
    display = replace(session.state.display, text_scale=1.5)
    session.apply(transitions.set_display_settings, display)
    session.show(Screen.ABOUT)
    model = visitor.app_window.controller.notices
    for notice in (FIRE, longest(), longest(link="https://www.cdss.ca.gov")):
        show(visitor, notice, CLOSED)
        for _ in model.emergency_turns:
            assert visitor.targets() == {}
            shown = emergency_words(visitor)
            assert len(shown) == 1 + model.sideBySide
            for language in shown:
                assert language.property("shownHeadlineSize") >= 36 * unit - 1
                assert language.property("shownTextSize") >= 36 * unit - 1
                for text in (one for one in language.childItems() if one.property("text")):
                    high, wide = text.property("contentHeight"), text.property("contentWidth")
                    assert high <= text.height() + 1, text.property("text")
                    assert wide <= text.width() + 1, text.property("text")
                    assert text.y() + high <= language.height() + 1
                low = language.mapToScene(QPointF(language.width(), language.height()))
                assert low.x() <= size[0]
                assert low.y() <= size[1]
            model.take_turn()
            visitor.settle()


def test_keys_and_touches_do_nothing_below_an_emergency(make_visitor: MakeVisitor):
    visitor = make_visitor()
    show(visitor, FIRE)
    state = visitor.session.state
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Escape):
        QTest.keyClick(visitor.app_window.window, key)
    visitor.touch_at(1590, 890)
    assert replace(visitor.session.state, loop=state.loop) == state
    show(visitor)
    assert visitor.targets()


def test_an_emergency_lights_the_screen_at_night(make_visitor: MakeVisitor, write_folder):
    folder = write_folder(
        {
            "kiosk.yaml": "title: T\ntimezone: America/Los_Angeles\n"
            "open:\n  hours:\n    Monday-Friday: 8:00 AM-5:00 PM\n",
            "works/p.md": "---\ntitle: P\nmedium: poetry\n---\nOne line\n",
        }
    )
    visitor = make_visitor(folder=folder)
    target = type("Target", (), {"screen_on": True})()
    night = NightMode(visitor.app_window, visitor.clock, DisplayPower({}), target)
    try:
        visitor.clock.passed = 12 * 3600
        night.update()
        assert not target.screen_on
        show(visitor, CLOSED)
        assert not target.screen_on
        show(visitor, FIRE)
        assert target.screen_on
        assert "Leave the building now." in visitor.texts()
        show(visitor)
        assert not target.screen_on
    finally:
        night.close()


def test_an_emergency_is_spoken_where_speech_is_on(make_visitor: MakeVisitor, monkeypatch):
    visitor = make_visitor()
    read_aloud, session = visitor.app_window.controller.readAloud, visitor.session
    said: list[tuple[str, str]] = []
    monkeypatch.setattr(read_aloud._engine, "say", lambda *words: said.append(words))
    show(visitor, FIRE)
    assert said == []
    show(visitor)
    display = replace(session.state.display, auto_read_aloud=True)
    session.apply(transitions.set_display_settings, display)
    show(visitor, FIRE)
    while read_aloud.active:
        read_aloud.skip_sentence()
    assert ("Leave the building now.", "en") in said
    assert ("Salga del edificio ahora.", "es") in said
