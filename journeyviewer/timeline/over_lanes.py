"""The rows between the axis and the lanes: phases, and key developments with notes on all lanes."""

from __future__ import annotations

from journeyviewer.timeline.board import Board
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.phases import draw_phases
from journeyviewer.timeline.pins_row import draw_key_row
from journeyviewer.timeline.plan import Journey
from journeyviewer.timeline.scene import Face, Glyph, Ink, Style


def height_over(journey: Journey, metrics: Metrics) -> float:
    """Return the height of these rows in pixels; it does not depend on the period."""
    written = journey.annotations
    height = metrics.phase_band_h if written.has_phases else 0.0
    if journey.aligned or written.has_developments or written.has_notes(""):
        height += metrics.key_row_h
    return height


def draw_over(board: Board, top: float) -> float:
    """Draw the rows from `top` down and return the y where the lanes begin."""
    written, metrics = board.journey.annotations, board.metrics
    y = top
    if written.has_phases:
        board.rule(y)
        board.row_label("Phase", y, metrics.phase_band_h)
        draw_phases(board, y)
        y += metrics.phase_band_h
    if written.has_developments or written.has_notes(""):
        if not written.has_phases:
            board.rule(y)
        board.row_label(_label(board), y, metrics.key_row_h)
        draw_key_row(board, y)
        y += metrics.key_row_h
    elif board.journey.aligned:
        board.rule(y)
        _draw_aligned(board, y)
        y += metrics.key_row_h
    return y


def _label(board: Board) -> str:
    if board.journey.annotations.has_developments:
        return "Key developments"
    return "Lined up at" if board.journey.aligned else "Notes on all lanes"


def _draw_aligned(board: Board, top: float) -> None:
    """Name the aligning event beside its dot: right of it first, else left."""
    aligned = board.journey.aligned
    metrics = board.metrics
    if aligned is None:
        return
    board.row_label("Lined up at", top, metrics.key_row_h)
    x = board.scale.x(aligned.position)
    face = Face(metrics.font_secondary, 600)
    middle = top + metrics.key_row_h / 2
    baseline = board.middle(middle, face)
    if not board.left <= x <= board.right:
        # Outside the period: said at the edge it lies beyond.
        earlier = x < board.left
        words = f"{aligned.title}, {'earlier' if earlier else 'later'}"
        at = board.left + 4 if earlier else board.right - 4
        style = Style(ink="ink3", anchor="left" if earlier else "right")
        board.text(at, baseline, words, metrics.small_face, style)
        return
    radius = metrics.key_circle_radius * 0.62
    board.add(Glyph("circle", x, middle, radius * 2, Ink("ink"), halo=0.0))
    width = board.measure(aligned.title, face)
    seam = board.scale.x(board.scale.fold) if board.scale.fold is not None else board.left
    if x + radius + 6 + width <= board.right:
        board.text(x + radius + 6, baseline, aligned.title, face)
    elif x - radius - 6 - width >= seam:
        board.text(x - radius - 6, baseline, aligned.title, face, Style(anchor="right"))
