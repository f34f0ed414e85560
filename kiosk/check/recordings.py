"""Recordings that labels and events name."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from kiosk.check.make_problem import file_of, make_problem
from kiosk.content.load import LoadResult
from kiosk.content.scan.file_groups import AUDIO_SUFFIXES
from kiosk.domain import Event, Problem, Severity, Work
from kiosk.path_safety import sibling_file


def recordings(result: LoadResult) -> Iterator[Problem]:
    """A recording that is not there, and one without words for those who cannot hear it (ACCESS 12, WCAG 1.2.1)."""
    things: tuple[Work | Event, ...] = (*result.snapshot.works, *result.snapshot.events)
    for thing in things:
        for language, name in thing.audio.values:
            file = file_of(result, thing.file, language)
            if (
                PurePosixPath(name).suffix.casefold() not in AUDIO_SUFFIXES
                or sibling_file(result.snapshot.roots, thing.file, name) is None
            ):
                hint = f"put the recording beside this file, as {PurePosixPath(name).stem}.mp3, and write just its name"
                yield make_problem(
                    result,
                    file,
                    "audio",
                    Severity.WARNING,
                    "audio-missing",
                    f"there is no recording '{name}' in this folder",
                    hint,
                )
            if not _has_words(thing):
                hint = "write below the second --- what is to be heard, or alt: what is to be seen"
                yield make_problem(
                    result,
                    file,
                    "audio",
                    Severity.WARNING,
                    "audio-without-words",
                    "whoever cannot hear the recording has nothing to read",
                    hint,
                )
                break


def _has_words(thing: Work | Event) -> bool:
    return bool(
        thing.description
        if isinstance(thing, Event)
        else thing.body or thing.wall_text or thing.alt
    )
