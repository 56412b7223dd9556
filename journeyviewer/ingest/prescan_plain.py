"""The quick look through a worksheet written as every spreadsheet program writes it.

What is unusual in any way (formulas, errors, hidden rows, prefixes, comments, other encodings) is
left to the one that follows every element: here nothing is concluded, only counted.
"""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from journeyviewer.model.patterns import later

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
        for rows in _whole_rows(stream, parser):
            if any(sign in rows and form.search(rows) for sign, form in UNUSUAL):
                return None
            cells = CELL.findall(rows)
            # Where nothing else begins like a cell there is no need to look what does.
            if len(cells) != rows.count(b"<c") and len(cells) != len(ANY_CELL.findall(rows)):
                return None
            used.cells += len(cells)
            used.columns.update({letters for letters, _ in cells})
            used.last_row = max(used.last_row, *map(int, {number for _, number in cells}), 0)
            if used.cells > most_cells:
                break
    except (xml.parsers.expat.ExpatError, ValueError):
        return None
    return used


def _refuse(*_: object) -> None:
    raise ValueError("a document type definition")


def _whole_rows(stream: IO[bytes], parser: xml.parsers.expat.XMLParserType) -> Iterator[bytes]:
    """Yield the text piece by piece, none of which ends within a row; raises ValueError if odd."""
    rest = b""
    first = True
    while chunk := stream.read(CHUNK):
        parser.Parse(chunk, False)
        rest += chunk
        if first:
            head = HEAD.match(rest)
            if head is None or OTHER_ENCODING.search(head[0]):
                raise ValueError("perhaps not in UTF-8")
            rest = rest[head.end() :]
            first = False
        cut = rest.rfind(b"</row>") + 6
        if cut > 5:
            yield rest[:cut]
            rest = rest[cut:]
        elif len(rest) > LONGEST_ROW:
            raise ValueError("a very long row")
    parser.Parse(b"", True)
    yield rest
