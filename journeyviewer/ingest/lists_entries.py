"""From a row of a list to its records, as the description of the list says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from journeyviewer.ingest import lists_values as values
from journeyviewer.ingest.answers import number
from journeyviewer.ingest.build import DATE_ADVICE
from journeyviewer.ingest.findings import Row, RowError, Weight
from journeyviewer.ingest.lists_details import Details
from journeyviewer.ingest.lists_spec import Record
from journeyviewer.ingest.lists_values import Named
from journeyviewer.model.chronology import Entry, EntryId, Kind
from journeyviewer.model.lanes import Category, EventKind, Lane, lane, loose
from journeyviewer.model.times import EndState, FuzzyDate, Precision, add_months, day


class Builder(Details):
    """Makes the records of rows."""

    def entry(self, row: Row, record: Record, source: str) -> Entry | None:
        """Return the record of a row, None where the row has none; raises RowError for the tray."""
        if not self._is_meant(row, record):
            return None
        if record.kind == Kind.COUNT:
            return self._count(row, record, source)
        start = self._start(row, record)
        if start is None:
            return None
        named = self._named(row, record)
        if record.undated and named is None:
            return None
        span = (start, *self._end(row, record, start))
        return self._made(row, record, named, span, source)

    def _is_meant(self, row: Row, record: Record) -> bool:
        """True when the row has this record at all, by the codes that choose it."""
        if record.only and _code_in(row, record.only[0]) not in record.only[1:]:
            return False
        if record.needs_word:
            said = _code_in(row, record.needs_word)
            if not said or said in record.not_word:
                return False
        if record.unless_yes:
            try:
                return values.yes_or_no(row.cell(record.unless_yes)) is not True
            except ValueError:
                return True
        return True

    def _start(self, row: Row, record: Record) -> FuzzyDate | None:
        if record.undated:
            return self._by_then(self.optional_day(row, record.start))
        if record.main:
            start = self.day(row, record.start)
            if start is None:
                message = f"There is no date to place it by. {DATE_ADVICE}"
                raise RowError("start-missing", message, record.start)
            return start
        start = self.optional_day(row, record.start) or self.optional_day(row, record.or_start)
        if start is None and record.or_undated and values.plain(row.cell(record.named)):
            message = "It has no start: it is drawn as held on the day of the list."
            self.findings.say(row, "start-unknown", message, record.start, Weight.WARN)
            return self._by_then(None)
        return start

    def _by_then(self, when: FuzzyDate | None) -> FuzzyDate | None:
        """Return "some day up to this one", the day of the lists without one."""
        last = when.latest if when and when.latest else self.as_at
        if last is None:
            return None
        return FuzzyDate(None, last, Precision.BEFORE, raw=when.raw if when else last.isoformat())

    def _end(self, row: Row, record: Record, start: FuzzyDate) -> tuple[FuzzyDate | None, EndState]:
        """Return the end of a spell and what is known of it; raises RowError if before it began."""
        if record.entry_kind is not Kind.SPELL:
            return None, EndState.CLOSED
        end = self.optional_day(row, record.end) or self.optional_day(row, record.or_end)
        if end is None:
            lost = values.is_lost(row.cell(record.end)) if record.end else False
            return None, EndState.UNKNOWN if lost else EndState(record.blank_end)
        if end.latest and start.earliest and end.latest < start.earliest:
            message = (
                f"It ends ({end.raw}) before it starts ({start.raw}). "
                "Correct one of the two dates, or swap them, and open the file again."
            )
            if record.main:
                raise RowError("end-before-start", message, record.end)
            self.findings.say(row, "end-before-start", message, record.end, Weight.WARN)
            return None, EndState.UNKNOWN
        return end, EndState.CLOSED

    def _named(self, row: Row, record: Record) -> Named | None:
        """Return what the words of a row mean, None where there are none."""
        for name in (record.named, record.or_named):
            text = row.text(name) if name else ""
            # "Missing" is a word for no value everywhere but here.
            if not text or not (values.plain(text) or record.codes == "MISSING"):
                continue
            found = _answered(record, text)
            if found is None:
                found = (
                    values.named_by_lane(record.lane, text)
                    if record.codes == "vocabulary"
                    else values.named_in(record.codes, text)
                )
            if found is not None:
                return found if found.known else self._asked(row, lane(record.lane), found)
        return None

    def _asked(self, row: Row, where: Lane, found: Named) -> Named:
        """Return what a person chose for words that no list holds; else the words themselves."""
        code = self.findings.unknown_word(row, where.title, found.label)
        chosen = where.category(code) or where.event(code) if code else None
        if chosen is None:
            return found
        return replace(found, code=chosen.canonical, category=chosen)

    def _made(
        self,
        row: Row,
        record: Record,
        named: Named | None,
        span: tuple[FuzzyDate, FuzzyDate | None, EndState],
        source: str,
    ) -> Entry:
        start, end, end_state = span
        drawn = lane(record.lane)
        what = _what(drawn, record, named)
        label = _label(record, drawn, what, named)
        missed = _not_done(row, record)
        if missed is not None:
            label, what = f"{label} ({missed[0]})", drawn.event(missed[1])
        kind = record.entry_kind
        value = number(row.cell(record.value)) if kind is Kind.SCORE else None
        if kind is Kind.SCORE:
            label = record.label.format(value) if value is not None else record.words
        attributes = self.attributes(row, record, start)
        if named is not None and named.out_of_area is not None:
            attributes.setdefault("out_of_area", named.out_of_area)
        if isinstance(what, Category) and what.temporary:
            attributes["temporary"] = True
        shorts = [*(named.short_forms if named else ()), what.short if what else ""]
        fits = Category if kind is Kind.SPELL else EventKind
        return Entry(
            id=EntryId(""),
            kind=kind,
            lane=drawn.key,
            record_lane=what.record_lane if what else drawn.record_lanes[0],
            category=what.code if isinstance(what, fits) else None,
            label=label,
            start=start,
            end=end,
            end_state=end_state,
            words=_written(row, record) or label,
            short_forms=tuple(dict.fromkeys(s for s in shorts if s and loose(s) != loose(label))),
            detail=" ".join(filter(None, (self.said(row, said) for said in record.details))),
            code=_canonical(record, what, named),
            value=value if kind is Kind.SCORE else _level(what),
            attributes=MappingProxyType(attributes),
            sources=(row.source,),
            source_name=source,
        )

    def _count(self, row: Row, record: Record, source: str) -> Entry | None:
        """Return a number over the months up to the day of the lists: never dated events."""
        if self.as_at is None:
            return None
        try:
            found = values.whole_number(row.cell(record.value))
        except ValueError:
            held_back = values.plain(row.cell(record.value)).casefold() in values.SUPPRESSED
            message = "The number is held back in the source; it is not nought and is left out."
            if not held_back:
                message = f"“{row.text(record.value)}” is no number; it is left out."
            rule = "suppressed-value" if held_back else "number-unreadable"
            self.findings.say(row, rule, message, record.value, Weight.NOTE)
            return None
        if found is None:
            self._say_interview_without_count(row, record)
            return None
        drawn = lane(record.lane)
        what = drawn.category(record.what)
        return Entry(
            id=EntryId(""),
            kind=Kind.COUNT,
            lane=drawn.key,
            record_lane=what.record_lane if what else drawn.record_lanes[0],
            category=what.code if what else None,
            label=record.label.format(found),
            start=day(add_months(self.as_at, -record.months)),
            end=day(self.as_at),
            words=_written(row, record),
            code=what.canonical if what else None,
            value=found,
            attributes=MappingProxyType(self.attributes(row, record, None)),
            sources=(row.source,),
            source_name=source,
        )

    def _say_interview_without_count(self, row: Row, record: Record) -> None:
        if any(values.plain(row.cell(name)) for name in record.interview):
            message = (
                "It says something of a return interview but gives no number of episodes, so the "
                "answer has no place to stand; it is left out."
            )
            self.findings.say(row, "interview-without-count", message, record.interview[0])


def _code_in(row: Row, name: str) -> str:
    """Return the code or words in a cell, in capitals, without what follows the code."""
    text = values.plain(row.cell(name)).upper()
    return text.split(" ")[0].rstrip(":-") if text else ""


ANSWERED: Mapping[str, tuple[str, str, str]] = {
    "up to date": ("Immunisations up to date", "Immunisations not up to date", ""),
    "substance": (
        "Alcohol or substance use noted",
        "Alcohol or substance use: none noted",
        "SASS",
    ),
}
"""What a yes and a no stand for where a cell holds one instead of words, and the kind of a no."""


def _answered(record: Record, text: str) -> Named | None:
    """Return the words of a cell that is read as a yes or no, or in its own words."""
    if not record.how:
        return None
    yes, no, kind = ANSWERED[record.how]
    try:
        answer = values.yes_or_no(text)
    except ValueError:
        return Named(f"{yes} ({values.plain(text)})")
    return Named(yes) if answer else Named(no, meaning=kind)


DONE = frozenset({"", "completed", "complete", "done", "attended"})
STATUSES: Mapping[str, tuple[str, str]] = {"refused": ("declined", "HDNA")}
"""Neutral words for the status of a check that did not take place, and its kind."""


def _not_done(row: Row, record: Record) -> tuple[str, str] | None:
    """Return the words and kind of a check that did not take place, None for one that did."""
    status = values.plain(row.cell(record.status)).casefold() if record.status else ""
    return None if status in DONE else STATUSES.get(status, (status, ""))


def _what(drawn: Lane, record: Record, named: Named | None) -> Category | EventKind | None:
    """Return the category or event kind of a record: by its code, its words, or as described."""
    fixed = drawn.category(record.what) if record.what else None
    event = drawn.event(record.what) if record.what else None
    spell = record.entry_kind is Kind.SPELL
    if named is not None:
        if record.by_code and named.meaning:
            by_code = drawn.category(named.meaning) if spell else drawn.event(named.meaning)
            return by_code or fixed or event
        if isinstance(named.category, Category if spell else EventKind):
            return named.category
        if record.codes == "vocabulary" and not record.what:
            return None
    if not record.what and spell and record.named and named is None:
        return drawn.category("NR")
    return (fixed or event) if spell else (event or fixed)


def _label(
    record: Record, drawn: Lane, what: Category | EventKind | None, named: Named | None
) -> str:
    words = named.label if named else ""
    if "{}" in record.label:
        return record.label.format(words) if words else record.words
    if record.label:
        return record.label
    return words or (what.label if what else drawn.title)


def _written(row: Row, record: Record) -> str:
    """Return the words of the file: the cell that names the record, else the heading of its day.

    The headings of prefixed tables are no words.
    """
    for name in (record.named, record.or_named):
        if name and (values.plain(row.cell(name)) or record.codes == "MISSING"):
            return row.text(name)
    heading = row.written(record.value or record.start) or ""
    return "" if "_" in heading else heading


def _canonical(
    record: Record, what: Category | EventKind | None, named: Named | None
) -> str | None:
    if record.code:
        return record.code
    if record.codes == "vocabulary" and named is not None:
        return named.code
    if record.codes == "ACCOMMODATION":
        # Where a care leaver lives is no placement, though it may be drawn as one.
        return None
    return what.canonical if what else None


def _level(what: Category | EventKind | None) -> str | None:
    return what.value if isinstance(what, Category) else None
