"""Rows that sum others up: neither a record nor a young person, in whatever table they end."""

from __future__ import annotations

import pytest

from tests.tables import only_case, read, said, table

TABLES = (
    "Case,Lane,Start,What\n7,Legal,13/02/2014,S20\n{},,1,",
    "Client ID,Legal Status,Start Date,End Date\n7,S20,13/02/2014,15/03/2014\n{},1,,",
    "Child Unique ID,Gender,Date of Birth,Date of Contact,Contact Source\n"
    "7,b) Female,13/05/1999,13/02/2013,6: Police\n{},,,1,",
)


@pytest.mark.parametrize("text", TABLES)
@pytest.mark.parametrize("words", ["Total", "Grand total", "TOTALS:", "Sub-total"])
def test_a_total_below_a_table_is_no_young_person(text: str, words: str) -> None:
    reading = read(table(text.format(words)))

    assert only_case(reading).id == "7"
    assert reading.tray == []
    assert [problem.row for problem in said(reading, "total-row")] == [3]
