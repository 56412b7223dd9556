"""A column “Name” beside “Role”: of the children the rows are about, or of workers who wrote them?

Read as children, workers would each get a journey; left out, children would be mixed: it is asked.
"""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.ingest.chronology_columns import Columns
from journeyviewer.ingest.chronology_ids import CHILD_SHAPE, EACH, NOBODY, each_or_nobody, some_of
from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.table import Sheet, text_of
from journeyviewer.model.decisions import Question, Topic, key_of
from journeyviewer.model.lanes import loose
from journeyviewer.model.patterns import later

NAME = later(r"names?|initials")
ROLE = later(
    r"role|roles|designation|position|job title|job role|profession|name and role|post held"
)


def without_workers(sheet: Sheet, columns: Columns, findings: Findings) -> Columns:
    """Return the columns without a name that is of workers; asks where a role stands beside it.

    Until it is answered each name is a young person of its own, so that nothing is mixed.
    """
    header = columns.header
    place = header.columns.get("child")
    if place is None or columns.lent or not NAME.fullmatch(loose(header.written["child"])):
        return columns
    if not any(ROLE.fullmatch(loose(text_of(cell))) for cell in sheet.rows[header.index]):
        return columns
    rows = sheet.rows[header.index + 1 :]
    names = {text_of(row[place]) for row in rows if place < len(row)} - {""}
    if not names or all(map(CHILD_SHAPE.fullmatch, names)):
        return columns
    heading = header.written["child"]
    answer = findings.ask(
        Question(
            key=key_of(Topic.PERSON, sheet.file, sheet.name, "workers", loose(heading)),
            topic=Topic.PERSON,
            title="Does this column name young people?",
            detail=f"The column “{heading}” holds {some_of(names)}, and a role stands beside it. "
            "Until you say otherwise each is a young person of its own, so that nothing is mixed.",
            choices=each_or_nobody(
                "Yes: each is a young person", "No: it names workers, and is not kept"
            ),
            default=EACH,
            file=sheet.file,
            sheet=sheet.name,
            column=heading,
        )
    )
    if answer != NOBODY:
        return columns
    kept = {name: at for name, at in header.columns.items() if name != "child"}
    written = {name: text for name, text in header.written.items() if name != "child"}
    return replace(
        columns,
        header=replace(header, columns=kept, written=written),
        dropped=(*columns.dropped, heading),
    )
