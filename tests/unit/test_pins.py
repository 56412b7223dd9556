"""Where numbered marks go: in order, apart, in the plot, and as near to their days as can be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.timeline.pins_spread import GAP, needed, spread

PLOT = (100.0, 400.0)
DAYS = st.lists(st.floats(100, 400), max_size=12).map(sorted)


def moved(wanted: Sequence[float], centres: Sequence[float]) -> float:
    return sum(abs(one - other) for one, other in zip(wanted, centres, strict=True))


@given(DAYS, st.floats(10, 22))
def test_marks_keep_their_order_and_stay_apart_in_the_plot(days: list[float], wide: float) -> None:
    widths = [wide + number % 3 for number in range(len(days))]
    centres = spread(days, widths, *PLOT)
    for (one, other), (left, right) in zip(pairwise(centres), pairwise(widths), strict=True):
        assert other - one >= (left + right) / 2 + GAP - 1e-6
    for centre, width in zip(centres, widths, strict=True):
        assert PLOT[0] - 1e-6 <= centre - width / 2
        assert centre + width / 2 <= PLOT[1] + 1e-6


MOVED = st.lists(st.tuples(st.floats(-1500, 1500), st.booleans()), max_size=14).map(sorted)


@given(MOVED, st.floats(10, 22))
def test_marks_stay_apart_in_the_plot_wherever_some_were_moved_to(
    marks: list[tuple[float, bool]], wide: float
) -> None:
    widths = [wide + number % 3 for number in range(len(marks))]
    wanted, firm = [x for x, _ in marks], [is_firm for _, is_firm in marks]
    centres = spread(wanted, widths, -100.0, 400.0, firm)
    for (one, other), (left, right) in zip(pairwise(centres), pairwise(widths), strict=True):
        assert other - one >= (left + right) / 2 + GAP - 1e-6
    for centre, width in zip(centres, widths, strict=True):
        assert -100 - 1e-6 <= centre - width / 2 and centre + width / 2 <= 400 + 1e-6


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5).map(sorted))
def test_marks_are_moved_as_little_as_any_way_of_placing_them(days: list[int]) -> None:
    width, low, high = 10.0, 0.0, 60.0
    step = width + GAP
    # A best way has every mark at its day, at an end, or next to one that is.
    count = len(days)
    firsts = {low + width / 2, high - width / 2 - (count - 1) * step}
    firsts |= {day - at * step for at, day in enumerate(days)}
    best = float("inf")
    inside = sorted(x for x in firsts if min(firsts) <= x and 5.0 <= x <= 55.0 - (count - 1) * step)
    for chosen in product(inside, repeat=count):
        if all(one <= other for one, other in pairwise(chosen)):
            places = [x + at * step for at, x in enumerate(chosen)]
            best = min(best, moved(days, places))
    found = spread(days, [width] * count, low, high)
    assert moved(days, found) <= best + 1e-6


def test_a_mark_alone_stands_at_its_day_and_two_of_one_day_share_the_way() -> None:
    assert spread([200.0], [15.0], *PLOT) == [200.0]
    assert spread([200.0, 200.0], [15.0, 15.0], *PLOT) == [191.5, 208.5]
    assert spread([], [], *PLOT) == []


def test_marks_wider_than_the_room_begin_at_its_left_edge() -> None:
    widths = [15.0] * 4
    assert needed(widths) == 66.0
    centres = spread([20.0] * 4, widths, 0.0, 40.0)
    assert centres == pytest.approx([7.5, 24.5, 41.5, 58.5])
