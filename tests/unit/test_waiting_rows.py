"""Rows kept aside tell by a mark of their own which question they wait for."""

from __future__ import annotations

import pytest

from journeyviewer.analysis.import_report import ImportReport, import_report
from journeyviewer.analysis.report import report_text
from journeyviewer.ingest.codec import decode, encode
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import ASIDE, Decisions

HEAD = ("Date", "Event", "Source")
AUNT = "The aunt rang to say that all is well"
SCHOOL = "The school rang to ask where he was"
BELOW_TWO_NAMES = Sheet(
    "a.xlsx",
    "YP-08",
    (
        ("Child: YP-07", None),
        ("Date", "Event"),
        ("01/03/2014", AUNT),
        ("02/03/2014", SCHOOL),
        (None, "and was told"),
        ("03/03/2014", AUNT),
    ),
)


def read(*sheets: Sheet, **given: str) -> Reading:
    return read_sheets(list(sheets), Terms(decisions=Decisions(given=given)))


def cohort_of(reading: Reading) -> Cohort:
    return Cohort(
        name="x",
        cases=tuple(reading.cases),
        questions=tuple(reading.questions),
        tallies=tuple(reading.tallies),
        tray=tuple(reading.tray),
    )


def counts(report: ImportReport) -> tuple[int, int, int]:
    """Return how many rows are read, wait for an answer and are left out."""
    assert report.rows == report.read + report.undecided + report.left_out
    return report.read, report.undecided, report.left_out


def test_all_rows_below_a_line_wait_for_the_one_question_about_it() -> None:
    reading = read(BELOW_TWO_NAMES)
    (question,) = reading.questions
    # It is asked once, of the first row, and all below it are marked; the line itself is read.
    assert len(question.rows) == 1
    assert {row.row for row in reading.tray if row.waits_for == question.key} == {3, 4, 5, 6}
    report = import_report(cohort_of(reading))
    assert counts(report) == (1, 4, 0) and report.left == ()


def test_rows_kept_aside_by_choice_are_left_out_and_wait_again_when_it_is_taken_back() -> None:
    (question,) = read(BELOW_TWO_NAMES).questions
    chosen = import_report(cohort_of(read(BELOW_TWO_NAMES, **{question.key: ASIDE})))
    assert counts(chosen) == (1, 0, 4) and sum(one.count for one in chosen.left) == 4
    answered = read(BELOW_TWO_NAMES, **{question.key: "YP-07"})
    assert answered.tray == [] and import_report(cohort_of(answered)).left_out == 0
    assert counts(import_report(cohort_of(read(BELOW_TWO_NAMES)))) == (1, 4, 0)


@pytest.mark.parametrize("words", ["Answer the question about it", "Nothing of the kind"])
def test_what_the_reason_says_tells_nothing(words: str) -> None:
    # The id above the second table is damaged: nothing is asked about its rows.
    damaged = Sheet(
        "b.xlsx", "Sheet1", (("Child: 1.23E+11", None), ("Date", words), ("01/03/2014", AUNT))
    )
    reading = read(BELOW_TWO_NAMES, damaged)
    assert [row.waits_for for row in reading.tray if row.file == "b.xlsx"] == [""]
    assert counts(import_report(cohort_of(reading)))[1:] == (4, 1)


def test_rows_of_the_next_table_of_a_document_wait_for_what_was_asked_above_the_first() -> None:
    first = Sheet(
        "a.docx",
        "Table 1",
        (HEAD, ("01/03/2014", AUNT, "File")),
        above=("Child: YP-07", "Child: YP-08"),
    )
    second = Sheet("a.docx", "Table 2", (HEAD, ("02/03/2014", SCHOOL, "File")))
    reading = read(first, second)
    (question,) = reading.questions
    assert [(row.sheet, row.waits_for) for row in reading.tray] == [
        ("Table 1", question.key),
        ("Table 2", question.key),
    ]
    assert counts(import_report(cohort_of(reading))) == (0, 2, 0)


