"""CSV files as they come: delimiters, quotes and control characters."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from journeyviewer.ingest.dated_lines import MOST_LINES, is_no_table, notes_of
from journeyviewer.ingest.limits import MOST_COLUMNS, MOST_FIELD, MOST_LINES_A_ROW, MOST_ROWS
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.text_encodings import (
    SHOWN,
    WINDOWS,
    decode,
    decode_by_line,
    mixed,
    not_utf8,
)
from journeyviewer.ingest.text_rows import TextRows, text_rows
from journeyviewer.model.patterns import later
from journeyviewer.model.problems import Action, JourneyError, Problem, Severity

if TYPE_CHECKING:
    from journeyviewer.ingest.beyond import Beyond

BLOCK = 2**20
"""Characters whose lines are found at once."""
SAMPLE = 65_536
"""Characters from which the sign between the cells is found."""
LABELS_WITHIN = 200
"""Rows of a text that are looked at for labels such as “Date: ”."""
MOST_REPEATED = 40
"""Characters of the longest text that is likely to occur again."""
DELIMITERS = ",;\t|"
LONGEST_LINE = 32 * 1024 * 1024
"""Bytes of one line."""
# C0 controls but tab and line ends, and marks that turn the direction of text.
CONTROLS = later("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

# Written out: the pattern is compiled when a text is looked at, not before.
_ASCII_CONTROLS = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))


def load_text(name: str, data: bytes, group: int) -> tuple[list[Sheet], list[Problem]]:
    """Return the one sheet of a CSV file, or of lines of notes, and what was said about it."""
    sheets, problems = _load_table(name, data, group)
    if len(sheets[0].rows) <= MOST_LINES and is_no_table(sheets[0]):
        notes = notes_of(name, None, lines_in(data), group)
        if notes is not None:
            return [notes], [said for said in problems if said.rule != "one-column"]
    forms = _forms_of(sheets[0], data)
    if forms is not None:
        return [forms], [said for said in problems if said.rule != "one-column"]
    return sheets, problems


def _forms_of(sheet: Sheet, data: bytes) -> Sheet | None:
    """Return a text whose lines are labels with what they say, unbroken by the signs in them."""
    if len(sheet.rows) > MOST_LINES:
        return None
    first = [row[0] for row in sheet.rows[:LABELS_WITHIN] if row and type(row[0]) is str]
    marked = [cell for cell in first if cell[0].isalpha() and (":" in cell or " -" in cell)]
    if len(marked) < 2:
        return None
    from journeyviewer.ingest.form_labels import begins_with_known

    if sum(map(begins_with_known, marked)) < 2:
        return None
    from journeyviewer.ingest.forms import holds_forms

    if max(map(len, sheet.rows)) == 1:
        return sheet if holds_forms(sheet) else None
    rows = tuple((line.strip(),) if line.strip() else () for line in lines_in(data))
    made = Sheet(sheet.file, None, rows, sheet.group, trimmed=True)
    return made if holds_forms(made) else None


def lines_in(data: bytes) -> list[str]:
    """Return the lines of a text as they are read; `load_text` says what is odd about them."""
    text, encoding = decode(data)
    if encoding == "mixed":
        text, _ = decode_by_line(data)
    return cleaned(text).splitlines()


def cleaned(text: str) -> str:
    """Return a text as it is shown: controls become visible marks, spaces may break lines."""
    return CONTROLS.sub(visible_sign, text).replace("\u00a0", " ")


def _load_table(name: str, data: bytes, group: int) -> tuple[list[Sheet], list[Problem]]:
    problems: list[Problem] = []
    _refuse_endless_line(name, data)
    is_known = data.isascii() and not any(sign.encode() in data for sign in _ASCII_CONTROLS)
    if is_known:
        # Nothing is said of such a text, and it need not be held twice.
        plain = _plain_rows(data, find_delimiter(data[:SAMPLE].decode()))
        if plain is not None:
            return [sheet_of(name, plain, group, 0, problems)], problems
    text, encoding = decode(data)
    if encoding == "mixed":
        text, lines = decode_by_line(data)
        problems.append(mixed(name, lines[:SHOWN], len(lines)))
    elif encoding == WINDOWS:
        problems.append(not_utf8(name))
    # A large file is not held twice while its rows are found.
    del data
    text = without_controls(text, name, problems)
    # A space that does not break is a space to everybody who reads the cell.
    text = text.replace("\u00a0", " ")
    delimiter = find_delimiter(text)
    plain = None if is_known else _plain_rows(text.encode(), delimiter)
    if plain is not None:
        return [sheet_of(name, plain, group, 0, problems)], problems
    rows, beyond = _rows(name, text, delimiter)
    unread = beyond.count if beyond is not None else 0
    cases = beyond.cases() if beyond is not None else {}
    if unread:
        problems.append(too_many(name, None, len(rows) + unread, cases))
    while rows and not any(rows[-1]):
        rows.pop()
    sheet = sheet_of(name, tuple(rows), group, unread, problems)
    return [replace(sheet, unread_cases=cases) if cases else sheet], problems


def _plain_rows(data: bytes, delimiter: str) -> TextRows | None:
    """Return the rows of a text all of which can be read at once; None for any other."""
    found = text_rows(data, delimiter)
    return found if found is not None and is_within_limits(found) else None


def sheet_of(
    name: str,
    rows: Sequence[tuple[Cell, ...]],
    group: int,
    unread: int,
    problems: list[Problem],
) -> Sheet:
    """Return the sheet of a file's rows; says where they have a single cell each."""
    if rows and max(len(row) for row in rows[:50]) == 1 and len(rows) > 1:
        problems.append(
            Problem(
                file=name,
                rule="one-column",
                severity=Severity.QUESTION,
                action=Action.ASK,
                message="The file has a single column: its cells may be separated by a sign "
                "other than comma, semicolon, tab or bar.",
            )
        )
    return Sheet(name, None, rows, group, unread_rows=unread, trimmed=True)


