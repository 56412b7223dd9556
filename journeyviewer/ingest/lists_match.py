"""Tells which list of an extract a sheet holds: by its headings, and by its name only in a tie."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.headings import Header, top_rows
from journeyviewer.ingest.lists_spec import PERSON, Extract, Table
from journeyviewer.ingest.table import Cell, Claim, Sheet, text_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later
from journeyviewer.model.values import dataclass

LEAST_SHARED = 3
"""How many columns of a list without prefixed headings a table needs."""
LONGEST = 200
"""A cell with more letters than this is no heading; those of Annex A are whole questions."""
CLOSE = 0.9
"""How alike a heading and a usual one must be (0 to 1) to be the same with a slip of the pen."""
BY_NAME, BY_PLACE = 0.02, 0.01
"""What the name of a sheet and its place in the workbook add: they decide only between equals."""


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet recognised as a list, with its header; `overlap` is 0 to 1.

    `identifying` are headings of columns that are not kept, `unread` of known ones that say
    nothing drawn; `header.others` are unknown.
    """

    sheet: Sheet
    table: Table
    header: Header
    overlap: float
    identifying: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def guessed(self) -> tuple[tuple[str, str], ...]:
        """Headings with a slip of the pen, and the usual ones they were taken for, loosely."""
        return tuple(
            (text, self.table.headings[field])
            for field, text in self.header.written.items()
            if not self.table.columns[field].fullmatch(loose(text))
        )

    @property
    def dropped(self) -> frozenset[str]:
        """The headings, in capitals, whose cells are not kept."""
        return frozenset(name.upper() for name in (*self.identifying, *self.header.others))

    @property
    def identifying_filled(self) -> tuple[str, ...]:
        """The columns that point at a real person or place and hold something."""
        written = [text_of(cell) for cell in self.sheet.rows[self.header.index]]
        below = self.sheet.rows[self.header.index + 1 :]
        return tuple(
            dict.fromkeys(
                name
                for column, name in enumerate(written)
                if name in self.identifying
                and any(column < len(row) and text_of(row[column]) for row in below)
            )
        )


def claim(
    sheets: Sequence[Sheet], extract: Extract, likely: re.Pattern[str], base: float, why: str
) -> Claim | None:
    """Bid for every sheet that is a list of an extract; `likely` is what a heading must hold."""
    found = recognise_all(sheets, extract, likely)
    if not found:
        return None
    score = base + (0.97 - base) * max(item.overlap for item in found)
    names = ", ".join(dict.fromkeys(item.table.key for item in found))
    return Claim(tuple(item.sheet for item in found), score, f"{why} ({names})")


def recognise_all(
    sheets: Sequence[Sheet], extract: Extract, likely: re.Pattern[str]
) -> list[ListSheet]:
    """Return the sheets that are lists of an extract, in their order."""
    places: dict[tuple[str, int], int] = {}
    found = []
    for sheet in sheets:
        file = (sheet.file, sheet.group)
        places[file] = places.get(file, 0) + 1
        item = recognise(sheet, extract, likely, places[file] if sheet.name else 0)
        if item is not None:
            found.append(item)
    return found


def recognise(
    sheet: Sheet, extract: Extract, likely: re.Pattern[str], place: int
) -> ListSheet | None:
    """Return the list that a sheet holds, None when it holds none; `place` counts sheets from 1."""
    best: ListSheet | None = None
    most = 0.0
    for index, cells in top_rows(sheet):
        names = _headings(cells)
        if len(names) < 2 or not any(likely.search(name) for name in names.values()):
            continue
        for table in extract.tables:
            fields = _fields(names, table)
            overlap = _overlap(fields, names, table)
            weight = overlap + _by_name(sheet, table, place) if overlap else 0.0
            if weight > most:
                most, best = weight, _list_sheet(sheet, table, index, fields, overlap)
        if best is not None:
            break
    if best is not None and _is_history(best):
        return None
    return best or _by_file_name(sheet, extract, likely)


ENDS = later(r"\b(?:end|ends|ended|ceased?|finish|left|until)\b|^(?:date )?to(?: date)?$")


def _is_history(found: ListSheet) -> bool:
    """True for rows with ends of their own, several of a child, where a list has the latest only.

    Read as a list they would lose their ends.
    """
    if not found.table.latest or not any(ENDS.search(loose(name)) for name in found.header.others):
        return False
    place = next((found.header.columns[name] for name in PERSON if name in found.header.columns), 0)
    rows = found.sheet.rows[found.header.index + 1 :]
    ids = [text for row in rows if place < len(row) and (text := text_of(row[place]))]
    return len(set(ids)) < len(ids)


