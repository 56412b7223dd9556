"""Words in bars: the longest that fit, after padlock or gavel and before a pound ring."""

from __future__ import annotations

from journeyviewer.timeline.bar import Bar, named_beside
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.points import note_short_form
from journeyviewer.timeline.scene import Box, Ink, Picture, Style
from journeyviewer.timeline.spans import Edge

LEAST_WORD = 7.0
"""No bar narrower than this, in pixels, holds a letter and the air beside it."""


def draw_words(board: Board, bar: Bar) -> None:
    """Write the longest label that fits, with padlock or gavel before and pound ring after."""
    metrics, plan = board.metrics, bar.plan
    pad = metrics.label_pad - 1
    left = bar.left + pad + (metrics.start_cap_w if plan.start_edge is Edge.FLAT else 0)
    left = max(left, bar.left + pad, (bar.left + bar.full_left) / 2 + pad)
    left = max(left, bar.left + _pencil(bar) + 2) if plan.own else left
    right = min(bar.right, (bar.right + bar.full_right) / 2) - pad
    centre = bar.top + bar.height / 2
    if plan.icon:
        size = metrics.font_bar_label
        ink = Ink(f"{bar.lane}.text.{plan.step}")
        inner = left + 2
        words = board.longest(board.said(plan.labels), metrics.bar_face, right - inner - size - 6)
        if words and named_beside(board, bar, words, metrics.bar_face):
            return
        at = inner if words else (bar.left + bar.right + metrics.start_cap_w - size) / 2
        if bar.right - bar.left >= size + 8:
            board.add(Picture(plan.icon, at, centre - size / 2, size, ink))
        if words:
            _write(board, bar, inner + size + 4, words)
        return
    words, ring = _choose(board, bar, right - left)
    if words and named_beside(board, bar, words, metrics.bar_face):
        return
    if ring:
        _draw_pound(board, bar, right, centre)
    if words:
        _write(board, bar, left, words)
        return
    _write_code(board, bar)


def _pencil(bar: Bar) -> float:
    """Return the pixels that words leave to the pencil of what the analyst added."""
    if not bar.plan.own:
        return 0.0
    from journeyviewer.timeline.own_marks import pencil_room

    return pencil_room(bar)


def _choose(board: Board, bar: Bar, width: float) -> tuple[str, bool]:
    """Return the label and whether the pound ring stays: it goes before the label shortens."""
    face = board.metrics.bar_face
    ring = board.metrics.span_row_h * 0.66 + 4 if bar.plan.high_cost else 0.0
    for words in board.said(bar.plan.labels):
        needed = board.measure(words, face)
        if needed <= width - ring:
            return words, bool(ring)
        if needed <= width:
            return words, False
    return "", bool(ring) and ring < width


def _write(board: Board, bar: Bar, x: float, words: str) -> None:
    face = board.metrics.bar_face
    y = board.middle(bar.top + bar.height / 2, face)
    board.text(x, y, words, face, Style(ink=None, on=bar.fill))
    note_short_form(board, bar.plan.labels, words)


def _write_code(board: Board, bar: Bar) -> None:
    code, face = bar.plan.code, board.metrics.code_face
    cap = board.metrics.start_cap_w if bar.plan.start_edge is Edge.FLAT else 0.0
    left = max(bar.left + cap, (bar.left + bar.full_left) / 2, bar.left + _pencil(bar))
    right = (bar.right + bar.full_right) / 2
    if not code or board.measure(code, face) > right - left - 4:
        return
    y = board.middle(bar.top + bar.height / 2, face)
    board.text((left + right) / 2, y, code, face, Style(ink=None, anchor="centre", on=bar.fill))
    note_short_form(board, bar.plan.labels, code)


def _draw_pound(board: Board, bar: Bar, right: float, centre: float) -> None:
    size = board.metrics.span_row_h * 0.66
    ink = Ink(f"{bar.lane}.text.{bar.plan.step}" if bar.plan.drawn == "span" else "ink")
    x = right + 2 - size / 2
    board.add(
        Box(x - size / 2, centre - size / 2, size, size, None, ink, 1.2, size / 2),
        Picture("pound-sterling", x - size * 0.31, centre - size * 0.31, size * 0.62, ink),
    )
    board.used.add("mark:high-cost")
