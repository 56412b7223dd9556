"""Which columns of a case chronology hold what, and which known form of one it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from journeyviewer.ingest.answers import remember
from journeyviewer.ingest.chronology_headings import TO_COME, field_of, fields, plain
from journeyviewer.ingest.columns import column_letter
from journeyviewer.ingest.date_columns import of_ages
from journeyviewer.ingest.dates import DateTrouble, parse_date
from journeyviewer.ingest.headings import Header, counts_rows, top_rows
from journeyviewer.ingest.table import Cell, Sheet, is_blank, text_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass

LONGEST_HEADING, LOOKED_AT = 60, 60
"""Letters of a heading, and rows below the headings looked at to see what a column holds."""
DATE_SHARE = 0.6
LONG_TEXT = 18
"""Letters of a cell, on average, from which a column holds what happened."""
SHORT_TEXT = 40
"""Letters of a cell, on average, up to which a column of events holds their types."""
KNOWN, NOTED, GUESSED = 0.75, 0.6, 0.45
NOTES = ("Date", "Event")
"""The headings that lines of notes would have."""
DETAILS = ("action", "impact", "significance", "agency", "entered", "status")
"""Fields whose cells are kept as the detail of a record, with their headings."""
AGENCY = re.compile(
    r"(?:the )?(?:police|health|education|schools?|colleges?|social care|social services|"
    r"childrens (?:social care|services|social services)|csc|csd|cypd|camhs|gp|nhs|hospital|"
    r"school nurse|lac nurse|youth offending(?: service| team)?|yot|yos|youth justice|probation|"
    r"housing|voluntary sector|voluntary|third sector|placements?|residential|foster care|"
    r"other agenc(?:y|ies)|other)(?: (?:events?|information|involvement|contacts?))?"
)
"""Headings of columns in which an agency tells what it knows."""
LEAST_AGENCIES = 2
IDENTIFYING = re.compile(
    r"\b(author|recorded by|recorder|entered by|created by|updated by|completed by|social worker|"
    r"worker|manager|officer|upn|uln|nhs|post ?code|address|phone|telephone|e ?mail|surname|"
    r"forename|first name|last name|allocated)\b"
)
"""Headings of columns that can point at real people or places, whose cells are not kept."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table: what they are, which form that is, and what is not used.

    `details` are headings and columns (from 0) that are kept as the detail of a record. `lent` are
    the headings of the table before, for one that goes on without any of its own.
    `extra` are headings of columns kept as details, `dropped` those of columns that are not kept,
    `unnamed` the letters of columns to the left of all others that hold something without one.
    """

    header: Header
    form: str
    score: float
    extra: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    details: tuple[tuple[str, int], ...] = ()
    lent: tuple[Cell, ...] = ()

    @property
    def reason(self) -> str:
        """Why it is taken for a chronology, in words."""
        return f"it looks like {self.form}"


def is_heading(cell: Cell) -> bool:
    """True for a cell that may be a heading: a few words, and no date."""
    if not isinstance(cell, str) or not 0 < len(cell.strip()) <= LONGEST_HEADING:
        return False
    return any(letter.isalpha() for letter in cell) and not is_date(cell)


@remember
def is_date(cell: Cell) -> bool:
    """True for a cell that holds a date in any form, and nothing else."""
    if isinstance(cell, datetime | date):
        return True
    if not isinstance(cell, str) or not 0 < len(cell.strip()) <= 40:
        return False
    try:
        return parse_date(cell).known
    except DateTrouble:
        return False


def find_columns(sheet: Sheet) -> Columns | None:
    """Return the columns of a chronology, None for a sheet that is none.

    Its headings may stand in any of the first rows. Where they say too little, one column of
    dates and one of long texts are enough.
    """
    if sheet.dated_lines:
        header = Header(
            len(sheet.rows),
            {"start": 0, "event": 1},
            dict(zip(("start", "event"), NOTES, strict=True)),
        )
        form = "prose whose paragraphs" if sheet.dated_within else "notes whose lines"
        says = "name a day" if sheet.dated_within else "begin with a date"
        return Columns(header, f"{form} {says}", NOTED, lent=NOTES)
    if sheet.headings:
        return _with_headings(sheet)
    best: Columns | None = None
    for index, cells in top_rows(sheet):
        found = read_columns(sheet, index, cells)
        if found is not None and (best is None or len(found.header.columns) > _known(best)):
            best = found
            break
    best = best or _by_cells(sheet)
    from journeyviewer.ingest.unread import is_below_another

    # Rows of a table above would be taken for titles.
    return None if best is not None and is_below_another(sheet, best.header.index) else best


def columns_by_sheet(sheets: Sequence[Sheet]) -> dict[int, Columns]:
    """Return the columns of the sheets that are chronologies, by the identity of the sheet.

    A table of a document that begins with a date goes on with the headings of the one before it.
    """
    found: dict[int, Columns] = {}
    before: dict[tuple[str, int], tuple[Columns, tuple[Cell, ...]]] = {}
    for sheet in sheets:
        place = sheet.file, sheet.group
        columns = find_columns(sheet)
        if columns is None and is_of_document(sheet) and place in before:
            columns = _lent(sheet, *before[place])
        if columns is not None:
            found[id(sheet)] = columns
            before[place] = columns, columns.lent or sheet.rows[columns.header.index]
    return found


def is_of_document(sheet: Sheet) -> bool:
    """True for tables of a Word document, which may go on from the one before them."""
    return re.fullmatch(r"Tables? \d+(?: to \d+)?", sheet.name or "") is not None


def _lent(sheet: Sheet, columns: Columns, headings: tuple[Cell, ...]) -> Columns | None:
    """Return the columns of the table before where this one has as many and begins with a date."""
    rows = [row for row in sheet.rows if not is_blank(row)]
    start = columns.header.columns["start"]
    if not rows or any(len(row) > len(headings) for row in rows[:LOOKED_AT]):
        return None
    if start >= len(rows[0]) or not is_date(rows[0][start]) or not _dated(rows[:LOOKED_AT], start):
        return None
    header = replace(columns.header, index=len(sheet.rows))
    return replace(columns, header=header, unnamed=(), lent=headings)


def _with_headings(sheet: Sheet) -> Columns | None:
    """Return the columns of a table whose headings stand in none of its rows."""
    whole = replace(sheet, rows=(sheet.headings, *sheet.rows), headings=())
    columns = read_columns(whole, 0, sheet.headings)
    if columns is None:
        return None
    header = replace(columns.header, index=len(sheet.rows))
    return replace(columns, header=header, lent=sheet.headings)


def _known(columns: Columns) -> int:
    return len(columns.header.columns)


def read_columns(sheet: Sheet, index: int, cells: Sequence[Cell]) -> Columns | None:
    """Return what the headings of one row name; None when they are no chronology's."""
    filled = [cell for cell in cells if text_of(cell)]
    if len(filled) < 2 or not all(is_heading(cell) for cell in filled):
        return None
    header = _by_age(sheet, _header(index, cells), cells)
    named = set(header.columns)
    missing = {"start", "end"} <= named and (
        bool({"missing", "offered"} & named) or _tells_of_missing(header)
    )
    told = "event" in named or "type" in named or _tells_by_agency(header, cells)
    if "start" not in named or not (told or missing):
        return None
    return _finished(sheet, header, *_form(header))


