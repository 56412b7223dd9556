"""The strip under the journey: the whole life at true scale, and a window on it to drag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeyviewer.model.times import Minute
from journeyviewer.render.fonts import measure
from journeyviewer.render.painter import paint_marks
from journeyviewer.session.session import LEAST_PERIOD, Change, Session
from journeyviewer.timeline.metrics import metrics
from journeyviewer.timeline.metrics import scaled as scaled_metrics
from journeyviewer.timeline.overview import Place, Strip, Window, lay_out_overview
from journeyviewer.timeline.scene import CAP_HEIGHT, Face, Ink, Mark, Text
from journeyviewer.ui.look import current, scaled, scaled_face, text_scale, tone, when_changed
from journeyviewer.ui.periods import period_said, span_said

HEIGHT, COMPACT_HEIGHT = 66, 46
TITLE, HINT = Face(13, 600), Face(12)
COMPACT_TITLE, COMPACT_HINT = Face(12, 600), Face(11.5)
FADED = 0.75
"""How much of the ground lies over what is outside the window."""
DRAG_LEAST = 4
STEP = 0.1
ZOOM_STEP = 1.25
RADIUS = 4.0
HANDLE = (4.0, 14.0)
CURSORS = {
    "start": Qt.CursorShape.SizeHorCursor,
    "end": Qt.CursorShape.SizeHorCursor,
    "inside": Qt.CursorShape.OpenHandCursor,
    "outside": Qt.CursorShape.CrossCursor,
}


class Overview(QWidget):
    """Shows where the period lies in the whole life; dragging, wheel and keys change it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("overview")
        # A drag with the mouse leaves the keyboard, and the letters, to the journey.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Overview: the period shown of the whole life")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.compact = False
        self._strip: Strip | None = None
        self._shown: object = None
        self._pressed: tuple[float, str, Window] | None = None
        self.set_compact(False)
        when_changed(self._follow)
        session.listen(self._on_change)

    def set_compact(self, compact: bool) -> None:
        """Take the height for small screens, or that for large ones."""
        self.compact = compact
        self.setFixedHeight(scaled(COMPACT_HEIGHT if compact else HEIGHT))
        self._forget()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.height())

    def place(self) -> Place:
        """Return where the strip lies, in line with the journey's plot."""
        sizes = scaled_metrics(metrics("compact" if self.compact else "desk"), text_scale())
        left = sizes.left_margin + sizes.lane_header_w
        face = scaled_face(COMPACT_HINT if self.compact else HINT)
        top = scaled(3 if self.compact else 4)
        base = self.height() - scaled(18 if self.compact else 19)
        labels = self.height() - scaled(5)
        return Place(left, self.width() - sizes.right_margin, top, base - 0.5, labels, face)

    def strip(self) -> Strip | None:
        """Return the strip, laid out once until something changes; None without a case."""
        journey = self.session.journey
        if self._strip is None and journey is not None and self.width() > 240:
            hits = [
                self.session.extent(entry)[0]
                for name in self.session.searching.hits
                if (entry := self.session.entry(name)) is not None
            ]
            self._strip = lay_out_overview(
                journey,
                self.place(),
                measure,
                dates=self.session.view.dates,
                curtain=self.session.curtain,
                hits=hits,
            )
        return self._strip

    def window_shown(self) -> Window | None:
        """Return the window on the strip."""
        strip = self.strip()
        return Window(strip.scale, *self.session.period()) if strip else None

    def _follow(self) -> None:
        self.set_compact(self.compact)

    def _on_change(self, change: Change) -> None:
        passed = (Change.SELECTION, Change.LOOK, Change.PAGE, Change.FILTER)
        if change in (*passed, Change.CHOSEN, Change.SAVING):
            return
        if change is not Change.VIEW or self._strip_changed():
            self._strip = None
        self._describe()
        self.update()

    def _strip_changed(self) -> bool:
        shown = (self.session.view.dates, self.session.searching.hits)
        before, self._shown = self._shown, shown
        return before != shown

    def _describe(self) -> None:
        if self.session.journey is not None:
            start, end = self.session.period()
            words = f"{span_said(start, end)}, {period_said(self.session, start, end)}"
            self.setAccessibleDescription("Whole journey" if self.session.view.whole else words)

    def _forget(self) -> None:
        self._strip = None
        self.update()

    def resizeEvent(self, qt_event: QResizeEvent) -> None:
        self._forget()

    def paintEvent(self, qt_event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), tone("surface"))
            painter.fillRect(QRectF(0, 0, self.width(), 1), tone("line"))
            strip, window = self.strip(), self.window_shown()
            if strip is not None and window is not None:
                self._paint_strip(painter, strip, window)

    def _paint_strip(self, painter: QPainter, strip: Strip, window: Window) -> None:
        place = self.place()
        colours = current()
        left, right = window.pixels
        height = place.base - place.top
        whole = QRectF(place.left, place.top, place.right - place.left, height)
        painter.fillRect(whole, tone("plot"))
        paint_marks(painter, strip.under, colours)
        ground = tone("app")
        ground.setAlphaF(FADED)
        painter.fillRect(QRectF(place.left, place.top, left - place.left, height), ground)
        painter.fillRect(QRectF(right, place.top, place.right - right, height), ground)
        paint_marks(painter, (*self._words(place), *strip.over), colours)
        self._paint_window(painter, place, left, right)

    def _words(self, place: Place) -> list[Mark]:
        title = scaled_face(COMPACT_TITLE if self.compact else TITLE)
        hint = scaled_face(COMPACT_HINT if self.compact else HINT)
        x = place.left - scaled(148 if self.compact else 165)
        middle = self.height() / 2
        leading = scaled(15.5 if self.compact else 19)
        # Both lines together are centred on the strip's height.
        first = middle - leading / 2 + title.size * CAP_HEIGHT / 2
        lines = (
            ("Whole life, true scale", title, "ink", first),
            ("Drag to choose a period", hint, "ink2", first + leading),
        )
        room = place.left - x
        return [
            Text(x, round(y), words, face, measure(words, face), Ink(ink))
            for words, face, ink, y in lines
            if measure(words, face) < room
        ]

    def _paint_window(self, painter: QPainter, place: Place, left: float, right: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(left, place.top - 1, max(right - left, 3.0), place.base - place.top + 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tone("focus"), 2))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        width, height = HANDLE
        for x in (frame.left(), frame.right()):
            handle = QRectF(x - width / 2, frame.center().y() - height / 2, width, height)
            painter.setPen(QPen(tone("plot"), 2))
            painter.setBrush(tone("plot"))
            painter.drawRoundedRect(handle, 2, 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone("focus"))
            painter.drawRoundedRect(handle, 2, 2)
        if self.hasFocus():
            pen = QPen(tone("focus"), 2)
            pen.setDashPattern([1, 1])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), RADIUS - 1, RADIUS - 1)

    def _part(self, x: float) -> str:
        """Return what a drag from a pixel changes; the whole life has no window to move."""
        window = self.window_shown()
        if window is None:
            return ""
        part = window.part_at(x)
        return "outside" if part == "inside" and self.session.view.whole else part

    def _on_strip(self, place: QPointF) -> bool:
        area = self.place()
        return area.left - 6 <= place.x() <= area.right + 6

    def mouseMoveEvent(self, qt_event: QMouseEvent) -> None:
        place = qt_event.position()
        if self._pressed is not None:
            self._drag(place.x())
        elif self._on_strip(place):
            self.setCursor(CURSORS.get(self._part(place.x()), Qt.CursorShape.ArrowCursor))
        else:
            self.unsetCursor()

    def mousePressEvent(self, qt_event: QMouseEvent) -> None:
        window = self.window_shown()
        left_button = qt_event.button() is Qt.MouseButton.LeftButton
        if window is None or not left_button or not self._on_strip(qt_event.position()):
            return
        x = qt_event.position().x()
        self._pressed = (x, self._part(x), window)
        self.session.settle()

    def _drag(self, x: float) -> None:
        if self._pressed is None:
            return
        pressed, part, window = self._pressed
        if abs(x - pressed) < DRAG_LEAST and window == self.window_shown():
            return
        if part == "outside":
            shown = window.drawn(pressed, x)
        else:
            shown = window.dragged(part, x - pressed, LEAST_PERIOD)
        self.session.show_period(shown.start, shown.end, "overview")

    def mouseReleaseEvent(self, qt_event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        x = qt_event.position().x()
        pressed, part, window = self._pressed
        self._pressed = None
        narrowed = not self.session.view.whole
        if part == "outside" and abs(x - pressed) < DRAG_LEAST and narrowed:
            self.session.centre_on(window.scale.minute(pressed))
        self.session.settle()

    def mouseDoubleClickEvent(self, qt_event: QMouseEvent) -> None:
        self._pressed = None
        self.session.show_whole()

    def wheelEvent(self, qt_event: QWheelEvent) -> None:
        window = self.window_shown()
        turn = qt_event.angleDelta().y() / 120
        if window is not None and turn:
            self._zoom(window.scale.minute(qt_event.position().x()), ZOOM_STEP**turn)
        qt_event.accept()

    def _zoom(self, at: Minute, factor: float) -> None:
        """Zoom, keeping a position where it is in the window; the middle when it is outside."""
        start, end = self.session.period()
        if not start <= at <= end:
            at = Minute((start + end) // 2)
        self.session.zoom(at, (at - start) / max(end - start, 1), end - start, factor)

    def keyPressEvent(self, qt_event: QKeyEvent) -> None:
        start, end = self.session.period()
        key = qt_event.key()
        if self.session.journey is None or not self._act(key, start, end):
            super().keyPressEvent(qt_event)

    def _act(self, key: int, start: Minute, end: Minute) -> bool:
        journey = self.session.journey
        assert journey is not None
        middle = Minute((start + end) // 2)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.session.pan(STEP if key == Qt.Key.Key_Right else -STEP)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(middle, ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self._zoom(middle, 1 / ZOOM_STEP)
        elif key == Qt.Key.Key_Home:
            self._move_to(journey.start)
        elif key == Qt.Key.Key_End:
            self._move_to(Minute(journey.end - (end - start)))
        elif key == Qt.Key.Key_0:
            self.session.show_whole()
        else:
            return False
        return True

    def _move_to(self, start: Minute) -> None:
        if not self.session.view.whole:
            shown, end = self.session.period()
            self.session.show_period(start, Minute(start + end - shown))

    def focusInEvent(self, qt_event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, qt_event: QFocusEvent) -> None:
        self.update()

    def leaveEvent(self, qt_event: QEvent) -> None:
        self.unsetCursor()
