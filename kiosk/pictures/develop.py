"""From a master's pixels to upright sRGB: the colours that its maker saw, the right way up."""

import io

from PIL import Image, ImageCms

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
_PLAIN = ("RGB", "RGBA", "L", "CMYK", "LAB")
# A transform that moves no colour of the cube by more than one step of 255 is none.
_UNSEEN = 1


def upright(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn by EXIF orientation, 1 to 8."""
    turn = _TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def is_turned(orientation: int) -> bool:
    """True when width and height change places."""
    return orientation >= 5


def plain(picture: Image.Image) -> Image.Image:
    """The same pixels in a mode that can be resized and given to a profile: RGB, RGBA, L, CMYK or LAB."""
    if picture.mode in _PLAIN and "transparency" not in picture.info:
        return picture
    if picture.mode in ("I;16", "I;16L", "I;16B", "I;16N", "I"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode == "YCbCr":
        return picture.convert("RGB")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


class Colours:
    """The way from a master's colours to sRGB; built once and good for every piece of it.

    ``mode`` is that of ``plain``. No profile, or a broken one, means sRGB; inks without a profile are taken as Pillow does.
    """

    def __init__(self, mode: str, profile: bytes | None) -> None:
        self._transform = _transform("RGB" if mode == "RGBA" else mode, profile)

    def to_srgb(self, picture: Image.Image) -> Image.Image:
        """RGB, or RGBA when parts are see-through."""
        if self._transform is None:
            return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")
        if picture.mode != "RGBA":
            return _applied(self._transform, picture)
        alpha = picture.getchannel("A")
        flat = _applied(self._transform, picture.convert("RGB"))
        flat.putalpha(alpha)
        return flat


def _applied(transform: ImageCms.ImageCmsTransform, picture: Image.Image) -> Image.Image:
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
            cube = _cube()
            if _furthest(cube, _applied(transform, cube)) <= _UNSEEN:
                return None
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return transform


def _cube() -> Image.Image:
    """Colours all over the cube of RGB, in steps of 51."""
    steps = range(0, 256, 51)
    cube = Image.new("RGB", (216, 1))
    cube.putdata([(red, green, blue) for red in steps for green in steps for blue in steps])
    return cube


def _furthest(one: Image.Image, other: Image.Image) -> int:
    return max(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
