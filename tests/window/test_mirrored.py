"""A language that runs from right to left: everything is mirrored but words, works and codes."""

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.offscreen.manifest import read_window
from kiosk.qr import encode
from kiosk.qt.item_info import Role, visible_items
from tests.window.conftest import MakeVisitor, Visitor
from tests.window.test_touching import draw

NUMBER = "\u20661-888-373-7888\u2069"


@pytest.fixture
def visitor(make_visitor: MakeVisitor, arabic_gallery):
    made = make_visitor(folder=arabic_gallery)
    made.session.setLanguage("ar")
    made.settle()
    return made


def grab(visitor: Visitor, path):
    assert visitor.app_window.window.grabWindow().save(str(path))
    return Image.open(path).convert("RGB")


def test_the_layout_is_mirrored_and_the_work_is_not(visitor: Visitor, tmp_path):
    visitor.session.openWork("works/01-what-the-morning-kept")
    visitor.settle()
    (there,) = read_window(visitor.app_window.window)["pictures"]
    mirrored = grab(visitor, tmp_path / "ar.png")
    visitor.session.setLanguage("en")
    visitor.settle()
    (here,) = read_window(visitor.app_window.window)["pictures"]
    plain = grab(visitor, tmp_path / "en.png")
    x, y, width, height = here["box"]
    # Its height on the wall goes by the bar, whose words are longer in one language.
    left, top = there["box"][:2]
    assert there["box"] == [visitor.app_window.window.width() - x - width, top, width, height]
    assert (
        mirrored.crop((left, top, left + width, top + height)).tobytes()
        == plain.crop((x, y, x + width, y + height)).tobytes()
    )


def test_codes_are_as_they_were_made(visitor: Visitor, tmp_path):
    visitor.session.show("help")
    visitor.settle()
    (code,) = read_window(visitor.app_window.window)["codes"]
    picture = grab(visitor, tmp_path / "help.png")
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [code["payload"]]
    left, top, pixels = code["box"][0], code["box"][1], code["module_px"]
    # A reader forgives a mirrored code; the modules themselves do not.
    for row, line in enumerate(encode(code["payload"]).rows):
        for column, dark in enumerate(line):
            at = (
                left + (column + 4) * pixels + pixels // 2,
                top + (row + 4) * pixels + pixels // 2,
            )
            assert (sum(picture.getpixel(tuple(map(int, at)))) < 384) == bool(dark)


def test_numbers_are_apart_and_texting_is_not_offered(visitor: Visitor):
    visitor.session.show("help")
    visitor.settle()
    texts = visitor.texts()
    assert NUMBER in texts
    assert any(NUMBER in text and text != NUMBER for text in texts)
    assert not any("233733" in text for text in texts)


def test_a_poem_begins_at_the_right(visitor: Visitor):
    visitor.session.openWork("works/03-inventory-of-what-is-mine")
    visitor.settle()
    lines = {row["text"]: row["box"] for row in read_window(visitor.app_window.window)["texts"]}
    ends = {text[:5]: round(x + width) for text, (x, _, width, _) in lines.items()}
    assert (
        ends["مفتاح"[:5]]
        == ends["درج يعلق"[:5]]
        == visitor.app_window.window.width() - 60 * 900 // 1080
    )
    assert ends["«لا»،"] < ends["اسمي مكتوب"[:5]] - 20, "an indent is kept, from the right"


def test_a_title_begins_where_its_text_does(visitor: Visitor):
    """An English poem's at the left on an Arabic page too, over its lines."""
    for work, begins in (
        ("works/24-the-year-of-names", "The Year"),
        ("works/03-inventory-of-what-is-mine", "جرد ما"),
    ):
        visitor.session.openWork(work)
        visitor.settle()
        texts = read_window(visitor.app_window.window)["texts"]
        (title,) = (row["box"] for row in texts if row["text"].startswith(begins))
        first = min((row["box"] for row in texts if row["line"]), key=lambda box: box[1])
        english = begins == "The Year"
        edges = [box[0] if english else box[0] + box[2] for box in (title, first)]
        assert edges[0] == pytest.approx(edges[1], abs=4)


def test_next_lies_to_the_left(visitor: Visitor):
    session = visitor.session
    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    draw(visitor, QPoint(700, 400), QPoint(1300, 410))
    assert session.workNumber == 2, "what is drawn to the right makes room at the left"
    visitor.app_window.window.requestActivate()
    assert QTest.qWaitForWindowActive(visitor.app_window.window)
    QTest.keyClick(visitor.app_window.window, Qt.Key.Key_Left)
    assert session.workNumber == 3
    QTest.keyClick(visitor.app_window.window, Qt.Key.Key_Right)
    QTest.keyClick(visitor.app_window.window, Qt.Key.Key_Right)
    assert session.workNumber == 1


def test_the_magnifier_moves_to_the_side_that_its_button_names(visitor: Visitor):
    session = visitor.session
    session.openWork(session.catalogue.works[0][0])
    visitor.settle()
    visitor.touch("تقريب")
    (magnifier,) = visible_items(visitor.app_window.window.contentItem(), Role.Magnifier)
    view = magnifier.findChild(QQuickItem, "enlargement")
    assert view is not None
    before = view.property("contentX")
    names = visitor.targets()
    assert (
        names["تحريك إلى اليمين"].mapToScene(QPointF()).x()
        > names["تحريك إلى اليسار"].mapToScene(QPointF()).x()
    )
    visitor.touch("تحريك إلى اليمين")
    assert view.property("contentX") > before


def test_among_three_languages_one_is_chosen(visitor: Visitor):
    visitor.touch("English · Español")
    assert visitor.session.displayPanelOpen
    visitor.touch("Español")
    assert visitor.session.language == "es"
    assert visitor.session.displayPanelOpen, "the choice stays open, to be taken back"
    visitor.touch("Listo")
    assert not visitor.session.displayPanelOpen


@pytest.mark.parametrize(("language", "texting"), [("en", True), ("es", True), ("ar", False)])
def test_the_help_line_s_ways_are_those_that_answer_in_the_language(
    make_visitor: MakeVisitor, arabic_gallery, language, texting
):
    visitor = make_visitor(folder=arabic_gallery)
    visitor.session.setLanguage(language)
    visitor.session.show("help")
    visitor.settle()
    texts = visitor.texts()
    assert "711" in texts, "TTY"
    assert "911" in texts
    assert any("BEFREE" in text for text in texts) == texting
    assert any("233733" in text for text in texts) == texting, (
        "text and chat are answered in English and Spanish only"
    )
    codes = read_window(visitor.app_window.window)["codes"]
    assert [code["payload"].split(":")[0] for code in codes] == ["tel", "sms"][: 1 + texting]
    assert sum("888" in name for name in visitor.targets()) == 1
