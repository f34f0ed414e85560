"""The logos on About and on the poster: read, bounded, told."""

import pytest
from PIL import Image

from kiosk.check.decoding import damaged_pictures
from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load
from kiosk.domain.bounds import LOGOS
from tests.folders import save_picture

SETTINGS = "title: T\ntimezone: UTC\nlanguages: [en, es]\n"


def folder(write_folder, entries, names=("county.png", "Arts.JPG"), **more):
    text = f"{SETTINGS}about:\n  logos:\n{entries}"
    root = write_folder({"kiosk.yaml": text, "works/a.jpg": "picture", **more})
    for name in names:
        save_picture(root / "pages" / name, (600, 200))
    return root


def read(root, cache=None):
    result = load(root, cache, last_good=cache is not None)
    shown = [(one.picture.file, str(one.name)) for one in result.snapshot.logos]
    told = [(one.path, one.rule) for one in result.problems]
    return shown, told


GOOD = (
    "    - file: arts.jpg\n      name: Arts Council\n    - file: county.png\n      name: County\n"
)


def test_logos_are_shown_in_their_order_with_their_names(write_folder):
    root = folder(
        write_folder,
        GOOD,
        **{"kiosk.es.yaml": "about:\n  logos:\n    - file: county.png\n      name: Condado\n"},
    )
    assert read(root) == (
        [("pages/Arts.JPG", "Arts Council"), ("pages/county.png", "County")],
        [],
    )
    assert load(root).snapshot.logos[1].name.get("es") == "Condado"


@pytest.mark.parametrize(
    ("entries", "shown", "told"),
    [
        ("    - county.png\n", 1, [("kiosk.yaml", "logo")]),
        ("    - file: gone.png\n      name: G\n", 0, [("kiosk.yaml", "logo")]),
        ("    - name: G\n", 0, [("kiosk.yaml", "logo")]),
        ("    - file: ../works/a.jpg\n      name: G\n", 0, [("kiosk.yaml", "logo")]),
        ("    - [county.png]\n", 0, [("kiosk.yaml", "wrong-kind")]),
    ],
)
def test_what_is_no_logo_is_told(write_folder, entries, shown, told):
    found, problems = read(folder(write_folder, entries))
    assert len(found) == shown
    assert [one for one in problems if one[1] != "passed-over"] == told


def test_drawings_damage_and_size_are_told_and_the_rest_is_shown(write_folder):
    names = ("draw.svg", "broken.png", "huge.png")
    more = "".join(f"    - file: {name}\n      name: N\n" for name in names)
    drawing = {"pages/draw.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>'}
    root = folder(write_folder, GOOD + more, **drawing)
    (root / "pages/broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    Image.new("1", (5000, 4000)).save(root / "pages/huge.png")
    shown, told = read(root)
    assert [file for file, _ in shown] == ["pages/Arts.JPG", "pages/county.png"]
    assert sorted(told) == [
        ("pages/broken.png", "unreadable-picture"),
        ("pages/draw.svg", "unreadable-picture"),
        ("pages/huge.png", "beyond-bound"),
    ]


def test_logos_are_bounded(write_folder):
    names = [f"l{number}.png" for number in range(LOGOS.limit + 1)]
    entries = "".join(f"    - file: {name}\n      name: N\n" for name in names)
    shown, told = read(folder(write_folder, entries, names))
    assert len(shown) == LOGOS.limit
    assert ("kiosk.yaml", "beyond-bound") in told


def test_they_stay_while_the_settings_are_broken(write_folder):
    root, cache = folder(write_folder, GOOD), ReadCache()
    before, _ = read(root, cache)
    (root / "kiosk.yaml").write_text("title: [\n")
    assert read(root, cache)[0] == before


def test_a_logo_as_light_as_its_ground_is_told(write_folder, tmp_path):
    entries = "".join(
        f"    - file: {name}.png\n      name: N\n" for name in ("pale", "dark", "own")
    )
    root = folder(write_folder, entries, ("own.png",))
    for name, colour in (("pale", (250, 250, 250, 255)), ("dark", (20, 60, 120, 255))):
        picture = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
        picture.paste(colour, (50, 50, 350, 150))
        picture.save(root / f"pages/{name}.png")
    Image.new("RGB", (400, 200), "#ffffff").save(root / "pages/own.png")
    told = damaged_pictures(load(root), tmp_path / "known")
    assert [(one.path, one.rule) for one in told] == [("pages/pale.png", "logo-contrast")]
