"""XML files of statutory returns, read without ever following what they point at.

The parser refuses a file with a DTD before anything of it is read, so no entity can be defined
and nothing outside the file is opened. Depth, parts and length of text are limited.
"""

from __future__ import annotations

import re
import xml.parsers.expat
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from journeyviewer.ingest.limits import MOST_CELLS, MOST_FIELD, MOST_ROWS
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.text_encodings import decode
from journeyviewer.ingest.text_files import too_many, without_controls
from journeyviewer.model.problems import JourneyError, Problem, Severity
from journeyviewer.model.values import dataclass

if TYPE_CHECKING:
    from journeyviewer.ingest.beyond import Beyond

MOST_DEPTH = 40
"""Elements within elements; the returns use at most seven."""
CHILDREN = frozenset({"CHILD", "Child"})
"""The elements that hold one young person each, in the two returns."""
DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)[\"']")


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, its own text, the elements in it and its line."""

    name: str
    line: int
    parts: list[Node] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the element itself, trimmed; "" for an empty tag."""
        return "".join(self.texts).strip()

    def first(self, name: str) -> Node | None:
        """Return the first part of this name."""
        return next((part for part in self.parts if part.name == name), None)

    def all(self, name: str) -> list[Node]:
        """Return every part of this name, in order."""
        return [part for part in self.parts if part.name == name]

    def value(self, name: str) -> str:
        """Return the text of the first part of this name, "" without one."""
        part = self.first(name)
        return part.text if part is not None else ""


class Tables:
    """The sheets made of a file, one for each kind of record; rows keep the order of the file."""

    def __init__(self, headings: dict[str, tuple[str, ...]]) -> None:
        self.headings = headings
        self._rows: dict[str, list[tuple[Cell, ...]]] = {}
        self._beyond: dict[str, Beyond] = {}
        self.unknown: dict[str, None] = {}

    def add(self, name: str, cells: dict[str, str]) -> None:
        """Add a record, its cells by heading."""
        rows = self._rows.setdefault(name, [self.headings[name]])
        row = tuple(cells.get(heading) or None for heading in self.headings[name])
        if len(rows) < MOST_ROWS:
            rows.append(row)
            return
        if name not in self._beyond:
            # Hardly any file is that long.
            from journeyviewer.ingest.beyond import Beyond

            self._beyond[name] = Beyond(rows)
        self._beyond[name].add(row)

    @property
    def has_rows(self) -> bool:
        """True when a record was added."""
        return bool(self._rows)

    def sheets(self, file: str, group: int) -> list[Sheet]:
        """Return the sheets that hold a record, in the order of the headings."""
        made = []
        for name in self.headings:
            rows, beyond = self._rows.get(name), self._beyond.get(name)
            if not rows:
                continue
            sheet = Sheet(file, name, tuple(rows), group)
            if beyond is not None:
                sheet = replace(sheet, unread_rows=beyond.count, unread_cases=beyond.cases())
            made.append(sheet)
        return made


