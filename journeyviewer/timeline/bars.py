"""Spells as bars: edges that say how sure the record is, labels that fit, rails below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.timeline.bar import LEAST_WIDTH, STUB, Bar, is_pointed, named_beside, place
from journeyviewer.timeline.bar_words import LEAST_WORD, draw_words
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.narrow import CROWDED, NarrowBars
from journeyviewer.timeline.plan import LanePlan
from journeyviewer.timeline.rows import SpanRow
from journeyviewer.timeline.scene import (
    Box,
    Boxes,
    Face,
    Fade,
    Glyph,
    Hatch,
    Ink,
    Item,
    Line,
    Picture,
    Shape,
    Style,
)
from journeyviewer.timeline.spans import Edge, SpanPlan

POINT = 7.0
"""How far an open end points past the reading line."""
DASH = (2.2, 2.2)


SPARE = STUB + LEAST_WIDTH
"""How far a span may be drawn beyond its time, in pixels."""


def draw_rows(board: Board, plan: LanePlan, top: float) -> float:
    """Draw a lane's rows of spans from `top` down; return the y below the last row."""
    metrics = board.metrics
    pitch = metrics.span_row_h + metrics.row_gap
    for number, row in enumerate(plan.span_rows):
        _draw_row(board, plan.lane.key, row, top + number * pitch)
    return top + len(plan.rows) * pitch - (metrics.row_gap if plan.rows else 0)


def _draw_row(board: Board, lane: str, row: SpanRow, top: float) -> None:
    height = board.metrics.span_row_h
    spans = _long_enough(board, lane, row, top)
    worded: list[SpanPlan] = []
    if board.crowded or len(spans) * CROWDED > board.right - board.left:
        narrow = NarrowBars(board, lane, top, height)
        spans = [span for span in spans if not narrow.takes(span)]
        narrow.draw()
        worded = narrow.worded
    placed = [place(board, lane, span, top, height) for span in spans]
    bars = [bar for bar in placed if bar is not None]
    # What rounding made shorter than a line, and what is inset, goes on top of its
    # neighbours; words go on top of everything.
    bars.sort(key=lambda bar: bar.plan.temporary or bar.plan.end <= bar.plan.start)
    for bar in bars:
        draw_bar(board, bar)
    insets = [bar for bar in bars if bar.plan.temporary]
    more = [place(board, lane, span, top, height) for span in worded]
    bars += [bar for bar in more if bar is not None]
    for bar in bars:
        if bar.right - bar.left >= LEAST_WORD and bar.plan.drawn not in ("none", "notrec"):
            draw_words(board, beside_insets(bar, insets))


def _long_enough(board: Board, lane: str, row: SpanRow, top: float) -> Sequence[SpanPlan]:
    """Return the spans in sight that get a bar each; draw the others merged."""
    if not board.crowded:
        return row.in_sight(board, SPARE)
    # Loaded for cases of many records alone: numpy takes as long as opening the window.
    from journeyviewer.timeline.merge import merge_short

    return merge_short(board, lane, row, (top, board.metrics.span_row_h), SPARE)


CLEAR = 6.0
"""Pixels between an inset bar and words beside it: a short one is else taken for a letter."""


def beside_insets(bar: Bar, insets: Sequence[Bar]) -> Bar:
    """Return the widest part of a bar that no inset bar covers, where its words are clear."""
    if bar.plan.temporary or not insets:
        return bar
    inside = [item for item in insets if item.left < bar.right and bar.left < item.right]
    if not inside:
        return bar
    lefts = [bar.left, *(item.right + CLEAR for item in inside)]
    rights = [*(item.left - CLEAR for item in inside), bar.right]
    left, right = max(zip(lefts, rights, strict=True), key=lambda part: part[1] - part[0])
    return replace(
        bar,
        left=left,
        right=right,
        full_left=max(bar.full_left, left),
        full_right=min(bar.full_right, right),
    )


