"""The body of one lane, open or folded: how high it is and what is drawn in it."""

from __future__ import annotations

from typing import NamedTuple

from journeyviewer.model.chronology import Entry
from journeyviewer.timeline.bars import draw_hatch, draw_rows
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.folded import draw_folded
from journeyviewer.timeline.headers import draw_folded_header, draw_header
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.missing import draw_missing
from journeyviewer.timeline.plan import LanePlan
from journeyviewer.timeline.points import draw_points
from journeyviewer.timeline.rails import draw_rails
from journeyviewer.timeline.scene import Band, Box, Face, Ink, Item, Line, Style
from journeyviewer.timeline.spans import SpanPlan, window


class LaneForm(NamedTuple):
    """What makes an open lane as high as it is."""

    layout: str
    rows: int
    overflow: bool
    rails: bool
    point_rows: int
    counts: bool = False
    pins: bool = False


def form_of(plan: LanePlan, pins: bool = False) -> LaneForm:
    """Return the form of a lane, which needs room for pins where there are notes."""
    rows, overflow, rails = len(plan.rows), bool(plan.overflow), bool(plan.rails)
    counts = bool(plan.counts)
    return LaneForm(plan.lane.layout, rows, overflow, rails, plan.point_rows, counts, pins)


def lane_height(form: LaneForm | None, metrics: Metrics) -> float:
    """Return a lane's height in pixels, None for a folded one; the period does not matter."""
    if form is None:
        return metrics.folded_lane_h
    if form.layout == "missing":
        episodes = metrics.missing_lane_body_h + _head(form, metrics)
        return round(episodes + _points_height(form, metrics))
    return round(_head(form, metrics) + _body_height(form, metrics) + metrics.lane_foot)


def _head(form: LaneForm, metrics: Metrics) -> float:
    """Return the height over the bars: more than its air where pins need it."""
    if form.layout == "missing":
        air = metrics.lane_headroom_pins * 0.84
        return max(air, metrics.pin_head) if form.pins else air
    if not form.pins:
        return metrics.lane_headroom_pins
    # Numbers of window counts stand under the pins.
    counts = metrics.font_secondary if form.counts else 0.0
    return max(metrics.lane_headroom_pins, metrics.pin_head + counts)


def _body_height(form: LaneForm, metrics: Metrics) -> float:
    height = 0.0
    if form.rows:
        height += form.rows * metrics.span_row_h + (form.rows - 1) * metrics.row_gap
    if form.overflow:
        height += metrics.point_row_h
    if form.rails:
        height += metrics.oob_rail_row_h
    if form.point_rows:
        height += _points_height(form, metrics) + (metrics.row_gap if form.rows else 0)
    return height or metrics.span_row_h


def _points_height(form: LaneForm | LanePlan, metrics: Metrics) -> float:
    if not form.point_rows:
        return 0.0
    factor = metrics.two_point_rows_factor if form.point_rows == 2 else 1.0
    return metrics.point_row_h * factor


def draw_lane(board: Board, plan: LanePlan, top: float, height: float, is_open: bool) -> None:
    """Draw a lane between two heights and note its band."""
    board.bands.append(Band(plan.lane.key, top, height, not is_open))
    first = len(board.marks)
    (draw_header if is_open else draw_folded_header)(board, plan, top, height)
    board.headers.append((first, len(board.marks)))
    draw_body(board, plan, top, height, is_open)


def draw_body(board: Board, plan: LanePlan, top: float, height: float, is_open: bool) -> None:
    """Draw what a lane holds, without its header."""
    key, since = plan.lane.key, len(board.marks)
    if not is_open:
        draw_folded(board, plan, top + height / 2)
        if key in board.journey.annotations.by_lane:
            from journeyviewer.timeline.pins_lane import draw_folded_pins

            draw_folded_pins(board, key, top + height / 2, since)
        return
    form = form_of(plan, board.journey.annotations.has_notes(key))
    _draw_open(board, plan, form, top, height)
    if form.pins:
        from journeyviewer.timeline.pins_lane import draw_pins

        by_pins = plan.lane.layout == "missing" or form.counts
        head = board.metrics.pin_head if by_pins else _head(form, board.metrics)
        draw_pins(board, key, top, head, since)


