"""Master file -> a picture at the size in which it is shown: upright, in sRGB, free of metadata."""

import io
import os
import tempfile
from pathlib import Path

from PIL import Image, ImageCms, ImageFile, ImageOps

# Saving with 4:4:4 chroma at this quality, a derivative cannot be told from its master at screen distance.
JPEG_QUALITY = 95
_SRGB = ImageCms.createProfile("sRGB")


def fit(width: int, height: int, box_width: int, box_height: int) -> tuple[int, int]:
    """The largest whole-pixel size of this aspect inside the box; never larger than the master itself.

    All in pixels. The aspect is held to within half a pixel on the shorter side.
    """
    scale = min(box_width / width, box_height / height, 1.0)
    return max(1, round(width * scale)), max(1, round(height * scale))


def derive(master: Path, box: tuple[int, int], stem: Path) -> tuple[Path, str]:
    """Write the picture that fits ``box`` (pixels) beside ``stem`` and return (its path, its average colour).

    The colour is ``rrggbb``. The file is written under another name and renamed, so that a reader never
    sees half of it. Raises OSError or ValueError when the master cannot be decoded or the disk is full.
    """
    with Image.open(master) as opened:
        picture = _upright_srgb(opened, box)
    size = fit(picture.width, picture.height, *box)
    if size != picture.size:
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    colour = average(picture)
    see_through = picture.mode == "RGBA"
    path = stem.with_name(f"{stem.name}-{colour}{'.png' if see_through else '.jpg'}")
    handle, unfinished = tempfile.mkstemp(dir=stem.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            if see_through:
                picture.save(out, "PNG", compress_level=1)
            else:
                picture.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        os.replace(unfinished, path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return path, colour


def average(picture: Image.Image) -> str:
    """The mean colour as ``rrggbb``; see-through parts count by their opacity."""
    red, green, blue, alpha = picture.convert("RGBA").resize((32, 32), Image.Resampling.BOX).split()
    weights = list(alpha.tobytes())
    total = sum(weights) or 1
    means = (sum(value * weight for value, weight in zip(band.tobytes(), weights, strict=True)) // total for band in (red, green, blue))
    return "".join(f"{mean:02x}" for mean in means)


def _upright_srgb(opened: ImageFile.ImageFile, box: tuple[int, int]) -> Image.Image:
    if opened.format == "JPEG":
        # A reduced decode, still at least twice the box, in which the resampling filter finds all it needs.
        side = 2 * max(box)
        opened.draft(None, (side, side))
    profile = opened.info.get("icc_profile")
    see_through = opened.has_transparency_data
    picture: Image.Image = ImageOps.exif_transpose(opened)
    if picture.mode in ("I;16", "I;16L", "I;16B", "I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode in ("P", "1", "LA", "PA", "La", "RGBa"):
        picture = picture.convert("RGBA" if see_through else "RGB")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        picture = _to_srgb(picture, profile)
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Colours through the embedded profile; a broken profile means sRGB, as having none does."""
    alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        flat = picture.convert("RGB") if alpha else picture
        converted = ImageCms.profileToProfile(flat, source, _SRGB, renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    if converted is None:
        return picture
    if alpha:
        converted.putalpha(alpha)
    return converted
