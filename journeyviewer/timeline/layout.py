"""From a journey and a view to a scene: a pure function of data, view and text measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from journeyviewer.timeline.axis import (
    draw_aligned_lines,
    draw_axis,
    draw_grid,
    draw_reading,
    draw_seam,
)
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.curtain import draw_curtain, draw_curtain_words
from journeyviewer.timeline.lane_body import LaneForm, draw_lane, form_of, lane_height
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.plan import Journey, LanePlan
from journeyviewer.timeline.scale import scale_for
from journeyviewer.timeline.scene import Measure, Scene
from journeyviewer.timeline.view import View


def lay_out(
    journey: Journey,
    view: View,
    width: float,
    height: float,
    metrics: Metrics,
    measure: Measure,
) -> Scene:
    """Return the scene of a view, `width` pixels wide and at least `height` high.

    The scene is higher than asked for when the lanes need it: then they scroll under the rows
    above `fixed_bottom`; type never shrinks. The same arguments always give the same scene.
    """
    shown = shown_lanes(journey, view)
    top = axis_height(journey, view, metrics)
    metrics, heights = fitted(metrics, _forms(journey, shown, view), height - top)
    board = board_of(journey, view, width, metrics, measure)
    bottom = top + sum(heights)
    draw_under(board, shown, heights, top)
    y = fixed = top
    for plan, lane_h in zip(shown, heights, strict=True):
        draw_lane(board, plan, y, lane_h, plan.lane.key in view.open_lanes)
        y += lane_h
        if plan.lane.key in view.pinned:
            fixed = y
    draw_over(board, top, bottom)
    return Scene(
        width=width,
        height=max(height, bottom + 1),
        marks=tuple(board.marks),
        items=tuple(board.items),
        bands=tuple(board.bands),
        plot_left=board.left,
        plot_right=board.right,
        plot_top=top,
        fixed_bottom=fixed,
        plot_bottom=bottom,
        used=frozenset(board.used),
        short_forms=tuple(sorted(board.short_forms.items())),
        headers=tuple(board.headers),
        tallest=board.tallest,
    )


def board_of(
    journey: Journey, view: View, width: float, metrics: Metrics, measure: Measure
) -> Board:
    """Return what a view is drawn on, so many pixels wide."""
    left = metrics.left_margin + metrics.lane_header_w
    right = width - metrics.right_margin
    scale = scale_for(journey, view, left, right)
    return Board(journey, view, metrics, measure, scale, left, right)


def draw_under(
    board: Board, shown: Sequence[LanePlan], heights: Sequence[float], top: float
) -> None:
    """Draw what lies under the lanes, the first of which begins at `top`, and the axis."""
    journey, view, metrics = board.journey, board.view, board.metrics
    bottom = top + sum(heights)
    draw_grid(board, top, bottom)
    draw_seam(board, metrics.top_margin + _scale_row(journey, view, metrics), bottom)
    draw_axis(board, metrics.top_margin)
    ends = accumulate(heights, initial=top)
    folded = (False, *(plan.lane.key not in view.open_lanes for plan in shown))
    edge = board.right + metrics.right_margin - 2
    board.rules(tuple(zip(ends, folded, strict=True)), metrics.left_margin, edge)
    if journey.annotations.phases:
        from journeyviewer.timeline.phases import draw_phase_rules

        draw_phase_rules(board, top, bottom)
    draw_curtain(board, top, bottom)
    draw_aligned_lines(board, top, bottom)


def draw_over(board: Board, top: float, bottom: float) -> None:
    """Draw what lies over the lanes, which reach from `top` to `bottom`."""
    if board.journey.curtain is None:
        draw_reading(board, board.metrics.top_margin, bottom)
    draw_curtain_words(board, top + 6)


class Air(NamedTuple):
    """What is left of the room in and between lanes, as shares of the measures.

    Of the heads of lanes, their feet, what missing episodes stand in with the gaps between rows,
    and the rows themselves.
    """

    head: float
    foot: float
    body: float = 1.0
    row: float = 1.0

    def of(self, metrics: Metrics) -> Metrics:
        """Return the measures with so much room."""
        head, foot = metrics.lane_headroom_pins * self.head, metrics.lane_foot * self.foot
        airy = replace(metrics, lane_headroom_pins=head, lane_foot=foot)
        if self.body == 1.0:
            return airy
        return replace(
            airy,
            missing_lane_body_h=metrics.missing_lane_body_h * self.body,
            row_gap=metrics.row_gap * self.body,
            span_row_h=metrics.span_row_h * self.row,
        )


AIR = (Air(1.0, 1.0), Air(0.85, 0.85), Air(0.7, 0.7), Air(0.55, 0.6), Air(0.4, 0.6))
"""Tried in turn until every lane fits the height; rows stay as they are."""
WITH_PINS = (*AIR, Air(0.4, 0.4, 0.85), Air(0.4, 0.4, 0.7, 0.96), Air(0.4, 0.3, 0.6, 0.92))
"""What else is tried where pins take the heads of lanes; type never shrinks."""


def fitted_to(journey: Journey, view: View, metrics: Metrics, height: float) -> Metrics:
    """Return the measures a view is laid out with at a height in pixels."""
    return fitted_lanes(journey, view, metrics, height)[0]


def fitted_lanes(
    journey: Journey, view: View, metrics: Metrics, height: float
) -> tuple[Metrics, tuple[float, ...]]:
    """Return the measures a view is laid out with at a height in pixels, and its lanes' heights."""
    forms = _forms(journey, shown_lanes(journey, view), view)
    return fitted(metrics, forms, height - axis_height(journey, view, metrics))


