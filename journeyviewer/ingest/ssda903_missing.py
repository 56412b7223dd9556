"""What the Missing module says: dates only, and nothing about return interviews."""

from __future__ import annotations

from collections.abc import Sequence

from journeyviewer.ingest.assemble import sorting
from journeyviewer.ingest.build import DATE_ADVICE
from journeyviewer.ingest.findings import Findings, Row, RowError
from journeyviewer.ingest.return_dates import ordered
from journeyviewer.ingest.return_facts import Told, changed, spell
from journeyviewer.ingest.ssda903_care import Setting
from journeyviewer.ingest.vocabulary import other_codes
from journeyviewer.model.chronology import Entry
from journeyviewer.model.lanes import lane
from journeyviewer.model.problems import Action, Problem, Severity
from journeyviewer.model.times import EndState

LANE = lane("missing")


def absence(row: Row, setting: Setting) -> list[Told]:
    """Return a spell of being missing or away; raises RowError when there is no start."""
    start = setting.day(row, "MIS_START")
    if start is None:
        raise RowError("start-missing", f"There is no start. {DATE_ADVICE}", "MIS_START")
    end = setting.day(row, "MIS_END")
    fields = ("MIS_START", "MIS_END")
    start, end = ordered(row, fields, start, end, setting.findings)
    words = row.text("MISSING")
    category = LANE.category(words.upper())
    if category is None:
        category = LANE.category(setting.findings.unknown_word(row, LANE.title, words))
    if end is None:
        message = "It has no end: it is drawn with an unknown end."
        setting.findings.say(row, "end-unknown", message, "MIS_END")
    known = other_codes("MISSING").get(words.upper())
    label = known.label if known else words or LANE.categories[0].label
    entry = changed(
        spell(row, LANE.key, LANE.categories[0].code, label, (start, end)),
        category=category.code if category else None,
        short_forms=(category.short,) if category else (),
        code=category.canonical if category else None,
        end_state=EndState.CLOSED if end else EndState.UNKNOWN,
        words=words,
        source_name="SSDA903 missing",
    )
    return [Told((words.upper(), start.first), entry, end, "MIS_END")]


def say_overlaps(entries: Sequence[Entry], findings: Findings) -> None:
    """Say where one absence begins before another ended, or while one has no end.

    All are drawn; days that two of them cover count once.
    """
    last: Entry | None = None
    absences = (entry for entry in entries if entry.lane == LANE.key)
    for entry in sorted(absences, key=sorting):
        if entry.end_state is None:
            continue
        if last is not None:
            within = last.end is None or last.end.first > entry.start.last
            if within:
                findings.problems.append(_within(last, entry))
        if last is None or last.end is None or (entry.end and entry.end.last > last.end.last):
            last = entry


def _within(last: Entry, entry: Entry) -> Problem:
    first, place = last.sources[0], entry.sources[0]
    state = "has no end" if last.end is None else "has not ended yet"
    return Problem(
        file=place.file,
        sheet=place.sheet,
        row=place.row,
        rows=tuple(row for row in (first.row, place.row) if row is not None),
        rule="missing-overlap",
        message=f"It begins while the absence in row {first.row} {state}. Both are drawn; a day "
        "in both counts once.",
        severity=Severity.INFO,
        action=Action.ACCEPT,
    )
