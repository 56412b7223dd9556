"""Chronologies as tables and files, and what is drawn of them, for the tests of their problems."""

from __future__ import annotations

from pathlib import Path

from journeyviewer.ingest.child import read_here
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.model.chronology import Cohort, Entry
from journeyviewer.model.problems import Problem
from tests.tables import read

HEAD = ("Date", "Event", "Source")
AUNT = "The aunt rang to say that all is well"


def chronology(
    *rows: tuple[Cell, ...], head: tuple[Cell, ...] = HEAD, name: str | None = None
) -> Sheet:
    return Sheet("Case 3.xlsx", name, (head, *rows))


def drawn(reading: Reading | Cohort) -> list[Entry]:
    return [entry for case in reading.cases for entry in case.entries if not entry.suggested]


def one(when: Cell, head: tuple[Cell, ...] = HEAD) -> Entry:
    (entry,) = drawn(read(chronology((when, AUNT, "File"), head=head)))
    return entry


def whole(tmp_path: Path, name: str, content: bytes | str) -> Cohort:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_here([path])


def of(cohort: Cohort, rule: str) -> list[Problem]:
    return [problem for problem in cohort.problems if problem.rule == rule]


IDS = ("Child", "Date", "Event")
WIDE = """Case,place1,start1,end1,place2,start2,end2
    3,Foster care,01/02/2014,01/03/2014,K2,01/03/2014,
"""