def _header(index: int, cells: Sequence[Cell]) -> Header:
    ranks: dict[str, int] = {}
    columns: dict[str, int] = {}
    written: dict[str, str] = {}
    for column, cell in enumerate(cells):
        heading = text_of(cell)
        field, rank = field_of(plain(heading))
        if field and (field not in ranks or rank < ranks[field]):
            ranks[field], columns[field], written[field] = rank, column, heading
    return Header(index, columns, written)


def _by_age(sheet: Sheet, header: Header, cells: Sequence[Cell]) -> Header:
    """Return a header whose events are placed by an age, where no column of dates is named.

    A table with one row for each child lists the children with their ages, and tells of no event.
    """
    if "child" in header.columns and _lists_children(sheet, header):
        return header
    place = next((at for at, cell in enumerate(cells) if of_ages(text_of(cell))), None)
    if "start" in header.columns or place is None or place in header.columns.values():
        return header
    return replace(
        header,
        columns={**header.columns, "start": place},
        written={**header.written, "start": text_of(cells[place])},
    )


def _tells_by_agency(header: Header, cells: Sequence[Cell]) -> bool:
    """True where what happened stands in a column for each agency, two at least.

    What they hold is kept with the headings, and the first that says something is shown.
    """
    taken = set(header.columns.values())
    agencies = [
        at
        for at, cell in enumerate(cells)
        if at not in taken and AGENCY.fullmatch(plain(text_of(cell)))
    ]
    return len(agencies) >= LEAST_AGENCIES


