"""Words and the picture of ``kiosk new`` that nobody has replaced yet."""

from collections.abc import Iterable, Iterator

from kiosk.check.make_problem import make_problem, problem_of_file
from kiosk.content.load import LoadResult
from kiosk.domain import Event, Exhibition, Localized, Message, Page, Problem, Resource, Work
from kiosk.domain.template import PICTURE_MARK, WORDS
from kiosk.path_safety import read_head_below

_MARK_WITHIN = 512
_REPLACE = Message("write your own words in their place, or delete the file")


def template_texts(result: LoadResult) -> Iterator[Problem]:
    """One problem for each file that still holds words of the example, and one for its picture."""
    snapshot = result.snapshot
    files = [("kiosk.yaml", _of_exhibition(snapshot.exhibition))]
    files += [(work.file, _of_work(work)) for work in snapshot.works]
    files += [(event.file, _of_event(event)) for event in snapshot.events]
    files += [(one.file, _of_resource(one)) for one in snapshot.resources]
    files += [(page.file, _of_page(page)) for page in snapshot.pages]
    for file, texts in files:
        left = [(key, text) for key, words in texts for text in words if text.strip() in WORDS]
        if left:
            key, text = left[0]
            message = Message(
                "this still holds {count} of the texts that 'kiosk new' wrote as an example:"
                " '{text}'",
                count=len(left),
                text=" ".join(text.split())[:60],
            )
            yield make_problem(result, "template", file, key, message, _REPLACE)
    for work in snapshot.works:
        if work.picture and _is_example(result, work.picture.file):
            yield problem_of_file(
                "template",
                work.picture.file,
                Message("this is the picture that 'kiosk new' made as an example"),
                Message("put your own picture in its place, under the same name, or delete it"),
            )


TextsByKey = Iterable[tuple[str, Iterable[str]]]


def _words(text: Localized) -> list[str]:
    return [words for _, words in text.values]


def _of_exhibition(show: Exhibition) -> TextsByKey:
    return [
        ("title", _words(show.title)),
        ("address", _words(show.address)),
        ("summary", _words(show.summary)),
    ]


def _of_work(work: Work) -> TextsByKey:
    return [
        ("title", _words(work.title)),
        ("artist", _words(work.artist)),
        ("alt", _words(work.alt)),
        ("body", [*_words(work.wall_text), *_words(work.body)]),
    ]


def _of_event(event: Event) -> TextsByKey:
    return [("title", _words(event.title)), ("body", _words(event.description))]


def _of_resource(resource: Resource) -> TextsByKey:
    return [
        ("title", _words(resource.title)),
        ("by", _words(resource.by)),
        ("body", _words(resource.description)),
    ]


def _of_page(page: Page) -> TextsByKey:
    return [("body", _words(page.body))]


def _is_example(result: LoadResult, file: str) -> bool:
    try:
        return PICTURE_MARK in read_head_below(result.snapshot.root, file, _MARK_WITHIN)
    except (OSError, ValueError):
        return False