def _draw_open(board: Board, plan: LanePlan, form: LaneForm, top: float, height: float) -> None:
    key, missing = plan.lane.key, plan.lane.layout == "missing"
    y = top + (board.metrics.lane_headroom_pins if missing else _head(form, board.metrics))
    _draw_outside(board, plan, y)
    if plan.empty:
        _draw_empty(board, plan, top, height)
        return
    if missing:
        # Interviews and meetings stand below the line that the episodes stand on.
        base = top + height - board.metrics.lane_foot - _points_height(plan, board.metrics)
        draw_missing(board, plan, top + (board.metrics.pin_head if form.pins else 4), base)
        _draw_point_rows(board, plan, base + 2)
        return
    _draw_hatched(board, plan, y)
    for count in plan.counts:
        _draw_count(board, count, key, y - 5)
    y = draw_rows(board, plan, y)
    if plan.overflow:
        _draw_overflow(board, plan, y)
        y += board.metrics.point_row_h
    if plan.rails:
        draw_rails(board, plan.rails, y)
        y += board.metrics.oob_rail_row_h
    _draw_point_rows(board, plan, y)


def _draw_point_rows(board: Board, plan: LanePlan, top: float) -> None:
    metrics = board.metrics
    if not plan.point_rows:
        return
    if plan.rows:
        top += metrics.row_gap
    height = metrics.point_row_h
    centres = [top + height / 2]
    if plan.point_rows == 2:
        pitch = height * (metrics.two_point_rows_factor - 1)
        centres.append(centres[0] + pitch)
    draw_points(board, plan.lane.key, plan.point_rows_in_order, centres)


def _draw_empty(board: Board, plan: LanePlan, top: float, height: float) -> None:
    face = Face(board.metrics.font_secondary, 400, italic=True)
    words = "not in what was read" if plan.unread else "nothing recorded"
    board.text(
        (board.left + board.known_right) / 2,
        board.middle(top + height / 2, face),
        board.longest((words,), face, board.known_right - board.left),
        face,
        Style(ink="ink3", anchor="centre", halo=True),
    )


def _draw_hatched(board: Board, plan: LanePlan, top: float) -> None:
    """Hatch the gaps of 14 days or more inside what was read."""
    for start, end in plan.hatched:
        left = max(board.left, board.scale.x(start))
        right = min(board.right, board.scale.x(end))
        if right - left >= 2:
            draw_hatch(board, left, right, top, board.metrics.span_row_h)


def _draw_outside(board: Board, plan: LanePlan, top: float) -> None:
    """Draw a dotted baseline where no source was read."""
    y = round(top + board.metrics.span_row_h / 2) + 0.5
    for start, end in plan.outside:
        left = max(board.left, board.scale.x(start))
        right = min(board.right, board.scale.x(end))
        if right - left >= 4:
            board.add(Line(left, y, right, y, Ink("line3"), 1.0, (1.0, 4.0)))
            board.used.add("mark:outside")


def _draw_count(board: Board, entry: Entry, lane: str, y: float) -> None:
    """Draw a window count as a bracket over its window, with the number; never as dots."""
    start, _ = window(entry.start)
    _, end = window(entry.end or entry.start)
    left = max(board.left, board.scale.x(start))
    right = min(board.right, board.scale.x(end))
    if right <= left:
        return
    ink = Ink(f"{lane}.mark")
    board.add(
        Line(left, y, right, y, ink, 1.2),
        Line(left, y, left, y + 4, ink, 1.2),
        Line(right, y, right, y + 4, ink, 1.2),
    )
    face = board.metrics.strong_small_face
    centre = (left + right) / 2
    board.text(
        centre, y + face.size * 0.35, str(entry.value), face, Style(anchor="centre", halo=True)
    )
    board.items.append(Item((entry.id,), lane, left, y - 6, right - left, 12))
    board.used.add("mark:count")


def _draw_overflow(board: Board, plan: LanePlan, top: float) -> None:
    """Draw a "+2" pill where more spells overlap than there are rows."""
    face = board.metrics.strong_small_face
    for group in _overflow_in_sight(board, plan):
        words = f"+{len(group)}"
        width = board.measure(words, face) + 10
        left = board.scale.x(group[0].start)
        left = min(left, board.right - width)
        height = board.metrics.point_row_h - 3
        ink = Ink(f"{plan.lane.key}.mark")
        board.add(Box(left, top + 2, width, height, Ink("plot"), ink, 1.2, height / 2))
        middle = board.middle(top + 2 + height / 2, face)
        board.text(left + width / 2, middle, words, face, Style(anchor="centre"))
        entries = tuple(span.entry.id for span in group)
        board.items.append(Item(entries, plan.lane.key, left, top + 2, width, height))
        board.used.add("mark:overflow")


def _overflow_in_sight(board: Board, plan: LanePlan) -> list[list[SpanPlan]]:
    """Return spans beyond the last row that overlap, or whose pills would, group by group."""
    least = board.measure("+2", board.metrics.strong_small_face) + 10
    groups: list[list[SpanPlan]] = []
    last = float("-inf")
    for group in plan.overflow_groups:
        left = board.scale.x(group[0].start)
        if not board.left <= left <= board.right:
            continue
        if left < last + least and groups:
            groups[-1] += group
        else:
            groups.append(list(group))
            last = left
    return groups