def draw_bar(board: Board, bar: Bar) -> None:
    """Draw one spell without its words, and note what can be pointed at."""
    span, lane = bar.plan, bar.lane
    if span.drawn == "none":
        _draw_none(board, bar)
    elif span.drawn == "notrec":
        _draw_not_recorded(board, bar)
    elif span.own:
        from journeyviewer.timeline.own_marks import draw_own_body

        draw_own_body(board, bar)
    else:
        _draw_body(board, bar)
        if span.drawn == "span" and not span.own:
            board.used.add(f"step:{lane}:{span.step}")
    width = bar.right - bar.left
    if width < POINT and is_pointed(span) and not bar.cut_right:
        # There is little else to point at.
        width += POINT
    board.items.append(Item((span.entry.id,), lane, bar.left, bar.top, width, bar.height))


def _draw_none(board: Board, bar: Bar) -> None:
    middle = round(bar.top + bar.height / 2) + 0.5
    ink = Ink("ink3")
    board.add(Line(bar.left, middle, bar.right, middle, ink))
    if not bar.cut_left:
        board.add(Line(bar.left + 0.5, middle - 3.5, bar.left + 0.5, middle + 3.5, ink))
    if not bar.cut_right and bar.plan.end_edge is not Edge.OPEN:
        board.add(Line(bar.right - 0.5, middle - 3.5, bar.right - 0.5, middle + 3.5, ink))
    face = board.metrics.small_face
    words = board.longest(board.said(bar.plan.labels), face, bar.right - bar.left - 20)
    if words and not named_beside(board, bar, words, face):
        board.text(
            bar.left + 8, board.middle(middle, face), words, face, Style(ink="ink2", halo=True)
        )
    board.used.add("mark:none")


def _draw_not_recorded(board: Board, bar: Bar) -> None:
    draw_hatch(board, bar.left, bar.right, bar.top, bar.height)
    face = Face(board.metrics.font_secondary, 400, italic=True)
    words = board.longest(("Not recorded", "Not rec."), face, bar.right - bar.left - 8)
    if words and not named_beside(board, bar, words, face):
        centre = (bar.left + bar.right) / 2
        board.text(
            centre,
            board.middle(bar.top + bar.height / 2, face),
            words,
            face,
            Style(ink="ink2", anchor="centre", halo=True),
        )


def draw_hatch(board: Board, left: float, right: float, top: float, height: float) -> None:
    """Draw "not recorded": hatch between dashed rails, without vertical edges."""
    if right - left < 1:
        return
    inset = 2.0
    rail = Ink("ink3")
    board.add(
        Hatch(left, top + inset, right - left, height - 2 * inset, Ink("line3")),
        Line(left, top + inset + 0.5, right, top + inset + 0.5, rail, 1.0, (3.0, 3.0)),
        Line(
            left,
            top + height - inset - 0.5,
            right,
            top + height - inset - 0.5,
            rail,
            1.0,
            (3.0, 3.0),
        ),
    )
    board.used.add("mark:not-recorded")


def _draw_body(board: Board, bar: Bar) -> None:
    plan = bar.plan
    exact = plan.start_edge is Edge.FLAT and plan.end_edge is Edge.FLAT
    if exact and not bar.cut_left and not bar.cut_right:
        board.add(Box(bar.left, bar.top, bar.right - bar.left, bar.height, bar.fill, bar.edge))
    else:
        _draw_open_body(board, bar)
    if plan.start_edge is Edge.FLAT and not bar.cut_left:
        _draw_cap(board, bar)
    if plan.icon:
        _draw_inner_lines(board, bar)
    if plan.temporary:
        board.used.add("mark:temporary")


def _draw_open_body(board: Board, bar: Bar) -> None:
    """Draw fill, edges and ends one by one, for spans that are not plain boxes."""
    plan = bar.plan
    left, right = bar.full_left, bar.full_right
    if right > left:
        board.add(Box(left, bar.top, right - left, bar.height, bar.fill))
    _draw_fades(board, bar)
    if right > left:
        rails = [(left, y, right - left, 1.0) for y in (bar.top, bar.bottom - 1)]
        board.add(Boxes(tuple(rails), bar.edge))
    if plan.end_edge is Edge.OPEN and not bar.cut_right:
        _draw_point(board, bar)
    if plan.end_edge in (Edge.TORN, Edge.STUB) and not bar.cut_right:
        _draw_torn(board, bar, bar.right, 1)
    if plan.start_edge is Edge.TORN and not bar.cut_left:
        _draw_torn(board, bar, bar.left, -1)
    if plan.end_edge in (Edge.FLAT, Edge.PIPELINE) and not bar.cut_right:
        board.add(Line(bar.right - 0.5, bar.top, bar.right - 0.5, bar.bottom, bar.edge))
    if plan.end_edge is Edge.PIPELINE and not bar.cut_right:
        size = min(10.0, bar.height - 6)
        board.add(Picture("settings", bar.right - size - 3, bar.top + 3, size, bar.edge))
        board.used.add("mark:pipeline")


