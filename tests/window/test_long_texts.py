"""Texts of any length in a real window: the first page at once, and no touch that waits."""

import random
import re
from dataclasses import replace
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import ABSENT, Form, Localized, Picture, Snapshot, Work
from tests.folders import save_picture
from tests.stall_detector import StallDetector
from tests.window.conftest import MakeVisitor, Visitor

# Of CPU time, from the touch on; with the making of the screen, which the first touch waits for.
FIRST_PAGE_SECONDS = 0.100
WORDS = ("lorem", "ipsum", "dolor", "sit", "amet", "of", "the", "morning", "kept", "harvest")


def words(count: int) -> str:
    choose = random.Random(count)
    return " ".join(choose.choice(WORDS) for _ in range(count))


def prose(count: int) -> str:
    """Paragraphs of about a hundred words."""
    return "\n\n".join(words(100) for _ in range(count // 100))


# Each is a written work; verse keeps its lines.
TEXTS = {
    "prose": ("prose", prose(100_000)),
    "markdown": ("prose", prose(50_000).replace("lorem", "*lorem*")),
    "one-paragraph": ("prose", words(100_000)),
    "one-word": ("prose", "a" * 100_000),
    "marks": ("prose", "a" + "\u0301" * 100_000),
    "zero-width": ("prose", "a\u200b\u200d\u2060" * 30_000),
    "isolates": ("prose", "\u2067\u2066a" * 30_000),
    "arabic": ("prose", "الحياة في المدينة اتصل على 1-888-373-7888 " * 12_000),
    "chinese": ("prose", "漢字仮名交" * 40_000),
    "lines": ("poetry", "\n".join(words(6) for _ in range(100_000))),
    "stanzas": ("poetry", "\n\n".join(f"{words(5)}\n{words(4)}" for _ in range(10_000))),
    "brackets": ("prose", "[" * 100_000),
    "list": ("prose", "\n".join(f"- {words(8)}" for _ in range(10_000))),
    "label": ("", prose(100_000)),
}


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """The works as values: what reading would leave out is shown here all the same."""
    save_picture(tmp_path / "works/label.jpg", (300, 200))
    works = []
    for name, (medium, text) in TEXTS.items():
        said = Localized.of([("en", text)])
        works.append(
            Work(
                key=f"works/{name}",
                file=f"works/{name}.md",
                title=Localized.of([("en", f"A long text, {name}")]),
                medium_key=medium,
                picture=None if medium else Picture(file="works/label.jpg", width=300, height=200),
                body=said if medium else ABSENT,
                wall_text=ABSENT if medium else said,
                form=Form.VERSE if medium == "poetry" else Form.PROSE,
                in_loop=False,
            )
        )
    return Snapshot(root=tmp_path, works=tuple(works))


@pytest.mark.parametrize("name", TEXTS)
def test_the_first_page_of_a_long_text_is_there_at_once(
    make_visitor: MakeVisitor, snapshot: Snapshot, qtbot: QtBot, name: str
):
    visitor = make_visitor(folder=Path(__file__).parent)
    visitor.app_window.set_content(snapshot)
    visitor.settle()
    detector, is_there = read_first_pages(visitor, name, qtbot)
    if detector.stalls or not is_there:
        # Another process may have taken the caches of the processor: measured again.
        visitor.session.goHome()
        visitor.app_window.set_content(replace(snapshot, works=snapshot.works[:1]))
        visitor.app_window.set_content(snapshot)
        visitor.settle()
        detector, is_there = read_first_pages(visitor, name, qtbot)
    assert is_there, visitor.texts()
    detector.check()


def has_first_page(visitor: Visitor, name: str) -> bool:
    """Whether lines of the work are seen, and that there are more."""
    lines = visitor.texts()
    start = TEXTS[name][1].replace("*", "").lstrip("- ")[:4]
    return any(start in line for line in lines) and any(
        re.match(r"Page 1|1 of \d", line) for line in lines
    )


def read_first_pages(visitor: Visitor, name: str, qtbot: QtBot) -> tuple[StallDetector, bool]:
    """Open a work and turn three pages: what that cost the GUI thread, and whether the first page
    came in time.
    """
    detector = StallDetector()
    detector.ignore_frames(visitor.app_window.window)
    with detector:
        began = thread_time()
        visitor.session.openWork(f"works/{name}")
        while thread_time() < began + FIRST_PAGE_SECONDS:
            QTest.qWait(5)
            spent = thread_time()
            is_there = has_first_page(visitor, name)
            # Looking for it is the test's work.
            began += thread_time() - spent
            detector.mark()
            if is_there:
                break
    if not has_first_page(visitor, name):
        return detector, False
    for page in range(1, 4):
        with detector:
            visitor.session.turnPage(page)
            QTest.qWait(20)
        qtbot.waitUntil(lambda: len(visitor.texts()) > 4, timeout=5_000)
    return detector, True


def test_a_larger_size_keeps_the_place_in_a_long_text(
    make_visitor: MakeVisitor, snapshot: Snapshot
):
    visitor = make_visitor(folder=Path(__file__).parent)
    text = "\n\n".join(f"Paragraph {number}. {words(40)}" for number in range(2_500))
    work = replace(snapshot.works[0], body=Localized.of([("en", text)]))
    visitor.app_window.set_content(replace(snapshot, works=(work,)))
    visitor.session.openWork(work.key)
    visitor.settle()
    visitor.session.turnPage(200)
    visitor.settle()

    def paragraphs() -> set[str]:
        return set(re.findall(r"Paragraph \d+", " ".join(visitor.texts())))

    before = paragraphs()
    with StallDetector() as detector:
        detector.ignore_frames(visitor.app_window.window)
        visitor.session.setTextScale(1.5)
        QTest.qWait(20)
    detector.check()
    visitor.settle()
    assert before & paragraphs()
    assert visitor.session.page > 250
    visitor.touch("Next page")
    visitor.session.turnPage(10_000)
    visitor.settle()
    assert visitor_sees(visitor, text.split()[-4:]), "beyond the last page is the last one"
    assert "Next page" not in visitor.targets()


def visitor_sees(visitor: Visitor, wanted: list[str]) -> bool:
    return " ".join(wanted) in " ".join(visitor.texts())
