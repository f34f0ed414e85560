"""Put every item into words as its screen does, without a window: one that fails is not shown."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from kiosk.check.make_problem import problem_of_file
from kiosk.content.load import LoadResult
from kiosk.content.problems import SEND_TO_MAINTAINER
from kiosk.domain import Event, Exhibition, Message, Problem, Resource, Work
from kiosk.schedule import build_agenda, phase
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.gallery.work import WorkViewState
from kiosk.viewmodels.info.exhibition import InfoViewState
from kiosk.viewmodels.info.resource_rows import resource_row

# A file, and what makes its words.
_Wording = tuple[str, Callable[[], object]]


def find_wording_problems(result: LoadResult) -> list[Problem]:
    """The files whose words the screens could not make; the screens leave these items out.

    A work or a resource is worded in the first language, and in each that it has words in.
    """
    found: dict[str, Problem] = {}
    for file, make in _wordings(result):
        if file in found:
            continue
        try:
            make()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            message = Message(
                "the program failed on the words of this item, so it is not shown ({error})",
                error=repr(error)[:200],
            )
            found[file] = problem_of_file("not-shown", file, message, SEND_TO_MAINTAINER)
    return list(found.values())


def _wordings(result: LoadResult) -> Iterator[_Wording]:
    snapshot = result.snapshot
    exhibition = snapshot.exhibition
    now = datetime.now(ZoneInfo(exhibition.timezone))
    hosts = exhibition.code_targets
    for work in snapshot.works:
        for language in _languages_of(work, exhibition):
            yield work.file, partial(WorkViewState.of, work, language)
    entries = {entry.event.key: entry for entry in reversed(build_agenda(snapshot.events, now))}
    for entry in entries.values():
        for language in exhibition.languages:
            yield entry.event.file, partial(EventViewState.of, entry, language, hosts)
    for resource in snapshot.resources:
        for language in _languages_of(resource, exhibition):
            yield resource.file, partial(resource_row, resource, language, hosts)
    today = phase(exhibition, now)
    for language in exhibition.languages:
        made = partial(InfoViewState.of, snapshot, today, now, language, works=snapshot.works)
        yield "kiosk.yaml", made


def _languages_of(item: Work | Event | Resource, exhibition: Exhibition) -> Iterator[str]:
    first, *others = exhibition.languages
    yield first
    own = {language for language, _ in item.title.values}
    yield from (language for language in others if language in own)
