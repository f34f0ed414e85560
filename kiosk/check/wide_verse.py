"""Poems of which no line has room in the loop in letters that are read from some metres."""

from collections.abc import Iterator, Sequence

from kiosk.check.make_problem import file_of, in_language, make_problem
from kiosk.check.text_lengths import text_width
from kiosk.content.load import LoadResult
from kiosk.domain import Form, Message, Problem, Work

# Of 1080 parts of the screen's shorter side: the margins beside the lines, and the least size that
# is read from four metres (Theme.qml: margin, lesserPosterSizes).
_MARGINS, _READ_FROM_AFAR = 120, 36
# The width of a small letter over the size; measured in the sample's poems: 0.45 to 0.49.
_LETTER_EMS = 0.47


def wide_verse(result: LoadResult, sizes: Sequence[tuple[int, int]]) -> Iterator[Problem]:
    """Poems of which each line that may stand in the loop is too wide for a screen of ``sizes``."""
    for work in result.snapshot.works:
        if work.form is Form.VERSE and work.is_written and work.may_loop:
            for language in result.snapshot.exhibition.languages:
                yield from _of_language(result, work, language, sizes)


def _of_language(
    result: LoadResult, work: Work, language: str, sizes: Sequence[tuple[int, int]]
) -> Iterator[Problem]:
    if language not in dict(work.body.values):
        return
    excerpt, body = work.excerpt.get(language), work.body.get(language)
    least = _narrowest(excerpt or body)
    screens = [size for size in sizes if least > _letters_on(size)]
    if not least or not screens:
        return
    width, height = min(screens, key=lambda size: size[0] / size[1])
    most = int(_letters_on((width, height)))
    values = {"width": width, "height": height, "count": int(least), "most": most}
    message = (
        Message(
            "no line of the excerpt fits a screen of {width} x {height} in letters that are read"
            " from four metres: the shortest is as wide as {count} letters, and {most} have"
            " room{language}",
            language=in_language(result, language),
            **values,
        )
        if excerpt
        else Message(
            "no line of the poem fits a screen of {width} x {height} in letters that are read from"
            " four metres: the shortest is as wide as {count} letters, and {most} have"
            " room{language}",
            language=in_language(result, language),
            **values,
        )
    )
    hint = (
        Message("name shorter lines in excerpt:, or delete it")
        if excerpt and _narrowest(body) <= most
        else Message(
            "hang it on a wide screen; on this one the loop sets it in small letters, or lets its"
            " lines turn over"
        )
    )
    key = "excerpt" if excerpt else "body"
    yield make_problem(
        result, "wide-verse", file_of(result, work.file, language), key, message, hint
    )


def _narrowest(text: str) -> float:
    """The width of the narrowest line, in small letters; 0 without lines."""
    return min((text_width(line.strip()) for line in text.splitlines() if line.strip()), default=0)


def _letters_on(size: tuple[int, int]) -> float:
    """How many small letters a line has room for at the least size, on a screen of ``size``."""
    return (size[0] * 1080 / min(size) - _MARGINS) / (_READ_FROM_AFAR * _LETTER_EMS)
