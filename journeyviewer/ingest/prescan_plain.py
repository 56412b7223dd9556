"""The quick look through a worksheet written as every spreadsheet program writes it.

What is unusual in any way (formulas, errors, hidden rows, prefixes, comments, other encodings) is
left to the one that follows every element: here nothing is concluded, only counted.
"""

from __future__ import annotations

import io
import re
import xml.parsers.expat
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from typing import IO

from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass

CHUNK = 1 << 20
LONGEST_ROW = 1 << 23
HEAD = later(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?")
OTHER_ENCODING = later(rb"\sencoding\s*=\s*[\"'](?!(?i:utf-8)[\"'])")
CELL = later(
    rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?: s="\d+")?(?: t="(?:s|n|b|d|str|inlineStr)")?\s?/?>'
)
ANY_CELL = later(rb"<c[\s/>]")
UNUSUAL: tuple[tuple[bytes, re.Pattern[bytes]], ...] = (
    (b"<!", later(rb"<!")),
    (b"<?", later(rb"<\?")),
    (b"\0", later(rb"\0")),
    (b"<f", later(rb"<f[\s/>]")),
    (b"hidden", later(rb"\shidden\s*=\s*[\"'](?!(?:0|false)[\"'])")),
    *(
        (b":" + tag, later(rb"<[^\s<>/]*:" + tag + rb"[\s/>]"))
        for tag in (b"c", b"f", b"v", b"is", b"row")
    ),
)
"""What has a meaning that is not counted here: a few bytes that are soon looked for, and all."""


ROWS = later(
    rb'(?:<row r="([1-9]\d{0,6})"(?: [a-zA-Z:]++="[^"<>&/]*+")*+'
    # Nearly all cells are of the first kind, and sooner done with.
    rb'(?:/>|>(?:<c r="[A-Z]{1,3}+\1"(?: s="\d++")?+(?: t="s"><v>\d++</v></c>'
    rb"|(?: t=\"[a-zA-Z]++\")?+\s?+(?:>(?:<v>[ -%\'-;=?-~]*+</v>)?+</c>|/>)))*+</row>))++"
)
"""Rows of cells that hold a number or the number of a text, each in the row that it says."""
ROW = later(rb'<row r="(\d+)"')
BARE_ROW_OF_NONE = later(rb"<row[^<>]*>(?!<c)")
ROW_OF_CELLS = later(rb'<row r="(\d+)"[^<>]*+><c')
DIGITS = b"0123456789"
BARE_ROW = later(rb"<row[^<>]*>")
BARE_CELL = later(rb'<c r="([A-Z]{1,3})"(?: s="")?(?: t="(?:s|n|b|d|str)")?\s?/?>')
"""The beginnings of rows and cells, of which the digits were taken."""
SHEET = b'<worksheet><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>'


@dataclass(slots=True)
class Used:
    """How many cells there are, in which columns (by their letters), and the last row."""

    cells: int = 0
    last_row: int = 0
    columns: set[bytes] = field(default_factory=set)


def counted(stream: IO[bytes], most_cells: int) -> Used | None:
    """Return what a plain worksheet uses, None for one that has to be followed element by element.

    That is also the answer for one that is not well-formed. Counting ends soon after `most_cells`.
    """
    parser = xml.parsers.expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    used = Used()
    try:
        for text in _whole_rows(stream, parser):
            begin = max(text.find(b"<row "), 0)
            rows = ROWS.match(text, begin)
            if rows is None:
                _count_any(text, parser, used)
            else:
                _count_any(text[:begin], parser, used)
                _count_rows(rows[0], parser, used)
                _count_any(text[rows.end() :], parser, used)
            if used.cells > most_cells:
                return used
        parser.Parse(b"", True)
    except (xml.parsers.expat.ExpatError, ValueError):
        return None
    return used


def make_ready() -> None:
    """Compile what every worksheet is looked at with, which else waits for the first of them."""
    counted(io.BytesIO(SHEET), 1)


def _count_rows(rows: bytes, parser: xml.parsers.expat.XMLParserType, used: Used) -> None:
    """Count the cells of rows in which every element ends where it should.

    Without their digits most of them are the same, and each different beginning is looked at once.
    Raises ValueError for what is unusual in them.
    """
    kinds = Counter(rows.translate(None, DIGITS).split(b"</row>"))
    bare = b"</row>".join(kinds)
    last_of = ROW_OF_CELLS if BARE_ROW_OF_NONE.search(bare) else ROW
    bare = b"".join(set(bare.split(b"</c>")))
    # Their attributes are left to be parsed.
    tags = set(BARE_ROW.findall(bare))
    _count_any(b"".join([tag if tag.endswith(b"/>") else tag + b"</row>" for tag in tags]), parser)
    columns = BARE_CELL.findall(bare)
    if len(columns) != bare.count(b"<c"):
        raise ValueError("a cell of another kind")
    used.cells += sum(kind.count(b"<c ") * count for kind, count in kinds.items())
    used.columns.update(columns)
    used.last_row = max(used.last_row, *map(int, last_of.findall(rows)), 0)


def _count_any(
    rows: bytes, parser: xml.parsers.expat.XMLParserType, used: Used | None = None
) -> None:
    """Count the cells of any text of a worksheet; raises ValueError for what is unusual in it."""
    parser.Parse(rows, False)
    if any(sign in rows and form.search(rows) for sign, form in UNUSUAL):
        raise ValueError("more than cells")
    if used is None:
        return
    cells = CELL.findall(rows)
    # Where nothing else begins like a cell there is no need to look what does.
    if len(cells) != rows.count(b"<c") and len(cells) != len(ANY_CELL.findall(rows)):
        raise ValueError("a cell of another kind")
    used.cells += len(cells)
    used.columns.update({letters for letters, _ in cells})
    used.last_row = max(used.last_row, *map(int, {number for _, number in cells}), 0)


def _refuse(*_: object) -> None:
    raise ValueError("a document type definition")


def _whole_rows(stream: IO[bytes], parser: xml.parsers.expat.XMLParserType) -> Iterator[bytes]:
    """Yield the text piece by piece, none of which ends within a row; raises ValueError if odd.

    Its declaration is parsed, the rest is left to be.
    """
    rest = b""
    first = True
    while chunk := stream.read(CHUNK):
        rest += chunk
        if first:
            head = HEAD.match(rest)
            if head is None or OTHER_ENCODING.search(head[0]):
                raise ValueError("perhaps not in UTF-8")
            parser.Parse(head[0], False)
            rest = rest[head.end() :]
            first = False
        cut = rest.rfind(b"</row>") + 6
        if cut > 5:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LONGEST_ROW:
            raise ValueError("a very long row")
    yield rest
