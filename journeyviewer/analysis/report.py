"""The import report: what was read, what needs a decision, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from journeyviewer.analysis.import_report import decided_words, import_report
from journeyviewer.analysis.neutral import Json, accounting, issue
from journeyviewer.model.chronology import Case, Cohort, Tally
from journeyviewer.model.decisions import UNDO, Question, Repair
from journeyviewer.model.extents import extents_of
from journeyviewer.model.gaps import covered
from journeyviewer.model.lanes import lanes
from journeyviewer.model.problems import Problem, Severity
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import counted, day_words, listed, upper_first

HEADINGS = {
    Severity.ERROR: "Could not be read",
    Severity.QUESTION: "Questions about the files",
    Severity.WARNING: "Worth a look",
    Severity.INFO: "For information",
}
MOST_ROWS = 8
"""Row numbers listed before the rest are only counted."""


@dataclass(frozen=True, slots=True)
class LaneReading:
    """One lane over all cases: its records, the cases with any, and the days that were read.

    `first` and `last` are the outermost days covered for any case, both inclusive; None when
    nothing is said of what was read.
    """

    title: str
    records: int
    cases: int
    first: date | None
    last: date | None


def lane_readings(cohort: Cohort) -> list[LaneReading]:
    """Return the lanes in drawing order; "Other" only when something is in it."""
    records: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    for case in cohort.cases:
        for key, extent in extents_of(case).items():
            records[key] += extent.records
            cases[key] += 1
    readings = []
    for lane in lanes():
        if lane.key == "other" and not records["other"]:
            continue
        windows = [window for case in cohort.cases for window in covered(case, lane.key)]
        readings.append(
            LaneReading(
                lane.title,
                records[lane.key],
                cases[lane.key],
                min((window.start for window in windows), default=None),
                max((window.end - timedelta(days=1) for window in windows), default=None),
            )
        )
    return readings


def headline(cohort: Cohort) -> str:
    """Return one sentence with what became of all rows."""
    rows = sum(tally.rows_read for tally in cohort.tallies)
    parts = [
        f"{_sum(cohort.tallies, 'used'):,} used",
        f"{_sum(cohort.tallies, 'tray'):,} kept aside",
        f"{_sum(cohort.tallies, 'hidden_duplicates'):,} repeated",
        f"{_sum(cohort.tallies, 'non_data'):,} without data",
    ]
    read = {tally.file for tally in cohort.tallies}
    # Files of different folders may be called alike.
    files = sum(name in read for name in cohort.sources) or len(read)
    return (
        f"{cohort.name}: {counted(files, 'file')}, {counted(len(cohort.cases), 'case')}. "
        f"{counted(rows, 'row')}: {listed(parts)}."
    )


def _sum(tallies: Sequence[Tally], name: str) -> int:
    return sum(getattr(tally, name) for tally in tallies)


def report_text(cohort: Cohort) -> str:
    """Return the import report for a screen."""
    blocks = [headline(cohort)]
    if cohort.message:
        blocks.append(cohort.message)
    blocks.append(_by_sheet(cohort))
    blocks.append(_recognised(cohort))
    blocks.append(_questions(cohort))
    blocks += _problems(cohort.problems)
    blocks.append(_repairs(cohort))
    if cohort.cases:
        blocks.append(_lanes(cohort))
    if cohort.tray:
        blocks.append(_left_out(cohort))
    return "\n\n".join(block for block in blocks if block) + "\n"


def report_json(cohort: Cohort) -> Json:
    """Return the import report as a JSON object."""
    return {
        "format": "jv-check-1",
        "unit": cohort.name,
        "outcome": cohort.outcome.value,
        "message": cohort.message,
        "summary": headline(cohort),
        "cases": len(cohort.cases),
        "records": sum(case.entry_count for case in cohort.cases),
        "accounting": accounting(cohort),
        "issues": [issue(problem) for problem in cohort.problems],
        "tray": [
            {"file": row.file, "sheet": row.sheet, "row": row.row, "reason": row.reason}
            for row in cohort.tray
        ],
        "recognised": [asdict(found) for found in cohort.recognised],
        "questions": [_question_json(question) for question in cohort.questions],
        "repairs": [asdict(repair) for repair in cohort.repairs],
        "decisions": _decisions_json(cohort),
        "lanes": [
            {
                "lane": reading.title,
                "records": reading.records,
                "cases": reading.cases,
                "read_from": reading.first.isoformat() if reading.first else None,
                "read_to": reading.last.isoformat() if reading.last else None,
            }
            for reading in lane_readings(cohort)
        ],
    }


def _question_json(question: Question) -> Json:
    """Return a question for a saved report; what is masked in it stays masked."""
    return {
        "key": question.key,
        "topic": question.topic.value,
        "title": question.title,
        "detail": question.detail,
        "file": question.file,
        "sheet": question.sheet,
        "column": question.column,
        "rows": list(question.rows),
        "choices": {choice.id: choice.label for choice in question.choices},
        "default": question.default,
        "given": question.given,
        "children": [
            {
                "key": part.key,
                "child": part.child,
                "detail": part.detail,
                "rows": list(part.rows),
                "given": part.given,
            }
            for part in question.parts
        ],
    }


def _decisions_json(cohort: Cohort) -> Json:
    """Return the decisions a reading was made with, so that it can be made again from the report.

    Words and columns that were chosen are kept in files of their own.
    """
    given = {item.key: item.given for item in cohort.questions if item.given is not None}
    parts = [part for item in cohort.questions for part in item.parts]
    given |= {part.key: part.given for part in parts if part.given is not None}
    given |= {repair.key: UNDO for repair in cohort.repairs if repair.undone}
    columns = {table.fingerprint: dict(table.chosen) for table in cohort.tables if table.chosen}
    return {"format": "jv-decisions-1", "given": given, "columns": columns}


def _place(file: str, sheet: str | None) -> str:
    return f"{file}, {sheet}" if sheet else file


def _by_sheet(cohort: Cohort) -> str:
    if not cohort.tallies:
        return ""
    places = [_place(tally.file, tally.sheet) for tally in cohort.tallies]
    width = max(len(place) for place in places)
    head = (
        f"  {'':{width}}  {'rows':>7}  {'used':>7}  {'aside':>7}  {'repeated':>8}  {'no data':>7}"
    )
    lines = ["Read, by file and sheet", head]
    for place, tally in zip(places, cohort.tallies, strict=True):
        lines.append(
            f"  {place:{width}}  {tally.rows_read:>7,}  {tally.used:>7,}  {tally.tray:>7,}"
            f"  {tally.hidden_duplicates:>8,}  {tally.non_data:>7,}"
            + ("" if tally.adds_up else "  (does not add up: please report this)")
        )
    return "\n".join(lines)


def recognised_lines(cohort: Cohort) -> list[str]:
    """Return what each sheet was taken for and why, with the next best; the same once."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for found in cohort.recognised:
        other = ""
        if found.other_form:
            other = f"; next best: {found.other_form} ({found.other_reason})"
        places = groups.setdefault((found.form, found.reason, other), [])
        places.append(_place(found.file, found.sheet))
    lines = []
    for (form, reason, other), places in groups.items():
        shown = places[:MOST_ROWS]
        if len(places) > MOST_ROWS:
            shown.append(f"{len(places) - MOST_ROWS:,} more")
        lines.append(f"{upper_first(form)}: {listed(shown)}. Because: {reason}{other}.")
    return lines


