"""The modules of the children looked after return (SSDA903), told apart by their columns.

Columns as in the return's guide and the public validator of Data to Insight; real files add
columns and lack some, so the best overlap decides, with one telling column each.
"""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.ingest.headings import Header
from journeyviewer.ingest.table import Claim, Sheet, text_of
from journeyviewer.model.values import dataclass

IDENTIFYING = frozenset("UPN MOTHER MC_DOB HOME_POST PL_POST URN ETHNIC SW_ID".split())
"""Columns that point at a real person or place; they are never kept as written."""
OF_OTHERS = frozenset("LA_PERM NB_ADOPTR SEX_ADOPTR LS_ADOPTR".split())
"""Facts about adopters and another authority; nothing is drawn of them and they are not kept."""
OTHER_NAMES = {"CHILDID": "CHILD", "CHILD_ID": "CHILD", "PL": "PLACE"}
HEADER_ROWS = 5
LEAST_SHARED = 3
"""How many columns of a module a table needs, CHILD and a telling one among them."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its columns in order, and those of which one at least tells it from all others."""

    name: str
    order: tuple[str, ...]
    telling: frozenset[str]

    @property
    def columns(self) -> frozenset[str]:
        """The columns, whatever their order."""
        return frozenset(self.order)


def _module(name: str, columns: str, telling: str) -> Module:
    return Module(name, tuple(columns.split()), frozenset(telling.split()))


EPISODES = _module(
    "Episodes",
    "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
    "DECOM",
)
HEADER = _module("Header", "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB", "ETHNIC UPN MOTHER MC_DOB")
MISSING = _module("Missing", "CHILD DOB MISSING MIS_START MIS_END", "MIS_START")
MODULES = (
    HEADER,
    EPISODES,
    MISSING,
    _module("Reviews", "CHILD DOB REVIEW REVIEW_CODE", "REVIEW_CODE"),
    _module("UASC", "CHILD SEX DOB DUC", "DUC"),
    _module(
        "OC2",
        "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK "
        "HEALTH_ASSESSMENT SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
        "SDQ_SCORE SDQ_REASON HEALTH_ASSESSMENT SUBSTANCE_MISUSE",
    ),
    _module("OC3", "CHILD DOB IN_TOUCH ACTIV ACCOM", "IN_TOUCH ACTIV"),
    _module(
        "AD1",
        "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
        "DATE_INT DATE_MATCH",
    ),
    _module(
        "PlacedAdoption",
        "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
        "DATE_PLACED DATE_PLACED_CEASED",
    ),
    _module("PrevPerm", "CHILD DOB PREV_PERM LA_PERM DATE_PERM", "PREV_PERM DATE_PERM"),
    _module("SWEpisodes", "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON", "SW_DECOM SW_REASON"),
    _module("DoLo", "CHILD DOB DOLO_START DOLO_END", "DOLO_START"),
)


@dataclass(frozen=True, slots=True)
class ModuleSheet:
    """A sheet recognised as a module, with its header; `overlap` is 0 to 1."""

    sheet: Sheet
    module: Module
    header: Header
    overlap: float

    @property
    def dropped(self) -> frozenset[str]:
        """The headings, in capitals, whose cells are not kept."""
        extra = {name.upper() for name in self.header.others}
        return IDENTIFYING | OF_OTHERS | extra

    @property
    def identifying(self) -> tuple[str, ...]:
        """The columns that point at a real person or place and hold something."""
        names = sorted((IDENTIFYING | OF_OTHERS) & set(self.header.columns))
        below = self.sheet.rows[self.header.index + 1 :]
        return tuple(
            name for name in names if any(text_of(self.header.cell(row, name)) for row in below)
        )


def recognise(sheet: Sheet) -> ModuleSheet | None:
    """Return the module a sheet holds, by its header; None when it holds none."""
    best: ModuleSheet | None = None
    for index, cells in enumerate(sheet.rows[:HEADER_ROWS]):
        names = [_name(text_of(cell)) for cell in cells]
        for module in MODULES:
            shared = module.columns & set(names)
            overlap = len(shared) / len(module.columns)
            if "CHILD" not in shared or not module.telling & shared or len(shared) < LEAST_SHARED:
                continue
            if best is None or overlap > best.overlap:
                best = ModuleSheet(sheet, module, _header(index, names, sheet, module), overlap)
    return best


def _name(heading: str) -> str:
    name = "_".join(heading.upper().split())
    return OTHER_NAMES.get(name, name)


def _header(index: int, names: list[str], sheet: Sheet, module: Module) -> Header:
    written = [text_of(cell) for cell in sheet.rows[index]]
    columns = {name: i for i, name in reversed(list(enumerate(names))) if name in module.columns}
    others = tuple(text for i, text in enumerate(written) if text and i not in columns.values())
    return Header(index, columns, {name: written[i] for name, i in columns.items()}, others)


def claim(sheets: Sequence[Sheet]) -> Claim | None:
    """Bid for every sheet whose columns are those of a module."""
    found = [module for sheet in sheets if (module := recognise(sheet)) is not None]
    if not found:
        return None
    score = 0.5 + 0.45 * max(module.overlap for module in found)
    names = ", ".join(dict.fromkeys(module.module.name for module in found))
    won = tuple(module.sheet for module in found)
    return Claim(won, score, f"the columns of the SSDA903 return ({names})")
