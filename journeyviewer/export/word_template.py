"""An organisation's Word template emptied: what another document left in it goes, its look stays.

What is taken for a template is often an older report: behind its words there are comments,
footnotes, pictures, names of people and the path it was kept at, which nobody sees on the page.
"""

from __future__ import annotations

from typing import Any

LOOK = frozenset(
    "styles stylesWithEffects settings numbering theme fontTable webSettings footnotes "
    "endnotes".split()
)
"""The kinds of part that make a document's look, by the ends of their links."""
PACKAGE = frozenset(("officeDocument", "core-properties"))
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TOLD_BY_SETTINGS = frozenset(
    ("attachedTemplate", "docVars", "rsids", "mailMerge", "docId", "saveThroughXslt")
)
"""What settings say of the template itself: where it lies, who changed it when, and its values."""


def emptied(document: Any) -> None:
    """Take out of a document of the library all but its look and the last section's page."""
    _without_words(document.element.body)
    part = document.part
    named = {
        value
        for element in document.element.iter()
        for name, value in element.attrib.items()
        if name.startswith(RELATION)
    }
    for key, link in list(part.rels.items()):
        kind = _kind(link)
        if key not in named and (kind not in LOOK or link.is_external):
            del part.rels[key]
        elif kind in ("footnotes", "endnotes"):
            _without_notes(link.target_part)
        elif kind == "settings":
            _without_traces(link.target_part)
    package = part.package
    for key, link in list(package.rels.items()):
        # Company, manager, a small picture, and what an organisation's own systems noted.
        if _kind(link) not in PACKAGE:
            del package.rels[key]


def _without_words(body: Any) -> None:
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    # A printer's settings name the printer and the computer.
    for element in list(body.iter(f"{WORD}printerSettings")):
        element.getparent().remove(element)
    for element in body.iter():
        for name in [name for name in element.attrib if name.startswith(f"{WORD}rsid")]:
            del element.attrib[name]


def _kind(link: Any) -> str:
    return str(link.reltype).rsplit("/", 1)[-1]


def _without_notes(part: Any) -> None:
    """Leave of the notes at the foot or the end the lines that set them apart."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml.parser import parse_xml

    root = parse_xml(part.blob)
    for note in list(root):
        if note.get(f"{WORD}type", "normal") == "normal":
            root.remove(note)
    part._blob = serialize_part_xml(root)
    for key in list(part.rels):
        del part.rels[key]


def _without_traces(part: Any) -> None:
    for element in list(part.element):
        if element.tag.rsplit("}", 1)[-1] in TOLD_BY_SETTINGS:
            part.element.remove(element)
    for key in list(part.rels):
        del part.rels[key]
