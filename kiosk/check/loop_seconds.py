"""Works whose words take longer to read than they stay in the loop."""

from collections.abc import Iterator

from kiosk.check.make_problem import in_language, make_problem
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem, Work
from kiosk.schedule import words_seconds
from kiosk.text import count_words

# The most words that a screen of the loop shows beside a work (own number).
MOST_WORDS = 100


def short_seconds(result: LoadResult) -> Iterator[Problem]:
    """Works with ``seconds:`` that are fewer than their words need."""
    exhibition = result.snapshot.exhibition
    for work in result.snapshot.works:
        asked = work.seconds or exhibition.work_seconds
        if not asked or not work.may_loop:
            continue
        for language in exhibition.languages:
            needed = words_seconds(_words(work, language))
            if needed > asked:
                file, key = (work.file, "seconds") if work.seconds else (work.file, "body")
                message = Message(
                    "the words{language} take {needed:.0f} seconds to read, longer than the"
                    " {asked:g} that are asked for; the work stays until those on the screen can"
                    " be read",
                    language=in_language(result, language),
                    needed=needed,
                    asked=asked,
                )
                hint = Message("write seconds: {needed:.0f}, or fewer words", needed=needed)
                yield make_problem(result, "seconds-short", file, key, message, hint)
                break


def _words(work: Work, language: str) -> int:
    """The words that the loop shows of a work, at the most."""
    text = work.excerpt or work.body if work.is_written else work.wall_text
    if not work.has_label:
        return min(MOST_WORDS, count_words(text.get(language))) if work.is_written else 0
    words = count_words(text.get(language)) + len(work.title.get(language).split())
    return min(MOST_WORDS, words)