def _headings(cells: Sequence[Cell]) -> dict[int, str]:
    """Return the loose words of the cells of a row that may be headings, by column."""
    texts = {i: text_of(cell) for i, cell in enumerate(cells) if isinstance(cell, str)}
    return {i: loose(text) for i, text in texts.items() if text and len(text) <= LONGEST}


def _fields(names: Mapping[int, str], table: Table) -> dict[str, int]:
    """Return the column of each field of a list; the first heading that fits has it."""
    found: dict[str, int] = {}
    for column, name in names.items():
        for field, pattern in table.columns.items():
            if field not in found and pattern.fullmatch(name):
                found[field] = column
                break
    return found | _slips(found, names, table) if len(found) >= LEAST_SHARED - 1 else found


def _slips(found: Mapping[str, int], names: Mapping[int, str], table: Table) -> dict[str, int]:
    """Return the columns whose headings are a usual one with a slip of the pen."""
    wanted = {words: field for field, words in table.headings.items() if field not in found}
    free = {i: name for i, name in names.items() if i not in found.values() and len(name) > 7}
    guessed: dict[str, int] = {}
    if wanted and free:
        from difflib import get_close_matches

        for column, name in free.items():
            near = get_close_matches(name, wanted, n=1, cutoff=CLOSE)
            if near:
                guessed[wanted.pop(near[0])] = column
    return guessed


def _overlap(fields: Mapping[str, int], names: Mapping[int, str], table: Table) -> float:
    """Return how much of a list the headings are, 0 when a column that it needs is missing."""
    if table.prefix and not table.columns:
        own = [name for name in names.values() if name.startswith(f"{table.prefix}_")]
        return 0.9 if len(own) >= 2 else 0.0
    told = not table.telling or any(name in fields for name in table.telling)
    enough = len(fields) >= (2 if table.prefix else LEAST_SHARED)
    if not told or not enough or any(name not in fields for name in table.needs):
        return 0.0
    if table.prefix:
        return len(fields) / len(table.columns)
    return len(set(fields) - PERSON) / table.own


def _by_name(sheet: Sheet, table: Table, place: int) -> float:
    words = loose((sheet.name or sheet.file.rsplit(".", 1)[0]).replace("_", " "))
    named = any(re.search(rf"\b{re.escape(loose(name))}\b", words) for name in table.names)
    return (BY_NAME if named else 0.0) + (BY_PLACE if place and place == table.position else 0.0)


def _list_sheet(
    sheet: Sheet, table: Table, index: int, fields: Mapping[str, int], overlap: float
) -> ListSheet:
    written = [text_of(cell) for cell in sheet.rows[index]]
    identifying, unread, others = [], [], []
    for column, text in enumerate(written):
        if not text or column in fields.values():
            continue
        name = loose(text)
        if _fits(name, table.identifying):
            identifying.append(text)
        elif table.aside or _is_key(name, table) or _fits(name, table.unread):
            unread.append(text)
        else:
            others.append(text)
    header = Header(
        index,
        dict(fields),
        {field: written[column] for field, column in fields.items()},
        tuple(others),
    )
    return ListSheet(sheet, table, header, overlap, tuple(identifying), tuple(unread))


def _fits(name: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    return any(pattern.fullmatch(name) for pattern in patterns)


def _is_key(name: str, table: Table) -> bool:
    """True for a column of a prefixed table that only numbers its rows."""
    return bool(table.prefix) and name.startswith(f"{table.prefix}_") and name.endswith("_id")


def _by_file_name(sheet: Sheet, extract: Extract, likely: re.Pattern[str]) -> ListSheet | None:
    """Return a list known by its name and the look of its headings, to be kept aside by name."""
    name = (sheet.name or sheet.file.rsplit(".", 1)[0]).strip()
    if not extract.prefix or not name.casefold().startswith(extract.prefix) or not sheet.rows:
        return None
    known = extract.table(name.casefold())
    if known is not None and known.aside:
        return _list_sheet(sheet, known, 0, {}, 0.5)
    if sum(bool(likely.search(text)) for text in _headings(sheet.rows[0]).values()) < 2:
        return None
    like = next(table for table in extract.tables if table.aside)
    reason = f"The table {name} is not one that is read, or its columns are not the published ones"
    table = replace(like, key=name, title=name, aside=reason)
    return _list_sheet(sheet, table, 0, {}, 0.5)
