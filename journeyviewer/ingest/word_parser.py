"""Follows the main part of a Word document: its tables, and the text outside them."""

from __future__ import annotations

import xml.parsers.expat
from collections.abc import Collection
from dataclasses import field

from journeyviewer.ingest.dated_lines import MOST_LINES
from journeyviewer.ingest.limits import MOST_COLUMNS, MOST_FIELD, MOST_ROWS
from journeyviewer.model.problems import JourneyError
from journeyviewer.model.values import dataclass

WORD_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The two names under which a document may say that an element is Word's (ISO/IEC 29500)."""
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
MOST_NESTED = 4
"""Tables inside tables that are still read, as part of the text of their cell."""
MOST_DEPTH = 300
"""Elements inside elements; Word itself writes a few dozen."""
MOST_PARAGRAPHS = 500_000
MOST_OUTSIDE = MOST_LINES + 1
"""Lines outside tables that are kept: of more none are read as notes."""
MOST_ABOVE = 40
"""Lines above a table that are kept, to see there whom it is about."""
NESTED = "Copy the inner tables out into the document, or the rows into a workbook."
OFF = ("0", "false", "off", "none")
REMOVED = ("w:del", "w:moveFrom")
ADDED = ("w:ins", "w:moveTo")
SIGNS = {"w:tab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:ptab": " "}


