"""Events placed by the age of the young person, as anonymised chronologies often are."""

from __future__ import annotations

from datetime import date

import pytest

from journeyviewer.ingest.dates import DateTrouble, parse_date
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.model.chronology import Entry
from journeyviewer.model.times import Precision, day, month
from tests.tables import only_case, read

HEAD = ("Case", "Born", "Age", "Event")


def chronology(*rows: tuple[Cell, ...], head: tuple[Cell, ...] = HEAD) -> Sheet:
    return Sheet("ages.csv", None, (head, *rows))


def placed(*entries: Entry) -> list[tuple[str, str]]:
    return [
        (str(each.start.earliest), str(each.start.latest)) for each in entries if not each.suggested
    ]


@pytest.mark.parametrize(
    "text",
    ["12y 3m", "12 years 3 months", "12 years and 3 months", "aged 12y3m", "12yrs, 3mths old"],
)
def test_an_age_to_the_month_is_a_window_from_the_birth(text: str) -> None:
    of_month = parse_date(text, birth=month(1999, 5))
    assert (str(of_month.earliest), str(of_month.latest)) == ("2011-08-01", "2011-09-29")
    of_day = parse_date(text, birth=day(date(1999, 5, 20)))
    assert (str(of_day.earliest), str(of_day.latest)) == ("2011-08-20", "2011-09-19")
    assert of_day.precision is Precision.MONTH
    with pytest.raises(DateTrouble, match="column “Born”"):
        parse_date(text)


@pytest.mark.parametrize("text", ["13y", "13 yrs", "age 13", "13 years old"])
def test_an_age_in_years_is_a_year(text: str) -> None:
    found = parse_date(text, birth=day(date(1999, 5, 20)))
    assert (str(found.earliest), str(found.latest)) == ("2012-05-20", "2013-05-19")


def test_a_chronology_by_age_is_placed_from_the_birth_and_never_at_it() -> None:
    case = only_case(
        read(
            chronology(
                ("YP1", "May 1999", "12y 3m", "Moved to live with an aunt"),
                ("YP1", "May 1999", 13, "Moved to a secure unit"),
                ("YP1", "May 1999", "13-14", "Back at home with mother"),
            )
        )
    )
    assert placed(*case.entries) == [
        ("2011-08-01", "2011-09-29"),
        ("2012-05-01", "2013-05-30"),
        ("2012-05-01", "2014-05-30"),
    ]


def test_a_date_goes_before_an_age_which_stays_in_the_details() -> None:
    head = ("Case", "Born", "Date", "Age", "Event")
    row = ("YP1", "May 1999", "3 March 2014", "14", "Moved to a secure unit")
    (only,) = only_case(read(chronology(row, head=head))).entries
    assert placed(only) == [("2014-03-03", "2014-03-03")]
    assert ("Age", "14") in tuple(only.sources[0].cells)


def test_without_a_birth_the_rows_are_kept_aside_with_what_to_do() -> None:
    reading = read(chronology(("12", "Moved to a secure unit"), head=("Age", "Event")))
    assert not reading.cases
    assert "column “Born”" in reading.tray[0].reason


def test_births_alone_place_nothing() -> None:
    rows = [("YP1", "May 1999", "Something long enough to be text")]
    reading = read(chronology(*rows, head=("Case", "Born", "Anything told")))
    assert not reading.cases
