"""Pictures: too small, turned, or telling more than they should."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kiosk.content.load import LoadResult
from kiosk.domain import Picture, Problem, Severity, Work
from kiosk.pictures.naming import ENDINGS

# A work has about so much of a screen's longer side for its own: 1,200 pixels of 1080p, 2,400 of 4K.
WORKS_SHARE = 0.625
# A picture and its dimensions may differ so much by a margin or a crop; what is nearer to square is not judged.
_SQUARISH = 1.1
_NUMBER = r"(\d+(?:[.,]\d+)?)(?:\s+(\d)/(\d{1,2}))?"
_UNIT = r"\s*(?:inches|in\.?|cm|mm|m|ft|\"|″)?\s*"
_DIMENSIONS = re.compile(rf"{_NUMBER}{_UNIT}[x×]\s*{_NUMBER}{_UNIT}([x×])?")
# Metadata of these is a program's or a camera's, not a person's.
_NOBODY = frozenset({"", "unknown", "picasa", "user", "administrator", "microsoft"})


def small_pictures(result: LoadResult, sizes: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """Pictures that do not fill their place on the largest of these screens (pixels); they are never scaled up."""
    wanted = round(WORKS_SHARE * max(max(size) for size in sizes))
    for work in result.snapshot.works:
        if work.picture and max(work.picture.width, work.picture.height) < wanted:
            yield Problem(
                path=work.picture.file,
                severity=Severity.WARNING,
                rule="low-resolution",
                message=f"the picture has only {work.picture.width} x {work.picture.height} pixels",
                hint=f"ask for one of at least {wanted} pixels on its longer side; {2 * wanted} are good for a closer look",
            )


def places(result: LoadResult) -> Iterator[Problem]:
    """ACCESS 22: a picture that tells where it was taken can put somebody in danger, also while nobody sees it on the screen."""
    shown = [work.picture for work in result.snapshot.works if work.picture]
    for picture in (*shown, *_unseen(result, {picture.file for picture in shown})):
        if picture.has_place:
            yield Problem(
                path=picture.file,
                severity=Severity.ERROR,
                rule="picture-place",
                message="the picture file holds the place where it was taken (GPS)",
                hint="save a copy without location data, and delete this one from the folder",
            )
        if picture.places:
            listed = "', '".join(picture.places)
            yield Problem(
                path=picture.file,
                severity=Severity.WARNING,
                rule="picture-place-name",
                message=f"the picture file names the place '{listed}'",
                hint="save a copy without these data, unless the place is meant to be known",
            )
        if picture.has_serial:
            yield Problem(
                path=picture.file,
                severity=Severity.WARNING,
                rule="picture-serial",
                message="the picture file holds the serial number of the camera or its lens",
                hint="save a copy without these data: by the number other pictures of the same person can be found",
            )


def _unseen(result: LoadResult, shown: set[str]) -> Iterator[Picture]:
    """The pictures that lie among the works and are not on the screen: their label cannot be read, or they are withdrawn."""
    for look in result.scans:
        for place, files in look.files.items():
            for name, *_ in files if f"{place}/".startswith("works/") else ():
                file = look.qualified_name(name)
                if file in shown or PurePosixPath(name).suffix.casefold() not in ENDINGS:
                    continue
                # Decoders take memory, which most folders need not spend here.
                from kiosk.pictures.probe import UnreadablePictureError, probe

                try:
                    seen = probe(look.root / name)
                except (UnreadablePictureError, OSError):
                    continue
                yield Picture(
                    file=file,
                    width=seen.width,
                    height=seen.height,
                    has_place=seen.has_place,
                    places=seen.places,
                    has_serial=seen.has_serial,
                )


def names(result: LoadResult) -> Iterator[Problem]:
    """Persons named inside a picture and nowhere on its label."""
    for work in result.snapshot.works:
        if work.picture is None or not work.picture.names:
            continue
        fields = (work.title, work.artist, work.credit, work.alt, work.wall_text)
        said = " ".join(words for text in fields for _, words in text.values).casefold()
        found = [
            name
            for name in work.picture.names
            if name.casefold() not in said and name.casefold() not in _NOBODY
        ]
        if found:
            listed = "', '".join(found)
            yield Problem(
                path=work.picture.file,
                severity=Severity.WARNING,
                rule="picture-names",
                message=f"the picture file names '{listed}', which the label does not",
                hint="save a copy without these data, or name the person on the label if they agree",
            )


def turned(result: LoadResult) -> Iterator[Problem]:
    """A picture that lies where its dimensions stand: it is turned, or height and width are swapped.

    Museums write the height first, many others the width; what most labels of the folder do is taken for its habit.
    """
    height_first: list[Work] = []
    width_first: list[Work] = []
    for work in result.snapshot.works:
        found = _DIMENSIONS.search(str(work.dimensions)) if work.picture else None
        # A third number makes it an object, whose picture may be taken from any side.
        if work.picture is None or found is None or found[7]:
            continue
        first, second = _amount(*found.groups()[:3]), _amount(*found.groups()[3:6])
        if (
            first
            and second
            and max(first, second) > _SQUARISH * min(first, second)
            and not 1 / _SQUARISH < work.picture.aspect < _SQUARISH
        ):
            lies = work.picture.aspect > 1
            (height_first if (second > first) == lies else width_first).append(work)
    habit = len(width_first) <= len(height_first)
    for work in width_first if habit else height_first:
        assert work.picture is not None
        line, column = result.source_map.get((work.file, "dimensions"), (1, 1))
        yield Problem(
            path=work.file,
            line=line,
            column=column,
            severity=Severity.WARNING,
            rule="dimensions-turned",
            message=f"'{work.dimensions}' does not fit a picture that {'lies' if work.picture.aspect > 1 else 'stands upright'}",
            hint=f"write {'height × width' if habit else 'width × height, as on the other labels'}, or turn the picture",
        )


def _amount(whole: str, over: str | None, under: str | None) -> float:
    """Inches are written with fractions: 8 1/2."""
    part = int(over) / int(under) if over and under and int(under) else 0.0
    return float(whole.replace(",", ".")) + part
