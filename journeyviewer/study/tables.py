"""The tables of an archive: the entries of the records and the notes, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from journeyviewer.model.chronology import Case, Cohort, Entry
from journeyviewer.model.study import KeyDevelopment, Note, NoteKind, OwnEntry, Study
from journeyviewer.model.times import FuzzyDate

EVENTS = (
    "case kind lane category label start_earliest start_latest start_precision start_as_written "
    "end_earliest end_latest end_precision end_as_written end_state value code words detail own "
    "file sheet row"
).split()
"""The columns of events.csv."""

NOTES = "case kind lane start end about text author created to_check whom".split()
"""The columns of notes.csv; new ones come last, so that the others keep their places."""


def events_csv(cohort: Cohort | None, study: Study) -> str:
    """Return every entry of the records, and the analyst's own, one a line."""
    rows = [_event(case.id, entry) for case in _cases(cohort) for entry in case.entries]
    own = [item for item in study.items.values() if isinstance(item, OwnEntry)]
    rows += [_event(item.case, item.entry()) for item in sorted(own, key=lambda one: one.id)]
    return table([EVENTS, *rows])


def notes_csv(study: Study) -> str:
    """Return the notes and key developments as they stand, one a line."""
    return table([NOTES, *_notes(study)])


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV; no cell can be taken for a formula by a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([quoted(cell) for cell in row] for row in rows)
    return stream.getvalue()


def quoted(cell: str) -> str:
    """Return a cell with a quote mark in front where it could be taken for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "'") else cell


def unquoted(cell: str) -> str:
    """Return the cell that `quoted` was given."""
    return cell.removeprefix("'")


def _cases(cohort: Cohort | None) -> tuple[Case, ...]:
    return cohort.cases if cohort is not None else ()


def _event(case: str, entry: Entry) -> list[str]:
    source = entry.sources[0] if entry.sources else None
    cells = [case, entry.kind.value, entry.lane, entry.category or "", entry.label]
    cells += [*_when(entry.start), *_when(entry.end), entry.end_state.value]
    cells += [_said(entry.value), entry.code or "", entry.words, entry.detail]
    cells += ["yes" if entry.flag("own") else "no", source.file if source else ""]
    cells += [(source.sheet or "") if source else "", _said(source.row if source else None)]
    return cells


def _when(when: FuzzyDate | None) -> list[str]:
    if when is None:
        return ["", "", "", ""]
    return [_day(when.earliest), _day(when.latest), when.precision.value, when.raw]


def _day(when: date | None) -> str:
    return when.isoformat() if when else ""


def _said(value: float | str | None) -> str:
    return "" if value is None else str(value)


def _notes(study: Study) -> Iterator[list[str]]:
    for item in study.items.values():
        if not isinstance(item, Note | KeyDevelopment):
            continue
        at = item.target
        kind = item.kind.label if isinstance(item, Note) else "Key development"
        text = item.text if isinstance(item, Note) else f"{item.title}. {item.text}"
        about = at.anchor.words if at.anchor else ""
        cells = [at.case or "", kind, at.drawn_lane, _day(at.day), _day(at.end)]
        yield [*cells, about, text, item.author, item.created.isoformat(), *_asked(item)]


def _asked(item: Note | KeyDevelopment) -> tuple[str, str]:
    """Return whether somebody is to be asked about it, and who; of a development nobody is."""
    if not isinstance(item, Note):
        return "no", ""
    return "yes" if item.to_check else "no", item.whom


def codebook() -> str:
    """Return what the kinds of notes mean, and how questions are marked, one a line."""
    kinds = [f"{kind.label}: {kind.hint}\n" for kind in NoteKind]
    return "".join(kinds) + ASKED


ASKED = """
Columns of notes.csv about questions:
to_check: yes where somebody is still to be asked about the note, else no
whom: who is to be asked, in the analyst's words; empty where nobody is named
"""
