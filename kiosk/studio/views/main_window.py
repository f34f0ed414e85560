"""The window: its sections on the left, what is edited in the middle, the screen on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain import Message
from kiosk.studio.preview.link import PreviewLink
from kiosk.studio.viewmodels.exhibition import ExhibitionViewModel, OpeningError
from kiosk.studio.viewmodels.moments import own_screens
from kiosk.studio.viewmodels.recent import RecentFolders
from kiosk.studio.views.changes_page import ChangesPage
from kiosk.studio.views.events_page import EventsPage
from kiosk.studio.views.new_page import NewPage
from kiosk.studio.views.parts import NAME, ROWS, SPACE, PageStack, Words, button, named
from kiosk.studio.views.preview_pane import PreviewPane
from kiosk.studio.views.printing import ProofPrinter
from kiosk.studio.views.problems_page import ProblemsPage
from kiosk.studio.views.publish_page import PublishPage
from kiosk.studio.views.sections import Section
from kiosk.studio.views.start_page import StartPage
from kiosk.studio.views.texts_page import TextsPage
from kiosk.studio.views.works_page import WorksPage
from kiosk.studio.wording import said

_SIZE = (1500, 900)
# The least widths, in pixels, of the middle and of the preview.
_MIDDLE, _PREVIEW = 320, 300
# Below this width the screen and what is edited take turns: at 200 % on a small display.
_NARROW = 800


class MainWindow(QMainWindow):
    """The studio. ``state`` is the folder in which it remembers folders and edits."""

    def __init__(self, state: Path) -> None:
        super().__init__()
        self._state = state
        self._recent = RecentFolders(state)
        self.exhibition: ExhibitionViewModel | None = None
        self.link = PreviewLink(self)
        self._settings = QSettings(str(state / "window.ini"), QSettings.Format.IniFormat)
        self._stack = PageStack()
        self.start_page = StartPage(self._recent)
        self.new_page = NewPage(state / "journals")
        self._stack.addWidget(self.start_page)
        self._stack.addWidget(self.new_page)
        self.setCentralWidget(self._stack)
        self.workspace: Workspace | None = None
        self._make_actions()
        self._make_menus()
        self.start_page.chosen.connect(self.open_folder)
        self.start_page.new_wanted.connect(self._ask_new)
        self.start_page.sample_wanted.connect(self._ask_sample)
        self.new_page.made.connect(self.open_folder)
        self.new_page.left.connect(self.show_start)
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize()))
        geometry = self._settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.show_start()

    # Menus

    def _action(
        self,
        text: Message,
        done: object,
        key: QKeySequence.StandardKey | str | None = None,
    ) -> QAction:
        action = QAction(said(text), self)
        action.triggered.connect(done)
        if key is not None:
            action.setShortcut(key)
        return action

    def _make_actions(self) -> None:
        keys = QKeySequence.StandardKey
        self.undo_action = self._action(Message("&Undo"), self._undo, keys.Undo)
        self.redo_action = self._action(Message("&Redo"), self._redo, keys.Redo)
        self.undo_action.setEnabled(False)
        self.redo_action.setEnabled(False)
        self._close_action = self._action(Message("&Close exhibition"), self.show_start, keys.Close)
        self._close_action.setEnabled(False)
        self.screen_action = self._action(Message("Show the &screen"), lambda: None, "F9")
        self.screen_action.setCheckable(True)
        self.screen_action.setChecked(self.screen().availableGeometry().width() >= _NARROW)
        self.screen_action.toggled.connect(self._show_screen)
        self._proof_action = self._action(Message("&Proof as PDF…"), self._proof)
        self._proof_action.setEnabled(False)

    def _make_menus(self) -> None:
        keys = QKeySequence.StandardKey
        exhibition = QMenu(said(Message("&Exhibition")), self)
        exhibition.addAction(self._action(Message("&New exhibition…"), self._ask_new, keys.New))
        exhibition.addAction(
            self._action(Message("&Open a folder…"), self.start_page.choose_folder, keys.Open)
        )
        exhibition.addAction(self._action(Message("Start from the &sample…"), self._ask_sample))
        exhibition.addSeparator()
        exhibition.addAction(self._proof_action)
        exhibition.addSeparator()
        exhibition.addAction(self._close_action)
        exhibition.addAction(self._action(Message("&Quit"), self.close, keys.Quit))
        edit = QMenu(said(Message("E&dit")), self)
        edit.addAction(self.undo_action)
        edit.addAction(self.redo_action)
        view = QMenu(said(Message("&View")), self)
        view.addAction(self.screen_action)
        self.menuBar().addMenu(exhibition)
        self.menuBar().addMenu(edit)
        self.menuBar().addMenu(view)

    # Opening and closing

    def show_start(self) -> None:
        """Close the exhibition and show the first page."""
        self._close_exhibition()
        self.start_page.refresh()
        self._stack.setCurrentWidget(self.start_page)
        self.start_page.setFocus()

    def _ask_new(self) -> None:
        self._close_exhibition()
        self.new_page.ask()
        self._stack.setCurrentWidget(self.new_page)

    def _ask_sample(self) -> None:
        self._close_exhibition()
        self.new_page.ask(sample=True)
        self._stack.setCurrentWidget(self.new_page)

    def open_folder(self, folder: Path) -> None:
        """Open an exhibition; where that is not possible, the first page says why."""
        self._close_exhibition()
        try:
            exhibition = ExhibitionViewModel(folder, self._state / "journals", self)
        except OpeningError as error:
            self.start_page.refresh()
            self.start_page.tell(said(error.message))
            self._stack.setCurrentWidget(self.start_page)
            return
        self.start_page.tell("")
        self._recent.add(folder)
        self.exhibition = exhibition
        self.workspace = Workspace(exhibition, self.link)
        # Before it is shown: a window never grows beyond its display.
        self.workspace.resize(self.size())
        self.workspace.show_screen(self.screen_action.isChecked())
        self._stack.addWidget(self.workspace)
        self._stack.setCurrentWidget(self.workspace)
        exhibition.changed.connect(self._refresh)
        exhibition.typed.connect(self._refresh)
        self._close_action.setEnabled(True)
        self._proof_action.setEnabled(True)
        self.link.start(exhibition.folder)
        self.workspace.begin()
        self._refresh()

    def _close_exhibition(self) -> None:
        workspace, self.workspace = self.workspace, None
        exhibition, self.exhibition = self.exhibition, None
        self.link.close()
        for action in (self._close_action, self._proof_action, self.undo_action, self.redo_action):
            action.setEnabled(False)
        if workspace is not None:
            workspace.end()
            self._stack.removeWidget(workspace)
            workspace.deleteLater()
        if exhibition is not None:
            exhibition.close()
            exhibition.deleteLater()
        self.setWindowTitle(NAME)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything is written already; remember where the window stood."""
        self._settings.setValue("geometry", self.saveGeometry())
        self._close_exhibition()
        super().closeEvent(event)

    def end(self) -> None:
        """End what runs beside the window."""
        self._close_exhibition()

    # What the exhibition tells

    def _refresh(self) -> None:
        if self.exhibition is None:
            return
        undo, redo = self.exhibition.undo_words, self.exhibition.redo_words
        self.undo_action.setEnabled(bool(undo))
        self.redo_action.setEnabled(bool(redo))
        self.undo_action.setToolTip(undo)
        self.redo_action.setToolTip(redo)
        self.setWindowTitle(f"{self.exhibition.title} – {NAME}")

    def _show_screen(self, shown: bool) -> None:
        if self.workspace is not None:
            self.workspace.show_screen(shown)

    def _undo(self) -> None:
        if self.exhibition is not None:
            self.exhibition.undo()

    def _redo(self) -> None:
        if self.exhibition is not None:
            self.exhibition.redo()

    def _proof(self) -> None:
        if self.workspace is not None:
            self.workspace.proof()


