"""The pictures of two checkouts beside each other."""

from PIL import Image

from tests.audit.side_by_side import GAP, GROUND, HEIGHT, LOOKS, beside, file_name


def test_twenty_screens_have_names_of_their_own():
    names = [file_name(name, look) for look in LOOKS for name in look.names]
    assert len(names) == len(set(names)) == 20


def test_a_missing_picture_leaves_its_place_empty(tmp_path):
    Image.new("RGB", (1920, 1080), "#FF0000").save(tmp_path / "one.png")
    old, new = tmp_path / "no.png", tmp_path / "one.png"
    both = beside(old, new)
    assert both.size == (2 * 1600 + GAP, HEIGHT)
    assert both.getpixel((10, 10)) == Image.new("RGB", (1, 1), GROUND).getpixel((0, 0))
    assert both.getpixel((1600 + GAP + 10, 10)) == (255, 0, 0)
    swapped = beside(new, old)
    assert swapped.getpixel((10, 10)) == (255, 0, 0)
