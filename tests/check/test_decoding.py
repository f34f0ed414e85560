"""The check decodes each picture once, and tells those that would be black or grey in part."""

import shutil

import pytest
from PIL import Image

from kiosk.check.decoding import damaged_pictures
from kiosk.content.load import load
from kiosk.pictures.decoder_pool import DecoderPool

pytestmark = pytest.mark.programs

KIOSK = "title: Seen\ntimezone: America/Los_Angeles\nlanguages: [en]\n"


@pytest.fixture(name="damaged_gallery")
def gallery_of_damaged_pictures(write_folder):
    """A good picture, one that ends in zeros, a spoiled IDAT, and a plain one with a hole."""
    root = write_folder({"kiosk.yaml": KIOSK})
    works = root / "works"
    works.mkdir()
    noise = Image.effect_noise((300, 200), 50).convert("RGB")
    noise.save(works / "a-good.jpg")
    noise.save(works / "b-zeros.jpg")
    content = (works / "b-zeros.jpg").read_bytes()
    half = len(content) // 2
    ending = content[-2:]
    (works / "b-zeros.jpg").write_bytes(content[:half] + bytes(len(content) - half - 2) + ending)
    noise.save(works / "c-spoiled.png")
    spoiled = bytearray((works / "c-spoiled.png").read_bytes())
    spoiled[len(spoiled) // 2] ^= 0x55
    (works / "c-spoiled.png").write_bytes(spoiled)
    noise.save(works / "d-hole.bmp")
    plain = bytearray((works / "d-hole.bmp").read_bytes())
    plain[50_000:51_000] = bytes(1_000)
    (works / "d-hole.bmp").write_bytes(plain)
    return root


def test_damage_behind_a_good_header_is_told_once_and_kept(damaged_gallery, tmp_path, monkeypatch):
    result = load(damaged_gallery)
    assert [one.rule for one in result.problems] == []
    kept = tmp_path / "examined.memory"
    problems = damaged_pictures(result, kept)
    told = [(one.path.rpartition("/")[2], one.rule, one.severity.value) for one in problems]
    assert told == [
        ("b-zeros.jpg", "unreadable-picture", "error"),
        ("c-spoiled.png", "unreadable-picture", "error"),
        ("d-hole.bmp", "picture-incomplete", "warning"),
    ]
    assert all(one.hint for one in problems)

    def fail(*_given):
        raise AssertionError("what is known is decoded again")

    monkeypatch.setattr(DecoderPool, "run", fail)
    # Also under another name: the content is known.
    shutil.move(damaged_gallery / "works/c-spoiled.png", damaged_gallery / "works/e.png")
    again = damaged_pictures(load(damaged_gallery), kept)
    assert {one.path.rpartition("/")[2] for one in again} == {"b-zeros.jpg", "d-hole.bmp", "e.png"}
    assert {str(one.message) for one in again} == {str(one.message) for one in problems}


def test_pictures_for_which_there_is_no_time_are_counted(damaged_gallery, tmp_path, monkeypatch):
    monkeypatch.setattr("kiosk.check.decoding.MAX_SECONDS", -1.0)
    (only,) = damaged_pictures(load(damaged_gallery), tmp_path / "examined.memory")
    assert (only.rule, "4" in only.message) == ("not-looked-at", True)
