"""From a row with named cells to an entry of a chronology; the same for template and table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType

from journeyviewer.ingest import answers
from journeyviewer.ingest.dates import (
    DateTrouble,
    is_missing,
    is_open_word,
    parse_clock,
    parse_date_noted,
)
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.table import Cell, text_of
from journeyviewer.ingest.vocabulary import find_code, says_out_of_area
from journeyviewer.model.chronology import AttributeValue, Entry, EntryId, Kind
from journeyviewer.model.lanes import Category, EventKind, Lane, loose
from journeyviewer.model.times import EndState, FuzzyDate, Precision

Meaning = Category | EventKind | None
FIRST_YEAR = 1990
"""Earlier starts are slips of the pen: drawn, they would squeeze a journey into a corner."""
DATE_ADVICE = "Write it as 24/04/2013, April 2013 or 2013."


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of one case share: the order of day and month, birth, the day of reading."""

    month_first: bool = False
    birth: FuzzyDate | None = None
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a row is called: the kind of thing, the words shown and the words of the file."""

    meaning: Meaning
    label: str
    words: str
    code: str | None


def build_entry(row: Row, lane: Lane, setting: Setting, findings: Findings) -> Entry:
    """Return the entry a row describes; raises RowError when it cannot become one."""
    start = _start(row, setting, findings)
    _check_year(start, lane)
    named = _name(row, lane, findings)
    kind = _kind(row, lane, named.meaning)
    end, end_state = _end(row, kind, start, setting, findings)
    fits = Category if kind is Kind.SPELL else EventKind
    meaning = named.meaning
    return Entry(
        id=EntryId(""),
        kind=kind,
        lane=lane.key,
        record_lane=meaning.record_lane if meaning else lane.record_lanes[0],
        category=meaning.code if isinstance(meaning, fits) else None,
        label=named.label,
        start=start,
        end=end,
        end_state=end_state,
        words=named.words,
        short_forms=_short_forms(
            row.text("short form"), named.label, meaning.short if meaning else ""
        ),
        detail=row.text("detail"),
        code=named.code,
        value=_value(row, kind, meaning, findings),
        attributes=MappingProxyType(_attributes(row, lane, kind, meaning, findings)),
        sources=(row.source,),
        source_name=row.text("source"),
    )


def read_day(row: Row, field: str, setting: Setting, findings: Findings) -> FuzzyDate | None:
    """Return the date in a cell, None when it holds none; raises RowError when unreadable."""
    cell = row.cell(field)
    if is_missing(cell):
        return None
    try:
        when, note = parse_date_noted(
            cell,
            month_first=setting.month_first,
            birth=setting.birth,
            not_after=setting.not_after,
        )
    except DateTrouble as trouble:
        message = f"“{text_of(cell)}” could not be read as a date: {trouble} {DATE_ADVICE}"
        raise RowError("date-unreadable", message, field) from None
    if note:
        findings.say(row, "date-as-written", note, field, Weight.REPAIRED)
    return when if when.known else None


def _start(row: Row, setting: Setting, findings: Findings) -> FuzzyDate:
    start = read_day(row, "start", setting, findings)
    if start is None:
        message = f"There is no date to place it by. {DATE_ADVICE} A rough one is enough."
        raise RowError("start-missing", message, "start")
    return _at(row, "start time", start, findings)


def _check_year(start: FuzzyDate, lane: Lane) -> None:
    """Refuse what lies before any young person of these files was born, but for the family's."""
    if start.latest is not None and start.latest.year < FIRST_YEAR and lane.key != "family":
        message = (
            f"It starts in {start.latest.year}, before {FIRST_YEAR}. Correct the year, or write "
            "it in the lane Family if it is about a parent."
        )
        raise RowError("year-too-early", message, "start")


def _at(row: Row, field: str, when: FuzzyDate, findings: Findings) -> FuzzyDate:
    """Return the date with the time of day of another cell, where there is one."""
    clock = _clock(row, field, findings)
    if clock is None or not when.exact:
        return when
    return replace(when, clock=clock, precision=Precision.MINUTE)


