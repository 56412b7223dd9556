"""Offers what words of a text suggest; it becomes a mark only where a person says so."""

from __future__ import annotations

from dataclasses import replace

from journeyviewer.ingest.findings import Findings
from journeyviewer.model.chronology import Case, Entry
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.lanes import lane, loose

OFFER, DRAW = "offer", "draw"
MOST_ASKED = 200
"""Kinds of suggestion asked about in one reading."""


def taken(cases: list[Case], findings: Findings) -> list[Case]:
    """Return cases with the suggestions drawn that a person chose to draw; asks about each kind.

    The same words that suggest the same thing are one question, whatever case they stand in.
    """
    answers: dict[str, str] = {}
    made = []
    for case in cases:
        if case.later is not None:
            # Rows of a table suggest nothing.
            made.append(case)
            continue
        entries = tuple(
            replace(entry, suggested=False)
            if entry.suggested and _answer(entry, answers, findings) == DRAW
            else entry
            for entry in case.entries
        )
        made.append(case if entries == case.entries else replace(case, entries=entries))
    return made


def _answer(entry: Entry, answers: dict[str, str], findings: Findings) -> str:
    words = str(entry.attributes.get("suggested_by") or entry.words or entry.label)
    key = key_of("suggestion", entry.lane, entry.category, loose(words))
    place = entry.sources[0] if entry.sources else None
    if key in answers:
        if place is not None and place.row is not None:
            findings.ask_again(key, place.row)
        return answers[key]
    if len(answers) >= MOST_ASKED or place is None:
        return OFFER
    answers[key] = findings.ask(
        Question(
            key=key,
            topic=Topic.SUGGESTION,
            title="Should words of the text be drawn as a record too?",
            detail=f"“{words}” may tell of: {entry.label} ({lane(entry.lane).title}).",
            choices=(Choice(OFFER, "No: leave them in the text"), Choice(DRAW, "Yes: draw it")),
            default=OFFER,
            file=place.file,
            sheet=place.sheet,
            rows=(place.row,) if place.row is not None else (),
        )
    )
    return answers[key]