def _draw_fades(board: Board, bar: Bar) -> None:
    sides = (
        (bar.left, bar.full_left, "right", bar.plan.start_edge),
        (bar.full_right, bar.right, "left", bar.plan.end_edge),
    )
    for left, right, full, edge in sides:
        if edge not in (Edge.FADE, Edge.UNBOUNDED) or right - left < 0.5:
            continue
        board.add(
            Fade(
                left,
                bar.top,
                right - left,
                bar.height,
                bar.fill,
                "right" if full == "right" else "left",
            )
        )
        for y in (bar.top + 0.5, bar.bottom - 0.5):
            board.add(Line(left, y, right, y, bar.edge, 1.0, DASH))
        board.used.add("mark:approximate" if edge is Edge.FADE else "mark:unbounded")


def _draw_point(board: Board, bar: Bar) -> None:
    middle = bar.top + bar.height / 2
    tip = ((bar.right, bar.top), (bar.right + POINT, middle), (bar.right, bar.bottom))
    outline = (
        (bar.right, bar.top + 0.5),
        (bar.right + POINT - 0.7, middle),
        (bar.right, bar.bottom - 0.5),
    )
    board.add(Shape(tip, fill=bar.fill), Shape(outline, stroke=bar.edge, closed=False))
    board.used.add("mark:open-end")


def _draw_torn(board: Board, bar: Bar, x: float, outward: int) -> None:
    """Draw a zig-zag edge: nothing says where the span ends or began."""
    teeth = max(2, round(bar.height / 5))
    step = bar.height / (2 * teeth)
    depth = 2.5 * outward
    points = [
        (x + (depth if index % 2 else 0.0), bar.top + index * step)
        for index in range(2 * teeth + 1)
    ]
    points = [(min(max(px, board.left), board.right + 3), py) for px, py in points]
    board.add(
        Shape(tuple(points), fill=bar.fill),
        Shape(tuple(points), stroke=bar.edge, stroke_width=1.2, closed=False),
    )
    board.used.add("mark:torn")


def _draw_cap(board: Board, bar: Bar) -> None:
    width = bar.right - bar.left
    if is_pointed(bar.plan) and not bar.cut_right:
        width = max(width, LEAST_WIDTH)
    cap = board.metrics.start_cap_w if width > 8 else min(2.0, width)
    rise = board.metrics.cap_rise if bar.lane == "residence" and not bar.plan.temporary else 0.0
    board.add(Box(bar.left, bar.top - rise, cap, bar.height + rise, bar.edge))
    if bar.plan.move and rise:
        size = max(5.0, board.metrics.shape_size * 0.46)
        shape = "circle" if bar.plan.move == "planned" else "ring"
        board.add(
            Glyph(shape, bar.left + cap / 2, bar.top - rise - size / 2, size, bar.edge, halo=0.0)
        )
        board.used.add(f"mark:{bar.plan.move}")


def _draw_inner_lines(board: Board, bar: Bar) -> None:
    """Draw one inner line for welfare secure, two for justice: they never look the same."""
    ink = Ink(f"{bar.lane}.text.{bar.plan.step}")
    for inset in (2.5, 4.5) if bar.plan.justice else (2.5,):
        left = bar.left + inset - 1
        left += -board.past if bar.cut_left else board.metrics.start_cap_w
        width = bar.right - inset - left + (board.past if bar.cut_right else 0)
        if width > 3:
            height = bar.height - 2 * inset
            board.add(Box(left, bar.top + inset, width, height, None, ink, 0.9))
    board.used.add("mark:justice" if bar.plan.justice else "mark:secure")