class Workspace(QWidget):
    """An open exhibition: sections, pages and the preview."""

    def __init__(self, exhibition: ExhibitionViewModel, link: PreviewLink) -> None:
        super().__init__()
        self.exhibition = exhibition
        self.preview = PreviewPane(link)
        self._wants_screen = True
        self.works = WorksPage(exhibition)
        self.events = EventsPage(exhibition)
        self.texts = TextsPage(exhibition)
        self.problems = ProblemsPage(exhibition)
        self.publishing = PublishPage(exhibition, "")
        self.publishing.proof_wanted.connect(self.proof)
        self.changes = ChangesPage(exhibition, lambda: self.publishing.destination_folder)
        self._sections: tuple[tuple[Message, Section], ...] = (
            (Message("Works"), self.works),
            (Message("Events"), self.events),
            (Message("Other texts"), self.texts),
            (Message("Problems"), self.problems),
            (Message("Changes"), self.changes),
            (Message("Publish"), self.publishing),
        )
        self.navigation = QListWidget()
        named(self.navigation, said(Message("Sections")))
        self.navigation.setStyleSheet(ROWS)
        self._pages = PageStack()
        for name, page in self._sections:
            self.navigation.addItem(QListWidgetItem(said(name)))
            self._pages.addWidget(page)
            page.item_shown.connect(self.preview.show_item)
            page.language_shown.connect(self.preview.show_language)
        self._saved = Words()
        self.undo, self.redo = button(said(Message("Undo"))), button(said(Message("Redo")))
        self.undo.clicked.connect(exhibition.undo)
        self.redo.clicked.connect(exhibition.redo)
        self._message = Words()
        self._message_row = self._make_message_row()
        self.printer = ProofPrinter(self._tell, self)
        self._lay_out()
        self.navigation.currentRowChanged.connect(self._on_section)
        self.problems.field_wanted.connect(self.show_field)
        self.publishing.field_wanted.connect(self.show_field)
        exhibition.changed.connect(self._refresh)
        exhibition.typed.connect(self._refresh_state)
        exhibition.problems_changed.connect(self._refresh)
        exhibition.files_changed.connect(self.preview.read)
        exhibition.drafted.connect(self.preview.show_draft)
        exhibition.told.connect(self._tell)

    def _make_message_row(self) -> QWidget:
        row = QWidget()
        row.setObjectName("message")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        layout.addWidget(self._message, 1)
        dismiss = button(said(Message("Understood")))
        dismiss.clicked.connect(row.hide)
        layout.addWidget(dismiss)
        row.hide()
        return row

    def _lay_out(self) -> None:
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(SPACE, SPACE, 0, SPACE)
        left.addWidget(self.navigation, 1)
        steps = QHBoxLayout()
        steps.addWidget(self.undo)
        steps.addWidget(self.redo)
        left.addLayout(steps)
        left.addWidget(self._saved)
        letters = self.fontMetrics().averageCharWidth()
        side.setFixedWidth(max(150, letters * 22))
        middle = QWidget()
        pages = QVBoxLayout(middle)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(self._message_row)
        pages.addWidget(self._pages, 1)
        middle.setMinimumWidth(_MIDDLE)
        self.preview.setMinimumWidth(_PREVIEW)
        self._middle = middle
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(middle)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(side)
        layout.addWidget(splitter, 1)

    def show_screen(self, shown: bool) -> None:
        """Show the screen beside what is edited, or leave it out."""
        self._wants_screen = shown
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window only one of the two has room."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        narrow = self.width() < _NARROW
        self.preview.setVisible(self._wants_screen)
        self._middle.setVisible(not (narrow and self._wants_screen))

    def begin(self) -> None:
        """Show the works, and the screen at the exhibition's own time."""
        self.navigation.setCurrentRow(0)
        self._refresh()
        self.works.focus_first()

    def end(self) -> None:
        """End what the pages run."""
        self.printer.close()
        for _, page in self._sections:
            page.end()

    def _on_section(self, row: int) -> None:
        self._pages.setCurrentIndex(row)
        page = self._sections[row][1]
        page.begin()
        page.refresh()

    def show_section(self, kind: type[Section]) -> None:
        """Show a section by its kind."""
        kinds = [type(page) for _, page in self._sections]
        self.navigation.setCurrentRow(kinds.index(kind))

    def show_field(self, name: str, key: str) -> None:
        """Open the form of a file at one of its fields; of "works/" or "events/", the section."""
        for row, (_, page) in enumerate(self._sections):
            if name == page.FOLDER:
                self.navigation.setCurrentRow(row)
                page.show_overview()
                return
            if page.opens(name):
                self.navigation.setCurrentRow(row)
                page.open_file(name, key)
                return

    def _refresh(self) -> None:
        counts = self.exhibition.counts()
        for row, (name, _) in enumerate(self._sections):
            item = self.navigation.item(row)
            count = counts.get(name.template, 0)
            item.setText(f"{said(name)}  {count}" if count else said(name))
        self._refresh_state()
        if self.exhibition.is_read:
            screens = own_screens(self.exhibition.folder, self.exhibition.exhibition)
            self.preview.set_own_screens(screens)
            self.preview.set_exhibition(self.exhibition.exhibition, self.exhibition.first_moment())
        self._sections[self._pages.currentIndex()][1].refresh()

    def _refresh_state(self) -> None:
        """Say whether all is saved, and what can be undone."""
        self._saved.setText(self.exhibition.saved_words)
        for act, words in (
            (self.undo, self.exhibition.undo_words),
            (self.redo, self.exhibition.redo_words),
        ):
            act.setEnabled(bool(words))
            act.setToolTip(words)
            act.setAccessibleDescription(words)

    def _tell(self, message: str) -> None:
        """Say what did not work. Nothing waits for an answer."""
        self._message.setText(message)
        self._message_row.setVisible(bool(message))

    def proof(self) -> None:
        """Print the proof as PDF, to a file that is asked for."""
        name, _ = QFileDialog.getSaveFileName(
            self,
            said(Message("Print the proof")),
            str(Path.home() / f"{self.exhibition.folder.name}-proof.pdf"),
            "PDF (*.pdf)",
        )
        if name:
            self.printer.start(self.exhibition.folder, Path(name))
