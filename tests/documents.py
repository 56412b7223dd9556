"""Word documents made from a few words, for tests of what is read of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def run(text: str, look: str = "") -> str:
    """Return a run of text; `look` holds its settings, such as "<w:vanish/>"."""
    words = escape(text)
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def line(inside: str, style: str = "") -> str:
    """Return a paragraph; text without any sign of XML stands for one run."""
    inside = inside if "<" in inside else run(inside)
    settings = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{settings}{inside}</w:p>"


def cell(inside: str, settings: str = "") -> str:
    """Return a cell of a table; text without any sign of XML stands for one paragraph."""
    inside = inside if "<w:p>" in inside else line(inside)
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, settings: str = "") -> str:
    """Return a row of cells, each made by `cell` or given as text."""
    made = (item if item.startswith("<w:tc>") else cell(item) for item in cells)
    return f"<w:tr><w:trPr>{settings}</w:trPr>{''.join(made)}</w:tr>"


def table(*rows: str | Sequence[str]) -> str:
    """Return a table of rows, each made by `row` or given as the texts of its cells."""
    made = (item if isinstance(item, str) else row(*item) for item in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(made)}</w:tbl>"


def document(*parts: str, beside: Mapping[str, str] | None = None, before: str = "") -> bytes:
    """Return a .docx of paragraphs and tables; `beside` holds further parts, by name."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>{before}'
    main = f'{head}<w:document xmlns:w="{SPACE}"><w:body>{"".join(parts)}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", main)
        for name, inside in (beside or {}).items():
            package.writestr(name, inside)
    return buffer.getvalue()


def part(root: str, inside: str) -> str:
    """Return a part beside the text, such as the styles or the comments."""
    return f'<w:{root} xmlns:w="{SPACE}">{inside}</w:{root}>'
