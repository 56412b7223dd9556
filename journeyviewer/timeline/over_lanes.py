"""The rows between the axis and the lanes: phases, and key developments with notes on all lanes."""

from __future__ import annotations

from journeyviewer.timeline.axis import draw_aligned
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.phases import draw_phases
from journeyviewer.timeline.pins_row import draw_key_row


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
        draw_aligned(board, y)
        y += metrics.key_row_h
    return y


def _label(board: Board) -> str:
    if board.journey.annotations.has_developments:
        return "Key developments"
    return "Lined up at" if board.journey.aligned else "Notes on all lanes"