def is_within_limits(rows: TextRows) -> bool:
    """False for rows of which some are refused or not read, as is found out row by row."""
    wide = rows.widest > MOST_COLUMNS or rows.longest > MOST_FIELD
    return len(rows) <= MOST_ROWS and not wide


def _refuse_endless_line(name: str, data: bytes) -> None:
    """Refuse a file with a line that could not be a row; it would be held several times over."""
    start = 0
    while len(data) - start > LONGEST_LINE:
        end = start + LONGEST_LINE
        found = max(data.rfind(sign, start, end) for sign in (b"\n", b"\r"))
        if found < 0:
            row = len(data[:start].splitlines()) + 1
            raise JourneyError(
                f"“{name}”, row {row:,}, is a line of more than {LONGEST_LINE // 2**20} MiB.",
                "Look at that row in a text editor, or export the file again as .xlsx.",
            )
        start = found + 1


def too_many(
    name: str, sheet: str | None, rows: int, cases: Mapping[str, int] | None = None
) -> Problem:
    """Return the problem of a sheet that is read in part; `cases` are the rows not read of each."""
    whose = ""
    if cases:
        from journeyviewer.ingest import beyond

        whose = beyond.whose(cases)
    return Problem(
        file=name,
        sheet=sheet,
        rule="too-many-rows",
        severity=Severity.WARNING,
        action=Action.TRAY,
        message=f"There are {rows:,} rows; the first {MOST_ROWS:,} were read. Split the file by "
        f"young person or by year to read the rest.{whose}",
    )


def without_controls(text: str, name: str, problems: list[Problem]) -> str:
    """Return a file's text with visible marks for control characters, and say how many."""
    if text.isascii() and not any(sign in text for sign in _ASCII_CONTROLS):
        return text
    text, marks = CONTROLS.subn(visible_sign, text)
    if marks:
        problems.append(controls_marked(name, marks))
    return text


def controls_marked(name: str, marks: int) -> Problem:
    """Return what is said of a file with so many control characters."""
    return Problem(
        file=name,
        rule="control-characters",
        severity=Severity.INFO,
        action=Action.REPAIR,
        message=f"{marks} control characters were replaced by visible marks.",
    )


def visible_sign(match: re.Match[str]) -> str:
    """Return a sign that shows where a control character stood."""
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"⟦U+{code:04X}⟧"


def find_delimiter(text: str) -> str:
    """Return the sign that separates cells: the one most evenly used in the first lines."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:SAMPLE].splitlines()[:40]]
    lines = [line for line in lines if line.strip()]
    best, score = ",", 0.0
    for sign in DELIMITERS:
        counts = [line.count(sign) for line in lines]
        used = [count for count in counts if count]
        if not used:
            continue
        common = max(set(used), key=used.count)
        even = used.count(common) / len(lines)
        if even * common > score:
            best, score = sign, even * common
    return best


def _rows(name: str, text: str, delimiter: str) -> tuple[list[tuple[Cell, ...]], Beyond | None]:
    rows: list[tuple[Cell, ...]] = []
    beyond: Beyond | None = None
    # Tables repeat their short texts in every other row; long ones are mostly of one row.
    known: dict[str, str | None] = {"": None}
    keep = known.setdefault
    for row in _records(name, text, delimiter):
        if len(row) > MOST_COLUMNS:
            raise JourneyError(
                f"“{name}”, row {len(rows) + 1}, has {len(row):,} columns.",
                f"At most {MOST_COLUMNS:,} are read: check the sign between the cells.",
            )
        if len(rows) >= MOST_ROWS:
            beyond = beyond or _beyond(rows)
            beyond.add(row)
            continue
        cells = [cell.strip() for cell in row]
        rows.append(tuple([keep(c, c) if len(c) < MOST_REPEATED else c for c in cells]))
    return rows, beyond


def _beyond(rows: list[tuple[Cell, ...]]) -> Beyond:
    # Hardly any file is that long.
    from journeyviewer.ingest.beyond import Beyond

    return Beyond(rows)


def _records(name: str, text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV; raises JourneyError that names the row of an unclosed quote."""
    csv.field_size_limit(MOST_FIELD)
    reader = csv.reader(_lines(text), delimiter=delimiter)
    number = line = 0
    try:
        for row in reader:
            number += 1
            if reader.line_num - line > MOST_LINES_A_ROW:
                raise _unclosed(name, number)
            line = reader.line_num
            yield row
    except csv.Error as error:
        if reader.line_num - line > MOST_LINES_A_ROW:
            raise _unclosed(name, number + 1) from error
        raise JourneyError(
            f"“{name}”, row {number + 1}, has a cell of more than {MOST_FIELD:,} characters, or a "
            "quotation mark is opened there and never closed.",
            "Look at that row in a text editor, or export the file again as .xlsx.",
        ) from error


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text with their ends, block by block to save memory."""
    start = 0
    while start < len(text):
        end = text.rfind("\n", start, start + BLOCK) + 1
        end = end or text.find("\n", start + BLOCK) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start = end


def _unclosed(name: str, row: int) -> JourneyError:
    return JourneyError(
        f"“{name}”, row {row}: a quotation mark is opened there and never closed.",
        "Correct that row in a text editor, or export the file again as .xlsx.",
    )
