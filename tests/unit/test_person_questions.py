"""Rows that differ about a child's sex or birth: asked, answered, applied and taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from journeyviewer.cli import main
from journeyviewer.ingest import person_questions, readers
from journeyviewer.ingest.person_facts import FIRST, UNKNOWN
from journeyviewer.ingest.readers import Reader, read_sheets
from journeyviewer.ingest.table import Claim, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Case, Sex
from journeyviewer.model.decisions import UNDO, Decisions, Question, Topic
from journeyviewer.model.pointing import BAR
from journeyviewer.model.times import Precision
from tests.tables import only_case, table

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER\n"
TIDY = "Case,Gender,Born,Lane,Start,What\n"


def returns() -> list[Sheet]:
    """A return of which three modules tell of one child's birth, in two ways."""
    return [
        table(HEADER + "1,2,15/05/2000,WBRI,A1,", "header.csv"),
        table(
            "CHILD,DOB,REVIEW,REVIEW_CODE\n1,15/06/2000,01/02/2017,PN1\n"
            "1,15/06/2000,01/08/2017,PN1",
            "reviews.csv",
        ),
        table(
            "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM,YEAR\n1,15/05/2000,YES,F2,B1,2018", "oc3_2017_18.csv"
        ),
    ]


def read(sheets: Sequence[Sheet], **given: str) -> Reading:
    return read_sheets(sheets, Terms(decisions=Decisions(given=given)))


def asked(reading: Reading) -> list[Question]:
    return [item for item in reading.questions if item.rule == "contradictory-person"]


def answered(sheets: Sequence[Sheet], label: str) -> Reading:
    """Return the reading of sheets after their only question was answered in these words."""
    (question,) = asked(read(sheets))
    (answer,) = [choice.id for choice in question.choices if choice.label == label]
    return read(sheets, **{question.key: answer})


def birth_of(case: Case) -> tuple[date | None, Precision | None]:
    return (case.birth.earliest, case.birth.precision) if case.birth else (None, None)


def test_each_value_is_offered_with_its_rows_its_words_and_how_often_it_is_met() -> None:
    (question,) = asked(read(returns()))

    assert [choice.label for choice in question.choices] == [
        "May 2000",
        "June 2000",
        "Leave it unknown",
    ]
    assert question.detail.split("\n") == [
        "Case 1:",
        "May 2000, written “15/05/2000” twice: header.csv, row 2; oc3_2017_18.csv, row 2.",
        "June 2000, written “15/06/2000” twice: reviews.csv, rows 2 and 3.",
    ]
    assert (question.file, question.column, question.rows) == ("reviews.csv", "DOB", (2, 3))
    assert question.is_open and question.answer == FIRST


def test_the_first_value_holds_until_another_is_chosen() -> None:
    assert birth_of(only_case(read(returns()))) == (date(2000, 5, 1), Precision.MONTH)

    reading = answered(returns(), "June 2000")

    assert birth_of(only_case(reading)) == (date(2000, 6, 1), Precision.MONTH)
    (repair,) = reading.repairs
    assert (repair.before, repair.after) == ("May 2000", "June 2000")
    assert (repair.file, repair.row, repair.column, repair.undone) == (
        "header.csv",
        2,
        "DOB",
        False,
    )


def test_what_was_read_by_the_birth_follows_the_answer() -> None:
    """The answers about a birthday stand on it."""

    def birthday(reading: Reading) -> date | None:
        (entry,) = [
            item
            for item in only_case(reading).in_lane("education")
            if item.source_name == "SSDA903 OC3"
        ]
        return entry.start.earliest

    assert birthday(read(returns())) == date(2017, 5, 1)
    assert birthday(answered(returns(), "June 2000")) == date(2017, 6, 1)


