"""What could point at somebody is hidden before anything is drawn, and asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyviewer.cli import main
from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.decisions import Decisions, Topic
from journeyviewer.paths import samples

NAME, STREET, NUMBER = "Fennimore", "Rose Street", "07700 900123"
TABLE = f"""Case,Lane,Start,End,What,Detail
1,Residence,1 May 2014,,Foster care,Placed at 14 {STREET} with Mrs {NAME}
1,Missing,3 May 2014,4 May 2014,Missing overnight,Rang {NUMBER} twice
1,Legal,5 May 2014,,S20,
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.csv"
    made.write_text(TABLE)
    return made


def read(path: Path, **given: str) -> Cohort:
    return read_here([path], Terms(decisions=Decisions(given=given), hide=True))


def told(cohort: Cohort) -> str:
    shown = [(case.id, case.entries, case.coverage) for case in cohort.cases]
    return repr((shown, cohort.problems, cohort.tray, cohort.tables, cohort.repairs))


def test_names_streets_and_numbers_are_nowhere_in_what_is_drawn(path: Path) -> None:
    cohort = read(path)
    for words in (NAME, STREET, NUMBER):
        assert words not in told(cohort)
    assert "Foster care" in told(cohort)
    asked = [item for item in cohort.questions if item.topic is Topic.IDENTIFIER]
    assert len(asked) == 3 and cohort.questions[0].topic is Topic.IDENTIFIER
    for item in asked:
        assert item.answer == "hide" and item.given is None and item.rows
        assert not any(words in item.title + item.detail for words in (NAME, STREET, NUMBER))
    assert any(NAME in item.whole for item in asked)


def test_what_is_kept_shows_again_and_the_rest_stays_hidden(path: Path) -> None:
    name = next(item for item in read(path).questions if "person" in item.title)
    cohort = read(path, **{name.key: "keep"})
    assert NAME in told(cohort) and STREET not in told(cohort)
    assert next(item for item in cohort.questions if item.key == name.key).given == "keep"


def test_a_heading_that_points_is_asked_about_once_for_every_table_with_it(tmp_path: Path) -> None:
    for file, case in (("b.csv", "1"), ("Fennimore Green.csv", "2"), ("c.csv", "3")):
        rows = f"Case,Lane,Start,What,Key worker\n{case},Legal,5 May 2014,S20,Ann B\n"
        (tmp_path / file).write_text(rows)
    asked = [each for each in read(tmp_path).questions if "column" in each.title]
    assert [each.detail.partition(":")[0] for each in asked] == [
        "The column “Key worker” of 3 tables"
    ]
    assert NAME not in repr(asked)
    cohort = read(tmp_path, **{asked[0].key: "keep"})
    assert [each.given for each in cohort.questions if "column" in each.title] == ["keep"]


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (("May 1999", "1999", "05/1999", "1999-05", "Sept 2001"), False),
        (("May 1999", "12 May 1999"), True),
        (("2001-05-12",), True),
        (("12.5.99",), True),
    ],
)
def test_births_are_asked_about_where_one_has_its_day(
    tmp_path: Path, cells: tuple[str, ...], asked: bool
) -> None:
    rows = (f"{case},{born},Legal,5 May 2014,S20\n" for case, born in enumerate(cells))
    made = tmp_path / "a.csv"
    made.write_text("Case,DOB,Lane,Start,What\n" + "".join(rows))
    cohort = read(made)
    assert any("column" in each.title for each in cohort.questions) is asked
    source = cohort.cases[0].entries[0].sources[0]
    assert (("DOB", cells[0]) in tuple(source.cells)) is not asked


def test_a_pseudonym_of_the_study_is_left(path: Path) -> None:
    terms = Terms(decisions=Decisions(pseudonyms=(f"Mrs {NAME}", NAME)), hide=True)
    cohort = read_here([path], terms)
    assert NAME in told(cohort)


def test_the_same_decisions_give_the_same_reading(path: Path) -> None:
    first = read(path)
    given = {item.key: "keep" for item in first.questions}
    assert told(read(path, **given)) == told(read(path, **given)) != told(first)


def test_the_report_and_the_description_hold_none_of_it(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("check", "describe", "cohort"):
        assert main([command, str(path)]) == 0
        said = capsys.readouterr().out
        assert not any(words in said for words in (NAME, STREET, NUMBER)), command


def test_nothing_is_pointed_out_in_the_invented_cases() -> None:
    for place in (samples(), samples() / "one_table"):
        asked = read_here([place], Terms(hide=True)).questions
        assert not any(item.topic is Topic.IDENTIFIER for item in asked)
