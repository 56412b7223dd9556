"""The window: its parts put together, and the page that is in sight."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journeyviewer.ingest.read import Progress
from journeyviewer.model.chronology import Case, Cohort, Outcome
from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import samples
from journeyviewer.session.arrangement import as_words, from_words
from journeyviewer.session.changes import Change, Page
from journeyviewer.session.session import Session
from journeyviewer.ui.actions import Actions
from journeyviewer.ui.announcing import Announcer
from journeyviewer.ui.asked import wants_report
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.case_list import CaseList
from journeyviewer.ui.copying import CopyLog
from journeyviewer.ui.details import Details
from journeyviewer.ui.filter_bar import FilterBar
from journeyviewer.ui.key_strip import KeyStrip
from journeyviewer.ui.look import scaled, when_changed
from journeyviewer.ui.noting import Noting
from journeyviewer.ui.overview import Overview
from journeyviewer.ui.parts import lead_through
from journeyviewer.ui.reading import Reading
from journeyviewer.ui.settings import Settings
from journeyviewer.ui.side import Side
from journeyviewer.ui.status import MessageBar, StatusLine
from journeyviewer.ui.toolbar import Toolbar

if TYPE_CHECKING:
    from journeyviewer.ui.cohort.view import CohortView
    from journeyviewer.ui.pages import ErrorPage, LoadingPage
    from journeyviewer.ui.table import TableView
    from journeyviewer.ui.welcome import Welcome

COMPACT_BELOW = (1500, 900)
SAVE_AFTER_MS = 1000
"""How long after files are open it is kept which they are; closing the window keeps it too."""
EARLY = "The first case, from the beginning of the file, while the rest is read."


class MainWindow(Noting):
    """Puts the parts together; they hear of changes from the session, never from each other."""

    def __init__(
        self,
        session: Session | None = None,
        settings: Settings | None = None,
        welcoming: bool = True,
    ) -> None:
        super().__init__()
        self.session = session or Session()
        self.settings = settings or Settings()
        self.session.arrange(from_words(self.settings.view))
        self.reading = Reading(self)
        self.asks_first = True
        self._early: Cohort | None = None
        self.setWindowTitle("journeyviewer")
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        self.canvas = JourneyCanvas(self.session)
        self.cases = CaseList(self.session)
        self.details = Details(self.session)
        self.side = Side(self.details, self.cases)
        self.toolbar = Toolbar(self.session)
        self.filter = FilterBar(self.session)
        self.key, self.overview = KeyStrip(self.session), Overview(self.session)
        self.message, self.notice = MessageBar(), MessageBar()
        self.status = StatusLine(self.session)
        self.setStatusBar(self.status)
        self.pages, self.middle = QStackedWidget(), QStackedWidget()
        self._put_together()
        self.acts = Actions(self, self.settings.keys)
        self.copies = CopyLog(self, self.session, self.study_path)
        self._connect()
        self.announcer = Announcer(self.session, self)
        if welcoming:
            self.show_welcome()

    def _put_together(self) -> None:
        self.middle.addWidget(self.canvas)
        journey = QWidget()
        column = QVBoxLayout(journey)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above: tuple[QWidget, ...] = (self.message, self.toolbar, self.filter)
        below: tuple[QWidget, ...] = (self.middle, self.key, self.overview)
        for part in (*above, *below):
            column.addWidget(part)
        self.journey_page = QWidget()
        line = QHBoxLayout(self.journey_page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        beside: tuple[QWidget, ...] = (self.cases, journey, self.side)
        for part in beside:
            line.addWidget(part)
        self.pages.addWidget(self.journey_page)
        whole = QWidget()
        over = QVBoxLayout(whole)
        over.setContentsMargins(0, 0, 0, 0)
        over.setSpacing(0)
        over.addWidget(self.notice)
        over.addWidget(self.pages, 1)
        self.setCentralWidget(whole)
        regions = (
            *(self.cases.turn, self.cases.narrow, self.cases.field_for_words),
            *(self.cases.view, self.cases.compare, self.cases.add),
            *self.toolbar.controls,
            *(self.canvas, self.key.more, self.overview, self.details.tabs, self.details.area),
        )
        lead_through(regions[0], regions[1:])

    def _connect(self) -> None:
        self.reading.began.connect(self._on_progress)
        self.reading.progressed.connect(self._on_progress)
        self.reading.first.connect(self._on_first)
        self.reading.read.connect(self.show_cohort)
        self.reading.failed.connect(self.on_failed)
        self.toolbar.export.clicked.connect(lambda: self.ask_for_export())
        self.toolbar.present.clicked.connect(self.present)
        self.toolbar.asked_for_place.connect(self.ask_for_place)
        self.toolbar.asked_to_find_everywhere.connect(self.find_everywhere)
        self.toolbar.asked_for_key.connect(self.key.open_at)
        self.toolbar.search.left.connect(self.canvas.setFocus)
        self.cases.asked_to_add.connect(self.ask_for_more)
        self.cases.asked_to_compare.connect(lambda: self.session.show_page(Page.COHORT))
        self.message.asked_to_stop.connect(self.reading.stop)
        self.message.asked_for_details.connect(lambda: self.show_report())
        self.canvas.asked_for_details.connect(self.side.show_details)
        self.canvas.asked_for_text.connect(self.details.turn_text)
        self.canvas.asked_for_table.connect(self.turn_table)
        self.canvas.asked_to_write.connect(self.write_here)
        self.details.asked_to_write.connect(lambda: self.write("note"))
        for part in (self.details, self.filter, self.message):
            part.left.connect(self.focus_journey)
        self.canvas.asked_to_align.connect(self._line_up)
        self.canvas.asked_for_study.connect(self.write_with)
        self.canvas.laid_out.connect(self.key.show_scene)
        self.session.listen(self._on_change)
        when_changed(self._fit)

    def show_page(self, page: QWidget) -> None:
        """Put a page in sight: welcome, loading, an error, or what is open."""
        self.pages.setCurrentWidget(page)
        on_journey = page is self.journey_page
        self.acts.rest(self.place)
        self.notice.hide()
        if on_journey or self.session.page is Page.COHORT:
            (self.middle.currentWidget() or page if on_journey else page).setFocus()

    def show_welcome(self) -> None:
        """Show the first screen: what can be opened, and what was."""
        self.show_page(self.welcome)
        self.welcome.show_recent()
        self.welcome.read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change(self, change: Change) -> None:
        case = self.session.case
        if change is Change.PAGE or (change is Change.COHORT and case is None):
            self._show_middle()
        if change in (Change.CASE, Change.PAGE, Change.STUDY):
            self._name_window()
        if change is Change.STUDY:
            self.offer_notes()

    def _name_window(self) -> None:
        case = self.session.case
        if case is not None:
            title = "Compare cases" if self.session.page is Page.COHORT else case.title
            study = f" – {self.session.study.title}" if self.session.study is not None else ""
            self.setWindowTitle(f"{title}{study} – journeyviewer")

    def _show_middle(self) -> None:
        """Show what the session says: the journey, its table, or all cases compared."""
        page = self.session.page
        at_table = page is Page.TABLE
        self.overview.setVisible(not at_table)
        self.middle.setCurrentWidget(self.table if at_table else self.canvas)
        if self.session.cohort is not None:
            self.show_page(self.cohort if page is Page.COHORT else self.journey_page)

    def _line_up(self) -> None:
        """Compare all cases at their first record of the kind that is selected."""
        from journeyviewer.model.landmarks import first_of

        entry = self.session.selected
        event = first_of(entry) if entry is not None else None
        if event is None:
            self.canvas.hint("Select a record of a known kind first; cases are lined up at it.")
            return
        self.session.show_page(Page.COHORT)
        self.cohort.line_up_at(event)

    @cached_property
    def welcome(self) -> Welcome:
        """The first screen; made when it is first needed, as are the other pages."""
        from journeyviewer.ui.welcome import Welcome

        made = Welcome(self.settings)
        made.asked_to_open.connect(self.ask_for_files)
        made.asked_for_folder.connect(self.ask_for_folder)
        made.asked_for_study.connect(lambda: self.studies.ask_for_study())
        made.asked_for_samples.connect(self.open_samples)
        made.asked_again.connect(lambda path: self.read([path]))
        self.pages.addWidget(made)
        return made

    @cached_property
    def loading(self) -> LoadingPage:
        """How far a reading is, and a way to stop it."""
        from journeyviewer.ui.pages import LoadingPage

        made = LoadingPage()
        made.asked_to_stop.connect(self.reading.stop)
        self.pages.addWidget(made)
        return made

    @cached_property
    def error(self) -> ErrorPage:
        """Why nothing could be read, and what to do."""
        from journeyviewer.ui.pages import ErrorPage

        made = ErrorPage()
        made.asked_again.connect(lambda: self.read(self.reading.paths))
        made.asked_to_open.connect(self.ask_for_files)
        made.left.connect(self.close_cohort)
        self.pages.addWidget(made)
        return made

    @cached_property
    def table(self) -> TableView:
        """The table of the same records; made when it is first asked for."""
        from journeyviewer.ui.table import TableView

        made = TableView(self.session)
        made.asked_for_details.connect(self.side.show_details)
        made.set_compact(self.canvas.compact)
        self.middle.addWidget(made)
        self.acts.journey_key("T", made, self.turn_table)
        return made

    @cached_property
    def cohort(self) -> CohortView:
        """All cases compared; made when it is first asked for."""
        from journeyviewer.ui.cohort.view import CohortView

        made = CohortView(self.session, self.study_path)
        made.asked_for_case.connect(lambda: self.session.show_page(Page.JOURNEY))
        made.left.connect(lambda: self.session.show_page(Page.JOURNEY))
        made.set_compact(self.canvas.compact)
        self.pages.addWidget(made)
        return made

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit()

    def _fit(self) -> None:
        """Use the sizes for small screens where there is little room for the size of the text."""
        wide, high = (scaled(size) for size in COMPACT_BELOW)
        compact = self.width() < wide or self.height() < high
        beside = (self.cases, self.side, self.toolbar, self.canvas)
        parts = (*beside, self.key, self.overview, self.status)
        for part in parts:
            part.set_compact(compact)
        # Those made later take the size there is when they are made.
        for name in ("table", "cohort"):
            if name in vars(self):
                getattr(self, name).set_compact(compact)

    def _on_first(self, case: Case) -> None:
        """Draw the first case of a large table while the rest of it is read."""
        if not self.at_report and self.session.work is None:
            self._early = Cohort(name=case.title, cases=(case,))
            self.open_cohort(self._early)
            self.message.show_progress(EARLY)

    def _on_progress(self, progress: Progress) -> None:
        if self._early is not None:
            rows = f" {progress.row:,} of {progress.rows:,} rows." if progress.rows else ""
            self.message.show_progress(f"{EARLY}{rows}")
            return
        if self.at_report:
            self.desk.page.say("Reading again with your answer…")
            return
        self.loading.show_progress(progress)
        if self.pages.currentWidget() is not self.loading:
            self.show_page(self.loading)

    def show_cohort(self, cohort: Cohort) -> None:
        """Show what was read, what is to be decided first, or why nothing could be read."""
        if self._early is not None:
            self._early = None
            self.message.show_progress("")
        if (self.asks_first and wants_report(cohort)) or self.at_report:
            self.show_report(cohort)
        else:
            self.open_cohort(cohort)

    def show_report(self, cohort: Cohort | None = None) -> None:
        """Show the import report of a reading, or of what is open."""
        found = cohort or self.session.cohort
        if found is not None:
            fresh = not self.at_report
            self.desk.show(found)
            self.show_page(self.desk.page)
            self.setWindowTitle("Import report – journeyviewer")
            if fresh:
                self.desk.page.take_focus()

    def open_cohort(self, cohort: Cohort) -> None:
        """Draw the journeys of a reading; what is open already is shown as it was left."""
        again = cohort is self.session.cohort
        if cohort.outcome is Outcome.ERROR and not again:
            self.error.say(cohort.message)
            self.show_page(self.error)
            return
        studies = self.studies if "studies" in vars(self) else None
        if again or (studies is not None and not studies.again.agrees(cohort)):
            self._show_middle()
            self._name_window()
            return
        self._remember()
        before = studies.before(cohort) if studies is not None else None
        self.show_page(self.journey_page)
        # It takes its line before the journey, which is laid out once, below it.
        self.message.show_reading(cohort)
        self.session.open_cohort(cohort)
        if studies is not None and before is not None:
            studies.after(cohort, before)

    def _remember(self) -> None:
        """Put what was read among the recent files; the invented cases need no remembering."""
        paths = self.reading.paths
        if len(paths) == 1 and paths[0].resolve() != samples().resolve():
            self.settings.add_recent(Path(paths[0]).resolve())
            # Drawn first: writing safely takes as long as laying a journey out.
            QTimer.singleShot(SAVE_AFTER_MS, self, self.settings.save)

    def say_failed(self, error: JourneyError) -> None:
        if self._early is not None:
            self._early = None
            self.message.show_progress("")
        if self.session.case is not None:
            self.show_page(self.journey_page)
            self.message.say(str(error))
            return
        self.error.say(str(error))
        self.show_page(self.error)

    def close_cohort(self) -> None:
        """Close what is open and show the first screen; nothing of the sources was changed."""
        if "studies" in vars(self) and not self.studies.leave():
            return
        self.session.close()
        self.reading.paths = []
        self.setWindowTitle("journeyviewer")
        self.show_welcome()

    def open_where_it_was(self) -> None:
        """Show the window where it was left, else as large as the screen."""
        kept = QByteArray.fromBase64(self.settings.geometry.encode("ascii", "ignore"))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.setGeometry(self.screen().availableGeometry())
            self.showMaximized()
        self.show()

    def closeEvent(self, qt_event: QCloseEvent) -> None:
        if "studies" in vars(self) and not self.studies.end():
            qt_event.ignore()
            return
        if "welcome" in vars(self):
            self.welcome.example.end()
        if "cohort" in vars(self):
            self.cohort.finish()
        self.cases.finish()
        self.reading.end()
        self.settings.view = as_words(self.session.arrangement)
        self.settings.geometry = self.saveGeometry().toBase64().toStdString()
        self.settings.save()
        super().closeEvent(qt_event)

    def dragEnterEvent(self, qt_event: QDragEnterEvent) -> None:
        if qt_event.mimeData().hasUrls():
            qt_event.acceptProposedAction()

    def dropEvent(self, qt_event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in qt_event.mimeData().urls() if url.isLocalFile()]
        qt_event.setDropAction(Qt.DropAction.CopyAction)
        self.read(paths)