def test_rows_that_differ_themselves_are_read_on_the_answer() -> None:
    sheets = [
        table(HEADER + "1,2,15/05/2000,WBRI,A1,", "header.csv"),
        table(
            "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM,YEAR\n1,15/06/2000,YES,F2,B1,2018\n"
            "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM,YEAR",
            "oc3_2017_18.csv",
        ),
    ]
    days = {entry.start.earliest for entry in only_case(answered(sheets, "June 2000")).entries}
    assert days == {date(2017, 6, 1)}
    assert not [item for item in read(sheets).problems if item.rule == "birth-unreadable"]


def test_a_birth_left_unknown_stays_so_and_no_day_is_reckoned_from_it() -> None:
    reading = answered(returns(), "Leave it unknown")

    case = only_case(reading)
    assert case.birth is None and case.sex is Sex.FEMALE
    assert [repair.after for repair in reading.repairs] == ["not known"]
    assert [row.file for row in reading.tray] == ["oc3_2017_18.csv"]


def test_an_answer_is_taken_back_with_its_repair() -> None:
    (question,) = asked(read(returns()))
    (repair,) = answered(returns(), "June 2000").repairs

    reading = read(returns(), **{question.key: question.choices[1].id, repair.key: UNDO})

    assert birth_of(only_case(reading))[0] == date(2000, 5, 1)
    assert [item.undone for item in reading.repairs] == [True]


def test_where_other_values_are_met_it_is_asked_anew() -> None:
    (question,) = asked(read(returns()))
    more = table("CHILD,DOB,REVIEW,REVIEW_CODE\n1,15/07/2000,01/02/2018,PN1", "more.csv")

    reading = read([*returns(), more], **{question.key: UNKNOWN})

    assert birth_of(only_case(reading))[0] == date(2000, 5, 1)
    assert [item.is_open for item in asked(reading)] == [True]


def test_an_answer_to_one_child_is_none_to_another() -> None:
    def of(child: str) -> list[Sheet]:
        rows = f"{child},Female,May 1999,Residence,1 May 2014,Foster care\n"
        return [table(f"{TIDY}{rows}{rows.replace('Female', 'Male')}")]

    (first,), (other,) = asked(read(of("7"))), asked(read(of("8")))

    assert first.key != other.key
    assert {choice.id for choice in first.choices} & {choice.id for choice in other.choices} == {
        FIRST,
        UNKNOWN,
    }


def test_a_month_and_a_day_of_it_do_not_differ() -> None:
    rows = "1,F,May 1999,Residence,1 May 2014,Foster care\n1,F,17/05/1999,Residence,1 May 2015,S20"

    reading = read([table(TIDY + rows)])

    assert asked(reading) == []
    assert birth_of(only_case(reading)) == (date(1999, 5, 1), Precision.MONTH)


def test_a_day_of_birth_is_shown_when_it_is_asked_for() -> None:
    rows = (
        "1,F,17/05/1999,Residence,1 May 2014,Foster care\n1,F,17/07/1999,Residence,1 May 2015,S20"
    )

    (question,) = asked(read([table(TIDY + rows)]))

    assert question.detail.count(BAR) == 2 and "17" not in question.detail.replace("1999", "")
    assert "“17/05/1999”" in question.whole and "“17/07/1999”" in question.whole


def test_days_of_one_month_are_told_apart() -> None:
    rows = (
        "1,F,17/05/1999,Residence,1 May 2014,Foster care\n1,F,18/05/1999,Residence,1 May 2015,S20"
    )

    (question,) = asked(read([table(TIDY + rows)]))

    assert [choice.label for choice in question.choices[:2]] == ["17 May 1999", "18 May 1999"]


def test_ages_of_one_file_follow_the_birth_that_another_gives() -> None:
    one = table(TIDY + "1,F,May 1999,Residence,age 14,Foster care", "one.csv")
    two = table(TIDY + "1,F,May 1998,Residence,1 May 2016,S20", "two.csv", group=1)

    def first_day(reading: Reading) -> date | None:
        return only_case(reading).entries[0].start.earliest

    assert first_day(read([one, two])) == date(2013, 5, 1)
    assert first_day(answered([one, two], "May 1998")) == date(2012, 5, 1)


