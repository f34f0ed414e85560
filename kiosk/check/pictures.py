"""Pictures: too small, rotated, or with metadata that reveals more than it should."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from kiosk.check.make_problem import make_problem, problem_of_file
from kiosk.content.load import LoadResult
from kiosk.content.picture_files import clean_photo_step, report_unread_metadata
from kiosk.content.problems import Report
from kiosk.domain import Message, Picture, Problem, Work
from kiosk.pictures.naming import ENDINGS

# A work gets about this share of the screen's longer side: 1,200 pixels of 1080p, 2,400 of 4K.
WORKS_SHARE = 0.625
# A margin or a crop changes the aspect ratio by up to this; what is nearer to a square is skipped.
_SQUARISH = 1.1
_NUMBER = r"(\d++(?:[.,]\d++)?+)(?:\s++(\d)/(\d{1,2}))?+"
_UNIT = r"\s*+(?:inches|in\.?|cm|mm|m|ft|\"|″)?+\s*+"
_DIMENSIONS = re.compile(rf"(?<!\d){_NUMBER}{_UNIT}[x×]\s*+{_NUMBER}{_UNIT}([x×])?")
# Names that programs and cameras write, which are no person's.
_PLACE_KNOWN = Message("if everybody may know the place, nothing needs to be done")
_PERSON_AGREES = Message("or name the person on the label, if they agree")
_NO_PERSON = frozenset({"", "unknown", "picasa", "user", "administrator", "microsoft"})


def small_pictures(result: LoadResult, sizes: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """Pictures that do not fill their place on the largest screen of ``sizes`` (pixels).

    The screen never scales a picture up.
    """
    wanted = round(WORKS_SHARE * max(max(size) for size in sizes))
    for picture in (one for work in result.snapshot.works for one in work.all_pictures):
        if max(picture.width, picture.height) < wanted:
            yield problem_of_file(
                "low-resolution",
                picture.file,
                Message(
                    "the picture has only {width} x {height} pixels",
                    width=picture.width,
                    height=picture.height,
                ),
                Message(
                    "ask for one of at least {wanted} pixels on its longer side; {value} allow a "
                    "closer look",
                    wanted=wanted,
                    value=2 * wanted,
                ),
            )


def private_metadata(result: LoadResult) -> Iterator[Problem]:
    """Pictures that reveal where they were taken or with which camera, shown or not.

    Such data can endanger a person (docs/ACCESSIBILITY.md, 22).
    """
    shown = [one for work in result.snapshot.works for one in work.all_pictures]
    shown += [one.picture for event in result.snapshot.events for one in event.pictures]
    unread: list[Problem] = []
    others = _pictures_not_shown(result, {picture.file for picture in shown}, unread)
    for picture in (*shown, *others):
        if picture.has_location:
            yield problem_of_file(
                "picture-place",
                picture.file,
                Message("the picture file contains the place where it was taken (GPS)"),
                _clean_copy(result, picture),
            )
        if picture.place_names:
            places = "', '".join(picture.place_names)
            yield problem_of_file(
                "picture-place-name",
                picture.file,
                Message("the picture file names the place '{places}'", places=places),
                _clean_copy(result, picture, unless=_PLACE_KNOWN),
            )
        if picture.has_serial_number:
            yield problem_of_file(
                "picture-serial",
                picture.file,
                Message(
                    "the picture file contains the serial number of the camera or its lens, by"
                    " which other pictures of the same person can be found"
                ),
                _clean_copy(result, picture),
            )
    yield from unread


def _clean_copy(result: LoadResult, picture: Picture, unless: Message | None = None) -> Message:
    """The next step: the command that makes a copy without metadata."""
    step = clean_photo_step(result.snapshot.root / picture.file)
    return step if unless is None else Message("{step}; {unless}", step=step, unless=unless)


def _pictures_not_shown(
    result: LoadResult, shown: set[str], unread: list[Problem]
) -> Iterator[Picture]:
    """Pictures in works/ that no screen shows: withdrawn, or with a label that cannot be read.

    Those whose metadata cannot be read are added to ``unread``.
    """
    for scan in result.scans:
        for place, files in scan.files.items():
            for name, *_ in files if f"{place}/".startswith("works/") else ():
                file = scan.qualified_name(name)
                if file in shown or PurePosixPath(name).suffix.casefold() not in ENDINGS:
                    continue
                # Imported here since the decoders take memory that most folders need not spend.
                from kiosk.pictures.probe import FileBelow, UnreadablePictureError, probe

                try:
                    header = probe(FileBelow(scan.root, name))
                except (UnreadablePictureError, OSError):
                    continue
                if header.unread_metadata:
                    report_unread_metadata(
                        header, Report(path=file, problems=unread), scan.root / name
                    )
                yield Picture(
                    file=file,
                    width=header.width,
                    height=header.height,
                    has_location=header.has_location,
                    place_names=header.place_names,
                    has_serial_number=header.has_serial_number,
                )


def person_names(result: LoadResult) -> Iterator[Problem]:
    """Persons whom the picture's metadata names and the label does not."""
    works = result.snapshot.works
    for work, picture in ((each, one) for each in works for one in each.all_pictures):
        if not picture.person_names:
            continue
        fields = (work.title, work.artist, work.credit, work.alt, work.wall_text)
        label = " ".join(text for field in fields for _, text in field.values).casefold()
        not_on_label = [
            name
            for name in picture.person_names
            if name.casefold() not in label and name.casefold() not in _NO_PERSON
        ]
        if not_on_label:
            names = "', '".join(not_on_label)
            yield problem_of_file(
                "picture-names",
                picture.file,
                Message("the picture file names '{names}', but the label does not", names=names),
                _clean_copy(result, picture, unless=_PERSON_AGREES),
            )


