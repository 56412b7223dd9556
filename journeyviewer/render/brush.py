"""How each mark becomes strokes, the same wherever it is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPaintEngine, QPainter, QPen, QPolygonF

from journeyviewer.render.fonts import cap_height, font, shaped, stretch
from journeyviewer.render.glyphs import MITRE, glyph_paths
from journeyviewer.render.icons import draw_icon
from journeyviewer.render.texture import corners, dots_in, dots_within, lines_within
from journeyviewer.render.theme import Pattern, Theme, fill_under, mixed
from journeyviewer.timeline.scene import (
    Box,
    Boxes,
    Fade,
    Glyph,
    Hatch,
    Line,
    Picture,
    Shape,
    Text,
)

PLATE_HEIGHT = 1.62
"""Height of the plate under words on a texture, in capital heights."""
PLATE_SIDE = 2.0
HATCH_WIDTH = 0.7
_ORIGIN = QPointF(0, 0)


@lru_cache(maxsize=512)
def _pen(rgba: int, width: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(QColor.fromRgba(rgba), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setMiterLimit(MITRE)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


def _sides(mark: Boxes) -> Iterator[QRectF]:
    """Yield the four sides of each rectangle's outline, or the whole of one that has no inside."""
    line = mark.stroke_width
    for x, y, width, height in mark.rects:
        if width <= 2 * line or height <= 2 * line:
            yield QRectF(x, y, width, height)
            continue
        yield QRectF(x, y, width, line)
        yield QRectF(x, y + height - line, width, line)
        yield QRectF(x, y + line, line, height - 2 * line)
        yield QRectF(x + width - line, y + line, line, height - 2 * line)