def filled_in(file: str, sex: str, group: int) -> list[Sheet]:
    """The sheets of a template that give one case's sex."""
    rows = (("Start", "What"), ("1 May 2014", "Foster care"))
    about = (("Case", "1"), ("Gender", sex))
    return [Sheet(file, "About", about, group), Sheet(file, "Placement", rows, group)]


CHRONOLOGY = """
    Child, Gender, Date, Event
    YP-07, {0}, 01/02/2014, Placed with foster carers after a strategy meeting
    YP-07, {1}, 01/03/2014, Visit by the social worker at school
    YP-07, {1}, 01/04/2014, Core group held at the office
"""
WIDE = """
    child,sex,dob,place1,start1,end1,place2,start2,end2
    1,{0},05/1999,Foster care,01/02/2014,01/03/2014,Home,01/03/2014,
    1,{1},05/1999,Foster care,01/02/2015,01/03/2015,Home,01/03/2015,
"""
CENSUS = """
    LAchildID,PersonBirthDate,Sex
    1,1999-05-20,{0}
    1,1999-05-20,{1}
"""
LISTS = """
    Child Unique ID,Gender,Date of Birth,Date of Contact,Contact Source
    1,{0},25/01/2006,16/09/2020,Police
    1,{1},25/01/2006,17/09/2020,Police
"""


@pytest.mark.parametrize(
    "sheets",
    [
        [*filled_in("one.xlsx", "Female", 0), *filled_in("two.xlsx", "Male", 1)],
        [table(CHRONOLOGY.format("Female", "Male"))],
        [table(WIDE.format("Female", "Male"))],
        [table(CENSUS.format("F", "M"))],
        [table(LISTS.format("b) Female", "a) Male"))],
        [table(f"{TIDY}1,F,,Residence,2 May 2014,S20\n1,M,,Residence,2 May 2015,S20")],
    ],
    ids=["template", "chronology", "wide", "census", "lists", "table"],
)
def test_every_reader_asks_and_takes_the_answer(sheets: list[Sheet]) -> None:
    assert only_case(read(sheets)).sex is Sex.FEMALE
    assert only_case(answered(sheets, "Male")).sex is Sex.MALE
    assert only_case(answered(sheets, "Leave it unknown")).sex is None


def test_readers_of_different_forms_are_asked_about_together() -> None:
    sheets = [
        table(CENSUS.format("F", "F")),
        table(f"{TIDY}1,M,June 1999,Residence,age 14,S20", "own.csv", group=1),
    ]
    reading = read(sheets)
    assert [item.title[:22] for item in asked(reading)] == ["Rows differ about the "] * 2
    of_birth = next(item for item in asked(reading) if "birth" in item.title)
    (may,) = [choice.id for choice in of_birth.choices if choice.label == "May 1999"]

    reading = read(sheets, **{of_birth.key: may})

    case = only_case(reading)
    assert birth_of(case) == (date(1999, 5, 20), Precision.DAY)
    assert case.entries[0].start.earliest == date(2013, 5, 20)


def test_only_what_was_read_by_another_birth_is_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheets = [
        table(CENSUS.format("F", "F")),
        table(f"{TIDY}1,M,June 1999,Residence,age 14,S20", "own.csv", group=1),
    ]
    of_sex, of_birth = sorted(asked(read(sheets)), key=lambda item: "birth" in item.title)
    calls: list[str] = []
    before = readers._read

    def counted(reader: Reader, claimed: Claim, terms: Terms, forgiving: bool) -> Reading:
        calls.append(reader.form)
        return before(reader, claimed, terms, forgiving)

    monkeypatch.setattr(readers, "_read", counted)

    reading = read(sheets, **{of_sex.key: of_sex.choices[1].id})
    assert only_case(reading).sex is not only_case(read(sheets)).sex
    assert len(calls) == 4, "a sex is put right without reading again"

    calls.clear()
    answered = next(item.id for item in of_birth.choices if item.label == "May 1999")
    assert birth_of(only_case(read(sheets, **{of_birth.key: answered})))[0] == date(1999, 5, 20)
    assert calls[2:] == ["table of records"]


