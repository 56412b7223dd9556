"""The SSDA903 return in XML: its elements as the modules that the CSV files hold.

Names of elements as in the public sample of Data to Insight's validator: CHILDID and PL stand for
CHILD and PLACE, and a child's HEADER holds the other modules.
"""

from __future__ import annotations

from journeyviewer.ingest.ssda903_modules import MODULES, OTHER_NAMES
from journeyviewer.ingest.xml_files import Node, Source, Tables

PARTS = {
    "EPISODE": "Episodes",
    "AREVIEW": "Reviews",
    "AMISSING": "Missing",
    "OC2": "OC2",
    "PERMANENCE": "PrevPerm",
    "AD_PLACED": "PlacedAdoption",
    "SW_EPISODE": "SWEpisodes",
    "SWEPISODE": "SWEpisodes",
    "DOLO": "DoLo",
    "ADOLO": "DoLo",
}
"""The elements that hold a row of a module of their own."""
FLAT = {
    "OC3": ("IN_TOUCH", "ACTIV", "ACCOM"),
    "AD1": ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
}
"""The modules whose columns stand in HEADER itself."""
KNOWN = frozenset({name for module in MODULES for name in module.columns} | {"UASC", "HEADER"})


def tables(source: Source) -> Tables:
    """Return the modules of a return, row by row."""
    made = Tables({module.name: module.order for module in MODULES})
    for child in source.children():
        _child(child, made)
    return made


def _child(child: Node, made: Tables) -> None:
    header = child.first("HEADER") or Node("HEADER", child.line)
    cells = _cells(header, made)
    person = {name: cells.get(name, "") for name in ("CHILD", "DOB", "SEX")}
    made.add("Header", cells)
    if cells.get("UASC", "").casefold() not in ("", "0", "false", "n", "no") or cells.get("DUC"):
        made.add("UASC", cells)
    for module in ("OC3", "AD1"):
        if any(cells.get(name) for name in FLAT[module]):
            made.add(module, cells)
    for part in (*header.parts, *child.parts):
        module_name = PARTS.get(part.name)
        if module_name is not None:
            own = _cells(part, made)
            if any(own.values()):
                made.add(module_name, {**person, **own})


def _cells(node: Node, made: Tables) -> dict[str, str]:
    """Return the values of an element by the names of the CSV files."""
    found: dict[str, str] = {}
    for part in node.parts:
        if part.name in PARTS or part.name == "HEADER":
            continue
        name = OTHER_NAMES.get(part.name, part.name)
        if name not in KNOWN:
            made.unknown[part.name] = None
        elif not found.get(name):
            found[name] = part.text
    return found
