"""From a row with named cells to an entry of a chronology; the same for template and table."""

from __future__ import annotations

from journeyviewer.ingest.findings import Findings, Row, Weight
from journeyviewer.ingest.frames import Frame, Frames
from journeyviewer.ingest.make import maker
from journeyviewer.ingest.mapper import out_of_use
from journeyviewer.ingest.row_dates import (
    DATE_ADVICE,
    FIRST_YEAR,
    EndsBefore,
    Setting,
    end_of,
    lasted,
    read_day,
    start_of,
    swapped,
)
from journeyviewer.ingest.short_forms import short_forms
from journeyviewer.model.chronology import UNNAMED, Entry, Kind
from journeyviewer.model.lanes import Lane
from journeyviewer.model.times import EndState, FuzzyDate

__all__ = ["DATE_ADVICE", "FIRST_YEAR", "Setting", "build_entry", "read_day"]

_make_entry = maker(Entry)


def build_entry(
    row: Row, lane: Lane, setting: Setting, findings: Findings, frames: Frames | None = None
) -> Entry:
    """Return the entry a row describes; raises RowError when it cannot become one.

    `frames` remembers what rows of one table have in common.
    """
    frames = frames or Frames(row.header)
    start = start_of(row, lane, setting, findings)
    words, short_form, detail, source_name = frames.own_words(row)
    frame = frames.of(row, lane, words, findings.decisions)
    frame.first.tell(row, findings)
    end: FuzzyDate | None = None
    end_state = EndState.CLOSED
    if frame.kind is Kind.SPELL or frame.kind is Kind.COUNT:
        span = lasted(row, start, frame.going_on, setting, findings)
        if span is not None:
            start, end = span
            end_state = EndState.CLOSED if end else EndState.OPEN
        else:
            try:
                end, end_state = end_of(row, start, frame.going_on, setting, findings)
            except EndsBefore as trouble:
                changed = swapped(row, trouble, findings)
                if changed is None:
                    raise
                start, end = changed
    frame.then.tell(row, findings)
    if frame.dated:
        _say_years(row, lane, start, findings)
    return entry_of(
        row, lane.key, frame, (words, short_form, detail, source_name), (start, end, end_state)
    )


def _say_years(row: Row, lane: Lane, start: FuzzyDate, findings: Findings) -> None:
    """Say where a row holds a code that was not in use on its first day."""
    words = row.text("what") or row.text("in the files words")
    if start.earliest is None:
        return
    for remark in out_of_use(words, lane.key, start.earliest):
        findings.say(row, "code-not-in-use", f"“{words}”: {remark}", "what", Weight.WARN)


def entry_of(
    row: Row,
    lane: str,
    frame: Frame,
    own: tuple[str, ...],
    span: tuple[FuzzyDate, FuzzyDate | None, EndState],
) -> Entry:
    """Return the entry of a row whose frame, own words (OWN_FIELDS) and dates are known."""
    words, short_form, detail, source_name = own
    start, end, end_state = span
    label = words or frame.label
    return _make_entry(
        (
            UNNAMED,
            frame.kind,
            lane,
            frame.record_lane,
            frame.category,
            label,
            start,
            end,
            end_state,
            words or frame.words,
            short_forms(short_form, label, frame.short),
            detail,
            frame.code,
            frame.value,
            frame.attributes,
            (row.source,),
            source_name,
            False,
            0,
        )
    )
