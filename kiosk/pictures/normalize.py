"""Normalize a master's pixels: upright, and in sRGB by the embedded colour profile."""

import io

from PIL import Image, ImageCms, ImageFile, ImageMath

from kiosk.pictures.colour_profiles import profile_of_gamma, profile_of_primaries
from kiosk.pictures.headers.header import Header

_SRGB = ImageCms.createProfile("sRGB")
_LAB = ImageCms.createProfile("LAB")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_NORMAL_MODES = ("RGB", "RGBA", "L", "CMYK", "LAB")
# Bytes before the table of tags (ICC.1:2022, 7.2).
_ICC_HEAD = 128
# The steps of 255 of a grey in PNG, by how Pillow names its depth.
_WIDENED = {"L;2": 85, "L;4": 17}
# Exponents that a picture may have; others are mistakes. Near 1 / 2.2, as libpng takes it, is sRGB.
_LEAST_GAMMA, _MOST_GAMMA, _USUAL_GAMMA, _SAME_GAMMA = 0.2, 2.0, 2.2, 0.05
# A transform that moves no colour of the cube by more than this many steps of 255 is skipped.
_MAX_UNSEEN_STEP = 1


def turn_upright(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn a picture by its EXIF orientation, 1 to 8."""
    turn = _TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def profile_of(picture: ImageFile.ImageFile, header: Header) -> bytes | None:
    """The embedded profile, or one for the primaries or the exponent of the header; else None.

    A profile counts before "cICP" here, and both before "sRGB" and "gAMA" (PNG, 4.3).
    """
    profile: bytes | None = picture.info.get("icc_profile")
    profile = profile or profile_of_primaries(header.primaries)
    if profile or header.is_srgb or not _LEAST_GAMMA <= header.gamma <= _MOST_GAMMA:
        return profile
    return (
        None
        if abs(header.gamma * _USUAL_GAMMA - 1) < _SAME_GAMMA
        else profile_of_gamma(header.gamma)
    )


def has_damaged_profile(picture: ImageFile.ImageFile, header: Header) -> bool:
    """True when the header announces a colour profile that is not there whole."""
    if not header.has_profile:
        return False
    profile: bytes = picture.info.get("icc_profile") or b""
    if len(profile) < _ICC_HEAD or int.from_bytes(profile[:4]) > len(profile):
        return True
    tags = int.from_bytes(profile[_ICC_HEAD : _ICC_HEAD + 4])
    for number in range(min(tags, 100)):
        at = _ICC_HEAD + 4 + 12 * number
        offset, length = (
            int.from_bytes(profile[at + 4 : at + 8]),
            int.from_bytes(profile[at + 8 : at + 12]),
        )
        # Each tag begins with four letters that name its type.
        if offset + length > len(profile) or not any(profile[offset : offset + 4]):
            return True
    return profile[36:40] != b"acsp" or not tags


def is_turned(orientation: int) -> bool:
    """True when width and height change places."""
    return orientation >= 5


def normalize_mode(picture: Image.Image) -> Image.Image:
    """Convert to a mode that can be resized and given to a profile: RGB, RGBA, L, CMYK or LAB."""
    if picture.mode in _NORMAL_MODES and "transparency" not in picture.info:
        return picture
    clear = picture.info.get("transparency")
    if picture.mode in ("I;16", "I;16L", "I;16B", "I;16N", "I"):
        if picture.mode == "I;16B":
            # Pillow does no arithmetic on 16-bit numbers in this order.
            picture = picture.convert("I")
        grey = picture.point(lambda value: value / 256).convert("L")
        return grey if clear is None else _with_clear(grey, picture, clear)
    if picture.mode == "YCbCr":
        return picture.convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def scale_transparency(picture: ImageFile.ImageFile) -> None:
    """Scale the transparent colour of a PNG of 2, 4 or 16 bits, before its pixels are loaded.

    Pillow widens or narrows the pixels to 8 bits, and not this colour.
    """
    clear = picture.info.get("transparency")
    raw = next((str(tile.args) for tile in picture.tile), "")
    if isinstance(clear, int) and raw in _WIDENED:
        picture.info["transparency"] = clear * _WIDENED[raw]
    elif isinstance(clear, tuple) and raw == "RGB;16B":
        picture.info["transparency"] = tuple(value >> 8 for value in clear)


def _with_clear(grey: Image.Image, picture: Image.Image, clear: int) -> Image.Image:
    """The grey picture, transparent where the one of 16 bits has the value ``clear``."""
    opaque = ImageMath.lambda_eval(
        lambda bands: bands["convert"](255 * (bands["wide"] != clear), "L"),
        wide=picture.convert("I"),
    )
    made = grey.convert("RGBA")
    made.putalpha(opaque)
    return made


class SrgbConverter:
    """Converts a master's colours to sRGB; one object serves all tiles of a master.

    ``mode`` is that of ``normalize_mode``. Without a profile, or with a broken one, the colours
    count as sRGB, and CMYK is converted as Pillow does.
    """

    def __init__(self, mode: str, profile: bytes | None) -> None:
        # A grey picture with a profile of colours is one of equal reds, greens and blues.
        self._is_widened = mode == "L" and (profile or b"")[16:20] == b"RGB "
        self._transform = _transform("RGB" if mode == "RGBA" or self._is_widened else mode, profile)

    def to_srgb(self, picture: Image.Image) -> Image.Image:
        """The picture in RGB, or in RGBA if parts are transparent."""
        if self._transform is None:
            return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")
        if picture.mode != "RGBA":
            whole = picture.convert("RGB") if self._is_widened else picture
            return _apply(self._transform, whole)
        alpha = picture.getchannel("A")
        flat = _apply(self._transform, picture.convert("RGB"))
        flat.putalpha(alpha)
        return flat


def _apply(transform: ImageCms.ImageCmsTransform, picture: Image.Image) -> Image.Image:
    made = ImageCms.applyTransform(picture, transform)
    if made is None:
        raise ValueError("the colours cannot be converted")
    return made


def _transform(mode: str, profile: bytes | None) -> ImageCms.ImageCmsTransform | None:
    if not profile and mode != "LAB":
        return None
    try:
        source = (
            ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if profile
            else ImageCms.ImageCmsProfile(_LAB)
        )
        transform = ImageCms.buildTransform(
            source,
            _SRGB,
            mode,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        if mode == "RGB":
            cube = _colour_cube()
            if _max_difference(cube, _apply(transform, cube)) <= _MAX_UNSEEN_STEP:
                return None
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return transform


def _colour_cube() -> Image.Image:
    """SrgbConverter all over the cube of RGB, in steps of 51."""
    steps = range(0, 256, 51)
    cube = Image.new("RGB", (216, 1))
    cube.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    return cube


def _max_difference(one: Image.Image, other: Image.Image) -> int:
    return max(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
