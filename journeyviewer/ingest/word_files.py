"""Word documents (.docx): every table as a sheet, dated paragraphs too; what was not read is said.

Read by our own eyes: the usual library loses what was inserted under tracked changes and shows
what is hidden.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from journeyviewer.ingest.cell_names import cell_name
from journeyviewer.ingest.dated_lines import MOST_LINES, notes_of
from journeyviewer.ingest.dated_prose import prose_of
from journeyviewer.ingest.limits import MOST_BYTES, MOST_CELL_TEXT, MOST_PARTS
from journeyviewer.ingest.prescan import BROKEN, CHUNK
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.text_files import CONTROLS, too_many, visible_sign
from journeyviewer.ingest.word_parser import WordFound, WordParser, WordRow, WordTable
from journeyviewer.ingest.word_styles import Beside, beside_text, hidden_styles
from journeyviewer.model.patterns import later
from journeyviewer.model.problems import Action, JourneyError, Problem, Severity
from journeyviewer.model.words import listed

PLACEHOLDER = later(
    r"(?:click|tap)(?: or (?:click|tap))?(?: here)? to enter (?:text|a date)\.?|"
    r"(?:choose|select) an item\.",
    re.IGNORECASE,
)
"""What Word shows in a field that nobody has filled in."""
TEXT = "Text"
"""What the sheet of the paragraphs outside tables is called."""
MAIN = "word/document.xml"
MAIN_PART = re.compile(r"word/document\d*\.xml", re.IGNORECASE)


def load_word(name: str, data: bytes, group: int) -> tuple[list[Sheet], list[Problem]]:
    """Return the tables of a document, called “Table 1” and so on, and what was said of it.

    Paragraphs that begin with a date, or are forms of labels with what they say, are one more
    sheet, “Text”; without a table also those that name a date further on, which are asked about.
    Raises JourneyError for a document
    that cannot be read, or holds neither.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(name, package)
            parser = WordParser(name, hidden_styles(package))
            for chunk in _chunks(package, _main(name, package)):
                parser.parser.Parse(chunk, False)
            parser.parser.Parse(b"", True)
            beside = beside_text(package)
    except BROKEN as error:
        raise JourneyError(
            f"“{name}” is damaged.", "Open it in Word, let it repair the file, and save it again."
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise JourneyError(
            f"“{name}” is protected by a password or packed in an unusual way.",
            "Open it in Word and save a copy without a password.",
        ) from error
    found = parser.found
    lines = [_cleaned(line) for line in found.outside]
    notes = notes_of(name, TEXT, lines, group) or _forms_of(name, lines, group)
    if not found.tables and notes is None:
        notes = prose_of(name, TEXT, lines, group)
    if not found.tables and notes is None:
        raise JourneyError(
            f"“{name}” holds no table, and too few of its paragraphs give a date.",
            "Write the date at the beginning of each paragraph, as in “3 March 2014: moved home”, "
            "or put the chronology into a table with a column for the date and one for what "
            "happened, in Word or in the template workbook.",
        )
    if notes is not None:
        found.lines_outside = 0
    problems = _said_of_document(name, found, beside)
    sheets = [
        _sheet(name, number, table, group, problems)
        for number, table in enumerate(found.tables, start=1)
    ]
    return [notes, *sheets] if notes is not None else sheets, problems


def _forms_of(name: str, lines: Sequence[str], group: int) -> Sheet | None:
    """Return paragraphs that are forms, labels with what they say, as a sheet of lines."""
    if not any(":" in line for line in lines) or len(lines) > MOST_LINES:
        return None
    from journeyviewer.ingest.forms import holds_forms

    apart = [each for line in lines for each in line.split("\n") if each.strip()]
    sheet = Sheet(name, TEXT, tuple((line.strip(),) for line in apart), group)
    return sheet if holds_forms(sheet) else None


def _check(name: str, package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > MOST_BYTES:
        raise JourneyError(
            f"“{name}” is made of {len(parts):,} parts and expands to {size // 2**20:,} MiB.",
            "Copy its tables into a new document.",
        )
    for part in parts:
        if ".." in part.filename.replace("\\", "/").split("/") or part.filename.startswith("/"):
            raise JourneyError(
                f"“{name}” has a part that points outside the file.",
                "It was not made by Word: copy its tables into a new document.",
            )


def _main(name: str, package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if MAIN in names:
        return MAIN
    other = next((part for part in names if MAIN_PART.fullmatch(part)), None)
    if other is None:
        raise JourneyError(
            f"“{name}” is damaged: it has no text inside.",
            "Open it in Word, let it repair the file, and save it again.",
        )
    return other


def _chunks(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _sheet(name: str, number: int, table: WordTable, group: int, problems: list[Problem]) -> Sheet:
    title = f"Table {number}"
    rows: list[list[Cell]] = [_cells(row) for row in table.rows]
    _fill_down(rows, table, (name, title), problems)
    hidden = frozenset(
        place
        for place, row in enumerate(table.rows, start=1)
        if row.hidden and any(cell.text for cell in row.cells)
    )
    for place, row in enumerate(table.rows):
        if row.hidden or row.removed:
            rows[place] = []
    _say_rows(name, title, table, hidden, problems)
    if table.unread:
        problems.append(too_many(name, title, len(rows) + table.unread))
    kept = tuple(tuple(row) for row in rows)
    end = len(kept)
    while end and not any(kept[end - 1]) and end not in hidden:
        end -= 1
    return Sheet(
        name,
        title,
        kept[:end],
        group,
        trailing_empty_rows=len(kept) - end,
        unread_rows=table.unread,
        hidden_rows=hidden,
        above=tuple(table.above),
    )


def _cells(row: WordRow) -> list[Cell]:
    """Return a row as cells; what is merged to the right stands in its first column."""
    width = max((cell.column + cell.span for cell in row.cells), default=0)
    cells: list[Cell] = [None] * width
    for cell in row.cells:
        if cell.merged != "continue":
            cells[cell.column] = _cleaned(cell.text) or None
    return cells


def _cleaned(text: str) -> str:
    """Return a text as it is shown, without what stands in fields that nobody has filled in."""
    return PLACEHOLDER.sub("", CONTROLS.sub(visible_sign, text)).strip()


def _fill_down(
    rows: list[list[Cell]], table: WordTable, place: tuple[str, str], problems: list[Problem]
) -> None:
    """Repeat the text of cells merged downwards in the rows below, and say so."""
    filled: list[str] = []
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            if cell.merged != "continue" or not number or not any(rows[number]):
                continue
            above = rows[number - 1]
            value = above[cell.column] if cell.column < len(above) else None
            if value is not None:
                rows[number][cell.column] = value
                filled.append(cell_name(number, cell.column))
    if filled:
        message = f"Cells {listed(filled)} were filled from the merged cell that begins above them."
        problems.append(_problem(place, "merged-cells", message, action=Action.REPAIR))


def _say_rows(
    name: str, title: str, table: WordTable, hidden: frozenset[int], problems: list[Problem]
) -> None:
    place = (name, title)
    if hidden:
        message = (
            f"Hidden and not read: {_many(len(hidden), 'row')}. Show hidden text in Word, save, "
            "and open the document again to have them read."
        )
        problems.append(
            _problem(place, "hidden-cells", message, Severity.WARNING, Action.TRAY, hidden)
        )
    removed = [number for number, row in enumerate(table.rows, start=1) if row.removed]
    if removed:
        message = (
            f"{_many(len(removed), 'row')} of the table were deleted under tracked changes and not "
            "read. Reject the change in Word and save to have them read."
        )
        problems.append(_problem(place, "deleted-rows", message, rows=removed))
    if table.inner:
        message = (
            f"{_many(table.inner, 'table')} inside cells were read as part of the text of their "
            "cell."
        )
        problems.append(_problem(place, "nested-tables", message))
    long = [
        cell_name(number, cell.column)
        for number, row in enumerate(table.rows)
        for cell in row.cells
        if len(cell.text) > MOST_CELL_TEXT
    ]
    if long:
        message = f"Cells {listed(long)} hold more than {MOST_CELL_TEXT:,} characters each."
        problems.append(_problem(place, "text-long", message))


def _said_of_document(name: str, found: WordFound, beside: Beside) -> list[Problem]:
    problems = []
    place = (name, None)
    if found.inserted or found.deleted:
        message = (
            f"The document holds tracked changes: {_many(found.inserted, 'insertion')} were read, "
            f"{_many(found.deleted, 'deletion')} were not. Accept or reject the changes in Word "
            "if that is not what you want."
        )
        problems.append(_problem(place, "tracked-changes", message, Severity.WARNING))
    if found.hidden:
        message = (
            f"{_many(found.hidden, 'piece')} of hidden text were not read. Show hidden text in "
            "Word, take the setting off, and save to have it read."
        )
        problems.append(_problem(place, "hidden-text", message, Severity.WARNING))
    if found.lines_outside:
        message = (
            f"{_many(found.lines_outside, 'line')} of text stand outside the tables and became no "
            "records. Those above a table were looked at for whom it is about."
        )
        problems.append(_problem(place, "text-outside-tables", message))
    looks = [
        _many(number, words)
        for number, words in (
            (found.struck, "piece of struck-through text"),
            (found.highlighted, "piece of highlighted text"),
            (found.shaded, "shaded cell"),
        )
        if number
    ]
    if looks:
        message = (
            f"The tables hold {_and(looks)}. The words are read; what the look of them means is "
            "not. Write it in a column if it matters."
        )
        problems.append(_problem(place, "meaning-in-looks", message))
    if beside.words:
        message = f"The document also holds {_and(beside.words)}: not read."
        problems.append(_problem(place, "beside-the-cells", message))
    return problems


def _many(number: int, word: str) -> str:
    first, space, rest = word.partition(" of ")
    plural = first if number == 1 else f"{first}s"
    return f"{number:,} {plural}{space}{rest}"


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _problem(
    place: tuple[str, str | None],
    rule: str,
    message: str,
    severity: Severity = Severity.INFO,
    action: Action = Action.ACCEPT,
    rows: Iterator[int] | frozenset[int] | list[int] = frozenset(),
) -> Problem:
    numbers = tuple(sorted(rows))
    return Problem(
        file=place[0],
        sheet=place[1],
        row=numbers[0] if numbers else None,
        rows=numbers,
        rule=rule,
        severity=severity,
        action=action,
        message=message,
    )
