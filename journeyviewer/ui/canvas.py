"""The journey itself: paints the scene and turns gestures into verbs of the session."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from journeyviewer.model.times import Minute
from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks, paint_scene
from journeyviewer.session.session import Change, Session
from journeyviewer.timeline.describe import item_name
from journeyviewer.timeline.layout import lay_out
from journeyviewer.timeline.metrics import Metrics, metrics, scaled
from journeyviewer.timeline.scale import MINUTES_PER_MONTH, Scale, scale_for
from journeyviewer.timeline.scene import Item, Scene
from journeyviewer.timeline.states import state_marks
from journeyviewer.ui.look import current, text_scale, when_changed
from journeyviewer.ui.overlay import readout, tip, tip_lines

log = logging.getLogger(__name__)
TIP_AFTER_MS = 300
ZOOM_STEP = 1.25
DRAG_LEAST = 4


class JourneyCanvas(QAbstractScrollArea):
    """One journey on its axis; scrolls under the axis rows when the lanes need it."""

    asked_for_details = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("journey")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Journey")
        self.compact = False
        self.scene: Scene | None = None
        self._picture: QPixmap | None = None
        self._hovered: Item | None = None
        self._pointer: QPointF | None = None
        self._tip_shown = False
        self._drag_from: QPointF | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TIP_AFTER_MS)
        self._timer.timeout.connect(self._show_tip)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        session.listen(self._on_change)
        when_changed(self._forget)

    def set_compact(self, compact: bool) -> None:
        """Use the measures for small screens, or those for large ones."""
        if compact != self.compact:
            self.compact = compact
            self._forget()

    @property
    def sizes(self) -> str:
        """The name of the measures in use."""
        return "compact" if self.compact else "desk"

    def measures(self) -> Metrics:
        """Return the measures in use, at the text size there is now."""
        return scaled(metrics(self.sizes), text_scale())

    def scale(self) -> Scale | None:
        """Return the axis of what is shown."""
        if self.scene is None or self.session.journey is None:
            return None
        return scale_for(
            self.session.journey, self.session.view, self.scene.plot_left, self.scene.plot_right
        )

    def _on_change(self, change: Change) -> None:
        if change is Change.SELECTION:
            self._describe()
            self._reveal()
            self.viewport().update()
            return
        self._hovered = None
        self._forget()

    def _forget(self) -> None:
        self.scene = None
        self._picture = None
        self._tip_shown = False
        self._lay_out()
        self.viewport().update()

    def _lay_out(self) -> None:
        journey = self.session.journey
        width, height = self.viewport().width(), self.viewport().height()
        if journey is None or width < 300:
            self.scene = None
            return
        self.scene = lay_out(journey, self.session.view, width, height, self.measures(), measure)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self.scene.height) - height))
        bar.setPageStep(height)
        bar.setSingleStep(24)

    def _describe(self) -> None:
        entry, case = self.session.selected, self.session.case
        if entry is not None and case is not None:
            self.setAccessibleDescription(item_name(entry, case, self.session.view.dates))

    def _reveal(self) -> None:
        """Scroll so that the selected item is clear of the axis and the lower edge."""
        if self.scene is None or not self.session.selection:
            return
        chosen = set(self.session.selection)
        item = next((each for each in self.scene.items if chosen & set(each.entries)), None)
        if item is None:
            return
        bar = self.verticalScrollBar()
        top = item.y - bar.value()
        if top < self.scene.plot_top + 8:
            bar.setValue(round(item.y - self.scene.plot_top - 8))
        elif top + item.height > self.viewport().height() - 8:
            bar.setValue(round(item.y + item.height - self.viewport().height() + 8))

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        super().resizeEvent(qt_event)
        self._forget()

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            self._paint(painter)
        except Exception as error:
            # A painter left open ends the program; type and place are all that is logged.
            log.error("painting the journey failed: %s", type(error).__name__)
            painter.fillRect(self.viewport().rect(), current().colour("surface"))
            painter.drawText(24, 40, "This journey could not be drawn. Your files are unchanged.")
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        colours = current()
        painter.fillRect(self.viewport().rect(), colours.colour("plot"))
        if self.scene is None:
            return
        picture = self._drawn(self.scene)
        ratio = picture.devicePixelRatio()
        down = self.verticalScrollBar().value()
        top = round(self.scene.plot_top)
        width = self.viewport().width()
        tall = self.viewport().height() - top
        painter.drawPixmap(
            QRectF(0, top, width, tall),
            picture,
            QRectF(0, (top + down) * ratio, width * ratio, tall * ratio),
        )
        painter.save()
        painter.setClipRect(QRectF(0, top - 6, width, tall + 6))
        painter.translate(0, -down)
        outlines = state_marks(self.scene, self.session.selection, self.hasFocus(), self._hovered)
        paint_marks(painter, outlines, colours)
        painter.restore()
        painter.drawPixmap(
            QRectF(0, 0, width, top), picture, QRectF(0, 0, width * ratio, top * ratio)
        )
        self._paint_pointer(painter)

    def _drawn(self, scene: Scene) -> QPixmap:
        """Return the scene as pixels; painted once until the view or the size changes."""
        if self._picture is None:
            ratio = self.viewport().devicePixelRatioF()
            self._picture = QPixmap(round(scene.width * ratio), round(scene.height * ratio))
            self._picture.setDevicePixelRatio(ratio)
            painter = QPainter(self._picture)
            try:
                paint_scene(painter, scene, current(), on_screen=True)
            finally:
                painter.end()
        return self._picture

    def _paint_pointer(self, painter: QPainter) -> None:
        scale, scene, pointer = self.scale(), self.scene, self._pointer
        journey, case = self.session.journey, self.session.case
        if scale is None or scene is None or pointer is None or journey is None or case is None:
            return
        if not scene.plot_left <= pointer.x() <= scene.plot_right or self._drag_from is not None:
            return
        sizes = self.measures()
        at = scale.minute(pointer.x())
        marks = readout(journey, self.session.view, scene, (sizes, measure), at, pointer.x())
        if self._tip_shown and self._hovered is not None:
            entries = [self.session.entry(name) for name in self._hovered.entries]
            known = [entry for entry in entries if entry is not None]
            lines = tip_lines(case, self._hovered, known, self.session.view.dates)
            area = (self.viewport().width(), self.viewport().height())
            marks += tip(lines, pointer.x(), pointer.y(), measure, area)
        paint_marks(painter, tuple(marks), current())

    def _show_tip(self) -> None:
        self._tip_shown = self._hovered is not None
        self.viewport().update()

    def _item_at(self, place: QPointF) -> Item | None:
        if self.scene is None or place.y() < self.scene.plot_top:
            return None
        return self.scene.item_at(place.x(), place.y() + self.verticalScrollBar().value())

    def _lane_at(self, place: QPointF) -> str | None:
        if self.scene is None or place.y() < self.scene.plot_top:
            return None
        y = place.y() + self.verticalScrollBar().value()
        return next(
            (band.lane for band in self.scene.bands if band.y <= y < band.y + band.height), None
        )

    def mouseMoveEvent(self, qt_event: QMouseEvent) -> None:
        place = qt_event.position()
        if self._drag_from is not None:
            self._drag(place)
            return
        self._pointer = place
        hovered = self._item_at(place)
        if hovered is not self._hovered:
            self._hovered = hovered
            self._tip_shown = False
            self._timer.start()
        on_header = self.scene is not None and place.x() < self.scene.plot_left
        pointing = hovered is not None or (on_header and self._lane_at(place) is not None)
        shape = Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def _drag(self, place: QPointF) -> None:
        if self._drag_from is None or self.scene is None:
            return
        moved = place.x() - self._drag_from.x()
        if abs(moved) >= DRAG_LEAST:
            self._drag_from = place
            self.session.pan(-moved / max(1.0, self.scene.plot_right - self.scene.plot_left))

    def leaveEvent(self, qt_event: QEvent) -> None:
        self._pointer = self._hovered = None
        self._tip_shown = False
        self.viewport().update()

    def mousePressEvent(self, qt_event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        shift = bool(qt_event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        middle = qt_event.button() is Qt.MouseButton.MiddleButton
        if middle or (shift and qt_event.button() is Qt.MouseButton.LeftButton):
            self._drag_from = qt_event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if qt_event.button() is not Qt.MouseButton.LeftButton:
            return
        place = qt_event.position()
        item = self._item_at(place)
        lane = self._lane_at(place)
        if item is not None:
            self.session.select(*item.entries)
        elif lane is not None and self.scene is not None and place.x() < self.scene.plot_left:
            self.session.fold_lane(lane)
        else:
            self.session.select()

    def mouseReleaseEvent(self, qt_event: QMouseEvent) -> None:
        self._drag_from = None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, qt_event: QMouseEvent) -> None:
        item = self._item_at(qt_event.position())
        if item is not None:
            self.session.select(*item.entries)
            self.session.fit_selection()

    def wheelEvent(self, qt_event: QWheelEvent) -> None:
        turn = qt_event.angleDelta()
        steps = (turn.y() or turn.x()) / 120
        if qt_event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_at(qt_event.position().x(), ZOOM_STEP**steps)
        elif qt_event.modifiers() & Qt.KeyboardModifier.ShiftModifier or turn.x():
            self.session.pan(-0.1 * steps)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() - steps * 60))
        qt_event.accept()

    def zoom_at(self, x: float, factor: float) -> None:
        """Zoom at a pixel, which keeps its date."""
        scale, scene = self.scale(), self.scene
        if scale is None or scene is None:
            return
        x = min(max(x, scene.plot_left), scene.plot_right)
        at = scale.minute(x)
        room = scene.plot_right - scene.plot_left
        span = room / max(scale.pixels_per_month(at), 1e-9) * MINUTES_PER_MONTH
        self.session.zoom(Minute(at), (x - scene.plot_left) / room, span, factor)

    def zoom_here(self, factor: float) -> None:
        """Zoom at the pointer when it is over the plot, else at the selection or the middle."""
        scale, scene = self.scale(), self.scene
        if scale is None or scene is None:
            return
        x = (scene.plot_left + scene.plot_right) / 2
        if self._pointer is not None and scene.plot_left <= self._pointer.x() <= scene.plot_right:
            x = self._pointer.x()
        else:
            chosen = set(self.session.selection)
            for item in scene.items:
                if chosen & set(item.entries):
                    x = item.x + item.width / 2
        self.zoom_at(x, factor)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        action = KEYS.get((qt_event.key(), bool(qt_event.modifiers() & ALT)))
        if action is None or qt_event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(qt_event)
            return
        action(self)
        qt_event.accept()

    def focusInEvent(self, qt_event: object) -> None:
        self.viewport().update()

    def focusOutEvent(self, qt_event: object) -> None:
        self.viewport().update()

    def escape(self) -> None:
        """Put the tip away, then the selection."""
        if self._tip_shown:
            self._tip_shown = False
            self.viewport().update()
        else:
            self.session.select()

    def fold_selected(self) -> None:
        """Fold or open the lane of the selection."""
        entry = self.session.selected
        if entry is not None:
            self.session.fold_lane(entry.lane)


ALT = Qt.KeyboardModifier.AltModifier
_K = Qt.Key
KEYS: dict[tuple[int, bool], Callable[[JourneyCanvas], None]] = {
    (_K.Key_Left, False): lambda canvas: canvas.session.select_along(-1),
    (_K.Key_Right, False): lambda canvas: canvas.session.select_along(1),
    (_K.Key_Comma, False): lambda canvas: canvas.session.select_along(-1),
    (_K.Key_Period, False): lambda canvas: canvas.session.select_along(1),
    (_K.Key_Up, False): lambda canvas: canvas.session.select_across(-1),
    (_K.Key_Down, False): lambda canvas: canvas.session.select_across(1),
    (_K.Key_Home, False): lambda canvas: canvas.session.select_end(last=False),
    (_K.Key_End, False): lambda canvas: canvas.session.select_end(last=True),
    (_K.Key_Left, True): lambda canvas: canvas.session.pan(-0.1),
    (_K.Key_Right, True): lambda canvas: canvas.session.pan(0.1),
    (_K.Key_A, False): lambda canvas: canvas.session.pan(-0.1),
    (_K.Key_D, False): lambda canvas: canvas.session.pan(0.1),
    (_K.Key_W, False): lambda canvas: canvas.zoom_here(ZOOM_STEP),
    (_K.Key_S, False): lambda canvas: canvas.zoom_here(1 / ZOOM_STEP),
    (_K.Key_Plus, False): lambda canvas: canvas.zoom_here(ZOOM_STEP),
    (_K.Key_Equal, False): lambda canvas: canvas.zoom_here(ZOOM_STEP),
    (_K.Key_Minus, False): lambda canvas: canvas.zoom_here(1 / ZOOM_STEP),
    (_K.Key_0, False): lambda canvas: canvas.session.show_whole(),
    (_K.Key_F, False): lambda canvas: canvas.session.fit_selection(),
    (_K.Key_C, False): lambda canvas: canvas.fold_selected(),
    (_K.Key_Escape, False): lambda canvas: canvas.escape(),
    (_K.Key_Return, False): lambda canvas: canvas.asked_for_details.emit(),
    (_K.Key_Enter, False): lambda canvas: canvas.asked_for_details.emit(),
}
"""Keys of the journey, each with whether Alt is held; they act only while it has the focus."""
