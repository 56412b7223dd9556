"""The curtain: plain paper after the day by which a case is shown as it was known."""

from __future__ import annotations

from datetime import date

from journeyviewer.model.times import MINUTES_PER_DAY, age_on, date_of
from journeyviewer.timeline.axis import short_day
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.scene import Box, Face, Ink, Line, Style

PAD = 7.0


def curtain_x(board: Board) -> float | None:
    """Return where the curtain hangs, at the end of its day; None without one in the period."""
    curtain = board.journey.curtain
    if curtain is None:
        return None
    x = board.scale.x(curtain)
    return x if board.left <= x <= board.right + 1 else None


def draw_curtain(board: Board, top: float, bottom: float) -> None:
    """Lay paper over grid and rules after the curtain, and hang its line; lanes come on top."""
    curtain = board.journey.curtain
    if curtain is None or board.scale.x(curtain) > board.right + 1:
        return
    left = max(board.left, board.scale.x(curtain))
    edge = board.right + board.metrics.right_margin
    board.add(Box(left, top + 1, edge - left, bottom - top, Ink("plot")))
    if curtain_x(board) is None:
        return
    at = round(left)
    board.add(Line(at, top, at, bottom, Ink("ink"), 2.0, (6.0, 4.0)))
    board.used.add("mark:curtain")


def draw_curtain_words(board: Board, top: float) -> None:
    """Say by which day, or at which age, the case is known: on the paper, else before the line."""
    x = curtain_x(board)
    if x is None or board.journey.curtain is None:
        return
    face = Face(board.metrics.font_secondary, 600)
    # The line hangs at the end of the day that is meant.
    words = as_known(board, date_of(board.journey.curtain - MINUTES_PER_DAY))
    width = board.measure(words, face) + 2 * PAD
    height = face.size + 8
    left = x + 6 if x + 6 + width <= board.right + board.metrics.right_margin - 2 else x - 6 - width
    left = max(left, board.left)
    board.add(Box(left, top, width, height, Ink("ink"), None, 1.0, 3.0))
    board.text(left + PAD, board.middle(top + height / 2, face), words, face, Style(ink="plot"))


def as_known(board: Board, day: date) -> str:
    """Return "As known on 14 Mar 2013", or at which age where dates are hidden."""
    if board.view.dates:
        return f"As known on {short_day(day)}"
    birth = board.journey.birth
    return f"As known at {age_on(birth, day)}" if birth and birth <= day else "As known then"