def lanes_end(journey: Journey, view: View, metrics: Metrics, height: float) -> float:
    """Return where the last lane of a view ends, in pixels, without laying it out."""
    heights = fitted_lanes(journey, view, metrics, height)[1]
    return axis_height(journey, view, metrics) + sum(heights)


def _forms(journey: Journey, shown: list[LanePlan], view: View) -> tuple[LaneForm | None, ...]:
    noted = journey.annotations.has_notes
    return tuple(
        form_of(plan, noted(plan.lane.key)) if plan.lane.key in view.open_lanes else None
        for plan in shown
    )


@lru_cache(maxsize=32)
def fitted(
    metrics: Metrics, forms: tuple[LaneForm | None, ...], height: float
) -> tuple[Metrics, tuple[float, ...]]:
    """Return the measures with as much air as the height allows, and the lanes' heights by them.

    Type stays as it is. It depends on the lanes and the height alone, so that rows do not jump
    while zooming.
    """
    pins = any(form is not None and form.pins for form in forms)
    for air in WITH_PINS if pins else AIR:
        tried = air.of(metrics)
        heights = tuple(lane_height(form, tried) for form in forms)
        if sum(heights) < height:
            break
    return tried, heights


def shown_lanes(journey: Journey, view: View) -> list[LanePlan]:
    """Return the lanes of a view from the top; "other" only when something is in it."""
    return [journey.lanes[key] for key in view.shown if key in journey.lanes]


def _scale_row(journey: Journey, view: View, metrics: Metrics) -> float:
    folded = view.whole and view.two_speed and journey.fold is not None
    return metrics.scale_row_h if folded else 0.0


def axis_height(journey: Journey, view: View, metrics: Metrics) -> float:
    """Return the height of the rows above the lanes, in pixels."""
    height = metrics.top_margin + _scale_row(journey, view, metrics)
    if view.dates:
        height += metrics.date_row_h
    if journey.birth or not view.dates:
        height += metrics.age_row_h
    if view.months and journey.aligned:
        height += metrics.age_row_h
    written = journey.annotations
    if written.has_phases:
        height += metrics.phase_band_h
    if journey.aligned or written.has_developments or written.has_notes(""):
        height += metrics.key_row_h
    return round(height)