def _clock(row: Row, field: str, findings: Findings) -> time | None:
    cell = row.cell(field)
    if is_missing(cell):
        return None
    try:
        return parse_clock(cell)
    except ValueError:
        message = f"“{text_of(cell)}” could not be read as a time; the day is kept. Write 22:30."
        findings.say(row, "time-unreadable", message, field, Weight.WARN)
        return None


def _name(row: Row, lane: Lane, findings: Findings) -> Named:
    """Return what a row is called; raises RowError when nothing names it."""
    what, words = row.text("what"), row.text("in the files words")
    meaning = find_meaning(lane, what)
    if not what:
        meaning = find_meaning(lane, words) or _unnamed(row, lane)
    if row.text("level") and _is_going_on_or_ended(row) and not isinstance(meaning, Category):
        level = lane.find(row.text("level"))
        meaning = level if isinstance(level, Category) else meaning
    if meaning is None:
        if not what and not words:
            message = "Nothing says what it is. Choose a word of the list in “What”."
            raise RowError("what-missing", message, "what")
        if lane.key != "other":
            findings.unknown_word(row, lane.title, what or words)
    code = find_code(lane.key, what) if _is_code(what) else None
    label = words or (code.label if code else meaning.label if meaning else what)
    canonical = meaning.canonical if meaning else None
    return Named(meaning, label, words or what, code.code if code else canonical)


def _unnamed(row: Row, lane: Lane) -> Meaning:
    """Return what a row without words means: a level on its own, an episode of its sheet."""
    if row.text("level"):
        return lane.find(row.text("level"))
    if lane.layout == "missing" and not row.text("in the files words"):
        return lane.categories[0]
    return None


def _is_code(what: str) -> bool:
    return 1 < len(what) <= 3 and what[0].isalpha() and what[1:].isdigit()


def find_meaning(lane: Lane, words: str) -> Meaning:
    """Return the category or event kind words name: a label, an alias or a code among words."""
    if not words:
        return None
    found = lane.find(words)
    code = None if found else find_code(lane.key, words)
    return lane.category(code.category) if code else found


def _is_going_on_or_ended(row: Row) -> bool:
    """True when a row gives an end or says that there is none yet; a dash says neither."""
    return not is_missing(row.cell("end")) or _answer_quietly(row) is True


def _answer_quietly(row: Row) -> bool | None:
    try:
        return answers.yes_or_no(row.cell("still going on"))
    except ValueError:
        return None


KINDS: Mapping[str, Kind] = {
    "spell": Kind.SPELL,
    "span": Kind.SPELL,
    "point": Kind.EVENT,
    "event": Kind.EVENT,
    "score": Kind.SCORE,
    "scored assessment": Kind.SCORE,
    "count": Kind.COUNT,
    "window count": Kind.COUNT,
}


def _kind(row: Row, lane: Lane, meaning: Meaning) -> Kind:
    """Return what kind of record a row is: as said, else by what it names, its end and score."""
    said = KINDS.get(loose(row.text("kind")))
    if said is not None:
        return said
    if isinstance(meaning, Category):
        return Kind.SPELL
    if _is_going_on_or_ended(row):
        return Kind.SPELL
    if isinstance(meaning, EventKind) and meaning.shape == "boxed":
        return Kind.SCORE
    return Kind.EVENT


def _end(
    row: Row, kind: Kind, start: FuzzyDate, setting: Setting, findings: Findings
) -> tuple[FuzzyDate | None, EndState]:
    """Return the end as written and what is known of it; raises RowError if before the start."""
    if kind in (Kind.EVENT, Kind.SCORE):
        return None, EndState.CLOSED
    going_on = _going_on(row, findings)
    end = _written_end(row, setting, findings)
    if end is None:
        if going_on or is_open_word(row.cell("end")):
            return None, EndState.OPEN
        message = "No end and not marked as still going on: it is drawn with an unknown end."
        findings.say(row, "end-unknown", message, "end")
        return None, EndState.UNKNOWN
    if _is_before(end, start):
        message = (
            f"It ends ({end.raw}) before it starts ({start.raw}). "
            "Correct one of the two dates, or swap them, and open the file again."
        )
        raise RowError("end-before-start", message, "end")
    if going_on:
        message = "It has an end and is marked as still going on: the end is kept. Clear one."
        findings.say(row, "end-and-going-on", message, "still going on", Weight.ASK)
    return end, EndState.CLOSED


