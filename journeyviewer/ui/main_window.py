"""The window: cases, the journey, details; reading and exporting from it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from journeyviewer.analysis.report import report_text
from journeyviewer.ingest.read import Progress, discard_child, read_paths, start_child
from journeyviewer.model.chronology import Cohort, Outcome
from journeyviewer.model.problems import JourneyError
from journeyviewer.paths import samples
from journeyviewer.session.session import Change, Session
from journeyviewer.ui.actions import make_menus
from journeyviewer.ui.canvas import JourneyCanvas
from journeyviewer.ui.case_list import CaseList
from journeyviewer.ui.details import Details
from journeyviewer.ui.export_dialog import ExportDialog
from journeyviewer.ui.jobs import Job, Report, Stopped
from journeyviewer.ui.look import scaled, when_changed
from journeyviewer.ui.pages import EmptyPage, ErrorPage, LoadingPage
from journeyviewer.ui.status import MessageBar, StatusLine
from journeyviewer.ui.texts import TextDialog, help_text
from journeyviewer.ui.toolbar import Toolbar

COMPACT_BELOW = (1500, 900)
FILES = "Chronologies (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt);;All files (*)"


class MainWindow(QMainWindow):
    """Puts the parts together; they hear of changes from the session, never from each other."""

    def __init__(self, session: Session | None = None) -> None:
        super().__init__()
        self.session: Session = session or Session()
        self.paths: list[Path] = []
        self._job: Job[Cohort] | None = None
        self.setWindowTitle("journeyviewer")
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self.setMinimumSize(900, 560)
        self.canvas: JourneyCanvas = JourneyCanvas(self.session)
        self.cases = CaseList(self.session)
        self.details = Details(self.session)
        self.toolbar = Toolbar(self.session)
        self.message = MessageBar()
        self.status = StatusLine(self.session)
        self.setStatusBar(self.status)
        self.empty, self.loading, self.error = EmptyPage(), LoadingPage(), ErrorPage()
        self.pages = QStackedWidget()
        self._put_together()
        self.acts = make_menus(self)
        self._connect()
        self._show_page(self.empty)

    def _put_together(self) -> None:
        journey = QWidget()
        column = QVBoxLayout(journey)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above: tuple[QWidget, ...] = (self.message, self.toolbar, self.canvas)
        for part in above:
            column.addWidget(part)
        self.journey_page = QWidget()
        line = QHBoxLayout(self.journey_page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        beside: tuple[QWidget, ...] = (self.cases, journey, self.details)
        for part in beside:
            line.addWidget(part)
        for page in (self.journey_page, self.empty, self.loading, self.error):
            self.pages.addWidget(page)
        self.setCentralWidget(self.pages)
        self.setTabOrder(self.cases.view, self.canvas)
        self.setTabOrder(self.canvas, self.details)

    def _connect(self) -> None:
        self.empty.asked_to_open.connect(self.ask_for_files)
        self.empty.asked_for_samples.connect(self.open_samples)
        self.loading.asked_to_stop.connect(self.stop_reading)
        self.error.asked_again.connect(lambda: self.read(self.paths))
        self.error.asked_to_open.connect(self.ask_for_files)
        self.toolbar.export.clicked.connect(self.ask_for_export)
        self.message.asked_for_details.connect(self.show_report)
        self.canvas.asked_for_details.connect(self.details.setFocus)
        self.session.listen(self._on_change)
        when_changed(self._fit)

    def _show_page(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        on_journey = page is self.journey_page
        for act, action in self.acts:
            action.setEnabled(on_journey or not act.needs_case)
        if on_journey:
            self.canvas.setFocus()

    def _on_change(self, change: Change) -> None:
        if change is Change.CASE and self.session.case is not None:
            self.setWindowTitle(f"{self.session.case.title} – journeyviewer")

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit()

    def _fit(self) -> None:
        """Use the sizes for small screens where there is little room for the size of the text."""
        wide, high = (scaled(size) for size in COMPACT_BELOW)
        compact = self.width() < wide or self.height() < high
        for part in (self.cases, self.details, self.toolbar, self.canvas):
            part.set_compact(compact)

    def read(self, paths: Sequence[Path]) -> None:
        """Read sources in the background and show them."""
        if not paths or self._job is not None:
            return
        self.paths = list(paths)
        self.loading.show_progress(0, 1, self.paths[0].name)
        self._show_page(self.loading)

        def work(report: Report, stopped: Stopped) -> Cohort:
            return read_paths(self.paths, on_progress=report, stop=stopped)

        self._job = Job(work, self)
        self._job.signals.progressed.connect(self._on_progress)
        self._job.signals.finished.connect(self._on_read)
        self._job.signals.failed.connect(self._on_failed)
        self._job.start()

    def _on_progress(self, progress: Progress) -> None:
        self.loading.show_progress(progress.number, progress.count, progress.file)

    def _on_read(self, cohort: Cohort) -> None:
        self._rest()
        if cohort.outcome is Outcome.ERROR:
            self.error.say(cohort.message)
            self._show_page(self.error)
            return
        self._show_page(self.journey_page)
        self.session.open_cohort(cohort)
        self.message.show_reading(cohort)
        # Ready before the next files are chosen.
        start_child()

    def _on_failed(self, error: JourneyError) -> None:
        self._rest()
        if self.session.case is not None:
            self._show_page(self.journey_page)
            return
        self.error.say(str(error))
        self._show_page(self.error)

    def _rest(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job = None

    def stop_reading(self) -> None:
        """Stop what is being read; what was open stays open."""
        if self._job is not None:
            self._job.stop()

    def ask_for_files(self) -> None:
        """Let the user choose files to read."""
        names, _ = QFileDialog.getOpenFileNames(self, "Read chronologies", "", FILES)
        self.read([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Let the user choose a folder to read."""
        name = QFileDialog.getExistingDirectory(self, "Read a folder of chronologies")
        self.read([Path(name)] if name else [])

    def open_samples(self) -> None:
        """Read the invented cases that come with the program."""
        self.read([samples()])

    def ask_for_export(self) -> None:
        """Let the user choose figures to write."""
        if self.session.cohort is not None and self.session.case is not None:
            ExportDialog(self, self.session.cohort, self.session.case).exec()

    def show_report(self) -> None:
        """Show what was read, what was left out and why."""
        if self.session.cohort is not None:
            text = report_text(self.session.cohort)
            TextDialog(self, "What was read", text, fixed_width=True).exec()

    def turn_dates(self) -> None:
        """Show dates, or hide every one of them."""
        self.session.show_dates(not self.session.view.dates)

    def show_keys(self) -> None:
        """Show the keys and gestures."""
        TextDialog(self, "Keys", help_text("keys"), fixed_width=True).exec()

    def show_about(self) -> None:
        """Show what this program is."""
        TextDialog(self, "About journeyviewer", help_text("about")).exec()

    def leave(self) -> None:
        """Close the window."""
        self.close()

    def closeEvent(self, qt_event: QCloseEvent) -> None:
        self.stop_reading()
        self._rest()
        discard_child()
        super().closeEvent(qt_event)

    def dragEnterEvent(self, qt_event: QDragEnterEvent) -> None:
        if qt_event.mimeData().hasUrls():
            qt_event.acceptProposedAction()

    def dropEvent(self, qt_event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in qt_event.mimeData().urls() if url.isLocalFile()]
        qt_event.setDropAction(Qt.DropAction.CopyAction)
        self.read(paths)
