"""Case chronologies: the known forms, and what their rows become."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Coverage, Entry, Kind, Sex
from journeyviewer.model.decisions import UNDO, Decisions
from journeyviewer.model.times import EndState, Precision
from tests.tables import asked, only_case, read, said, table

COURT = """Serial number,Date,Event detail,Witness or document reference
    1,12/03/2014,Police attended the home address.,A12
    2,before 2012,The family moved to the town.,A13
    3,March 2014,Referral by the school nurse.,A14
"""


def sheet_of(name: str | None, *rows: tuple[Cell, ...], file: str = "Case 3.xlsx") -> Sheet:
    return Sheet(file, name, rows)


def drawn(reading: Reading) -> list[Entry]:
    return [entry for case in reading.cases for entry in case.entries if not entry.suggested]


def form(reading: Reading) -> str:
    return reading.recognised[0].reason


def test_a_court_chronology_becomes_events_in_their_own_words() -> None:
    reading = read(table(COURT, "YP-07.csv"))

    assert "court chronology" in form(reading)
    case = only_case(reading)
    assert case.id == "YP-07"
    assert [(entry.words, entry.lane, entry.kind) for entry in drawn(reading)] == [
        ("The family moved to the town.", "other", Kind.EVENT),
        ("Referral by the school nurse.", "other", Kind.EVENT),
        ("Police attended the home address.", "other", Kind.EVENT),
    ]
    last = case.entries[-1]
    assert (last.source_name, last.attributes["sequence"]) == ("A12", "1")
    assert last.sources[0].cells[2] == ("Event detail", "Police attended the home address.")
    assert case.coverage == (Coverage("YP-07.csv", "all", date(2014, 3, 1), date(2014, 3, 31)),)


def test_a_social_work_chronology_keeps_impact_and_action_and_reads_a_period() -> None:
    reading = read(
        table(
            """Date or Period of Event,Significant Event,Source,Impact,Action taken
            12-15/03/2014,Stay with an aunt,Case file,+,Visit agreed
            Mar-May 2014,Settled at school,School,Positive and negative,
            between 2012 and 2013,Started to run,Sport club,-,
            """,
            "Case 3.csv",
        )
    )
    assert "social work chronology" in form(reading)
    (run,) = (entry for entry in drawn(reading) if entry.kind is Kind.EVENT)
    assert (run.kind, run.start.earliest, run.start.latest) == (
        Kind.EVENT,
        date(2012, 1, 1),
        date(2013, 12, 31),
    )
    school, aunt = (entry for entry in drawn(reading) if entry.kind is Kind.SPELL)
    assert school.end is not None and aunt.end is not None
    assert (school.start.latest, school.end.earliest) == (date(2014, 3, 31), date(2014, 5, 1))
    assert (aunt.start.earliest, aunt.end.earliest) == (date(2014, 3, 12), date(2014, 3, 15))
    assert [item.attributes["impact"] for item in (run, school, aunt)] == [
        "negative",
        "mixed",
        "positive",
    ]
    assert "Action taken: Visit agreed" in aunt.detail


def test_a_multi_agency_table_keeps_its_order_its_times_and_its_free_columns() -> None:
    head = (
        "Start date/time",
        "End date/time",
        "Sequence",
        "Source of information",
        "Details",
        "View",
    )
    reading = read(
        sheet_of(
            "Table 1",
            head,
            ("05/03/2014", "07/03/2014", "2", "Health", "In hospital for three days", None),
            ("05/03/2014", None, "1", "Police", "The police were told of it", "Prompt"),
            ("05/03/2014 22:30", "06/03/2014 01:15", "3", "Police", "Looked for in the town", None),
            ("06/03/2014", "ongoing", "4", "School", "A mentor gives support", None),
        )
    )
    assert "multi-agency" in form(reading)
    entries = {str(entry.attributes["sequence"]): entry for entry in drawn(reading)}
    order = [key for key in entries if key in "12"]
    assert order == ["1", "2"]
    assert entries["1"].detail == "View: Prompt"
    assert entries["3"].start.clock == time(22, 30)
    assert entries["3"].end is not None and entries["3"].end.clock == time(1, 15)
    assert (entries["4"].kind, entries["4"].end_state) == (Kind.SPELL, EndState.OPEN)


def test_a_litigation_chronology_reads_its_date_operators_and_its_status() -> None:
    head = ("Type", "Date Operator", "Date", "Status", "Time", "Description")
    when = datetime(2014, 3, 5)
    reading = read(
        sheet_of(
            "YP-09",
            head,
            ("Meeting", "On", when, "Undisputed", "14:30", "The plan was discussed at length"),
            ("Letter", "Before", when, "Disputed", None, "A letter went to the family"),
            ("Letter", "After", when, None, None, "Another letter went to the school"),
            ("Stay", "Range", "05/03/2014 - 09/03/2014", None, None, "A stay with friends"),
            ("Stay", "Perhaps", when, None, None, "A stay nobody is sure of"),
        )
    )
    assert "litigation" in form(reading)
    by_words = {entry.words.split(" ")[0] + entry.words[-6:]: entry for entry in drawn(reading)}
    plan, before = by_words["Thelength"], by_words["Afamily"]
    after, stay = by_words["Anotherschool"], by_words["Ariends"]
    assert (plan.start.clock, plan.attributes["disputed"]) == (time(14, 30), False)
    assert (before.start.precision, before.start.latest) == (Precision.BEFORE, date(2014, 3, 4))
    assert before.attributes["disputed"] is True
    assert (after.start.precision, after.start.earliest) == (Precision.AFTER, date(2014, 3, 6))
    assert stay.kind is Kind.SPELL and stay.end and stay.end.latest == date(2014, 3, 9)
    assert [problem.row for problem in said(reading, "operator-unclear")] == [6]


def test_an_export_of_a_case_system_leaves_drafts_out_and_reads_times() -> None:
    reading = read(
        table(
            """PERSON_ID,EVENT_DTTM,CASNT_TYPE_ID_CODE,SUBSTATUS,NOTE_TEXT,AUTHOR
            1001,2014-03-05 14:30:00,STVL,C,Seen at the placement,E. Swift
            1001,2014-03-06 14:30:00,STVL,X,Cancelled because of snow,E. Swift
            1002,2014-03-06 09:30:00,DRCT,D,Not finished yet,E. Swift
            1002,2014-03-07 09:30:00,DRCT,C,Drew a map of friends,E. Swift
            """
        )
    )
    visit, drew = drawn(reading)
    assert (visit.lane, visit.category, visit.start.clock) == ("referrals", "VISIT", time(14, 30))
    assert (drew.lane, drew.attributes["type"]) == ("other", "DRCT")
    assert [row.row for row in reading.tray] == [3, 4]
    assert "E. Swift" not in str(reading.cases)
    assert "AUTHOR" in said(reading, "identifying-columns")[0].message


def test_missing_episodes_of_a_case_system_are_spells_with_times_and_interviews() -> None:
    reading = read(
        table(
            """PERSON_ID,START_DTTM,END_DTTM,MISSING_STATUS,RETURN_INTERVIEW_OFFERED,RHI_ACCEPTED
            1001,2014-03-05 22:30:00,2014-03-06 01:15:00,M,Y,N
            1002,2014-03-05 22:30:00,,A,N,
            """
        )
    )
    first, second = drawn(reading)
    assert (first.lane, first.category, first.kind) == ("missing", "M", Kind.SPELL)
    assert first.end is not None and first.end.clock == time(1, 15)
    assert (first.attributes["rhi_offered"], first.attributes["rhi_accepted"]) == (True, False)
    assert (second.category, second.end_state) == ("A", EndState.UNKNOWN)


def test_a_date_and_a_long_text_are_enough_whatever_their_headings() -> None:
    reading = read(
        table(
            """Wann,Was so alles passiert ist
            12/03/2014,The police were called to the house again
            13/03/2014,A teacher wrote down what had been said
            """,
            "Case 3.csv",
        )
    )
    assert len(drawn(reading)) == 2
    assert reading.recognised[0].sureness < 0.5


def test_a_type_column_maps_only_where_the_whole_cell_names_a_lane() -> None:
    reading = read(
        table(
            """Date,Event type,Details
            01/03/2014,Strategy meeting,Held at the police station
            02/03/2014,Education,Good report from the school
            03/03/2014,Telephone call about education,The tutor rang
            04/03/2014,Missing episode,Back the next day
            """,
            "Case 3.csv",
        )
    )
    assert [(entry.lane, entry.category) for entry in drawn(reading)] == [
        ("referrals", "STRAT"),
        ("education", None),
        ("other", None),
        ("missing", "M"),
    ]


def test_a_short_event_beside_a_long_description_is_its_type() -> None:
    reading = read(
        table(
            """Date,Event,Description
            01/03/2014,Strategy meeting,It was agreed that two workers would visit the home
            02/03/2014,Phone call,The aunt rang and said that all was well with everybody
            """,
            "Case 3.csv",
        )
    )
    first, second = drawn(reading)
    assert (first.lane, first.category) == ("referrals", "STRAT")
    assert first.words.startswith("It was agreed")
    assert second.attributes["type"] == "Phone call"


def test_what_words_suggest_is_offered_and_never_drawn() -> None:
    reading = read(
        table(
            """Date,Event
            01/03/2014,A strategy meeting was held about the weekend
            """,
            "Case 3.csv",
        )
    )
    entries = only_case(reading).entries
    assert [(entry.lane, entry.suggested) for entry in entries] == [
        ("referrals", True),
        ("other", False),
    ]
    assert reading.tallies[0].used == 1


def test_rows_that_two_files_both_hold_are_counted_once_each() -> None:
    text = """Date,Event
    01/03/2014,A strategy meeting about the child missing from home
    02/03/2014,The aunt rang to say that all is well
    """
    reading = read(table(text, "Case 3.csv"), table(text, "Case 3.tsv", group=1))
    assert [(tally.used, tally.hidden_duplicates) for tally in reading.tallies] == [(2, 0), (0, 2)]


def test_a_long_text_is_shown_cut_and_kept_whole() -> None:
    text = "word " * 60
    reading = read(sheet_of(None, ("Date", "Event"), ("01/03/2014", text), file="Case 3.csv"))
    entry = drawn(reading)[0]
    assert entry.words == text.strip()
    assert len(entry.label) <= 121 and entry.label.endswith("word…")


@pytest.mark.parametrize(
    ("rows", "tray"),
    [
        ((("31/02/2014x", "Something happened"),), ["could not be read"]),
        ((("01/03/2014", None),), ["Nothing says what happened"]),
        ((("unknown", "Something happened once"),), ["There is no date"]),
    ],
)
def test_a_row_that_cannot_be_placed_is_kept_aside_and_says_why(
    rows: tuple[tuple[Cell, ...], ...], tray: list[str]
) -> None:
    good = ("02/03/2014", "The aunt rang to say that all is well")
    reading = read(sheet_of(None, ("Date", "Event"), good, *rows, file="Case 3.csv"))
    assert len(drawn(reading)) == 1
    assert [words in row.reason for words, row in zip(tray, reading.tray, strict=True)] == [True]


def test_an_end_before_its_start_is_kept_aside() -> None:
    reading = read(
        table(
            """Start date,End date,Event
            05/03/2014,01/03/2014,A stay with friends in the town
            05/03/2014,-,A meeting with the school nurse
            """,
            "Case 3.csv",
        )
    )
    assert "before it starts" in reading.tray[0].reason
    assert [entry.kind for entry in drawn(reading)] == [Kind.EVENT]


def test_the_person_above_the_table_has_birth_and_gender_read() -> None:
    reading = read(
        table(
            """Chronology of significant events
            Child:,YP-07,DOB:,05/1999,Gender:,Female
            Date,Event,Source
            12/03/2014,The aunt rang to say that all is well,File
            """
        )
    )
    case = only_case(reading)
    assert (case.id, case.sex) == ("YP-07", Sex.FEMALE)
    assert case.birth is not None and case.birth.earliest == date(1999, 5, 1)
    assert asked(reading) == []


def test_a_continuation_that_is_taken_back_is_kept_aside() -> None:
    text = """Date,Event
    01/03/2014,The aunt rang and said that
    ,the cousin had come home
    """
    reading = read(table(text, "Case 3.csv"))
    assert drawn(reading)[0].words == "The aunt rang and said that\nthe cousin had come home"
    (repair,) = reading.repairs
    terms = Terms(decisions=Decisions(given={repair.key: UNDO}))
    again = read_sheets([table(text, "Case 3.csv")], terms)
    assert drawn(again)[0].words == "The aunt rang and said that"
    assert [row.row for row in again.tray] == [3]
    assert again.repairs[0].undone


def test_a_column_that_counts_the_rows_is_no_child() -> None:
    reading = read(
        table(
            """ID,Date,Event
            1,01/03/2014,The aunt rang to say that all is well
            2,02/03/2014,The school rang to ask where she was
            3,03/03/2014,The police visited the home address
            """,
            "Case 3.csv",
        )
    )
    assert only_case(reading).id == "Case 3"
    assert [entry.attributes["sequence"] for entry in drawn(reading)] == ["1", "2", "3"]