def _going_on(row: Row, findings: Findings) -> bool:
    return _asked(row, "still going on", answers.yes_or_no, findings) is True


def _written_end(row: Row, setting: Setting, findings: Findings) -> FuzzyDate | None:
    """Return the end in its cell; what cannot be read is said and leaves the end unknown."""
    if is_open_word(row.cell("end")):
        return None
    try:
        end = read_day(row, "end", setting, findings)
    except RowError as trouble:
        message = f"{trouble.message} Until then the end is unknown."
        findings.say(row, trouble.rule, message, "end", Weight.WARN)
        return None
    return _at(row, "end time", end, findings) if end else None


def _is_before(end: FuzzyDate, start: FuzzyDate) -> bool:
    """True when an end lies before a start however the two windows are read."""
    if end.latest is None or start.earliest is None:
        return False
    if end.latest == start.earliest and end.clock and start.clock:
        return end.clock < start.clock
    return end.latest < start.earliest


@lru_cache(maxsize=10_000)
def _short_forms(written: str, label: str, usual: str) -> tuple[str, ...]:
    """Return the short forms of a row and the usual one, each once and none like the label."""
    parts = [*(part.strip() for part in written.split("|")), usual]
    seen = {loose(label)}
    kept = {loose(part): part for part in reversed(parts) if part and loose(part) not in seen}
    return tuple(dict.fromkeys(kept[loose(part)] for part in parts if loose(part) in kept))


def _value(row: Row, kind: Kind, meaning: Meaning, findings: Findings) -> int | float | str | None:
    if kind is Kind.SPELL:
        return meaning.value if isinstance(meaning, Category) else None
    if kind is Kind.EVENT:
        return None
    for field in ("score", "in the files words", "what"):
        found = answers.number(row.cell(field))
        if found is not None:
            return found
    if row.text("score"):
        return row.text("score")
    message = "A scored assessment without a number. Write it in “Score”."
    findings.say(row, "score-missing", message, "score", Weight.WARN)
    return None


def _attributes(
    row: Row, lane: Lane, kind: Kind, meaning: Meaning, findings: Findings
) -> dict[str, AttributeValue]:
    """Return what else the row says, by the names of the neutral records."""
    found: dict[str, AttributeValue] = {}
    for field, name, ask in (
        ("out of borough", "out_of_area", answers.out_of_area),
        ("planned", "planned", answers.yes_or_no),
        ("high cost", "high_cost", answers.yes_or_no),
    ):
        answer = _asked(row, field, ask, findings)
        if answer is not None:
            found[name] = answer
    if "out_of_area" not in found and lane.key == "residence":
        suffix = says_out_of_area(row.text("what"))
        found |= {} if suffix is None else {"out_of_area": suffix}
    if isinstance(meaning, Category) and meaning.temporary:
        found["temporary"] = True
    if lane.key == "referrals" and meaning and meaning.code == "NFA":
        found["nfa"] = True
    found |= _score_attributes(row, kind)
    try:
        found |= answers.interview(row.cell("return interview"))
    except ValueError as words:
        message = f"“{words}” says neither yes nor no; it is kept as not said."
        findings.say(row, "answer-unclear", message, "return interview", Weight.WARN)
    return found


def _score_attributes(row: Row, kind: Kind) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    if answers.is_said(row.cell("tool")):
        found["tool"] = row.text("tool")
    if answers.is_said(row.cell("level")):
        found["level"] = row.text("level").casefold()
    score = answers.number(row.cell("score"))
    if score is not None and kind is Kind.SPELL:
        found["score"] = score
    return found


def _asked(
    row: Row, field: str, ask: Callable[[Cell], bool | None], findings: Findings
) -> bool | None:
    try:
        return ask(row.cell(field))
    except ValueError:
        message = f"“{row.text(field)}” says neither yes nor no; it is kept as not said."
        findings.say(row, "answer-unclear", message, field, Weight.WARN)
        return None
