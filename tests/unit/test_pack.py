"""Rows for overlapping spans and places for crowded pins."""

from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.timeline.pack import first_fit, spread

SPANS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda pair: (pair[0], sum(pair))),
    max_size=40,
)


@given(SPANS)
def test_no_two_spans_of_a_row_overlap(spans: list[tuple[int, int]]) -> None:
    rows = first_fit(spans)
    for one, (start, end) in enumerate(spans):
        for other in range(one):
            if rows[one] == rows[other]:
                assert end <= spans[other][0] or start >= spans[other][1]


@given(SPANS)
def test_no_more_rows_than_spans_at_once(spans: list[tuple[int, int]]) -> None:
    spans = sorted(spans)
    at_once = max((sum(a <= t < b for a, b in spans) for t in range(261)), default=0)
    assert max(first_fit(spans), default=-1) + 1 <= max(at_once, 0)


def test_spans_that_meet_share_a_row() -> None:
    assert first_fit([(0, 10), (10, 20), (5, 15)]) == [0, 0, 1]


@given(st.lists(st.floats(0, 500), min_size=1, max_size=30).map(sorted))
def test_pins_keep_order_and_distance(wanted: list[float]) -> None:
    places = spread(wanted, 16, 0, 500)
    gap = min(16, 500 / max(1, len(wanted) - 1))
    assert all(b - a >= gap - 1e-6 for a, b in zip(places, places[1:], strict=False))
    assert -1e-6 <= places[0] and places[-1] <= 500 + 1e-6


def test_pins_with_room_stay_where_they_belong() -> None:
    assert spread([10, 100, 200], 16, 0, 500) == [10, 100, 200]


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda pair: (pair[0], sum(pair))),
        max_size=40,
    )
)
def test_a_row_is_found_as_if_every_span_of_it_were_tried(spans: list[tuple[int, int]]) -> None:
    rows: list[list[tuple[int, int]]] = []
    expected = []
    for start, end in spans:
        free = (
            number
            for number, row in enumerate(rows)
            if all(end <= low or start >= high for low, high in row)
        )
        number = next(free, len(rows))
        if number == len(rows):
            rows.append([])
        rows[number].append((start, max(end, start + 1)))
        expected.append(number)
    assert first_fit(spans) == expected
