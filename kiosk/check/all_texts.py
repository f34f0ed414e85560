"""The texts of a folder, by the file and the key in which they stand."""

from collections.abc import Iterator

from kiosk.content.load import LoadResult
from kiosk.domain import Event, Exhibition, Localized, Resource, Work

TextsByKey = list[tuple[str, Localized]]


def texts_by_file(result: LoadResult) -> Iterator[tuple[str, TextsByKey]]:
    """Each file of the first language with its texts; "body" is the text below the keys."""
    snapshot = result.snapshot
    yield "kiosk.yaml", _of_exhibition(snapshot.exhibition)
    yield from ((work.file, _of_work(work)) for work in snapshot.works)
    yield from ((event.file, _of_event(event)) for event in snapshot.events)
    yield from ((one.file, _of_resource(one)) for one in snapshot.resources)
    yield from ((page.file, [("body", page.body)]) for page in snapshot.pages)


def _of_exhibition(show: Exhibition) -> TextsByKey:
    return [("title", show.title), ("address", show.address), ("summary", show.summary)]


def _of_work(work: Work) -> TextsByKey:
    return [
        ("title", work.title),
        ("artist", work.artist),
        ("medium", work.medium),
        ("credit", work.credit),
        ("alt", work.alt),
        ("content_note", work.content_note),
        *(("pictures", text) for one in work.further for text in (one.name, one.alt)),
        ("body", work.wall_text),
        ("body", work.body),
    ]


def _of_event(event: Event) -> TextsByKey:
    return [
        ("title", event.title),
        ("place", event.place),
        ("alt", event.alt),
        ("body", event.description),
    ]


def _of_resource(resource: Resource) -> TextsByKey:
    return [("title", resource.title), ("by", resource.by), ("body", resource.description)]
