"""Several children in one set of chronologies: nothing of one may appear on another."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journeyviewer.ingest.chronology_people import (
    Facts,
    Named,
    contradict,
    facts_in,
    id_alone,
    id_in_name,
    may_name,
    named_in,
    tells_of_another,
)
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions, Question, Topic
from tests.tables import asked, read, said, table

CHILDREN = ("YP-01", "YP-02", "Child C", "Sam", "alex")


HEAD = ("Date", "Event", "Source")
AUNT = "The aunt rang to say that all is well"


def secret(child: str, number: int) -> str:
    return f"secretof{CHILDREN.index(child)}n{number}"


def words_by_case(reading: Reading) -> dict[str, str]:
    return {
        case.id: " ".join(f"{entry.words} {entry.detail} {entry.sources}" for entry in case.entries)
        for case in reading.cases
    }


def check_secrets(reading: Reading, *, of: tuple[str, ...] = CHILDREN) -> None:
    """No case may hold a secret of a child but its own; a case of no child may hold but one's."""
    for name, words in words_by_case(reading).items():
        held = {child for child in of if f"secretof{CHILDREN.index(child)}n" in words}
        assert len(held) <= 1, (name, held)
        if name in of:
            assert held <= {name}, (name, held)
    assert all(tally.adds_up for tally in reading.tallies)


def answered(sheets: list[Sheet], question: Question, answer: str) -> Reading:
    return read_sheets(sheets, Terms(decisions=Decisions(given={question.key: answer})))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(CHILDREN),
        st.sampled_from(["01/03/2014", "2 March 2014", "", "2013", "unknown", "Printed 3/4/15"]),
        st.sampled_from(["named", "blank", "group", "damaged"]),
        st.sampled_from(["went on and on", "The school rang.", "Long " * 20]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_a_row_of_a_sibling_table_appears_on_no_other_child(rows: list[tuple[str, ...]]) -> None:
    made: list[tuple[Cell, ...]] = [("Child", "Date", "Event")]
    for number, (child, when, how, text) in enumerate(rows):
        cell = {"named": child, "blank": None, "group": "both", "damaged": "1.23E+10"}[how]
        made.append((cell, when or None, f"{text} {secret(child, number)}"))
    made.append(("YP-01", "05/03/2014", f"The end {secret('YP-01', 99)}"))
    reading = read_sheets([Sheet("siblings.xlsx", "Sheet1", tuple(made))])
    check_secrets(reading)
    named = sum(1 for row in rows if row[2] != "named")
    assert len(reading.tray) >= named - sum(1 for row in rows if row[1].startswith("Printed"))


BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(CHILDREN),
        st.sampled_from(["label", "alone", "title", "label with birth", "sentence", "sibling"]),
        st.booleans(),
        st.lists(
            st.tuples(
                st.sampled_from(["01/03/2014", "April 2014", "", "2013"]),
                st.sampled_from(["went on and on", "The school rang.", "Long " * 20]),
            ),
            min_size=1,
            max_size=4,
        ),
    ),
    min_size=1,
    max_size=5,
)
Rows = list[tuple[str, str]]


def blocks_of(blocks: list[tuple[str, str, bool, Rows]], file: str) -> Sheet:
    made: list[tuple[Cell, ...]] = []
    for place, (child, how, with_head, rows) in enumerate(blocks):
        line = {
            "label": f"Child: {child}",
            "alone": child,
            "title": f"Chronology of {child}",
            "sentence": f"What follows relates to {child.title()}",
            "sibling": "Chronology of the younger brother",
            "label with birth": f"Child: {child}  DOB: 0{1 + CHILDREN.index(child)}/1999",
        }[how]
        made.append((line,))
        if with_head or not place:
            made.append(("Date", "Event", "Source"))
        for number, (when, text) in enumerate(rows):
            made.append((when or None, f"{text} {secret(child, 10 * place + number)}", "File"))
    return Sheet(file, "Sheet1", tuple(made))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BLOCKS)
def test_a_row_below_a_childs_heading_appears_on_no_other_child(
    blocks: list[tuple[str, str, bool, Rows]],
) -> None:
    check_secrets(read_sheets([blocks_of(blocks, "siblings.xlsx")]))