def test_ids_that_are_one_childs_are_asked_about_together() -> None:
    rows = "YP1,F,May 1999,Residence,age 14,S20\nyp 01,F,June 1998,Residence,age 15,S20"
    sheets = [table(TIDY + rows)]
    (same,) = [item for item in read(sheets).questions if item.topic is Topic.IDENTIFIER]
    given = {same.key: "same"}
    assert asked(read(sheets)) == []
    (question,) = asked(read(sheets, **given))
    assert question.detail.startswith("YP1:")

    case = only_case(read(sheets, **given, **{question.key: question.choices[1].id}))

    assert [str(entry.start.earliest) for entry in case.entries] == ["2012-06-01", "2013-06-01"]


def test_an_age_does_not_stand_in_for_a_birth_that_is_left_unknown() -> None:
    rows = "Child Unique ID,Gender,Date of Birth,Age,Date of Contact,Contact Source\n"
    rows += (
        "1,a) Female,25/01/2006,14,16/09/2020,Police\n1,a) Female,25/03/2006,14,17/09/2020,Police"
    )

    assert only_case(answered([table(rows)], "Leave it unknown")).birth is None


def test_many_are_asked_about_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person_questions, "MOST_OPEN", 3)
    rows = "".join(
        f"{n},F,,Residence,2 May 2014,S20\n{n},M,,Residence,2 May 2015,S20\n" for n in range(5)
    )
    sheets = [table(TIDY + rows)]

    reading = read(sheets)

    assert len(asked(reading)) == 3
    (more,) = [item for item in reading.problems if item.rule == "contradictory-person"]
    assert "2 more" in more.message
    reading = read(sheets, **{item.key: UNKNOWN for item in asked(reading)})
    assert [item.is_open for item in asked(reading)] == [False] * 3 + [True] * 2


def test_a_child_with_very_many_values_is_listed_in_a_few_lines() -> None:
    rows = "".join(f"1,F,3 May {1990 + n},Residence,2 May 2014,S20\n" for n in range(25))

    (question,) = asked(read([table(TIDY + rows)]))

    assert len(question.choices) == 14 and question.choices[-1].id == UNKNOWN
    assert len(question.detail.split("\n")) == 15
    assert question.detail.endswith("And 12 more values.")


def test_the_command_line_takes_the_answer_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "own.csv"
    source.write_text(
        f"{TIDY}7,F,May 1999,Residence,2 May 2014,S20\n7,F,June 1999,Residence,2 May 2015,S20\n"
    )
    report, answers = tmp_path / "report.json", tmp_path / "answers.json"
    assert main(["check", str(source), "--json", str(report)]) == 0
    assert "until you decide: May 1999." in capsys.readouterr().out
    (question,) = [
        item
        for item in json.loads(report.read_text())["questions"]
        if item["key"].startswith("contradictory-person:")
    ]
    (june,) = [key for key, label in question["choices"].items() if label == "June 1999"]
    answers.write_text(json.dumps({"format": "jv-decisions-1", "given": {question["key"]: june}}))

    main(["check", str(source), "--decisions", str(answers)])
    said = capsys.readouterr().out
    main(["records", str(source), "--decisions", str(answers)])
    person = json.loads(capsys.readouterr().out)["persons"][0]

    assert "decided: June 1999." in said and "“May 1999” became “June 1999”" in said
    assert person["birth"] == {"earliest": "1999-06-01", "latest": "1999-06-30"}
