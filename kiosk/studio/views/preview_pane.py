"""The live preview beside the forms: the screen, and the choices of how to look at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QDateTime, QLocale, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Exhibition, Message
from kiosk.i18n.formatting import native_language_name
from kiosk.session.state import TEXT_SCALES
from kiosk.studio.preview.link import PreviewLink
from kiosk.studio.viewmodels.moments import SCREENS, MomentRange, OwnScreen
from kiosk.studio.views.parts import SPACE, Heading, Words, button, named
from kiosk.studio.views.preview_view import PreviewView
from kiosk.studio.wording import said

# Milliseconds after the last step of the slider before the screen is asked for that moment.
_SLIDER_MS = 60
_HOURS_OF_A_DAY = 24


class PreviewPane(QWidget):
    """The preview with its choices. ``opened`` is emitted with what a visitor opened: its key."""

    opened = Signal(str)

    def __init__(self, link: PreviewLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._range = MomentRange.of(Exhibition(), date.today())  # noqa: DTZ011 - a local day
        self._languages: list[str] = []
        self.view = PreviewView(link)
        self.view.shown.connect(self._on_shown)
        self._stopped = self._stopped_row()
        link.ended.connect(self._on_ended)
        self._screen = QComboBox()
        for name, size in SCREENS:
            self._screen.addItem(said(name), size)
        self._own_screens: Sequence[OwnScreen] = ()
        self._language = QComboBox()
        self._scale = QComboBox()
        for scale in TEXT_SCALES:
            self._scale.addItem(f"{scale * 100:.0f} %", scale)
        self._contrast = QCheckBox(said(Message("High &contrast")))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setPageStep(_HOURS_OF_A_DAY)
        self._exact = QDateTimeEdit()
        self._exact.setCalendarPopup(True)
        self._exact.setDisplayFormat(_date_format())
        self._now = button(said(Message("&Now")), said(Message("Show the screen at this moment")))
        self._moment_timer = QTimer(self, singleShot=True, interval=_SLIDER_MS)
        self._moment_timer.timeout.connect(self._say_moment)
        self._name_controls()
        self._lay_out()
        self._screen.currentIndexChanged.connect(self._on_screen)
        self._language.activated.connect(self._on_language)
        self._scale.currentIndexChanged.connect(self._say_display)
        self._contrast.toggled.connect(self._say_display)
        self._slider.valueChanged.connect(self._on_slider)
        self._exact.dateTimeChanged.connect(self._on_exact)
        self._now.clicked.connect(self.show_now)

    def _name_controls(self) -> None:
        named(self._screen, said(Message("Screen")), said(Message("Size and orientation")))
        named(self._language, said(Message("Language of the screen")))
        named(self._scale, said(Message("Text size of the screen")))
        named(self._contrast, said(Message("High contrast")))
        named(
            self._slider,
            said(Message("Moment that the screen shows")),
            said(Message("The arrow keys move by an hour, Page Up and Page Down by a day")),
        )
        named(self._exact, said(Message("Day and time that the screen shows")))

    def _stopped_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            Words(said(Message("The preview has ended. Your files are not affected.")))
        )
        again = button(said(Message("Start it again")))
        again.clicked.connect(self._restart)
        layout.addWidget(again)
        row.hide()
        return row

    def _lay_out(self) -> None:
        choices = QGridLayout()
        choices.setSpacing(SPACE)
        for place, (text, control) in enumerate(
            (
                (Message("&Screen"), self._screen),
                (Message("&Language"), self._language),
                (Message("Text si&ze"), self._scale),
            )
        ):
            label = QLabel(said(text))
            label.setBuddy(control)
            choices.addWidget(label, 0, place)
            choices.addWidget(control, 1, place)
        choices.addWidget(self._contrast, 1, 3)
        choices.setColumnStretch(0, 2)
        moment = QHBoxLayout()
        moment.setSpacing(SPACE)
        moment.addWidget(self._slider, 1)
        moment.addWidget(self._exact)
        moment.addWidget(self._now)
        label = QLabel(said(Message("Looking at the &moment")))
        label.setBuddy(self._slider)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(Heading(said(Message("On the screen")), 2))
        layout.addLayout(choices)
        layout.addWidget(self._stopped)
        layout.addWidget(self.view, 1)
        layout.addWidget(label)
        layout.addLayout(moment)

    # What the studio tells

    def set_exhibition(self, exhibition: Exhibition, now: datetime) -> None:
        """Offer the languages and the days of an exhibition; ``now`` is in its time zone."""
        new = MomentRange.of(exhibition, now.date())
        if new != self._range:
            chosen = self._exact.dateTime()
            self._range = new
            with QSignalBlocker(self._slider):
                self._slider.setRange(0, new.last_hour)
            if not self._has_moment:
                self.show_at(now)
            else:
                self._set_controls(_python(chosen))
        self._offer_languages(list(exhibition.languages))
        if not self._has_begun:
            self._has_begun = True
            self._say_moment()
            self._link.say("start")

    _has_moment = _has_begun = False

    def set_own_screens(self, screens: Sequence[OwnScreen]) -> None:
        """Offer the exhibition's own screens first; the first of them is shown at the beginning."""
        if screens == self._own_screens:
            return
        is_first = not self._own_screens
        chosen = self._screen.currentText()
        usual = [(said(name), size) for name, size in SCREENS]
        with QSignalBlocker(self._screen):
            self._screen.clear()
            for words, size in (*((one.words, one.size) for one in screens), *usual):
                self._screen.addItem(words, size)
            place = 0 if is_first else max(0, self._screen.findText(chosen))
            self._screen.setCurrentIndex(place)
        self._own_screens = screens
        self._on_screen(place)

    def _offer_languages(self, languages: list[str]) -> None:
        if languages == self._languages:
            return
        self._languages = languages
        before = self._language.currentData()
        with QSignalBlocker(self._language):
            self._language.clear()
            for tag in languages:
                self._language.addItem(native_language_name(tag), tag)
            self._language.setCurrentIndex(max(0, self._language.findData(before)))
        self._language.setEnabled(len(languages) > 1)

    def show_at(self, moment: datetime) -> None:
        """Show the screen at a moment, which is wall-clock time at the exhibition."""
        self._set_controls(moment)
        self._moment_timer.start()

    def show_now(self) -> None:
        """Show the screen as it is now, by this computer's clock."""
        self.show_at(datetime.now())  # noqa: DTZ005 - as the clock beside the desk says

    def show_item(self, kind: str, key: str) -> None:
        """Open an item on the screen."""
        self._link.say("show", kind=kind, key=key)

    def show_language(self, language: str) -> None:
        """Show the screen in a language of the exhibition."""
        place = self._language.findData(language)
        if place >= 0:
            self._language.setCurrentIndex(place)
            self._on_language()

    def read(self) -> None:
        """Read the folder again: something in it has changed."""
        self._link.say("read")

    def show_draft(self, name: str, text: str) -> None:
        """Show a file's text as it is being typed."""
        self._link.say("draft", name=name, text=text)

    # What the curator does

    def _on_screen(self, index: int) -> None:
        size = self._screen.itemData(index)
        if size is not None:
            self.view.set_window(*size)

    def _on_language(self) -> None:
        self._link.say("language", language=self._language.currentData())

    def _say_display(self) -> None:
        self._link.say(
            "display",
            text_scale=self._scale.currentData(),
            contrast=self._contrast.isChecked(),
        )

    def _on_slider(self, hour: int) -> None:
        moment = self._range.moment(hour)
        with QSignalBlocker(self._exact):
            self._exact.setDateTime(_qt(moment))
        self._has_moment = True
        self._moment_timer.start()

    def _on_exact(self, chosen: QDateTime) -> None:
        with QSignalBlocker(self._slider):
            self._slider.setValue(self._range.hour(_python(chosen)))
        self._has_moment = True
        self._moment_timer.start()

    def _set_controls(self, moment: datetime) -> None:
        self._has_moment = True
        with QSignalBlocker(self._slider), QSignalBlocker(self._exact):
            self._slider.setValue(self._range.hour(moment.replace(tzinfo=None)))
            self._exact.setDateTime(_qt(moment))

    def _say_moment(self) -> None:
        moment = _python(self._exact.dateTime())
        self._link.say("at", moment=moment.isoformat(timespec="seconds"))

    # What the preview tells

    def _on_shown(self, head: dict[str, object]) -> None:
        self._stopped.hide()
        language = self._language.findData(head.get("language"))
        if language >= 0 and language != self._language.currentIndex():
            with QSignalBlocker(self._language):
                self._language.setCurrentIndex(language)
        item = str(head.get("item", ""))
        self.view.announce(item or str(head.get("screen", "")))
        self.opened.emit(item)

    def _on_ended(self) -> None:
        self.view.clear()
        self._stopped.show()

    def _restart(self) -> None:
        self._stopped.hide()
        self._link.restart()


def _date_format() -> str:
    """The desktop's short form of a day and a time, with all four digits of the year."""
    usual = QLocale().dateTimeFormat(QLocale.FormatType.ShortFormat)
    return usual if "yyyy" in usual else usual.replace("yy", "yyyy")


def _qt(moment: datetime) -> QDateTime:
    return QDateTime(
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second
    )


def _python(moment: QDateTime) -> datetime:
    # Naive on purpose: wall-clock time at the exhibition.
    return datetime(  # noqa: DTZ001
        moment.date().year(),
        moment.date().month(),
        moment.date().day(),
        moment.time().hour(),
        moment.time().minute(),
    )
