"""The row of phases over the lanes, and the dotted rules where phases begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeyviewer.model.times import Minute
from journeyviewer.timeline.annotations import PhaseMark
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.scene import Box, Ink, Item, Line, Style

DOTTED = (1.5, 3.0)
SIDE = 1.0
"""Pixels between the band of a phase and its boundary."""
PAD = 6.0
AFTER_NUMBER = 5.0
LEAST_BAND = 3.0
CORNER = 3.0


class Stretch(NamedTuple):
    """A phase over the time [start, end) that its band takes."""

    phase: PhaseMark
    start: Minute
    end: Minute


def stretches(phases: Sequence[PhaseMark], until: Minute) -> list[Stretch]:
    """Return the time that each phase's band takes; `until` ends those still on.

    Where two overlap each is drawn in its own half of what both claim. One that lies within
    another is drawn whole, and the other on both sides of it.
    """
    found: list[Stretch] = []
    for phase in sorted(phases, key=lambda each: (each.start, each.number)):
        end = phase.end if phase.end is not None else max(until, phase.start)
        start = phase.start
        before = found[-1] if found else None
        if before is not None and before.start < start < end < before.end:
            rest = before._replace(start=end)
            found[-1:] = [before._replace(end=start), Stretch(phase, start, end), rest]
            continue
        if before is not None and before.end > start:
            start = Minute((start + min(before.end, end)) // 2)
            found[-1] = before._replace(end=max(before.start, start))
        found.append(Stretch(phase, start, max(start, end)))
    return found


def draw_phases(board: Board, top: float) -> None:
    """Draw the bands of the phases in sight, in two tones by turns, with numbers and titles."""
    board.used.add("mark:phase")
    for place, (phase, start, end) in enumerate(_stretches(board)):
        left = max(board.left, board.scale.x(start) + SIDE)
        right = min(board.right, board.scale.x(end) - SIDE)
        if right - left >= LEAST_BAND:
            _draw_band(board, phase, (left, right), top, Ink("phaseB" if place % 2 else "phaseA"))


def _stretches(board: Board) -> list[Stretch]:
    until = board.journey.curtain if board.journey.curtain is not None else board.journey.read
    return stretches(board.journey.annotations.phases, until)


def _draw_band(
    board: Board, phase: PhaseMark, sides: tuple[float, float], top: float, fill: Ink
) -> None:
    left, right = sides
    height = board.metrics.phase_band_h
    y, tall = top + 2, height - 4
    board.add(Box(left, y, right - left, tall, fill, Ink("line"), 1.0, CORNER))
    # Pointed at up to the boundary itself: the gap beside it is where an end is taken hold of.
    board.items.append(Item((), "", left - SIDE, y, right - left + 2 * SIDE, tall, note=phase.id))
    face, number = board.metrics.strong_small_face, str(phase.number)
    room = right - left - 2 * PAD
    wide = board.measure(number, face)
    baseline = board.middle(y + tall / 2, face)
    if wide > room + PAD:
        return
    titles = board.said(_titles(phase))
    title = board.longest(titles, face, room - wide - AFTER_NUMBER)
    if not title and wide > room:
        board.text((left + right) / 2, baseline, number, face, Style(anchor="centre"))
        return
    board.text(left + PAD, baseline, number, face)
    if title:
        board.text(left + PAD + wide + AFTER_NUMBER, baseline, title, face)


def _titles(phase: PhaseMark) -> tuple[str, ...]:
    """Return the title and what is shorter, longest first: what stands before a colon too."""
    head = phase.title.partition(":")[0].strip()
    choices = dict.fromkeys((phase.title.strip(), phase.short.strip(), head))
    return tuple(sorted((words for words in choices if words), key=len, reverse=True))


def draw_phase_rules(board: Board, top: float, bottom: float) -> None:
    """Draw a dotted rule through the lanes where a phase begins."""
    begun: set[str] = set()
    for phase, start, _ in _stretches(board):
        if phase.id in begun:
            continue
        begun.add(phase.id)
        x = round(board.scale.x(start)) + 0.5
        if board.left + 1 < x < board.right:
            board.add(Line(x, top, x, bottom, Ink("ink3"), 1.0, DOTTED))
