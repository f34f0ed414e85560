"""The exhibition's own wall and accent: within the bounds of contrast, or refused and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.colours import read_accent, read_wall
from kiosk.content.front_matter.document import Document
from kiosk.content.load import load
from kiosk.content.problems import Report
from kiosk.domain import design
from kiosk.pictures import palette, tint
from kiosk.pictures.tint import channels, contrast, hex_of, luminance

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)
READERS = {"wall": read_wall, "accent": read_accent}
PAPERS = tuple(map(channels, ("#F4EFE6", "#EAE3D5", "#FAF6EE")))


def read(key, typed):
    document = Document(report=Report(path="kiosk.yaml"), values={key: typed})
    return READERS[key](document), document.report.problems


@given(colour=COLOURS, average=st.from_regex(r"[0-9a-f]{6}", fullmatch=True))
def test_every_text_keeps_seven_to_one_on_any_wall_that_is_used(colour, average):
    wall, told = read("wall", hex_of(colour))
    assert bool(wall) != bool(told)
    base = wall or str(told[0].hint).split('"')[1]
    texts = [channels(one) for one in (design.LIGHT, design.QUIET_LIGHT, design.ACCENT)]
    for tone in (base, *tint.wall(average, base), tint.lower(base)):
        assert min(contrast(channels(tone), text) for text in texts) >= 7
    # What is named is used when it is written.
    assert read("wall", base) == (base, [])


@given(colour=COLOURS, wall=COLOURS)
def test_every_accent_that_is_used_keeps_seven_to_one(colour, wall):
    accent, told = read("accent", hex_of(colour))
    assert bool(accent) != bool(told)
    named = accent or str(told[0].hint).split('"')[1]
    assert read("accent", named) == (named, [])
    darkest_room = tint.wall("ffffff", hex_of(palette.nearest_wall(wall)))[0]
    assert contrast(channels(named), channels(darkest_room)) >= 7
    assert contrast(channels(named), channels("#15161A")) >= 7
    ink = channels(palette.accent_on_paper(named))
    assert min(contrast(ink, paper) for paper in PAPERS) >= 7


@given(colour=COLOURS)
def test_what_is_named_is_the_nearest(colour):
    """One step nearer to the colour would not be allowed."""
    for nearest, is_allowed, end in (
        (palette.nearest_wall, palette.is_wall, (0, 0, 0)),
        (palette.nearest_accent, palette.is_accent, (255, 255, 255)),
    ):
        found = nearest(colour)
        ways = [tint.mix(colour, end, step / 255) for step in range(256)]
        before = ways[: ways.index(found)]
        assert is_allowed(found)
        assert not any(map(is_allowed, before))


@pytest.mark.parametrize(
    ("typed", "wall", "rule"),
    [
        ('"#1d2a2c"', "#1d2a2c", None),
        ("1D2A2C", "#1d2a2c", None),
        ('"#123"', "#112233", None),
        ('"#000000"', "#000000", None),
        ('"#f4f4f4"', "", "colour-contrast"),
        ("green", "", "colour"),
        ('"#12345"', "", "colour"),
        ("#1d2a2c", "", "colour"),
        ("[1, 2]", "", "colour"),
        ("{a: b}", "", "sign-as-typed"),
        ('"rgb(1, 2, 3)"', "", "colour"),
    ],
)
def test_how_a_colour_is_written(write_folder, typed, wall, rule):
    text = f"title: T\ntimezone: UTC\nwall: {typed}\n"
    result = load(write_folder({"kiosk.yaml": text, "works/a.jpg": "picture"}))
    assert result.snapshot.exhibition.wall == wall
    told = [one.rule for one in result.problems if one.rule != "cut-by-hash"]
    assert told[:1] == ([rule] if rule else [])


def test_the_design_s_own_colours_are_allowed():
    assert palette.is_wall(channels(design.WALL_TOP))
    assert palette.is_accent(channels(design.ACCENT))
    assert luminance(channels(design.WALL_TOP)) <= tint.LIGHTEST
