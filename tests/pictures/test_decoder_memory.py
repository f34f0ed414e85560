"""A decoder says before it begins how much memory it takes, takes no more, and gets a bound."""

import io
import struct
import sys

import pytest
from PIL import Image

from kiosk.domain import bounds
from kiosk.pictures import limits
from kiosk.pictures.decoder_memory import memory_needed
from kiosk.pictures.decoder_pool import MEMORY_LIMIT
from kiosk.pictures.errors import UnreadablePictureError
from kiosk.pictures.file_kinds import PictureFormat
from kiosk.pictures.headers.header import Header
from kiosk.pictures.headers.read import IN_MEMORY
from kiosk.pictures.probe import probe
from tests.bench import decoder_memory


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("kind", ["bomb.png", "rgba.webp"])
def test_a_decoder_takes_what_it_said(tmp_path, kind):
    """The largest pictures of all kinds: ``python tests/bench/decoder_memory.py``."""
    path = decoder_memory.make(kind, 6, tmp_path)
    if kind == "bomb.png":
        assert path.stat().st_size < 100_000
    for what in ("screen", "tiles"):
        taken = decoder_memory.measure(path, what)
        assert taken is not None
        assert taken.peak <= taken.needed
    if kind == "bomb.png":
        assert decoder_memory.measure(path, "tiles", most=taken.needed - 1) is None


@pytest.mark.parametrize("kind", list(PictureFormat))
def test_the_largest_picture_of_each_kind_fits(kind):
    megapixels = limits.MAX_MEGAPIXELS_IN_MEMORY if kind in IN_MEMORY else limits.MAX_MEGAPIXELS
    header = Header(format=kind, width=1_000 * megapixels, height=1_000)
    for with_tiles in (False, True):
        size = (header.width, header.height)
        assert memory_needed(header, size, "RGBA", with_tiles=with_tiles) <= MEMORY_LIMIT
    assert bounds.DECODER_MEMORY.limit == MEMORY_LIMIT


@pytest.mark.parametrize(
    ("options", "is_refused"),
    [
        ({"progressive": True, "subsampling": 0}, True),
        ({"progressive": True}, False),
        ({"subsampling": 0}, False),
    ],
)
def test_a_progressive_jpeg_that_is_too_large_is_told_by_its_header(tmp_path, options, is_refused):
    """Its decoder keeps two bytes of each sample until the last scan."""
    out = io.BytesIO()
    Image.effect_noise((64, 64), 80).convert("RGB").save(out, "JPEG", **options)
    small = out.getvalue()
    frame = max(small.find(b"\xff\xc0"), small.find(b"\xff\xc2"))
    path = tmp_path / "m.jpg"
    path.write_bytes(small[: frame + 5] + struct.pack(">HH", 14_000, 17_800) + small[frame + 9 :])
    if is_refused:
        with pytest.raises(UnreadablePictureError, match="1,536 MB of memory") as refused:
            probe(path)
        assert "progressive" in refused.value.advice
    else:
        assert probe(path).width == 17_800


def test_a_jpeg_of_separate_scans_counts_as_well(tmp_path):
    """Its first scan holds one component; a decoder keeps all until the last one."""
    out = io.BytesIO()
    Image.effect_noise((64, 64), 80).convert("RGB").save(out, "JPEG", subsampling=0)
    small = bytearray(out.getvalue())
    frame, scan = small.find(b"\xff\xc0"), small.find(b"\xff\xda")
    small[frame + 5 : frame + 9] = struct.pack(">HH", 14_000, 17_800)
    small[scan + 2 : scan + 12] = b"\x00\x08\x01\x01\x00\x00\x3f\x00"
    path = tmp_path / "m.jpg"
    path.write_bytes(small)
    with pytest.raises(UnreadablePictureError, match="1,536 MB of memory"):
        probe(path)
