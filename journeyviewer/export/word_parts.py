"""Pieces of a Word report, on styles that an organisation can change by its own template.

Headers, footers, page settings and styles are the template's; all else of it is left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from journeyviewer.export.scrub import sayable
from journeyviewer.export.tables import Table
from journeyviewer.export.word_template import emptied
from journeyviewer.model.problems import JourneyError

CREATED = datetime(1970, 1, 1)
"""Stands in for the time of writing."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
LANGUAGE = "en-GB"
FACE, INK = "Calibri", "1B2026"
MOST_BYTES = 50_000_000
"""A template beyond this, packed or unpacked, is none."""
SIZES = {"Title": 22, "Subtitle": 12, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
"""Points of the styles that a template may lack."""
MM = 36_000
"""Of Word's own units in a millimetre."""
A4 = (210 * MM, 297 * MM)
SIDE = 18 * MM
CELL_SIDES, LETTER = 4 * MM, 26 * MM // 10
"""The empty room in a cell of a table, and a wide letter of its bold type."""
MOST_LETTERS = 16
TEMPLATE_KIND = b"wordprocessingml.template.main+xml"
DOCUMENT_KIND = b"wordprocessingml.document.main+xml"


class Report:
    """A Word document in the making; the library is loaded with the first one."""

    def __init__(self, template: Path | None, title: str, mark: str) -> None:
        import docx

        self._document: Any = docx.Document(_template_stream(template) if template else None)
        self._own = template is None
        # Asked for once: the library looks through all its styles for each paragraph.
        self._styles: dict[str, str] = {one.name: one.style_id for one in self._document.styles}
        emptied(self._document)
        if self._own:
            self._own_look(mark)
        elif mark:
            self.paragraph(mark, bold=True)
        about = self._document.core_properties
        # A template says more of itself than the library has names for.
        for said in list(about._element):
            about._element.remove(said)
        about.title = sayable(title)[:255]
        for name in ("author", "last_modified_by", "comments", "subject", "keywords", "category"):
            setattr(about, name, "")
        about.created = about.modified = CREATED
        about.revision = 1
        about.language = LANGUAGE

    def _own_look(self, mark: str) -> None:
        """Set language, type, page and handling mark, where no template has set its own."""
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        for name in (*SIZES, "Caption"):
            font = self._document.styles[name].font
            font.name, font.color.rgb = FACE, RGBColor.from_string(INK)
            for theme_font in font.element.rPr.iter(qn("w:rFonts")):
                for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                    theme_font.attrib.pop(qn(kind), None)
        self._document.styles["Normal"].font.name = FACE
        for language in self._document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), LANGUAGE)
        section = self._document.sections[0]
        _set_page(section, landscape=False)
        if mark:
            for part in (section.header, section.footer):
                line = part.paragraphs[0]
                line.alignment = 1
                line.add_run(sayable(mark)).bold = True

    def heading(self, words: str, level: int) -> None:
        """Add a heading: level 0 is the report's title."""
        self.paragraph(words, "Title" if level == 0 else f"Heading {level}")

    def paragraph(self, words: str, style: str = "", bold: bool = False) -> None:
        """Add a paragraph, in a style where one is named."""
        line = self._document.add_paragraph()
        if style:
            line._p.style = self._style(style)
        line.add_run(sayable(words)).bold = True if bold else None

    def bullets(self, lines: Sequence[str]) -> None:
        """Add lines as a list."""
        for line in lines:
            self.paragraph(line, "List Bullet")

    def _style(self, name: str) -> str:
        """Return a style's key; one that the template lacks is added in a plain form."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        if name not in self._styles:
            style = self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.font.bold = name in SIZES
            style.font.size = Pt(SIZES[name]) if name in SIZES else None
            self._styles[name] = style.style_id
        return self._styles[name]

    def table(self, found: Table, caption: str) -> None:
        """Add a table with a head row that is repeated on every page, its caption before it."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.paragraph(caption, "Caption")
        places = [
            place
            for place in range(len(found.columns))
            if any(row[place] not in (None, "") for row in found.rows)
        ]
        table = self._document.add_table(rows=1, cols=len(places))
        if "Table Grid" in self._styles:
            table._tbl.tblStyle_val = self._styles["Table Grid"]
        for name, words in (("w:tblCaption", found.name), ("w:tblDescription", caption)):
            said = OxmlElement(name)
            said.set(qn("w:val"), sayable(words))
            table._tbl.tblPr.append(said)
        head = table.rows[0]
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, place in zip(head.cells, places, strict=True):
            _fill(cell, found.columns[place].title, bold=True)
        for row in found.rows:
            added = table.add_row()
            added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, place in zip(added.cells, places, strict=True):
                words = "" if row[place] is None else str(row[place])
                _fill(cell, words)
        _set_widths(table, found, places, self._room)
        self._document.add_paragraph()

    @property
    def _room(self) -> int:
        """The width between the margins of the section being written, in Word's own units."""
        section = self._document.sections[-1]
        return int(section.page_width - section.left_margin - section.right_margin)

    def picture(self, png: bytes, name: str, description: str) -> None:
        """Add a picture on a landscape page of its own, with words for those who cannot see it."""
        self.turn(landscape=True)
        self.picture_here(png, name, description)
        self.turn(landscape=False)

    def picture_here(self, png: bytes, name: str, description: str) -> None:
        """Add a picture below what is written, as wide as the text and never taller than a page."""
        section = self._document.sections[-1]
        height = int(section.page_height - section.top_margin - section.bottom_margin)
        shape = self._document.add_picture(io.BytesIO(png), width=self._room)
        self._document.paragraphs[-1].alignment = CENTRED
        most = height - 12 * MM
        if shape.height > most:
            shape.width, shape.height = int(shape.width * most / shape.height), most
        properties = shape._inline.docPr
        properties.set("name", sayable(name))
        properties.set("title", sayable(name))
        properties.set("descr", sayable(description))

    def keep_with_next(self) -> None:
        """Keep the paragraph just written on the page of what follows it."""
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True

    def turn(self, landscape: bool) -> None:
        """Begin a new page, upright or across."""
        section = self._document.add_section()
        if self._own:
            _set_page(section, landscape)
            return
        wide, tall = section.page_width, section.page_height
        if (wide > tall) != landscape:
            section.page_width, section.page_height = tall, wide
            section.orientation = 1 if landscape else 0

    def data(self) -> bytes:
        """Return the document; the same report is the same bytes."""
        stream = io.BytesIO()
        self._document.save(stream)
        return _timeless(stream.getvalue())


