"""Rows of a table of records that are of several children, or of somebody who is none.

“A and B” is a record of each, and whose “both” or “Mum” is has to be asked: none of them is a
young person of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from journeyviewer.ingest.answers import id_text
from journeyviewer.ingest.chronology_people import ONE_SIBLING, named_in
from journeyviewer.ingest.coded import different
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.table import Cell, Sheet
from journeyviewer.ingest.table_rows import Columns
from journeyviewer.model.decisions import ASIDE, Choice, Question, Topic, key_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.values import dataclass

ALL = "every child named"
REASON = (
    "It is not certain whose row this is. Answer the question about it, or name the child in the "
    "row."
)


@dataclass(slots=True)
class Parted:
    """A table with one child a row, the same rows for `others`, and the keys that rows wait for."""

    sheet: Sheet
    others: list[Sheet] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)


def by_child(sheet: Sheet, header: Header, findings: Findings) -> Parted:
    """Return a table with its rows of several children as rows of each; mostly the same."""
    cells = Columns(sheet, header).of("case")
    above = {id_text(cell) for cell in cells[: header.index + 1]} | {""}
    names = [text for cell in different(cells) if (text := id_text(cell)) not in above]
    meant: dict[str, tuple[str, ...]] = {}
    keys: dict[str, str] = {}
    alone = frozenset(names)
    several = {name: named_in(name, alone) for name in names}
    every = tuple(name for name in names if several[name].ids == (name,))
    for name, named in several.items():
        if len(named.ids) > 1 and alone.issuperset(named.ids):
            meant[name] = named.ids
        elif named.group or named.relative:
            keys[name], meant[name] = _asked(sheet, header, name, named.relative, every, findings)
    if not meant:
        return Parted(sheet)
    rows = [
        (number, id_text(cell))
        for number, cell in enumerate(cells, start=1)
        if number > header.index + 1 and id_text(cell) in meant
    ]
    return _parted(sheet, header, rows, meant, keys)


def _asked(
    sheet: Sheet,
    header: Header,
    words: str,
    relative: bool,
    every: Sequence[str],
    findings: Findings,
) -> tuple[str, tuple[str, ...]]:
    """Ask whose rows are that name nobody; return the key of the question and the children."""
    kind = "of another" if relative else "of several"
    if ONE_SIBLING.search(loose(words)):
        kind = "of a sibling"
    choices = [Choice(name, f"They are about {name}") for name in every]
    if len(every) > 1:
        choices.append(Choice(ALL, f"They are about each of {', '.join(every)}"))
    key = key_of(Topic.PERSON, sheet.file, sheet.name, "rows", loose(words))
    answer = findings.ask(
        Question(
            key=key,
            topic=Topic.PERSON,
            title="Whose rows are these?",
            detail=f"“{words}” names no single child. Until you say so its rows are kept aside.",
            choices=(*choices, Choice(ASIDE, "Keep the rows aside until I have looked")),
            default=ASIDE,
            file=sheet.file,
            sheet=sheet.name,
            column=header.written["case"],
            free="case",
            kind=kind,
        )
    )
    return key, () if answer == ASIDE else tuple(every) if answer == ALL else (id_text(answer),)


def _parted(
    sheet: Sheet,
    header: Header,
    rows: Sequence[tuple[int, str]],
    meant: Mapping[str, tuple[str, ...]],
    keys: Mapping[str, str],
) -> Parted:
    place = header.columns["case"]
    kept: list[tuple[Cell, ...]] = [tuple(row) for row in sheet.rows]
    made = Parted(sheet)
    most = max((len(meant[name]) for _, name in rows), default=1)
    others: list[list[tuple[Cell, ...]]] = [
        [*kept[: header.index + 1], *[()] * (len(kept) - header.index - 1)] for _ in range(1, most)
    ]
    for number, name in rows:
        row = kept[number - 1]
        if not meant[name]:
            made.aside[number] = keys[name]
            kept[number - 1] = ()
            continue
        for at, child in enumerate(meant[name]):
            copy = (*row[:place], child, *row[place + 1 :])
            (others[at - 1] if at else kept)[number - 1] = copy
    made.sheet = replace(sheet, rows=tuple(kept))
    made.others = [replace(sheet, rows=tuple(other)) for other in others]
    return made
