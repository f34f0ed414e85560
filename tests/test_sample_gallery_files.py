"""The sample gallery keeps its promises: truthful labels in two languages, clean and large
pictures.
"""

import re
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
WORKS = ROOT / "gallery" / "works"
PICTURES = sorted(WORKS.glob("*.jpg"))
LABELS = sorted(WORKS.glob("*.md"))


def _value(label: Path, key: str) -> str:
    found = re.search(rf'^{key}: "?(.+?)"?$', label.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


def _shape(poem: Path) -> list[int | None]:
    """The indent of each line, None for a blank one."""
    lines = poem.read_text(encoding="utf-8").split("---\n")[2].splitlines()
    return [len(line) - len(line.lstrip()) if line else None for line in lines]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_every_label_says_that_the_work_is_a_demonstration(label: Path) -> None:
    spanish = label.name.endswith(".es.md")
    assert _value(label, "credit").startswith(
        "Obra de demostración" if spanish else "Demonstration work"
    )
    assert ("demostración" if spanish else "Demonstration") in _value(label, "artist")


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.name)
def test_every_work_is_described_briefly_and_not_by_its_title(label: Path) -> None:
    alt = _value(label, "alt")
    assert 8 <= len(alt.split()) <= 20
    assert _value(label, "title").casefold() not in alt.casefold()


def test_every_label_has_its_spanish_sibling_and_its_verse_the_same_lines() -> None:
    english = [label for label in LABELS if not label.name.endswith(".es.md")]
    assert len(english) >= 24
    for label in english:
        sibling = label.with_name(f"{label.stem}.es.md")
        assert sibling.is_file(), label.name
        if _value(label, "medium") == "poetry":
            shapes = [_shape(file) for file in (label, sibling)]
            assert shapes[0] == shapes[1], label.name


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_every_picture_is_large_and_carries_nothing_but_itself(picture: Path) -> None:
    with Image.open(picture) as opened:
        assert max(opened.size) >= 2400
        assert not opened.getexif()
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        wide, high = map(
            float, re.findall(r"\d+", _value(picture.with_suffix(".md"), "dimensions"))
        )
        assert opened.width / opened.height == pytest.approx(wide / high, rel=0.02)


def test_the_gallery_has_every_format() -> None:
    ratios = []
    for picture in PICTURES:
        with Image.open(picture) as opened:
            ratios.append(opened.width / opened.height)
    assert sum(ratio < 0.95 for ratio in ratios) >= 4
    assert sum(0.95 <= ratio <= 1.05 for ratio in ratios) >= 3
    assert sum(1.05 < ratio < 2 for ratio in ratios) >= 4
    assert any(ratio >= 2.8 for ratio in ratios)
    assert sum(picture.stat().st_size for picture in PICTURES) < 40_000_000


def test_the_rendering_script_knows_every_picture() -> None:
    script = (ROOT / "packaging" / "gallery" / "render.py").read_text(encoding="utf-8")
    named = sorted(re.findall(r'^    "(\d\d-[a-z-]+)":', script, re.MULTILINE))
    assert named == [picture.stem for picture in PICTURES]