@dataclass(slots=True)
class WordCell:
    """A cell: where it begins (from 0), how many columns it spans, and its text.

    `merged` is "restart" for the top of cells merged downwards, "continue" for one below, else "".
    """

    column: int
    span: int = 1
    merged: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines of the cell that hold something, one below the other."""
        return "\n".join(line for line in self.lines if line.strip()).strip()


@dataclass(slots=True)
class WordRow:
    """A row: its cells, and whether it is hidden or struck from the document."""

    cells: list[WordCell] = field(default_factory=list)
    hidden: bool = False
    removed: bool = False
    next_column: int = 0


@dataclass(slots=True)
class WordTable:
    """A table outside others, the lines just above it, and how many of its rows are not kept."""

    above: list[str] = field(default_factory=list)
    rows: list[WordRow] = field(default_factory=list)
    unread: int = 0
    inner: int = 0


@dataclass(slots=True)
class WordFound:
    """What a document holds: tables, the lines `outside` them, and counts of what text alone
    does not show.
    """

    tables: list[WordTable] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    lines_outside: int = 0
    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    struck: int = 0
    highlighted: int = 0
    shaded: int = 0


class WordParser:
    """Follows a document element by element without holding more than its tables' text."""

    def __init__(self, name: str, hidden_styles: Collection[str] = ()) -> None:
        self.name = name
        self.hidden_styles = frozenset(hidden_styles)
        self.found = WordFound()
        self.above: list[str] = []
        self.tables: list[WordTable | None] = []
        self.row: WordRow | None = None
        self.cell: WordCell | None = None
        self.path: list[str] = []
        self.removed = self.skipped = 0
        self.text: list[str] = []
        self.outer_texts: list[list[str]] = []
        self.within_text = self.paragraph_hidden = False
        self.run_hidden: bool | None = None
        self.paragraphs = self.size = 0
        parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        self.parser = parser

    def doctype(self, *_: object) -> None:
        """Refuse a document that declares entities: Word never writes such a thing."""
        raise JourneyError(
            f"“{self.name}” contains a document type definition, which Word never writes.",
            "It was not made by Word: do not open it, and ask where it came from.",
        )

    def start(self, full: str, attributes: dict[str, str]) -> None:
        """Begin an element; `full` is its namespace and name."""
        tag = short(full)
        self.path.append(tag)
        if len(self.path) > MOST_DEPTH:
            raise JourneyError(f"“{self.name}” is too deeply nested.", NESTED)
        if full == FALLBACK or self.skipped:
            self.skipped += 1
        elif tag == "w:t":
            self.within_text = True
        elif tag in STARTS:
            STARTS[tag](self, attributes)
        elif tag in SIGNS:
            self._keep(SIGNS[tag])
        elif tag in REMOVED or tag in ADDED:
            self._change(tag)

    def end(self, full: str) -> None:
        """End an element."""
        tag = self.path.pop()
        if self.skipped:
            self.skipped -= 1
        elif tag == "w:t":
            self.within_text = False
        elif tag in ENDS:
            ENDS[tag](self)
        elif tag in REMOVED:
            self.removed -= 1

    def characters(self, text: str) -> None:
        """Take the text of a run."""
        if self.within_text and not self.skipped:
            self._keep(text)

    def _keep(self, text: str) -> None:
        if "w:r" not in self.path:
            return  # A tab here is a setting of the paragraph.
        hidden = self.paragraph_hidden if self.run_hidden is None else self.run_hidden
        if self.removed or hidden:
            self.found.hidden += hidden and bool(text.strip())
            return
        self.size += len(text)
        if self.size > MOST_FIELD:
            raise JourneyError(
                f"“{self.name}” has a paragraph or cell of over {MOST_FIELD:,} characters.",
                "Split it in Word, and save the document.",
            )
        self.text.append(text)

    def _change(self, tag: str) -> None:
        """Note a tracked change: of a row, of the mark of a paragraph, or of the text within."""
        parent = self.path[-2] if len(self.path) > 1 else ""
        if tag in REMOVED:
            if parent == "w:trPr" and self.row is not None:
                self.row.removed = True
            self.removed += 1
        if parent != "w:rPr":
            self.found.deleted += tag in REMOVED
            self.found.inserted += tag in ADDED

    # Tables, rows and cells.

    def start_table(self, _: dict[str, str]) -> None:
        """Begin a table, or one inside a cell, which becomes part of the cell's text."""
        if len(self.tables) >= MOST_NESTED:
            raise JourneyError(
                f"“{self.name}” is too deeply nested: a table stands inside {MOST_NESTED} others.",
                NESTED,
            )
        if self.tables:
            self.found.tables[-1].inner += 1
            self.tables.append(None)
            return
        table = WordTable(above=self.above)
        self.above = []
        self.found.tables.append(table)
        self.tables.append(table)

    def end_table(self) -> None:
        """End a table."""
        self.tables.pop()

    def start_row(self, _: dict[str, str]) -> None:
        """Begin a row of a table; rows of inner tables only part the text."""
        table = self.tables[-1] if self.tables else None
        if table is not None:
            self.row = WordRow()

    def end_row(self) -> None:
        """End a row and keep it, up to the limit."""
        table = self.tables[-1] if self.tables else None
        if table is None or self.row is None:
            return
        if len(table.rows) < MOST_ROWS:
            table.rows.append(self.row)
        else:
            table.unread += 1
        self.row = None

    def start_cell(self, _: dict[str, str]) -> None:
        """Begin a cell of an outer table."""
        if len(self.tables) == 1 and self.row is not None:
            if self.row.next_column >= MOST_COLUMNS:
                raise JourneyError(
                    f"“{self.name}” has a table of over {MOST_COLUMNS:,} columns.",
                    "Copy the columns you need into a workbook.",
                )
            self.cell = WordCell(self.row.next_column)
            self.size = 0

    def end_cell(self) -> None:
        """End a cell of an outer table."""
        if len(self.tables) != 1 or self.row is None or self.cell is None:
            return
        self.row.cells.append(self.cell)
        self.row.next_column = self.cell.column + self.cell.span
        self.cell = None

    def span(self, attributes: dict[str, str]) -> None:
        """Note how many columns a cell spans."""
        if len(self.tables) == 1 and self.cell is not None:
            self.cell.span = whole(value_of(attributes), 1)

    def merge(self, attributes: dict[str, str]) -> None:
        """Note that a cell is merged downwards: it begins there, or goes on from above."""
        if len(self.tables) == 1 and self.cell is not None:
            self.cell.merged = value_of(attributes) or "continue"

    def before(self, attributes: dict[str, str]) -> None:
        """Note columns that a row leaves out at its start."""
        if len(self.tables) == 1 and self.row is not None:
            self.row.next_column = whole(value_of(attributes), 0)

    def hide_row(self, attributes: dict[str, str]) -> None:
        """Note a hidden row."""
        if self._settings_of("w:trPr") and self.row is not None and is_on(attributes):
            self.row.hidden = True

    def shade(self, attributes: dict[str, str]) -> None:
        """Count cells with a colour of their own; colours are never read."""
        fill = next((item for key, item in attributes.items() if short(key) == "w:fill"), "auto")
        if self._settings_of("w:tcPr") and fill.lower() not in ("auto", "ffffff", ""):
            self.found.shaded += 1

    def _settings_of(self, tag: str) -> bool:
        return len(self.path) > 1 and self.path[-2] == tag

    # Paragraphs and runs.

    def start_paragraph(self, _: dict[str, str]) -> None:
        """Begin a paragraph; one in a text box stands inside another."""
        self.paragraphs += 1
        if self.paragraphs > MOST_PARAGRAPHS:
            raise JourneyError(
                f"“{self.name}” has over {MOST_PARAGRAPHS:,} paragraphs.",
                "Split it into documents of one young person each.",
            )
        self.outer_texts.append(self.text)
        self.text = []
        self.paragraph_hidden = False
        if self.cell is None:
            self.size = 0

    def end_paragraph(self) -> None:
        """End a paragraph: a line of its cell, or of the text outside the tables."""
        line = "".join(self.text)
        self.text = self.outer_texts.pop() if self.outer_texts else []
        self.paragraph_hidden = False
        if self.cell is not None:
            self.cell.lines.append(line)
        elif line.strip():
            self.found.lines_outside += 1
            if self.found.lines_outside <= MOST_OUTSIDE:
                self.found.outside.append(line.strip())
            self.above.append(line.strip())
            del self.above[:-MOST_ABOVE]

    def paragraph_style(self, attributes: dict[str, str]) -> None:
        """Hide a paragraph whose style hides its text."""
        self.paragraph_hidden = value_of(attributes) in self.hidden_styles

    def start_run(self, _: dict[str, str]) -> None:
        """Begin a run of text of one look."""
        self.run_hidden = None

    def end_run(self) -> None:
        """End a run."""
        self.run_hidden = None

    def run_style(self, attributes: dict[str, str]) -> None:
        """Hide a run whose style hides it."""
        if self._of_run() and value_of(attributes) in self.hidden_styles:
            self.run_hidden = True

    def vanish(self, attributes: dict[str, str]) -> None:
        """Hide a run that is marked hidden, or show one whose style would hide it."""
        if self._of_run():
            self.run_hidden = is_on(attributes)

    def strike(self, attributes: dict[str, str]) -> None:
        """Count text that is struck through; it is read."""
        self.found.struck += self._of_run() and is_on(attributes)

    def highlight(self, attributes: dict[str, str]) -> None:
        """Count highlighted text; the colour is never read."""
        self.found.highlighted += self._of_run() and is_on(attributes)

    def _of_run(self) -> bool:
        """True for a setting of a run, and not of the mark of a paragraph or a style."""
        return self.path[-3:-1] == ["w:r", "w:rPr"]


