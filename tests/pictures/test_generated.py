"""Pictures of every kind, whole and damaged: each is shown right, or told."""

from pathlib import Path

import pytest
from PIL import Image

from kiosk.pictures.damage import INCOMPLETE
from kiosk.pictures.derive import decode, examine
from kiosk.pictures.errors import UnreadablePictureError
from tests.pictures.generated import KINDS, fault_of, is_damaged, samples

# The long form: python -m tests.pictures.generated 500 SEED, in packaging/nightly.sh.
SAMPLES = samples(42, 11)


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_a_picture_is_right_or_told(tmp_path, sample):
    assert fault_of(sample, tmp_path) == ""


def test_the_samples_are_of_every_kind_whole_and_damaged():
    kinds = {sample.name.split()[0] for sample in SAMPLES}
    assert len(kinds) == len(KINDS)
    assert 0.2 < sum(map(is_damaged, SAMPLES)) / len(SAMPLES) < 0.6


@pytest.mark.parametrize("ending", ["jpg", "png", "gif", "webp", "avif", "tif"])
def test_a_half_copied_photograph_is_told(tmp_path, ending):
    """A file whose end the disk never received has its full size, and zeros."""
    master = tmp_path / f"m.{ending}"
    noise = Image.effect_noise((400, 300), 60).convert("RGB")
    more = {"compression": "tiff_lzw"} if ending == "tif" else {}
    noise.save(master, **more)
    content = master.read_bytes()
    assert examine(master) == ""
    half = len(content) // 2
    master.write_bytes(content[:half] + bytes(len(content) - half))
    with pytest.raises((UnreadablePictureError, OSError, ValueError)):
        examine(master)
    with pytest.raises((UnreadablePictureError, OSError, ValueError)):
        decode(master, (100, 100))


def test_black_art_is_not_doubted(tmp_path):
    """Zeros are black pixels, of which whole pictures are made."""
    art = Image.new("RGB", (300, 200), 0)
    art.paste((200, 30, 30), (90, 60, 210, 140))
    bands = Image.new("RGB", (300, 200), (90, 80, 70))
    bands.paste(0, (0, 0, 300, 30))
    bands.paste(0, (0, 170, 300, 200))
    for number, picture in enumerate((art, bands, Image.new("RGB", (300, 200), 0))):
        for ending, how in (
            ("tif", {}),
            ("bmp", {}),
            ("png", {}),
            ("jpg", {"optimize": True}),
            ("jpg", {"progressive": True}),
            ("gif", {}),
            ("webp", {"lossless": True}),
            ("webp", {}),
            ("avif", {}),
            ("tif", {"compression": "tiff_lzw"}),
            ("tif", {"compression": "packbits"}),
        ):
            master = tmp_path / f"{number}.{ending}"
            picture.save(master, **how)
            assert examine(master) == "", (number, ending, how)


def test_a_lost_block_of_a_plain_picture_is_asked_about(tmp_path):
    for ending in ("tif", "bmp"):
        master: Path = tmp_path / f"m.{ending}"
        Image.effect_noise((400, 300), 20).convert("RGB").save(master)
        content = master.read_bytes()
        for begin, end in ((40_000, 41_000), (300_001, len(content))):
            master.write_bytes(content[:begin] + bytes(end - begin) + content[end:])
            try:
                assert examine(master) == INCOMPLETE
            except (UnreadablePictureError, OSError, ValueError) as error:
                # TIFF has its header at the end.
                assert end == len(content), error  # noqa: PT017
