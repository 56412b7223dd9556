"""The parts of a workbook file: which holds which sheet, what else there is, how large it is."""

from __future__ import annotations

import posixpath
import re
import struct
import xml.parsers.expat
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence

BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MOST_PACKED = 1_032
"""No more bytes than this come of one byte of a zip, by the rules of its packing."""
CHUNK = 1 << 20
LOCAL_HEADER = 30
COUNTED = (
    ("xl/comments", ".xml", rb"<(?:\w+:)?comment[ >]", "comment"),
    (
        "docprops/custom.xml",
        "docprops/custom.xml",
        rb"<(?:\w+:)?property[ >]",
        "property of the file",
    ),
    (
        "xl/connections.xml",
        "xl/connections.xml",
        rb"<(?:\w+:)?connection[ >]",
        "connection to other data",
    ),
)
"""How parts begin and end of which the elements are counted."""
THERE = (
    ("", "vbaproject.bin", "macro project"),
    ("basic/", ".xml", "macro project"),
    ("scripts/", "", "macro project"),
    ("xl/pivotcache/pivotcachedefinition", ".xml", "copy of data behind a pivot table"),
    ("xl/externallinks/externallink", (".xml", ".bin"), "link to another workbook"),
    (("xl/embeddings/", "xl/activex/", "xl/ctrlprops/"), "", "embedded object"),
    (("xl/media/", "pictures/"), "", "picture"),
)
"""How parts begin and end that are counted themselves."""
BUILT_IN_NAME = "_xlnm."


def sheet_parts(book: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of the part of every sheet, by the sheet's title; empty for other books."""
    names = set(book.namelist())
    if not {BOOK, RELATIONS} <= names:
        return {}
    targets = sheet_targets(book, RELATIONS)
    parts = {}
    for sheet in _elements(book, BOOK, "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        parts[sheet.get("name", "")] = targets.get(key, "")
    return parts


def sheet_targets(book: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """Return the name of the part that each key of the workbook's relations stands for."""
    return {
        item["Id"]: posixpath.normpath(posixpath.join("xl", item["Target"])).lstrip("/")
        for item in _elements(book, relations, "Relationship")
    }


def _elements(book: zipfile.ZipFile, part: str, tag: str) -> list[dict[str, str]]:
    """Return the attributes of every element of a name in a part without entities."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = start
    # Declared entities are refused elsewhere; here nothing of them is followed.
    parser.EntityDeclHandler = _refuse
    parser.Parse(book.read(part), True)
    return found


def _refuse(*_: object) -> None:
    raise ValueError("entities are not followed")


def count_beside(book: zipfile.ZipFile, beside: Counter[str]) -> None:
    """Count what a workbook holds beside its cells, by the word for one of it."""
    for part in book.infolist():
        path = part.filename.lower()
        for begin, end, element, words in COUNTED:
            if path.startswith(begin) and path.endswith(end):
                beside[words] += len(re.findall(element, book.read(part)))
        for begins, ends, words in THERE:
            if path.startswith(begins) and path.endswith(ends):
                beside[words] += 1
    if BOOK in book.namelist():
        names = [item.get("name", "") for item in _elements(book, BOOK, "definedName")]
        beside["defined name"] += sum(not name.startswith(BUILT_IN_NAME) for name in names)


def really_expands_to(data: bytes, parts: Sequence[zipfile.ZipInfo], most: int) -> int:
    """Return how many bytes the parts expand to, whatever they say; stops soon after `most`.

    Small files cannot expand that far, and are believed. Raises ValueError for a part that says a
    wrong size.
    """
    if sum(part.compress_size for part in parts) * MOST_PACKED <= most:
        return sum(part.file_size for part in parts)
    total = 0
    for part in parts:
        size = _real_size(data, part, most - total)
        total += size
        if total > most:
            break
        if size != part.file_size:
            raise ValueError("a part that is not as long as it says")
    return total


def _real_size(data: bytes, part: zipfile.ZipInfo, most: int) -> int:
    """Return how many bytes come out of a part of a zip, counted up to a little over `most`."""
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return part.file_size
    name, extra = struct.unpack_from("<HH", data, part.header_offset + 26)
    start = part.header_offset + LOCAL_HEADER + name + extra
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = data[start : start + part.compress_size]
    size = 0
    while rest and size <= most and not unpacker.eof:
        size += len(unpacker.decompress(rest, CHUNK))
        rest = unpacker.unconsumed_tail
    return size