ROW = [("01/03/2014", "went on and on")]
NAMED_FURTHER_UP = [
    [("YP-01", "label", False, ROW)],
    [("YP-01", "label", False, [("", "went on and on")]), ("YP-02", "label", False, ROW)],
    [("YP-01", "sentence", False, ROW)],
]
"""A table that is not read names YP-02; a sentence above the next is about YP-01."""


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, min_size=1, max_size=3), st.booleans())
@example(NAMED_FURTHER_UP, True)
def test_tables_of_one_document_and_sheets_of_one_book_mix_no_children(
    tables: list[list[tuple[str, str, bool, Rows]]], word: bool
) -> None:
    sheets = []
    for number, blocks in enumerate(tables, start=1):
        made = blocks_of(blocks, "siblings.docx" if word else "siblings.xlsx")
        name = f"Table {number}" if word else f"Sheet{number}"
        above, rows = (), made.rows
        if word:
            above, rows = (str(made.rows[0][0]),), made.rows[1:]
            if number > 1 and not blocks[0][2]:
                rows = rows[1:]
        sheets.append(Sheet(made.file, name, rows, above=above))
    check_secrets(read_sheets(sheets))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(CHILDREN), st.booleans())
def test_files_and_sheets_without_any_name_are_never_one_child(
    children: list[str], by_file: bool
) -> None:
    sheets = [
        Sheet(
            "chronology.xlsx",
            "Sheet1" if by_file else f"Sheet{number}",
            (("Date", "Event"), ("01/03/2014", f"The school rang. {secret(child, number)}")),
            group=number if by_file else 0,
        )
        for number, child in enumerate(children)
    ]
    reading = read_sheets(sheets)
    check_secrets(reading)
    assert len(reading.cases) == len(children)
    assert {question.topic for question in reading.questions} >= {Topic.PERSON}


SIBLINGS = """Child,Date,Event
    YP1,01/02/2014,Moved home to live with an aunt
    YP2,02/02/2014,Started at the nursery school
    YP1 and YP2,03/02/2014,Meeting held at the school
    Both,04/02/2014,The police were called
    ,05/02/2014,Someone rang about a child
"""


def test_a_row_that_names_two_children_is_each_ones() -> None:
    reading = read(table(SIBLINGS))
    assert {case.id: len(case.entries) for case in reading.cases} == {"YP1": 2, "YP2": 2}


def test_rows_that_name_no_single_child_wait_for_an_answer() -> None:
    sheet = table(SIBLINGS)
    reading = read(sheet)
    assert [row.row for row in reading.tray] == [5, 6]
    group, blank = asked(reading)
    assert (group.topic, group.rows, blank.rows) == (Topic.PERSON, (5,), (6,))
    of_all = answered([sheet], group, "every child named")
    assert {case.id: len(case.entries) for case in of_all.cases} == {"YP1": 3, "YP2": 3}
    above = answered([sheet], blank, "YP2")
    assert {case.id: len(case.entries) for case in above.cases} == {"YP1": 2, "YP2": 3}


def test_a_line_that_may_name_a_child_is_asked_about_and_its_rows_wait() -> None:
    sheet = Sheet(
        "Case 3.xlsx",
        "Chronology",
        (
            ("Date", "Event"),
            ("01/03/2014", "The aunt rang to say that all is well"),
            ("Alex", None),
            ("02/03/2014", "The school rang to ask where he was"),
        ),
    )
    reading = read(sheet)
    assert [case.id for case in reading.cases] == ["Case 3"]
    assert [row.row for row in reading.tray] == [4]
    question = next(item for item in reading.questions if "Alex" in item.detail)
    assert question.default not in ("Case 3", "Alex")
    assert [case.id for case in answered([sheet], question, "Alex").cases] == ["Case 3", "Alex"]
    same = answered([sheet], question, "Case 3")
    assert [len(case.entries) for case in same.cases] == [2]


def test_titles_between_rows_are_no_children() -> None:
    sheet = Sheet(
        "Case 3.xlsx",
        "Chronology",
        (
            ("Date", "Event"),
            ("2013", None),
            ("01/03/2013", "The aunt rang to say that all is well"),
            ("Early childhood and first referral", None),
            ("02/03/2014", "The school rang to ask where he was"),
            ("Education", None),
            ("03/03/2014", "The school rang to ask where he was again"),
        ),
    )
    reading = read(sheet)
    assert {case.id: len(case.entries) for case in reading.cases} == {"Case 3": 3}
    assert said(reading, "lines-between")[0].rows == (2, 4, 6)


def test_a_table_of_facts_above_says_whom_the_next_is_about() -> None:
    facts = Sheet("a.docx", "Table 1", (("Name", "YP-07"), ("DOB", "05/1999"), ("Gender", "Male")))
    rows = (("Date", "Event"), ("01/03/2014", "The aunt rang to say that all is well"))
    reading = read(facts, Sheet("a.docx", "Table 2", rows), Sheet("a.docx", "Table 3", rows))
    (case,) = reading.cases
    assert (case.id, case.birth and case.birth.raw) == ("YP-07", "05/1999")
    assert reading.tallies[0].used == 3