STARTS = {
    "w:tbl": WordParser.start_table,
    "w:tr": WordParser.start_row,
    "w:tc": WordParser.start_cell,
    "w:p": WordParser.start_paragraph,
    "w:r": WordParser.start_run,
    "w:gridSpan": WordParser.span,
    "w:vMerge": WordParser.merge,
    "w:gridBefore": WordParser.before,
    "w:hidden": WordParser.hide_row,
    "w:shd": WordParser.shade,
    "w:pStyle": WordParser.paragraph_style,
    "w:rStyle": WordParser.run_style,
    "w:vanish": WordParser.vanish,
    "w:strike": WordParser.strike,
    "w:dstrike": WordParser.strike,
    "w:highlight": WordParser.highlight,
}
ENDS = {
    "w:tbl": WordParser.end_table,
    "w:tr": WordParser.end_row,
    "w:tc": WordParser.end_cell,
    "w:p": WordParser.end_paragraph,
    "w:r": WordParser.end_run,
}


def short(full: str) -> str:
    """Return "w:t" for an element of Word's own, and the name as it is for others."""
    space, _, name = full.rpartition(" ")
    return f"w:{name}" if space in WORD_SPACES else full


def value_of(attributes: dict[str, str]) -> str:
    """Return the attribute `val` of an element, "" without one."""
    return next((text for key, text in attributes.items() if short(key) == "w:val"), "")


def is_on(attributes: dict[str, str]) -> bool:
    """True for a setting that is on: named without a value, or with one that is not "off"."""
    return value_of(attributes).lower() not in OFF


def whole(text: str, least: int) -> int:
    """Return a small whole number in an attribute, `least` for anything else."""
    return min(max(int(text), least), MOST_COLUMNS) if text.isdigit() else least
