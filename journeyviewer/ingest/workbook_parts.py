"""Which part of a workbook file holds which sheet; sheets may be stored in any order."""

from __future__ import annotations

import posixpath
import xml.parsers.expat
import zipfile

BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def sheet_parts(book: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of the part of every sheet, by the sheet's title; empty for other books."""
    names = set(book.namelist())
    if not {BOOK, RELATIONS} <= names:
        return {}
    targets = {item["Id"]: item["Target"] for item in _elements(book, RELATIONS, "Relationship")}
    parts = {}
    for sheet in _elements(book, BOOK, "sheet"):
        key = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        target = posixpath.normpath(posixpath.join("xl", targets.get(key, "")))
        parts[sheet.get("name", "")] = target.lstrip("/")
    return parts


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
