"""Children who are numbered within their family: “Child 1” of one is not “Child 1” of another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from journeyviewer.ingest.chronology_ids import EACH, NOBODY, each_or_nobody, some_of
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.table import Cell, Sheet, text_of
from journeyviewer.model.decisions import Question, Topic, key_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later

FAMILY = later(
    r"(?:family|household|sibling group|case|lead child|group)"
    r"(?: (?:id|no|number|ref|reference|code|group))?"
)
NUMBERED = later(r"(?:(?:[Cc]hild|[Ss]ib(?:ling)?)[\s_-]*(?:no\.?\s*)?)?(?:\d{1,2}|[A-Za-z])")
"""What children are called within their family."""


def apart_by_family(
    sheet: Sheet,
    header: Header,
    field: str,
    beside: Iterable[tuple[int, str]],
    findings: Findings,
) -> Sheet:
    """Return the sheet with the family before each child, where several have a “Child 1”.

    `field` is that of the child, `beside` are the places and headings of columns that name nothing
    else. Asks whether they are different children; until it is answered they are.
    """
    child = header.columns[field]
    family = next((at for at, text in beside if FAMILY.fullmatch(loose(text))), None)
    if family is None:
        return sheet
    pairs: dict[int, tuple[str, str]] = {}
    for at, row in enumerate(sheet.rows[header.index + 1 :], header.index + 1):
        one, other = _text(row, family), _text(row, child)
        if one and NUMBERED.fullmatch(other):
            pairs[at] = one, other
    of_child: dict[str, list[str]] = {}
    for one, other in dict.fromkeys(pairs.values()):
        of_child.setdefault(other, []).append(one)
    name, families = max(of_child.items(), key=lambda item: len(item[1]), default=("", []))
    repeated = len({one for one, _ in pairs.values()}) < len(pairs)
    if len(families) < 2 or not repeated:
        return sheet
    if not _asked(sheet, header.written[field], name, families, findings):
        return sheet
    rows = [tuple(row) for row in sheet.rows]
    for at, (one, other) in pairs.items():
        rows[at] = (*rows[at][:child], f"{one} {other}", *rows[at][child + 1 :])
    return replace(sheet, rows=tuple(rows))


def _text(row: Sequence[Cell], place: int) -> str:
    return text_of(row[place]) if place < len(row) else ""


def _asked(
    sheet: Sheet, column: str, name: str, families: Sequence[str], findings: Findings
) -> bool:
    people = [f"{family} {name}" for family in families]
    answer = findings.ask(
        Question(
            key=key_of(Topic.PERSON, sheet.file, sheet.name, "families"),
            topic=Topic.PERSON,
            title="Are these different children?",
            detail=f"“{name}” stands beside {some_of(families)}. Until you say otherwise each is "
            f"a case of its own, so that nothing is mixed: {some_of(people)}.",
            choices=each_or_nobody(
                "Yes: each family has its own", "No: what is called alike is one child"
            ),
            default=EACH,
            file=sheet.file,
            sheet=sheet.name,
            column=column,
        )
    )
    return answer != NOBODY
