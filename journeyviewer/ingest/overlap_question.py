"""What is asked where two of a child's plans or episodes overlap that cannot both have been."""

from __future__ import annotations

from journeyviewer.ingest.table import Sheet
from journeyviewer.model.decisions import Choice, Question, Topic, key_of

KEEP, EARLIER, LATER = "keep", "earlier", "later"


def overlap_key(sheet: Sheet) -> str:
    """Return what a sheet's question about overlaps is known by: one answer serves them all."""
    return key_of("overlap", sheet.file, sheet.name)


def overlap_question(what: str, detail: str, sheet: Sheet, rows: tuple[int, ...]) -> Question:
    """Ask whether overlaps of plans or episodes, as `what` says, should be trimmed, and how."""
    return Question(
        key=overlap_key(sheet),
        topic=Topic.OVERLAP,
        title=f"{what} of one child overlap. Should they be trimmed?",
        detail=detail,
        choices=(
            Choice(KEEP, "Draw both as they are"),
            Choice(EARLIER, "End the earlier one when the later begins"),
            Choice(LATER, "Begin the later one when the earlier ends"),
        ),
        default=KEEP,
        file=sheet.file,
        sheet=sheet.name,
        rows=rows,
    )