def test_a_row_as_the_one_above_waits_for_what_that_one_waits_for() -> None:
    head = ("Child", "Date", "Event")
    rows = (
        ("YP1", "14/02/2014", "Moved home"),
        ("YP2", "15/02/2014", "Started school"),
        ("Both", "16/02/2014", "The police were called"),
        (None, "17/02/2014", "And again"),
    )
    sheet = Sheet("both.xlsx", "Sheet1", (head, *rows))
    both, blank = read(sheet).questions
    assert "Both" in both.detail and "no child" in blank.detail
    reading = read(sheet, **{blank.key: "same as above"})
    assert [(row.row, row.waits_for) for row in reading.tray] == [(4, both.key), (5, both.key)]
    assert counts(import_report(cohort_of(reading))) == (2, 2, 0)


def test_the_mark_is_kept_on_the_way_from_the_reading_process() -> None:
    cohort = cohort_of(read(BELOW_TWO_NAMES))
    kept = decode(Cohort, encode(cohort))
    assert kept.tray == cohort.tray and all(row.waits_for for row in kept.tray)


LOST = "digits are lost"
ANSWER = "Answer the question"


def reasons(reading: Reading) -> dict[int, str]:
    return {row.row: row.reason for row in reading.tray}


def test_rows_below_an_id_that_was_shortened_say_to_mend_it_and_nothing_is_asked() -> None:
    rows = (("Child: 1.2E+10", None), ("Date", "Event"), ("01/03/2014", AUNT), ("02/03/2014", "B"))
    reading = read(Sheet("a.csv", None, rows))
    assert reading.questions == [] and set(reasons(reading)) == {3, 4}
    for reason in reasons(reading).values():
        assert "The id above these rows reads 1.2E+10" in reason and LOST in reason
        assert "Write the id as text in the original" in reason and ANSWER not in reason
    text = report_text(cohort_of(reading))
    assert "reads 1.2E+10" in text and ANSWER not in text


def test_a_row_that_is_about_the_child_of_one_above_with_a_shortened_id_says_so() -> None:
    rows = (
        ("Child", "Date", "Event"),
        ("YP1", "14/02/2014", "Moved home"),
        ("1.2E+10", "15/02/2014", "Started school"),
        (None, "17/02/2014", "The police were called"),
        (None, "18/02/2014", "Again the police were called"),
    )
    sheet = Sheet("a.csv", None, rows)
    (blank,) = read(sheet).questions
    found = reasons(read(sheet))
    assert found[3].startswith("The id reads 1.2E+10") and ANSWER not in found[3]
    assert ANSWER in found[4]
    reading = read(sheet, **{blank.key: "same as above"})
    found = reasons(reading)
    assert found[4].startswith("It is about the child of the row above. The id reads 1.2E+10")
    assert found[5] == found[4] and ANSWER not in found[4]
    assert counts(import_report(cohort_of(reading))) == (1, 0, 3)


def test_a_shortened_id_is_never_offered_as_a_child() -> None:
    rows = (
        ("Child: YP-07", None),
        ("Child: 1.2E+10", None),
        ("Date", "Event"),
        ("01/03/2014", AUNT),
    )
    (question,) = read(Sheet("a.csv", None, rows)).questions
    assert [one.id for one in question.choices] == ["YP-07", ASIDE]


def test_a_table_of_a_lane_below_a_shortened_id_says_to_mend_it_and_waits_for_none() -> None:
    head, row = ("From", "To", "Placement"), ("14/04/2012", "15/05/2012", "Foster care")
    damaged = Sheet("a.xlsx", "Placements", (("Child: 1.2E+10", None, None), head, row))
    reading = read(damaged)
    assert reading.questions == [] and list(reasons(reading)) == [3]
    assert LOST in reasons(reading)[3] and ANSWER not in reasons(reading)[3]
    two = (("Child: YP-07", None, None), ("Child: YP-08", None, None), head, row, row)
    reading = read(Sheet("a.xlsx", "Placements", two))
    (question,) = reading.questions
    # All rows of it wait for the one question, not only the row that it is asked of.
    assert [row.waits_for for row in reading.tray] == [question.key] * 2
