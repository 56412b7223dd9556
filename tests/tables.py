"""Sheets made from text and workbooks, and what a reading says, for tests of the readers."""

from __future__ import annotations

import csv
import importlib.util
import io
from collections.abc import Sequence
from types import ModuleType

import openpyxl

from journeyviewer.ingest.readers import read_sheets
from journeyviewer.ingest.table import Cell, Reading, Sheet
from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.decisions import Question, Topic
from journeyviewer.model.problems import Problem
from journeyviewer.paths import root


def trimmed(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    kept = list(rows)
    while kept and not any(kept[-1]):
        kept.pop()
    return tuple(kept)


def table(text: str, file: str = "table.csv", group: int = 0) -> Sheet:
    """Return the sheet of a CSV given as text; the common indent is dropped."""
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    rows = [tuple(cell.strip() or None for cell in row) for row in csv.reader(lines)]
    return Sheet(file, None, trimmed(rows), group)


def workbook(content: bytes, file: str = "Case 3.xlsx", group: int = 0) -> list[Sheet]:
    """Return the sheets of a workbook given as bytes."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        Sheet(file, sheet.title, trimmed(list(sheet.iter_rows(values_only=True))), group)
        for sheet in book
    ]


def read(*sheets: Sheet) -> Reading:
    """Read sheets and check that every row is accounted for."""
    reading = read_sheets(sheets)
    assert all(tally.adds_up for tally in reading.tallies)
    assert sum(tally.rows_read for tally in reading.tallies) == sum(
        len(sheet.rows) for sheet in sheets
    )
    assert sum(tally.tray for tally in reading.tallies) == len(reading.tray)
    return reading


def only_case(reading: Reading) -> Case:
    assert len(reading.cases) == 1
    return reading.cases[0]


def said(reading: Reading, rule: str) -> list[Problem]:
    """Return what was said under one rule, else what was asked under it."""
    undecided = (each for each in reading.questions if each.rule == rule and each.given is None)
    asked = [question.as_problem() for question in undecided]
    return [problem for problem in reading.problems if problem.rule == rule] or asked


def asked(reading: Reading) -> list[Question]:
    """Return the questions but those about the order of day and month."""
    return [question for question in reading.questions if question.topic is not Topic.ORDER]


def facts(entry: Entry) -> dict[str, object]:
    """Return what an entry says, whatever file it was read from."""
    names = [name for name in entry.__slots__ if name not in ("sources", "attributes")]
    return {
        **{name: getattr(entry, name) for name in names},
        "attributes": dict(entry.attributes),
    }


def make_samples() -> ModuleType:
    """Return the packaging script that writes the sample workbooks."""
    path = root() / "packaging" / "make_samples.py"
    spec = importlib.util.spec_from_file_location("make_samples", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
