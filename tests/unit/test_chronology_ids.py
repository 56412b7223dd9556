"""Columns that tell children apart under headings that do not say so: nothing is mixed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from journeyviewer.ingest.headings import OF_CHILD
from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.decisions import Decisions, Question, Topic
from journeyviewer.model.lanes import loose
from tests.tables import read, table

TITLE = "Are these different children?"


def sheet(
    heading: str,
    ids: Sequence[Cell],
    *,
    file: str = "export.csv",
    above: tuple[str, ...] = (),
) -> Sheet:
    """Return a chronology with a row for each id, each telling whose it is."""
    rows = [
        (name, f"{day:02}/03/2014", f"Something about {name} alone")
        for day, name in enumerate(ids, start=13)
    ]
    titles = [(line,) for line in above]
    return Sheet(file, None, (*titles, (heading, "Date", "Event"), *rows))


def question(reading: Reading) -> Question | None:
    return next((each for each in reading.questions if each.title == TITLE), None)


def whose(reading: Reading) -> dict[str, set[str]]:
    """Return the words of each case."""
    return {case.id: {entry.words for entry in case.entries} for case in reading.cases}


@pytest.mark.parametrize("heading", ["Ref", "Subject of entry", "Ref No", "Reference"])
def test_a_column_of_clear_ids_parts_the_rows_and_is_asked_about(heading: str) -> None:
    made = sheet(heading, ["YP1", "YP2", "YP1"])
    reading = read(made)
    assert {name: len(words) for name, words in whose(reading).items()} == {"YP1": 1, "YP2": 1}
    assert all(all(name in each for each in words) for name, words in whose(reading).items())
    asked = question(reading)
    assert asked is not None and asked.topic is Topic.PERSON and asked.column == heading
    assert "YP1, YP2" in asked.detail

    one = read_sheets([made], Terms(decisions=Decisions(given={asked.key: "nobody"})))
    assert [case.id for case in one.cases] == ["export"]
    assert any("who it is" in each.detail for each in one.questions)


@pytest.mark.parametrize(
    ("heading", "ids"),
    [("Ref", ["10234", "10235"]), ("Number given", ["AB 12", "AB 13"]), ("ID", ["77", "78", "79"])],
)
def test_numbers_that_come_again_part_the_rows_below_a_heading_of_people(
    heading: str, ids: list[Cell]
) -> None:
    reading = read(sheet(heading, ids * 3))
    assert {case.id for case in reading.cases} == set(ids)
    assert all(all(name in each for each in words) for name, words in whose(reading).items())


@pytest.mark.parametrize(
    ("heading", "ids"),
    [
        ("Ref", [f"A{number}" for number in range(20)]),
        ("Ref", ["A1", "A1", "A2", "A3"]),
        ("Legal status", ["C2", "S20", "C2", "S20", "C2", "S20"]),
        ("Bundle", ["P12", "P13", "P12", "P13", "P12", "P13"]),
        ("Reference", ["P12", "P13", "P12", "P13", "P12", "P13"]),
        ("Ref", ["YP1", "letter", "YP2"]),
    ],
)
def test_pages_codes_and_numbers_that_stand_once_part_nothing(
    heading: str, ids: list[Cell]
) -> None:
    reading = read(sheet(heading, ids))
    assert question(reading) is None and len(reading.cases) == 1


@pytest.mark.parametrize(
    ("file", "above"), [("YP-07.csv", ()), ("export.csv", ("Chronology of YP-07",))]
)
def test_where_a_child_is_named_numbers_part_nothing_and_ids_do(
    file: str, above: tuple[str, ...]
) -> None:
    reading = read(sheet("Ref", ["1", "2"] * 3, file=file, above=above))
    assert [case.id for case in reading.cases] == ["YP-07"]
    reading = read(sheet("Ref", ["YP-07", "YP-08"], file=file, above=above))
    assert [case.id for case in reading.cases] == ["YP-07", "YP-08"]


def test_a_row_about_two_of_them_is_on_both_and_one_without_an_id_is_asked_about() -> None:
    ids = [*["YP1", "YP2"] * 4, "YP1 & YP2", "both", None]
    reading = read(sheet("Ref", ids))
    both = "Something about YP1 & YP2 alone"
    assert all(both in words for words in whose(reading).values()) and len(reading.cases) == 2
    assert len(reading.tray) == 2
    assert [each.title for each in reading.questions if each.topic is Topic.PERSON].count(
        "Whose rows are these?"
    ) == 2


def test_other_headings_further_down_keep_the_children_apart() -> None:
    rows: list[tuple[Cell, ...]] = [("Ref", "Date", "Event")]
    rows += [(name, "14/03/2014", f"About {name} alone") for name in ("YP1", "YP2")]
    rows += [("Ref", "Date", "Event", "Source")]
    rows += [(name, "15/03/2014", f"About {name} alone", "File") for name in ("YP1", "YP2")]
    reading = read(Sheet("export.csv", None, tuple(rows)))
    assert whose(reading) == {"YP1": {"About YP1 alone"}, "YP2": {"About YP2 alone"}}
    assert [len(case.entries) for case in reading.cases] == [2, 2]


def test_sheets_of_years_name_no_child_and_are_of_one() -> None:
    head = ("Date", "Event")
    years = [
        Sheet("Chronology.xlsx", year, (head, (f"14/03/20{year[2:4]}", f"Something of {year}")))
        for year in ("2012", "2013-14")
    ]
    reading = read(*years)
    assert {name: len(words) for name, words in whose(reading).items()} == {"Chronology": 2}
    assert all("the file’s name is used" in each.detail for each in reading.questions)


@pytest.mark.parametrize(
    "heading",
    [
        "Person No",
        "ICS Person ID",
        "Mosaic ID",
        "PERSON_ID",
        "Client Code",
        "Participant",
        "Pupil ref",
    ],
)
def test_headings_of_case_systems_name_the_child_however_few_rows_each_has(heading: str) -> None:
    reading = read(
        Sheet(
            "a.csv",
            None,
            (
                (heading, "Date", "Event"),
                ("0012", "13/02/2014", "Something of the first alone"),
                ("0013", "14/02/2014", "Something of the second alone"),
            ),
        )
    )

    assert [case.id for case in reading.cases] == ["0012", "0013"]


@pytest.mark.parametrize(
    "heading", ["Contact person", "Phone number", "Page no", "Person recording"]
)
def test_headings_of_other_people_and_numbers_name_no_child(heading: str) -> None:
    assert OF_CHILD.fullmatch(loose(heading)) is None


def test_a_name_beside_a_role_is_asked_about() -> None:
    content = """
    Date,Name,Event,Role
    03/05/2012,J Smith,Visit to the home,Social worker
    14/06/2012,A Jones,Call from school,Duty
    """
    asked = read_sheets([table(content, "Case 3.csv")])
    (question,) = [each for each in asked.questions if "name young people" in each.title]
    assert {case.id for case in asked.cases} == {"A Jones", "J Smith"}
    terms = Terms(decisions=Decisions(given={question.key: "nobody"}))
    answered = read_sheets([table(content, "Case 3.csv")], terms)
    assert [case.id for case in answered.cases] == ["Case 3"]
    cells = [entry.sources[0].cells for entry in answered.cases[0].entries]
    assert not any("Smith" in str(cell) for cell in cells)
