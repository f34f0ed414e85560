"""Notices that were read well: their languages, their length for the band, their end."""

from collections.abc import Iterator
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from kiosk.check.make_problem import in_language, make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, NoticeLevel, Problem
from kiosk.domain.notice import BAND_LETTERS


def untranslated_notices(result: LoadResult) -> Iterator[Problem]:
    """Notices without one of the exhibition's languages."""
    for notice in result.snapshot.notices:
        missing = [
            language
            for language in result.snapshot.exhibition.languages
            if language not in notice.languages
        ]
        if missing:
            yield make_problem(
                result,
                "notice-language",
                notice.file,
                "title",
                Message("this notice is not in {languages}", languages=", ".join(missing)),
                Message("write a translation beside it, as of any other text"),
            )


def long_notices(result: LoadResult) -> Iterator[Problem]:
    """Notices of which the band shows the headline only."""
    for notice in result.snapshot.notices:
        if notice.level is NoticeLevel.EMERGENCY:
            continue
        for language, text in notice.text.values:
            if len(text) > BAND_LETTERS:
                yield make_problem(
                    result,
                    "notice-long",
                    notice.file,
                    "body",
                    Message(
                        "the text{language} has {count} letters, and the band has room for {room}:"
                        " it shows the headline only, and the loop the whole text",
                        language=in_language(result, language),
                        count=len(text),
                        room=BAND_LETTERS,
                    ),
                    Message("say it in fewer words, if it has to be read at once"),
                )
                break


def past_notices(result: LoadResult, today: date) -> Iterator[Problem]:
    """Notices whose end lies before ``today``."""
    midnight = datetime.combine(today, time(), ZoneInfo(result.snapshot.exhibition.timezone))
    for notice in result.snapshot.notices:
        if notice.shown_until is not None and notice.shown_until <= midnight:
            yield make_problem(
                result,
                "notice-over",
                notice.file,
                "show.until",
                Message("this notice is over, and not shown any more"),
                Message("take it out of the folder, or correct until:"),
            )
