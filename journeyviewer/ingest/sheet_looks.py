"""What a workbook says by its looks: colours, struck-through text and filters.

They are counted and said; nothing is ever concluded from them.
"""

from __future__ import annotations

import io
import re
import xml.parsers.expat
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import field

from journeyviewer.ingest.prescan import BROKEN, CHUNK
from journeyviewer.model.patterns import later
from journeyviewer.model.problems import Problem, Severity
from journeyviewer.model.values import dataclass

STYLES = "xl/styles.xml"
MOST_BYTES = 64 * 1024 * 1024
"""Size of a sheet's part whose looks are counted."""
LARGE = 10
BANDED = 0.3
"""In a table of over `LARGE` rows a colour that this share of them has is its pattern."""
ROW = later(rb"<row\b[^>]*>(.*?)</row>", re.DOTALL)
CELL = later(rb'<c\b[^>]*?\bs="(\d+)"[^>/]*>')
ANY_CELL = later(rb"<c\b[^>/]*>")
FILTER = later(rb"<autoFilter\b")
PLAIN_FILLS = ("", "none", "gray125")
WHITE = ("FFFFFFFF", "00FFFFFF", "FFFFFF")


@dataclass(slots=True)
class SheetLooks:
    """How many filled cells of a sheet are coloured or struck through, and whether it filters."""

    coloured: int = 0
    struck: int = 0
    filtered: bool = False


@dataclass(slots=True)
class _Styles:
    """The styles of a workbook that colour a cell (with what) or strike its text through."""

    fills: dict[int, int] = field(default_factory=dict)
    struck: set[int] = field(default_factory=set)


def look_at(data: bytes) -> dict[str, SheetLooks]:
    """Return the looks of every sheet, by the part of the workbook that it is stored in.

    Of a file that is no such workbook, or cannot be followed, nothing is said.
    """
    looks: dict[str, SheetLooks] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            styles = _styles(book) if STYLES in book.namelist() else _Styles()
            for part in book.infolist():
                is_sheet = re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename, re.IGNORECASE)
                if is_sheet and part.file_size <= MOST_BYTES:
                    looks[part.filename] = _look_at_sheet(book, part, styles)
    except (*BROKEN, NotImplementedError, RuntimeError):
        return looks
    return looks


def _styles(book: zipfile.ZipFile) -> _Styles:
    """Return which cell styles colour or strike; the order in the part is fonts, fills, styles."""
    found = _Styles()
    path: list[str] = []
    fonts: list[bool] = []
    fills: list[bool] = []
    style = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal style
        tag = name.rpartition(":")[2]
        parent = path[-1] if path else ""
        path.append(tag)
        if (parent, tag) == ("fonts", "font"):
            fonts.append(False)
        elif tag == "strike" and "fonts" in path and fonts:
            fonts[-1] = attributes.get("val", "1") not in ("0", "false")
        elif (parent, tag) == ("fills", "fill"):
            fills.append(False)
        elif tag == "patternFill" and "fills" in path and fills:
            fills[-1] = attributes.get("patternType", "") not in PLAIN_FILLS
        elif tag == "fgColor" and "fills" in path and attributes.get("rgb", "") in WHITE:
            fills[-1] = False
        elif (parent, tag) == ("cellXfs", "xf"):
            fill, font = int(attributes.get("fillId", 0)), int(attributes.get("fontId", 0))
            if fill < len(fills) and fills[fill]:
                found.fills[style] = fill
            if font < len(fonts) and fonts[font]:
                found.struck.add(style)
            style += 1

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.EntityDeclHandler = _refuse
    parser.Parse(book.read(STYLES), True)
    return found


def _refuse(*_: object) -> None:
    raise ValueError("entities are not followed")


def _look_at_sheet(book: zipfile.ZipFile, part: zipfile.ZipInfo, styles: _Styles) -> SheetLooks:
    looks = SheetLooks()
    if not styles.fills and not styles.struck:
        # A filter alone is not said.
        return looks
    rows = 0
    cells: Counter[int] = Counter()
    rows_with: Counter[int] = Counter()
    header = True
    for piece in _pieces(book, part):
        looks.filtered = looks.filtered or FILTER.search(piece) is not None
        for row in ROW.findall(piece):
            used = [int(number) for number in CELL.findall(row)]
            rows += 1
            looks.struck += sum(number in styles.struck for number in used)
            fills = [styles.fills[number] for number in used if number in styles.fills]
            if header and fills and len(fills) == len(ANY_CELL.findall(row)):
                # The first row that is coloured throughout holds the headings.
                header = False
                continue
            cells.update(fills)
            rows_with.update(set(fills))
    looks.coloured = sum(
        number for fill, number in cells.items() if rows <= LARGE or rows_with[fill] < BANDED * rows
    )
    return looks


def _pieces(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a sheet piece by piece, none of which ends within a row."""
    rest = b""
    with book.open(part) as stream:
        while chunk := stream.read(CHUNK):
            rest += chunk
            cut = rest.rfind(b"</row>") + 6
            if cut > 5:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def said_of_looks(name: str, title: str, looks: SheetLooks) -> list[Problem]:
    """Return what is said of the looks of a sheet: that they exist, and how many."""
    found = [
        f"{number:,} {word if number == 1 else word + 's'}"
        for number, word in (
            (looks.coloured, "coloured cell"),
            (looks.struck, "struck-through cell"),
            (int(looks.filtered), "filter"),
        )
        if number
    ]
    if not looks.coloured and not looks.struck:
        return []
    words = found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
    return [
        Problem(
            file=name,
            sheet=title,
            rule="meaning-in-looks",
            severity=Severity.INFO,
            message=f"The sheet has {words}. The words are read; what their look means is not: "
            "write it in a column if it matters.",
        )
    ]
