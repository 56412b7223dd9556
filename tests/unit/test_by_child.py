"""Questions about a whole file that are answered otherwise for one child than for the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeyviewer.analysis.import_report import import_report
from journeyviewer.analysis.report import report_json, report_text
from journeyviewer.cli import main
from journeyviewer.ingest.codec import decode, encode
from journeyviewer.ingest.pointing import screen
from journeyviewer.ingest.pointing_hide import hidden
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import AS_THE_REST, UNDO, Decisions, Part, Question
from tests.tables import table

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
OVERLAPS = "".join(
    f"{child},01/02/2018,S,C1,N1,U4,PR1,24/12/2018,X1\n"
    f"{child},20/12/2018,P,C1,N1,U6,PR1,01/03/2019,E4A\n"
    for child in ("7", "8", "9")
)


def returned(rows: str = OVERLAPS) -> Sheet:
    return table(EPISODES + rows, "episodes.csv")


def read(sheet: Sheet, **given: str) -> Reading:
    return read_sheets([sheet], Terms(decisions=Decisions(given=given)))


def question_of(reading: Reading, rule: str = "overlap") -> Question:
    (found,) = [item for item in reading.questions if item.rule == rule]
    return found


def part_of(question: Question, child: str) -> Part:
    (found,) = [part for part in question.parts if part.child == child]
    return found


def ends(reading: Reading) -> dict[str, str]:
    """Return the last day of each child's first placement."""
    return {
        case.id: str(end.last) if (end := case.in_lane("residence")[0].end) else ""
        for case in reading.cases
    }


def cohort_of(reading: Reading) -> Cohort:
    return Cohort(
        name="x",
        cases=tuple(reading.cases),
        questions=tuple(reading.questions),
        repairs=tuple(reading.repairs),
        problems=tuple(reading.problems),
        tallies=tuple(reading.tallies),
        tray=tuple(reading.tray),
        sources=("episodes.csv",),
    )


def test_one_question_lists_the_children_it_is_about() -> None:
    question = question_of(read(returned()))

    assert [(part.child, part.rows) for part in question.parts] == [
        ("7", (2, 3)),
        ("8", (4, 5)),
        ("9", (6, 7)),
    ]
    assert question.parts[0].detail == "One until 24 December 2018, the next from 20 December 2018."
    assert len({part.key for part in question.parts}) == 3
    assert question.answer == "keep" and question.rows == (2, 3, 4, 5, 6, 7)


def test_one_child_is_answered_otherwise_than_the_rest() -> None:
    part = part_of(question_of(read(returned())), "8")

    reading = read(returned(), **{part.key: "earlier"})

    assert ends(reading) == {"7": "2018-12-24", "8": "2018-12-20", "9": "2018-12-24"}
    assert [(repair.row, repair.after) for repair in reading.repairs] == [(4, "20/12/2018")]
    question = question_of(reading)
    assert part_of(question, "8").given == "earlier" and question.given is None
    assert [item.row for item in reading.problems if item.rule == "overlap"] == [3, 7]


def test_the_rest_follows_another_answer_and_the_child_keeps_its_own() -> None:
    question = question_of(read(returned()))
    given = {question.key: "earlier", part_of(question, "8").key: "keep"}

    assert ends(read(returned(), **given)) == {
        "7": "2018-12-20",
        "8": "2018-12-24",
        "9": "2018-12-20",
    }
    given[part_of(question, "8").key] = AS_THE_REST
    assert set(ends(read(returned(), **given)).values()) == {"2018-12-20"}


def test_the_trim_of_one_child_is_taken_back() -> None:
    part = part_of(question_of(read(returned())), "8")
    (repair,) = read(returned(), **{part.key: "earlier"}).repairs

    back = read(returned(), **{part.key: "earlier", repair.key: UNDO})

    assert ends(back)["8"] == "2018-12-24" and back.repairs[0].undone


def test_several_overlaps_of_a_child_are_one_answer() -> None:
    rows = (
        "7,01/02/2018,S,C1,N1,U4,PR1,24/12/2018,X1\n7,20/12/2018,P,C1,N1,U6,PR1,01/03/2019,X1\n"
        "7,25/02/2019,P,C1,N1,U4,PR1,01/06/2019,E4A\n"
    )
    (part,) = question_of(read(returned(rows))).parts

    assert part.detail.endswith("from 20 December 2018. And 1 more.") and part.rows == (2, 3, 4)
    homes = read(returned(rows), **{part.key: "earlier"}).cases[0].in_lane("residence")
    assert [str(home.end and home.end.last) for home in homes] == [
        "2018-12-20",
        "2019-02-25",
        "2019-06-01",
    ]


def test_an_episode_without_an_end_is_closed_for_one_child_alone() -> None:
    rows = "".join(
        f"{child},01/02/2017,S,C1,N1,U4,PR1,,\n{child},20/08/2017,P,C1,N1,U6,PR1,01/12/2017,E4A\n"
        for child in ("7", "8")
    )
    question = question_of(read(returned(rows)), "open-then-later")
    assert [part.detail for part in question.parts] == [
        "Began 1 February 2017 and has no end; the next begins 20 August 2017."
    ] * 2

    reading = read(returned(rows), **{part_of(question, "8").key: "close"})

    assert ends(reading) == {"7": "", "8": "2017-08-20"}


