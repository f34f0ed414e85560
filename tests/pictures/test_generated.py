"""Pictures of every kind, whole and damaged: each is shown right, or told."""

from pathlib import Path

import pytest
from PIL import Image

from kiosk.pictures.damage import INCOMPLETE
from kiosk.pictures.derive import decode, examine
from kiosk.pictures.errors import UnreadablePictureError
from tests.pictures.generated import KINDS, Sample, fault_of, is_damaged, samples

# The long form: python -m tests.pictures.generated 500 SEED, in packaging/nightly.sh.
COUNT, SEED = 42, 11


@pytest.fixture(scope="module")
def made() -> list[Sample]:
    """The pictures, made once by the process that needs them."""
    return samples(COUNT, SEED)


@pytest.mark.parametrize("number", range(COUNT))
def test_a_picture_is_right_or_told(tmp_path, made, number):
    assert (made[number].name, fault_of(made[number], tmp_path)) == (made[number].name, "")


def test_the_samples_are_of_every_kind_whole_and_damaged(made):
    kinds = {sample.name.split()[0] for sample in made}
    assert len(kinds) == len(KINDS)
    assert 0.2 < sum(map(is_damaged, made)) / len(made) < 0.6


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


@pytest.mark.parametrize("ground", [(255, 255, 255), (20, 30, 120)])
def test_a_webp_with_a_flat_ground_is_not_doubted(tmp_path, ground):
    """libwebp writes hundreds of zeros for a ground of one colour, as posters have."""
    poster = Image.new("RGB", (2400, 2000), ground)
    poster.paste(Image.effect_noise((600, 400), 60).convert("RGB"), (300, 200))
    master: Path = tmp_path / "m.webp"
    poster.save(master, quality=75)
    content = master.read_bytes()
    assert b"\0" * 128 in content
    assert examine(master) == ""
    # From the begin of a disk's block on, the same zeros are what was not copied.
    begin = len(content) // 2 // 512 * 512
    master.write_bytes(content[:begin] + bytes(512) + content[begin + 512 :])
    with pytest.raises(UnreadablePictureError):
        examine(master)
    first = Image.new("RGB", (800, 500), ground)
    first.paste((190, 40, 40), (0, 0, 250, 160))
    last = Image.new("RGB", (800, 500))
    first.save(master, save_all=True, append_images=[last], lossless=True)
    assert examine(master) == ""


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
