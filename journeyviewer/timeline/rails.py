"""Rails below the residence row: unbroken runs out of borough."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.timeline.board import Board
from journeyviewer.timeline.plan import Rail
from journeyviewer.timeline.scene import Ink, Line, Style


def draw_rails(board: Board, rails: Sequence[Rail], top: float) -> None:
    """Draw the out-of-borough rails below the residence row."""
    face = board.metrics.strong_small_face
    middle = top + board.metrics.oob_rail_row_h / 2
    for rail in rails:
        left, right = board.scale.x(rail.start), board.scale.x(rail.end)
        if right <= board.left or left >= board.right:
            continue
        ends, cut = (left, right), left < board.left
        left, right = max(left, board.left), min(right, board.right)
        ink = Ink("ink")
        if not cut:
            board.add(Line(left + 1, middle - 4, left + 1, middle + 4, ink, 2.0))
        places = f"{rail.placements} placement{'s' if rail.placements > 1 else ''}"
        choices = (f"Out of borough · {places}", "Out of borough", "OOB")
        words = board.longest(choices, face, right - left - 14)
        start = left
        if words and not board.named_near(*ends, board.measure(words, face)):
            board.add(Line(left, middle, left + 5, middle, ink, 3.0))
            board.text(left + 9, board.middle(middle, face), words, face, Style(halo=True))
            start = left + 13 + board.measure(words, face)
            if words == "OOB":
                board.short_forms.setdefault("OOB", "out of borough")
        if right > start:
            board.add(Line(start, middle, right, middle, ink, 3.0))
        board.used.add("mark:out-of-borough")
