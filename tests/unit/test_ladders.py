"""The highest and current status, printed as the published cohort table prints them."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.model.ladders import at, current, highest, printed
from tests.builders import UNKNOWN, case, spell

S20, S31, S25 = "S20", "S31", "S25"


def legal(*rows: tuple[str, str, str]) -> str:
    """Print the legal column of a case with these spells."""
    return printed(case(*(spell("legal", *row) for row in rows)), "legal")


def residence(*rows: tuple[str, str, str, str]) -> str:
    """Print the residence column of a case with these spells and their own words."""
    made = [spell("residence", what, start, end, words=words) for what, words, start, end in rows]
    return printed(case(*made), "residence")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(S31, "2013-02-01", "open"), (S25, "2013-04-24", "2013-07-19")], "S25/S31"),
        ([(S20, "2013-02-01", "2013-06-01"), (S31, "2013-06-01", "open")], "S31"),
        ([("No legal order", "1998-05", "2013-01-01"), (S20, "2013-01-01", "open")], "S20"),
        ([(S31, "2012-01-01", "2014-03-01")], "S31/ -"),
        ([(S20, "2012-01-01", "2014-03-01"), ("No legal order", "2014-03-01", "open")], "S20/ -"),
        ([("No legal order", "1998-05", "open")], "-"),
        ([(S31, "2012-01-01", UNKNOWN)], "S31/not recorded"),
        ([(S31, "2012-01-01", UNKNOWN), (S20, "2013-01-01", "open")], "S31/S20"),
        # The overlay ended, the order beneath it has no known end: what holds is not known.
        ([(S31, "2012-01-01", UNKNOWN), (S25, "2013-01-01", "2013-03-01")], "S25/not recorded"),
        # A short order inside a long one leaves the long one standing.
        ([(S31, "2012-01-01", "open"), ("S46", "2013-01-01", "2013-01-03")], "S31"),
        ([(S20, "2012-01-01", "open"), ("S46", "2013-01-01", "2013-01-03")], "S46/S20"),
        ([("Remand", "2013-01-01", "open")], "not recorded"),
        ([(S20, "2012-01-01", "2013-01-01"), ("Remand", "2013-01-01", "open")], "S20/ -"),
        ([(S31, "2012-01-01", "2014-01-01"), ("SGO", "2014-01-01", "open")], "S31/ -"),
        ([("SGO", "2012-01-01", "open"), ("CAO", "2014-01-01", "open")], "not recorded"),
        ([("DoL order", "2012-01-01", "2013-01-01"), ("E1", "2012-01-01", "open")], "DoL/E1"),
        ([("S38", "2012-01-01", "2012-09-01"), ("S44", "2011-12-01", "2012-01-01")], "S38/ -"),
        ([], "not recorded"),
    ],
)
def test_legal_column(rows: list[tuple[str, str, str]], expected: str) -> None:
    """Each published form, and the honest word where the record is silent."""
    assert legal(*rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("H", "With parents", "1998-05", "open")], "With parents"),
        (
            [
                ("SCH", "Secure children’s home", "2013-04-24", "2013-07-19"),
                ("SA", "Supported accommodation, transitioning to independence", "2014", "open"),
            ],
            "Secure/supported accommodation, transitioning to independence",
        ),
        (
            [
                ("PH", "Placed at home", "2012-01-01", "2014-01-01"),
                ("H", "With parents", "2014-01-01", "open"),
            ],
            "Placed at home/with parents",
        ),
        (
            [
                ("RM", "Remanded", "2014-01-01", "2014-03-01"),
                ("H", "With parents transitioning to independence", "2014-03-01", "open"),
            ],
            "Remand/with parents transitioning to independence",
        ),
        (
            [
                ("FC", "Foster carer A", "2012-01-01", "2013-01-01"),
                ("RH", "A home in the next county", "2013-01-01", "open"),
            ],
            "Residential children’s home",
        ),
        # Hospital and temporary placements are on no ladder and do not take over.
        (
            [
                ("FC", "Foster carer A", "2012-01-01", "open"),
                ("TEMP", "Respite", "2015-11-01", "open"),
            ],
            "Foster care",
        ),
        (
            [
                ("FC", "Foster carer A", "2012-01-01", "2015-11-01"),
                ("HOS", "Hospital stay", "2015-11-01", "open"),
            ],
            "Foster care/hospital stay",
        ),
        (
            [("RH", "Home A", "2012-01-01", "2013-01-01")],
            "Residential children’s home/not recorded",
        ),
        ([("FC", "Foster carer A", "2012-01-01", UNKNOWN)], "Foster care/not recorded"),
        (
            [("H", "Home", "1998-05", "2015-01-01"), ("NR", "?", "2015-01-01", "open")],
            "With parents/not recorded",
        ),
    ],
)
def test_residence_column(rows: list[tuple[str, str, str, str]], expected: str) -> None:
    """Highest in the table's words, current in the spell's own, one category once."""
    rows = [(what, words, _full(start), end) for what, words, start, end in rows]
    assert residence(*rows) == expected


def _full(start: str) -> str:
    return f"{start}-01-01" if len(start) == 4 else start


def test_status_at_a_day_uses_what_held_then() -> None:
    """A spell with a later end is open on an earlier day; its last day is outside it."""
    one = case(spell("legal", S20, "2013-02-01", "2013-06-01"), spell("legal", S31, "2013-06-01"))
    assert at(one, "legal", date(2013, 1, 31)).words == "not recorded"
    assert at(one, "legal", date(2013, 5, 31)).words == "S20"
    assert at(one, "legal", date(2013, 6, 1)).words == "S31"
    assert printed(one, "legal", date(2013, 5, 31)) == "S20"
    assert highest(one, "legal", date(2013, 5, 31)).words == "S20"


def test_reading_date_missing_falls_back_to_the_last_day_on_file() -> None:
    """Without a reading date the last day of the source is the day that counts."""
    one = case(spell("legal", S20, "2013-02-01", "2013-06-01"), read_on=None)
    assert current(one, "legal").words == "-"