def _recognised(cohort: Cohort) -> str:
    lines = [f"  {line}" for line in recognised_lines(cohort)]
    return "\n".join(["Taken for", *lines]) if lines else ""


def _questions(cohort: Cohort) -> str:
    """Return what a person is to decide, the most harmful first, with the answer that holds."""
    report = import_report(cohort)
    if not report.groups:
        return ""
    lines = [f"For you to decide: {counted(report.to_decide, 'question')}"]
    for group in report.groups:
        lines.append(f"  {group.title} ({decided_words(group)})")
        for question in group.questions[:MOST_ROWS]:
            how = "decided" if question.given is not None else "until you decide"
            how = "as the file shows" if question.settled and question.given is None else how
            lines += [f"    {line}".rstrip() for line in question.detail.split("\n")]
            lines.append(f"      {how}: {question.words_of(question.answer)}. [{question.key}]")
            lines += _parts(question)
        if len(group.questions) > MOST_ROWS:
            lines.append(f"    and {len(group.questions) - MOST_ROWS:,} more like it")
    return "\n".join(lines)


def _parts(question: Question) -> list[str]:
    """Return the children a question is about, those first that are answered otherwise."""
    if not question.parts:
        return []
    ordered = sorted(question.parts, key=lambda part: part.given is None)
    lines = [f"      for {counted(len(ordered), 'child', 'children')}, each on its own if need be:"]
    for part in ordered[:MOST_ROWS]:
        answer = f" Decided: {question.words_of(part.given)}." if part.given is not None else ""
        lines.append(f"        {Case(id=part.child).title}: {part.detail}{answer} [{part.key}]")
    if len(ordered) > MOST_ROWS:
        lines.append(f"        and {len(ordered) - MOST_ROWS:,} more")
    return lines