def test_a_sheet_whose_name_contradicts_its_heading_waits() -> None:
    rows = (
        ("Child: YP-07", None),
        ("Date", "Event"),
        ("01/03/2014", "The aunt rang to say that all is well"),
    )
    reading = read(Sheet("a.xlsx", "YP-08", rows))
    assert reading.cases == [] and len(reading.tray) == 1
    (question,) = reading.questions
    assert {choice.id for choice in question.choices} >= {"YP-07", "YP-08"}


def test_a_second_birth_below_is_asked_about() -> None:
    rows = (
        ("Child: YP-07  DOB: 05/1999", None),
        ("Date", "Event"),
        ("01/03/2014", "The aunt rang to say that all is well"),
        ("DOB: 06/2001", None),
        ("02/03/2014", "The school rang to ask where he was"),
    )
    reading = read(Sheet("a.xlsx", "Sheet1", rows))
    assert [len(case.entries) for case in reading.cases] == [1]
    assert [row.row for row in reading.tray] == [5]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Child: YP-07  DOB: 05/1999", Facts("YP-07", "05/1999", "", True)),
        ("Child\tYP-07\tDOB\t05/1999", Facts("YP-07", "05/1999", "", True)),
        ("Case no: 5567   Young person: YP3 (DOB: 2001)", Facts("YP3", "2001", "", True)),
        ("Name: Sam, Gender: Female", Facts("Sam", "", "Female")),
        ("Chronology for YP-07", Facts("YP-07", sure=True)),
        ("Chronology of significant events in the life of a child who moved", Facts()),
        ("The child: moved, and then moved again and again and again", Facts()),
        ("Key events", Facts()),
    ],
)
def test_facts_are_found_in_a_line(line: str, facts: Facts) -> None:
    assert facts_in(line) == facts


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("YP-07", "YP-07"),
        ("Case 3.xlsx", "Case 3"),
        ("chronology_YP07_final.docx", "YP07"),
        ("12.csv", "12"),
        ("Sheet1", ""),
        ("Table 2", ""),
        ("YP1 and YP2.xlsx", ""),
        ("Chronology", ""),
        ("siblings.xlsx", ""),
    ],
)
def test_the_id_in_a_name_is_found_where_there_is_one(name: str, found: str) -> None:
    assert id_in_name(name) == found


def test_what_may_be_a_name_is_told_from_a_title() -> None:
    assert all(map(may_name, ("Sam", "sam", "Child Two", "AB12", "Alex Smith")))
    assert not any(
        map(may_name, ("Key events 2014", "Education", "The police came.", "moved to a new town"))
    )
    assert id_alone("Chronology of YP-08") == "YP-08" and id_alone("Visit to YP-08") == ""
    assert contradict("YP-07", "YP08") and not contradict("YP-07", "Case 3")


def test_a_sentence_may_tell_of_another_child() -> None:
    assert tells_of_another("What follows relates to Alex")
    assert tells_of_another("the younger brother")
    assert not tells_of_another("Early childhood and first referral")
    assert not tells_of_another("Waiting for CAMHS in the spring term")


def test_a_cell_may_name_one_child_several_or_a_group() -> None:
    alone = {"Sam", "Alex", "Smith, Jo"}
    assert named_in("Sam & Alex", alone) == Named(("Sam", "Alex"))
    assert named_in("YP1, YP2 and YP3", alone) == Named(("YP1", "YP2", "YP3"))
    assert named_in("Smith, Jo", alone) == Named(("Smith, Jo",))
    assert named_in("Sam and somebody", alone) == Named(unclear=("Sam",))
    assert named_in("YP1 (re YP2)", alone) == Named(unclear=("YP1", "YP2"))
    assert named_in("All siblings", alone) == Named(group=True)
    assert named_in("123.0", alone) == Named(("123",))


def test_a_table_without_headings_goes_on_from_the_one_before_it() -> None:
    first = Sheet(
        "a.docx", "Table 1", (HEAD, ("01/03/2014", AUNT, "File")), above=("Child: YP-07",)
    )
    more = (("02/03/2014", f"{AUNT} again", "School"), (None, "and again", None))
    reading = read(first, Sheet("a.docx", "Table 2", more))
    (case,) = reading.cases
    assert [entry.source_name for entry in case.entries] == ["File", "School"]
    assert [source.row for source in case.entries[1].sources] == [1, 2]
    assert case.entries[1].sources[0].cells[2] == ("Source", "School")


def test_a_table_without_headings_below_another_name_waits() -> None:
    first = Sheet(
        "a.docx", "Table 1", (HEAD, ("01/03/2014", AUNT, "File")), above=("Child: YP-07",)
    )
    other = Sheet("a.docx", "Table 2", (("02/03/2014", AUNT, "x"),), above=("Alex",))
    reading = read(first, other)
    assert [(case.id, len(case.entries)) for case in reading.cases] == [("YP-07", 1)]
    assert [row.sheet for row in reading.tray] == ["Table 2"]
