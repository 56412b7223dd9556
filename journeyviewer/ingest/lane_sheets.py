"""Reads sheets named after a lane whose rows name their child: one sheet of placements for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.ingest.answers import lane_named
from journeyviewer.ingest.headings import Header, children_named, find_header, is_lane_table
from journeyviewer.ingest.table import Cell, Claim, Reading, Sheet, is_blank, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.tidy import read_table
from journeyviewer.model.lanes import lane, lanes, loose

NEEDED = ("case", "start")
WHAT = ("what", "in the files words")
LANE_HEADING, WHAT_HEADING = "Lane", "What"


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for the sheets that are named after a lane and name a child in their rows."""
    won = tuple(sheet for sheet in sheets if _header(sheet) is not None)
    if not won:
        return None
    return Claim(won, 0.8, "a sheet named after a lane, with a child and a start on every row")


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read every row as a record of the child it names, in the lane its sheet is named after."""
    reading = Reading()
    for sheet in claimed.sheets:
        header = _header(sheet)
        if header is not None:
            read_table(*_with_lane(sheet, header), terms, reading)
    return reading


def _header(sheet: Sheet) -> Header | None:
    """Return the header of such a sheet; what a lane holds may be headed by its own name."""
    where = lane_named(sheet.name) if sheet.name else None
    header = find_header(sheet, NEEDED) if where is not None else None
    if header is None or where is None or "lane" in header.columns:
        return None
    if not is_lane_table(header) or not children_named(sheet, header):
        return None
    if not any(name in header.columns for name in WHAT):
        return _with_what(sheet, header) or (header if where.key in ONE_KIND else None)
    return header


def _with_what(sheet: Sheet, header: Header) -> Header | None:
    """Return the header with a column “Placement” or “School” as what happened; None without."""
    used = set(header.columns.values())
    for column, cell in enumerate(sheet.rows[header.index]):
        heading = text_of(cell)
        if column not in used and loose(heading) in _names_of(sheet):
            return replace(
                header,
                columns={**header.columns, "what": column},
                written={**header.written, "what": heading},
                others=tuple(other for other in header.others if other != heading),
            )
    return None


def _names_of(sheet: Sheet) -> set[str]:
    """Return the words, loosely, that name the lane of a sheet or what it holds."""
    where = lane_named(sheet.name or "")
    return {
        words
        for each in lanes()
        if each is where
        for name in (sheet.name, each.title, each.short_title, each.key, each.sheet)
        for words in (loose(name or ""), loose(name or "").removesuffix("s"))
    } | (MORE_NAMES.get(where.key, set()) if where is not None else set())


ONE_KIND = {"missing": "M"}
"""Lanes whose sheets need not say what a record is, and the category that it is then."""
MORE_NAMES = {
    "residence": {"placement type", "type of placement", "placement", "address type"},
    "education": {"school", "setting", "provision", "establishment", "school type"},
    "legal": {"legal status", "order", "legal order"},
    "referrals": {"plan", "plan type", "referral"},
}
"""What else a column is called that says what a record of a lane is."""


def _with_lane(sheet: Sheet, header: Header) -> tuple[Sheet, Header]:
    """Return the sheet with a column more, which names its lane in every row.

    One more still says what a record is, where the lane holds one kind alone.
    """
    where = lane_named(sheet.name or "") or lane("other")
    more: dict[str, tuple[Cell, Cell]] = {"lane": (LANE_HEADING, where.title)}
    kind = where.category(ONE_KIND.get(where.key))
    if kind is not None and not any(name in header.columns for name in WHAT):
        more["what"] = (WHAT_HEADING, kind.label)
    width = max(len(row) for row in sheet.rows)
    rows = [tuple(row) for row in sheet.rows]
    for at in range(header.index, len(rows)):
        said = [pair[at != header.index] for pair in more.values()]
        if not is_blank(rows[at]):
            rows[at] = (*rows[at], *(None,) * (width - len(rows[at])), *said)
    made = replace(
        header,
        columns={**header.columns, **{field: width + at for at, field in enumerate(more)}},
        written={**header.written, **{field: str(pair[0]) for field, pair in more.items()}},
    )
    return replace(sheet, rows=tuple(rows)), made
