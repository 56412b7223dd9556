"""What of a view its key has to explain, found lane by lane: fitting a page tries many views."""

from __future__ import annotations

from dataclasses import field, replace
from itertools import accumulate

from journeyviewer.model.values import dataclass
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.lane_body import draw_lane
from journeyviewer.timeline.layout import (
    axis_height,
    board_of,
    draw_over,
    draw_under,
    fitted_lanes,
    shown_lanes,
)
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Measure, Scene, Text
from journeyviewer.timeline.view import View

NO_LANES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trials:
    """A journey that is tried in views `width` pixels wide, at a height that all lanes fit in.

    Views that differ in which lanes are open alone share what they have in common: `kept` holds
    what each lane shows, open or folded, and what is round the lanes.
    """

    journey: Journey
    width: float
    height: float
    measure: Measure
    kept: dict[tuple[object, ...], Scene] = field(default_factory=dict, repr=False, compare=False)

    def explained(self, view: View, metrics: Metrics) -> Scene:
        """Return the words, uses and short forms of a view, those that `lay_out` would draw."""
        sizes, heights = fitted_lanes(self.journey, view, metrics, self.height)
        shown = shown_lanes(self.journey, view)
        top = axis_height(self.journey, view, metrics)
        alike = replace(view, open_lanes=NO_LANES), sizes
        around = self.kept.get(alike)
        if around is None:
            board = board_of(self.journey, view, self.width, sizes, self.measure)
            draw_under(board, shown, heights, top)
            draw_over(board, top, top + sum(heights))
            around = self.kept[alike] = _seen(board)
        parts = [around]
        for plan, y, height in zip(shown, accumulate(heights, initial=top), heights, strict=False):
            is_open = plan.lane.key in view.open_lanes
            lane = (*alike, plan.lane.key, is_open)
            found = self.kept.get(lane)
            if found is None:
                board = board_of(self.journey, view, self.width, sizes, self.measure)
                draw_lane(board, plan, y, height, is_open)
                found = self.kept[lane] = _seen(board)
            parts.append(found)
        return _together(parts)


def _seen(board: Board) -> Scene:
    words = tuple(mark for mark in board.marks if isinstance(mark, Text))
    forms = tuple(board.short_forms.items())
    return Scene(0.0, 0.0, words, used=frozenset(board.used), short_forms=forms)


def _together(parts: list[Scene]) -> Scene:
    forms: dict[str, str] = {}
    for part in parts:
        # The first lane that draws a short form says what it stands for.
        forms = dict(part.short_forms) | forms
    marks = tuple(mark for part in parts for mark in part.marks)
    used = frozenset[str]().union(*(part.used for part in parts))
    return Scene(0.0, 0.0, marks, used=used, short_forms=tuple(sorted(forms.items())))