def test_a_plan_of_the_census_is_trimmed_for_one_child_alone() -> None:
    rows = "".join(
        f"{child},2022-05-09,2022-08-15\n{child},2022-07-15,2022-12-01\n" for child in ("7", "8")
    )
    sheet = table("LAchildID,CINPlanStartDate,CINPlanEndDate\n" + rows, "plans.csv")
    question = question_of(read(sheet))

    reading = read(sheet, **{part_of(question, "8").key: "earlier"})

    assert {
        case.id: str(case.entries[0].end and case.entries[0].end.last) for case in reading.cases
    } == {"7": "2022-08-15", "8": "2022-07-15"}


def test_an_answer_that_cannot_be_given_is_none() -> None:
    part = part_of(question_of(read(returned())), "8")

    reading = read(returned(), **{part.key: "nonsense"})

    assert part_of(question_of(reading), "8").given is None
    assert set(ends(reading).values()) == {"2018-12-24"}


def test_rows_of_children_who_are_answered_need_no_decision_any_more() -> None:
    question = question_of(read(returned()))
    given = {part_of(question, child).key: "keep" for child in ("7", "8")}

    some = import_report(cohort_of(read(returned(), **given)))
    every = import_report(cohort_of(read(returned(), **given, **{question.parts[2].key: "later"})))

    assert (some.undecided, some.to_decide) == (2, 1)
    assert (every.undecided, every.to_decide) == (0, 0)


def test_a_long_list_is_told_in_a_few_lines_and_saved_whole() -> None:
    many = "".join(
        f"{child},01/02/2018,S,C1,N1,U4,PR1,24/12/2018,X1\n"
        f"{child},20/12/2018,P,C1,N1,U6,PR1,01/03/2019,E4A\n"
        for child in range(100, 400)
    )
    part = part_of(question_of(read(returned(many))), "390")

    cohort = cohort_of(read(returned(many), **{part.key: "later"}))
    said = report_text(cohort)

    about = said[said.index("for 300 children") :].splitlines()
    assert "390: " in about[1] and "Decided: Begin the later one" in about[1]
    assert about[9].endswith("and 292 more") and not about[10]
    saved = report_json(cohort)
    questions = saved["questions"]
    assert isinstance(questions, list)
    (question,) = [item for item in questions if item["key"].startswith("overlap:")]
    assert len(question["children"]) == 300
    decisions = saved["decisions"]
    assert isinstance(decisions, dict) and decisions["given"] == {part.key: "later"}


def test_the_children_come_out_of_the_reading_process_as_they_were() -> None:
    part = part_of(question_of(read(returned())), "8")
    question = question_of(read(returned(), **{part.key: "later"}))

    assert decode(Question, encode(question)) == question


def test_an_id_that_is_hidden_is_hidden_in_the_list_too() -> None:
    named = OVERLAPS.replace("\n8,", "\n07700 900123,")
    cohort = cohort_of(read(returned(named)))

    covered = hidden(cohort, screen(cohort))

    (question,) = covered.questions
    assert "900123" in repr(cohort.questions) and "900123" not in repr(covered.questions)
    assert {part.child for part in question.parts} == {case.id for case in covered.cases}


def test_the_command_line_takes_the_answer_for_one_child(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, report = tmp_path / "episodes.csv", tmp_path / "report.json"
    source.write_text(EPISODES + OVERLAPS)
    main(["check", str(source), "--json", str(report)])
    saved = json.loads(report.read_text())
    (question,) = [item for item in saved["questions"] if item["key"].startswith("overlap:")]
    (child,) = [each for each in question["children"] if each["child"] == "8"]
    saved["decisions"]["given"][child["key"]] = "earlier"
    report.write_text(json.dumps(saved))
    capsys.readouterr()

    main(["records", str(source), "--decisions", str(report)])
    records = json.loads(capsys.readouterr().out)["records"]

    last = {
        item["person"]: item["end"]["latest"]
        for item in reversed(records)
        if item["lane"] == "residence"
    }
    assert last == {"7": "2018-12-24", "8": "2018-12-20", "9": "2018-12-24"}


def test_rows_that_wait_for_an_answer_are_to_be_decided_on_and_not_left_out() -> None:
    sheet = table(
        "Child,Date,Event\nYP1,14/02/2014,Moved home\nBoth,15/02/2014,The police were called\n"
        "YP2,16/02/2014,Started school\nYP2,,Nothing to place it by\n",
        "both.csv",
    )
    reading = read(sheet)
    (question,) = [item for item in reading.questions if "Whose rows" in item.title]
    report = import_report(cohort_of(reading))
    assert (report.read, report.undecided, report.left_out) == (2, 1, 1)
    assert report.rows == report.read + report.undecided + report.left_out
    assert sum(one.count for one in report.left) == 1
    # Kept aside by somebody's own choice, it is left out like any other.
    given = import_report(cohort_of(read(sheet, **{question.key: "keep aside"})))
    assert (given.read, given.undecided, given.left_out) == (2, 0, 2)


def test_rows_whose_two_dates_are_asked_about_are_to_be_decided_on() -> None:
    sheet = table(
        "Case,Lane,Start,End,What happened\nYP1,Residence,14/02/2018,13/01/2018,Foster care\n"
        "YP2,Residence,14/02/2018,15/03/2018,Foster care\n",
        "moves.csv",
    )
    reading = read(sheet)
    assert [row.row for row in reading.tray] == [2]
    report = import_report(cohort_of(reading))
    assert (report.read, report.undecided, report.left_out) == (1, 1, 0)
