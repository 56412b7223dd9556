"""Writes `sample_cases/Case N.xlsx` from the tidy table of the samples, one workbook per case.

Run from the project's folder: `python packaging/make_samples.py`. The same table gives the
same files, byte for byte.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from journeyviewer.ingest.answers import lane_named  # noqa: E402
from journeyviewer.ingest.headings import PERSON_COLUMNS  # noqa: E402
from journeyviewer.ingest.template_writer import (  # noqa: E402
    FilledCase,
    sheet_columns,
    write_template,
)

TABLE = ROOT / "sample_cases" / "one_table" / "journeys.csv"
NOT_ON_A_SHEET = (*PERSON_COLUMNS, "Lane", "Kind")

TidyRow = Mapping[str, str]


class MisplacedCellError(Exception):
    """A cell of the table has no place in the template."""


def read_cases(table: Path) -> dict[str, list[TidyRow]]:
    """Return the rows of each case, in the order of the table."""
    cases: dict[str, list[TidyRow]] = {}
    with table.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            cases.setdefault(row["Case"].strip(), []).append(row)
    return cases


def fill(name: str, rows: Sequence[TidyRow]) -> FilledCase:
    """Return the filled case of one case's rows; raises MisplacedCellError."""
    coverage: list[tuple[str, str, str, str]] = []
    records: dict[str, list[TidyRow]] = {}
    for row in rows:
        if row["Lane"].strip().casefold() == "coverage":
            coverage.append((row["Source"], row["What"], row["Start"], row["End"]))
            continue
        lane = lane_named(row["Lane"])
        if lane is None or lane.sheet is None:
            raise MisplacedCellError(f"Case {name}: no sheet is called “{row['Lane']}”.")
        _check(name, lane.sheet, row)
        records.setdefault(lane.sheet, []).append(row)
    return FilledCase(
        case=name,
        gender=_said(rows, "Gender"),
        born=_said(rows, "Born"),
        read_on=_said(rows, "Read on"),
        coverage=tuple(coverage),
        records=records,
    )


def _said(rows: Iterable[TidyRow], column: str) -> str:
    return next((row[column] for row in rows if row[column]), "")


def _check(name: str, sheet: str, row: TidyRow) -> None:
    """Refuse a row with words in a column its sheet does not have; raises MisplacedCellError."""
    known = (*sheet_columns(sheet), *NOT_ON_A_SHEET)
    for column, words in row.items():
        if words and column not in known:
            raise MisplacedCellError(
                f"Case {name}, {row['Start']} {row['What']}: the sheet {sheet} has no “{column}”."
            )


def main(table: Path = TABLE, folder: Path = ROOT / "sample_cases") -> int:
    """Write every workbook; returns the exit code."""
    for name, rows in read_cases(table).items():
        path = folder / f"Case {name}.xlsx"
        try:
            write_template(path, fill(name, rows))
        except MisplacedCellError as trouble:
            print(trouble, file=sys.stderr)
            return 1
        print(f"{path.name}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(Path(argument) for argument in sys.argv[1:3])))
