"""What is said of the columns of dates: how they are read, on what that rests, what to check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.date_columns import Look, kind_of, look_at, of_ages
from journeyviewer.ingest.date_windows import DateTrouble, in_words
from journeyviewer.ingest.dates import parse_date
from journeyviewer.ingest.day_order import decide_order, find_exchange, is_ambiguous, share_orders
from journeyviewer.ingest.findings import ByColumn, Findings, Row, Weight, cells_of, counted_cells
from journeyviewer.ingest.table import Sheet, text_of
from journeyviewer.model.decisions import Choice, Question, Topic, key_of

DAY, MONTH = "day", "month"
STORED, TURNED = "stored", "turned"
"""The answers about the order of day and month, and about days a spreadsheet exchanged."""
DATE_FIELDS = ("start", "end")
NUMBER_FIELDS = ("score",)


def look_at_fields(
    rows: Sequence[Row], fields: Sequence[str] = DATE_FIELDS, *, from_1904: bool = False
) -> dict[str, Look]:
    """Return what the columns of dates hold; one that shows no order follows the others."""
    looks = {field: look_at(counted_cells(rows, field), from_1904=from_1904) for field in fields}
    orders = share_orders({field: look.order for field, look in looks.items()})
    return {
        field: replace(look, order=orders[field], ages=of_ages(_heading(rows, field)))
        for field, look in looks.items()
    }


def look_at_together(
    rows: Sequence[Row], fields: Sequence[str] = DATE_FIELDS, *, from_1904: bool = False
) -> dict[str, Look]:
    """Return what columns hold that were filled in by one hand: what one shows holds for all."""
    cells = [cell for field in fields for cell in cells_of(rows, field)]
    return dict.fromkeys(fields, look_at(cells, from_1904=from_1904))


def say_of_columns(
    sheet: Sheet,
    looks: Mapping[str, Look],
    rows: Sequence[Row],
    findings: Findings,
    weight: Weight = Weight.NOTE,
) -> dict[str, Look]:
    """Say how the columns of a table are read, and ask; return them as they were decided.

    `weight` is that of a column with the month first. What holds for all columns is said once.
    """
    distinct: dict[int, tuple[str, Look]] = {}
    for field, look in looks.items():
        distinct.setdefault(id(look), (field, look))
    settled: dict[int, Look] = {}
    for mark, (field, look) in distinct.items():
        fields = [name for name, other in looks.items() if id(other) == mark]
        look = _ask_for_order(sheet, fields, look, rows, findings)
        look = _ask_for_exchange(sheet, field, look, rows, findings)
        settled[mark] = look
        if look.kind.mostly_numbers and not look.ages:
            message = (
                f"The column “{_heading(rows, field)}” holds mostly numbers such as "
                f"{look.kind.number}, which may be ages: they are not read as dates. Choose the "
                "column with the dates."
            )
            findings.say_of_sheet(sheet, "numbers-not-dates", message, Weight.ASK)
    made = {field: settled[id(look)] for field, look in looks.items()}
    for reason in dict.fromkeys(look.order.reason for look in made.values() if _swaps(look)):
        findings.say_of_sheet(sheet, "month-first", reason, weight)
    return made


def _swaps(look: Look) -> bool:
    return look.order.month_first


def _heading(rows: Sequence[Row], field: str) -> str:
    return (rows[0].written(field) if rows else None) or field


def _headings(rows: Sequence[Row]) -> str:
    return "|".join(rows[0].header.written.values()) if rows else ""


def _ask_for_order(
    sheet: Sheet, fields: Sequence[str], look: Look, rows: Sequence[Row], findings: Findings
) -> Look:
    """Ask whether day or month comes first where a date can be read both ways.

    Where other cells show it, the question is settled by the file and can still be answered.
    """
    order = look.order
    if not order.ambiguous:
        return look
    # A table that knows its columns is all of one sheet, and is not gone through for this.
    here = rows if isinstance(rows, ByColumn) else [row for row in rows if row.sheet is sheet]
    unsure = (
        (row, row.cell(field))
        for row in here or rows
        for field in fields
        if is_ambiguous(row.cell(field))
    )
    first = next(unsure, None)
    example = text_of(first[1]) if first else order.example
    own = [first[0].number, *(row.number for row, _ in unsure)] if first and order.doubtful else []
    heading = _heading(rows, fields[0])
    dates = "One date" if order.ambiguous == 1 else f"{order.ambiguous:,} dates"
    answer = findings.ask(
        Question(
            key=key_of("day-order", sheet.file, sheet.name, _headings(rows), heading),
            topic=Topic.ORDER,
            title="Day first, or month first?",
            detail=f"{dates} in “{heading}” such as “{example}” could be either. {order.reason}",
            choices=(
                Choice(DAY, _as_read(example, month_first=False)),
                Choice(MONTH, _as_read(example, month_first=True)),
            ),
            default=MONTH if order.month_first else DAY,
            file=sheet.file,
            sheet=sheet.name,
            column=heading,
            rows=tuple(dict.fromkeys(own)),
            settled=not order.doubtful,
        )
    )
    if (answer == MONTH) == order.month_first:
        return look
    cells = [cell for field in fields for cell in cells_of(rows, field)]
    return replace(look, order=decide_order(cells, answer == MONTH))


def _as_read(example: str, *, month_first: bool) -> str:
    try:
        return in_words(parse_date(example, month_first=month_first).first)
    except (DateTrouble, ValueError):
        return "The month comes first" if month_first else "The day comes first"


def _ask_for_exchange(
    sheet: Sheet, field: str, look: Look, rows: Sequence[Row], findings: Findings
) -> Look:
    """Ask whether a spreadsheet has exchanged day and month in the cells it took for dates."""
    found = look.exchange
    stored = found.example
    if stored is None or not (found.proved or found.possible):
        return look
    heading = _heading(rows, field)
    turned = stored.replace(day=stored.month, month=stored.day)
    answer = findings.ask(
        Question(
            key=key_of("days-exchanged", sheet.file, sheet.name, _headings(rows), heading),
            topic=Topic.DATE,
            title="Has the spreadsheet exchanged day and month?",
            detail=f"In “{heading}”: {found.reason}",
            choices=(
                Choice(STORED, f"No: {in_words(stored)} is right"),
                Choice(TURNED, f"Yes: read it as {in_words(turned)}"),
            ),
            default=TURNED if found.proved else STORED,
            file=sheet.file,
            sheet=sheet.name,
            column=heading,
            settled=found.proved,
        )
    )
    if (answer == TURNED) == found.proved:
        return look
    cells = cells_of(rows, field)
    return replace(look, exchange=find_exchange(cells, answer == TURNED))


def say_of_numbers(sheet: Sheet, rows: Sequence[Row], findings: Findings) -> None:
    """Ask where a date stands in a column of numbers: a spreadsheet may have made it of 12.03."""
    for field in NUMBER_FIELDS:
        kind = kind_of(counted_cells(rows, field))
        if not kind.day or kind.numbers <= kind.dates:
            continue
        own = [row.number for row in rows if kind_of([row.cell(field)]).day]
        message = (
            f"In the column of numbers “{_heading(rows, field)}” stands the date {kind.day}: a "
            "spreadsheet may have made it of a number such as 12.03. It is kept as it is; "
            "correct it in the original."
        )
        findings.say_of_sheet(sheet, "date-among-numbers", message, Weight.ASK, own)
