"""The reading process: what comes back, what is refused, and what happens when it dies."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.ingest import child, child_process, read, readers
from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.child_process import start_early
from journeyviewer.ingest.codec import decode_cohort, encode
from journeyviewer.ingest.read import Progress, discard_child, read_paths, start_child
from journeyviewer.model.chronology import Case, Cohort, Outcome, SourceRow, TrayRow
from journeyviewer.model.problems import JourneyError, Problem
from journeyviewer.paths import samples
from tests.journeys import a_case, full_journey

TABLE = "Case,Gender,Born,Read on,Lane,Start,End,What\n"
ROW = "{case},Female,May 2000,18/11/2015,residence,01/02/2010,,Foster care\n"


def table(folder: Path, name: str, *cases: str) -> Path:
    path = folder / name
    path.write_text(TABLE + "".join(ROW.format(case=case) for case in cases), encoding="utf-8")
    return path


def test_values_survive_the_way_between_processes() -> None:
    source = SourceRow("a.csv", None, 4, (("Start", "c. 2010"),))
    case = a_case(*full_journey().entries)
    cohort = Cohort(
        name="x",
        cases=(case,),
        outcome=Outcome.PARTIAL,
        message="m",
        problems=(Problem(file="a", rule="r", message="m", rows=(1, 2)),),
        tray=(TrayRow("a", None, 3, str(source)),),
        seconds=1.5,
    )
    import json

    assert decode_cohort(json.loads(json.dumps(encode(cohort)))) == cohort


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_nonsense_from_the_process_is_refused(data: object) -> None:
    with pytest.raises(JourneyError):
        decode_cohort(data)


def test_several_files_are_one_set_in_natural_order(tmp_path: Path) -> None:
    table(tmp_path, "b.csv", "10", "2")
    table(tmp_path, "a.csv", "1")
    seen: list[Progress] = []
    cohort = read_paths([tmp_path], on_progress=seen.append)
    assert [case.id for case in cohort.cases] == ["1", "2", "10"]
    assert cohort.outcome is Outcome.OK and all(tally.adds_up for tally in cohort.tallies)
    assert [step.file for step in seen if step.doing == "open"] == ["a.csv", "b.csv"]


def test_what_can_be_read_is_read_beside_what_cannot(tmp_path: Path) -> None:
    table(tmp_path, "good.csv", "1")
    (tmp_path / "bad.xlsx").write_bytes(b"%PDF-1.4")
    cohort = read_paths([tmp_path])
    assert cohort.outcome is Outcome.PARTIAL and "bad.xlsx" in cohort.message
    assert len(cohort.cases) == 1


def test_nothing_readable_is_an_error_with_advice(tmp_path: Path) -> None:
    cohort = read_paths([tmp_path / "gone.csv"])
    assert cohort.outcome is Outcome.ERROR and "gone.csv" in cohort.message
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    cohort = read_paths([tmp_path / "other.csv"])
    assert cohort.outcome is Outcome.ERROR and "template" in cohort.message
    assert sum(tally.tray for tally in cohort.tallies) == len(cohort.tray) > 0


def test_a_file_that_ends_the_process_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table(tmp_path, "a.csv", "1")
    table(tmp_path, "killer.csv", "2")
    table(tmp_path, "z.csv", "3")
    monkeypatch.setenv("JOURNEYVIEWER_TEST_CRASH_ON", "killer.csv")
    cohort = read_paths([tmp_path])
    assert [case.id for case in cohort.cases] == ["1", "3"]
    assert cohort.outcome is Outcome.PARTIAL
    assert "killer.csv" in cohort.message
    alone = read_paths([tmp_path / "killer.csv"])
    assert alone.outcome is Outcome.ERROR and "killer.csv" in alone.message


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    table(tmp_path, "a.csv", "1")
    with pytest.raises(JourneyError, match="stopped"):
        read_paths([tmp_path], stop=lambda: True)


def test_a_process_can_wait_for_its_request(tmp_path: Path) -> None:
    table(tmp_path, "a.csv", "1")
    start_child()
    start_child()
    assert len(read_paths([tmp_path]).cases) == 1
    start_child()
    discard_child()


def test_a_process_can_be_asked_before_its_answer_is_wanted(tmp_path: Path) -> None:
    path = table(tmp_path, "a.csv", "1")
    start_child([path])
    assert [case.id for case in read_paths([path]).cases] == ["1"]


def test_a_process_that_was_asked_for_others_is_not_used(tmp_path: Path) -> None:
    one, two = table(tmp_path, "a.csv", "1"), table(tmp_path, "b.csv", "2")
    start_child([one])
    assert [case.id for case in read_paths([two]).cases] == ["2"]
    start_child([tmp_path / "no folder" / "gone.csv"])
    assert [case.id for case in read_paths([one]).cases] == ["1"]


def test_the_process_started_first_is_the_one_that_reads(tmp_path: Path) -> None:
    discard_child()
    path = table(tmp_path, "a.csv", "1")
    start_early()
    (early,) = child_process._early
    start_early()
    assert child_process._early == [early]
    start_child([path])
    assert child_process._early == []
    assert [child.process for child in read._waiting] == [early]
    assert [case.id for case in read_paths([path]).cases] == ["1"]


def test_sources_are_not_written_to(tmp_path: Path) -> None:
    path = table(tmp_path, "a.csv", "1")
    before = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns
    listing = sorted(os.listdir(tmp_path))
    read_paths([tmp_path])
    assert (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) == before
    assert sorted(os.listdir(tmp_path)) == listing


def test_the_same_files_give_the_same_cohort() -> None:
    one, two = (read_here([samples() / "one_table"]) for _ in range(2))
    assert one.cases == two.cases


@pytest.mark.slow
def test_the_samples_read_the_same_from_workbooks_and_from_the_table() -> None:
    books, rows = read_here([samples()]), read_here([samples() / "one_table"])
    assert [case.id for case in books.cases] == [str(number) for number in range(1, 11)]
    for one, other in zip(books.cases, rows.cases, strict=True):
        assert one.birth == other.birth and one.read_on == other.read_on and one.sex == other.sex
        assert len(one.entries) == len(other.entries)
        for left, right in zip(one.entries, other.entries, strict=True):
            bare = {
                name
                for name in left.__dataclass_fields__
                if name != "sources" and getattr(left, name) != getattr(right, name)
            }
            assert not bare, (left.label, bare)
    assert sum(len(case.entries) >= 120 for case in books.cases) >= 6


def test_headings_alone_are_no_records(tmp_path: Path) -> None:
    (tmp_path / "head.csv").write_text(TABLE)
    cohort = read_paths([tmp_path / "head.csv"])
    assert cohort.outcome is Outcome.ERROR and "head.csv" in cohort.message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("Case,Lane,Start,What\n", "headings and no rows"),
        ("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n", "headings and no rows"),
        ("Dear colleague,\nthis is a letter, not a table.\n", "No form this program reads"),
    ],
)
def test_a_refusal_says_what_is_wrong_with_which_file(
    tmp_path: Path, content: str, words: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    cohort = read_here([path])
    assert cohort.outcome is Outcome.ERROR
    assert cohort.message.startswith("“a.csv”") and words in cohort.message
    # A letter has no columns to be named in a report that is not shown.
    assert "import report" not in cohort.message


def test_while_rows_are_read_it_is_said_which_sheet_and_how_far() -> None:
    told: list[Progress] = []
    read_paths([samples()], on_progress=told.append)
    opened = [progress.file for progress in told if progress.doing == "open"]
    assert len(opened) == 10
    reading = [progress for progress in told if progress.sheets]
    assert reading and all(0 < each.row <= each.rows for each in reading)
    assert all(1 <= each.sheet <= each.sheets and each.file in opened for each in reading)
    # What comes after the rows may take longer, and is said as well.
    assert told[-1].file == "" and told.index(reading[-1]) < len(told) - 1


def test_while_cases_are_sent_it_is_said_how_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "SAID_EVERY", -1.0)
    told: list[Any] = []
    cases = tuple(Case(id=str(number)) for number in range(3))
    child._answer(lambda: Cohort(name="x", cases=cases), lambda *said: told.append(said))
    sent = [content for kind, content in told if kind == "progress"]
    assert [(each["number"], each["count"]) for each in sent] == [(0, 3), (1, 3), (2, 3)]
    assert [Progress(**each).doing for each in sent] == ["send"] * 3


def test_a_fault_of_one_reader_costs_its_own_sheets_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(claimed: object, terms: object) -> object:
        raise KeyError("a fault of ours")

    kept = tuple(
        replace(reader, read=broken) if reader.form == "SSDA903 return" else reader
        for reader in readers.READERS
    )
    monkeypatch.setattr(readers, "READERS", kept)
    table(tmp_path, "good.csv", "1")
    rows = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7,2,13/04/2006,,,,\n"
    (tmp_path / "header.csv").write_text(rows)
    with pytest.raises(KeyError):
        read_here([tmp_path])
    cohort = read_here([tmp_path], forgiving=True)
    assert [case.id for case in cohort.cases] == ["1"] and cohort.outcome is Outcome.PARTIAL
    assert [problem.file for problem in cohort.problems if problem.rule == "reader-failed"] == [
        "header.csv"
    ]
    assert all(tally.adds_up for tally in cohort.tallies) and len(cohort.tray) == 2
