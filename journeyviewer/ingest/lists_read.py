"""Reads the lists of an extract as one set: children joined by their ids, every row spoken for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from journeyviewer.ingest.assemble import Draft
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.ledger import Fate
from journeyviewer.ingest.lists_entries import Builder
from journeyviewer.ingest.lists_factors import factor_codes, factor_entries
from journeyviewer.ingest.lists_match import recognise_all
from journeyviewer.ingest.lists_people import People
from journeyviewer.ingest.lists_rows import Links, OpenList, open_list, orders
from journeyviewer.ingest.lists_settle import coverage, place_moves, settle_open
from journeyviewer.ingest.lists_spec import FACTORS, Extract
from journeyviewer.ingest.lists_unit import ask_unit
from journeyviewer.ingest.table import Claim, Reading
from journeyviewer.ingest.terms import Terms
from journeyviewer.model.chronology import Entry
from journeyviewer.model.words import day_words

Place = tuple[Draft, int]
"""A draft and the place of one of its entries."""


class ListsReading:
    """The lists of an extract being read together."""

    def __init__(
        self, claimed: Claim, extract: Extract, likely: re.Pattern[str], terms: Terms
    ) -> None:
        self.extract = extract
        self.terms = terms
        self.findings = Findings(terms.decisions)
        found = recognise_all(claimed.sheets, extract, likely)
        self.lists = [open_list(item, self.findings) for item in found]
        self.read_lists = [one for one in self.lists if not one.item.table.aside]
        self.people = People(self.findings, terms)
        self.links = Links(self.read_lists)
        self.builder = Builder(self.findings, extract.source_name, order=orders(self.read_lists))
        self.children: dict[tuple[int, int], str] = {}
        self.made: dict[tuple[int, int], list[Place]] = {}
        self.by_table: dict[str, list[Place]] = {}
        self._same: dict[str, dict[tuple[object, ...], tuple[int, int]]] = {}

    def read(self) -> Reading:
        """Read the persons of all lists first, then the records, list by list."""
        for one in self.lists:
            if one.item.table.aside:
                self._keep_aside(one)
        ordered = sorted(self.read_lists, key=lambda one: not one.item.table.persons)
        for one in ordered:
            self._know_children(one)
        self._say_unlisted()
        as_at = self._day_of_lists()
        self.builder.as_at = as_at
        self.people.close(as_at)
        self.builder.per_mile = ask_unit(self.read_lists, self.findings)
        # Factors are put into their assessments, which come first.
        for one in sorted(self.read_lists, key=_has_factors):
            self._read_records(one)
        settle_open(self.by_table, self.findings)
        place_moves(self.by_table.get("ssd_cla_placement", ()))
        for draft in self.people.of_drafts():
            draft.coverage.extend(coverage(draft, self.read_lists, self.extract, as_at))
        return self._reading()

    def _know_children(self, one: OpenList) -> None:
        """Find the child of every row; a row without one is kept aside, a repeated one hidden."""
        first: dict[tuple[str, ...], int] = {}
        for row in one.rows:
            known = first.setdefault(row.texts, row.number)
            if known != row.number:
                one.ledger.set(row.number, Fate.DUPLICATE)
                message = f"It says exactly what row {known} says, so it is shown once."
                self.findings.say(row, "duplicate-row", message, weight=Weight.REPAIRED)
                continue
            try:
                child = self.links.child(one, row)
            except RowError as trouble:
                self._set_aside(one, row, trouble)
                continue
            self.children[id(row.sheet), row.number] = child
            self.people.use(child, row)

    def _say_unlisted(self) -> None:
        """Say which children the table of persons does not name, where there is such a table."""
        tables = [one for one in self.read_lists if one.item.table.persons]
        if not tables:
            return
        sheets = {id(one.item.sheet) for one in tables}
        named = {child for (sheet, _), child in self.children.items() if sheet in sheets}
        others = sorted(set(self.people.drafts) - named)
        if others:
            shown = ", ".join(others[:5]) + (f" and {len(others) - 5} more" if others[5:] else "")
            message = (
                f"Other tables name children that it does not: {shown}. Their sex and birth are "
                "not known."
            )
            sheet = tables[0].item.sheet
            self.findings.say_of_sheet(sheet, "child-not-in-header", message, Weight.WARN)

    def _day_of_lists(self) -> date | None:
        """Return the day of the lists: as given, as ages and births agree, or the last day told."""
        if self.terms.as_at is not None or not self.read_lists:
            return self.terms.as_at
        found, why = self.people.day_of_ages(), "on it the births and the ages agree"
        if found is None:
            found, why = self._last_day(), "it is the last day they tell of"
        if found is not None:
            message = (
                f"The lists do not give their own day; {day_words(found)} is taken, as {why}. "
                "Give the day of reading if another is meant."
            )
            self.findings.say_of_sheet(self.read_lists[0].item.sheet, "day-of-lists", message)
        return found

    def _last_day(self) -> date | None:
        """Return the last day that a record begins or ends on, but none that is still to come."""
        quiet = Builder(Findings(), "", order=self.builder.order)
        days = []
        for one in self.read_lists:
            records = one.item.table.records
            names = {n for r in records for n in (r.start, r.or_start, r.end, r.or_end) if n}
            for row in one.rows:
                for name in names:
                    when = quiet.optional_day(row, name)
                    if when is not None and when.latest is not None:
                        days.append(when.latest)
        today = date.today()
        return max((found for found in days if found <= today), default=None)

    def _read_records(self, one: OpenList) -> None:
        for row in one.rows:
            child = self.children.get((id(row.sheet), row.number))
            if child is None:
                continue
            try:
                entries = list(self._records(one, row))
            except RowError as trouble:
                self._set_aside(one, row, trouble)
                continue
            one.ledger.set(row.number, Fate.USED)
            draft = self.people.drafts[child]
            for entry in entries:
                self._add(one, row, draft, entry)
        self._say_repeated_rows(one)

    def _records(self, one: OpenList, row: Row) -> Iterable[Entry]:
        source = f"{self.extract.source_name} {one.item.table.key}"
        for record in one.item.table.records:
            if record.kind == FACTORS:
                yield from self._factors(one, row, source)
                continue
            entry = self.builder.entry(row, record, source)
            if entry is not None:
                yield entry

    def _factors(self, one: OpenList, row: Row, source: str) -> Iterable[Entry]:
        """Put the factors into their assessment, and make records of those that have a lane."""
        _, assessment = self.links.parent(one, row)
        places = self.made.get((id(assessment.sheet), assessment.number), [])
        if not places:
            message = f"Its assessment, row {assessment.number}, could not be read."
            raise RowError("parent-missing", message, "assessment id")
        codes = factor_codes(row, self.findings)
        for draft, index in places:
            draft.entries[index] = _with_factors(draft.entries[index], row, codes)
        when = self.builder.optional_day(assessment, "authorised")
        start = when or self.builder.optional_day(assessment, "start")
        if start is not None:
            yield from factor_entries(codes, start, (row.source, assessment.source), source)

    def _add(self, one: OpenList, row: Row, draft: Draft, entry: Entry) -> None:
        """Add a record, or its source to the same one that another list gave before."""
        key = _said(entry)
        same = self._same.setdefault(draft.id, {})
        index, sheet = same.get(key, (-1, id(row.sheet)))
        if index >= 0 and (sheet != id(row.sheet) or entry.kind == "count"):
            kept = draft.entries[index]
            draft.entries[index] = replace(kept, sources=kept.sources + entry.sources)
        else:
            index = len(draft.entries)
            same[key] = (index, id(row.sheet))
            draft.entries.append(entry)
            self.by_table.setdefault(one.item.table.key, []).append((draft, index))
        self.made.setdefault((id(row.sheet), row.number), []).append((draft, index))

    def _say_repeated_rows(self, one: OpenList) -> None:
        """Add the rows that repeat another to the sources of what that one made."""
        first: dict[tuple[str, ...], int] = {}
        for row in one.rows:
            known = first.setdefault(row.texts, row.number)
            if known == row.number:
                continue
            for draft, index in self.made.get((id(row.sheet), known), ()):
                kept = draft.entries[index]
                draft.entries[index] = replace(kept, sources=(*kept.sources, row.source))

    def _set_aside(self, one: OpenList, row: Row, trouble: RowError) -> None:
        one.ledger.set_aside(row.number, trouble.message)
        self.findings.say(row, trouble.rule, trouble.message, trouble.field, Weight.ASIDE)

    def _keep_aside(self, one: OpenList) -> None:
        """Set the rows of a list that is known but not read aside, by its name."""
        table = one.item.table
        for row in one.rows:
            one.ledger.set_aside(row.number, table.aside)
        count = "one row is" if len(one.rows) == 1 else f"{len(one.rows):,} rows are"
        message = f"{table.aside}: {count} kept aside and not drawn."
        weight = Weight.ASIDE if table.about_child else Weight.NOTE
        self.findings.say_of_sheet(one.item.sheet, "module-not-read", message, weight)

    def _reading(self) -> Reading:
        reading = Reading()
        for one in self.lists:
            reading.tallies.append(one.ledger.close())
            reading.tray.extend(one.ledger.tray)
        self.findings.close_into(reading)
        self.people.facts.close_into(reading)
        reading.cases = [draft.case() for draft in self.people.of_drafts()]
        return reading


def _has_factors(one: OpenList) -> bool:
    return any(record.kind == FACTORS for record in one.item.table.records)


def _said(entry: Entry) -> tuple[object, ...]:
    """Return what a record says, whichever list it stands in."""
    start = (entry.start.earliest, entry.start.latest, entry.start.clock)
    end = (entry.end.earliest, entry.end.latest) if entry.end else ()
    told = (entry.label, entry.category, entry.code, entry.value, entry.detail)
    return (entry.kind, entry.lane, start, end, entry.end_state, *told)


def _with_factors(entry: Entry, row: Row, codes: tuple[str, ...]) -> Entry:
    attributes = {**entry.attributes, "factors": " ".join(codes)} if codes else entry.attributes
    return replace(
        entry,
        sources=(*entry.sources, row.source),
        attributes=MappingProxyType(dict(attributes)),
    )
