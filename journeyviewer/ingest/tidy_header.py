"""Which columns of a table of records hold what, and whether it is one."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.ingest.answers import id_text, lane_named
from journeyviewer.ingest.coded import different
from journeyviewer.ingest.headings import Header, find_header, read_header, top_rows
from journeyviewer.ingest.table import Sheet, text_of
from journeyviewer.ingest.table_rows import Columns
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later

NEEDED = ("case", "lane", "start", "what")
LANE_SHARE = 0.8
"""The share of a column's cells that must name lanes for it to be the lane column."""
LOOKED_AT = 2_000
"""Rows whose children are looked at."""
MOST_CHILDREN = 60
"""Different cases of the largest table that may be of siblings."""
ONE = later(r"(?:[A-Za-z]+[\s_-]*){0,2}\d[\w.-]*|[A-Za-z]{1,2}")
"""Ids of one child each, as nearly all tables have."""


def tidy_header(sheet: Sheet) -> Header | None:
    """Return the header of a tidy table; words may stand in for What, any heading for Lane.

    None for any other sheet.
    """
    for needed in (NEEDED, ("case", "lane", "start", "in the files words")):
        header = find_header(sheet, needed)
        if header is not None:
            return header
    for index, row in top_rows(sheet):
        header = read_header(index, row)
        if {"case", "start"} <= set(header.columns) and "lane" not in header.columns:
            found = _with_lane_column(sheet, header)
            if found is not None and {"what", "in the files words"} & set(found.columns):
                return None if _is_chronology(sheet, found) else found
    return None


def _with_lane_column(sheet: Sheet, header: Header) -> Header | None:
    """Return the header with the column whose cells name lanes, whatever its heading."""
    headings = sheet.rows[header.index]
    below = sheet.rows[header.index + 1 :]
    for column, heading in enumerate(headings):
        texts = [text_of(row[column]) for row in below if column < len(row)]
        filled = [text for text in texts if text]
        named = [text for text in filled if lane_named(text) or is_coverage(text)]
        if len(named) > 2 and len(named) >= LANE_SHARE * len(filled):
            # Cells moved by a lost separator may name lanes below Case or Start.
            rest = tuple("" if i == column else cell for i, cell in enumerate(headings))
            others = read_header(header.index, rest)
            columns = {**others.columns, "lane": column}
            if not {"case", "start"} <= set(columns):
                return None
            return replace(
                others, columns=columns, written={**others.written, "lane": text_of(heading)}
            )
    return None


def is_coverage(words: str) -> bool:
    """True for words that say which days a source covers, where others name a lane."""
    return loose(words) in ("coverage", "covered", "source coverage")


def may_be_of_several(sheet: Sheet, header: Header) -> bool:
    """True where some rows may be of several children, or of somebody who is none."""
    names = different(Columns(sheet, header).of("case"))
    if len(names) > MOST_CHILDREN:
        return False
    texts = {id_text(cell) for cell in names} - {"", header.written.get("case", "")}
    return not all(map(ONE.fullmatch, texts))


def _is_chronology(sheet: Sheet, header: Header) -> bool:
    """True where what seems to be the lane is who told of something, or rows are of several.

    What the police tell of is not always a matter for the police, and “A and B”, “both” or “Mum”
    are no children of their own.
    """
    from journeyviewer.ingest.chronology_headings import read_heading
    from journeyviewer.ingest.chronology_people import named_in

    if read_heading(header.written["lane"]) in ("agency", "source"):
        return True
    place = header.columns["case"]
    rows = sheet.rows[header.index + 1 : header.index + 1 + LOOKED_AT]
    texts = frozenset(id_text(row[place]) for row in rows if place < len(row)) - {""}
    named = [named_in(text, texts) for text in texts]
    return any(each.by_role or each.unclear or len(each.ids) > 1 for each in named)
