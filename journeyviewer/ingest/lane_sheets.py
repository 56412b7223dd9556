"""Reads tables of one lane, as placements of all in one sheet, or as those of one child.

The name of the sheet says which lane it is, or the heading of what its rows hold. Where no column
says whose the rows are, they are of the child that the lines above, the sheet or the file name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeyviewer.ingest.answers import lane_of_title
from journeyviewer.ingest.headings import Header, children_named, find_header, is_lane_table
from journeyviewer.ingest.table import Cell, Claim, Reading, Sheet, is_blank, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.ingest.tidy import read_table
from journeyviewer.model.lanes import Lane, lane, loose

NEEDED = ("case", "start")
OF_ONE_CHILD = ("start", "end")
WHAT = ("what", "in the files words")
LANE_HEADING, WHAT_HEADING, CHILD_HEADING = "Lane", "What", "Young person"


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for the sheets that tell of one lane and name a child in their rows, or of one child."""
    found = {id(sheet): _found(sheet) for sheet in sheets}
    tables = [(sheet, table) for sheet in sheets if (table := found[id(sheet)]) is not None]
    several = {(sheet.file, sheet.group) for sheet, (header, _) in tables if _names(header)}
    won = tuple(
        sheet
        for sheet, (header, _) in tables
        if _names(header) or (sheet.file, sheet.group) not in several
    )
    if not won:
        return None
    return Claim(won, 0.8, "a table of one lane, with a start on every row")


def _names(header: Header) -> bool:
    return "case" in header.columns


def read(claimed: Claim, terms: Terms) -> Reading:
    """Read every row as a record of its child, in the lane of its table."""
    reading = Reading()
    persons = None
    for sheet in claimed.sheets:
        found = _found(sheet)
        if found is None:
            continue
        header, where = found
        if _names(header):
            read_table(*_with_lane(sheet, header, where), terms, reading)
            continue
        from journeyviewer.ingest.lane_persons import LanePersons, leave_aside, without_lines

        persons = persons or LanePersons(claimed, terms, reading)
        whom = persons.of(sheet, header)
        if whom.name:
            plain = without_lines(sheet, header, reading)
            read_table(*_with_lane(plain, header, where, whom.name), terms, reading)
        else:
            leave_aside(sheet, header, whom, reading)
    return reading


def _found(sheet: Sheet) -> tuple[Header, Lane] | None:
    """Return header and lane of such a sheet; what a lane holds may be headed by its own name."""
    header = find_header(sheet, NEEDED) or find_header(sheet, OF_ONE_CHILD)
    where = _lane_of(sheet, header) if header is not None else None
    if header is None or where is None or "lane" in header.columns:
        return None
    if where.key == "cse" and "level" in header.columns and _names(header):
        # Levels are told by the day they were assessed on.
        return (header, where) if children_named(sheet, header) else None
    if not is_lane_table(header) or (_names(header) and not children_named(sheet, header)):
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
    named = lane_of_title(sheet.titled)
    if sheet.part is not None and sheet.part.number > 1 and not sheet.part.title:
        # The sheet is called after its first table.
        named = None
    if named is not None or any(name in header.columns for name in WHAT):
        return named
    if loose(header.written.get("level", "")).startswith("cse"):
        return lane("cse")
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
    names = (sheet.titled, where.title, where.short_title, where.key, where.sheet)
    plain = {loose(name or "") for name in names}
    return plain | {name.removesuffix("s") for name in plain} | MORE_NAMES.get(where.key, set())


ONE_KIND = {"missing": "M"}
"""Lanes whose sheets need not say what a record is, and the category that it is then."""
MORE_NAMES = {
    "residence": set(
        "placement name|placement type|type of placement|placement|address type".split("|")
    ),
    "education": set(
        "school|school name|name of school|setting|provision|establishment|school type".split("|")
    ),
    "legal": {"legal status", "order", "legal order"},
    "referrals": {"plan", "plan type", "referral", "type of plan"},
}
"""What else a column is called that says what a record of a lane is."""


def _with_lane(sheet: Sheet, header: Header, where: Lane, child: str = "") -> tuple[Sheet, Header]:
    """Return the sheet with a column more, which names its lane in every row.

    More still say what a record is, where the lane holds one kind alone, and whose it is, where
    all are of one `child`.
    """
    more: dict[str, tuple[Cell, Cell]] = {"lane": (LANE_HEADING, where.title)}
    kind = where.category(ONE_KIND.get(where.key))
    if kind is not None and not any(name in header.columns for name in WHAT):
        more["what"] = (WHAT_HEADING, kind.label)
    if child:
        more["case"] = (CHILD_HEADING, child)
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
