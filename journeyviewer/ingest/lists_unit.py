"""The unit of distances, which no table gives: asked once, miles until another is said."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.ingest.findings import Findings
from journeyviewer.ingest.lists_rows import OpenList
from journeyviewer.model.decisions import Choice, Question, Topic, key_of

KM_PER_MILE = 1.609344


def ask_unit(lists: Sequence[OpenList], findings: Findings) -> float:
    """Return how many units make a mile, as decided; asks where a list gives distances."""
    for one in lists:
        fields = {a.field for r in one.item.table.records for a in r.attributes if a.how == "miles"}
        for field in fields & set(one.item.header.columns):
            rows = [row for row in one.rows if row.text(field)]
            if not rows:
                continue
            heading = rows[0].written(field) or field
            answer = findings.ask(
                Question(
                    key=key_of("unit", one.item.table.key, heading.casefold()),
                    topic=Topic.UNIT,
                    title=f"In which unit is “{heading}”?",
                    detail=f"For example {rows[0].text(field)}.",
                    choices=(Choice("miles", "Miles"), Choice("km", "Kilometres")),
                    default="miles",
                    file=one.item.sheet.file,
                    sheet=one.item.sheet.name,
                    column=heading,
                )
            )
            return KM_PER_MILE if answer == "km" else 1.0
    return 1.0
