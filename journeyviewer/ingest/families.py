"""Children who are numbered within their family: “Child 1” of one is not “Child 1” of another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from journeyviewer.ingest.chronology_ids import NOBODY, apart_question, each_or_nobody, some_of
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.headings import FAMILY, Header, field_named
from journeyviewer.ingest.table import Cell, Reading, Sheet, text_of
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later

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
    people = [f"{each} {name}" for each in families]
    if not _asked(sheet, header.written[field], name, families, findings, people):
        return sheet
    rows = [tuple(row) for row in sheet.rows]
    for at, (one, other) in pairs.items():
        rows[at] = (*rows[at][:child], f"{one} {other}", *rows[at][child + 1 :])
    return replace(sheet, rows=tuple(rows))


def apart_in_table(sheet: Sheet, header: Header, terms: Terms, reading: Reading) -> Sheet:
    """Return a table of records with children told apart who are numbered within their families.

    The family may stand beside the child, or the child beside a case that is a family.
    """
    findings = Findings(terms.decisions)
    used = set(header.columns.values())
    cells = enumerate(sheet.rows[header.index])
    beside = [(at, text_of(cell)) for at, cell in cells if at not in used and text_of(cell)]
    apart = apart_by_family(sheet, header, "case", beside, findings)
    if apart is sheet:
        apart = _by_child_beside(sheet, header, beside, findings)
    findings.close_into(reading)
    return apart


def _by_child_beside(
    sheet: Sheet, header: Header, beside: Sequence[tuple[int, str]], findings: Findings
) -> Sheet:
    """Return the sheet with each child's number after its case, where a case has several."""
    case = header.columns["case"]
    place = next((at for at, text in beside if field_named(text) == "case"), None)
    if place is None:
        return sheet
    of_case: dict[str, list[str]] = {}
    pairs: dict[int, tuple[str, str]] = {}
    for at, row in enumerate(sheet.rows[header.index + 1 :], header.index + 1):
        one, other = _text(row, case), _text(row, place)
        if one and NUMBERED.fullmatch(other):
            pairs[at] = one, other
            of_case.setdefault(one, []).append(other)
    name, several = next(
        ((one, found) for one, found in of_case.items() if len(set(found)) > 1), ("", [])
    )
    if not several:
        return sheet
    children = list(dict.fromkeys(several))
    people = [f"{name} {child}" for child in children]
    if not _asked(sheet, header.written["case"], name, children, findings, people):
        return sheet
    rows = [tuple(row) for row in sheet.rows]
    for at, (one, other) in pairs.items():
        rows[at] = (*rows[at][:case], f"{one} {other}", *rows[at][case + 1 :])
    return replace(sheet, rows=tuple(rows))


def _text(row: Sequence[Cell], place: int) -> str:
    return text_of(row[place]) if place < len(row) else ""


def _asked(
    sheet: Sheet,
    column: str,
    name: str,
    beside: Sequence[str],
    findings: Findings,
    people: Sequence[str],
) -> bool:
    detail = (
        f"“{name}” stands beside {some_of(beside)}. Until you say otherwise each is "
        f"a case of its own, so that nothing is mixed: {some_of(people)}."
    )
    choices = each_or_nobody(
        "Yes: each is a child of its own", "No: what is called alike is one child"
    )
    question = apart_question(sheet, ("families",), detail, choices, column=column)
    return findings.ask(question) != NOBODY
