"""The one painter: marks become strokes on a screen, a picture, a page or a printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPolygonF, QTransform

from journeyviewer.render.fonts import font
from journeyviewer.render.glyphs import OUTLINED, glyph
from journeyviewer.render.icons import draw_icon
from journeyviewer.render.texture import dots_in, lines_in
from journeyviewer.render.theme import Pattern, Theme
from journeyviewer.timeline.board import CAP_HEIGHT
from journeyviewer.timeline.scene import (
    Box,
    Fade,
    Glyph,
    Hatch,
    Line,
    Mark,
    Picture,
    Scene,
    Shape,
    Text,
)

PLATE_HEIGHT = 1.62
"""Height of the plate under words on a texture, in capital heights."""
PLATE_SIDE = 2.0
OUTLINE = 0.125
"""Width of the line of an outlined shape, as a share of its size."""


def paint_scene(
    painter: QPainter, scene: Scene, theme: Theme, *, background: bool = True
) -> None:
    """Paint a scene's marks in their order; sets no clip, restores the painter's state."""
    if background:
        painter.fillRect(QRectF(0, 0, scene.width, scene.height), theme.colour("plot"))
    paint_marks(painter, scene.marks, theme)


def paint_marks(painter: QPainter, marks: tuple[Mark, ...], theme: Theme) -> None:
    """Paint marks on top of what is there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    brush = _Brush(painter, theme)
    for mark in marks:
        brush.draw[type(mark)](mark)
    painter.restore()


