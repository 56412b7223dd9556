"""From a row of a chronology to its entry: when, what, and what else its cells say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from journeyviewer.ingest.answers import yes_or_no
from journeyviewer.ingest.chronology_columns import Columns
from journeyviewer.ingest.chronology_denied import is_denied
from journeyviewer.ingest.chronology_lanes import Meaning, lane_of_type
from journeyviewer.ingest.dates import (
    DateTrouble,
    is_missing,
    is_open_word,
    parse_clock,
    parse_date,
    parse_span,
)
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.mapper_text import suggest
from journeyviewer.ingest.row_dates import DATE_ADVICE, Setting, check_late, read_day
from journeyviewer.ingest.table import text_of
from journeyviewer.model.chronology import AttributeValue, Entry, EntryId, Kind
from journeyviewer.model.lanes import Category, Lane, lane, loose
from journeyviewer.model.times import EndState, FuzzyDate, Precision
from journeyviewer.model.values import dataclass

LABEL = 120
"""Letters of a text that are shown; the whole text is kept as its words."""
OPERATORS = {
    "before": "before ",
    "after": "after ",
    "on or before": "on or before ",
    "on or after": "on or after ",
    "about": "about ",
    "approximately": "about ",
    "circa": "about ",
    "around": "about ",
    "by": "by ",
    "since": "since ",
    "from": "since ",
}
ON = ("", "on", "range", "between", "exact", "exactly")
IMPACTS = {
    "positive": "positive",
    "pos": "positive",
    "negative": "negative",
    "neg": "negative",
    "mixed": "mixed",
    "both": "mixed",
    "positive and negative": "mixed",
    "positive negative": "mixed",
    "neutral": "none",
    "none": "none",
}
SIGNS = {"+": "positive", "+ve": "positive", "-ve": "negative", "-": "negative", "–": "negative"}
SIGNS |= dict.fromkeys(("+/-", "+-", "+/–", "±", "+ / -"), "mixed")
CUT_AT = (255, 32_767)
"""Lengths at which programs cut the text of a cell."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row with the rows that continue its text."""

    row: Row
    more: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """What happened, in the words of the file, with what continues it."""
        texts = [item.text("event") for item in (self.row, *self.more)]
        return "\n".join(text for text in texts if text)


def build_entries(
    told: Told, columns: Columns, setting: Setting, findings: Findings
) -> list[Entry]:
    """Return the entry of a row, and what its words suggest; raises RowError when there is none."""
    row = told.row
    start = _start(row, setting, findings)
    found = _lane_of(row)
    where, meaning = found if found else (lane("other"), None)
    text = told.text or row.text("type") or ("" if meaning else _any_detail(row, columns))
    if is_denied(meaning, told.text):
        name = row.text("type") or row.text("missing") or where.title
        message = (
            f"Its type is “{name}”, but its words say that it did not happen, not yet, or to "
            "somebody else. It is shown with its own words and not counted as one."
        )
        findings.say(row, "words-deny-type", message, "event")
        meaning = None
    if not text and meaning is None:
        message = "Nothing says what happened. Write it beside the date."
        raise RowError("what-missing", message, "event")
    start, end, state = _span(row, start, setting, findings)
    is_spell = end is not None or state is not EndState.CLOSED
    if isinstance(meaning, Category) and not is_spell and _same_day(row, start, setting):
        # It began and ended on one day, and lasted for under a day.
        is_spell, end = True, start
    if isinstance(meaning, Category) and not is_spell:
        # A type such as “Missing episode” is a spell, of which only the start is known.
        is_spell, state = True, EndState.UNKNOWN
        findings.say(row, "end-unknown", "No end is given: it is drawn with an unknown end.")
    _say_cut(row, findings)
    entry = Entry(
        id=EntryId(""),
        kind=Kind.SPELL if is_spell else Kind.EVENT,
        lane=where.key,
        record_lane=meaning.record_lane if meaning else where.record_lanes[0],
        category=meaning.code if meaning and _fits(meaning, is_spell) else None,
        label=_label(text or (meaning.label if meaning else "")),
        start=start,
        end=end,
        end_state=state,
        words=text or row.text("missing"),
        short_forms=_short_forms(row, meaning),
        detail=_detail(told, columns),
        code=meaning.canonical if meaning else None,
        attributes=MappingProxyType(_attributes(row, findings)),
        sources=tuple(item.source for item in (row, *told.more)),
        source_name=row.text("source"),
    )
    return [entry, *_suggested(entry)]


