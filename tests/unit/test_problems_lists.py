"""The faults of real extracts, met in lists: nothing is lost and nothing is guessed in silence."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyviewer.ingest.lists_values import (
    code_list,
    from_json,
    interview,
    named_by_lane,
    named_in,
    plain,
)
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.lanes import Category
from journeyviewer.model.times import EndState
from tests.tables import only_case, read, said, table

AS_AT = Terms(as_at=date(2021, 3, 16))
CONTACTS = "Child Unique ID,Gender,Date of Birth,Date of Contact,Contact Source\n"
REFERRALS = "Child Unique ID,Date of Referral,Referral Source,Referral NFA?\n"
NEED = "Child Unique ID,CIN Start Date,CIN Closure Date,Reason for Closure,Case Status\n"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("SOURCE", "q) 6: Police", "6"),
        ("SOURCE", "Police", "6"),
        ("SOURCE", "1B", "1B"),
        ("SOURCE", "10: Unknown", "10"),
        ("NEED", "N1 - Abuse or Neglect", "N1"),
        ("ABUSE", "a) Neglect", "NEG"),
        ("ABUSE", "NEG", "NEG"),
        ("ABUSE", "Likelihood of Physical", "PHY"),
        ("CLOSURE", "RC1 - Adopted", "RC1"),
        ("CLOSURE", "Adopted (CIN RC1)", "RC1"),
        ("ACTIVITY", "F1: Full time in higher education", "F1"),
        ("ACTIVITY", "g5: something", "G5"),
        ("ACCOMMODATION", "B1", "B"),
        ("ACCOMMODATION", "With parents or relatives [B]", "B"),
        ("ACCOMMODATION", "B – With parents", "B"),
        ("ACCOMMODATION", "Community home or other form of care such as an NHS home", "C"),
        ("ELIGIBLE", "former relevant 21-24", "FREL"),
        ("TOUCH", "e) NREQ", "NREQ"),
        ("TOUCH", "No longer requires services", "NREQ"),
        ("REC", "k) E47: Special Guardianship Orders - relative/friend", "E47"),
        ("PROVIDER", "e) PR4 - Private provision", "PR4"),
        ("MISSING", "Missing", "M"),
        ("MISSING", "A", "A"),
    ],
)
def test_letters_are_taken_off_and_codes_found_among_words(
    name: str, text: str, code: str | None
) -> None:
    found = named_in(name, text)

    assert found is not None
    assert found.code == code
    assert found.known is (code is not None)


def test_every_code_of_every_list_is_found_by_itself_and_before_words() -> None:
    names = ("SOURCE", "NEED", "ABUSE", "CLOSURE", "ACTIVITY", "ACCOMMODATION", "FACTOR", "REC")
    for name in names:
        for code in code_list(name):
            for text in (code, code.lower(), f"{code}: anything", f"z) {code} - anything"):
                found = named_in(name, text)
                assert found is not None and found.code == code, (name, text)


@pytest.mark.parametrize("text", ["", "  ", "nan", "NULL", "#N/A", "Not Recorded", "b) ", None])
def test_words_for_nothing_say_nothing(text: Cell) -> None:
    assert plain(text) == ""
    assert named_in("NEED", text if isinstance(text, str) else "") is None


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Secure Accommodation S25(1)", "S25"),
        ("Section 25 secure order", "S25"),
        ("Remanded J1", "REM"),
        ("C2: FCO", "S31"),
        ("c1 interim care order", "S38"),
        ("Interim Supervision Order", "ISO"),
        ("Supervision Order", "SO"),
        ("Code 'V2' is not mapped", "S20"),
    ],
)
def test_a_welfare_order_is_never_a_remand(text: str, category: str) -> None:
    found = named_by_lane("legal", text)

    assert found is not None and isinstance(found.category, Category)
    assert found.category.code == category
    assert found.category.justice is (category == "REM")


def test_two_orders_in_one_cell_are_both_shown() -> None:
    found = named_by_lane("legal", "E1 - Placement order granted AND C2 - Full Care Order")

    assert found is not None
    assert found.label == "Placement order + Care order (S31)"


@pytest.mark.parametrize(
    ("offered", "accepted", "said_of_it"),
    [
        ("a) Yes", "b) No", {"rhi_offered": True, "rhi_accepted": False, "return_interview": "no"}),
        ("Y", "Y", {"rhi_offered": True, "rhi_accepted": True, "return_interview": "yes"}),
        ("N", None, {"rhi_offered": False, "return_interview": "no"}),
        ("Y", "", {"rhi_offered": True}),
        ("NA", "NA", {}),
    ],
)
def test_what_two_cells_say_of_a_return_interview(
    offered: Cell, accepted: Cell, said_of_it: dict[str, object]
) -> None:
    assert interview(offered, accepted) == said_of_it


def test_outcomes_in_json_are_the_ones_answered_yes() -> None:
    assert from_json('{"NFA": "N", "ASSESSMENT": "Y", "OTHER": ""}') == ["ASSESSMENT"]
    assert from_json('{"OUTCOME_SINGLE_ASSESSMENT_FLAG": "Y"}') == ["single assessment"]
    assert from_json('["1A", "2B"]') == ["1A", "2B"]
    assert from_json("1A, 2B") == ["1A", "2B"]


def test_an_id_of_a_number_or_with_odd_spaces_is_one_child() -> None:
    header: tuple[Cell, ...] = ("Child Unique ID", "Date of Contact", "Contact Source")
    rows: list[tuple[Cell, ...]] = [
        (123456.0, datetime(2020, 9, 16), "Police"),
        ("\u00a0123456 ", datetime(2020, 9, 17), "Police"),
        ("123456.0", datetime(2020, 9, 18), "Police"),
    ]
    reading = read_sheets((Sheet("a.xlsx", "Contacts", (header, *rows)),), AS_AT)

    assert only_case(reading).id == "123456"
    assert len(only_case(reading).entries) == 3


def test_an_id_that_was_shortened_or_left_out_is_kept_aside_with_advice() -> None:
    reading = read_sheets(
        (table(CONTACTS + "1.23E+10,F,,16/09/2020,Police\n,F,,16/09/2020,Police"),), AS_AT
    )

    assert reading.cases == []
    assert [row.row for row in reading.tray] == [2, 3]
    assert "shortened" in reading.tray[0].reason
    assert "names no child" in reading.tray[1].reason


def test_a_row_without_its_day_is_kept_aside_and_its_child_is_known() -> None:
    reading = read_sheets((table(CONTACTS + "7,F,25/01/2006,,Police\n8,F,,soon,Police"),), AS_AT)

    assert [row.row for row in reading.tray] == [2, 3]
    assert [(case.id, case.entries) for case in reading.cases] == [("7", ()), ("8", ())]


def test_a_plan_that_ends_before_it_begins_is_kept_aside() -> None:
    reading = read_sheets((table(NEED + "7,01/03/2021,01/02/2021,RC7,e) Closed episode"),), AS_AT)

    assert len(said(reading, "end-before-start")) == 1
    assert [row.row for row in reading.tray] == [2]


@pytest.mark.parametrize(
    ("end", "state"),
    [
        ("", EndState.OPEN),
        ("NULL", EndState.OPEN),
        ("#N/A", EndState.OPEN),
        ("ongoing", EndState.OPEN),
        ("31/12/9999", EndState.OPEN),
        ("rubbish", EndState.UNKNOWN),
        ("not known", EndState.UNKNOWN),
        ("01/02/2021", EndState.CLOSED),
    ],
)
def test_what_a_blank_or_unreadable_end_says(end: str, state: EndState) -> None:
    reading = read_sheets((table(NEED + f"7,01/03/2020,{end},,c) Child in need plan"),), AS_AT)

    (spell,) = only_case(reading).entries
    assert spell.end_state is state


def test_the_same_row_twice_is_shown_once_and_counted() -> None:
    row = "7,F,25/01/2006,16/09/2020,Police"
    reading = read(table(CONTACTS + f"{row}\n{row}"))

    (contact,) = only_case(reading).entries
    assert [source.row for source in contact.sources] == [2, 3]
    assert reading.tallies[0].hidden_duplicates == 1
    assert reading.tallies[0].used == 1


def test_two_contacts_on_one_day_that_differ_are_two() -> None:
    reading = read(
        table(CONTACTS + "7,F,25/01/2006,16/09/2020,Police\n7,F,25/01/2006,16/09/2020,Schools")
    )

    assert len(only_case(reading).entries) == 2


def test_two_extracts_that_tell_the_same_contact_tell_it_once() -> None:
    row = "7,F,25/01/2006,16/09/2020,Police"
    reading = read(table(CONTACTS + row, "January.csv"), table(CONTACTS + row, "July.csv", 1))

    (contact,) = only_case(reading).entries
    assert [source.file for source in contact.sources] == ["January.csv", "July.csv"]


def test_a_header_in_the_middle_and_blank_rows_are_no_data() -> None:
    reading = read(table(CONTACTS + "7,F,,16/09/2020,Police\n,,,,\n" + CONTACTS + "8,F,,,"))

    assert reading.tallies[0].non_data == 3
    assert len(reading.cases) == 2


def test_the_month_comes_first_where_one_day_of_the_column_proves_it() -> None:
    reading = read(table(CONTACTS + "7,F,,09/04/2020,Police\n8,F,,09/16/2020,Police"))

    assert [case.entries[0].start.first for case in reading.cases] == [
        date(2020, 9, 4),
        date(2020, 9, 16),
    ]


def test_names_of_workers_and_places_and_unknown_columns_are_not_kept() -> None:
    reading = read(
        table(
            "Child Unique ID,Date of Referral,Referral Source,Allocated Worker,Allocated Team,"
            "Postcode,UPN,Ethnicity,TEST_COLUMN,\n"
            "7,16/09/2020,Police,Eugene Swift,North,AB1 2CD,A123456789123,WBRI,secret,"
        )
    )

    kept = dict(only_case(reading).entries[0].sources[0].cells)
    assert set(kept) == {"Child Unique ID", "Date of Referral", "Referral Source"}
    (identifying,) = said(reading, "identifying-columns")
    assert "Allocated Worker" in identifying.message and "UPN" in identifying.message
    (ignored,) = said(reading, "column-ignored")
    assert "TEST_COLUMN" in ignored.message


def test_a_heading_with_a_slip_of_the_pen_is_read_and_said() -> None:
    reading = read(
        table(
            "Child Unique ID,Gender,Date of Refferal,Referral Source,Referral NFA?\n"
            "7,F,16/09/2020,Police,a) Yes"
        )
    )

    (referral,) = only_case(reading).entries
    assert (referral.code, referral.start.first) == ("REF", date(2020, 9, 16))
    (guess,) = said(reading, "heading-guessed")
    assert "“Date of Refferal” is read as “date of referral”" in guess.message


def test_a_child_that_two_lists_describe_differently_keeps_the_first() -> None:
    reading = read(
        table(CONTACTS + "7,a) Male,25/01/2006,16/09/2020,Police", "1.csv"),
        table(CONTACTS + "7,b) Female,26/01/2006,17/09/2020,Police", "2.csv"),
    )

    assert len(said(reading, "contradictory-person")) == 2
    case = only_case(reading)
    assert case.sex is not None and case.sex.value == "M"
    assert case.birth is not None and case.birth.first == date(2006, 1, 25)


def test_births_on_the_first_of_a_month_are_months() -> None:
    reading = read(
        table(CONTACTS + "7,F,01/01/2006,16/09/2020,Police\n8,F,01/05/2007,16/09/2020,Police")
    )

    births = [case.birth for case in reading.cases]
    assert [birth and birth.days_of_doubt for birth in births] == [30, 30]


@pytest.mark.parametrize("words", ["a) Yes", "Yes", "Y", "1", "true", "TRUE"])
def test_yes_in_every_spelling(words: str) -> None:
    reading = read(table(REFERRALS + f"7,16/09/2020,Police,{words}"))

    assert only_case(reading).entries[0].attributes["nfa"] is True


def test_words_that_are_neither_yes_nor_no_are_said() -> None:
    reading = read(table(REFERRALS + "7,16/09/2020,Police,perhaps"))

    assert "nfa" not in only_case(reading).entries[0].attributes
    assert len(said(reading, "answer-unclear")) == 1


def test_a_source_of_no_list_keeps_its_own_words_and_is_said() -> None:
    reading = read(table(REFERRALS + "7,16/09/2020,The milkman,b) No"))

    (referral,) = only_case(reading).entries
    assert referral.label == "Referral (The milkman)"
    assert (referral.category, referral.code) == ("REF", "REF")
    assert len(said(reading, "unknown-word")) == 1


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["7", "8", "16/09/2020", "a) Yes", "q) 6: Police", "#N/A", "c", "zz/05/2020"]),
    st.text(max_size=8),
    st.integers(0, 60000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)),
)
HEADERS = (
    (
        "Child Unique ID",
        "Gender",
        "Date of Birth",
        "Age",
        "Start date of current legal status",
        "Child's Legal Status",
        "Placement Type",
        "Start Date of Most Recent Placement",
        "Number of Placements in the Last 12 months",
    ),
    (
        "miss_table_id",
        "miss_person_id",
        "miss_missing_episode_start_date",
        "miss_missing_episode_type",
        "miss_missing_episode_end_date",
        "miss_missing_rhi_offered",
        "miss_missing_rhi_accepted",
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(HEADERS))
def test_whatever_stands_in_the_cells_every_row_is_accounted_for(
    data: st.DataObject, header: tuple[str, ...]
) -> None:
    width = len(header)
    row = st.lists(CELLS, min_size=width, max_size=width).map(tuple)
    rows = data.draw(st.lists(row, max_size=6))

    reading = read(Sheet("a.csv", None, (header, *rows)))

    assert {found.form for found in reading.recognised} <= {
        "Ofsted Annex A",
        "Standard Safeguarding Dataset",
    }
