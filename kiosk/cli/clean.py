"""``kiosk clean-photo``: copies of pictures without the data embedded in them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk.cli.terminal import said, shown
from kiosk.domain import Message
from kiosk.exit_codes import EXIT_OK, EXIT_USAGE


def clean_photo(arguments: argparse.Namespace) -> int:
    """``kiosk clean-photo``; EXIT_USAGE when a file is no picture, or its copy is there already."""
    from kiosk.pictures.errors import UnreadablePictureError

    code = EXIT_OK
    for picture in arguments.pictures:
        try:
            _clean(picture)
        except UnreadablePictureError as error:
            _refuse(
                picture, Message("{reason}; {advice}", reason=error.reason, advice=error.advice)
            )
            code = EXIT_USAGE
        except FileExistsError as error:
            _refuse(
                picture,
                Message(
                    "{filename} is there already; delete or rename it first",
                    filename=error.filename,
                ),
            )
            code = EXIT_USAGE
        except OSError as error:
            _refuse(picture, f"{error.filename or 'the file'}: {error.strerror}")
            code = EXIT_USAGE
    return code


def _refuse(picture: Path, why: str) -> None:
    print(
        said(
            Message(
                "kiosk: no copy was made of {picture}: {why}",
                picture=shown(picture),
                why=shown(why),
            )
        ),
        file=sys.stderr,
    )


def copy_of(picture: Path, suffix: str = "") -> Path:
    """The copy's name. Names that begin with _ are not read: the screen does not show it twice."""
    return picture.with_name(f"_{picture.stem}-clean{suffix or picture.suffix}")


def _clean(picture: Path) -> None:
    from kiosk.pictures.clean import LARGEST_BYTES, clean_copy
    from kiosk.pictures.errors import too_large
    from kiosk.pictures.sources import open_file

    for suffix in ("", ".jpg", ".png"):
        if copy_of(picture, suffix).exists():
            raise FileExistsError(17, "is there", str(copy_of(picture, suffix)))
    with open_file(picture) as file:
        content = file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise too_large(picture.stat().st_size, LARGEST_BYTES, "files")
    copy = clean_copy(content)
    target = copy_of(picture, copy.suffix)
    with target.open("xb") as out:
        out.write(copy.content)
    parts = ", ".join(said(one) for one in copy.removed)
    removed = parts or Message("nothing; there was nothing in it")
    print(
        said(
            Message("{target}: taken out: {removed}", target=shown(target), removed=shown(removed))
        )
    )
    for remark in copy.remarks:
        print(f"    {said(remark)}")
    print(
        said(
            Message(
                "    Look at it. Then delete {name}, and rename the copy to {name2}.",
                name=shown(picture.name),
                name2=shown(picture.with_suffix(target.suffix).name),
            )
        )
    )
