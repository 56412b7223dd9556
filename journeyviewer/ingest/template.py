"""Reads the template workbook: one case, its About sheet and a sheet for each lane."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from journeyviewer.ingest.answers import lane_named
from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.build import Setting
from journeyviewer.ingest.date_questions import look_at_together, say_of_columns, say_of_numbers
from journeyviewer.ingest.day_order import DateColumn
from journeyviewer.ingest.findings import Findings, Row, Weight
from journeyviewer.ingest.headings import (
    LISTS_SHEET,
    Header,
    children_named,
    find_header,
    is_lane_table,
)
from journeyviewer.ingest.ledger import Fate, Ledger
from journeyviewer.ingest.people import (
    About,
    coverage_in,
    is_example,
    look_at_births,
    read_about,
    read_birth,
    read_day_of_reading,
    read_sex,
    say_of_births,
)
from journeyviewer.ingest.person_facts import Fact, PersonFacts
from journeyviewer.ingest.rows import RowReader
from journeyviewer.ingest.table import Claim, Reading, Sheet, is_blank
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.lanes import Lane, loose


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for the sheets of every workbook that has sheets of the template."""
    won: list[Sheet] = []
    for group in _workbooks(sheets):
        others = _of_others(group)
        own = [sheet for sheet in group if sheet not in others]
        records = [sheet for sheet in own if _is_record_sheet(sheet)]
        if records and _about(group):
            won.extend(own)
            continue
        # Without an About sheet it may be anybody's workbook: what is not a lane's is not ours.
        records = [sheet for sheet in records if _is_lane_sheet(sheet)]
        if len(records) > 1:
            won.extend(sheet for sheet in own if sheet in records or _is_lists(sheet))
    if not won:
        return None
    return Claim(tuple(won), 0.95, "a workbook with the sheets of the reading template")


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read one case per workbook; a given day of reading stands in for the workbook's own."""
    reading = Reading()
    for group in _workbooks(claimed.sheets):
        _read_workbook(group, terms, reading)
    return reading


