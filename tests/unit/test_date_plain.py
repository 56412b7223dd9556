"""Dates of a column taken apart together are those that a look at each cell finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest.date_columns import kind_of
from journeyviewer.ingest.date_plain import taken_apart
from journeyviewer.ingest.day_order import DateColumn, decide_order
from journeyviewer.ingest.row_dates import Setting, plain_date, remember

SIGN = st.sampled_from("-/. \n٣")
NUMBER = st.sampled_from(["1", "01", "9", "12", "13", "28", "31", "32", "00", "٣", "zz"])
YEAR = st.sampled_from(["2013", "1900", "1850", "2099", "13", "2100", "201", "20134"])
DATES = st.builds(lambda *parts: "".join(parts), NUMBER, SIGN, NUMBER, SIGN, YEAR)
CELLS = st.lists(st.one_of(DATES, st.none(), st.just("still there"), st.floats()), max_size=12)


@given(CELLS, st.booleans())
def test_a_column_is_read_as_its_cells_are(cells: list[str | float | None], first: bool) -> None:
    column = DateColumn(month_first=first)
    remember(column, taken_apart(cells))
    setting = Setting(columns={"start": column})

    for cell in cells:
        assert setting.plain("start", cell) == plain_date(cell, column)


@given(CELLS)
def test_what_is_said_of_a_column_is_the_same(cells: list[str | float | None]) -> None:
    plain = taken_apart(cells)

    assert decide_order(cells, plain=plain) == decide_order(cells)
    assert kind_of(cells, plain) == kind_of(cells)


def test_a_date_in_the_lines_of_a_longer_text_is_not_the_cell() -> None:
    found = taken_apart(["Seen on\n03/04/2013", None, "3.4.2013"])

    assert "Seen on\n03/04/2013" not in found
    assert found["3.4.2013"] == (3, 4, 2013)
