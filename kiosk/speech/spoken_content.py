"""Choose what is read aloud: what is open, else the name of the screen, or "Still here?"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from kiosk import i18n
from kiosk.domain import Localized
from kiosk.i18n import formatting
from kiosk.i18n.formatting import DOT_SEPARATOR
from kiosk.i18n.tagged_text import TaggedText, tagged
from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.keyed_list_model import Row
from kiosk.schedule import AgendaEntry
from kiosk.session import (
    DisplaySettings,
    LoopPosition,
    Screen,
    SessionState,
    SlideKind,
    transitions,
)
from kiosk.speech import script
from kiosk.speech.script import Sentence, Sentences, SpeechScript, label_sentences
from kiosk.viewmodels.board.event import EventViewState
from kiosk.viewmodels.board.tracks import sessions_at, sessions_by_day, slot_key, slots_of
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent
from kiosk.viewmodels.displayed.notice_words import EmergencyTurn
from kiosk.viewmodels.displayed.programme_filter import filtered, place_words
from kiosk.viewmodels.gallery.work import WorkViewState
from kiosk.viewmodels.info.exhibition import InfoViewState

# The screens' own texts, in their QML contexts.
_tr = QCoreApplication.translate


@dataclass(frozen=True, kw_only=True, slots=True)
class ScreenContext:
    """Everything that may be on the screen; ``work``, ``event`` and ``resource`` are open.

    ``emergency`` has all turns of the emergencies that stand, which cover everything else.
    """

    content: DisplayedContent
    state: SessionState
    work: WorkViewState
    event: EventViewState
    resource: Row
    info: InfoViewState
    emergency: tuple[EmergencyTurn, ...] = ()


class ScriptCache:
    """Keeps the last script until something that it is made from has changed."""

    def __init__(self) -> None:
        self._inputs = InputTracker()
        self._script = SpeechScript()

    def script_for(self, context: ScreenContext) -> SpeechScript:
        """Return the script of what is on the screen."""
        if self._inputs.changed(replace(context, state=_spoken_state(context.state))):
            self._script = context.content.failures.guard(
                f"read aloud on {context.state.location.screen}",
                lambda: build_script(context),
                SpeechScript(),
            )
        return self._script


def _spoken_state(state: SessionState) -> SessionState:
    """The part of the state that a script depends on: not pages, zoom, pause or history."""
    return SessionState(
        location=replace(state.location, page=0, list_page=0, code_kind=""),
        loop=LoopPosition(slide=state.loop.slide, on_standby=state.loop.on_standby),
        display=DisplaySettings(reach=state.display.reach),
        language=state.language,
        idle_prompt=state.idle_prompt,
    )


def build_script(context: ScreenContext) -> SpeechScript:
    """Return what is open, with its recording in the current language if there is one."""
    state, language = context.state, context.state.language
    if context.emergency:
        return SpeechScript(sentences=Sentences(_emergency_sentences(context.emergency)))
    if state.idle_prompt:
        return SpeechScript(sentences=Sentences(_idle_prompt_sentences(language)))
    match state.location.screen:
        case Screen.LOOP:
            return SpeechScript(sentences=Sentences(_slide_sentences(context)))
        case Screen.WALL:
            return SpeechScript(sentences=Sentences(_gallery_sentences(context)))
        case Screen.WORK:
            return _work_script(context)
        case Screen.BOARD:
            return _board_script(context)
        case Screen.RESOURCES:
            return _resources_script(context)
        case Screen.ABOUT:
            return script.exhibition_script(
                context.content.snapshot.exhibition, context.info, language
            )
        case Screen.HELP:
            return script.help_script(context.content.snapshot.exhibition, context.info, language)


def _emergency_sentences(turns: Sequence[EmergencyTurn]) -> tuple[Sentence, ...]:
    """Each language of each emergency once, in the order in which they are shown."""
    words = dict.fromkeys(
        (turn.notice.key, one) for turn in turns for one in (turn.first, turn.second)
    )
    return label_sentences(
        *(
            TaggedText(text=text, language=one.language)
            for _, one in words
            for text in (one.sign, one.headline, one.text, one.call)
            if one.headline
        )
    )


def _idle_prompt_sentences(language: str) -> tuple[Sentence, ...]:
    lines = (
        _tr("IdlePrompt", "Still here?"),
        _tr(
            "IdlePrompt",
            "Take all the time you need. Touch anywhere, and everything stays as it is.",
        ),
        _tr(
            "IdlePrompt",
            "When the line has thinned away, the screen goes back to the exhibition.",
        ),
        _tr("IdlePrompt", "Yes, I am here"),
        _tr("IdlePrompt", "Start over"),
    )
    return label_sentences(*(TaggedText(text=line, language=language) for line in lines))


def _work_script(context: ScreenContext) -> SpeechScript:
    work = context.content.works.get(context.state.location.work)
    if work is None:
        return SpeechScript()
    return script.work_script(
        work,
        context.work,
        context.state.language,
        covered=transitions.is_behind_content_note(context.state, context.content.catalogue),
        recordings=context.content.snapshot.recordings,
    )


def _slide_sentences(context: ScreenContext) -> tuple[Sentence, ...]:
    language = context.state.language
    slide = context.content.catalogue.slide_at(context.state.loop)
    work = context.content.works.get(slide.work)
    if work is not None:
        return label_sentences(
            tagged(work.title, language),
            TaggedText(text=work.artist.get(language), language=language),
        )
    if slide.kind is SlideKind.NOTICE:
        notice = next((one for one in context.content.notices if one.key == slide.notice), None)
        if notice is not None:
            return label_sentences(tagged(notice.headline, language), tagged(notice.text, language))
    if slide.kind is SlideKind.EVENT:
        entry = next((one for one in context.content.entries if one.key == slide.event), None)
        if entry is not None:
            words = formatting.full_date_and_time(entry, language)
            return label_sentences(
                tagged(entry.event.title, language), TaggedText(text=words, language=language)
            )
    if slide.kind is SlideKind.BOARD:
        return label_sentences(TaggedText(text=_tr("BottomBar", "Events"), language=language))
    lines = [
        TaggedText(text=words, language=language)
        for words in (context.info.poster, context.info.poster_note)
    ]
    hung = None if context.state.loop.on_standby else context.content.poster_work
    if hung is not None:
        lines += [
            tagged(hung.title, language),
            TaggedText(text=hung.artist.get(language), language=language),
        ]
    return label_sentences(tagged(context.content.snapshot.exhibition.title, language), *lines)


def _gallery_sentences(context: ScreenContext) -> tuple[Sentence, ...]:
    """ "Artworks. Poetry. 12"."""
    medium = context.state.location.medium
    keys = context.content.catalogue.works_of_medium(medium)
    language = context.state.language
    first = context.content.works.get(next(iter(keys), "")) if medium else None
    label = formatting.medium_label(first.medium_key, first.medium, language) if first else ""
    parts = (_tr("BottomBar", "Artworks"), label, str(len(keys)))
    text = DOT_SEPARATOR.join(part for part in parts if part)
    return label_sentences(TaggedText(text=text, language=language))


def _position_sentences(
    screen_name: str, key: str, keys: Sequence[str], language: str
) -> tuple[Sentence, ...]:
    """ "Events. 3 of 9", or "Events. 9" without an open entry."""
    count = position = str(len(keys))
    if key in keys:
        number = str(keys.index(key) + 1)
        position = _tr("Pager", "%1 of %2").replace("%1", number).replace("%2", count)
    text = f"{screen_name}{DOT_SEPARATOR}{position}"
    return label_sentences(TaggedText(text=text, language=language))


def _list_stands_alone(state: SessionState) -> bool:
    """True in reach mode until an entry of the list is chosen."""
    return state.display.reach and not (state.location.event or state.location.resource)


def _board_script(context: ScreenContext) -> SpeechScript:
    language, keys = context.state.language, context.content.catalogue.events
    entries = {entry.key: entry for entry in context.content.entries}
    open_entry = entries.get(context.event.key)
    if open_entry is None:
        return _notice(_tr("BoardView", "No events are announced at the moment."), language)
    name = _tr("BottomBar", "Events")
    location = context.state.location
    if not location.event and not location.month:
        # The whole programme is on the screen, or what fits of it.
        listed = filtered(context.content.entries, location.filter)
        shown = list(dict.fromkeys(entry.key for entry in listed))
        if location.choosing_filter:
            return _filter_script(len(shown), len(entries), language)
        if location.slot:
            return _slot_script(context, listed)
        titles = [entries[key].event.title for key in shown]
        return _list_script(_position_sentences(name, "", shown, language), titles, language)
    position = _position_sentences(name, context.event.key, keys, language)
    spoken = script.event_script(
        open_entry.event, context.event, language, context.content.snapshot.recordings
    )
    return replace(spoken, sentences=Sentences(position, spoken.sentences))


def _filter_script(fitting: int, count: int, language: str) -> SpeechScript:
    """How many events fit what was chosen; the choices name themselves."""
    told = i18n.tr("%1 of %2 events").replace("%1", str(fitting)).replace("%2", str(count))
    return _notice(DOT_SEPARATOR.join((_tr("FilterView", "Show only"), told)), language)


def _slot_script(context: ScreenContext, listed: Sequence[AgendaEntry]) -> SpeechScript:
    """The day and time, then each place with what is on there."""
    language, now = context.state.language, context.content.now
    days = sessions_by_day(listed, now.tzinfo)
    sessions = [one for found in days.values() for one in found]
    slots = slots_of(sessions)
    wanted = context.state.location.slot
    slot = next((one for one in slots if slot_key(one) >= wanted), slots[-1] if slots else now)
    day = formatting.long_date(slot.date(), language)
    head = DOT_SEPARATOR.join((day, formatting.time_of_day(slot, language)))
    lines = [label_sentences(TaggedText(text=head, language=language))]
    for one in sessions_at(sessions, slot):
        event = one.entry.event
        place = place_words(event, one.place, language) if one.place else ""
        lines.append(
            label_sentences(
                TaggedText(text=place, language=language), tagged(event.title, language)
            )
        )
    return SpeechScript(sentences=Sentences(*lines))


def _resources_script(context: ScreenContext) -> SpeechScript:
    language, keys = context.state.language, context.content.catalogue.resources
    resources = {resource.key: resource for resource in context.content.snapshot.resources}
    open_resource = resources.get(str(context.resource.get("key", "")))
    if open_resource is None:
        return _notice(_tr("ResourcesScreen", "No resources are listed at the moment."), language)
    name = _tr("BottomBar", "Resources")
    if _list_stands_alone(context.state):
        titles = [resources[key].title for key in keys if key in resources]
        return _list_script(_position_sentences(name, "", keys, language), titles, language)
    position = _position_sentences(name, open_resource.key, keys, language)
    spoken = script.resource_script(open_resource, context.resource, language)
    return replace(spoken, sentences=Sentences(position, spoken.sentences))


def _list_script(
    position: tuple[Sentence, ...], titles: Iterable[Localized], language: str
) -> SpeechScript:
    """The titles of a list, after its name and length."""
    entries = label_sentences(*(tagged(title, language) for title in titles))
    return SpeechScript(sentences=Sentences(position, entries))


def _notice(text: str, language: str) -> SpeechScript:
    """A single sentence, such as that a list is empty."""
    line = label_sentences(TaggedText(text=text, language=language))
    return SpeechScript(sentences=Sentences(line))