class _Brush:
    """Draws one mark after another and changes pens only when they differ."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        device = painter.device()
        self.dpi = device.logicalDpiY() if device is not None else 96
        self.pen_key: tuple[object, ...] | None = None
        self.draw: dict[type, Callable[..., None]] = {
            Box: self.box,
            Fade: self.fade,
            Hatch: self.hatch,
            Line: self.line,
            Shape: self.shape,
            Glyph: self.glyph,
            Picture: self.picture,
            Text: self.text,
        }

    def pen(
        self,
        colour: QColor,
        width: float,
        dash: tuple[float, ...] = (),
        join: Qt.PenJoinStyle = Qt.PenJoinStyle.MiterJoin,
    ) -> None:
        """Take a pen with flat ends; dashes are in pixels."""
        key = (colour.rgba(), width, dash, join)
        if key == self.pen_key:
            return
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(join)
        if dash:
            pen.setDashPattern([length / width for length in dash])
        self.painter.setPen(pen)
        self.pen_key = key

    def no_pen(self) -> None:
        """Take no pen."""
        if self.pen_key != ():
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.pen_key = ()

    def box(self, mark: Box) -> None:
        """Fill, texture and outline a rectangle; the stroke runs inside its edge."""
        painter = self.painter
        rect = QRectF(mark.x, mark.y, mark.width, mark.height)
        if mark.fill is not None:
            colour = self.theme.colour(mark.fill)
            if mark.opacity < 1.0:
                colour = QColor(colour)
                colour.setAlphaF(mark.opacity)
            if mark.radius:
                self.no_pen()
                painter.setBrush(colour)
                painter.drawRoundedRect(rect, mark.radius, mark.radius)
            else:
                painter.fillRect(rect, colour)
            pattern = self.theme.pattern(mark.fill)
            if pattern is not None:
                self.texture(rect, pattern)
        if mark.stroke is not None:
            half = mark.stroke_width / 2
            self.pen(self.theme.colour(mark.stroke), mark.stroke_width, mark.dash)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = rect.adjusted(half, half, -half, -half)
            if mark.radius:
                radius = max(0.0, mark.radius - half)
                painter.drawRoundedRect(inside, radius, radius)
            else:
                painter.drawRect(inside)

    def texture(self, rect: QRectF, pattern: Pattern) -> None:
        """Draw a texture as geometry, so that every kind of file shows the same."""
        area = (rect.x(), rect.y(), rect.width(), rect.height())
        if pattern.dots:
            self.no_pen()
            self.painter.setBrush(pattern.ink)
            for x, y in dots_in(*area, pattern.pitch, pattern.size):
                self.painter.drawEllipse(QPointF(x, y), pattern.size, pattern.size)
            return
        self.pen(pattern.ink, pattern.size)
        self.painter.drawLines(
            [QLineF(*ends) for ends in lines_in(*area, pattern.pitch, falling=True)]
        )

    def fade(self, mark: Fade) -> None:
        """Fill from plot colour to full across the rectangle.

        Opaque: the writer of PDF files draws gradients of transparency as solid.
        """
        full, none = self.theme.colour(mark.fill), self.theme.colour("plot")
        left, right = (none, full) if mark.full == "right" else (full, none)
        gradient = QLinearGradient(mark.x, 0, mark.x + mark.width, 0)
        gradient.setColorAt(0, left)
        gradient.setColorAt(1, right)
        self.painter.fillRect(QRectF(mark.x, mark.y, mark.width, mark.height), gradient)

    def hatch(self, mark: Hatch) -> None:
        """Draw rising lines clipped to the rectangle."""
        self.pen(self.theme.colour(mark.ink), 1.0)
        area = (mark.x, mark.y, mark.width, mark.height)
        self.painter.drawLines([QLineF(*ends) for ends in lines_in(*area, mark.pitch)])

    def line(self, mark: Line) -> None:
        """Draw a line with flat ends."""
        self.pen(self.theme.colour(mark.ink), mark.width, mark.dash)
        self.painter.drawLine(QLineF(mark.x1, mark.y1, mark.x2, mark.y2))

    def shape(self, mark: Shape) -> None:
        """Draw a polygon or a polyline."""
        polygon = QPolygonF([QPointF(x, y) for x, y in mark.points])
        if mark.fill is not None:
            self.no_pen()
            self.painter.setBrush(self.theme.colour(mark.fill))
            self.painter.drawPolygon(polygon)
        if mark.stroke is not None:
            self.pen(self.theme.colour(mark.stroke), mark.stroke_width, mark.dash)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            if mark.closed:
                self.painter.drawPolygon(polygon)
            else:
                self.painter.drawPolyline(polygon)

    def glyph(self, mark: Glyph) -> None:
        """Draw an event's shape with a rim of plot colour round it."""
        plot = self.theme.colour("plot")
        ink = self.theme.colour(mark.ink)
        outlined = mark.hollow or mark.shape in OUTLINED
        width = max(1.0, mark.size * OUTLINE) if outlined else 0.0
        # An outline runs inside the shape's own size, so that hollow and full match.
        size = mark.size - width
        path = QTransform(size, 0, 0, size, mark.x, mark.y).map(glyph(mark.shape))
        if mark.halo:
            rim = mark.halo + width
            self.pen(plot, rim, join=Qt.PenJoinStyle.RoundJoin)
            self.painter.setBrush(plot)
            self.painter.drawPath(path)
        if outlined:
            self.pen(ink, width)
            self.painter.setBrush(plot)
        else:
            self.no_pen()
            self.painter.setBrush(ink)
        self.painter.drawPath(path)

    def picture(self, mark: Picture) -> None:
        """Draw an icon."""
        draw_icon(self.painter, mark.name, mark.x, mark.y, mark.size, self.theme.colour(mark.ink))
        self.pen_key = None

    def text(self, mark: Text) -> None:
        """Write words on their baseline, on a plate or a plot-coloured ground where needed."""
        cap = mark.face.size * CAP_HEIGHT
        plate = self.theme.plate_on(mark.on)
        if plate is None and mark.halo:
            plate = self.theme.colour("plot")
        if plate is not None:
            height = cap * PLATE_HEIGHT
            top = mark.y - cap / 2 - height / 2
            side = PLATE_SIDE
            ground = QRectF(mark.left - side, top, mark.width + 2 * side, height)
            self.painter.fillRect(ground, plate)
        colour = self.theme.text_on(mark.on) if mark.ink is None else self.theme.colour(mark.ink)
        self.painter.setFont(font(mark.face, self.dpi))
        self.pen(colour, 1.0)
        self.painter.drawText(QPointF(mark.left, mark.y), mark.text)