def _tells_of_missing(header: Header) -> bool:
    """True for a log whose dates are those somebody was missing from: “Date missing”."""
    return "missing" in loose(header.written.get("start", "")).split()


def _lists_children(sheet: Sheet, header: Header) -> bool:
    """True for two rows or more that each name another child, where no birth is given."""
    at = header.columns["child"]
    rows = _below(sheet, header.index)
    names = [text for row in rows if at < len(row) and (text := text_of(row[at]))]
    return "born" not in header.columns and len(names) > 1 and len(set(names)) == len(names)


def _form(header: Header) -> tuple[str, float]:
    """Return the known form a header is of, in words, and how sure that is."""
    has = set(header.columns)
    written = " ".join(header.written.values())
    if {"start", "end"} <= has and ({"missing", "offered"} & has or _tells_of_missing(header)):
        return "the missing episodes of a case system", 0.85
    if not {"event", "type"} & has:
        return "a multi-agency chronology (a column for each agency)", 0.8
    if re.search(r"_(DTTM|DATE|CODE)\b", written):
        return "an export of a case system", 0.8
    if {"operator", "start", "event"} <= has:
        return "a litigation chronology (type, date operator, date, status)", 0.85
    if {"start", "end", "sequence", "source"} <= has:
        return "a multi-agency chronology (start, end, sequence, source of information)", 0.85
    if {"sequence", "start", "event", "source"} <= has:
        return "a court chronology (serial number, date, event, witness or document)", 0.85
    if {"start", "event"} <= has and len({"source", "impact", "action"} & has) > 1:
        return "a social work chronology (date, significant event, source, impact, action)", 0.85
    return "a chronology (a date and what happened)", KNOWN


def _finished(sheet: Sheet, header: Header, form: str, score: float) -> Columns:
    """Name every other column: kept as a detail, not kept, or without a heading."""
    header = _with_counter(sheet, header)
    used = {column: field for field, column in header.columns.items()}
    header = _with_type(sheet, header, used)
    used = {column: field for field, column in header.columns.items()}
    extra, dropped, unnamed, details = [], [], [], []
    headings = sheet.rows[header.index]
    for column in range(len(headings)):
        heading = text_of(headings[column])
        if IDENTIFYING.search(plain(heading)):
            dropped.append(heading)
        elif column not in used and heading:
            extra.append(heading)
            details.append((heading, column))
        elif used.get(column) in DETAILS:
            details.append((heading, column))
        elif not heading and _holds_something(sheet, header.index, column):
            letter = column_letter(column)
            if column < min(used):
                # Exports number their rows there.
                unnamed.append(letter)
            else:
                extra.append(f"Column {letter}")
                details.append((f"Column {letter}", column))
    return Columns(
        header, form, score, tuple(extra), tuple(dropped), tuple(unnamed), tuple(details)
    )


def _with_counter(sheet: Sheet, header: Header) -> Header:
    """Return a header in which a column “ID” that counts the rows is their sequence, no child."""
    column = header.columns.get("child")
    if column is None or "sequence" in header.columns:
        return header
    texts = [text_of(row[column]) for row in _below(sheet, header.index) if column < len(row)]
    if not counts_rows([text for text in texts if text]):
        return header
    columns = {name: at for name, at in header.columns.items() if name != "child"}
    written = {name: text for name, text in header.written.items() if name != "child"}
    heading = header.written["child"]
    return replace(
        header,
        columns={**columns, "sequence": column},
        written={**written, "sequence": heading},
    )


