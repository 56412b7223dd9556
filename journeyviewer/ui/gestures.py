"""Drags on the journey: each is an object that starts, moves, finishes or is cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from journeyviewer.model.times import MINUTES_PER_DAY
from journeyviewer.model.words import counted
from journeyviewer.session.looking import Area
from journeyviewer.timeline.scale import SEAM, TwoSpeedScale
from journeyviewer.timeline.scene import Band, Mark
from journeyviewer.timeline.states import area_marks, landing_mark
from journeyviewer.ui.overlay import chip, readout

if TYPE_CHECKING:
    from journeyviewer.ui.canvas import JourneyCanvas

DRAG_LEAST = 4.0
LANE_DRAG_LEAST = 6.0
SEAM_ROOM = 3.0


class Gesture:
    """A drag from its press on; Esc cancels it, and all is as it was before."""

    shape = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: JourneyCanvas, place: QPointF) -> None:
        self.canvas = canvas
        self.begun = place
        self.place = place

    def move(self, place: QPointF) -> None:
        """Follow the pointer."""
        self.place = place

    def finish(self) -> None:
        """Do what the drag was for, where it was let go."""

    def cancel(self) -> None:
        """Take back what the drag did."""

    def marks(self) -> list[Mark]:
        """Return what shows the drag, in pixels of the viewport."""
        return []


class _Framing(Gesture):
    """A drag that shows one frame after another; cancelled, it goes back to the first."""

    def __init__(self, canvas: JourneyCanvas, place: QPointF) -> None:
        super().__init__(canvas, place)
        canvas.session.settle()
        self._before = canvas.session.frames.frame

    def finish(self) -> None:
        """Let the next movement be a step of its own."""
        self.canvas.session.settle()

    def cancel(self) -> None:
        """Show what was shown before."""
        if self.canvas.session.frames.frame != self._before:
            self.canvas.session.go_back(-1)


class Pan(_Framing):
    """Drags the period shown earlier or later."""

    shape = Qt.CursorShape.ClosedHandCursor

    def move(self, place: QPointF) -> None:
        """Keep the date that was taken hold of under the pointer."""
        scene = self.canvas.scene
        moved = place.x() - self.place.x()
        if scene is not None and abs(moved) >= 1:
            super().move(place)
            self.canvas.session.pan(-moved / max(1.0, scene.plot_right - scene.plot_left))


class FoldDrag(_Framing):
    """Drags the seam of the two-speed axis; it snaps to months."""

    shape = Qt.CursorShape.SplitHCursor

    def move(self, place: QPointF) -> None:
        """Bring the seam to the nearest month under the pointer."""
        super().move(place)
        scale = self.canvas.scale()
        if isinstance(scale, TwoSpeedScale):
            self.canvas.session.move_fold(scale.fold_at(place.x()))

    def marks(self) -> list[Mark]:
        """Say where the fold is."""
        sheet = self.canvas.sheet()
        if sheet is None or sheet.scale.fold is None:
            return []
        fold = sheet.scale.fold
        return readout(sheet, fold, sheet.scale.x(fold) - SEAM / 2, "focus")


class AreaDrag(Gesture):
    """Drags a stretch of time across lanes; let go at once it is a click on nothing."""

    shape = Qt.CursorShape.CrossCursor

    @property
    def dragging(self) -> bool:
        """True once the pointer went far enough to mean it."""
        moved = self.place - self.begun
        return max(abs(moved.x()), abs(moved.y())) >= DRAG_LEAST

    def area(self) -> Area | None:
        """Return what lies between the press and the pointer: whole lanes, exact times."""
        scene, scale = self.canvas.scene, self.canvas.scale()
        if scene is None or scale is None:
            return None
        xs = [min(max(p.x(), scene.plot_left), scene.plot_right) for p in (self.begun, self.place)]
        top, bottom = sorted(self.canvas.scene_y(p.y()) for p in (self.begun, self.place))
        lanes = frozenset(
            band.lane for band in scene.bands if band.y < bottom and band.y + band.height > top
        )
        return Area(scale.minute(min(xs)), scale.minute(max(xs)), lanes)

    def finish(self) -> None:
        """Select what lies in the area."""
        area = self.area()
        if self.dragging and area is not None:
            self.canvas.session.select_area(area)
        else:
            self.canvas.session.select()

    def marks(self) -> list[Mark]:
        """Outline the area and say how much of time and lanes it holds."""
        area, sheet = self.area(), self.canvas.sheet()
        if not self.dragging or area is None or sheet is None:
            return []
        left, right = sheet.x(area.start), sheet.x(area.end)
        boxes = area_marks(self.canvas.visible_bands(), area.lanes, left, right)
        words = f"{area_words(area)}, {counted(len(area.lanes), 'lane')}"
        row = (self.place.y() + 14, sheet.face.size + 8)
        return [*boxes, *chip(sheet, words, self.place.x(), row, "focus")]


def area_words(area: Area) -> str:
    """Return the length of an area: days below ten weeks, then months, then years."""
    days = max(1, (area.end - area.start) // MINUTES_PER_DAY)
    if days < 70:
        return counted(days, "day")
    months = round(days / 30.44)
    return counted(months, "month") if months < 36 else counted(round(days / 365.25), "year")


class LaneDrag(Gesture):
    """Drags a lane by its header to another place; let go at once it folds or opens the lane."""

    shape = Qt.CursorShape.PointingHandCursor

    def __init__(self, canvas: JourneyCanvas, place: QPointF, lane: str) -> None:
        super().__init__(canvas, place)
        self.lane = lane

    @property
    def dragging(self) -> bool:
        """True once the pointer went far enough to mean it."""
        return abs(self.place.y() - self.begun.y()) >= LANE_DRAG_LEAST

    def _group(self) -> list[Band]:
        """Return the bands it may change places with: pinned ones stay above the others."""
        pinned = self.canvas.session.view.pinned
        own = self.lane in pinned
        return [band for band in self.canvas.visible_bands() if (band.lane in pinned) == own]

    def _target(self) -> Band | None:
        """Return the band whose place it would take; None for its own."""
        group = self._group()
        at = next((n for n, band in enumerate(group) if band.lane == self.lane), None)
        if at is None or not self.dragging:
            return None
        rest = [band for band in group if band.lane != self.lane]
        to = sum(self.place.y() > band.y + band.height / 2 for band in rest)
        return group[to] if to != at else None

    def finish(self) -> None:
        """Move the lane past every lane it was dragged over."""
        session = self.canvas.session
        target = self._target()
        if not self.dragging:
            session.fold_lane(self.lane)
        elif target is not None:
            own = self.lane in session.view.pinned
            lanes = [key for key in session.view.shown if (key in session.view.pinned) == own]
            session.move_lane(self.lane, lanes.index(target.lane) - lanes.index(self.lane))

    def marks(self) -> list[Mark]:
        """Draw a line where the lane will land."""
        target, scene = self._target(), self.canvas.scene
        if target is None or scene is None:
            return []
        y = target.y + (target.height if target.y > self._own_y() else 0)
        return landing_mark(8.0, scene.plot_right, y)

    def _own_y(self) -> float:
        return next((band.y for band in self._group() if band.lane == self.lane), 0.0)


class Nothing(Gesture):
    """A press that has done all it does, such as a click on an item."""


def gesture_at(canvas: JourneyCanvas, place: QPointF, *, panning: bool, adding: bool) -> Gesture:
    """Return what a press of the left button begins; `panning` with Shift, `adding` with Ctrl."""
    scene = canvas.scene
    if panning or scene is None:
        return Pan(canvas, place)
    item = canvas.item_at(place)
    if item is not None and item.note:
        return canvas.press_written(item, place, alone=adding)
    if canvas.session.looking.measuring and place.x() >= scene.plot_left:
        at = canvas.snapped()
        if at is not None:
            canvas.session.measure_at(at)
        return Nothing(canvas, place)
    if item is not None:
        if adding:
            canvas.session.add_to_selection(*item.entries)
        else:
            canvas.session.select(*item.entries)
        return Nothing(canvas, place)
    if over_seam(canvas, place):
        return FoldDrag(canvas, place)
    lane = canvas.lane_at(place)
    if lane is not None and place.x() < scene.plot_left:
        return LaneDrag(canvas, place, lane)
    if lane is not None:
        return AreaDrag(canvas, place)
    canvas.session.select()
    return Nothing(canvas, place)


def over_seam(canvas: JourneyCanvas, place: QPointF) -> bool:
    """True over the seam of the two-speed axis, with a few pixels on either side."""
    scale = canvas.scale()
    if not isinstance(scale, TwoSpeedScale):
        return False
    return scale.seam_left - SEAM_ROOM <= place.x() <= scale.seam_left + SEAM + SEAM_ROOM
