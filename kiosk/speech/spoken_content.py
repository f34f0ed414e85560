"""What is read aloud where a visitor stands: what is open, else where they are; and the question before the screen goes home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kiosk.domain import Snapshot, Work
from kiosk.i18n import formatting
from kiosk.i18n.formatting import SEPARATOR
from kiosk.i18n.tagged_text import TaggedText, tagged
from kiosk.qt.keyed_list_model import Row
from kiosk.schedule import Entry
from kiosk.session import Catalogue, Screen, SessionState, SlideKind, transitions
from kiosk.speech import script
from kiosk.speech.script import Sentence, SpeechScript, head
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.gallery.work import WorkViewState
from kiosk.viewmodels.info.exhibition import InfoViewState

# The words that the screens themselves have.
_tr = QCoreApplication.translate


@dataclass(frozen=True, kw_only=True, slots=True)
class ScreenContext:
    """All that may stand on the screen; ``works`` are those on show by their keys, ``work``, ``event`` and ``resource`` what is open."""

    state: SessionState
    catalogue: Catalogue
    snapshot: Snapshot
    works: Mapping[str, Work]
    work: WorkViewState
    entries: Sequence[Entry]
    event: EventViewState
    resource: Row
    info: InfoViewState


def script_of(sight: ScreenContext) -> SpeechScript:
    """What stands open, with its recording if it has one in the language shown."""
    state, language, show = sight.state, sight.state.language, sight.snapshot.exhibition
    if state.idle_prompt:
        return SpeechScript(sentences=_question(language))
    match state.place.screen:
        case Screen.LOOP:
            return SpeechScript(sentences=_slide(sight))
        case Screen.WALL:
            return SpeechScript(sentences=_wall(sight))
        case Screen.WORK:
            work = sight.works.get(state.place.work)
            covered = transitions.is_behind_note(state, sight.catalogue)
            return (
                script.of_work(
                    work, sight.work, language, covered=covered, roots=sight.snapshot.roots
                )
                if work
                else SpeechScript()
            )
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
        _tr("IdlePrompt", "Still here?"),
        _tr(
            "IdlePrompt",
            "Take all the time you need. Without a touch, this screen goes back to the exhibition.",
        ),
        _tr("IdlePrompt", "Yes, go on"),
        _tr("IdlePrompt", "Start over"),
    )
    return head(*(TaggedText(text=line, language=language) for line in lines))


def _slide(sight: ScreenContext) -> tuple[Sentence, ...]:
    language, loop = sight.state.language, sight.catalogue.playlist
    slide = loop[sight.state.loop.slide % len(loop)]
    work = sight.works.get(slide.work)
    if work is not None:
        return head(
            tagged(work.title, language),
            TaggedText(text=work.artist.get(language), language=language),
        )
    if slide.kind is SlideKind.BOARD:
        return head(TaggedText(text=_tr("BottomBar", "Events"), language=language))
    told = [
        TaggedText(text=words, language=language)
        for words in (sight.info.poster, sight.info.poster_note)
    ]
    return head(tagged(sight.snapshot.exhibition.title, language), *told)


def _wall(sight: ScreenContext) -> tuple[Sentence, ...]:
    hung = sight.catalogue.works_of_medium(sight.state.place.medium)
    language = sight.state.language
    first = sight.works.get(next(iter(hung), "")) if sight.state.place.medium else None
    medium = formatting.medium(first.medium_key, first.medium, language) if first else ""
    told = (_tr("BottomBar", "Artworks"), medium, str(len(hung)))
    return head(TaggedText(text=SEPARATOR.join(word for word in told if word), language=language))


def _room(name: str, key: str, keys: Sequence[str], language: str) -> tuple[Sentence, ...]:
    """ "Events. 3 of 9", or of a list "Events. 9"."""
    place = str(len(keys))
    if key in keys:
        place = (
            _tr("Pager", "%1 of %2").replace("%1", str(keys.index(key) + 1)).replace("%2", place)
        )
    return head(TaggedText(text=f"{name}{SEPARATOR}{place}", language=language))


def _listed(state: SessionState) -> bool:
    """In reach mode a list stands alone until something of it is chosen."""
    return state.display.reach and not (state.place.event or state.place.resource)


def _board(sight: ScreenContext) -> SpeechScript:
    language, keys = sight.state.language, sight.catalogue.events
    entries = {entry.key: entry for entry in sight.entries}
    event = entries[sight.event.key].event if sight.event.key in entries else None
    room = _room(
        _tr("BottomBar", "Events"), "" if _listed(sight.state) else sight.event.key, keys, language
    )
    if event is None:
        none = TaggedText(
            text=_tr("BoardView", "No events are announced at the moment."), language=language
        )
        return SpeechScript(sentences=head(none))
    if _listed(sight.state):
        return SpeechScript(
            sentences=(
                *room,
                *head(
                    *(tagged(entries[key].event.title, language) for key in keys if key in entries)
                ),
            )
        )
    told = script.of_event(event, sight.event, language, sight.snapshot.roots)
    return SpeechScript(sentences=(*room, *told.sentences), recording=told.recording)


def _resources(sight: ScreenContext) -> SpeechScript:
    language, keys = sight.state.language, sight.catalogue.resources
    resources = {resource.key: resource for resource in sight.snapshot.resources}
    open_one = resources.get(str(sight.resource.get("key", "")))
    if open_one is None:
        none = TaggedText(
            text=_tr("ResourcesScreen", "No resources are listed at the moment."), language=language
        )
        return SpeechScript(sentences=head(none))
    listed = _listed(sight.state)
    room = _room(_tr("BottomBar", "Resources"), "" if listed else open_one.key, keys, language)
    if listed:
        return SpeechScript(
            sentences=(
                *room,
                *head(
                    *(tagged(resources[key].title, language) for key in keys if key in resources)
                ),
            )
        )
    return SpeechScript(
        sentences=(*room, *script.of_resource(open_one, sight.resource, language).sentences)
    )
