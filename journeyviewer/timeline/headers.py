"""The header column: stripe, icon, title and plain counts of each lane."""

from __future__ import annotations

import re

from journeyviewer.timeline.board import Board
from journeyviewer.timeline.plan import LanePlan
from journeyviewer.timeline.scene import CAP_HEIGHT, Box, Ink, Picture, Style

STRIPE = 4.0


def draw_header(board: Board, plan: LanePlan, top: float, height: float) -> None:
    """Draw an open lane's header; summary lines that do not fit are dropped whole, last first."""
    metrics = board.metrics
    lane = plan.lane
    left = metrics.left_margin
    mark = Ink(f"{lane.key}.mark")
    board.add(Box(left, top + 1, STRIPE, height - 1, mark))
    icon = round(metrics.font_lane_title * 1.25)
    text_left = left + STRIPE + 8 + icon + 6
    room = board.left - 8 - text_left
    face = metrics.title_face
    title = next(
        (
            lines
            for words in (lane.title, lane.short_title)
            if (lines := board.wrap(words, face, room, 2 if height > 44 * metrics.factor else 1))
        ),
        [lane.short_title],
    )
    y = top + metrics.header_text_top + face.size
    board.add(Picture(lane.icon, left + STRIPE + 8, y - face.size * 0.95, icon, mark))
    for line in title:
        board.text(text_left, y, line, face)
        y += face.size * 1.24
    small = metrics.small_face
    leading = small.size * 1.24
    y += leading - face.size * 1.24 + 1
    for line in plan.summary[:4]:
        # A number stays with its noun.
        words = re.sub(r"(\d) (?=\w)", "\\1\u00a0", line)
        lines = board.wrap(words, small, room, 1) or board.wrap(words, small, room, 2)
        if len(lines) != 1 and "out of borough" in line and height < 60 * metrics.factor:
            short = re.sub("out.of.borough", "OOB", words)
            lines = board.wrap(short, small, room, 1) or lines
        if not lines or y + (len(lines) - 1) * leading + small.size * 0.25 > top + height:
            break
        for line in lines:
            board.text(text_left, y, line, small, Style(ink="ink2"))
            y += leading


def draw_folded_header(board: Board, plan: LanePlan, top: float, height: float) -> None:
    """Draw a folded lane's header: a chevron, the icon and the title on one line."""
    metrics = board.metrics
    lane = plan.lane
    left = metrics.left_margin
    size = min(height - 3, metrics.font_lane_title * 1.15)
    middle = top + height / 2
    x = left + 3
    if metrics.name != "print":
        board.add(Picture("chevron-right", x, middle - size / 2, size, Ink("ink3")))
        x += size + 5
    else:
        x = left + STRIPE + 8
    board.add(Picture(lane.icon, x, middle - size / 2, size, Ink("ink2")))
    face = metrics.folded_face
    title = board.longest((lane.title, lane.short_title), face, board.left - 8 - x - size - 6)
    baseline = round(middle + face.size * CAP_HEIGHT / 2, 2)
    board.text(x + size + 6, baseline, title or lane.short_title, face, Style(ink="ink2"))