def _workbooks(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    groups: dict[tuple[str, int], list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault((sheet.file, sheet.group), []).append(sheet)
    return list(groups.values())


def _about(group: Sequence[Sheet]) -> Sheet | None:
    return next((sheet for sheet in group if loose(sheet.name or "") == "about"), None)


def _lane_of(sheet: Sheet) -> Lane | None:
    return lane_named(sheet.name) if sheet.name else None


def _is_record_sheet(sheet: Sheet) -> bool:
    return _lane_of(sheet) is not None and find_header(sheet, ("start", "what")) is not None


def _is_lane_sheet(sheet: Sheet) -> bool:
    header = find_header(sheet, ("start", "what"))
    return header is not None and is_lane_table(header)


def _is_lists(sheet: Sheet) -> bool:
    return loose(sheet.name or "") == loose(LISTS_SHEET)


def _of_others(group: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets whose rows name children of their own: a template is one child's."""
    about = _about(group)
    own = read_about(about, Ledger(about)).id_text() if about else ""
    found = []
    for sheet in group:
        header = find_header(sheet, ("case", "start")) if _lane_of(sheet) is not None else None
        named = children_named(sheet, header) if header is not None else ()
        if any(loose(name) != loose(own) for name in named):
            found.append(sheet)
    return found


def _read_workbook(group: Sequence[Sheet], terms: Terms, reading: Reading) -> None:
    findings = Findings(terms.decisions)
    ledgers = {id(sheet): Ledger(sheet) for sheet in group}
    sheet = _about(group)
    about = read_about(sheet, ledgers[id(sheet)]) if sheet else About()
    told = PersonFacts(terms)
    draft, setting = _person(about, group, told, terms.as_at, findings)
    records = [sheet for sheet in group if _is_record_sheet(sheet)]
    columns = _columns(records, findings)
    rows = RowReader(findings, replace(setting, columns=columns))
    for row in about.coverage:
        rows.use_coverage(row, ledgers[id(row.sheet)], draft, coverage_in(row, "lane"))
    for sheet in records:
        _read_records(sheet, ledgers[id(sheet)], rows, draft)
    for sheet in group:
        _leave(sheet, ledgers[id(sheet)], findings, sheet in records)
        reading.tallies.append(ledgers[id(sheet)].close("this sheet is not part of the template"))
        reading.tray.extend(ledgers[id(sheet)].tray)
    if draft.entries or about.row("case"):
        _say_name(about, group, findings)
        told.close_into(reading)
        reading.cases.append(draft.case())
    elif records:
        message = "Nothing is filled in yet. Write a row on one of its sheets and open it again."
        findings.say_of_sheet(records[0], "empty-template", message, Weight.WARN)
    findings.close_into(reading)


def _person(
    about: About,
    group: Sequence[Sheet],
    told: PersonFacts,
    as_at: date | None,
    findings: Findings,
) -> tuple[Draft, Setting]:
    """Return the case the About sheet describes; without an id it takes the file's name."""
    draft = Draft(about.id_text() or _name_of_file(group))
    gender, born = about.row("gender"), about.row("born")
    if gender is not None:
        told.tell(draft.id, Fact.SEX, read_sex(gender, findings), gender, "gender")
    draft.read_on = as_at or read_day_of_reading(about.row("read on"), findings)
    births = look_at_births([born.cell("born")] if born else [])
    birth = read_birth(born, findings, births, draft.read_on)
    if born is not None and birth is not None:
        say_of_births(born.sheet, births, [(born, birth)], findings)
        told.tell(draft.id, Fact.BIRTH, birth, born, "born")
    draft.sex, draft.birth = told.sex(draft.id), told.birth(draft.id)
    return draft, Setting(False, draft.birth, draft.read_on)


def _name_of_file(group: Sequence[Sheet]) -> str:
    return re.sub(r"\.\w{1,5}$", "", group[0].file)


def _say_name(about: About, group: Sequence[Sheet], findings: Findings) -> None:
    if not about.id_text():
        name = _name_of_file(group)
        message = f"The About sheet gives no case, so the file’s name is used: {name}."
        findings.say_of_sheet(group[0], "case-from-file-name", message)


def _columns(sheets: Sequence[Sheet], findings: Findings) -> Mapping[str, DateColumn]:
    """Decide once how the dates are read, from all those of the workbook: one hand wrote them."""
    rows: list[Row] = []
    for sheet in sheets:
        header = find_header(sheet, ("start", "what"))
        if header is not None:
            first = header.index + 2
            found = [Row(sheet, number, header) for number in range(first, len(sheet.rows) + 1)]
            rows.extend(row for row in found if not is_example(row))
    if not rows:
        return {}
    looks = look_at_together(rows, from_1904=sheets[0].from_1904)
    looks = say_of_columns(sheets[0], looks, rows, findings, Weight.REPAIRED)
    for sheet in sheets:
        say_of_numbers(sheet, [row for row in rows if row.sheet is sheet], findings)
    return {field: look.column() for field, look in looks.items()}


def _read_records(sheet: Sheet, ledger: Ledger, rows: RowReader, draft: Draft) -> None:
    lane, header = _lane_of(sheet), find_header(sheet, ("start", "what"))
    if lane is None or header is None:
        return
    for number in range(1, header.index + 2):
        ledger.set(number, Fate.NON_DATA)
    for number in range(header.index + 2, len(sheet.rows) + 1):
        row = Row(sheet, number, header)
        if not is_blank(sheet.rows[number - 1]):
            rows.use(row, ledger, draft, lane)
    if header.others:
        rows.findings.say_of_sheet(sheet, "column-ignored", _ignored(header))
    rows.findings.say_beyond(sheet, header)


def _ignored(header: Header) -> str:
    names = ", ".join(header.others)
    return f"These columns are not part of the form and are not read: {names}."


def _leave(sheet: Sheet, ledger: Ledger, findings: Findings, read: bool) -> None:
    """Speak for a sheet that holds no records: the lists, the notes, or one nobody knows."""
    name = loose(sheet.name or "")
    if read:
        return
    if name == "about":
        for number in range(1, len(sheet.rows) + 1):
            if number not in ledger.fates:
                ledger.set(number, Fate.NON_DATA)
    elif _is_lists(sheet):
        for number in range(1, len(sheet.rows) + 1):
            ledger.set(number, Fate.NON_DATA)
    elif not all(is_blank(row) for row in sheet.rows):
        message = (
            f"The sheet “{sheet.name}” is not part of the template and was not read. "
            "Move its rows to one of the template’s sheets to see them."
        )
        findings.say_of_sheet(sheet, "unknown-sheet", message, Weight.WARN)