def orientation_mismatches(result: LoadResult) -> Iterator[Problem]:
    """Landscape pictures with upright dimensions, and the reverse.

    Museums write the height first, many others the width; the order that most labels of the folder
    use is taken as the folder's own.
    """
    height_first: list[tuple[Work, Picture]] = []
    width_first: list[tuple[Work, Picture]] = []
    for work in result.snapshot.works:
        sides = _sides(str(work.dimensions)) if work.picture else None
        if not work.picture or not sides or 1 / _SQUARISH < work.picture.aspect < _SQUARISH:
            continue
        first, second = sides
        landscape = work.picture.aspect > 1
        agreeing = height_first if (second > first) == landscape else width_first
        agreeing.append((work, work.picture))
    usual_height_first = len(width_first) <= len(height_first)
    order = (
        Message("height × width")
        if usual_height_first
        else Message("width × height, as on the other labels")
    )
    for work, picture in width_first if usual_height_first else height_first:
        orientation = Message("a landscape") if picture.aspect > 1 else Message("an upright")
        yield make_problem(
            result,
            "dimensions-turned",
            work.file,
            "dimensions",
            Message(
                "'{dimensions}' does not fit {orientation} picture",
                dimensions=work.dimensions,
                orientation=orientation,
            ),
            Message("write {order}, or rotate the picture", order=order),
        )


def _sides(dimensions: str) -> tuple[float, float] | None:
    """The two numbers of a flat work that is clearly no square; None for anything else."""
    found = _DIMENSIONS.search(dimensions)
    # A third number makes it an object, which may be photographed from any side.
    if found is None or found[7]:
        return None
    first, second = _amount(*found.groups()[:3]), _amount(*found.groups()[3:6])
    if not (first and second) or max(first, second) <= _SQUARISH * min(first, second):
        return None
    return first, second


def _amount(whole: str, numerator: str | None, denominator: str | None) -> float:
    """A number with a decimal point or comma, or with a fraction as in 8 1/2."""
    has_fraction = numerator and denominator and int(denominator)
    fraction = int(numerator or 0) / int(denominator or 1) if has_fraction else 0.0
    return float(whole.replace(",", ".")) + fraction
