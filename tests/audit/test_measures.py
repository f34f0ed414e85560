"""The measures of a screen's pixels find what they are for."""

from typing import Any

import pytest
import segno
from PIL import Image, ImageDraw

from kiosk.pictures.tint import contrast
from tests.audit.codes import codes_are_sharp
from tests.audit.measures import Meter
from tests.audit.pixels import controls_stand_out, words_stand_out
from tests.audit.rules import Row

WHITE, GREY, BLACK = (255, 255, 255), (128, 128, 128), (0, 0, 0)
BOX = [20, 20, 60, 30]


def measured(picture: Image.Image, **things: list[dict[str, Any]]) -> Row:
    row: Row = {"file": "", "texts": [], "targets": [], "codes": [], **things}
    Meter().measure(row, picture)
    return row


def text() -> dict[str, Any]:
    return {"text": "words", "box": BOX, "enabled": True}


@pytest.mark.parametrize("colour", [GREY, (90, 90, 90), BLACK])
def test_words_are_measured_by_their_strongest_ink(colour):
    picture = Image.new("RGB", (200, 100), WHITE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((30, 25, 50, 35), fill=colour)
    pen.rectangle((52, 25, 55, 35), fill=(200, 200, 200))
    # One stray pixel is no letter, nor is what stands beside the box.
    picture.putpixel((70, 40), BLACK)
    pen.rectangle((100, 20, 120, 40), fill=BLACK)
    row = measured(picture, texts=[text()])
    assert row["texts"][0]["contrast"] == pytest.approx(contrast(WHITE, colour))
    assert bool(list(words_stand_out([row]))) == (colour == GREY)


def test_the_same_box_with_other_pixels_is_measured_again():
    meter, found = Meter(), []
    for colour in (BLACK, GREY):
        picture = Image.new("RGB", (200, 100), WHITE)
        ImageDraw.Draw(picture).rectangle((30, 25, 50, 35), fill=colour)
        row: Row = {"texts": [text()], "targets": [], "codes": []}
        meter.measure(row, picture)
        found.append(row["texts"][0]["contrast"])
    assert found == [contrast(WHITE, BLACK), contrast(WHITE, GREY)]


@pytest.mark.parametrize(("colour", "weak"), [((200, 200, 200), True), (GREY, False)])
def test_a_control_is_measured_at_its_edge(colour, weak):
    picture = Image.new("RGB", (200, 100), WHITE)
    ImageDraw.Draw(picture).rectangle((20, 20, 80, 50), outline=colour)
    target = {"name": "Home", "box": BOX, "enabled": True, "outlined": True}
    row = measured(picture, targets=[target])
    assert row["targets"][0]["contrast"] == pytest.approx(contrast(WHITE, colour))
    assert bool(list(controls_stand_out([row]))) == weak


@pytest.mark.parametrize("spot", [None, (25, 25), (60, 38)])
def test_a_code_is_read_and_its_quiet_zone_is_looked_at(spot):
    made = segno.make("https://example.org", error="m", micro=False)
    module, modules = 5, made.symbol_size(border=0)[0]
    side = (modules + 8) * module
    picture = Image.new("RGB", (300, 300), GREY)
    picture.paste(WHITE, (20, 20, 20 + side, 20 + side))
    for y, line in enumerate(made.matrix):
        for x, dark in enumerate(line):
            if dark:
                left, top = 20 + (x + 4) * module, 20 + (y + 4) * module
                picture.paste(BLACK, (left, top, left + module, top + module))
    if spot is not None:
        picture.putpixel(spot, BLACK)
    code = {
        "payload": "https://example.org",
        "box": [20, 20, side, side],
        "modules": modules,
        "module_px": module,
    }
    row = measured(picture, codes=[code])
    assert row["decoded"] == [code["payload"]]
    assert row["codes"][0]["photographed"] == code["payload"]
    assert bool(list(codes_are_sharp([row]))) == (spot is not None)
