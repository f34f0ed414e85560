"""What is read aloud where a visitor stands: what is open, else where they are; and the question before the screen goes home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kiosk.domain import Snapshot, Work
from kiosk.i18n import formatting
from kiosk.i18n.formatting import DOT_SEPARATOR
from kiosk.i18n.tagged_text import TaggedText, tagged
from kiosk.qt.keyed_list_model import Row
from kiosk.schedule import Entry
from kiosk.session import Catalogue, Screen, SessionState, SlideKind, transitions
from kiosk.speech import script
from kiosk.speech.script import Sentence, SpeechScript, label_sentences
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


def build_script(context: ScreenContext) -> SpeechScript:
    """What stands open, with its recording if it has one in the language shown."""
    state, language, show = context.state, context.state.language, context.snapshot.exhibition
    if state.idle_prompt:
        return SpeechScript(sentences=_idle_prompt_sentences(language))
    match state.place.screen:
        case Screen.LOOP:
            return SpeechScript(sentences=_slide_sentences(context))
        case Screen.WALL:
            return SpeechScript(sentences=_gallery_sentences(context))
        case Screen.WORK:
            work = context.works.get(state.place.work)
            covered = transitions.is_behind_content_note(state, context.catalogue)
            return (
                script.work_script(
                    work,
                    context.work,
                    language,
                    covered=covered,
                    recordings=context.snapshot.recordings,
                )
                if work
                else SpeechScript()
            )
        case Screen.BOARD:
            return _board_script(context)
        case Screen.RESOURCES:
            return _resources_script(context)
        case Screen.ABOUT:
            return script.exhibition_script(show, context.info, language)
        case Screen.HELP:
            return script.help_script(show, context.info, language)


def _idle_prompt_sentences(language: str) -> tuple[Sentence, ...]:
    lines = (
        _tr("IdlePrompt", "Still here?"),
        _tr(
            "IdlePrompt",
            "Take all the time you need. Without a touch, this screen goes back to the exhibition.",
        ),
        _tr("IdlePrompt", "Yes, go on"),
        _tr("IdlePrompt", "Start over"),
    )
    return label_sentences(*(TaggedText(text=line, language=language) for line in lines))


def _slide_sentences(context: ScreenContext) -> tuple[Sentence, ...]:
    language, loop = context.state.language, context.catalogue.playlist
    slide = loop[context.state.loop.slide % len(loop)]
    work = context.works.get(slide.work)
    if work is not None:
        return label_sentences(
            tagged(work.title, language),
            TaggedText(text=work.artist.get(language), language=language),
        )
    if slide.kind is SlideKind.BOARD:
        return label_sentences(TaggedText(text=_tr("BottomBar", "Events"), language=language))
    told = [
        TaggedText(text=words, language=language)
        for words in (context.info.poster, context.info.poster_note)
    ]
    return label_sentences(tagged(context.snapshot.exhibition.title, language), *told)


def _gallery_sentences(context: ScreenContext) -> tuple[Sentence, ...]:
    hung = context.catalogue.works_of_medium(context.state.place.medium)
    language = context.state.language
    first = context.works.get(next(iter(hung), "")) if context.state.place.medium else None
    medium = formatting.medium_label(first.medium_key, first.medium, language) if first else ""
    told = (_tr("BottomBar", "Artworks"), medium, str(len(hung)))
    return label_sentences(
        TaggedText(text=DOT_SEPARATOR.join(word for word in told if word), language=language)
    )


def _position_sentences(
    name: str, key: str, keys: Sequence[str], language: str
) -> tuple[Sentence, ...]:
    """ "Events. 3 of 9", or of a list "Events. 9"."""
    place = str(len(keys))
    if key in keys:
        place = (
            _tr("Pager", "%1 of %2").replace("%1", str(keys.index(key) + 1)).replace("%2", place)
        )
    return label_sentences(TaggedText(text=f"{name}{DOT_SEPARATOR}{place}", language=language))


def _list_stands_alone(state: SessionState) -> bool:
    """In reach mode a list stands alone until something of it is chosen."""
    return state.display.reach and not (state.place.event or state.place.resource)


def _board_script(context: ScreenContext) -> SpeechScript:
    language, keys = context.state.language, context.catalogue.events
    entries = {entry.key: entry for entry in context.entries}
    event = entries[context.event.key].event if context.event.key in entries else None
    room = _position_sentences(
        _tr("BottomBar", "Events"),
        "" if _list_stands_alone(context.state) else context.event.key,
        keys,
        language,
    )
    if event is None:
        none = TaggedText(
            text=_tr("BoardView", "No events are announced at the moment."), language=language
        )
        return SpeechScript(sentences=label_sentences(none))
    if _list_stands_alone(context.state):
        return SpeechScript(
            sentences=(
                *room,
                *label_sentences(
                    *(tagged(entries[key].event.title, language) for key in keys if key in entries)
                ),
            )
        )
    told = script.event_script(event, context.event, language, context.snapshot.recordings)
    return SpeechScript(sentences=(*room, *told.sentences), recording=told.recording)


def _resources_script(context: ScreenContext) -> SpeechScript:
    language, keys = context.state.language, context.catalogue.resources
    resources = {resource.key: resource for resource in context.snapshot.resources}
    open_one = resources.get(str(context.resource.get("key", "")))
    if open_one is None:
        none = TaggedText(
            text=_tr("ResourcesScreen", "No resources are listed at the moment."), language=language
        )
        return SpeechScript(sentences=label_sentences(none))
    listed = _list_stands_alone(context.state)
    room = _position_sentences(
        _tr("BottomBar", "Resources"), "" if listed else open_one.key, keys, language
    )
    if listed:
        return SpeechScript(
            sentences=(
                *room,
                *label_sentences(
                    *(tagged(resources[key].title, language) for key in keys if key in resources)
                ),
            )
        )
    return SpeechScript(
        sentences=(*room, *script.resource_script(open_one, context.resource, language).sentences)
    )