CENTRED = 1
"""As Word numbers it."""


def _set_page(section: Any, landscape: bool) -> None:
    wide, tall = reversed(A4) if landscape else A4
    section.page_width, section.page_height = wide, tall
    section.orientation = 1 if landscape else 0
    section.left_margin = section.right_margin = 10 * MM if landscape else SIDE
    section.top_margin = section.bottom_margin = SIDE
    section.header_distance = section.footer_distance = 8 * MM


def _fill(cell: Any, words: str, bold: bool = False) -> None:
    from docx.shared import Pt

    run = cell.paragraphs[0].add_run(sayable(words))
    run.font.size = Pt(9)
    run.bold = True if bold else None


def _set_widths(table: Any, found: Table, places: Sequence[int], room: int) -> None:
    """Share the width by what columns hold, so that no word is broken where it need not be."""
    least, more = [], []
    for place in places:
        cells = [found.columns[place].title, *(str(row[place] or "") for row in found.rows)]
        word = max((len(word) for cell in cells for word in cell.split()), default=1)
        # Long words may be broken: an address or a code is not to starve the other columns.
        least.append(CELL_SIDES + min(word, MOST_LETTERS) * LETTER)
        # By the usual text, not the longest: one long cell may have a line more.
        more.append(max(1, sum(map(len, cells)) // len(cells) - word))
    table.autofit = False
    spare = max(0, room - sum(least))
    wanted = [own + spare * share // sum(more) for own, share in zip(least, more, strict=True)]
    for column, share in zip(table.columns, wanted, strict=True):
        column.width = share if spare else room * share // sum(wanted)
    widths = [column.width for column in table.columns]
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _template_stream(path: Path) -> io.BytesIO:
    """Return a template as a document to write in; raises JourneyError for what is none."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise JourneyError(f"“{path.name}” is too large for a template.", "Take pictures out.")
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise JourneyError(f"“{path.name}” unpacks to too much for a template.")
            if "word/document.xml" not in parts.namelist():
                raise zipfile.BadZipFile
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
                for part in parts.infolist():
                    data = parts.read(part)
                    if part.filename == "[Content_Types].xml":
                        data = data.replace(TEMPLATE_KIND, DOCUMENT_KIND)
                    made.writestr(part.filename, data)
    except OSError as error:
        raise JourneyError(
            f"The template “{path.name}” could not be read: {error.strerror}.", "Check its name."
        ) from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise JourneyError(
            f"“{path.name}” is no Word template.", "Use a .docx or .dotx without a password."
        ) from error
    stream.seek(0)
    return stream


def _timeless(data: bytes) -> bytes:
    """Return a packed document whose parts all carry one fixed time."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as parts,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, parts.read(part))
    return stream.getvalue()
