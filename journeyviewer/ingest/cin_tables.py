"""The tables of the children in need census, told apart by their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.table import Claim, Sheet, text_of
from journeyviewer.model.values import dataclass

CHILD = "LAchildID"
HEADER_ROWS = 5
IDENTIFYING = frozenset({"UPN", "FORMERUPN", "ETHNICITY", "LEA"})
"""Columns, in capitals, that can point at a real person or place; they are never kept."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, and those of which one at least tells it from all others."""

    name: str
    order: tuple[str, ...]
    telling: frozenset[str]


def _table(name: str, columns: str, telling: str) -> Table:
    return Table(name, tuple(columns.split()), frozenset(telling.split()))


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        _table("Header", "Collection Year ReferenceDate", "ReferenceDate"),
        _table(
            "ChildIdentifiers",
            "LAchildID UPN FormerUPN UPNunknown PersonBirthDate ExpectedPersonBirthDate "
            "GenderCurrent Sex PersonDeathDate",
            "PersonBirthDate ExpectedPersonBirthDate PersonDeathDate",
        ),
        _table(
            "ChildCharacteristics",
            "LAchildID Ethnicity Disabilities Disability",
            "Ethnicity Disabilities Disability",
        ),
        _table(
            "CINdetails",
            "LAchildID CINdetailsID CINreferralDate ReferralSource PrimaryNeedCode "
            "CINclosureDate ReasonForClosure DateOfInitialCPC ReferralNFA",
            "CINreferralDate",
        ),
        _table(
            "Assessments",
            "LAchildID CINdetailsID AssessmentActualStartDate AssessmentInternalReviewDate "
            "AssessmentAuthorisationDate AssessmentFactors",
            "AssessmentActualStartDate AssessmentAuthorisationDate",
        ),
        _table(
            "CINplanDates",
            "LAchildID CINdetailsID CINPlanStartDate CINPlanEndDate",
            "CINPlanStartDate",
        ),
        _table(
            "Section47",
            "LAchildID CINdetailsID S47ActualStartDate InitialCPCtarget DateOfInitialCPC "
            "ICPCnotRequired",
            "S47ActualStartDate",
        ),
        _table(
            "ChildProtectionPlans",
            "LAchildID CINdetailsID CPPstartDate CPPendDate InitialCategoryOfAbuse "
            "LatestCategoryOfAbuse NumberOfPreviousCPP",
            "CPPstartDate",
        ),
        _table("Reviews", "LAchildID CINdetailsID CPPreviewDate", "CPPreviewDate"),
        _table(
            "PreProceedings",
            "LAchildID CINdetailsID PPStartDate LBPSentDate FGDMMeetingOffer FGDMMeetingFac "
            "InitialPPMeetingDate ReviewMeetingsCount StepDecisionDate PPOutcome CourtAppDate "
            "LetterInitCPDate",
            "PPStartDate",
        ),
    )
}
"""The tables by name; the order of their columns is that of the census."""
IDS = ("CPPID", "AssessmentID")
"""Numbers of rows that tables saved from a census carry; they say nothing of a child."""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet recognised as a table, with its header; `overlap` is 0 to 1."""

    sheet: Sheet
    table: Table
    header: Header
    overlap: float

    @property
    def dropped(self) -> frozenset[str]:
        """The headings, in capitals, whose cells are not kept."""
        return IDENTIFYING | {name.upper() for name in self.header.others}

    @property
    def identifying(self) -> tuple[str, ...]:
        """The columns that point at a real person or place and hold something."""
        names = sorted(name for name in self.header.columns if name.upper() in IDENTIFYING)
        below = self.sheet.rows[self.header.index + 1 :]
        return tuple(
            name for name in names if any(text_of(self.header.cell(row, name)) for row in below)
        )


def recognise(sheet: Sheet) -> TableSheet | None:
    """Return the table a sheet holds, by its header; None when it holds none."""
    best: TableSheet | None = None
    for index, cells in enumerate(sheet.rows[:HEADER_ROWS]):
        written = [text_of(cell) for cell in cells]
        found = {text.replace(" ", "").replace("_", "").casefold() for text in written}
        for table in TABLES.values():
            shared = [name for name in table.order if name.casefold() in found]
            if not table.telling & set(shared) or len(shared) < 2:
                continue
            if table.name != "Header" and CHILD not in shared:
                continue
            overlap = len(shared) / len(table.order)
            if best is None or overlap > best.overlap:
                best = TableSheet(sheet, table, _header(index, written, table), overlap)
    return best


def _header(index: int, written: list[str], table: Table) -> Header:
    names = {name.casefold(): name for name in table.order}
    columns: dict[str, int] = {}
    for column, text in enumerate(written):
        name = names.get(text.replace(" ", "").replace("_", "").casefold())
        if name is not None:
            columns.setdefault(name, column)
    others = tuple(
        text
        for column, text in enumerate(written)
        if text and column not in columns.values() and text not in IDS
    )
    return Header(index, columns, {name: written[at] for name, at in columns.items()}, others)


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for every sheet whose columns are those of a table of the census."""
    found = [table for sheet in sheets if (table := recognise(sheet)) is not None]
    if all(table.table.name == "Header" for table in found):
        return None
    score = 0.5 + 0.45 * max(table.overlap for table in found)
    names = ", ".join(dict.fromkeys(table.table.name for table in found))
    won = tuple(table.sheet for table in found)
    return Claim(won, score, f"the columns of the children in need census ({names})")
