"""A Word report of a case, told in its phases, and one of a whole study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.export.annotated import NO_LINES, Line
from journeyviewer.export.figure import FigureRequest, headline, lead, page_scenes
from journeyviewer.export.leaving import Leaving
from journeyviewer.export.page_words import source_line
from journeyviewer.export.picture import png_bytes
from journeyviewer.export.tables import (
    Table,
    accounting_by_file,
    cohort_as_table,
    notes_table,
    questions_of,
)
from journeyviewer.export.word_parts import Report
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.words import counted
from journeyviewer.render.theme import theme

MOST_DPI = 300
MOST_COLUMNS = 7
"""Columns of the cohort table beside each other on an upright page."""


def case_report(one: Leaving, cohort: Cohort, request: FigureRequest) -> bytes:
    """Return the report of one case: its phases, the figure, what was written, where it is from."""
    title = headline(one, request)
    report = Report(request.template, title, request.mark)
    report.heading(title, 0)
    report.paragraph(lead(one, request), "Subtitle")
    _told(report, one, 1)
    _figure(report, one, request)
    _notes(report, one, 1)
    report.heading("The journey in words", 1)
    _words(report, one, 2)
    _questions(report, [one])
    _sources(report, [one], cohort)
    return report.data()


def study_report(cases: Sequence[Leaving], cohort: Cohort, request: FigureRequest) -> bytes:
    """Return one report of all cases: the cohort table, then case after case with its figure."""
    title = f"{counted(len(cases), 'journey')} compared"
    report = Report(request.template, title, request.mark)
    report.heading(title, 0)
    report.paragraph(cases[0].sharing.words, "Subtitle")
    report.heading("All cases", 1)
    for part in _in_parts(cohort_as_table(cohort, cases[0].sharing)):
        report.table(part, "One row a case, counted from the records.")
    for one in cases:
        report.heading(headline(one, request), 1)
        report.paragraph(lead(one, request))
        _told(report, one, 2)
        _figure(report, one, request)
        _notes(report, one, 2)
    _questions(report, cases)
    _sources(report, cases, cohort)
    return report.data()


def _told(report: Report, one: Leaving, level: int) -> None:
    """Tell the journey phase after phase, with the key developments that fall in each."""
    phases, developments = one.lines.phases, list(one.lines.developments)
    if phases:
        report.heading("The journey in phases", level)
    for phase in phases:
        report.heading(f"Phase {phase.number}: {phase.title}", level + 1)
        report.paragraph(f"{phase.when[:1].upper()}{phase.when[1:]}.")
        for words in phase.text.splitlines():
            report.paragraph(words)
        inside = [item for item in developments if _is_in(item, phase)]
        report.bullets([_development(item) for item in inside])
        developments = [item for item in developments if item not in inside]
    if developments:
        report.heading("Other key developments" if phases else "Key developments", level)
        report.bullets([_development(item) for item in developments])


def _is_in(item: Line, phase: Line) -> bool:
    if item.start is None or phase.start is None:
        return False
    return phase.start <= item.start and (phase.end is None or item.start < phase.end)


def _development(item: Line) -> str:
    said = f" {' '.join(item.text.split())}" if item.text else ""
    when = f", {item.when}" if item.when else ""
    return f"Key development {item.number}: {item.title}{when}.{said}"


def _figure(report: Report, one: Leaving, request: FigureRequest) -> None:
    # The notes stand in a table of their own: the figure has its room to itself.
    scene = page_scenes(replace(one, lines=NO_LINES), replace(request, tiles=1))[0]
    png = png_bytes(scene, theme(request.theme), min(request.dpi, MOST_DPI))
    opening = " ".join(one.words.split("\n\n")[0].split())
    words = f"Swimlanes of a journey. {opening} The report tells the same in words."
    report.picture(png, f"{one.title}: figure", words)


def _notes(report: Report, one: Leaving, level: int) -> None:
    found = notes_table([one])
    if found.rows:
        report.heading("Notes", level)
        bare = Table(found.name, found.columns[1:], tuple(row[1:] for row in found.rows))
        report.table(bare, "Squares in the figure, by their numbers. One reader’s view.")


def _questions(report: Report, cases: Sequence[Leaving]) -> None:
    """Write what is to be asked, case after case and by who can say, with room for answers."""
    asking = [(one, found) for one in cases if (found := questions_of(one))]
    if not asking:
        return
    report.heading("Questions to ask", 1)
    for one, found in asking:
        for title, questions in found:
            report.heading(f"{one.title}: {title[:1].lower()}{title[1:]}", 2)
            report.table(questions, "What the record leaves open. Nothing here is a finding.")


def _words(report: Report, one: Leaving, level: int) -> None:
    for block in one.words.strip().split("\n\n")[1:]:
        first, *rest = block.splitlines()
        name, _, said = first.partition(": ")
        if rest or said:
            report.heading(name.rstrip(":"), level)
            if said:
                report.paragraph(said)
        else:
            report.paragraph(first)
        report.bullets([line.strip() for line in rest])


def _sources(report: Report, cases: Sequence[Leaving], cohort: Cohort) -> None:
    report.heading("Where this comes from", 1)
    for one in cases:
        words = source_line(one.journey, bool(one.lines))
        report.paragraph(f"{one.title}: {words}" if len(cases) > 1 else words)
    found = accounting_by_file(cohort, cases[0].sharing)
    if found.rows:
        report.table(found, "What became of every row of each file; nothing is dropped unseen.")


def _in_parts(found: Table) -> list[Table]:
    """Return a wide table as several that fit a page, each with the case in front."""
    parts = []
    for first in range(1, len(found.columns), MOST_COLUMNS - 1):
        places = (0, *range(first, min(first + MOST_COLUMNS - 1, len(found.columns))))
        parts.append(
            Table(
                found.name,
                tuple(found.columns[place] for place in places),
                tuple(tuple(row[place] for place in places) for row in found.rows),
            )
        )
    return parts
