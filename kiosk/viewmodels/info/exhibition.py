"""The exhibition as the screens show it: typed properties with finished strings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk import i18n
from kiosk.domain import Exhibition, HelpLine, Page, Snapshot, Work, design
from kiosk.domain.bounds import LOGOS
from kiosk.domain.reach import HIGHEST_REACH_MM, LOWEST_REACH_MM
from kiosk.i18n import formatting
from kiosk.i18n.formatting import DOT_SEPARATOR
from kiosk.i18n.tagged_text import (
    TaggedText,
    join_paragraphs,
    language_note,
    tagged,
    with_language_note,
)
from kiosk.pictures import palette, tint
from kiosk.qr import CodeTarget, code_target, number_address
from kiosk.qt.input_tracker import InputTracker
from kiosk.qt.qml import Property, QmlUncreatable
from kiosk.schedule import ExhibitionPhase
from kiosk.session import SessionState
from kiosk.text import bidi_wrap, isolate, join_lines
from kiosk.viewmodels.displayed.displayed_content import DisplayedContent

QML_IMPORT_NAME = "KioskViewModels"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class InfoViewState:
    """The exhibition in one language at one time.

    ``poster`` is the heading that is shown while there are no works to show. ``welcome`` stands on
    the screen about the exhibition in place of a title, and ``contents``, the media of the works
    on display, in place of the text: kiosk.yaml may not be readable.
    """

    title: str = ""
    welcome: str = ""
    contents: str = ""
    by: str = ""
    host: str = ""
    place: str = ""
    open_when: str = ""
    summary: str = ""
    poster: str = ""
    poster_note: str = ""
    about: tuple[TaggedText, ...] = ()
    programme_band: str = ""
    programme_payload: str = ""
    programme_address: str = ""
    today: str = ""
    zone: str = ""
    help_name: str = ""
    help_phone: str = ""
    help_text_number: str = ""
    help_text_word: str = ""
    help_text_offer: str = ""
    help_tty: str = ""
    help_emergency: str = ""
    help_note: str = ""
    wall: str = ""
    accent: str = ""
    logos: tuple[tuple[str, str, int, int], ...] = ()
    diagonal: float = 0.0
    bottom: float = 0.0
    languages: tuple[tuple[str, str], ...] = ()
    other_language: str = ""
    other_language_name: str = ""

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        phase: ExhibitionPhase,
        now: datetime,
        language: str,
        *,
        works: Iterable[Work] = (),
        trusted: bool = True,
    ) -> "InfoViewState":
        """The exhibition's texts. ``now`` is in its time zone, ``works`` are on display.

        Without a trusted clock ``today`` is empty.
        """
        show = snapshot.exhibition
        poster, note = _poster(snapshot, phase, now, language)
        help_line = show.help_line
        mirrored = formatting.is_right_to_left_language(language)
        languages = show.languages
        following = (
            languages[(languages.index(language) + 1) % len(languages)]
            if language in languages
            else ""
        )
        other = following if following != language else ""
        # docs/ACCESSIBILITY.md, 21.
        texts = language.split("-")[0] in help_line.text_languages
        programme = code_target(show.programme, show.code_targets) if show.programme else None
        if not isinstance(programme, CodeTarget):
            programme = None
        return cls(
            title=bidi_wrap(show.title.get(language)),
            programme_band=_programme_band(show, now, language) if trusted else "",
            programme_payload=programme.payload if programme else "",
            programme_address=programme.shown if programme else "",
            welcome="" if show.title else i18n.tr("Welcome"),
            contents="" if show.title else _contents(works, language) or note,
            by=bidi_wrap(show.presented_by.get(language)),
            host=bidi_wrap(show.hosted_by.get(language)),
            place=join_lines(
                show.place.get(language), show.address.get(language), mirrored=mirrored
            ),
            open_when=join_lines(
                formatting.exhibition_dates(show, language),
                *formatting.opening_hours(show, language),
                show.hours_note.get(language),
                mirrored=mirrored,
            ),
            summary=bidi_wrap(show.summary.get(language)),
            poster=poster,
            poster_note=note,
            about=tuple(_about_paragraphs(show, snapshot.pages, language)),
            today=formatting.long_date(now.date(), language) if trusted else "",
            zone=i18n.tr("All times: %1").replace("%1", formatting.timezone_name(now, language)),
            help_name=bidi_wrap(help_line.name.get(language)),
            help_phone=isolate(help_line.phone) if mirrored else help_line.phone,
            help_text_number=help_line.text_number if texts else "",
            help_text_word=help_line.text_word if texts else "",
            help_text_offer=_text_offer(help_line, language) if texts else "",
            help_tty=help_line.tty,
            help_emergency=help_line.emergency,
            help_note=join_lines(
                help_line.note.get(language),
                language_note(help_line.note, language),
                mirrored=mirrored,
            ),
            wall=show.wall,
            accent=show.accent,
            logos=tuple(
                (one.key, one.name.get(language), one.picture.width, one.picture.height)
                for one in snapshot.logos
                if one.picture
            ),
            diagonal=show.screen.diagonal_inches,
            bottom=show.screen.bottom_mm,
            languages=tuple((tag, formatting.native_language_name(tag)) for tag in languages)
            if len(languages) > 1
            else (),
            other_language=other,
            other_language_name=DOT_SEPARATOR.join(
                formatting.native_language_name(tag) for tag in languages if tag != language
            )
            if len(languages) <= 3
            else formatting.native_language_name(language),
        )


def _text_offer(help_line: HelpLine, language: str) -> str:
    """What stands beside the number for text messages: "write BEFREE, in English or Spanish"."""
    names = formatting.language_list(help_line.text_languages, language)
    if help_line.text_word:
        offer = i18n.tr("Text message: write %1, in %2")
        return offer.replace("%1", help_line.text_word).replace("%2", names)
    return i18n.tr("Text message, in %1").replace("%1", names)


def _programme_band(show: Exhibition, now: datetime, language: str) -> str:
    """Where and when the exhibition is, and until when it is open today."""
    place = show.place.get(language).split(",", maxsplit=1)[0]
    parts = [place, formatting.exhibition_dates(show, language)]
    today = next((one for one in show.hours if one.weekday == now.weekday()), None)
    if today is not None and now.date() not in show.closed_days and now.time() < today.closes:
        closing = now.replace(hour=today.closes.hour, minute=today.closes.minute)
        closes = formatting.time_of_day(closing, language)
        parts.append(i18n.tr("Open today until %1").replace("%1", closes))
    return formatting.join_with_dots(*parts, language=language)


def _poster(
    snapshot: Snapshot, phase: ExhibitionPhase, now: datetime, language: str
) -> tuple[str, str]:
    """The heading of the poster, and the words below it."""
    show = snapshot.exhibition
    if phase is ExhibitionPhase.ENDED and show.closes:
        thanks = i18n.tr(
            "It closed on %1. Thank you to everyone who made it, and to everyone who came to look."
        )
        closing_day = formatting.full_date_in_sentence(show.closes, language)
        note = join_lines(
            thanks.replace("%1", closing_day),
            show.coming_next.get(language),
            i18n.tr("Books and other resources are still here.") if snapshot.resources else "",
            mirrored=formatting.is_right_to_left_language(language),
        )
        return i18n.tr("This exhibition has ended"), note
    if phase is ExhibitionPhase.UPCOMING and show.opens:
        heading = i18n.tr("Opens on %1")
        opening_day = formatting.full_date_in_sentence(show.opens, language)
        if show.opens - now.date() == timedelta(days=1):
            heading = i18n.tr("Opens tomorrow, %1")
            opening_day = formatting.month_and_day_in_sentence(show.opens, language)
        return heading.replace("%1", opening_day), join_lines(
            i18n.tr("Until %1").replace(
                "%1", formatting.full_date_in_sentence(show.closes, language)
            )
            if show.closes and show.closes != show.opens
            else "",
            show.place.get(language),
            *formatting.opening_hours(show, language),
            mirrored=formatting.is_right_to_left_language(language),
        )
    if not snapshot.works:
        # A folder of events alone is a board, which promises no artworks.
        return i18n.tr("Welcome"), "" if snapshot.events else i18n.tr(
            "The artworks are being hung. Please come by again."
        )
    return "", ""


def _contents(works: Iterable[Work], language: str) -> str:
    media = {work.medium_key: work.medium for work in works if work.medium_key}
    return DOT_SEPARATOR.join(
        formatting.medium_label(key, printed, language) for key, printed in media.items()
    )


def _about_paragraphs(
    show: Exhibition, pages: tuple[Page, ...], language: str
) -> Iterator[TaggedText]:
    if not any(page.body or (page.title and len(pages) > 1) for page in pages):
        yield from with_language_note(show.summary, language)
    for page in pages:
        heading = tagged(page.title, language)
        if len(pages) > 1 and heading.text:
            yield TaggedText(text=f"## {heading.text}", language=heading.language)
        yield from with_language_note(page.body, language)


def _payload(scheme: str, number: str) -> str:
    """The payload of a number's code; "" where it is not one number."""
    target = code_target(number_address(scheme, number))
    return target.payload if isinstance(target, CodeTarget) else ""


