"""The neutral records file: everything read, in a form that other programs can rely on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, TypeVar

from journeyviewer.model.chronology import (
    Case,
    Cohort,
    Entry,
    Kind,
    SourceRow,
    Tally,
    TrayRow,
)
from journeyviewer.model.decisions import Question, Repair
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.times import FuzzyDate

FORMAT = "jv-neutral-1"

_Placed = TypeVar("_Placed", SourceRow, TrayRow, Problem, Question, Repair)
Json = dict[str, Any]
"""A JSON object, on its way to a file."""


def neutral(cohort: Cohort) -> Json:
    """Return the set of files as one JSON object of the form "jv-neutral-1".

    Rows are found by the names that sheets have in their file: of several tables on one sheet, of
    which people are told by their cells, every row is one of the sheet.
    """
    cohort = _by_sheet(cohort)
    return {
        "format": FORMAT,
        "unit": cohort.name,
        "outcome": cohort.outcome.value,
        "message": cohort.message,
        "seconds": round(cohort.seconds, 3),
        "peak_mb": round(cohort.peak_mb, 1),
        "persons": [_person(case) for case in cohort.cases],
        "records": [_record(case.id, entry) for case in cohort.cases for entry in case.entries],
        "issues": [
            *(issue(problem) for problem in cohort.problems),
            *(issue(question.as_problem()) for question in cohort.questions),
            *(issue(problem) for problem in _repairs(cohort)),
        ],
        "tray": [
            {"file": row.file, "sheet": row.sheet, "row": row.row, "reason": row.reason}
            for row in cohort.tray
        ],
        "accounting": accounting(cohort),
    }


def refused(name: str, message: str) -> Json:
    """Return the neutral records file of a set that could not be read at all."""
    return {
        "format": FORMAT,
        "unit": name,
        "outcome": "error",
        "message": message,
        "seconds": 0.0,
        "peak_mb": 0.0,
        "persons": [],
        "records": [],
        "issues": [],
        "tray": [],
        "accounting": [],
    }


def issue(problem: Problem) -> Json:
    """Return a problem as JSON; `rows` only where there are several."""
    found: Json = {
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "action": problem.action.value,
    }
    if problem.rows:
        found["rows"] = list(problem.rows)
    return found


def _repairs(cohort: Cohort) -> list[Problem]:
    """Return the repairs that no sentence tells of, as sentences."""
    told = {(item.file, item.sheet, item.row, item.rule) for item in cohort.problems}
    return [
        Problem(
            file=item.file,
            sheet=item.sheet,
            row=item.row,
            column=item.column,
            rule=item.rule,
            severity=Severity.INFO,
            action=Action.ACCEPT if item.undone else Action.REPAIR,
            message=f"“{item.before}” became “{item.after}”."
            + (" This was taken back." if item.undone else ""),
        )
        for item in cohort.repairs
        if (item.file, item.sheet, item.row, item.rule) not in told
    ]


def accounting(cohort: Cohort) -> list[Json]:
    """Return what became of the rows of each sheet; the counts of a sheet add up."""
    return [
        {
            "file": tally.file,
            "sheet": tally.sheet,
            "rows_read": tally.rows_read,
            "records": tally.used,
            "tray": tally.tray,
            "hidden_duplicates": tally.hidden_duplicates,
            "non_data": tally.non_data,
        }
        for tally in cohort.tallies
    ]


def window(when: FuzzyDate) -> Json:
    """Return the days in which a date lies, both inclusive, null on an open side."""
    return {
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
    }


def _person(case: Case) -> Json:
    return {
        "id": case.id,
        "sex": case.sex.value if case.sex else None,
        "birth": window(case.birth) if case.birth else None,
    }


def _record(person: str, entry: Entry) -> Json:
    # A point has no end of its own, though its state is closed.
    has_end = entry.kind in (Kind.SPELL, Kind.COUNT) and entry.end is not None
    return {
        "person": person,
        "lane": entry.record_lane,
        "kind": entry.kind.value,
        "start": window(entry.start),
        "end": window(entry.end) if has_end and entry.end else None,
        "end_state": entry.end_state.value,
        "label": entry.label,
        "raw": entry.words,
        "code": entry.code,
        "value": entry.value,
        "attrs": _plain(entry.attributes),
        "suggested": entry.suggested,
        "source": _source(entry.sources),
    }


def _by_sheet(cohort: Cohort) -> Cohort:
    """Return a reading in which tables of one sheet go by its name, and its rows count once."""
    names = {(tally.file, tally.sheet): tally.whole for tally in cohort.tallies if tally.area}
    if not names:
        return cohort

    def named(row: _Placed) -> _Placed:
        place = row.file, row.sheet
        return replace(row, sheet=names[place]) if place in names else row

    def of_case(case: Case) -> Case:
        entries = [
            replace(entry, sources=tuple(dict.fromkeys(map(named, entry.sources))))
            for entry in case.entries
        ]
        return replace(case, entries=tuple(entries))

    tables: list[list[Tally]] = []
    for tally in cohort.tallies:
        found = next((group for group in tables if _is_another(tally, group)), None)
        if found is None:
            tables.append([tally])
        else:
            found.append(tally)
    return replace(
        cohort,
        cases=tuple(map(of_case, cohort.cases)),
        problems=tuple(map(named, cohort.problems)),
        questions=tuple(map(named, cohort.questions)),
        repairs=tuple(map(named, cohort.repairs)),
        tray=tuple(map(named, cohort.tray)),
        tallies=tuple(map(_together, tables)),
    )


def _is_another(tally: Tally, group: Sequence[Tally]) -> bool:
    """True for another table of the same sheet; the same one again is of a file called alike."""
    return (
        bool(tally.area)
        and (tally.file, tally.whole) == (group[0].file, group[0].whole)
        and tally.area not in {table.area for table in group}
        and bool(group[0].area)
    )


def _together(tables: Sequence[Tally]) -> Tally:
    """Return what became of the rows of a sheet: one that is used in any table is used."""
    if not tables[0].area:
        return tables[0]
    fates = [
        next((fate for fate in FATES if fate in of_row), "")
        for of_row in zip_longest(*(table.fates for table in tables), fillvalue=" ")
    ]
    counts = {fate: fates.count(fate) for fate in FATES}
    return Tally(
        file=tables[0].file,
        sheet=tables[0].whole,
        rows_read=sum(counts.values()),
        used=counts["u"],
        tray=counts["t"],
        hidden_duplicates=counts["d"],
        non_data=counts["n"],
    )


FATES = "utdn"
"""Letters of a tally, what counts most first."""


def _plain(attributes: Mapping[str, object]) -> Json:
    return {name: attributes[name] for name in sorted(attributes)}


def _source(rows: tuple[SourceRow, ...]) -> Json | list[Json]:
    places = [{"file": row.file, "sheet": row.sheet, "row": row.row} for row in rows]
    return places[0] if len(places) == 1 else places