def _fits(meaning: Meaning, is_spell: bool) -> bool:
    return isinstance(meaning, Category) is is_spell


def _lane_of(row: Row) -> tuple[Lane, Meaning] | None:
    if _is_missing_module(row) and row.written("end"):
        where = lane("missing")
        return where, where.category(row.text("missing").upper()[:1]) or where.category("M")
    return lane_of_type(row.text("type"))


def _label(text: str) -> str:
    """Return a text as shown: in one line, cut between two words."""
    line = " ".join(text.split())
    if len(line) <= LABEL:
        return line
    return line[:LABEL].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _short_forms(row: Row, meaning: Meaning) -> tuple[str, ...]:
    forms = (row.text("type") if row.text("event") else "", meaning.short if meaning else "")
    return tuple(dict.fromkeys(form for form in forms if form))


def _any_detail(row: Row, columns: Columns) -> str:
    """Return the first other cell that says something, for a row without its main text."""
    return next(iter(_details(row, columns)), "")


def _start(row: Row, setting: Setting, findings: Findings) -> FuzzyDate:
    operator = loose(row.text("operator"))
    if operator in ON or operator not in OPERATORS or is_missing(row.cell("start")):
        if operator not in ON and operator not in OPERATORS:
            message = f"“{row.text('operator')}” is no word for a date; the date is kept as it is."
            findings.say(row, "operator-unclear", message, "operator", Weight.WARN)
        start = read_day(row, "start", setting, findings)
    else:
        start = _with_operator(row, OPERATORS[operator], setting)
    if start is None:
        message = f"There is no date to place it by. {DATE_ADVICE} A rough one is enough."
        raise RowError("start-missing", message, "start")
    check_late(start, setting.not_after)
    return _at(row, ("time", "start time"), start, findings)


def _with_operator(row: Row, words: str, setting: Setting) -> FuzzyDate:
    text = text_of(row.cell("start"))
    try:
        when = parse_date(
            words + text,
            column=setting.column("start"),
            birth=setting.birth,
            not_after=setting.not_after,
        )
    except DateTrouble as trouble:
        message = f"“{text}” could not be read as a date: {trouble} {DATE_ADVICE}"
        raise RowError("date-unreadable", message, "start") from None
    return replace(when, raw=f"{row.text('operator')} {text}")


def _at(row: Row, fields: Sequence[str], when: FuzzyDate, findings: Findings) -> FuzzyDate:
    """Return a date with the time of day of another cell; of a span of times the first."""
    field = next((name for name in fields if not is_missing(row.cell(name))), None)
    if field is None or not when.exact:
        return when
    cell = row.cell(field)
    first = re.split(r"\s*(?:-|–|\bto\b)\s*", cell)[0] if isinstance(cell, str) else cell
    try:
        clock = parse_clock(first)
    except ValueError:
        message = f"“{row.text(field)}” could not be read as a time; the day is kept. Write 22:30."
        findings.say(row, "time-unreadable", message, field, Weight.WARN)
        return when
    return replace(when, clock=clock, precision=Precision.MINUTE) if clock else when


def _span(
    row: Row, start: FuzzyDate, setting: Setting, findings: Findings
) -> tuple[FuzzyDate, FuzzyDate | None, EndState]:
    """Return start, end and what is known of the end; raises RowError for an end before it."""
    if text_of(row.cell("end")):
        end, state = _end(row, start, setting, findings)
        return start, end, state
    if row.written("end") and _is_missing_module(row):
        findings.say(row, "end-unknown", "It has no end: it is drawn with an unknown end.", "end")
        return start, None, EndState.UNKNOWN
    span = parse_span(
        row.cell("start"),
        birth=setting.birth,
        not_after=setting.not_after,
        column=setting.column("start"),
    )
    if span is not None:
        return *span, EndState.CLOSED if span[1] else EndState.OPEN
    return start, None, EndState.CLOSED


def _is_missing_module(row: Row) -> bool:
    if {"missing", "offered"} & set(row.header.columns):
        return True
    return bool(re.search(r"\bmissing\b", loose(row.written("start") or "")))


