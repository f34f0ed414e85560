"""Words and the picture of ``kiosk new`` that nobody has replaced yet."""

from collections.abc import Iterator

from kiosk.check.all_texts import texts_by_file
from kiosk.check.make_problem import make_problem, problem_of_file
from kiosk.content.load import LoadResult
from kiosk.domain import Message, Problem
from kiosk.domain.template import PICTURE_MARK, WORDS
from kiosk.path_safety import read_head_below

_MARK_WITHIN = 512
_REPLACE = Message("write your own words in their place, or delete the file")


def template_texts(result: LoadResult) -> Iterator[Problem]:
    """One problem for each file that still holds words of the example, and one for its picture."""
    for file, texts in texts_by_file(result):
        words = [(key, text) for key, localized in texts for _, text in localized.values]
        left = [(key, text) for key, text in words if text.strip() in WORDS]
        if left:
            key, text = left[0]
            message = Message(
                "this still holds {count} of the texts that 'kiosk new' wrote as an example:"
                " '{text}'",
                count=len(left),
                text=" ".join(text.split())[:60],
            )
            yield make_problem(result, "template", file, key, message, _REPLACE)
    for work in result.snapshot.works:
        if work.picture and _is_example(result, work.picture.file):
            yield problem_of_file(
                "template",
                work.picture.file,
                Message("this is the picture that 'kiosk new' made as an example"),
                Message("put your own picture in its place, under the same name, or delete it"),
            )


def _is_example(result: LoadResult, file: str) -> bool:
    try:
        return PICTURE_MARK in read_head_below(result.snapshot.root, file, _MARK_WITHIN)
    except (OSError, ValueError):
        return False