def _repairs(cohort: Cohort) -> str:
    """Return every repair with what stood there before; many of one kind are counted."""
    if not cohort.repairs:
        return ""
    lines = [f"Repaired, and listed so that it can be undone: {len(cohort.repairs):,}"]
    groups: dict[tuple[str, str | None, str], list[Repair]] = {}
    for repair in cohort.repairs:
        groups.setdefault((repair.file, repair.sheet, repair.rule), []).append(repair)
    for (file, sheet, _), found in groups.items():
        for repair in found[:MOST_ROWS]:
            row = f", row {repair.row:,}" if repair.row else ""
            column = f", column “{repair.column}”" if repair.column else ""
            undone = " Undone." if repair.undone else ""
            lines.append(
                f"  {_place(file, sheet)}{row}{column}: “{repair.before}” became "
                f"“{repair.after}”.{undone} [{repair.key}]"
            )
        if len(found) > MOST_ROWS:
            lines.append(f"    and {len(found) - MOST_ROWS:,} more like it")
    return "\n".join(lines)


def _problems(problems: Sequence[Problem]) -> list[str]:
    """Return one block per severity, the same rule in the same place once."""
    blocks = []
    for severity, title in HEADINGS.items():
        groups: dict[tuple[str, str | None, str], list[Problem]] = {}
        for problem in problems:
            if problem.severity is severity:
                key = (problem.file, problem.sheet, problem.rule)
                groups.setdefault(key, []).append(problem)
        if groups:
            lines = [line for group in groups.values() for line in _group(group)]
            blocks.append("\n".join([title, *lines]))
    return blocks


def _group(group: Sequence[Problem]) -> list[str]:
    first = group[0]
    numbers = sorted({row for problem in group for row in (*problem.rows, problem.row) if row})
    column = f", column “{first.column}”" if first.column else ""
    head = f"  {_place(first.file, first.sheet)}{_rows(numbers)}{column}: {first.message}"
    different = {problem.message for problem in group}
    if len(different) == 1:
        return [head]
    return [head, f"    and {counted(len(group) - 1, 'more like it', 'more like it')}"]


def _rows(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    shown = [f"{number:,}" for number in numbers[:MOST_ROWS]]
    if len(numbers) > MOST_ROWS:
        shown.append(f"{len(numbers) - MOST_ROWS:,} more")
    return f", {'row' if len(numbers) == 1 else 'rows'} {listed(shown)}"


def _lanes(cohort: Cohort) -> str:
    readings = lane_readings(cohort)
    width = max(len(reading.title) for reading in readings)
    lines = ["What the journeys will show", f"  {'':{width}}  {'records':>8}  {'cases':>6}  read"]
    for reading in readings:
        read = "not said"
        if reading.first is not None and reading.last is not None:
            read = f"{day_words(reading.first)} to {day_words(reading.last)}"
        lines.append(
            f"  {reading.title:{width}}  {reading.records:>8,}  {reading.cases:>6,}  {read}"
        )
    return "\n".join(lines)


def _left_out(cohort: Cohort) -> str:
    """Return the rows kept aside, grouped by place and reason."""
    groups: dict[tuple[str, str | None, str], list[int]] = {}
    for row in cohort.tray:
        rows = groups.setdefault((row.file, row.sheet, row.reason), [])
        if row.row is not None:
            rows.append(row.row)
    lines = [f"Left out, kept and listed: {counted(len(cohort.tray), 'row')}"]
    for (file, sheet, reason), rows in groups.items():
        lines.append(f"  {_place(file, sheet)}{_rows(sorted(rows))}: {reason}")
    return "\n".join(lines)
