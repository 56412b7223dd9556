"""What leaves in other forms than pictures: tables, pages and reports, by case or as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from journeyviewer.export.figure import FigureRequest, File, OnProgress, make_folder
from journeyviewer.export.html_page import case_page, study_page
from journeyviewer.export.leaving import Leaving, file_names, leaving
from journeyviewer.export.tables import (
    Table,
    accounting_table,
    case_tables,
    cohort_as_table,
    dictionary_table,
)
from journeyviewer.export.word_report import case_report, study_report
from journeyviewer.export.workbook import csv_bytes, xlsx_bytes
from journeyviewer.model.chronology import Cohort
from journeyviewer.model.files import write_whole
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.words import counted

COHORT = "Cohort"


def case_files(one: Leaving, cohort: Cohort, request: FigureRequest, extension: str) -> list[File]:
    """Return the files of one case in one format."""
    tables = case_tables([one])
    if extension == "csv":
        first, *others = tables
        files = [(f"{one.name}.csv", csv_bytes(first))]
        return files + [(f"{one.name}, {_lower(table)}.csv", csv_bytes(table)) for table in others]
    if extension == "xlsx":
        tables.append(accounting_table(cohort, one.sharing))
        tables.append(dictionary_table(tables))
        lead = [request.mark, one.sharing.words, ONE_READER]
        return [(f"{one.name}.xlsx", xlsx_bytes(tables, one.title, lead))]
    if extension == "html":
        return [(f"{one.name}.html", case_page(one, cohort, request))]
    if extension == "docx":
        return [(f"{one.name}.docx", case_report(one, cohort, request))]
    raise JourneyError(f"“{extension}” is no format.")


def run_files(cohort: Cohort, request: FigureRequest) -> list[File]:
    """Return what goes with all the tables of a run: what columns mean and what became of rows."""
    sharing = request.sharing(cohort)
    accounting = accounting_table(cohort, sharing)
    if request.study is None:
        cases = [leaving(case, "", sharing) for case in cohort.cases[:1]]
    else:
        cases = [leaving(case, "", sharing, request.study) for case in cohort.cases]
    tables = [*case_tables(cases), accounting]
    return [
        ("Import accounting.csv", csv_bytes(accounting)),
        ("Data dictionary.csv", csv_bytes(dictionary_table(tables))),
    ]


def export_papers(
    cohort: Cohort,
    request: FigureRequest,
    on_progress: OnProgress | None = None,
    stop: Callable[[], bool] | None = None,
) -> list[Path]:
    """Write the whole cohort in each format that is no picture; return the paths.

    Stops between files when `stop` says so. Raises JourneyError when there is no case or a file
    cannot be written.
    """
    if not cohort.cases:
        raise JourneyError("There is no case to write.", "Check the files with the check command.")
    make_folder(request.folder)
    sharing = request.sharing(cohort)
    names = file_names(cohort.cases, hide_dates=not sharing.dates)
    cases = [
        leaving(case, names[case.id], sharing, request.study, request.choice)
        for case in cohort.cases
    ]
    written: list[Path] = []
    for done, extension in enumerate(request.formats, 1):
        if stop is not None and stop():
            break
        for name, data in _cohort_files(cases, cohort, request, extension):
            write_whole(request.folder / name, data)
            written.append(request.folder / name)
        if on_progress is not None:
            on_progress(done, len(request.formats), written[-1].name)
    return written


def _cohort_files(
    cases: list[Leaving], cohort: Cohort, request: FigureRequest, extension: str
) -> list[File]:
    sharing = cases[0].sharing
    tables = [cohort_as_table(cohort, sharing), *case_tables(cases)]
    tables.append(accounting_table(cohort, sharing))
    tables.append(dictionary_table(tables))
    if extension == "csv":
        first, *others = tables
        files = [(f"{COHORT}.csv", csv_bytes(first))]
        return files + [(f"{COHORT}, {_lower(table)}.csv", csv_bytes(table)) for table in others]
    if extension == "xlsx":
        lead = [request.mark, sharing.words, ONE_READER]
        title = counted(len(cases), "case")
        return [(f"{COHORT}.xlsx", xlsx_bytes(tables, title, lead))]
    if extension == "html":
        return [(f"{COHORT}.html", study_page(cases, cohort, request))]
    if extension == "docx":
        return [(f"{COHORT}.docx", study_report(cases, cohort, request))]
    raise JourneyError(f"“{extension}” is no format.")


ONE_READER = "What was not written down is not here. Notes and phases are one reader’s view."


def _lower(table: Table) -> str:
    return table.name.lower()
