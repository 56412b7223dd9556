"""A journey on the move: the last whole picture, moved, until the view rests.

What was laid out and painted is moved or stretched to the new period; the axis and what comes
into sight are laid out. A picture is never stretched for longer than a moment.
"""

from __future__ import annotations

import math
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from journeyviewer.model.values import dataclass
from journeyviewer.render.painter import paint_headers, paint_marks
from journeyviewer.timeline.board import CROWDED as MANY
from journeyviewer.timeline.part import Period
from journeyviewer.timeline.scale import PlainScale, Scale
from journeyviewer.timeline.scene import Box, Glyph, Mark, Scene, Text
from journeyviewer.timeline.view import View
from journeyviewer.ui.look import current
from journeyviewer.ui.tiles import Tile, TileRow, reaching_over

CROWDED = 60
"""Marks from which a picture is sooner moved than laid out, on a slow computer too."""
STRETCHED_S = 0.12
"""Seconds for which pixels may be stretched."""
LEAST_KEPT = 0.4
"""Share of the plot that must still be in sight for a picture to be stretched."""
MOST_SPARES = 6
"""Tiles of earlier pictures that are painted over: memory that is new takes as long again."""
FARTHEST = 4.0
"""Widths of the plot by which a picture may be moved."""
HASTE_S = 0.15
LEAPS = 3
"""So many leaps, each within so many seconds of the last, and the next view is taken for one."""
LEAST_SEEN = 0.5
"""Share of the plot that must be there already for a pan to be sooner moved than laid out."""
MOST_STRETCH = 10.0
"""A turn of the wheel as fast as it goes, within that moment."""
SOFT = 4
"""Pixels left of the plot that soft edges may take."""
SAME = 1e-3
"""Difference of two scales under which a movement is no zoom."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture of a scene as it was laid out, the view it shows, and the tiles beside it."""

    picture: QPixmap
    scene: Scene
    view: View
    scale: PlainScale
    row: TileRow

    @property
    def room(self) -> float:
        """The width of the plot."""
        return self.row.right - self.row.left

    @property
    def area(self) -> QRect:
        """What changes while the picture is moved: the lanes and the rows above them."""
        # The edges of what the rows hold are soft, and lie between pixels of some screens.
        begin = math.floor(self.scene.plot_left) - SOFT
        wide = math.ceil(self.scene.width) - begin
        return QRect(begin, 0, wide, math.ceil(self.row.foot))


class Leaps:
    """Notices a view that leaps again and again, a page at a time: no picture is of use then."""

    def __init__(self) -> None:
        self._before: tuple[float, float] | None = None
        self._count = 0
        self._at = 0.0

    @property
    def again(self) -> bool:
        """True when the view is taken to leap on."""
        return self._count >= LEAPS

    def note(self, view: View) -> None:
        """Note another view; the whole is no leap."""
        before, now = self._before, monotonic()
        start, end = view.start, view.end
        self._before = None if start is None or end is None else (start, end)
        hasty, self._at = now - self._at < HASTE_S, now
        far = False
        if before is not None and self._before is not None:
            (low, high), (old_low, old_high) = self._before, before
            shared = min(high, old_high) - max(low, old_low)
            far = shared < LEAST_KEPT * max(high - low, old_high - old_low)
        self._count = (self._count + 1 if hasty else 1) if far else 0