@QmlElement
@QmlUncreatable("the controller owns it")
class InfoViewModel(QObject):
    """The exhibition for QML."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = InfoViewState()
        self._inputs = InputTracker()

    def update(self, content: DisplayedContent, state: SessionState) -> None:
        """Recompute the texts, if the content or the language changed."""
        if self._inputs.changed(content, state.language):
            self.set_state(
                content.failures.guard(
                    "kiosk.yaml",
                    lambda: InfoViewState.of(
                        content.snapshot,
                        content.phase,
                        content.now,
                        state.language,
                        works=content.works.values(),
                        trusted=content.trusted,
                    ),
                    InfoViewState(),
                )
            )

    @property
    def state(self) -> InfoViewState:
        """The state that is shown."""
        return self._state

    def set_state(self, state: InfoViewState) -> None:
        """Show the exhibition at another time or in another language."""
        if state != self._state:
            self._state = state
            self.changed.emit()

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._state.title

    @Property(str, notify=changed)
    def welcome(self) -> str:
        return self._state.welcome

    @Property(str, notify=changed)
    def contents(self) -> str:
        return self._state.contents

    @Property(str, notify=changed)
    def by(self) -> str:
        return self._state.by

    @Property(str, notify=changed)
    def host(self) -> str:
        return self._state.host

    @Property(str, notify=changed)
    def place(self) -> str:
        return self._state.place

    @Property(str, notify=changed)
    def openWhen(self) -> str:
        """Dates, hours and the note on them, in lines."""
        return self._state.open_when

    @Property(str, notify=changed)
    def summary(self) -> str:
        return self._state.summary

    @Property(str, notify=changed)
    def poster(self) -> str:
        return self._state.poster

    @Property(str, notify=changed)
    def posterNote(self) -> str:
        return self._state.poster_note

    @Property(str, notify=changed)
    def about(self) -> str:
        return join_paragraphs(self._state.about)

    @Property(str, notify=changed)
    def programmeBand(self) -> str:
        """Where and when the exhibition is, for the line above the programme."""
        return self._state.programme_band

    @Property(str, notify=changed)
    def programmePayload(self) -> str:
        """The payload of a code that leads to the whole programme; "" without one."""
        return self._state.programme_payload

    @Property(str, notify=changed)
    def programmeAddress(self) -> str:
        return self._state.programme_address

    @Property(str, notify=changed)
    def today(self) -> str:
        return self._state.today

    @Property(str, notify=changed)
    def zone(self) -> str:
        return self._state.zone

    @Property(str, notify=changed)
    def helpName(self) -> str:
        return self._state.help_name

    @Property(str, notify=changed)
    def helpPhone(self) -> str:
        return self._state.help_phone

    @Property(str, notify=changed)
    def helpTextNumber(self) -> str:
        return self._state.help_text_number

    @Property(str, notify=changed)
    def helpTextWord(self) -> str:
        return self._state.help_text_word

    @Property(str, notify=changed)
    def helpTextOffer(self) -> str:
        """What to write to the number for text messages, and in which languages."""
        return self._state.help_text_offer

    @Property(str, notify=changed)
    def helpTty(self) -> str:
        return self._state.help_tty

    @Property(str, notify=changed)
    def helpEmergency(self) -> str:
        return self._state.help_emergency

    @Property(str, notify=changed)
    def helpNote(self) -> str:
        return self._state.help_note

    @Property(str, notify=changed)
    def helpPayload(self) -> str:
        """The payload of a code that calls the help line."""
        return _payload("tel", self._state.help_phone)

    @Property(str, notify=changed)
    def helpTextPayload(self) -> str:
        """The payload of a code that starts a text message.

        Empty where text messages are not answered in this language.
        """
        return _payload("sms", self._state.help_text_number)

    @Property(int, constant=True)
    def logoSlots(self) -> int:
        """The most logos that there may be."""
        return LOGOS.limit

    @Property("QVariantList", notify=changed)
    def logos(self) -> list[dict[str, object]]:
        """Each with its ``key``, ``name``, ``wide`` and ``tall`` in pixels."""
        names = ("key", "name", "wide", "tall")
        return [dict(zip(names, one, strict=True)) for one in self._state.logos]

    @Property(str, notify=changed)
    def wallTop(self) -> str:
        """The wall behind the works, ``#rrggbb``."""
        return self._state.wall or design.WALL_TOP

    @Property(str, notify=changed)
    def wallBottom(self) -> str:
        return tint.lower(self._state.wall)

    @Property(str, notify=changed)
    def accent(self) -> str:
        """The colour of what is now, on the wall and the bar."""
        return self._state.accent or design.ACCENT

    @Property(str, notify=changed)
    def accentInk(self) -> str:
        """The same on paper."""
        return palette.accent_on_paper(self._state.accent) or design.ACCENT_INK

    @Property(float, notify=changed)
    def diagonal(self) -> float:
        """The diagonal of the screen in inches; 0 when it is not known."""
        return self._state.diagonal

    @Property(float, constant=True)
    def lowestReachMm(self) -> float:
        """The lowest height above the floor at which something may be touched, in millimetres."""
        return LOWEST_REACH_MM

    @Property(float, constant=True)
    def highestReachMm(self) -> float:
        """The highest height above the floor at which something may be touched, in millimetres."""
        return HIGHEST_REACH_MM

    @Property(float, notify=changed)
    def bottom(self) -> float:
        """Height of the screen's lower edge above the floor in mm; 0 when it is not known."""
        return self._state.bottom

    @Property("QVariantList", notify=changed)
    def languages(self) -> list[list[str]]:
        """Languages to choose from, as pairs of tag and native name; empty if there is only one."""
        return [list(pair) for pair in self._state.languages]

    @Property(str, notify=changed)
    def otherLanguage(self) -> str:
        return self._state.other_language

    @Property(str, notify=changed)
    def otherLanguageName(self) -> str:
        """The native names of the other languages, as far as there is room for them."""
        return self._state.other_language_name
