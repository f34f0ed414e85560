"""How an event's date and its address are read, in words, while they are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from kiosk.content.front_matter.yaml_source import Value
from kiosk.domain import Exhibition, Message, Snapshot
from kiosk.i18n import words_of
from kiosk.i18n.event_words import reading_words
from kiosk.qr import CodeTarget
from kiosk.studio.model.guidance.event_reading import EventReading, read_event_keys
from kiosk.studio.viewmodels.problems import sentence
from kiosk.studio.wording import language, said

# So many entries of a calendar are listed.
MOST_LINES = 500


def event_readings(
    values: Mapping[str, Value], exhibition: Exhibition, now: datetime
) -> dict[str, Sequence[str]]:
    """Lines of words by the key of the field below which they stand."""
    reading = read_event_keys(values, exhibition, now)
    return {"when": _when(reading, now), "register": _register(reading)}


def calendar_lines(snapshot: Snapshot, file: str, now: datetime) -> list[str]:
    """Each event of a calendar file with its next time, in words."""
    lines = []
    with words_of(language()):
        for event in snapshot.events:
            if event.file == file:
                times = list(islice(reading_words(event, now, language()), 2))
                lines.append("\n".join((str(event.title), *map(sentence, times))))
            if len(lines) == MOST_LINES:
                lines.append("…")
                break
    return lines


def _when(reading: EventReading, now: datetime) -> list[str]:
    if reading.event is None:
        return [
            " ".join(f"{sentence(text)}." for text in (one.message, one.hint) if text)
            for one in reading.problems
        ]
    with words_of(language()):
        lines = [sentence(line) for line in reading_words(reading.event, now, language())]
    told = [sentence(problem.message) for problem in reading.problems]
    heading = said(Message("Read as:"))
    return [" ".join((heading, lines[0])), *lines[1:], *told] if lines else told


def _register(reading: EventReading) -> list[str]:
    if reading.code is None:
        return []
    if isinstance(reading.code, CodeTarget):
        target = reading.code.shown.replace("\u200b", "")
        return [said(Message("The code opens {target}", target=target))]
    return [sentence(reading.code.reason)]
