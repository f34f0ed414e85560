"""A picture file: what its header and the data in it say, and what is told of them."""

from pathlib import Path

from kiosk.content.permissions import refusal, step_to_allow
from kiosk.content.problems import Report
from kiosk.content.scan.file_groups import FileGroup
from kiosk.content.scan.folder_scan import Stamp
from kiosk.domain import Message, Picture, Problem
from kiosk.paths import command, quoted
from kiosk.pictures.probe import FileBelow, Probe, UnreadablePictureError, probe


def picture_of(stamp: Stamp, seen: Probe) -> Picture:
    """The picture in a file, with the stamp that the scan found."""
    file, size_bytes, mtime_ns = stamp
    return Picture(
        file=file,
        size_bytes=size_bytes,
        mtime_ns=mtime_ns,
        width=seen.width,
        height=seen.height,
        has_location=seen.has_location,
        person_names=seen.person_names,
        place_names=seen.place_names,
        has_serial_number=seen.has_serial_number,
    )


def stamp_of(group: FileGroup, file: str) -> Stamp:
    """The stamp of one of a group's files."""
    return next((stamp for stamp in group.stamps if stamp[0] == file), (file, 0, 0))


def probe_picture(root: Path, file: str, problems: list[Problem]) -> Probe | None:
    """What the header of a picture says; None, and a problem, for one that cannot be shown."""
    try:
        seen = probe(FileBelow(root, file))
    except (OSError, UnreadablePictureError) as error:
        report_refused(root, file, error, problems)
        return None
    _report_quirks(seen, Report(path=file, problems=problems), root / file)
    return seen


def report_refused(
    root: Path, file: str, error: OSError | UnreadablePictureError, problems: list[Problem]
) -> None:
    """Tell why a picture cannot be shown, or not be read."""
    report = Report(path=file, problems=problems)
    if isinstance(error, UnreadablePictureError):
        report.error(
            "unreadable-picture",
            Message("the picture cannot be shown: {reason}", reason=error.reason),
            error.advice,
        )
    else:
        report.error(
            "unreadable",
            Message("the picture cannot be read: {reason}", reason=refusal(root / file, error)),
            step_to_allow(root / file, error),
        )


def clean_photo_step(picture: Path) -> Message:
    """The command that makes a copy of a picture (its whole path) without metadata."""
    return Message(
        "make a copy without these data with {command} clean-photo {file}, then delete this picture"
        " and give the copy its name",
        command=command(),
        file=quoted(picture),
    )


def report_unread_metadata(seen: Probe, report: Report, picture: Path) -> None:
    """Tell that a place or a name may be embedded in a picture without being found."""
    report.warn(
        "picture-metadata",
        Message(
            "the data embedded in this picture cannot all be read: {unread_metadata}; it "
            "may name a place or a person",
            unread_metadata=seen.unread_metadata,
        ),
        clean_photo_step(picture),
    )


def _report_quirks(seen: Probe, report: Report, picture: Path) -> None:
    if seen.real_format:
        report.info(
            "picture-ending",
            Message(
                "this picture is a {real_format}, which its name does not say; it is shown",
                real_format=seen.real_format,
            ),
            Message("give it the right ending, or save it again as JPEG"),
        )
    if seen.unread_metadata:
        report_unread_metadata(seen, report, picture)
    if seen.is_animated:
        report.warn(
            "animated",
            Message("this picture moves; only its first frame is shown"),
            Message("save the frame to be shown as a still picture"),
        )
    if seen.is_multipage:
        report.info(
            "several-pages",
            Message("this file has several pages; only the first is shown"),
            Message("save each page as a file of its own"),
        )
    if seen.has_unprofiled_cmyk:
        report.warn(
            "inks-without-profile",
            Message(
                "this picture is in printer's inks (CMYK) without a colour profile; its "
                "colours are a guess"
            ),
            Message("ask its maker for an RGB file, or one with its profile embedded"),
        )
