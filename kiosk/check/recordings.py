"""Recordings that labels and events name."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from kiosk.check.make_problem import file_of, make_problem
from kiosk.content.labels.recordings import sibling_recording
from kiosk.content.load import LoadResult
from kiosk.content.scan.audio_format import is_playlist, is_recording
from kiosk.content.scan.file_groups import AUDIO_SUFFIXES
from kiosk.domain import Event, Message, Problem, Work


def recordings(result: LoadResult) -> Iterator[Problem]:
    """Recordings that are missing or no sound, or have no text for people who cannot hear them.

    WCAG 1.2.1; docs/ACCESSIBILITY.md, 12.
    """
    items: tuple[Work | Event, ...] = (*result.snapshot.works, *result.snapshot.events)
    for item in items:
        for language, name in item.audio.values:
            file = file_of(result, item.file, language)
            path = PurePosixPath(name)
            found = sibling_recording(result.snapshot.roots, item.file, name)
            if found is not None and not is_recording(found):
                what = (
                    Message("a playlist")
                    if is_playlist(found)
                    else Message("not a sound file, whatever its name")
                )
                yield make_problem(
                    result,
                    "audio-unknown",
                    file,
                    "audio",
                    Message(
                        "the recording '{name}' is {what}, and is not played", name=name, what=what
                    ),
                    Message(
                        "save the sound itself as MP3, Ogg, Opus, FLAC, WAV or M4A, such as "
                        "{stem}.mp3, and write that name",
                        stem=path.stem,
                    ),
                )
            elif found is None or path.suffix.casefold() not in AUDIO_SUFFIXES:
                yield make_problem(
                    result,
                    "audio-missing",
                    file,
                    "audio",
                    Message("the recording '{name}' is not in this folder", name=name),
                    Message(
                        "put a sound file beside this file, such as {stem}.mp3, and write only its"
                        " name",
                        stem=path.stem,
                    ),
                )
            if not _has_text(item):
                yield make_problem(
                    result,
                    "audio-without-words",
                    file,
                    "audio",
                    Message("a visitor who cannot hear the recording has nothing to read"),
                    Message(
                        "write its words below the second ---, or describe in alt: what can be seen"
                    ),
                )
                break


def _has_text(item: Work | Event) -> bool:
    if isinstance(item, Event):
        return bool(item.description)
    return bool(item.body or item.wall_text or item.alt)
