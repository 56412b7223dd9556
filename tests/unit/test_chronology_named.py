"""Whom documents and lists of children name, and what a list of children with ages is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.chronology_people import facts_in
from journeyviewer.ingest.table import Sheet
from tests.documents import document, line, run
from tests.documents import table as word_table
from tests.tables import read, said
from tests.unit.chronology_help import AUNT, HEAD


def test_a_label_after_a_dash_names_the_child_of_every_table_that_follows(tmp_path: Path) -> None:
    path = tmp_path / "case.docx"
    path.write_bytes(
        document(
            line(run("Chronology – subject: Young Person B  DOB: 05/2000")),
            word_table(HEAD, ("13/02/2013", AUNT, "File")),
            line(run("2")),
            word_table(HEAD, ("14/02/2013", AUNT, "File")),
        )
    )

    cohort = read_here([path])

    assert [(case.id, len(case.entries)) for case in cohort.cases] == [("Young Person B", 2)]


def test_the_tables_of_a_document_that_names_nobody_are_called_by_the_file(tmp_path: Path) -> None:
    path = tmp_path / "case.docx"
    rows = [word_table(HEAD, (f"1{day}/02/2013", AUNT, "File")) for day in (3, 4)]
    path.write_bytes(document(rows[0], line(run("2")), rows[1]))

    assert [case.id for case in read_here([path]).cases] == ["case"]


@pytest.mark.parametrize(
    ("words", "born"),
    [
        ("Child: YP2   DOB 04/06/2000", "04/06/2000"),
        ("YP2, D.O.B. June 2000, female", "June 2000"),
        ("Chronology of YP2 (date of birth 4th June 2000)", "4th June 2000"),
        ("Her brother, DOB 04/06/2003", ""),
    ],
)
def test_a_birth_needs_no_colon_and_is_not_a_siblings(words: str, born: str) -> None:
    assert facts_in(words).born == born


def test_a_list_of_children_and_their_ages_is_no_chronology() -> None:
    reading = read(
        Sheet("a.xlsx", "Summary", (("YP", "Age", "Notes"), ("YP1", 15, "x"), ("YP2", 14, "y"))),
        Sheet("a.xlsx", "YP1", (HEAD, ("13/02/2013", AUNT, "File"))),
        Sheet("a.xlsx", "YP2", (("Age", "Event"), ("13", AUNT), ("14", AUNT))),
    )

    assert [case.id for case in reading.cases] == ["YP1"]
    assert [problem.sheet for problem in said(reading, "date-unreadable")] == ["YP2", "YP2"]
