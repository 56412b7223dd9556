"""Reads tables of one lane whose rows name their child, as placements of all in one sheet.

The name of the sheet says which lane it is, or the heading of what its rows hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.ingest.answers import lane_named
from journeyviewer.ingest.headings import Header, children_named, find_header, is_lane_table
from journeyviewer.ingest.table import Cell, Claim, Reading, Sheet, is_blank, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.tidy import read_table
from journeyviewer.model.lanes import Lane, lane, loose

NEEDED = ("case", "start")
WHAT = ("what", "in the files words")
LANE_HEADING, WHAT_HEADING = "Lane", "What"


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for the sheets that tell of one lane and name a child in their rows."""
    won = tuple(sheet for sheet in sheets if _found(sheet) is not None)
    if not won:
        return None
    return Claim(won, 0.8, "a table of one lane, with a child and a start on every row")


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read every row as a record of the child it names, in the lane of its table."""
    reading = Reading()
    for sheet in claimed.sheets:
        found = _found(sheet)
        if found is not None:
            read_table(*_with_lane(sheet, *found), terms, reading)
    return reading


def _found(sheet: Sheet) -> tuple[Header, Lane] | None:
    """Return header and lane of such a sheet; what a lane holds may be headed by its own name."""
    header = find_header(sheet, NEEDED)
    where = _lane_of(sheet, header) if header is not None else None
    if header is None or where is None or "lane" in header.columns:
        return None
    if not is_lane_table(header) or not children_named(sheet, header):
        return None
    if not any(name in header.columns for name in WHAT):
        named = _with_what(sheet, header, where)
        if named is None and where.key not in ONE_KIND:
            return None
        return named or header, where
    return header, where


def _lane_of(sheet: Sheet, header: Header) -> Lane | None:
    """Return the lane that a sheet is named after, else that of a heading such as “Legal status”.

    A table with a column of events besides is a chronology.
    """
    named = lane_named(sheet.name) if sheet.name else None
    if named is not None or any(name in header.columns for name in WHAT):
        return named
    if not {"start", "end"} <= set(header.columns):
        return None
    headings = {loose(text_of(cell)) for cell in sheet.rows[header.index]}
    found = [key for key, names in MORE_NAMES.items() if headings & names]
    return lane(found[0]) if len(found) == 1 else None


def _with_what(sheet: Sheet, header: Header, where: Lane) -> Header | None:
    """Return the header with a column “Placement” or “School” as what happened; None without."""
    used = set(header.columns.values())
    for column, cell in enumerate(sheet.rows[header.index]):
        heading = text_of(cell)
        if column not in used and loose(heading) in _names_of(sheet, where):
            return replace(
                header,
                columns={**header.columns, "what": column},
                written={**header.written, "what": heading},
                others=tuple(other for other in header.others if other != heading),
            )
    return None


def _names_of(sheet: Sheet, where: Lane) -> set[str]:
    """Return the words, loosely, that name the lane of a sheet or what it holds."""
    names = (sheet.name, where.title, where.short_title, where.key, where.sheet)
    plain = {loose(name or "") for name in names}
    return plain | {name.removesuffix("s") for name in plain} | MORE_NAMES.get(where.key, set())


ONE_KIND = {"missing": "M"}
"""Lanes whose sheets need not say what a record is, and the category that it is then."""
MORE_NAMES = {
    "residence": {"placement type", "type of placement", "placement", "address type"},
    "education": {"school", "setting", "provision", "establishment", "school type"},
    "legal": {"legal status", "order", "legal order"},
    "referrals": {"plan", "plan type", "referral"},
}
"""What else a column is called that says what a record of a lane is."""


def _with_lane(sheet: Sheet, header: Header, where: Lane) -> tuple[Sheet, Header]:
    """Return the sheet with a column more, which names its lane in every row.

    One more still says what a record is, where the lane holds one kind alone.
    """
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
