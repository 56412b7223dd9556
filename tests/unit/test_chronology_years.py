"""Dates in more than one place: years that stand above their rows, days and months in columns."""

from __future__ import annotations

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions, Topic
from tests.tables import asked, read, said
from tests.unit.chronology_help import drawn

BELOW_YEARS: tuple[tuple[Cell, ...], ...] = (
    ("Date", "Event"),
    (2012, None),
    ("3 March", "Referral from school"),
    ("14/6", "Core group held"),
    ("2013:", None),
    ("Spring", "Moved to her aunt"),
    ("3 May 2014", "Moved home"),
    ("Soon after", "Nobody knows when"),
)


def test_dates_below_years_are_kept_aside_until_somebody_says_that_they_belong_together() -> None:
    sheet = Sheet("f.xlsx", "YP8", BELOW_YEARS)
    reading = read(sheet)

    assert [entry.words for entry in drawn(reading)] == ["Moved home"]
    (question,) = [each for each in asked(reading) if each.topic is Topic.FORM]
    assert (question.rows, question.default) == ((3, 4, 6), "keep aside")
    assert question.choices[0].label == "Yes: “3 March” is 3 March 2012"

    given = {question.key: "the year above"}
    reading = read_sheets([sheet], Terms(decisions=Decisions(given=given)))
    assert [str(entry.start.earliest) for entry in drawn(reading)] == [
        "2012-03-03",
        "2012-06-14",
        "2013-03-01",
        "2014-05-03",
    ]
    assert [row.row for row in reading.tray] == [8]
    assert said(reading, "year-from-above")[0].rows == (3, 4, 6)


def test_rows_above_any_year_and_dates_with_a_year_are_not_asked_about() -> None:
    reading = read(
        Sheet(
            "f.xlsx",
            "YP8",
            (
                ("Date", "Event"),
                ("3 March", "Referral from school"),
                (2012, None),
                ("3 May 2014", "Moved home"),
            ),
        )
    )

    assert not [each for each in asked(reading) if each.topic is Topic.FORM]
    assert [row.row for row in reading.tray] == [2]


def test_a_day_a_month_and_a_year_in_columns_are_one_date_as_far_as_they_are_given() -> None:
    reading = read(
        Sheet(
            "f.xlsx",
            "YP8",
            (
                ("Day", "Month", "Year", "Event"),
                (3, 2, 2013, "Referral from school"),
                (None, "May", 2013, "Moved to her aunt"),
                (None, None, 2014, "Moved home"),
                (3, 2, None, "No year"),
            ),
        )
    )

    assert [(str(each.start.earliest), str(each.start.latest)) for each in drawn(reading)] == [
        ("2013-02-03", "2013-02-03"),
        ("2013-05-01", "2013-05-31"),
        ("2014-01-01", "2014-12-31"),
    ]
    assert not [each for each in reading.questions if each.topic is Topic.ORDER]
    assert [row.row for row in reading.tray] == [5]