class Brush:
    """Draws one mark after another and changes pens only when they differ.

    Upright and level strokes are filled as rectangles: they look the same as drawn with a pen
    and take a fifth of the time.
    """

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme
        self.pen_key: object = None
        self.base = painter.worldTransform()
        engine = painter.paintEngine()
        self.on_pixels = engine is not None and engine.type() == QPaintEngine.Type.Raster
        self.draw: dict[type, Callable[..., None]] = {
            Box: self.box,
            Boxes: self.boxes,
            Fade: self.fade,
            Hatch: self.hatch,
            Line: self.line,
            Shape: self.shape,
            Glyph: self.glyph,
            Picture: self.picture,
            Text: self.text,
        }

    def pen(self, colour: QColor, width: float, dash: tuple[float, ...] = ()) -> None:
        """Take a pen with flat ends; dashes are in pixels."""
        key = (colour.rgba(), width, dash)
        if key == self.pen_key:
            return
        self.painter.setPen(_pen(*key))
        self.pen_key = key

    def text_pen(self, colour: QColor) -> None:
        """Take a pen for words: most words in a row are of one colour."""
        if colour is not self.pen_key:
            self.painter.setPen(_pen(colour.rgba(), 1.0, ()))
            self.pen_key = colour

    def no_pen(self) -> None:
        """Take no pen."""
        if self.pen_key != ():
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.pen_key = ()

    def box(self, mark: Box) -> None:
        """Fill, texture and outline a rectangle; the stroke runs inside its edge."""
        rect = QRectF(mark.x, mark.y, mark.width, mark.height)
        if mark.radius or mark.dash:
            self.soft_box(mark, rect)
            return
        if mark.fill is not None:
            self.painter.fillRect(rect, self.theme.colour(mark.fill, mark.opacity))
            pattern = self.theme.pattern(mark.fill)
            if pattern is not None:
                self.box_texture(rect, pattern, mark.opacity)
        if mark.stroke is not None:
            self.frame(mark, self.theme.colour(mark.stroke))

    def boxes(self, mark: Boxes) -> None:
        """Fill, texture and outline many rectangles alike."""
        if mark.fill is not None:
            self.rects([QRectF(*rect) for rect in mark.rects], self.theme.colour(mark.fill))
            pattern = self.theme.pattern(mark.fill)
            if pattern is not None:
                for rect in mark.rects:
                    self.box_texture(QRectF(*rect), pattern, 1.0)
        if mark.stroke is not None:
            self.rects(list(_sides(mark)), self.theme.colour(mark.stroke))

    def rects(self, rects: list[QRectF], colour: QColor) -> None:
        """Fill rectangles with one call."""
        if rects:
            self.no_pen()
            self.painter.setBrush(colour)
            self.painter.drawRects(rects)

    def frame(self, mark: Box, colour: QColor) -> None:
        """Fill the four sides of a rectangle's outline."""
        x, y, across, down, width = mark.x, mark.y, mark.width, mark.height, mark.stroke_width
        fill = self.painter.fillRect
        if across <= 2 * width or down <= 2 * width:
            fill(QRectF(x, y, across, down), colour)
            return
        inner = down - 2 * width
        fill(QRectF(x, y, across, width), colour)
        fill(QRectF(x, y + down - width, across, width), colour)
        fill(QRectF(x, y + width, width, inner), colour)
        fill(QRectF(x + across - width, y + width, width, inner), colour)

    def soft_box(self, mark: Box, rect: QRectF) -> None:
        """Draw a rectangle with round corners or a dashed outline."""
        painter = self.painter
        if mark.fill is not None:
            self.no_pen()
            painter.setBrush(self.theme.colour(mark.fill, mark.opacity))
            painter.drawRoundedRect(rect, mark.radius, mark.radius)
        if mark.stroke is not None:
            half = mark.stroke_width / 2
            self.pen(self.theme.colour(mark.stroke), mark.stroke_width, mark.dash)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = max(0.0, mark.radius - half)
            painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)

    def box_texture(self, rect: QRectF, pattern: Pattern, opacity: float) -> None:
        """Draw a texture as geometry, so that every kind of file shows the same."""
        area = (rect.x(), rect.y(), rect.width(), rect.height())
        ink = mixed(self.theme.colour("plot"), pattern.ink, opacity)
        if pattern.dots:
            self.dots(dots_in(*area, pattern.pitch, pattern.size), pattern.size, ink)
        else:
            self.lines(corners(*area), pattern.pitch, pattern.size, ink, falling=True)

    def dots(self, centres: Iterable[tuple[float, float]], radius: float, ink: QColor) -> None:
        """Draw dots of a radius."""
        self.no_pen()
        self.painter.setBrush(ink)
        for x, y in centres:
            self.painter.drawEllipse(QPointF(x, y), radius, radius)

    def lines(
        self,
        area: Sequence[tuple[float, float]],
        pitch: float,
        width: float,
        ink: QColor,
        *,
        falling: bool,
    ) -> None:
        """Draw slanted lines inside a polygon."""
        found = [QLineF(*ends) for ends in lines_within(area, pitch, width, falling=falling)]
        if found:
            self.pen(ink, width)
            self.painter.drawLines(found)

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
        area = corners(mark.x, mark.y, mark.width, mark.height)
        self.lines(area, mark.pitch, HATCH_WIDTH, self.theme.colour(mark.ink), falling=False)

    def line(self, mark: Line) -> None:
        """Draw a line with flat ends."""
        colour = self.theme.colour(mark.ink)
        across, down = abs(mark.x2 - mark.x1), abs(mark.y2 - mark.y1)
        if mark.dash or (across and down):
            self.pen(colour, mark.width, mark.dash)
            self.painter.drawLine(QLineF(mark.x1, mark.y1, mark.x2, mark.y2))
            return
        left, top, half = min(mark.x1, mark.x2), min(mark.y1, mark.y2), mark.width / 2
        if down:
            self.painter.fillRect(QRectF(left - half, top, mark.width, down), colour)
        else:
            self.painter.fillRect(QRectF(left, top - half, across, mark.width), colour)

    def shape(self, mark: Shape) -> None:
        """Draw a polygon or a polyline."""
        polygon = QPolygonF([QPointF(x, y) for x, y in mark.points])
        if mark.fill is not None:
            self.no_pen()
            self.painter.setBrush(self.theme.colour(mark.fill))
            self.painter.drawPolygon(polygon)
            pattern = self.theme.pattern(mark.fill)
            if pattern is not None:
                self.shape_texture(mark, pattern)
        if mark.stroke is not None:
            self.pen(self.theme.colour(mark.stroke), mark.stroke_width, mark.dash)
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            if mark.closed:
                self.painter.drawPolygon(polygon)
            else:
                self.painter.drawPolyline(polygon)

    def shape_texture(self, mark: Shape, pattern: Pattern) -> None:
        """Draw the texture of a depth step inside a polygon."""
        if pattern.dots:
            centres = dots_within(mark.points, pattern.pitch, pattern.size)
            self.dots(centres, pattern.size, pattern.ink)
        else:
            self.lines(mark.points, pattern.pitch, pattern.size, pattern.ink, falling=True)

    def glyph(self, mark: Glyph) -> None:
        """Draw an event's shape with a rim of plot colour round it."""
        paths = glyph_paths(mark.shape, mark.size, mark.hollow, mark.halo)
        painter, plot = self.painter, self.theme.colour("plot")
        painter.translate(mark.x, mark.y)
        if paths.rim is not None:
            painter.fillPath(paths.rim, plot)
        elif paths.ground is not None:
            painter.fillPath(paths.ground, plot)
        painter.fillPath(paths.shape, self.theme.colour(mark.ink))
        painter.setWorldTransform(self.base)

    def picture(self, mark: Picture) -> None:
        """Draw an icon, on a plate where its ground is a texture."""
        plate = self.theme.plate_on(fill_under(mark.ink))
        if plate is not None:
            self.painter.fillRect(QRectF(mark.x, mark.y, mark.size, mark.size), plate)
        draw_icon(self.painter, mark.name, mark.x, mark.y, mark.size, self.theme.colour(mark.ink))
        self.pen_key = None

    def text(self, mark: Text) -> None:
        """Write words on their baseline, on a plate or a plot-coloured ground where needed."""
        words, face = mark.text, mark.face
        if not words:
            return
        plate = None if mark.on is None else self.theme.plate_on(mark.on)
        if plate is None and mark.halo:
            plate = self.theme.colour("plot")
        if plate is not None:
            self.plate(mark, plate)
        colour = self.theme.text_on(mark.on) if mark.ink is None else self.theme.colour(mark.ink)
        if colour is not self.pen_key:
            self.text_pen(colour)
        share = stretch(face)
        if share == 1.0 and self.on_pixels:
            runs, baseline = shaped(words, face)
            place = QPointF(mark.x if mark.anchor == "left" else mark.left, mark.y - baseline)
            for run in runs:
                self.painter.drawGlyphRun(place, run)
            return
        self.painter.translate(mark.left, mark.y)
        if share != 1.0:
            self.painter.scale(share, share)
        self.words(mark)
        self.painter.setWorldTransform(self.base)

    def words(self, mark: Text) -> None:
        """Draw a text with its baseline at the origin: on pages as text, on pixels as glyphs."""
        if self.on_pixels:
            runs, baseline = shaped(mark.text, mark.face)
            for run in runs:
                self.painter.drawGlyphRun(QPointF(0, -baseline), run)
        else:
            self.painter.setFont(font(mark.face))
            self.painter.drawText(_ORIGIN, mark.text)

    def plate(self, mark: Text, colour: QColor) -> None:
        """Fill the ground behind words."""
        cap = cap_height(mark.face)
        height = cap * PLATE_HEIGHT
        top = mark.y - (cap + height) / 2
        ground = QRectF(mark.left - PLATE_SIDE, top, mark.width + 2 * PLATE_SIDE, height)
        self.painter.fillRect(ground, colour)
