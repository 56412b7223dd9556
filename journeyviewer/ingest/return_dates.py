"""The dates that the rows of statutory returns give, and ends that come before their start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from journeyviewer.ingest.answers import number, yes_or_no
from journeyviewer.ingest.build import DATE_ADVICE
from journeyviewer.ingest.dates import DateTrouble, is_missing, is_open_word, parse_date_noted
from journeyviewer.ingest.findings import Findings, Row, RowError, Weight
from journeyviewer.ingest.vocabulary import Code
from journeyviewer.model.decisions import Choice, Question, Topic, key_of
from journeyviewer.model.times import FuzzyDate
from journeyviewer.model.values import dataclass


def read_day(row: Row, field: str, as_at: date | None, findings: Findings) -> FuzzyDate | None:
    """Return the date in a cell, None when there is none; raises RowError when unreadable."""
    cell = row.cell(field)
    if is_missing(cell) or is_open_word(cell):
        return None
    try:
        when, note = parse_date_noted(cell, not_after=as_at)
    except DateTrouble as trouble:
        message = f"“{row.text(field)}” could not be read as a date: {trouble} {DATE_ADVICE}"
        raise RowError("date-unreadable", message, field) from None
    if note:
        findings.say(row, "date-as-written", note, field, Weight.REPAIRED)
    return when if when.known else None


ASIDE, SWAP, NO_END = "aside", "swap", "no-end"


def ordered(
    row: Row,
    fields: tuple[str, str],
    start: FuzzyDate,
    end: FuzzyDate | None,
    findings: Findings,
) -> tuple[FuzzyDate, FuzzyDate | None]:
    """Return a start and an end in order; one that ends before it starts is asked about.

    Raises RowError where it is kept aside, which it is until something else is decided.
    """
    if end is None or end.last >= start.first:
        return start, end
    answer = findings.ask(
        Question(
            key=key_of("end-before-start", row.sheet.file, row.sheet.name, *fields),
            topic=Topic.DATE,
            title="Rows end before they start. What should become of them?",
            detail=f"Such as the one from {start.raw} to {end.raw}.",
            choices=(
                Choice(ASIDE, "Keep them aside, not drawn"),
                Choice(SWAP, "Swap the two dates"),
                Choice(NO_END, "Keep the start and leave the end out"),
            ),
            default=ASIDE,
            file=row.sheet.file,
            sheet=row.sheet.name,
            column=row.written(fields[1]),
            rows=(row.number,),
        )
    )
    before = f"{start.raw} to {end.raw}"
    if answer == SWAP and findings.repair(
        row, "end-before-start", before, f"{end.raw} to {start.raw}", fields[1]
    ):
        return end, start
    if answer == NO_END and findings.repair(
        row, "end-before-start", before, f"{start.raw}, no end", fields[1]
    ):
        return start, None
    message = (
        f"It ends ({end.raw}) before it starts ({start.raw}). "
        "Correct one of the two dates, or swap them, and open the file again."
    )
    raise RowError("end-before-start", message, fields[1])


@dataclass(frozen=True, slots=True)
class Asking:
    """What the rows of a return share, and what is asked of their cells."""

    findings: Findings
    as_at: date | None

    def day(self, row: Row, field: str) -> FuzzyDate | None:
        """Return the date in a cell, None without one; raises RowError."""
        return read_day(row, field, self.as_at, self.findings)

    def needed(self, row: Row, field: str, what: str) -> FuzzyDate:
        """Return the date in a cell; raises RowError where there is none."""
        when = self.day(row, field)
        if when is None:
            message = f"There is no date of {what}. It is kept aside until {field} is filled in."
            raise RowError("start-missing", message, field)
        return when

    def code(self, row: Row, field: str, known: Mapping[str, Code]) -> Code | None:
        """Return the code in a cell; words that are no code of the column are said."""
        text = row.text(field)
        found = known.get(text.upper())
        if found is None and text:
            message = f"“{text}” is not a code of this column of the return; it is kept as it is."
            self.findings.say_once(row, "unknown-code", message, f"{field}: {text}")
        return found

    def answer(self, row: Row, field: str) -> bool | None:
        """Return yes, no or nothing, in any of the spellings that occur; "1.0" among them."""
        try:
            return yes_or_no(row.cell(field))
        except ValueError:
            value = number(row.cell(field))
        if value in (0, 1):
            return value == 1
        message = f"“{row.text(field)}” says neither yes nor no; it is kept as not said."
        self.findings.say(row, "answer-unclear", message, field, Weight.WARN)
        return None
