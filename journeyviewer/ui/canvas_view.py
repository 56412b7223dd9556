"""The journey as it is drawn: scene, what stands over it, and what passes with the pointer."""

from __future__ import annotations

import logging
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks, paint_scene
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.layout import fitted_to, lay_out
from journeyviewer.timeline.metrics import Metrics, metrics, scaled, with_row_scale
from journeyviewer.timeline.part import Period
from journeyviewer.timeline.places import Places
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scale import Scale, scale_for
from journeyviewer.timeline.scene import Band, Box, Ink, Item, Mark, Scene
from journeyviewer.timeline.states import DOTTED
from journeyviewer.ui.look import current, text_scale, when_changed
from journeyviewer.ui.moving import CROWDED, Mover, pixels_like
from journeyviewer.ui.overlay import Sheet
from journeyviewer.ui.parts import once_after, painted_sheet
from journeyviewer.ui.passing import region
from journeyviewer.ui.standing import found_by, paint_found, paint_selection

log = logging.getLogger(__name__)
REST_MS = 600
"""How long the view rests before the next movement is a step of its own to go back to."""
STILL_MS = 80
"""How long the view rests before what was moved is laid out."""
ROW_SCALES = (0.8, 2.0)


class JourneyView(QAbstractScrollArea):
    """One journey on its axis; scrolls under the axis rows and pinned lanes when it must.

    Three layers: the scene, painted when view or size change; what stands over it, painted when
    the session changes; and what passes with the pointer, painted where it was and is.
    """

    laid_out = Signal(object)
    """Another scene is shown, or None."""

    session: Session

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("journey")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewport(painted_sheet())
        self.setAccessibleName("Journey")
        self.compact = False
        self.row_scale = 1.0
        self.ringed = False
        self.scene: Scene | None = None
        self._laid: Journey | None = None
        self._fitted = metrics("desk")
        self.places: Places | None = None
        self._fresh = True
        self._picture: QPixmap | None = None
        self._pixels: QPixmap | None = None
        self._looked: tuple[tuple[object, ...], QPixmap] | None = None
        self._standing: QPixmap | None = None
        self._passing: list[Mark] = []
        self._rest_timer = once_after(self, REST_MS, session.settle)
        self.mover = Mover()
        self.moving = False
        self._still_timer = once_after(self, STILL_MS, self.be_still)
        self._ready_timer = once_after(self, 0, self.mover.make_ready)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        session.listen(self._on_change)
        when_changed(self._forget)

    @property
    def _chosen(self) -> bool:
        """True when something stands out: records, or what was written."""
        return bool(self.session.selection) or self.session.chosen is not None

    def passing(self) -> list[Mark]:
        """Return the marks that pass with the pointer, in pixels of the viewport."""
        return []

    def _let_go(self) -> None:
        """Forget what the pointer was on: it may be gone."""

    def _on_scroll(self) -> None:
        self._refresh()

    def set_compact(self, compact: bool) -> None:
        """Use the measures for small screens, or those for large ones."""
        if compact != self.compact:
            self.compact = compact
            self._forget()

    def scale_rows(self, factor: float) -> None:
        """Make the lanes so many times as high, from 0.8 to 2 times their own height."""
        least, most = ROW_SCALES
        wanted = min(max(self.row_scale * factor, least), most)
        # Steps up and down meet at the lanes' own height again.
        wanted = 1.0 if abs(wanted - 1.0) < 0.02 else wanted
        if wanted != self.row_scale:
            self.row_scale = wanted
            self._forget()

    @property
    def sizes(self) -> str:
        """The name of the measures in use."""
        return "compact" if self.compact else "desk"

    def measures(self) -> Metrics:
        """Return the measures in use, at the text size and lane height there are now."""
        return with_row_scale(scaled(metrics(self.sizes), text_scale()), self.row_scale)

    def scale(self) -> Scale | None:
        """Return the axis of what is shown."""
        if self.scene is None or self.session.journey is None:
            return None
        return scale_for(
            self.session.journey, self.session.view, self.scene.plot_left, self.scene.plot_right
        )

    def sheet(self) -> Sheet | None:
        """Return what marks over the scene are measured against."""
        scale, scene, journey = self.scale(), self.scene, self.session.journey
        if scale is None or scene is None or journey is None:
            return None
        bottom = min(scene.plot_bottom - self.down, float(self.viewport().height()))
        return Sheet(journey, self.session.view, scene, scale, self.measures(), measure, bottom)

    @property
    def down(self) -> int:
        """How far the lanes are scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def scene_y(self, y: float) -> float:
        """Return the height of the scene at a height of the viewport."""
        if self.scene is None or y < self.scene.fixed_bottom:
            return y
        return y + self.down

    def visible_bands(self) -> list[Band]:
        """Return the lanes' bands as they lie in the viewport now."""
        if self.scene is None:
            return []
        fixed = self.scene.fixed_bottom
        return [
            replace(band, y=band.y - self.down) if band.y >= fixed else band
            for band in self.scene.bands
        ]

    def item_at(self, place: QPointF) -> Item | None:
        """Return the topmost item under a pixel of the viewport."""
        if self.scene is None or self.places is None:
            return None
        return self.places.item_at(place.x(), self.scene_y(place.y()))

    def lane_at(self, place: QPointF) -> str | None:
        """Return the lane under a pixel of the viewport."""
        if self.scene is None or self.places is None or place.y() < self.scene.plot_top:
            return None
        return self.places.lane_at(self.scene_y(place.y()))

    def _on_change(self, change: Change) -> None:
        if change in (Change.PAGE, Change.SAVING):
            return
        if change is Change.STUDY and self._laid is not self.session.journey:
            self._let_go()
            self._forget()
            return
        if change in (Change.COHORT, Change.CASE, Change.VIEW):
            if change is Change.VIEW:
                self._rest_timer.start()
                self.mover.leaps.note(self.session.view)
            self._let_go()
            if change is not Change.VIEW or not self._move():
                self._forget(keeping=change is Change.VIEW)
            return
        self.be_still()
        if change is Change.SELECTION:
            self._describe()
            self._reveal()
        self._stand()

    def _stand(self, area: QRect | None = None) -> None:
        """Paint what stands over the scene anew: all of it, or where something moves."""
        self._standing = None
        self._refresh(area)

    def _refresh(self, area: QRect | None = None) -> None:
        """Paint all of it or an area, with what passes as it is now and where it was."""
        before, self._passing = self._passing, self.passing()
        if area is None:
            self.viewport().update()
        else:
            # One rectangle: an area of several is painted many times as slowly.
            self.viewport().update(area.united(region((*before, *self._passing)).boundingRect()))

    def _move(self) -> bool:
        """Move what is drawn, where that does for now; all is laid out when the view rests."""
        journey = self.session.journey
        if journey is None or journey.curtain is not None:
            return False
        if not self.mover.can_show(self.session.view, self.scale()):
            return False
        # What stands beside the lanes was painted with the first movement.
        area = self.mover.area if self.moving and not self.down else None
        self.moving, self.places = True, None  # Nothing can be pointed at where it was.
        self._still_timer.start()
        self._stand(area)
        return True

    def be_still(self) -> None:
        """Lay out and paint what is shown, if it was only moved."""
        if self.moving:
            self._forget(keeping=True)

    def _forget(self, *, keeping: bool = False) -> None:
        if not keeping:
            self.mover.forget()
        self.moving = False
        self._still_timer.stop()
        self.scene = None
        self._picture = self._looked = None
        self._fresh = True
        self._lay_out()
        self._stand()

    def _lay_out(self) -> None:
        self._make_scene()
        self.laid_out.emit(self.scene)

    def _make_scene(self) -> None:
        self._laid = journey = self.session.journey
        width, height = self.viewport().width(), self.viewport().height()
        if journey is None or width < 300:
            self.scene = self.places = None
            return
        view, sizes = self.session.view, self.measures()
        self.scene = lay_out(journey, view, width, height, sizes, measure)
        self._fitted = fitted_to(journey, view, sizes, height)
        self.places = Places(self.scene)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self.scene.height) - height))
        bar.setPageStep(max(1, height - round(self.scene.fixed_bottom)))
        bar.setSingleStep(24)

    def _describe(self) -> None:
        entry, case = self.session.selected, self.session.case
        if entry is not None and case is not None:
            self.setAccessibleDescription(item_name(entry, case, self.session.view.dates))

    def _reveal(self) -> None:
        """Scroll so that the selected item is clear of what is fixed and of the lower edge."""
        if self.scene is None or self.places is None or not self.session.selection:
            return
        item = next(iter(self.places.of_all(self.session.selection[:1])), None)
        if item is None or item.y < self.scene.fixed_bottom:
            return
        bar = self.verticalScrollBar()
        top = item.y - bar.value()
        if top < self.scene.fixed_bottom + 8:
            bar.setValue(round(item.y - self.scene.fixed_bottom - 8))
        elif top + item.height > self.viewport().height() - 8:
            bar.setValue(round(item.y + item.height - self.viewport().height() + 8))

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._forget()

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter, qt_event.rect())
        except Exception as error:
            # A painter left open ends the program; type and place are all that is logged.
            log.error("painting the journey failed: %s", type(error).__name__)
            painter.fillRect(self.viewport().rect(), current().colour("surface"))
            painter.drawText(24, 40, "This journey could not be drawn. Your files are unchanged.")
        finally:
            painter.end()

    def _paint(self, painter: QPainter, area: QRect) -> None:
        colours = current()
        if self.scene is None:
            painter.fillRect(self.viewport().rect(), colours.colour("plot"))
            return
        light = self._fresh and (len(self.scene.marks) <= CROWDED or self.mover.leaps.again)
        period = self._period(self.scene) if self.moving and not self.down else None
        if period is not None:
            self.mover.paint(painter, period)
        elif light and not self.down and area.contains(self.viewport().rect()):
            self._paint_at_once(painter, self.scene)
        else:
            self._paint_kept(painter, self.scene)
        self._fresh = False
        marks = list(self._passing)
        if self.ringed and self.hasFocus() and not self._chosen:
            # With nothing selected there is no item to draw the focus round.
            width, height = self.viewport().width(), self.viewport().height()
            marks.append(Box(1, 1, width - 2, height - 2, None, Ink("focus"), 2.0, 2.0, DOTTED))
        paint_marks(painter, marks, colours)

    def _paint_at_once(self, painter: QPainter, scene: Scene) -> None:
        """Paint all of it where it is seen: while the view moves no picture is used twice."""
        paint_scene(painter, scene, current(), on_screen=True)
        sheet = self.sheet()
        if self.places is None or sheet is None:
            return
        if found_by(self.session) is not None:
            paint_found(painter, self.session, self.places, sheet, current())
        look = (current(), self.hasFocus())
        if self._chosen:
            paint_selection(painter, self.session, self.places, (*look, sheet))

    def _paint_kept(self, painter: QPainter, scene: Scene) -> None:
        """Paint from the picture that is kept while the view stays."""
        picture = self._stood(scene)
        ratio = picture.devicePixelRatio()
        fixed = round(scene.fixed_bottom)
        width, height = self.viewport().width(), self.viewport().height()
        for top, tall, down in ((0, fixed, 0), (fixed, height - fixed, self.down)):
            painter.drawPixmap(
                QRectF(0, top, width, tall),
                picture,
                QRectF(0, (top + down) * ratio, width * ratio, tall * ratio),
            )
        if self.down:
            painter.fillRect(QRectF(0, fixed, width, 1), current().colour("line3"))

    def _stood(self, scene: Scene) -> QPixmap:
        """Return the scene with what stands over it; painted once until the session changes."""
        period = self._period(scene) if self._standing is None and self.moving else None
        if period is not None:
            self._standing = self.mover.picture(period)
        if self._standing is None:
            standing = self._found(scene)
            # Copying the pixels takes longer than drawing most journeys.
            if self.places is not None and self._chosen:
                standing = QPixmap(standing)
                painter = QPainter(standing)
                try:
                    look = (current(), self.hasFocus(), self.sheet())
                    paint_selection(painter, self.session, self.places, look)
                finally:
                    painter.end()
            self._standing = standing
            shown = self._period(scene)
            if shown is not None:
                self.mover.keep(standing, shown)
                self._ready_timer.start()
        return self._standing

    def _period(self, scene: Scene) -> Period | None:
        """Return the period that is shown, to be laid out in part."""
        journey, scale = self.session.journey, self.scale()
        if journey is None or scale is None:
            return None
        return Period(journey, self.session.view, scene, scale, self._fitted, measure)

    def _found(self, scene: Scene) -> QPixmap:
        """Return the scene with hits and what is looked at; painted again when these change."""
        by, sheet = found_by(self.session), self.sheet()
        if by is None or sheet is None or self.places is None:
            return self._drawn(scene)
        if self._looked is None or self._looked[0] != by:
            looked = QPixmap(self._drawn(scene))
            painter = QPainter(looked)
            try:
                paint_found(painter, self.session, self.places, sheet, current())
            finally:
                painter.end()
            self._looked = (by, looked)
        return self._looked[1]

    def _drawn(self, scene: Scene) -> QPixmap:
        """Return the scene as pixels; painted once until the view or the size changes."""
        if self._picture is None:
            self.mover.forget()  # What was moved may be painted over now.
            ratio = self.viewport().devicePixelRatioF()
            size = QSize(round(scene.width * ratio), round(scene.height * ratio))
            self._picture = self._pixels = pixels_like(self._pixels, size, ratio)
            painter = QPainter(self._picture)
            try:
                paint_scene(painter, scene, current(), on_screen=True)
            finally:
                painter.end()
        return self._picture

    def _pass(self) -> None:
        """Paint what passes with the pointer, where it was and where it is."""
        before, self._passing = self._passing, self.passing()
        self.viewport().update(region((*before, *self._passing)))