class Mover:
    """Keeps the last whole picture of a scene, and moves it."""

    def __init__(self) -> None:
        self.kept: Kept | None = None
        self.leaps = Leaps()
        self.moved = 0
        self._stretched_since: float | None = None
        self._frame: QPixmap | None = None
        self._tiles: dict[int, QPixmap] = {}
        self._over: dict[int, tuple[list[Mark], list[Mark]]] = {}
        self._kept_over: tuple[list[Mark], list[Mark]] | None = None
        self._spares: list[QPixmap] = []
        self._row: TileRow | None = None
        self._coming: Tile | None = None
        self._step = 0.0

    def keep(self, picture: QPixmap, period: Period) -> None:
        """Keep the whole picture of a period, if it is one that takes time to make."""
        self._stretched_since = None
        coming = [self._coming.pixels] if self._coming is not None else []
        self._spares = [*coming, *self._tiles.values(), *self._spares][:MOST_SPARES]
        self._tiles.clear()
        self._kept_over = None
        self._coming, self._step = None, 0.0
        self.kept = None
        scene, scale = period.scene, period.scale
        self._row = None
        if len(scene.marks) > CROWDED:
            many = len(period.journey.case.entries) > MANY
            # The two-speed axis is not moved itself; the first movement leads to a plain one.
            self._row = row = TileRow.beside(scene, picture, many=many)
            if isinstance(scale, PlainScale):
                self.kept = Kept(picture, scene, period.view, scale, row)

    def make_ready(self) -> None:
        """Have pixels to paint the tiles of a first movement on, while there is time for it."""
        row, there = self._row, [pixels.size() for pixels in self._spares]
        if row is None:
            return
        for number in row.ahead():
            size = row.size(number)
            fit = next((each for each in there if _holds(each, size)), None)
            if fit is not None:
                there.remove(fit)
                continue
            pixels = QPixmap(size)
            pixels.fill(current().colour("plot"))
            self._spares.append(pixels)

    def forget(self) -> None:
        """Keep nothing: more than the period has changed."""
        self.kept = None

    @property
    def area(self) -> QRect | None:
        """What changes while a picture is moved, in pixels of the scene."""
        return None if self.kept is None else self.kept.area

    @property
    def ahead(self) -> bool:
        """True when a tile that is not in sight yet is drawn, or a part of it."""
        return self._coming is not None

    def can_show(self, view: View, scale: Scale | None) -> bool:
        """True when the kept picture, moved, may stand for a view for now."""
        kept = self.kept
        if kept is None or not isinstance(scale, PlainScale):
            return False
        if replace(kept.view, start=view.start, end=view.end) != view:
            return False
        left, right = _moved(kept, scale)
        room = scale.right - scale.left
        factor = (right - left) / room
        seen = min(right, scale.right) - max(left, scale.left)
        if abs(factor - 1) < SAME:
            return self._there(kept, left - scale.left) >= LEAST_SEEN * room
        if not 1 / MOST_STRETCH <= factor <= MOST_STRETCH or seen < LEAST_KEPT * room:
            return False
        return not self._too_long()

    def _there(self, kept: Kept, step: float) -> float:
        """Return how many pixels of the plot, moved by a step, need not be laid out."""
        if abs(step) > FARTHEST * kept.room:
            return 0.0
        tiles = (
            high - low for number, _, low, high in kept.row.seen(step) if number in self._tiles
        )
        return max(0.0, kept.room - abs(step)) + sum(tiles)

    def _too_long(self) -> bool:
        now = monotonic()
        if self._stretched_since is None:
            self._stretched_since = now
        return now - self._stretched_since > STRETCHED_S

    def picture(self, period: Period) -> QPixmap:
        """Return the kept picture moved to a period, with what came into sight."""
        assert self.kept is not None
        picture = self.kept.picture
        self._frame = pixels_like(self._frame, picture.size(), picture.devicePixelRatio())
        painter = QPainter(self._frame)
        try:
            self.paint(painter, period)
        finally:
            painter.end()
        return self._frame

    def paint(self, painter: QPainter, period: Period) -> None:
        """Paint the kept picture moved to a period, with what came into sight."""
        kept, scale, theme = self.kept, period.scale, current()
        assert kept is not None
        assert isinstance(scale, PlainScale)
        self.moved += 1
        scene, ratio = kept.scene, kept.picture.devicePixelRatio()
        plot = theme.colour("plot")
        top, foot = math.floor(scene.plot_top), kept.row.foot
        edge, height = scene.plot_right, foot - top
        begin = math.floor(scene.plot_left)
        # Ground is filled three times as fast as it is copied: no more is copied than lanes take.
        for x, y, right, low in (
            (begin, 0, scene.width, top),
            (edge, top, scene.width, foot),
            (begin, foot, scene.width, scene.height),
        ):
            if low > y:
                painter.fillRect(QRectF(x, y, right - x, low - y), plot)
        paint_headers(painter, scene, theme)
        left, right = _moved(kept, scale)
        marks = period.axis()
        if abs(right - left - (edge - scene.plot_left)) < 1:
            # Whole pixels stay as sharp as they are.
            self._pan(painter, kept, period, round((left - scene.plot_left) * ratio) / ratio)
        else:
            from_x = max(left, scene.plot_left), min(right, edge)
            slope = (edge - scene.plot_left) / (right - left)
            source = [scene.plot_left + (x - left) * slope for x in from_x]
            self._copy(painter, kept, (source[0], source[1]), from_x)
            for low, high in ((scene.plot_left, from_x[0]), (from_x[1], edge)):
                if high - low >= 1:
                    painter.fillRect(QRectF(low, top, high - low, height), plot)
                    marks += period.part(low, high, from_x)
        paint_marks(painter, marks, theme, on_screen=True)

    def _pan(self, painter: QPainter, kept: Kept, period: Period, step: float) -> None:
        """Draw the kept plot moved by whole pixels, and the tiles on either side of it."""
        scene = kept.scene
        first, last = scene.plot_left, scene.plot_right
        low, high = max(first, first + step), min(last, last + step)
        if high > low:
            self._copy(painter, kept, (low - step, high - step), (low, high))
        height, ratio = kept.row.foot - scene.plot_top, kept.picture.devicePixelRatio()
        speed, self._step = step - self._step, step
        shown, pieces = kept.row.seen(step), 0
        for number, left, low, high in shown:
            if number not in self._tiles:
                pieces += self._finish(kept, period, number)
            source = ((low - left) * ratio, scene.plot_top * ratio)
            size = ((high - low) * ratio, height * ratio)
            painter.drawPixmap(
                QRectF(low, scene.plot_top, high - low, height),
                self._tiles[number],
                QRectF(*source, *size),
            )
        if shown:
            self._join(painter, kept, step, shown)
        if shown and speed and not pieces:
            self._look_ahead(kept, period, shown, (step, speed))

    def _finish(self, kept: Kept, period: Period, number: int) -> int:
        """Make a tile whole; return how many pieces that took."""
        tile = self._coming
        if tile is None or tile.number != number:
            tile = self._begin(kept, period, number)
        self._coming, pieces = None, len(tile.left)
        if pieces:
            tile.go_on()
        self._make_room(kept, number)
        self._tiles[number], self._over[number] = tile.pixels, tile.over
        return pieces

    def _join(
        self,
        painter: QPainter,
        kept: Kept,
        step: float,
        shown: list[tuple[int, float, float, float]],
    ) -> None:
        """Draw what the sides of the kept plot and of tiles cut, on the other side of each."""
        first, last, top = kept.row.left, kept.row.right, math.floor(kept.scene.plot_top)
        if self._kept_over is None:
            events = (Glyph, Box, Text)
            marks = [mark for mark in kept.scene.marks if isinstance(mark, events) and mark.y > top]
            self._kept_over = reaching_over(marks, first), reaching_over(marks, last)
        pieces = [(self._over[number], left, low, high) for number, left, low, high in shown]
        pieces.append((self._kept_over, step, first + step, last + step))
        for (over_left, over_right), by, low, high in pieces:
            for over, begin, end in ((over_left, first, low), (over_right, high, last)):
                if not over or not first <= begin < end <= last:
                    continue
                painter.save()
                painter.setClipRect(QRectF(begin, top, end - begin, kept.row.foot - top))
                painter.translate(by, 0)
                paint_marks(painter, over, current(), on_screen=True)
                painter.restore()

    def _look_ahead(
        self,
        kept: Kept,
        period: Period,
        shown: list[tuple[int, float, float, float]],
        moving: tuple[float, float],
    ) -> None:
        """Draw a piece of the tile that comes into sight next, to be whole when it does."""
        (step, speed), first, last = moving, kept.scene.plot_left, kept.scene.plot_right
        if (step > 0) != (speed > 0):
            # Back to what is drawn already.
            return
        number = shown[-1][0] + 1 if speed < 0 else shown[0][0] - 1
        left = kept.row.begin(number) + step
        gap = left - last if speed < 0 else first - left - kept.row.wide(number)
        if number in self._tiles:
            return
        if self._coming is None or self._coming.number != number:
            self._coming = self._begin(kept, period, number)
        if self._coming.left:
            self._coming.go_on(max(1, math.ceil(gap / abs(speed))))

    def _make_room(self, kept: Kept, number: int) -> None:
        """Forget the tile that is farthest away when there are many."""
        if sum(map(kept.row.wide, self._tiles)) >= 2 * kept.room:
            farthest = max(self._tiles, key=lambda other: abs(other - number))
            self._spares.append(self._tiles.pop(farthest))

    def _spare(self, size: QSize) -> QPixmap | None:
        """Take pixels for a size that are not used any more."""
        spares = enumerate(self._spares)
        place = next((at for at, pixels in spares if _holds(pixels.size(), size)), None)
        return None if place is None else self._spares.pop(place)

    def _begin(self, kept: Kept, period: Period, number: int) -> Tile:
        """Begin what lies beside the kept plot, at its scale."""
        scale, wide, left = kept.scale, kept.row.wide(number), kept.row.begin(number)
        moved = PlainScale(scale.start, scale.end, scale.left - left, scale.right - left)
        moved = moved.over(0.0, float(wide))
        size = kept.row.size(number)
        spare = self._spare(size)
        size = size if spare is None else spare.size()
        pixels = pixels_like(spare, size, kept.picture.devicePixelRatio())
        beside = (kept.row.left - left, kept.row.right - left)
        return Tile(number, pixels, replace(period, scale=moved), float(wide), beside)

    def _copy(
        self,
        painter: QPainter,
        kept: Kept,
        source: tuple[float, float],
        target: tuple[float, float],
    ) -> None:
        """Copy the lanes between two pixels of the kept picture to others."""
        ratio, top = kept.picture.devicePixelRatio(), math.floor(kept.scene.plot_top)
        height = kept.row.foot - top
        painter.drawPixmap(
            QRectF(target[0], top, target[1] - target[0], height),
            kept.picture,
            QRectF(source[0] * ratio, top * ratio, (source[1] - source[0]) * ratio, height * ratio),
        )


def pixels_like(before: QPixmap | None, size: QSize, ratio: float) -> QPixmap:
    """Return pixels to paint on, those of before if they do: new ones take as long as painting."""
    pixels = before if before is not None and before.size() == size else QPixmap(size)
    pixels.setDevicePixelRatio(ratio)
    return pixels


def _holds(spare: QSize, size: QSize) -> bool:
    """True when pixels do for a tile: lanes end lower under an axis that has more rows."""
    return spare.width() == size.width() and spare.height() >= size.height()


def _moved(kept: Kept, scale: Scale) -> tuple[float, float]:
    """Return where the ends of the kept plot lie on another axis."""
    return scale.x(kept.scale.start), scale.x(kept.scale.end)
