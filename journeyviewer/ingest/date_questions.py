"""What is said of the columns of dates: how they are read, on what that rests, what to check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeyviewer.ingest.date_columns import Look, kind_of, look_at
from journeyviewer.ingest.date_windows import in_words
from journeyviewer.ingest.day_order import is_ambiguous, share_orders
from journeyviewer.ingest.findings import Findings, Row, Weight, cells_of
from journeyviewer.ingest.table import Sheet

DATE_FIELDS = ("start", "end")
NUMBER_FIELDS = ("score",)


def look_at_fields(
    rows: Sequence[Row], fields: Sequence[str] = DATE_FIELDS, *, from_1904: bool = False
) -> dict[str, Look]:
    """Return what the columns of dates hold; one that shows no order follows the others."""
    looks = {field: look_at(cells_of(rows, field), from_1904=from_1904) for field in fields}
    orders = share_orders({field: look.order for field, look in looks.items()})
    return {field: replace(look, order=orders[field]) for field, look in looks.items()}


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
) -> None:
    """Say how the columns of a table are read, and ask where nothing shows it.

    `weight` is that of a column with the month first. What holds for all columns is said once.
    """
    for reason in dict.fromkeys(look.order.reason for look in looks.values() if _swaps(look)):
        findings.say_of_sheet(sheet, "month-first", reason, weight)
    distinct: dict[int, tuple[str, Look]] = {}
    for field, look in looks.items():
        distinct.setdefault(id(look), (field, look))
    _ask_for_order(sheet, dict(distinct.values()), looks, rows, findings)
    for field, look in distinct.values():
        heading = _heading(rows, field)
        if look.exchange.proved or look.exchange.possible:
            _say_exchange(sheet, look, heading, findings)
        if look.kind.mostly_numbers:
            message = (
                f"The column “{heading}” holds mostly numbers such as {look.kind.number}, which "
                "may be ages: they are not read as dates. Choose the column with the dates."
            )
            findings.say_of_sheet(sheet, "numbers-not-dates", message, Weight.ASK)


def _swaps(look: Look) -> bool:
    return look.order.month_first


def _heading(rows: Sequence[Row], field: str) -> str:
    return (rows[0].written(field) if rows else None) or field


def _ask_for_order(
    sheet: Sheet,
    distinct: Mapping[str, Look],
    looks: Mapping[str, Look],
    rows: Sequence[Row],
    findings: Findings,
) -> None:
    """Ask once for all columns in which nothing shows whether day or month comes first."""
    doubtful = {field: look.order for field, look in distinct.items() if look.order.doubtful}
    if not doubtful:
        return
    fields = [field for field, look in looks.items() if look.order.doubtful]
    here = [row for row in rows if row.sheet is sheet]
    own = [row for row in here if any(is_ambiguous(row.cell(field)) for field in fields)]
    count = sum(order.ambiguous for order in doubtful.values())
    example = next(iter(doubtful.values())).example
    reasons = " ".join(dict.fromkeys(order.reason for order in doubtful.values()))
    dates = "One date" if count == 1 else f"{count:,} dates"
    message = f"{reasons} {dates} such as “{example}” could be meant either way. Is that right?"
    findings.say_of_sheet(sheet, "day-order", message, Weight.ASK, [row.number for row in own])


def _say_exchange(sheet: Sheet, look: Look, heading: str, findings: Findings) -> None:
    found = look.exchange
    assert found.example is not None
    stored = found.example
    turned = stored.replace(day=stored.month, month=stored.day)
    if found.proved:
        message = (
            f"In “{heading}” the spreadsheet has exchanged day and month: {found.reason} "
            f"{in_words(stored)} is read as {in_words(turned)}, and {found.count - 1:,} others "
            "likewise."
        )
        findings.say_of_sheet(sheet, "days-exchanged", message, Weight.REPAIRED)
        return
    message = (
        f"In “{heading}” a spreadsheet may have exchanged day and month: {found.reason} "
        f"{in_words(stored)} is kept; could it be {in_words(turned)}? Look at the original."
    )
    findings.say_of_sheet(sheet, "days-exchanged", message, Weight.ASK)


def say_of_numbers(sheet: Sheet, rows: Sequence[Row], findings: Findings) -> None:
    """Ask where a date stands in a column of numbers: a spreadsheet may have made it of 12.03."""
    for field in NUMBER_FIELDS:
        kind = kind_of(cells_of(rows, field))
        if not kind.day or kind.numbers <= kind.dates:
            continue
        own = [row.number for row in rows if kind_of([row.cell(field)]).day]
        message = (
            f"In the column of numbers “{_heading(rows, field)}” stands the date {kind.day}: a "
            "spreadsheet may have made it of a number such as 12.03. It is kept as it is; "
            "correct it in the original."
        )
        findings.say_of_sheet(sheet, "date-among-numbers", message, Weight.ASK, own)
