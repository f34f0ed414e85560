"""Each script of the world in each place of the screen: no turn costs too much.

The places are found in the types of the content, so a new one is tested too.
"""

import os
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest

from kiosk.domain import Form, Localized, Picture, Snapshot
from kiosk.domain.bounds import TITLE_SCRIPTS, VALUE_SCRIPTS
from kiosk.session import Screen
from tests.folders import save_picture
from tests.long_lists import few, said
from tests.scripts import SCRIPTS
from tests.window.conftest import MakeVisitor, Visitor
from tests.window.test_stalls import Step, stalls_of

EVERYWHERE = ""
ALL = " ".join(SCRIPTS.values())
# As many scripts as are read of a title and of another key's value; some of no usual machine.
OF_TITLE = " ".join([*SCRIPTS.values()][14 : 14 + TITLE_SCRIPTS.limit])
OF_VALUE = " ".join([*SCRIPTS.values()][4 : 4 + VALUE_SCRIPTS.limit])
# A greeting in many scripts stands in one kind of place at a time.
KINDS = {
    **{script: (words, EVERYWHERE) for script, words in SCRIPTS.items()},
    **{f"all in each {place}": (ALL, place) for place in ("body", "description")},
    **{
        f"many in each {place}": (OF_VALUE, place)
        for place in ("note", "artist", "summary", "place")
    },
    "several in each title": (OF_TITLE, "title"),
}
# One of the costliest, of which no usual machine has a typeface; each in packaging/nightly.sh.
RUN = tuple(KINDS) if os.environ.get("KIOSK_FAULTS") == "all" else ("Tamil",)
# File names, and what makes an event one without a place.
NO_WORDS = {"audio"}
LONG = {"body", "description", "wall_text", "summary", "content_note", "note", "hours_note"}
Item = TypeVar("Item")


def filled(item: Item, words: str, place: str) -> Item:
    """The item with these words in the field ``place``, or wherever words can stand.

    There are more of them where texts are long.
    """
    changes: dict[str, object] = {}
    for one in fields(item):  # type: ignore[arg-type]
        value = getattr(item, one.name)
        if one.name in NO_WORDS:
            continue
        if isinstance(value, Localized) and place in (one.name, EVERYWHERE):
            changes[one.name] = said("\n\n".join([words] * 12) if one.name in LONG else words)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[one.name] = tuple(filled(each, words, place) for each in value)
        elif is_dataclass(value) and not isinstance(value, type):
            changes[one.name] = filled(value, words, place)
    return replace(item, **changes)  # type: ignore[type-var]


def content(words: str, place: str, root: Path) -> Snapshot:
    """One of each item; the last work hides behind its note."""
    one = few()
    pages = one.pages[0]
    # Recordings, files and calendars hold no words of the screen.
    whole = replace(
        filled(replace(one, pages=(pages, replace(pages, key="pages/2"))), words, place), root=root
    )
    verse, prose, noted = whole.works
    picture = Picture(file="works/a.jpg", width=300, height=200)
    works = (
        replace(verse, form=Form.VERSE, content_note=said("")),
        replace(prose, form=Form.PROSE, content_note=said("")),
        replace(noted, content_note=said("")),
        replace(noted, key="works/picture", picture=picture, body=said(""), content_note=said("")),
        replace(noted, key="works/noted", picture=picture, body=said("")),
    )
    return replace(whole, works=works)


def steps(snapshot: Snapshot) -> Iterator[tuple[str, Step]]:
    """Each screen is opened, and its words enlarged and made smaller again."""
    opened: dict[str, Step] = {
        "content comes": lambda visitor: visitor.app_window.set_content(snapshot),
        "wall": lambda visitor: visitor.session.show(Screen.WALL),
        **{
            work.key: lambda visitor, key=work.key: visitor.session.openWork(key)
            for work in snapshot.works
        },
        "board": lambda visitor: visitor.session.show(Screen.BOARD),
        "event": lambda visitor: visitor.session.openEvent(visitor.session.catalogue.events[-1]),
        "month": lambda visitor: visitor.session.showMonth(
            visitor.app_window.controller.board.month.first
        ),
        "resources": lambda visitor: visitor.session.show(Screen.RESOURCES),
        "about": lambda visitor: visitor.session.show(Screen.ABOUT),
        "help": lambda visitor: visitor.session.show(Screen.HELP),
        "display": lambda visitor: visitor.session.toggleDisplayPanel(),
    }
    for name, open_it in opened.items():
        yield name, open_it
        yield f"{name}, 150 %", lambda visitor: visitor.session.setTextScale(1.5)
        yield f"{name}, 100 %", lambda visitor: visitor.session.setTextScale(1.0)
    yield "home", lambda visitor: visitor.session.goHome()


@pytest.mark.parametrize("script", RUN)
def test_no_script_holds_the_screen(make_visitor: MakeVisitor, tmp_path: Path, script: str):
    save_picture(tmp_path / "works/a.jpg", (300, 200))
    snapshot = content(*KINDS[script], tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()

    def visitor() -> Visitor:
        return make_visitor(folder=empty, background=True)

    found = stalls_of(visitor(), dict(steps(snapshot)))
    if found:
        # Another process may have taken the caches of the processor: measured again.
        again = stalls_of(visitor(), dict(steps(snapshot)))
        found = {name: stalls for name, stalls in found.items() if name in again}
    told = [f"{name}: {stall}" for name, stalls in found.items() for stall in stalls]
    assert not told, "\n\n".join(told)
