"""The cohort view put together: bar, headings, rows, key, and the counts beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from journeyviewer.analysis.cohort import as_csv, cohort_table, dateless
from journeyviewer.model.landmarks import Event
from journeyviewer.model.words import counted
from journeyviewer.session.cohort_state import CohortState, first_rows
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.strip_sizes import COMPACT, DESK
from journeyviewer.ui.cohort.bar import CohortBar
from journeyviewer.ui.cohort.counts import CountsPanel
from journeyviewer.ui.cohort.export_dialog import CohortExportDialog
from journeyviewer.ui.cohort.heading import CohortHeading, CohortKey
from journeyviewer.ui.cohort.rows import CohortRows
from journeyviewer.ui.look import text_scale, when_changed
from journeyviewer.ui.pages import ReadyingPage
from journeyviewer.ui.parts import ask
from journeyviewer.ui.readying import Readying


class CohortView(QWidget):
    """Compares the cases of the open cohort; it reads them when it is first shown."""

    left = Signal()
    """The journey of the case in sight is to be shown again."""
    asked_for_case = Signal(str)
    """A case is to be shown by itself; the session has it in sight already."""

    def __init__(
        self, session: Session, study_file: Callable[[], Path | None] = lambda: None
    ) -> None:
        super().__init__()
        self.setObjectName("cohort")
        self.session, self.study_file = session, study_file
        self.state = CohortState()
        self.compact = False
        self._stale = True
        self._event: Event | None = None
        self.readying = Readying(lambda case: case.later is None, lambda case: case.entries, self)
        self.bar = CohortBar(self.state)
        self.heading = CohortHeading()
        self.rows = CohortRows(self.state)
        self.key = CohortKey()
        self.counts = CountsPanel(self.state)
        self.counts.hide()
        self.waiting = ReadyingPage()
        self.readying.progressed.connect(self.waiting.show_cases)
        self.readying.done.connect(self._show_ready)
        self._lay_out()
        self.bar.back.clicked.connect(self.left)
        self.bar.counts.toggled.connect(self.show_counts)
        self.counts.closed.connect(lambda: self.bar.counts.setChecked(False))
        self.bar.copy.clicked.connect(self.copy_table)
        self.bar.export.clicked.connect(self.ask_for_export)
        self.rows.asked_for_case.connect(self.open_case)
        self.rows.moved.connect(self._show_heading)
        self.setFocusProxy(self.rows)
        self._axis: object = None
        session.listen(self._on_change)
        when_changed(self._follow)
        self.set_compact(False)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        for part in (self.heading, self.rows):
            column.addWidget(part)
        self.beside = QHBoxLayout()
        self.beside.addWidget(left, 1)
        self.beside.addWidget(self.counts)
        ready = QWidget()
        below = QVBoxLayout(ready)
        below.addLayout(self.beside, 1)
        below.addWidget(self.key)
        self.both = QStackedWidget()
        self.both.addWidget(ready)
        self.both.addWidget(self.waiting)
        whole = QVBoxLayout(self)
        whole.addWidget(self.bar)
        whole.addWidget(self.both, 1)
        for layout in (column, self.beside, below, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        QWidget.setTabOrder(self.bar.export, self.rows)
        QWidget.setTabOrder(self.bar.back, self.bar.lined_up)

    def set_compact(self, compact: bool) -> None:
        """Use the measures for small screens, or those for large ones."""
        self.compact = compact
        self._follow()
        self.bar.set_compact(compact)

    def _follow(self) -> None:
        sizes = (COMPACT if self.compact else DESK).scaled(text_scale())
        self.rows.set_sizes(sizes)
        self.key.set_sizes(sizes)

    def _on_change(self, change: Change) -> None:
        if change is Change.COHORT:
            self._stale = True
            self._event = None
            self.readying.stop()
            self._show_waiting(False)
            if self.isVisible():
                self._open()

    def showEvent(self, qt_event: QShowEvent) -> None:
        super().showEvent(qt_event)
        self._open()

    def hideEvent(self, qt_event: QHideEvent) -> None:
        super().hideEvent(qt_event)
        self.readying.stop()

    def _open(self) -> None:
        """Compare the cases of the session, once all of them are ready."""
        cohort = self.session.cohort
        if self._stale:
            if cohort is not None and self.readying.begin(
                cohort.cases, lambda _: (cohort, *first_rows(cohort))
            ):
                self._show_waiting(True)
                return
            self._stale = False
            self.rows.open()
            self.state.open(cohort)
        if self.session.case is not None:
            self.state.choose(self.session.case.id)

    def _show_waiting(self, waiting: bool) -> None:
        self.both.setCurrentIndex(int(waiting))
        for control in self.bar.controls:
            control.setEnabled(not waiting)
        self.setFocusProxy(self.bar.back if waiting else self.rows)
        if waiting:
            self.waiting.show_cases(0, 0)

    def _show_ready(self, made: object) -> None:
        was_here = self.bar.back.hasFocus()
        self._show_waiting(False)
        self._stale = False
        self.rows.open()
        if isinstance(made, tuple):
            self.state.take(*made)
        else:
            self.state.open(self.session.cohort)
        self._open()
        if self._event is not None:
            self.state.line_up_at(self._event)
            self._event = None
        if was_here:
            self.focus_rows()

    def line_up_at(self, event: Event) -> None:
        """Line the cases up at an event, whatever they were lined up at before."""
        self._open()
        if self.readying.busy:
            self._event = event
        else:
            self.state.line_up_at(event)

    def _show_heading(self) -> None:
        """Show the axis that belongs to the rows in sight."""
        rest = self.rows.rest_in_sight
        event = self.state.comparison.event
        chip = str(event).capitalize() if event and not rest else ""
        span = self.state.rows.age_span if rest else self.state.rows.span
        axis = (self.rows.place, span, chip)
        if axis != self._axis:
            self._axis = axis
            self.heading.show_axis(*axis)

    def open_case(self, case_id: str) -> None:
        """Put a case in sight and ask for its journey."""
        self.session.choose_case(case_id)
        self.asked_for_case.emit(case_id)

    def copy_table(self) -> None:
        """Put the derived table on the clipboard as plain text with tabs."""
        cohort = self.session.cohort
        if cohort is None or self.readying.busy:
            return
        table = dateless(cohort_table(cohort))
        QGuiApplication.clipboard().setText(as_csv(table, "\t"))
        rows, columns = len(table.rows), len(table.columns)
        self.bar.say(
            f"Copied: {counted(rows, 'case')}, {counted(columns, 'column')}, ages only. "
            "Paste it into a spreadsheet"
        )

    def ask_for_export(self) -> None:
        """Let the user choose what figure of this comparison to write."""
        cohort = self.session.cohort
        if cohort is not None and cohort.cases and not self.readying.busy:
            shown = (cohort, self.state.comparison)
            ask(CohortExportDialog(self, *shown, self.session.study, self.study_file()))

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        if qt_event.key() == Qt.Key.Key_Escape and self.counts.isVisible():
            self.bar.counts.setChecked(False)
            self.focus_rows()
        elif qt_event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(qt_event)

    def show_counts(self, shown: bool) -> None:
        """Show or hide the panel of counts."""
        self.counts.setVisible(shown)
        if shown:
            self.counts.refresh()

    def finish(self) -> None:
        """Wait for what runs in the background, before the window closes."""
        self.readying.stop()
        self.counts.finish()

    def focus_rows(self) -> None:
        """Give the rows the keyboard."""
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
