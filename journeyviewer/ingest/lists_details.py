"""What a row of a list says beside its record: dates, attributes, sentences of the detail."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from journeyviewer.ingest import lists_values as values
from journeyviewer.ingest.answers import out_of_area
from journeyviewer.ingest.build import Setting, read_day
from journeyviewer.ingest.dates import is_open_sentinel, is_open_word
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.lists_spec import Attribute, Record, Said
from journeyviewer.model.chronology import AttributeValue
from journeyviewer.model.lanes import loose
from journeyviewer.model.times import FuzzyDate
from journeyviewer.model.values import dataclass
from journeyviewer.model.words import day_words


@dataclass(slots=True)
class Details:
    """What all rows share: the day of the lists, the order of day and month, the unit of distance.

    `order` says, by sheet (its identity) and field, whether the month comes first; `per_mile` is 1
    for distances in miles and 1.609 for kilometres. `as_at` is None where no row gives a day.
    """

    findings: Findings
    source_name: str
    as_at: date | None = None
    order: dict[tuple[int, str], bool] = field(default_factory=dict)
    per_mile: float = 1.0
    _days: dict[tuple[object, ...], FuzzyDate | None] = field(default_factory=dict, repr=False)

    def day(self, row: Row, name: str) -> FuzzyDate | None:
        """Return the date in a cell, None without one; raises RowError when unreadable."""
        cell = row.cell(name)
        if cell is None:
            return None
        month_first = self.order.get((id(row.sheet), name), False)
        key = (month_first, self.as_at, type(cell), cell)
        if key in self._days:
            return self._days[key]
        if is_open_word(cell) or is_open_sentinel(cell):
            when = None
        else:
            before = len(self.findings.problems)
            setting = Setting(month_first, not_after=self.as_at)
            when = read_day(row, name, setting, self.findings)
            if len(self.findings.problems) > before:
                # What is said of a date is said of each row that has it.
                return when
        self._days[key] = when
        return when

    def optional_day(self, row: Row, name: str) -> FuzzyDate | None:
        """Return the date in a cell; one that cannot be read is said and left out."""
        try:
            return self.day(row, name) if name else None
        except RowError as trouble:
            message = f"{trouble.message} Until then it is left out."
            self.findings.say(row, trouble.rule, message, name, Weight.WARN)
            return None

    def attributes(
        self, row: Row, record: Record, start: FuzzyDate | None
    ) -> dict[str, AttributeValue]:
        """Return the attributes of a record, by the names of the neutral records."""
        found: dict[str, AttributeValue] = {}
        for attribute in record.attributes:
            value = self._attribute(row, attribute, start)
            if value is not None:
                found[attribute.name] = value
        if record.interview:
            try:
                found |= values.interview(*(row.cell(name) for name in record.interview))
            except ValueError as words:
                self._say_unclear(row, str(words), record.interview[0])
        if record.cut and start is not None and start.earliest is not None:
            before = self.optional_day(row, record.cut)
            if before is not None and before.first < start.earliest:
                found["left_cut"] = True
        return found

    def _attribute(
        self, row: Row, attribute: Attribute, start: FuzzyDate | None
    ) -> AttributeValue | None:
        if not attribute.field:
            return attribute.how
        text = values.plain(row.cell(attribute.field))
        if not text:
            return None
        how = attribute.how
        if how == "days":
            when = self.optional_day(row, attribute.field)
            known = when is not None and start is not None and when.exact and start.exact
            return (when.first - start.first).days if known and when and start else None
        if how in ("code", "label"):
            named = values.named_in(attribute.codes, text)
            return None if named is None else (named.code if how == "code" else named.label)
        if how == "words":
            return text
        try:
            return self._answer(text, how)
        except ValueError:
            self._say_unclear(row, text, attribute.field)
            return None

    def _answer(self, text: str, how: str) -> AttributeValue | None:
        """Return a yes or no, a place or a number; raises ValueError for other words."""
        if how == "yes":
            return values.yes_or_no(text)
        if how == "area":
            # A bare yes or no does not say whether it means in or out.
            if loose(text) in ("y", "n", "yes", "no", "1", "0"):
                raise ValueError(text)
            return out_of_area(text)
        found = values.whole_number(text)
        if how == "miles" and found is not None:
            given = found < values.NOT_GIVEN_DISTANCE
            return round(found / self.per_mile, 1) if given else None
        return found

    def _say_unclear(self, row: Row, words: str, name: str) -> None:
        message = f"“{words}” could not be understood here; it is kept as not said."
        self.findings.say(row, "answer-unclear", message, name, Weight.WARN)

    def said(self, row: Row, said: Said) -> str:
        """Return a sentence of the detail, "" where the cell says nothing."""
        text = values.plain(row.cell(said.field))
        if not text:
            return ""
        if said.codes:
            named = values.named_in(said.codes, text)
            return said.says.format(named.label) if named else ""
        if said.how == "day":
            when = self.optional_day(row, said.field)
            return said.says.format(day_words(when.first)) if when and when.exact else ""
        if said.how == "json":
            return said.says.format(", ".join(values.from_json(text)) or "not said")
        if said.how in ("yes or no", "only yes"):
            try:
                answer = values.yes_or_no(text)
            except ValueError:
                return said.says.format(text) if said.how == "yes or no" else ""
            if said.how == "only yes":
                return said.says if answer else ""
            return "" if answer is None else said.says.format("yes" if answer else "no")
        return said.says.format(text)
