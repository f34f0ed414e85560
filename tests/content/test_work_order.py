"""The order of works that a curator writes into kiosk.yaml."""

import pytest

from kiosk.content.cache.read_cache import ReadCache
from kiosk.content.load import load

SETTINGS = "title: T\ntimezone: America/Los_Angeles\nlanguages: [en, es]\n"
FILES = {
    "works/01-dawn.jpg": "picture",
    "works/01-dawn.md": "---\ntitle: Dawn, Early\n---\n",
    "works/02-noon.md": "---\ntitle: Noon\nmedium: poetry\n---\nHot\n",
    "works/02-noon.es.md": "---\ntitle: Mediodía\n---\nCalor\n",
    "works/10-dusk.jpg": "picture",
    "works/east/01-hall.jpg": "picture",
    "works/west/01-hall.jpg": "picture",
    "works/west/01-hall.md": "---\ntitle: Hall\nwithdrawn: yes\n---\n",
}
BY_NAME = ["works/01-dawn", "works/02-noon", "works/10-dusk", "works/east/01-hall"]


def read(write_folder, order):
    result = load(write_folder({"kiosk.yaml": SETTINGS + order, **FILES}))
    told = [one for one in result.problems if one.rule in ("order", "wrong-kind", "beyond-bound")]
    return [work.key for work in result.snapshot.works], told


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("", []),
        ("order: []\n", []),
        ("order:\n", []),
        ("order: [10-dusk, 02-noon]\n", ["works/10-dusk", "works/02-noon"]),
        ("order: 10-dusk.jpg, works/02-noon.md\n", ["works/10-dusk", "works/02-noon"]),
        ("order:\n  - 10-DUSK.JPG\n  - Mediodi\u0301a\n", ["works/10-dusk", "works/02-noon"]),
        ("order:\n  - 10-dusk\n  - Dawn, Early\n", ["works/10-dusk", "works/01-dawn"]),
        ("order: ['works\\east\\01-hall.jpg']\n", ["works/east/01-hall"]),
        # Named, and withdrawn: not told, and not shown.
        ("order: [west/01-hall, 10-dusk]\n", ["works/10-dusk"]),
    ],
)
def test_named_works_come_first(write_folder, order, first):
    works, told = read(write_folder, order)
    assert works == first + [key for key in BY_NAME if key not in first]
    assert told == []


@pytest.mark.parametrize(
    ("order", "line", "said"),
    [
        ("order:\n  - 10-dusk\n  - 10-dsuk\n", 6, "write 10-dusk"),
        ("order:\n  - 10-dusk\n  - Nothing\n", 6, "write the name of a file in works/"),
        ("order:\n  - 10-dusk\n  - 01-hall\n", 6, "works/east/01-hall"),
        ("order:\n  - 10-dusk\n  - 10-dusk.jpg\n", 6, "take one of the two out"),
        ("order:\n  - 10-dusk\n  - name: 02-noon\n", 5, "write order"),
    ],
)
def test_what_fits_no_work_is_told(write_folder, order, line, said):
    works, told = read(write_folder, order)
    assert [one.line for one in told] == [line]
    assert said in str(told[0].hint)
    assert sorted(works) == sorted(BY_NAME)


def test_the_names_are_bounded(write_folder):
    names = "".join(f"  - n{number}\n" for number in range(2_001))
    works, told = read(write_folder, f"order:\n  - 10-dusk\n{names}")
    assert works[0] == "works/10-dusk"
    assert [one.rule for one in told].count("beyond-bound") == 1


def test_the_order_outlives_a_broken_file_and_is_kept_for_safe_mode(write_folder):
    root = write_folder({"kiosk.yaml": SETTINGS + "order: [10-dusk]\n", **FILES})
    cache = ReadCache()
    load(root, cache, last_good=True)
    write_folder({"kiosk.yaml": "title: [\n"})
    result = load(root, cache, last_good=True)
    assert result.snapshot.works[0].key == "works/10-dusk"
    assert cache.last_good_content().snapshot.works[0].key == "works/10-dusk"
