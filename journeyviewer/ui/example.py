"""A drawn example: the first invented case on a card, ages only, made by the one painter."""

from __future__ import annotations

import logging

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeyviewer.ingest.read import read_paths
from journeyviewer.model.chronology import Case, Cohort
from journeyviewer.paths import samples
from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_scene
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.plan import Journey, plan_journey
from journeyviewer.timeline.scene import Face, Scene
from journeyviewer.timeline.view import OPEN_LANES, View
from journeyviewer.ui.jobs import Job, Report, Stopped
from journeyviewer.ui.look import current, scaled, screen_font, text_scale, tone

log = logging.getLogger(__name__)
EXAMPLE = "Case 1.xlsx"
HEADING = 76
MOST_HIGH = 16_777_215
DESK_FROM = 1000
"""Width from which the example is drawn in the measures for large screens."""
BELOW = ("Birth to 17; years on the left, months on the right", "Years, then months")
VIEW = View(dates=False, hidden=frozenset(View().order) - OPEN_LANES)
FEWER = ("referrals", "education", "legal", "missing")
"""Lanes that an example on a low screen does without, one after the other."""


class ExamplePicture(QWidget):
    """Reads the example when it is first shown, in the background, and draws it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAccessibleName("An invented journey, drawn as an example")
        self.journey: Journey | None = None
        self._kept: tuple[tuple[object, ...], Scene | None] | None = None
        self._job: Job[Cohort] | None = None

    def begin(self) -> None:
        """Read the example, once."""
        if self.journey is not None or self._job is not None:
            return

        def work(report: Report, stopped: Stopped) -> Cohort:
            return read_paths([samples() / EXAMPLE], on_progress=report, stop=stopped)

        self._job = Job(work, self)
        self._job.signals.finished.connect(self._on_read)
        self._job.signals.failed.connect(lambda _: self.end())
        self._job.start()

    def end(self) -> None:
        """Stop reading the example."""
        if self._job is not None:
            self._job.stop()
            self._job.wait()
            self._job = None

    def _on_read(self, cohort: Cohort) -> None:
        self.end()
        if cohort.cases:
            self.show_case(cohort.cases[0])

    def show_case(self, case: Case) -> None:
        """Draw a case as the example."""
        self.journey = plan_journey(case)
        self._fit()
        self.update()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._fit()

    def _fit(self) -> None:
        """Be no higher than what is drawn, so that the words under it stay with it."""
        self.setMaximumHeight(self._high(self._laid_out(VIEW)))

    def _high(self, scene: Scene | None) -> int:
        return round(scaled(HEADING) + scene.plot_bottom + 24) if scene else MOST_HIGH

    def scene(self) -> Scene | None:
        """Return what is drawn at the size there is now: whole, if of fewer lanes."""
        key = (self.journey, self.width(), self.height(), text_scale())
        if self._kept is None or self._kept[0] != key:
            self._kept = key, self._fitting()
        return self._kept[1]

    def _fitting(self) -> Scene | None:
        view = VIEW
        scene = self._laid_out(view)
        for lane in FEWER:
            if self._high(scene) <= self.height() or scene is None:
                break
            view = view.with_hidden(lane, True)
            scene = self._laid_out(view)
        return scene

    def _laid_out(self, view: View) -> Scene | None:
        if self.journey is None:
            return None
        width, height = self.width() - 32, max(self.height(), 600) - scaled(HEADING) - 16
        sizes = metrics("desk" if width >= DESK_FROM else "compact")
        return lay_out(self.journey, view, width, height, sizes, measure)

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        except Exception as error:
            log.error("painting the example failed: %s", type(error).__name__)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene = self.scene()
        used = min(self.height(), self._high(scene)) - 1.0
        painter.setBrush(tone("surface"))
        painter.setPen(QPen(tone("line"), 1))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, used - 1), 6, 6)
        painter.setPen(tone("ink"))
        painter.setFont(screen_font(Face(15, 600)))
        top, wide = Qt.AlignmentFlag.AlignTop, self.width() - 48
        title = QRectF(24, scaled(18), wide, scaled(24))
        painter.drawText(title, top, "An invented journey")
        painter.setPen(tone("ink2"))
        painter.setFont(screen_font(Face(13.5)))
        fits = painter.fontMetrics().horizontalAdvance
        below = next((words for words in BELOW if fits(words) <= wide), "")
        painter.drawText(QRectF(24, scaled(42), wide, scaled(22)), top, below)
        if scene is None:
            return
        painter.setClipRect(QRectF(0, 0, self.width(), used - 2))
        painter.translate(12, scaled(HEADING) - 6)
        paint_scene(painter, scene, current())
