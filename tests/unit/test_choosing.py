"""Of a large extract the cases that were chosen are read, and the rows of the others counted."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from journeyviewer.ingest import choosing, text_files, workbooks
from journeyviewer.ingest.beyond import Beyond, whose
from journeyviewer.ingest.child import _answer, read_here
from journeyviewer.ingest.codec import decode, encode
from journeyviewer.ingest.decisions_file import decisions_from, decisions_text
from journeyviewer.ingest.read import discard_child, read_paths
from journeyviewer.ingest.sheets import load
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import Decisions
from journeyviewer.model.problems import CasesAsked

HEAD = "Case,Lane,Start,End,What\n"
ASKED = Terms(ask=True)


def of(*cases: str) -> Terms:
    return Terms(decisions=Decisions(cases=cases), ask=True)


def table(folder: Path, count: int = 30) -> Path:
    path = folder / "extract.csv"
    lines = [
        f"YP{number % 5},Residence,{number % 28 + 1:02}/01/20{10 + number // 28},,Foster care\n"
        for number in range(count)
    ]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "MANY", 20)


def ids(cohort: Cohort) -> list[str]:
    return [case.id for case in cohort.cases]


@pytest.mark.usefixtures("few")
def test_b40_it_is_asked_which_cases_of_many_rows_are_read(tmp_path: Path) -> None:
    with pytest.raises(CasesAsked) as asked:
        read_here([table(tmp_path)], ASKED)
    assert asked.value.rows == {f"YP{number}": 6 for number in range(5)}


@pytest.mark.usefixtures("few")
def test_b40_of_few_rows_or_for_a_command_nothing_is_asked(tmp_path: Path) -> None:
    assert len(read_here([table(tmp_path, 19)], ASKED).cases) == 5
    assert len(read_here([table(tmp_path)], Terms()).cases) == 5
    assert len(read_here([table(tmp_path)], of()).cases) == 5


@pytest.mark.usefixtures("few")
def test_b40_the_rows_of_others_are_counted_as_left_out(tmp_path: Path) -> None:
    path = table(tmp_path)
    cohort = read_here([path], of("YP3", "YP1"))
    whole = read_here([path])
    assert ids(cohort) == ["YP1", "YP3"]
    assert [case.entries for case in cohort.cases] == [
        case.entries for case in whole.cases if case.id in ("YP1", "YP3")
    ]
    (tally,) = cohort.tallies
    assert tally.adds_up
    assert (tally.rows_read, tally.tray) == (whole.tallies[0].rows_read, 18)
    assert [row.reason for row in cohort.tray] == ["18 rows of cases that were not chosen"]


@pytest.mark.usefixtures("few")
def test_b40_a_row_without_a_case_is_still_told_of(tmp_path: Path) -> None:
    path = table(tmp_path)
    path.write_text(path.read_text() + ",Residence,01/02/2012,,Foster care\n", encoding="utf-8")
    cohort = read_here([path], of("YP3"))
    assert any("case" in row.reason and row.row == 32 for row in cohort.tray)


@pytest.mark.usefixtures("few")
def test_b40_all_modules_of_a_return_follow_the_choice(tmp_path: Path) -> None:
    header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
    rows = "".join(f"{number},1,01/02/2008,WBRI,,,\n" for number in range(20))
    (tmp_path / "header.csv").write_text(header + rows)
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
    head += "HOME_POST,PL_POST,URN\n"
    rows = "".join(f"{number},05/06/2020,S,C2,N1,U1,PR1,,,,,,\n" for number in range(20))
    (tmp_path / "episodes.csv").write_text(head + rows)
    cohort = read_here([tmp_path], of("7", "12"))
    assert ids(cohort) == ["7", "12"]
    assert all(tally.adds_up and tally.tray >= 18 for tally in cohort.tallies)


def test_b40_the_reading_process_hands_the_question_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, choosing.MANY + 5)
    discard_child()
    with pytest.raises(CasesAsked) as asked:
        read_paths([path], terms=ASKED)
    assert sum(asked.value.rows.values()) == choosing.MANY + 5


@pytest.mark.usefixtures("few")
def test_rows_beyond_what_is_read_are_counted_case_by_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_files, "MOST_ROWS", 29)
    path = table(tmp_path)
    more = ",Residence,01/02/2012,,Foster care\n"
    path.write_text(f"{path.read_text()}YP9{more}YP9{more}{more}", encoding="utf-8")

    with pytest.raises(CasesAsked) as asked:
        read_here([path], ASKED)

    rows, beyond = asked.value.rows, asked.value.beyond_of
    assert beyond == {"YP3": 1, "YP4": 1, "YP9": 2} and asked.value.beyond == 5
    assert (rows["YP2"], rows["YP3"], rows["YP9"]) == (6, 5, 0)
    told: dict[str, object] = {}
    _answer(lambda: read_here([path], ASKED), told.__setitem__)
    choose = json.loads(json.dumps(told["choose"]))
    assert CasesAsked(**choose).beyond_of == beyond
    (problem,) = [item for item in read_here([path]).problems if item.rule == "too-many-rows"]
    assert problem.message.endswith(
        "Those that were not read are of YP9 (2 rows), YP3 (1 row) and YP4 (1 row)."
    )


def test_of_very_many_cases_those_with_the_most_unread_rows_are_named() -> None:
    said = whose({f"YP{number}": number for number in range(1, 200)})
    assert "YP199 (199 rows)" in said and said.endswith("and 194 more cases.")
    assert whose({}) == ""


def test_rows_beyond_without_a_column_of_cases_are_counted_alone() -> None:
    beyond = Beyond((("Start", "What"), ("1 May 2014", "Foster care")))
    beyond.add(("2 May 2014", "Foster care"))
    assert beyond.count == 1 and beyond.cases() == {}


def test_which_cases_were_chosen_is_kept_with_the_other_decisions() -> None:
    for cases in (None, (), ("YP1", "2")):
        decisions = Decisions(cases=cases)
        assert decode(Terms, encode(Terms(decisions=decisions))).decisions == decisions
        assert decisions_from(json.loads(decisions_text(decisions)), "x").cases == cases


@pytest.mark.parametrize("hidden", [False, True])
def test_rows_of_a_sheet_beyond_the_limit_are_counted_case_by_case(
    hidden: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    made = openpyxl.Workbook()
    for row in (["Case", "Start"], ["1", "x"], ["1", "y"], [2, "z"], [2.0, "z"], ["3", "z"]):
        made.active.append(row)
    made.active.row_dimensions[6].hidden = True
    made.active.column_dimensions["A"].hidden = hidden
    made.save(tmp_path / "l.xlsx")
    (sheet,), problems = load(tmp_path / "l.xlsx")
    assert (len(sheet.rows), sheet.unread_rows) == (2, 4)
    assert sheet.unread_cases == ({} if hidden else {"1": 1, "2": 2})
    (said,) = [item.message for item in problems if item.rule == "too-many-rows"]
    assert ("of 2 (2 rows) and 1 (1 row)." in said) is not hidden
