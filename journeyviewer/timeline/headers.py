"""The header column: stripe, icon, title and plain counts of each lane."""

from __future__ import annotations

import re
from functools import lru_cache

from journeyviewer.model.lanes import Lane, lane
from journeyviewer.timeline.board import Board, wrapped
from journeyviewer.timeline.metrics import Metrics
from journeyviewer.timeline.plan import LanePlan
from journeyviewer.timeline.scene import (
    CAP_HEIGHT,
    Box,
    Face,
    Ink,
    Mark,
    Measure,
    Picture,
    Text,
)

STRIPE = 4.0
PIN = 13.0
FOOT = 2.0
"""Pixels between a header seen from far and the foot of its lane."""


def draw_header(board: Board, plan: LanePlan, top: float, height: float) -> None:
    """Draw an open lane's header; summary lines that do not fit are dropped whole, last first."""
    pin = _draw_pin(board, plan.lane.key, top + board.metrics.header_text_top)
    place = (board.left - pin, top, height)
    board.add(*_header(plan.lane.key, plan.summary, place, board.metrics, board.measure))


@lru_cache(maxsize=256)
def _header(
    key: str,
    summary: tuple[str, ...],
    place: tuple[float, float, float],
    metrics: Metrics,
    measure: Measure,
) -> tuple[Mark, ...]:
    """Return a header's marks: the same for every frame while the lanes stay as they are."""
    right, top, height = place
    the_lane = lane(key)
    left = metrics.left_margin
    mark = Ink(f"{key}.mark")
    marks: list[Mark] = [Box(left, top + 1, STRIPE, height - 1, mark)]
    icon = round(metrics.font_lane_title * 1.25)
    text_left = left + STRIPE + 8 + icon + 6
    room = right - 8 - text_left
    face = metrics.title_face
    small = metrics.small_face
    counts = small.size * 1.24 if summary else 0.0
    title = _title_lines(the_lane, height - counts, room, metrics, measure)
    if metrics.name == "present":
        # Seen from far: the shortest words, and no counts.
        title, summary = [the_lane.short_title], ()
    y, rise = top + metrics.header_text_top + face.size, face.size * 0.95
    if metrics.name == "present" and y + icon - rise > top + height - FOOT:
        # In a lane this low nothing may cross into the next one.
        icon = min(icon, int(height - 2 * FOOT))
        y = top + height / 2 + face.size * CAP_HEIGHT / 2
        rise = (face.size * CAP_HEIGHT + icon) / 2
    marks.append(Picture(the_lane.icon, left + STRIPE + 8, y - rise, icon, mark))
    for line in title:
        marks.append(Text(text_left, y, line, face, measure(line, face)))
        y += face.size * 1.24
    leading = small.size * 1.24
    y += leading - face.size * 1.24 + 1
    for line in summary[:4]:
        lines = _summary_lines(line, small, room, measure, short=height < 60 * metrics.factor)
        if not lines or y + (len(lines) - 1) * leading + small.size * 0.25 > top + height:
            break
        for words in lines:
            marks.append(Text(text_left, y, words, small, measure(words, small), Ink("ink2")))
            y += leading
    return tuple(marks)


def _title_lines(
    item: Lane, height: float, room: float, metrics: Metrics, measure: Measure
) -> list[str]:
    """Return the longest title that leaves the height its counts need, else that which fits."""
    face = metrics.title_face
    titles = (item.title, item.middle_title, item.short_title)
    most = 2 if height > 44 * metrics.factor else 1
    for within in (height - metrics.header_text_top, height):
        for words in titles:
            lines = wrapped(words, face, room, measure, most)
            if lines and len(lines) * face.size * 1.24 <= within:
                return lines
    return [item.short_title]


def _summary_lines(
    line: str, face: Face, room: float, measure: Measure, *, short: bool
) -> list[str]:
    """Return one line of the summary, broken in two where it must be; [] when it does not fit."""
    # A number stays with its noun.
    words = re.sub(r"(\d) (?=\w)", "\\1\u00a0", line)
    lines = wrapped(words, face, room, measure, 1) or wrapped(words, face, room, measure, 2)
    if len(lines) != 1 and "out of borough" in line and short:
        shorter = re.sub("out.of.borough", "OOB", words)
        lines = wrapped(shorter, face, room, measure, 1) or lines
    return lines


def draw_folded_header(board: Board, plan: LanePlan, top: float, height: float) -> None:
    """Draw a folded lane's header: a chevron, the icon and the title on one line."""
    pin = _draw_pin(board, plan.lane.key, top + height / 2 - PIN / 2)
    place = (board.left - pin, top, height)
    board.add(*_folded_header(plan.lane.key, place, board.metrics, board.measure))


@lru_cache(maxsize=256)
def _folded_header(
    key: str, place: tuple[float, float, float], metrics: Metrics, measure: Measure
) -> tuple[Mark, ...]:
    right, top, height = place
    the_lane = lane(key)
    left = metrics.left_margin
    size = min(height - 3, metrics.font_lane_title * 1.15)
    middle = top + height / 2
    marks: list[Mark] = []
    x = left + 3
    if metrics.name != "print":
        marks.append(Picture("chevron-right", x, middle - size / 2, size, Ink("ink3")))
        x += size + 5
    else:
        x = left + STRIPE + 8
    marks.append(Picture(the_lane.icon, x, middle - size / 2, size, Ink("ink2")))
    face = metrics.folded_face
    room = right - 8 - x - size - 6
    titles = (the_lane.title, the_lane.short_title)
    title = next((words for words in titles if measure(words, face) <= room), the_lane.short_title)
    baseline = round(middle + face.size * CAP_HEIGHT / 2, 2)
    width = measure(title, face)
    marks.append(Text(x + size + 6, baseline, title, face, width, Ink("ink2")))
    return tuple(marks)


def _draw_pin(board: Board, key: str, top: float) -> float:
    """Draw a pin in the header of a lane that stays at the top; returns the room it takes."""
    if key not in board.view.pinned or board.metrics.name == "print":
        return 0.0
    board.add(Picture("pin", board.left - 6 - PIN, top, PIN, Ink("ink2")))
    return PIN + 2
