"""Pieces of a page in HTML: every word is escaped here, and nothing in them leads outside."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Sequence
from html import escape

from journeyviewer.export.scrub import SVG, sayable
from journeyviewer.export.tables import Cell, Column, Table
from journeyviewer.paths import resource

LANGUAGE = "en-GB"


def text(words: str) -> str:
    """Return words as HTML shows them, whatever they hold."""
    return escape(sayable(words))


def heading(level: int, words: str, key: str = "") -> str:
    """Return a heading of a level from 1, with a key that links within the page can name."""
    name = f' id="{text(key)}"' if key else ""
    return f"<h{level}{name}>{text(words)}</h{level}>"


def paragraph(words: str, kind: str = "") -> str:
    """Return a paragraph; `kind` is its class."""
    name = f' class="{kind}"' if kind else ""
    return f"<p{name}>{text(words)}</p>"


def bullets(lines: Iterable[str]) -> str:
    """Return lines as a list, "" without any."""
    items = "".join(f"<li>{text(line)}</li>" for line in lines)
    return f'<ul class="told">{items}</ul>' if items else ""


def scrolled(inner: str, name: str) -> str:
    """Return what may be wider than the window in a region that keys can scroll."""
    return f'<div class="scroll" role="region" aria-label="{text(name)}" tabindex="0">{inner}</div>'


def table(found: Table, caption: str, row_head: int = 0) -> str:
    """Return a table with its caption; every column has a head, and every row one too.

    `row_head` is the column whose cells are the heads of the rows. Columns with nothing in them
    are left out.
    """
    places = [
        place
        for place in range(len(found.columns))
        if place == row_head or any(row[place] not in (None, "") for row in found.rows)
    ]
    heads = "".join(_head(found.columns[place]) for place in places)
    body = "".join(_row(row, places, row_head) for row in found.rows)
    inner = (
        f"<table><caption>{text(caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
    return scrolled(inner, found.name)


def _head(column: Column) -> str:
    return f'<th scope="col" title="{text(column.meaning)}">{text(column.title)}</th>'


def _row(row: Sequence[Cell], places: Sequence[int], row_head: int) -> str:
    cells = []
    for place in places:
        cell = row[place]
        words = "" if cell is None else text(str(cell))
        if place == row_head:
            cells.append(f'<th scope="row">{words}</th>')
        elif isinstance(cell, int | float):
            cells.append(f'<td class="number">{words}</td>')
        else:
            cells.append(f"<td>{words}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def drawing(data: bytes, key: str, title: str, description: str) -> str:
    """Return an SVG to stand inside a page, with its names made its own by a key."""
    root = ElementTree.fromstring(data)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if name == "id":
                element.set(name, f"{key}-{value}")
            elif "url(#" in value:
                element.set(name, re.sub(r"url\(#", f"url(#{key}-", value))
            elif name.endswith("href") and value.startswith("#"):
                element.set(name, f"#{key}-{value[1:]}")
    for name, words in (("title", title), ("desc", description)):
        said = root.find(f"{{{SVG}}}{name}")
        if said is not None:
            said.text = sayable(words)
            said.set("id", f"{key}-{name}")
    root.set("aria-labelledby", f"{key}-title {key}-desc")
    return ElementTree.tostring(root, encoding="unicode")


def page(title: str, body: Sequence[str]) -> bytes:
    """Return a whole page that asks for nothing outside itself and runs nothing."""
    style = resource("export", "page.css").read_text(encoding="utf-8")
    sum_of = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{sum_of}'; form-action 'none'"
    head = (
        f'<!doctype html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    return (head + "\n".join(part for part in body if part) + "\n</body>\n</html>\n").encode()
