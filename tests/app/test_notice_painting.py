"""Notices painted without QML: an emergency with its hour and its code, others as a band."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.app.emergency_reader import Band, EmergencyWords, standing_notices
from kiosk.app.notice_painting import paint_band, paint_emergency
from kiosk.domain import Exhibition, HelpLine, Localized, Notice, NoticeLevel
from kiosk.domain.design import ACCENT, ALARM
from kiosk.window.app_window import load_typefaces

SIZES = [(1920, 1080), (1080, 1920), (1024, 768)]
NOW = datetime(2026, 1, 13, 14, 5, tzinfo=ZoneInfo("America/Los_Angeles"))
SHOW = Exhibition(languages=("en", "es"), help_line=HelpLine(emergency="911"))


def notice(level=NoticeLevel.EMERGENCY, **more):
    words = {
        "headline": Localized.of([("en", "Leave now."), ("es", "Salga ahora.")]),
        "text": Localized.of([("en", "Use the east stair."), ("es", "Use la escalera este.")]),
        "issued": NOW - timedelta(minutes=3),
    }
    return Notice(key="notices/n", file="notices/n.md", level=level, **{**words, **more})


def told(tmp_path, *notices, now=NOW):
    """What the reading process prints, as the painting process reads it."""
    found = json.loads(json.dumps(standing_notices(notices, SHOW, now, tmp_path)))
    turns = [tuple(EmergencyWords(**words) for words in turn) for turn in found["turns"]]
    return turns, [Band(**band) for band in found["bands"]]


@pytest.fixture
def painted(qapp):
    load_typefaces()

    def paint(function, size, *given):
        image = QImage(*size, QImage.Format.Format_RGB888)
        image.fill(QColor("#000000"))
        painter = QPainter(image)
        function(painter, *size, *given)
        painter.end()
        rows = image.bytesPerLine()
        return Image.frombytes("RGB", size, bytes(image.constBits()), "raw", "RGB", rows)

    return paint


def test_an_emergency_has_the_hour_of_today_and_its_code_in_each_language_alone(tmp_path):
    (turn,), bands = told(tmp_path, notice())
    assert [words.issued for words in turn] == ["2:02\xa0PM"] * 2
    assert [words.payload for words in turn] == ["", ""]
    assert bands == []
    (yesterday,), _ = told(tmp_path, notice(), now=NOW + timedelta(days=1))
    assert yesterday[0].issued == ""
    turns, _ = told(tmp_path, notice(link="https://www.cdss.ca.gov/fire"))
    headlines = [[words.headline for words in turn] for turn in turns]
    assert headlines == [["Leave now."], ["Salga ahora."]]
    assert all(turn[0].payload == "https://www.cdss.ca.gov/fire" for turn in turns)


@pytest.mark.parametrize("size", SIZES)
def test_the_code_is_read_back_and_covers_no_word(size, painted):
    words = EmergencyWords(
        headline="Leave the building now",
        text="Use the east stair. " * 6,
        sign="Emergency",
        issued="2:02 PM",
        call="In danger, call 911",
    )
    coded = replace(words, payload="https://www.cdss.ca.gov/fire", address="cdss.ca.gov/fire")
    image = painted(paint_emergency, size, (coded,))
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == "https://www.cdss.ca.gov/fire"
    left = min(code.position.top_left.x, code.position.bottom_left.x)
    # Between the words and the quiet zone of the code is nothing but the ground.
    top, bottom = code.position.top_left.y, code.position.bottom_left.y
    unit = min(size) / 1080
    strip = image.crop((round(left - 90 * unit), top, round(left - 60 * unit), bottom))
    assert strip.getcolors() == [(strip.width * strip.height, _rgb(ALARM))]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [1, 2])
def test_the_hour_stands_at_the_end_of_the_foot(count, size, painted):
    words = EmergencyWords(headline="Leave", sign="Emergency", call="In danger, call 911 now")
    without = painted(paint_emergency, size, (words,) * count)
    hour = painted(paint_emergency, size, (replace(words, issued="2:02 PM"),) * count)
    unit = min(size) / 1080
    foot = (round(size[0] / 2), round(size[1] - 110 * unit), size[0], size[1])
    assert without.crop(foot).tobytes() != hour.crop(foot).tobytes()
    # In whole letters inside of the margin.
    edge = hour.crop((round(size[0] - 58 * unit), foot[1], size[0], size[1]))
    assert edge.getcolors() == [(edge.width * edge.height, _rgb(ALARM))]


@pytest.mark.parametrize("size", SIZES)
def test_each_line_of_arabic_begins_at_the_right_edge(size, painted):
    words = EmergencyWords(
        headline="غادروا المبنى من الدرج الشرقي وابقوا معا في الخارج حتى نعود", right_to_left=True
    )
    image = painted(paint_emergency, size, (words,))
    unit = min(size) / 1080
    body = image.crop((0, round(230 * unit), size[0], round(size[1] - 140 * unit)))
    white = body.convert("L").point(lambda value: 255 if value > 200 else 0)
    rows = [white.crop((0, y, size[0], y + 1)).getbbox() for y in range(white.height)]
    lines, edges = [], []
    for row in rows:
        if row:
            edges.append((row[0], row[2]))
        elif edges:
            lines.append((min(left for left, _ in edges), max(right for _, right in edges)))
            edges = []
    # Without the dots of letters, which stand by themselves.
    lines = [(left, right) for left, right in lines if right - left > size[0] / 4]
    assert len(lines) >= 2
    for left, right in lines:
        assert left >= 58 * unit
        # Less the space that a letter has beside it.
        assert size[0] - 84 * unit <= right <= size[0] - 58 * unit


def test_other_notices_are_bands_while_no_emergency_stands(tmp_path):
    closed = notice(NoticeLevel.CLOSED)
    turns, (band,) = told(tmp_path, closed)
    assert turns == []
    assert (band.headline, band.text) == ("Leave now.", "Use the east stair.")
    assert band.second == "Salga ahora. Use la escalera este."
    assert len(told(tmp_path, closed, notice())[0]) == 1
    prepared = notice(NoticeLevel.CHANGE, prepared=True)
    assert told(tmp_path, prepared) == ([], [])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("words", ["Open again tomorrow at ten.", "Open again tomorrow. " * 7, ""])
def test_a_band_holds_all_its_words(words, right_to_left, size, painted):
    band = Band(
        headline="Closed today", text=words, second="Cerrado hoy.", right_to_left=right_to_left
    )
    heights = []

    def paint(painter, width, height):
        heights.append(paint_band(painter, width, height, band))

    image = painted(paint, size)
    (height,) = heights
    unit = min(size) / 1080
    assert round(136 * unit) <= height <= 0.3 * size[1]
    # Nothing is painted below it, and its last rows and margins hold no letter.
    assert image.crop((0, height, *size)).getcolors() == [(size[0] * (size[1] - height), (0, 0, 0))]
    for edge in ((0, height - 3, size[0], height), (0, 0, round(50 * unit), height)):
        part = image.crop(edge)
        assert part.getcolors() == [(part.width * part.height, _rgb(ACCENT))]
    assert len(image.crop((0, 0, size[0], height)).getcolors(10_000)) > 10


def _rgb(colour):
    return tuple(bytes.fromhex(colour.removeprefix("#")))