def load_xml(name: str, data: bytes, group: int) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets of a return in XML and what was said about reading it.

    Raises JourneyError for a file that is damaged, unsafe or of another kind.
    """
    from journeyviewer.ingest import cin_xml, ssda903_xml

    problems: list[Problem] = []
    source = Source(name, plain_xml(name, data, problems))
    forms = {"EXPSSDA903": ssda903_xml.tables, "Message": cin_xml.tables}
    source.start()
    make = forms.get(source.root.name)
    if make is None:
        raise JourneyError(
            f"“{name}” is an XML file of another kind (it begins with “{source.root.name[:40]}”).",
            "The SSDA903 return and the children in need census are read as XML. Export the data "
            "as CSV or as a workbook.",
        )
    tables = make(source)
    sheets = tables.sheets(name, group)
    if not sheets:
        raise JourneyError(
            f"“{name}” is an XML file that names no child.",
            "Export it again, or choose another file.",
        )
    problems += [
        too_many(name, sheet.name, len(sheet.rows) + sheet.unread_rows, sheet.unread_cases)
        for sheet in sheets
        if sheet.unread_rows
    ]
    problems += _said(name, source, tables)
    return sheets, problems


def _said(name: str, source: Source, tables: Tables) -> Iterator[Problem]:
    """Say what stands between the elements, and which elements are not read."""
    if source.stray:
        line, words = source.stray[0]
        more = f" and {len(source.stray) - 1:,} more like it" if len(source.stray) > 1 else ""
        yield Problem(
            file=name,
            rule="stray-text",
            severity=Severity.INFO,
            message=f"Text between the elements was left out: “{words[:60]}” in line {line:,}"
            f"{more}. Check that no value is missing there.",
        )
    if tables.unknown:
        yield Problem(
            file=name,
            rule="column-ignored",
            severity=Severity.INFO,
            message="These elements are not part of the return and are not read: "
            f"{', '.join(list(tables.unknown)[:12])}.",
        )


def plain_xml(name: str, data: bytes, problems: list[Problem]) -> bytes:
    """Return the file in UTF-8 without its declaration and without control characters."""
    text = _decoded(name, data, problems)
    text = DECLARATION.sub("", text, count=1).lstrip("\ufeff")
    text = without_controls(text, name, problems)
    return text.encode("utf-8", "replace")


def _decoded(name: str, data: bytes, problems: list[Problem]) -> str:
    """Return the text: in the encoding that the file names where it holds, else as for a CSV."""
    declared = DECLARED.match(data[:400].removeprefix(b"\xef\xbb\xbf"))
    if declared is not None:
        try:
            return data.removeprefix(b"\xef\xbb\xbf").decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass
    text, encoding = decode(data)
    if encoding in ("cp1252", "mixed"):
        problems.append(
            Problem(
                file=name,
                rule="encoding",
                severity=Severity.INFO,
                message="The file is not in the encoding it names; it was read as Windows text. "
                "Check that dashes and accents look right.",
            )
        )
    return text


class Source:
    """A file being parsed: gives one child after another, and keeps what stands around them."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data
        self.root = Node("", 0)
        self.stray: list[tuple[int, str]] = []
        self._stack: list[Node] = []
        self._ready: list[Node] = []
        self._elements = 0
        self._length = 0
        self._at = 0
        self._parser = self._make()

    def _make(self) -> xml.parsers.expat.XMLParserType:
        parser = xml.parsers.expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.UnparsedEntityDeclHandler = self._refuse
        parser.ExternalEntityRefHandler = self._refuse
        return parser

    def start(self) -> None:
        """Parse until the root element is known."""
        while not self.root.name and self._step():
            pass

    def children(self) -> Iterator[Node]:
        """Yield every child of the file; each is let go once it was used."""
        while True:
            while self._ready:
                yield self._ready.pop(0)
            if not self._step():
                yield from self._ready
                return

    def _step(self) -> bool:
        """Parse some more; False at the end. Raises JourneyError that names the line."""
        if self._at > len(self.data):
            return False
        piece = self.data[self._at : self._at + 65_536]
        self._at += 65_536
        try:
            self._parser.Parse(piece, self._at > len(self.data))
        except xml.parsers.expat.ExpatError as error:
            raise JourneyError(
                f"“{self.name}” is damaged: line {error.lineno:,}, character "
                f"{error.offset + 1:,}, is not XML as it should be.",
                "Export it again. If that does not help, export the same data as CSV.",
            ) from error
        return True

    def _refuse(self, *_: object) -> int:
        raise JourneyError(
            f"“{self.name}” contains a DTD, which can hide other files or fill the memory.",
            "It was not read. Export the data again without it, or as CSV.",
        )

    def _open(self, name: str, _: object) -> None:
        self._elements += 1
        if self._elements > MOST_CELLS or len(self._stack) >= MOST_DEPTH:
            too_deep = len(self._stack) >= MOST_DEPTH
            what = "is nested too deeply" if too_deep else f"has over {MOST_CELLS:,} elements"
            raise JourneyError(
                f"“{self.name}” {what} to be a return.", "Export it in parts, or as CSV."
            )
        self._length = 0
        node = Node(name.rpartition(":")[2], self._parser.CurrentLineNumber)
        if self._stack:
            self._stack[-1].parts.append(node)
        else:
            self.root = node
        self._stack.append(node)

    def _words(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_FIELD:
            line = self._parser.CurrentLineNumber
            raise JourneyError(
                f"“{self.name}”, line {line:,}, holds a value of more than {MOST_FIELD:,} "
                "characters.",
                "Look at it in a text editor, or export the data as CSV.",
            )
        if self._stack and (text.strip() or self._stack[-1].texts):
            self._stack[-1].texts.append(text)

    def _close(self, _: str) -> None:
        node = self._stack.pop()
        self._length = 0
        if node.parts and node.text:
            self.stray.append((node.line, " ".join(node.text.split())))
        if node.name in CHILDREN and self._stack:
            self._ready.append(node)
            # It is the last one that was opened there.
            self._stack[-1].parts.pop()


def unknown_parts(node: Node, known: Sequence[str], tables: Tables) -> None:
    """Note the parts of an element that nothing is made of."""
    for part in node.parts:
        if part.name not in known:
            tables.unknown[part.name] = None
