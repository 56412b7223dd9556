"""The children in need census in XML: its elements as tables with one row for each record.

Elements as in the census schemas of 2017 to 2026; the headings are those that the public validator
of Data to Insight gives its tables, so that tables saved from it are read the same way.
"""

from __future__ import annotations

from journeyviewer.ingest.cin_tables import TABLES
from journeyviewer.ingest.xml_files import Node, Source, Tables, unknown_parts

IDENTIFIERS = TABLES["ChildIdentifiers"].order
SIMPLE = {
    "CINPlanDates": "CINplanDates",
    "Section47": "Section47",
    "PreProceedingsandFGDM": "PreProceedings",
    "PreProceedings": "PreProceedings",
}
"""Parts of CINdetails without parts of their own, with their tables."""
NESTED = ("Assessments", "ChildProtectionPlans", *SIMPLE)


def tables(source: Source) -> Tables:
    """Return the tables of a census, row by row."""
    made = Tables({name: table.order for name, table in TABLES.items()})
    for child in source.children():
        _child(child, made)
    header = source.root.first("Header")
    details = header.first("CollectionDetails") if header else None
    if details is not None and details.parts and made.has_rows:
        made.add("Header", {part.name: part.text for part in details.parts})
    return made


def _child(child: Node, made: Tables) -> None:
    known = ("ChildIdentifiers", "ChildCharacteristics", "CINdetails")
    unknown_parts(child, known, made)
    identifiers = child.first("ChildIdentifiers") or Node("ChildIdentifiers", child.line)
    own = _cells(identifiers, IDENTIFIERS, made)
    person = {"LAchildID": own.get("LAchildID", "")}
    made.add("ChildIdentifiers", {**person, **own})
    for part in child.all("ChildCharacteristics"):
        disabilities = part.first("Disabilities")
        codes = [item.text for item in disabilities.parts] if disabilities else []
        cells = {"Ethnicity": part.value("Ethnicity"), "Disabilities": ", ".join(codes)}
        made.add("ChildCharacteristics", {**person, **cells})
        unknown_parts(part, ("Ethnicity", "Disabilities", "Disability"), made)
    for number, details in enumerate(child.all("CINdetails"), start=1):
        _details(details, {**person, "CINdetailsID": str(number)}, made)


def _details(details: Node, keys: dict[str, str], made: Tables) -> None:
    known = TABLES["CINdetails"].order
    made.add("CINdetails", {**keys, **_cells(details, (*known, *NESTED), made)})
    for part in details.parts:
        name = SIMPLE.get(part.name)
        if name is not None:
            made.add(name, {**keys, **_cells(part, TABLES[name].order, made)})
        elif part.name == "Assessments":
            found = part.first("FactorsIdentifiedAtAssessment")
            codes = [item.text for item in found.parts if item.text] if found else []
            codes += [item.text for item in part.all("AssessmentFactors") if item.text]
            names = (*TABLES["Assessments"].order, "FactorsIdentifiedAtAssessment")
            cells = _cells(part, names, made) | {"AssessmentFactors": ", ".join(codes)}
            made.add("Assessments", {**keys, **cells})
        elif part.name == "ChildProtectionPlans":
            _plan(part, keys, made)


def _plan(part: Node, keys: dict[str, str], made: Tables) -> None:
    names = (*TABLES["ChildProtectionPlans"].order, "Reviews")
    cells = {**keys, **_cells(part, names, made)}
    made.add("ChildProtectionPlans", cells)
    for reviews in part.all("Reviews"):
        for date in reviews.all("CPPreviewDate"):
            made.add("Reviews", {**keys, "CPPreviewDate": date.text})


def _cells(node: Node, known: tuple[str, ...], made: Tables) -> dict[str, str]:
    """Return the values of an element by name; of a name that is given twice, the first."""
    unknown_parts(node, known, made)
    found: dict[str, str] = {}
    for part in node.parts:
        if not part.parts and not found.get(part.name):
            found[part.name] = part.text
    return found
