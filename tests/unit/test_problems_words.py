"""Problems of words, answers and counts, by their numbers in the catalogue of data problems."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Case, Entry, Kind
from journeyviewer.model.decisions import Decisions, Topic
from journeyviewer.model.lanes import loose
from tests.tables import asked, only_case, read, said, table

HEAD = "Case,Lane,Start,End,What\n"


def entry(words: str, lane: str = "Legal", end: str = "") -> Entry:
    return only_case(read(table(f'{HEAD}1,{lane},13/04/2014,{end},"{words}"'))).entries[0]


@pytest.mark.parametrize(
    ("lane", "words", "code"),
    [
        ("Residence", "k3", "K3"),
        ("Legal", "C2  [Full Care Order]", "C2"),
        ("Legal", "CLA - C2 - Care Order", "C2"),
        ("Residence", "K2OUT", "K2"),
        ("Legal", "a) C2: FCO", "C2"),
    ],
)
def test_problem_28_a_code_is_found_whatever_stands_around_it(
    lane: str, words: str, code: str
) -> None:
    found = entry(words, lane)
    assert found.code == code and found.category is not None and found.words == words
    assert found.flag("out_of_area") is (words == "K2OUT")


def test_problem_29_a_local_code_is_read_and_an_unknown_one_asked_once_and_remembered() -> None:
    assert entry("L31 Care Order S31.1(a) CA 89").code == "C2"
    sheet = table(f"{HEAD}1,Legal,13/04/2014,,QX9 local\n1,Legal,14/05/2014,,QX9 local")
    first = read(sheet)
    (question,) = asked(first)
    assert question.topic is Topic.WORD and question.rows == (2, 3)
    assert {item.label for item in only_case(first).entries} == {"QX9 local"}
    remembered = {question.free: {loose(question.subject): "S20"}}
    again = read_sheets([sheet], Terms(decisions=Decisions(words=remembered)))
    (answered,) = [item for item in again.questions if item.topic is Topic.WORD]
    assert answered.given == "S20" and not answered.is_open
    assert [item.category for item in again.cases[0].entries] == ["S20", "S20"]
    assert [item.words for item in again.cases[0].entries] == ["QX9 local", "QX9 local"]


def test_problem_30_two_statuses_in_one_cell_are_both_shown() -> None:
    found = entry("E1 - Placement order granted AND C2 - Full Care Order")
    assert found.code == "E1" and " + " in found.label and "Care order" in found.label
    assert "+" in entry("S25/S31").label


def test_problem_31_what_an_export_left_is_read_where_a_code_is_inside() -> None:
    assert entry("Code 'V2' is not mapped").code == "V2"
    reading = read(table(f"{HEAD}1,Legal,13/04/2014,,#MULTIVALUE"))
    found = only_case(reading).entries[0]
    assert found.code is None and found.category is None and found.label == "#MULTIVALUE"
    assert said(reading, "value-held-back")


def test_problem_32_the_code_counts_and_words_against_it_are_said() -> None:
    reading = read(table(f"{HEAD}1,Residence,13/04/2014,,R3 - NHS/Health Trust unit"))
    assert only_case(reading).entries[0].code == "R3"
    assert said(reading, "word-remark")


@pytest.mark.parametrize("lane", ["Legal", "Police", "Police & youth justice"])
def test_problem_33_a_welfare_order_is_never_justice(lane: str) -> None:
    reading = read(table(f"{HEAD}1,{lane},13/04/2014,,Secure Accommodation S25(1)"))
    found = only_case(reading).entries[0]
    assert (found.lane, found.record_lane, found.code) == ("legal", "liberty", "S25")
    assert bool(said(reading, "welfare-not-justice")) is (lane != "Legal")
    custody = entry("Remand to youth detention accommodation", lane)
    assert custody.code != "S25"


def contacts(rows: str) -> str:
    return (
        "Child Unique ID,Gender,Date of Birth,Date Started to be Looked After,Legal Status,"
        "Date of start of Current Legal Status,Placement Type,"
        "Start Date of Most Recent Placement,"
        "Number of Episodes the Child has been Missing From Their Placement in the last 12 months\n"
        + rows
    )


def counts(case: Case) -> list[Entry]:
    return [item for item in case.entries if item.kind is Kind.COUNT]


def test_problem_37_a_number_that_is_held_back_is_not_nought() -> None:
    reading = read(table(contacts("7,F,03/05/2006,01/02/2020,C2,01/02/2020,U6,01/02/2020,c")))
    assert not counts(only_case(reading)) and said(reading, "suppressed-value")


def test_problem_55_and_56_a_list_of_latest_values_gives_one_spell_and_a_count() -> None:
    case = only_case(
        read(table(contacts("7,F,03/05/2006,01/02/2020,C2,13/02/2020,U6,13/02/2020,3")))
    )
    (count,) = counts(case)
    assert count.value == 3 and count.lane == "missing" and count.end is not None
    assert len([item for item in case.in_lane("missing") if item.kind is not Kind.COUNT]) == 0
    legal = [item for item in case.in_lane("legal") if item.kind is Kind.SPELL]
    assert len(legal) == 1 and legal[0].end is None


def test_problem_50_a_formula_without_a_value_is_named_and_its_row_kept_aside(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Case", "Lane", "Start", "What"),
        ("1", "Legal", "=A1+5", "S20"),
        ("1", "Legal", "13 May 2014", "S31"),
    ):
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    path = tmp_path / "formula.xlsx"
    path.write_bytes(held.getvalue())
    cohort = read_here([path])
    assert [row.row for row in cohort.tray] == [2]
    said_of = " ".join(problem.message for problem in cohort.problems)
    assert "C2" in said_of and "save" in said_of.casefold()


@pytest.mark.parametrize(
    ("words", "accepted"),
    [("Yes", True), ("TRUE", True), ("1", True), ("Y", True), ("a) Yes", True), ("false", False)],
)
def test_problem_51_every_spelling_of_yes_and_no_is_understood(words: str, accepted: bool) -> None:
    head = "Case,Lane,Start,End,What,Return interview\n"
    found = only_case(
        read(table(f"{head}1,Missing,13/04/2014,14/04/2014,Missing from placement,{words}"))
    ).entries[0]
    assert found.attributes.get("return_interview") == ("yes" if accepted else "no")


def test_problem_57_the_unit_of_a_distance_is_asked_once() -> None:
    placements = table(
        "clap_cla_placement_id,clap_cla_id,clap_person_id,clap_cla_placement_start_date,"
        "clap_cla_placement_type,clap_cla_placement_distance\n"
        "1,2,7,13/04/2020,U6,32.4\n2,2,7,14/05/2020,K2,999.9"
    )
    reading = read(placements)
    (question,) = [item for item in reading.questions if item.topic is Topic.UNIT]
    distances = [item.attributes.get("distance_miles") for item in only_case(reading).entries]
    given = Decisions(
        given={
            question.key: next(
                choice.id for choice in question.choices if choice.id != question.default
            )
        }
    )
    other = read_sheets([placements], Terms(decisions=given)).cases[0].entries
    changed = [item.attributes.get("distance_miles") for item in other]
    assert distances != changed and None in distances


def test_problem_61_columns_that_identify_are_dropped_and_text_is_pointed_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,2,13/04/2006,WBRI,A123456789123,,\n")
    other = tmp_path / "b.csv"
    other.write_text(
        "Case,Lane,Start,What,Detail\n"
        "8,Legal,13 May 2014,S20,Eugene Swift rang e.s@council.gov.uk\n"
    )
    cohort = read_here([path, other], Terms(hide=True))
    told = repr((cohort.cases, cohort.tray, cohort.problems))
    for words in ("A123456789123", "Swift", "e.s@council"):
        assert words not in told
    assert {item.topic for item in cohort.questions} >= {Topic.IDENTIFIER}


def test_problem_62_stray_text_empty_tags_and_one_line_are_read(tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    path.write_text(
        "<Message><Header><CollectionDetails><ReferenceDate>2024-03-31</ReferenceDate>"
        "</CollectionDetails></Header><Children><Child><ChildIdentifiers>"
        "<LAchildID>C7</LAchildID><UPN/><UPNunknown>UN3</UPNunknown>PersonBirthDate"
        "<PersonBirthDate>2008-06-20</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>"
        "<CINdetails><CINreferralDate>2023-06-13</CINreferralDate>"
        "<ReferralSource>1A</ReferralSource><ReferralNFA>0</ReferralNFA></CINdetails>"
        "</Child></Children></Message>"
    )
    cohort = read_here([path])
    assert [case.id for case in cohort.cases] == ["C7"] and cohort.cases[0].entries
    assert all(tally.adds_up for tally in cohort.tallies)


def test_an_answer_about_a_word_holds_in_every_form_of_file() -> None:
    episodes = table(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n"
        "7,13/04/2014,S,Q9,N1,U4,PR1,,,"
    )
    lists = table(contacts("7,F,03/05/2006,01/02/2020,Q9 odd,01/02/2020,U6,01/02/2020,0"))
    missing = table("CHILD,DOB,MISSING,MIS_START,MIS_END\n7,13/04/2004,Q9,13/04/2014,14/04/2014")
    for sheet, lane, code in (
        (episodes, "legal", "S20"),
        (lists, "legal", "S20"),
        (missing, "missing", "A"),
    ):
        (question,) = [item for item in read(sheet).questions if item.topic is Topic.WORD]
        assert question.free == lane
        reading = read_sheets([sheet], Terms(decisions=Decisions(given={question.key: code})))
        entries = [item for item in only_case(reading).in_lane(lane) if item.kind is Kind.SPELL]
        assert [item.category for item in entries] == [code]
        assert next(item for item in reading.questions if item.key == question.key).given == code


@pytest.mark.parametrize("words", ["“I was at my nan’s”", '""Leave me alone""'])
def test_nobody_is_asked_which_word_of_a_list_was_meant_by_what_somebody_said(words: str) -> None:
    reading = read(table(f'{HEAD}1,Voice,13/04/2014,,"{words}"'))
    assert [item for item in asked(reading) if item.topic is Topic.WORD] == []
    (problem,) = said(reading, "unknown-word")
    plain = words.replace('""', '"')
    assert problem.message.startswith(f"{plain} is not a word of the lane")
    assert only_case(reading).entries[0].label == plain


def test_what_a_word_may_mean_is_said_once() -> None:
    (question,) = [
        item
        for item in asked(read(table(f"{HEAD}1,Residence,13/04/2014,,Res")))
        if item.topic is Topic.WORD
    ]
    assert question.detail.count("Residential children’s home") == 1
