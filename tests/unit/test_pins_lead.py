"""Lines from squares of notes to their days: straight where nothing is in between, else around."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from PySide6.QtWidgets import QApplication

from journeyviewer.render.fonts import load_fonts
from journeyviewer.timeline.board import Board
from journeyviewer.timeline.pins_lead import AROUND, CLEAR, Block, Way, draw_way, is_blocked
from journeyviewer.timeline.scene import Glyph, Ink, Line, Scene, Text
from tests.unit.test_export_moved import OFFSETS, page

LEADER = Ink("noteEdge")


class Sheet(Board):
    """A board that only takes marks."""

    def __init__(self) -> None:
        self.marks = []


def lines(way: Way, *blocks: Block) -> list[tuple[float, float, float, float]]:
    sheet = Sheet()
    draw_way(sheet, way, blocks)
    return [(mark.x1, mark.y1, mark.x2, mark.y2) for mark in sheet.marks if isinstance(mark, Line)]


OVER = Way(100, 10, 200, 12, 11)
"""From a square over the bars."""
ALONG = Way(100, 10, 200, 10, 16)
"""From a square on the line of a folded lane."""


@pytest.mark.parametrize(
    "block",
    [
        Block(20, 60, 0, 30),
        Block(240, 260, 0, 30),
        Block(120, 140, 12.5, 30),
        Block(120, 140, 0, 9.5),
        # The mark it leads to.
        Block(196, 204, 5, 15),
    ],
)
def test_a_line_goes_straight_where_nothing_is_in_between(block: Block) -> None:
    assert lines(OVER, block) == [(100, 10, 200, 12)]


def test_a_line_runs_under_the_marks_of_a_folded_lane() -> None:
    assert lines(ALONG, Block(140, 150, 6, 14)) == [
        (100, 10, 100, 16),
        (100, 16, 200, 16),
        (200, 16, 200, 10),
    ]


def test_a_line_stops_short_of_what_it_meets_there_and_goes_on_behind() -> None:
    made = lines(ALONG, Block(140, 150, 6, 14), Block(160, 170, 2, 18), Block(165, 172, 2, 18))
    assert made[1:-1] == [(100, 16, 160 - CLEAR, 16), (172 + CLEAR, 16, 200, 16)]


def test_a_line_to_the_left_is_led_the_same_way() -> None:
    made = lines(Way(200, 10, 100, 10, 16), Block(140, 150, 6, 14), Block(160, 170, 2, 18))
    assert made == [
        (200, 10, 200, 16),
        (100, 16, 160 - CLEAR, 16),
        (170 + CLEAR, 16, 200, 16),
        (100, 16, 100, 10),
    ]


def test_a_line_along_its_own_long_bar_is_led_beside_it() -> None:
    assert is_blocked(Way(300, 10, 200, 10, 16), [Block(199, 400, 8, 12)])


BEHIND = Way(100, 10, 200, 14, 6, 12)
"""From a square behind those of others, which stand at the heights 0 to 11, to a day under them."""


def test_a_line_runs_behind_other_squares_and_down_to_its_day() -> None:
    assert lines(BEHIND, Block(140, 160, 0, 11)) == [
        (100, 10, 100, 6),
        (100, 6, 140 - CLEAR, 6),
        (160 + CLEAR, 6, 200, 6),
        (200, 6, 200, 14),
    ]


@pytest.mark.parametrize("way", [BEHIND, Way(300, 10, 200, 14, 6, 12)])
def test_a_line_to_a_day_under_another_square_goes_down_beside_that(way: Way) -> None:
    side = 1 if way.x > way.to else -1
    turn = 200 + side * (20 + AROUND)
    made = lines(way, Block(205, 220, 0, 11), Block(180, 203, 0, 11))
    assert made == [
        (way.x, 10, way.x, 6),
        (min(way.x, turn), 6, max(way.x, turn), 6),
        (turn, 6, turn, 12),
        (min(turn, 200), 12, max(turn, 200), 12),
        (200, 12, 200, 14),
    ]


def test_a_line_between_squares_without_a_gap_stays_under_them() -> None:
    beside = Block(103, 220, 0, 11)
    assert lines(BEHIND, beside) == [
        (100, 10, 100, 12),
        (100, 12, 200, 12),
        (200, 12, 200, 14),
    ]


@pytest.fixture
def application(qapp: QApplication) -> None:
    """Provide what fonts need."""
    load_fonts()


def struck(scene: Scene) -> list[tuple[Line, Glyph | Text]]:
    """Return lines of notes that run through a mark or a word which is not where they end."""
    leaders = [mark for mark in scene.marks if isinstance(mark, Line) and mark.ink == LEADER]
    others = [mark for mark in scene.marks if isinstance(mark, Glyph | Text)]
    return [(line, mark) for line in leaders for mark in others if _strikes(line, mark)]


def _strikes(line: Line, mark: Glyph | Text) -> bool:
    if isinstance(mark, Glyph):
        half = mark.size / 2 - 0.5
        left, right, top, bottom = mark.x - half, mark.x + half, mark.y - half, mark.y + half
        # A line ends in its dot, or in the mark of its day.
        ends = any(abs(x - mark.x) <= mark.size for x in (line.x1, line.x2))
        if ends or half <= 0:
            return False
    else:
        shares = {"left": 0.0, "centre": 0.5, "right": 1.0}
        left = mark.x - mark.width * shares[mark.anchor]
        right, top, bottom = left + mark.width, mark.y - mark.face.size / 2, mark.y
    low, high = sorted((line.x1, line.x2))
    if high <= left or low >= right:
        return False
    at = max(low, left)
    share = (at - line.x1) / (line.x2 - line.x1) if line.x1 != line.x2 else 0.0
    y = line.y1 + (line.y2 - line.y1) * share
    return top < y < bottom


@pytest.mark.usefixtures("application")
@settings(max_examples=20, deadline=None)
@given(OFFSETS)
def test_no_line_strikes_through_a_mark_wherever_squares_are_moved(
    moved: dict[str, float],
) -> None:
    # Squares cover what lies behind them, so their own numbers are no concern.
    numbers = {str(number) for number in range(1, 41)}
    found = struck(page(moved)[0])
    assert [
        (line, mark)
        for line, mark in found
        if not (isinstance(mark, Text) and mark.text.partition("+")[0] in numbers)
    ] == []


@pytest.mark.usefixtures("application")
def test_a_square_moved_along_a_folded_lane_is_led_under_the_marks_there() -> None:
    still, moved = page({})[0], page({"n22": -330.0})[0]
    item = next(item for item in moved.items if item.note == "n22")
    assert item.at is not None
    top, bottom = item.y, item.y + item.height
    marks = [
        mark
        for mark in moved.marks
        if isinstance(mark, Glyph)
        and top < mark.y < bottom
        and item.x + item.width < mark.x < item.at - mark.size
    ]
    assert marks, "nothing is in between"
    inside = [
        mark
        for mark in moved.marks
        if isinstance(mark, Line) and mark.ink == LEADER and top < mark.y1 < bottom
    ]
    along = [line for line in inside if abs(line.x2 - line.x1) > 50]
    assert along and all(line.y1 > mark.y + mark.size / 2 for line in along for mark in marks)
    assert any(abs(line.x2 - item.at) < 0.1 for line in inside)
    # Nothing else moved for it.
    glyphs = [mark for mark in still.marks if isinstance(mark, Glyph) and mark.ink != LEADER]
    assert [m for m in moved.marks if isinstance(m, Glyph) and m.ink != LEADER] == glyphs


@pytest.mark.usefixtures("application")
def test_lines_over_bars_keep_clear_of_the_dots_of_others_and_of_each_other() -> None:
    scene = page({"n1": 480.0, "n7": 300.0, "n24": 260.0, "n3": 400.0, "n12": 300.0})[0]
    along = [
        mark
        for mark in scene.marks
        if isinstance(mark, Line) and mark.ink == LEADER and abs(mark.x2 - mark.x1) > 20
    ]
    dots = [mark for mark in scene.marks if isinstance(mark, Glyph) and mark.ink == LEADER]
    assert len(along) > 5
    for line in along:
        low, high = sorted((line.x1, line.x2))
        for dot in dots:
            if low < dot.x < high:
                assert abs(dot.y - line.y1) - dot.size / 2 >= 3
        for other in along:
            if (
                other is not line
                and min(other.x1, other.x2) < high
                and max(other.x1, other.x2) > low
            ):
                assert abs(other.y1 - line.y1) >= 2
