"""The panel of counts beside the rows; what draws its plots is loaded when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from journeyviewer.analysis.cohort_plots import beside_event, missing_by_month, placements_by_age
from journeyviewer.model.problems import JourneyError
from journeyviewer.session.cohort_state import CohortState
from journeyviewer.timeline.scene import Face
from journeyviewer.ui.jobs import Job, Report, Stopped
from journeyviewer.ui.look import SMALL, Button, PlainLabel, scaled, when_changed

WIDTH = 316
PLOTS = "journeyviewer.ui.plots.cohort_plots"


class CountsPanel(QWidget):
    """Plots of the compared cases in raw numbers, each with its numbers in words."""

    closed = Signal()

    def __init__(self, state: CohortState) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Counts of the compared cases")
        self.state = state
        self.plots: QWidget | None = None
        self._job: Job[Any] | None = None
        self._again = False
        self.said = PlainLabel("", SMALL, "ink2").wrapped()
        close = Button("Close", flat=True)
        close.clicked.connect(self.closed)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QHBoxLayout()
        top.addWidget(PlainLabel("Counts", Face(15, 600)))
        top.addStretch()
        top.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.said)
        column.addWidget(self.area, 1)
        state.listen(lambda rows: self.refresh() if rows and self.isVisible() else None)
        when_changed(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFixedWidth(scaled(WIDTH))

    def refresh(self) -> None:
        """Count anew, off the window's thread; what changes meanwhile is counted after it."""
        if self._job is not None:
            self._again = True
            return
        self.said.setText("Counting…")
        rows, comparison = self.state.rows, self.state.comparison
        dated = [(row.case, row.origin if row.aligned else None) for row in rows.rows]
        event = str(comparison.event) if comparison.event else ""

        def work(_report: Report, _stopped: Stopped) -> tuple[Any, ...]:
            plots = import_module(PLOTS)
            counts = plots.CohortCounts(
                event,
                rows.span,
                missing_by_month(dated, rows.span),
                placements_by_age([case for case, _ in dated]),
                beside_event(dated) if event else None,
            )
            return plots, counts

        self._job = Job(work, self)
        self._job.signals.finished.connect(self._show)
        self._job.signals.failed.connect(self._fail)
        self._job.start()

    def _show(self, made: tuple[Any, ...]) -> None:
        self._rest()
        plots, counts = made
        widget: QWidget = plots.CohortPlots(counts)
        self.plots = widget
        self.area.setWidget(widget)
        widget.setAutoFillBackground(False)
        listed = self.state.rows.rest if self.state.comparison.event else 0
        words = "Raw numbers of what was written down; no rates, no scores."
        if listed:
            is_are = "is" if listed == 1 else "are"
            words += f" {listed:,} without the event {is_are} counted under placements only."
        self.said.setText(words)
        if self._again:
            self._again = False
            self.refresh()

    def _fail(self, error: JourneyError) -> None:
        self._rest()
        self.said.setText(f"The counts could not be drawn. {error}")

    def _rest(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job = None

    def finish(self) -> None:
        """Wait for what is being counted, before the window closes."""
        self._again = False
        self._rest()
