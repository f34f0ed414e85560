"""The bar's places come and go with what the folder holds."""

from dataclasses import replace

from tests.window.conftest import MakeVisitor

PLACES = {"works": "Artworks", "events": "Events", "resources": "Resources"}


def test_places_without_content_leave_the_bar_and_come_back(make_visitor: MakeVisitor):
    visitor = make_visitor()
    window, whole = visitor.app_window, visitor.app_window.controller.snapshot
    about = {"About", *PLACES.values()}
    assert about <= visitor.targets().keys()
    for kind, name in PLACES.items():
        window.set_content(replace(whole, **{kind: ()}))
        visitor.rest()
        assert about & visitor.targets().keys() == about - {name}, kind
    window.set_content(replace(whole, works=(), events=(), resources=()))
    visitor.rest()
    assert about & visitor.targets().keys() == {"About"}
    help_line = whole.exhibition.help_line.phone
    assert any(help_line in name for name in visitor.targets()), "the help line stays"
    window.set_content(whole)
    visitor.rest()
    assert about <= visitor.targets().keys()