def _holds_something(sheet: Sheet, index: int, column: int) -> bool:
    rows = sheet.rows[index + 1 :]
    return any(column < len(row) and text_of(row[column]) for row in rows)


def _with_type(sheet: Sheet, header: Header, used: Mapping[int, str]) -> Header:
    """Return a header in which, of two columns of events, the one of few words is the type."""
    if "event" not in header.columns or "type" in header.columns:
        return header
    others = [
        (column, text_of(cell))
        for column, cell in enumerate(sheet.rows[header.index])
        if column not in used and fields().get(plain(text_of(cell)), ("", 0))[0] == "event"
    ]
    if not others:
        return header
    event = header.columns["event"]
    other, heading = others[0]
    one, two = _length(sheet, header.index, event), _length(sheet, header.index, other)
    if one > two and two <= SHORT_TEXT:
        return _moved(header, {"type": (other, heading)})
    if two >= one and one <= SHORT_TEXT:
        kind = event, header.written["event"]
        return _moved(header, {"type": kind, "event": (other, heading)})
    return header


def _moved(header: Header, to: Mapping[str, tuple[int, str]]) -> Header:
    columns = {**header.columns, **{field: column for field, (column, _) in to.items()}}
    written = {**header.written, **{field: heading for field, (_, heading) in to.items()}}
    return replace(header, columns=columns, written=written)


def _length(sheet: Sheet, index: int, column: int) -> float:
    """Return how many letters the cells of a column have on average."""
    texts = [text_of(row[column]) for row in _below(sheet, index) if column < len(row)]
    filled = [len(text) for text in texts if text]
    return sum(filled) / len(filled) if filled else 0.0


def _below(sheet: Sheet, index: int) -> list[tuple[Cell, ...]]:
    rows = sheet.rows[index + 1 : index + 1 + 2 * LOOKED_AT]
    return [row for row in rows if not is_blank(row)][:LOOKED_AT]


def _by_cells(sheet: Sheet) -> Columns | None:
    """Return the columns of a table with one column of dates and one of long texts."""
    for index, cells in top_rows(sheet):
        filled = [cell for cell in cells if text_of(cell)]
        if len(filled) < 2 or not all(is_heading(cell) for cell in filled):
            continue
        rows = _below(sheet, index)
        if _is_fact([text_of(cell) for cell in filled]):
            continue
        born = _header(index, cells).columns.get("born")
        dates = [at for at in range(len(cells)) if at != born and _dated(rows, at)]
        free = [column for column in range(len(cells)) if column not in dates]
        longest = max(free, key=lambda column: _length(sheet, index, column), default=None)
        if len(dates) != 1 or longest is None or _length(sheet, index, longest) < LONG_TEXT:
            return None
        if not text_of(cells[dates[0]]) or not text_of(cells[longest]):
            # A row of data may look like headings; headings stand above both.
            continue
        if TO_COME.search(plain(text_of(cells[dates[0]]))):
            return None
        taken = {"start": dates[0], "event": longest}
        known = _header(index, cells)
        columns = {name: at for name, at in known.columns.items() if at not in taken.values()}
        columns |= taken
        written = {name: text_of(cells[at]) for name, at in columns.items()}
        header = Header(index, columns, written)
        return _finished(sheet, header, "a table with one column of dates and one of text", GUESSED)
    return None


def _is_fact(texts: Sequence[str]) -> bool:
    """True for what stands above headings and says whose a table is: “Case” beside “YP-03”."""
    if len(texts) != 2 or field_of(plain(texts[0]))[0] != "child":
        return False
    from journeyviewer.ingest.chronology_people import ids_shaped

    return bool(ids_shaped(texts[1]))


def _dated(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    filled = [row[column] for row in rows if column < len(row) and text_of(row[column])]
    return len(filled) > 0 and sum(map(is_date, filled)) >= DATE_SHARE * len(filled)
