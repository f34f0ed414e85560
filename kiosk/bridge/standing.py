"""What is read aloud where a visitor stands: what is open, else where they are; and the question before the screen goes home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kiosk.bridge import phrases, script
from kiosk.bridge.cards import WorkFace
from kiosk.bridge.event_card import EventFace
from kiosk.bridge.info import InfoFace
from kiosk.bridge.parts import Part, part
from kiosk.bridge.phrases import SEPARATOR
from kiosk.bridge.rows import Row
from kiosk.bridge.script import Script, Sentence, head
from kiosk.domain import Snapshot, Work
from kiosk.schedule import Entry
from kiosk.session import Guide, Screen, SlideKind, State, moves

# The words that the screens themselves have.
_tr = QCoreApplication.translate


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """All that may stand on the screen; ``works`` are those on show by their keys, ``work``, ``event`` and ``resource`` what is open."""

    state: State
    guide: Guide
    snapshot: Snapshot
    works: Mapping[str, Work]
    work: WorkFace
    entries: Sequence[Entry]
    event: EventFace
    resource: Row
    info: InfoFace


def script_of(sight: Sight) -> Script:
    """What stands open, with its recording if it has one in the language shown."""
    state, language, show = sight.state, sight.state.language, sight.snapshot.exhibition
    if state.asking:
        return Script(sentences=_question(language))
    match state.place.screen:
        case Screen.LOOP:
            return Script(sentences=_slide(sight))
        case Screen.WALL:
            return Script(sentences=_wall(sight))
        case Screen.WORK:
            work = sight.works.get(state.place.work)
            covered = moves.hidden(state, sight.guide)
            return script.of_work(work, sight.work, language, covered=covered, roots=sight.snapshot.roots) if work else Script()
        case Screen.BOARD:
            return _board(sight)
        case Screen.RESOURCES:
            return _resources(sight)
        case Screen.ABOUT:
            return script.of_exhibition(show, sight.info, language)
        case Screen.HELP:
            return script.of_help(show, sight.info, language)


def _question(language: str) -> tuple[Sentence, ...]:
    lines = (
        _tr("StillHere", "Still here?"),
        _tr("StillHere", "Take all the time you need. Without a touch, this screen goes back to the exhibition."),
        _tr("StillHere", "Yes, go on"),
        _tr("StillHere", "Start over"),
    )
    return head(*(Part(words=line, language=language) for line in lines))


def _slide(sight: Sight) -> tuple[Sentence, ...]:
    language, loop = sight.state.language, sight.guide.loop
    slide = loop[sight.state.loop.slide % len(loop)]
    work = sight.works.get(slide.work)
    if work is not None:
        return head(part(work.title, language), Part(words=work.artist.get(language), language=language))
    if slide.kind is SlideKind.BOARD:
        return head(Part(words=_tr("BottomBar", "Events"), language=language))
    told = [Part(words=words, language=language) for words in (sight.info.poster, sight.info.poster_note)]
    return head(part(sight.snapshot.exhibition.title, language), *told)


def _wall(sight: Sight) -> tuple[Sentence, ...]:
    hung = sight.guide.on_wall(sight.state.place.medium)
    language = sight.state.language
    first = sight.works.get(next(iter(hung), "")) if sight.state.place.medium else None
    medium = phrases.medium(first.medium_key, first.medium, language) if first else ""
    told = (_tr("BottomBar", "Artworks"), medium, str(len(hung)))
    return head(Part(words=SEPARATOR.join(word for word in told if word), language=language))


def _room(name: str, key: str, keys: Sequence[str], language: str) -> tuple[Sentence, ...]:
    """ "Events. 3 of 9", or of a list "Events. 9"."""
    place = str(len(keys))
    if key in keys:
        place = _tr("Pager", "%1 of %2").replace("%1", str(keys.index(key) + 1)).replace("%2", place)
    return head(Part(words=f"{name}{SEPARATOR}{place}", language=language))


def _listed(state: State) -> bool:
    """In reach mode a list stands alone until something of it is chosen."""
    return state.comfort.reach and not (state.place.event or state.place.resource)


def _board(sight: Sight) -> Script:
    language, keys = sight.state.language, sight.guide.events
    entries = {entry.key: entry for entry in sight.entries}
    event = entries[sight.event.key].event if sight.event.key in entries else None
    room = _room(_tr("BottomBar", "Events"), "" if _listed(sight.state) else sight.event.key, keys, language)
    if event is None:
        none = Part(words=_tr("BoardView", "No events are announced at the moment."), language=language)
        return Script(sentences=head(none))
    if _listed(sight.state):
        return Script(sentences=(*room, *head(*(part(entries[key].event.title, language) for key in keys if key in entries))))
    told = script.of_event(event, sight.event, language, sight.snapshot.roots)
    return Script(sentences=(*room, *told.sentences), recording=told.recording)


def _resources(sight: Sight) -> Script:
    language, keys = sight.state.language, sight.guide.resources
    resources = {resource.key: resource for resource in sight.snapshot.resources}
    open_one = resources.get(str(sight.resource.get("key", "")))
    if open_one is None:
        none = Part(words=_tr("ResourcesScreen", "No resources are listed at the moment."), language=language)
        return Script(sentences=head(none))
    listed = _listed(sight.state)
    room = _room(_tr("BottomBar", "Resources"), "" if listed else open_one.key, keys, language)
    if listed:
        return Script(sentences=(*room, *head(*(part(resources[key].title, language) for key in keys if key in resources))))
    return Script(sentences=(*room, *script.of_resource(open_one, sight.resource, language).sentences))