def _end(
    row: Row, start: FuzzyDate, setting: Setting, findings: Findings
) -> tuple[FuzzyDate | None, EndState]:
    cell = row.cell("end")
    # In a column that most events leave empty a dash says nothing.
    if is_open_word(cell) and text_of(cell).casefold() not in ("-", "–", "n/a", "na"):
        return None, EndState.OPEN
    if is_missing(cell) or is_open_word(cell):
        return None, EndState.CLOSED
    try:
        end = read_day(row, "end", setting, findings)
    except RowError as trouble:
        message = f"{trouble.message} Until then it is an event on its first day."
        findings.say(row, trouble.rule, message, "end", Weight.WARN)
        return None, EndState.CLOSED
    if end is None:
        return None, EndState.CLOSED
    end = _at(row, ("end time",), end, findings)
    if _before(end, start):
        message = (
            f"It ends ({end.raw}) before it starts ({start.raw}). "
            "Correct one of the two dates, or swap them, and open the file again."
        )
        raise RowError("end-before-start", message, "end")
    same = (end.earliest, end.latest, end.clock) == (start.earliest, start.latest, start.clock)
    if same or (start.exact and end.earliest == start.earliest and not (start.clock and end.clock)):
        return None, EndState.CLOSED
    return end, EndState.CLOSED


def _same_day(row: Row, start: FuzzyDate, setting: Setting) -> bool:
    """True where the cell of the end names the day of the start."""
    if is_missing(row.cell("end")) or is_open_word(row.cell("end")):
        return False
    try:
        end = read_day(row, "end", setting, Findings())
    except RowError:
        return False
    return end is not None and end.earliest == start.earliest and start.exact


def _before(end: FuzzyDate, start: FuzzyDate) -> bool:
    if end.latest is None or start.earliest is None:
        return False
    if end.latest == start.earliest and end.clock and start.clock and end.exact:
        return end.clock < start.clock
    return end.latest < start.earliest


def _say_cut(row: Row, findings: Findings) -> None:
    for field in ("event", "action", "source"):
        if len(row.text(field)) in CUT_AT:
            message = (
                f"Its text ends at exactly {len(row.text(field)):,} characters, where programs cut "
                "a text off. Look in the original whether there is more."
            )
            findings.say(row, "text-perhaps-cut", message, field, Weight.WARN)


def _details(row: Row, columns: Columns) -> list[str]:
    """Return what further columns say, each with its heading."""
    found = []
    for heading, column in columns.details:
        text = row.texts[column] if column < len(row.texts) else ""
        if text:
            found.append(f"{heading}: {text}")
    return found


def _detail(told: Told, columns: Columns) -> str:
    return "\n".join(part for row in (told.row, *told.more) for part in _details(row, columns))


def _attributes(row: Row, findings: Findings) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    for name in ("sequence", "type"):
        if row.text(name):
            found[name] = row.text(name)
    impact = impact_of(row.text("impact"))
    if impact:
        found["impact"] = impact
    status = loose(row.text("status"))
    if status in ("disputed", "undisputed", "agreed", "not agreed"):
        found["disputed"] = status in ("disputed", "not agreed")
    for field, name in (
        ("offered", "rhi_offered"),
        ("accepted", "rhi_accepted"),
        ("seen", "seen"),
        ("alone", "seen_alone"),
    ):
        try:
            answer = yes_or_no(row.cell(field))
        except ValueError:
            message = f"“{row.text(field)}” says neither yes nor no; it is kept as not said."
            findings.say(row, "answer-unclear", message, field, Weight.WARN)
            continue
        if answer is not None:
            found[name] = answer
    return found


def impact_of(words: str) -> str:
    """Return what an impact cell says: positive, negative, mixed, none, or "" for other words."""
    text = words.strip().casefold()
    return SIGNS.get(text) or IMPACTS.get(loose(text), "")


def _suggested(entry: Entry) -> list[Entry]:
    """Return what the words of an entry suggest: offered, never drawn by itself."""
    made = []
    seen = {entry.lane}
    for found in suggest(entry.words):
        key = found.meaning.lane
        if key is None or not found.stated:
            continue
        where = lane(key)
        meaning = where.event(found.meaning.kind) or where.category(found.meaning.kind)
        name = f"{key} {found.meaning.kind}"
        if key in seen or name in seen or meaning is None:
            continue
        seen.add(name)
        made.append(
            replace(
                entry,
                kind=Kind.EVENT,
                lane=where.key,
                record_lane=meaning.record_lane,
                category=None if isinstance(meaning, Category) else meaning.code,
                label=meaning.label,
                end=None,
                end_state=EndState.CLOSED,
                short_forms=(meaning.short,),
                detail="",
                code=meaning.canonical,
                attributes=MappingProxyType({"suggested_by": found.words}),
                suggested=True,
            )
        )
    return made
